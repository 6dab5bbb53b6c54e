"""The round that makes reminders: what is due today for the whole nation, in one statement.

A round remembers nothing of the one before: it makes what should stand and is not there, and ends
what stands and should not. A round that never ran is made good by the next.
"""

import json
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.law.engine.owed import duties
from app.law.reading import practice
from app.law.shape.model import Book
from app.times import vn_day

_MAKE = sa.text("select made, again, closed from make_reminders(:now, cast(:practice as jsonb))")
# Rows one transaction makes, and ends: it holds the end of the audit while they are looked at.
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did: reminders made, standing again or given to another account, ended."""

    made: int = 0
    again: int = 0
    closed: int = 0

    def __add__(self, other: "Round") -> "Round":
        return Round(self.made + other.made, self.again + other.again, self.closed + other.closed)

    def reaches(self, rows: int) -> bool:
        """Tell whether so many rows of one sort were done, and more may wait."""
        return max(self.made, self.again, self.closed) >= rows


def make(session: Session, book: Book, now: datetime, most: int = MOST) -> Round:
    """Make what is due at a moment, so many rows of each sort at most; the caller commits."""
    said = json.dumps({**_practice(book, now), "most": most})
    row = session.execute(_MAKE, {"now": now, "practice": said}).one()
    return Round(row.made, row.again, row.closed)


def _practice(book: Book, now: datetime) -> dict[str, object]:
    """Days of practice, and which steps of the day are of the offices of each kind of unit."""
    found, ahead, contacts = duties(book, vn_day(now)), practice.reminders(), practice.contacts()
    return {
        "ahead": {"deadline": ahead.deadline.model_dump(), "contact": ahead.contact.model_dump()},
        "interval_days": contacts.interval_days,
        "rungs": [
            {"missed": rung.missed, "within_days": rung.within_days} for rung in contacts.rung
        ],
        "offices": [
            {"kind": kind, "marks": sorted(marks), "clocks": sorted(found.clocks_of(kind))}
            for kind, marks in found.marks.items()
        ],
    }

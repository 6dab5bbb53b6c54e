"""A term worked out on paper, and how the engine's term is held against it, day by day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from app.law.days.term import Term, explain_day
from app.law.engine.measure import Measure
from app.law.trials.impact import measure_of
from tests.law.dossier import BOOK, CALENDAR, CHAIR, Dossier, moment

PLAIN = {"served", "to_serve"}


@dataclass(frozen=True, slots=True)
class Days:
    """So many days away for a reason, and the article that says whether they count."""

    days: int
    reason: str
    law: str


@dataclass(frozen=True, slots=True)
class Worked:
    """A term as the hand finds it.

    `serves` are the days that must be served, `lost` those that are added because they do not
    count, `away` those that the person was away and that count all the same.
    """

    start: str
    months: int
    end: str
    serves: int
    lost: tuple[Days, ...] = ()
    away: tuple[Days, ...] = ()


def on(day: str) -> date:
    """A day as it stands in a table."""
    return date.fromisoformat(day)


def measured(dossier: Dossier, procedure: str, day: str) -> Measure:
    """The measure of a case as it stands on the evening of a day."""
    facts = dossier.facts(procedure, CHAIR, opening=False)
    found = measure_of(BOOK, CALENDAR, facts, moment(f"{day} 20:00"))
    assert found is not None
    return found


def standing_term(dossier: Dossier, procedure: str, day: str) -> Term:
    """The term of a case as it stands on the evening of a day."""
    term = measured(dossier, procedure, day).term
    assert term is not None
    return term


def the_sum_is_right(worked: Worked) -> bool:
    """Do the figures of the hand add up by themselves: days served and lost fill the stretch."""
    lost = sum(row.days for row in worked.lost)
    return worked.serves + lost == (on(worked.end) - on(worked.start)).days


def agrees(term: Term, worked: Worked) -> None:
    """The engine's term is the one worked by hand, and it explains each of its days."""
    assert the_sum_is_right(worked)
    found = (term.start, term.months, term.end)
    assert found == (on(worked.start), worked.months, on(worked.end))
    length = (term.end - term.start).days
    notes = [explain_day(term, term.start + timedelta(days=number)) for number in range(length)]
    assert sum(note.counted for note in notes) == worked.serves
    assert told(note for note in notes if not note.counted) == wanted(worked.lost)
    away = (note for note in notes if note.counted and note.code not in PLAIN)
    assert told(away) == wanted(worked.away)
    assert all(note.law and note.vi and note.en for note in notes)
    assert sum(part.days for part in term.parts) == length
    assert all(part.law for part in term.parts), [part.vi for part in term.parts]
    outside = (term.start - timedelta(days=1), term.end)
    assert not any(explain_day(term, day).counted for day in outside)


def told(notes) -> Counter[tuple[str, str]]:
    """How many days are told to be for a reason, by an article."""
    return Counter((note.code, note.law) for note in notes)


def wanted(rows: tuple[Days, ...]) -> Counter[tuple[str, str]]:
    """The same as the hand has it."""
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        found[row.reason, row.law] += row.days
    return found

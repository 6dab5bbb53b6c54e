"""The pages of a register on paper: a person, their cases, when the next contact is due."""

from calendar import monthrange
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

AFTER_MET, AFTER_MISSES = 30, (7, 7, 3)
FINAL = {"delivered", "completed", "died", "withdrawn", "violation_recorded"}


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass
class Case:
    """One legal case of a person."""

    procedure: str
    opened: date
    state: str = ""
    steps: list[str] = field(default_factory=list)
    months: int | None = None
    start: date | None = None
    started: date | None = None
    stopped: date | None = None
    away: date | None = None
    not_served: int = 0

    @property
    def closed(self) -> bool:
        return self.state in FINAL

    @property
    def end(self) -> date | None:
        if self.start is None or self.months is None:
            return None
        end = months_after(self.start, self.months) + timedelta(days=self.not_served)
        return end if self.stopped is None else min(end, self.stopped)


@dataclass
class Person:
    """Everything written down about one person."""

    unit: str
    cases: dict[str, Case] = field(default_factory=dict)
    services: list[tuple[str, date]] = field(default_factory=list)
    hours: Counter[str] = field(default_factory=Counter)
    grades: dict[str, str] = field(default_factory=dict)
    contacts: list[tuple[datetime, str, str, date | None]] = field(default_factory=list)
    supports: dict[str, str] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)
    lists: dict[str, list[date | None]] = field(default_factory=dict)
    room: str | None = None
    carer: str | None = None
    into: int | None = None
    sealed: bool = False

    @property
    def missed(self) -> int:
        count = 0
        for _, kind, outcome, _ in sorted(self.contacts, reverse=True):
            if kind == "family" or outcome == "left_message":
                continue
            if outcome != "not_met":
                break
            count += 1
        return count

    @property
    def next_due(self) -> date | None:
        days = AFTER_MISSES[min(self.missed, 3) - 1] if self.missed else AFTER_MET
        for moment, kind, outcome, agreed in sorted(self.contacts, reverse=True):
            if agreed is not None:
                return agreed
            if kind != "family" and outcome != "left_message":
                return moment.date() + timedelta(days=days)
        return None

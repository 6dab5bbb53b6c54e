"""What two law books say differently about one case, as plain values; found by `impact.py`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.law.engine.finding import Reason
from app.law.engine.measure import Measure
from app.law.shape.model import Citation, Title


@dataclass(frozen=True, slots=True)
class ClockSide:
    """A clock a step would start: its length, and when it would be due if taken now."""

    clock: str
    limit: int
    unit: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class StepSide:
    """A step from here under one of two books: allowed or why not, by whom, which clocks start."""

    allowed: bool
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    by: tuple[tuple[str, Title], ...]
    clocks: tuple[ClockSide, ...]
    law: tuple[Citation, ...]

    @property
    def verdict(self) -> tuple[object, ...]:
        """What makes a difference; other words or another article alone do not."""
        codes = tuple(sorted({reason.code for reason in self.reasons}))
        offices_of = tuple(sorted(code for code, _ in self.by))
        return self.allowed, codes, self.missing, offices_of, self.clocks


@dataclass(frozen=True, slots=True)
class StepDifference:
    """A step whose verdict changes; None on the side that does not have it from here."""

    step: str
    title: Title
    before: StepSide | None
    after: StepSide | None


@dataclass(frozen=True, slots=True)
class ClockDifference:
    """A running clock with another due moment; None when no rule starts it any more."""

    clock: str
    title: Title
    before: datetime
    after: datetime | None
    law: Citation


@dataclass(frozen=True, slots=True)
class TermDifference:
    """A term of another length, end or edition."""

    before: Measure | None
    after: Measure | None


@dataclass(frozen=True, slots=True)
class Differences:
    """What two books say differently about one case."""

    steps: tuple[StepDifference, ...] = ()
    clocks: tuple[ClockDifference, ...] = ()
    term: TermDifference | None = None

    def __bool__(self) -> bool:
        return bool(self.steps or self.clocks or self.term)

"""What the engine is told about a person and a file: plain values, no table and no clock.

Moments are aware; days are days of Viet Nam. Everything that happened after the act being judged
is ignored by the engine, so a late entry is judged on what was so at its own moment (contract).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal

from app.law.days.calendar import DAY, add_months
from app.law.days.clock import Extension, Pause, Unit
from app.law.engine.evidence import ScreeningFact, StaffFact

Body = Mapping[str, object]
Precision = Literal["day", "month", "year"]

_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """The person. `birth_precision` tells how much of `birth_date` is known."""

    birth_date: date | None = None
    birth_precision: Precision = "day"
    sex: str = ""
    citizenship: str = "VN"
    residence_stable: bool = True
    residence_unit: str | None = None

    @property
    def birth_day(self) -> date | None:
        """The day ages are counted from.

        An unknown day or month is taken as the last one possible, so nobody is treated as older
        than is certain (the rule for minors of 101/2015/QH13, Điều 417, used by analogy).
        """
        known = self.birth_date
        if known is None or self.birth_precision == "day":
            return known
        month = _DECEMBER if self.birth_precision == "year" else known.month
        return add_months(date(known.year, month, 1), 1) - DAY

    def age_on(self, day: date) -> int | None:
        """Completed years on a day; None when the birth date is unknown."""
        born = self.birth_day
        if born is None:
            return None
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def birthday(self, years: int) -> date | None:
        """The day on which so many years are completed; None when the birth date is unknown.

        Who was born on 29 February completes a common year on 1 March, as `age_on` counts.
        """
        born = self.birth_day
        if born is None:
            return None
        year = born.year + years
        try:
            return born.replace(year=year)
        except ValueError:
            return date(year, born.month + 1, 1)


@dataclass(frozen=True, slots=True)
class StepFact:
    """A step on record: the edition is that of the day of the act, the body as stored."""

    name: str
    ref: str
    edition: str
    occurred_at: datetime
    to_state: str
    body: Body = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case of the client. `phases` are those completed, when plans tell more than the steps."""

    id: str
    procedure: str
    edition: str
    state: str
    unit: str
    opened_at: datetime
    province: str = ""
    facility: str | None = None
    court: str | None = None
    closed_at: datetime | None = None
    steps: tuple[StepFact, ...] = ()
    papers: frozenset[str] = frozenset()
    provenance: str = "recorded"
    outcome: str | None = None
    phases: frozenset[str] = frozenset()

    def open_at(self, at: datetime) -> bool:
        """Was the case open at a moment."""
        return self.opened_at <= at and (self.closed_at is None or self.closed_at > at)


@dataclass(frozen=True, slots=True)
class DeterminationFact:
    """The result of one determination of addiction."""

    result: Literal["addicted", "not_addicted"]
    concluded_on: date
    notified_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClockFact:
    """A clock of any case of the client, as it is on record.

    `limit` is None where its length is not on record: then no step can lengthen it. The last
    pause has no end while the clock stands still.
    """

    clock: str
    due_at: datetime
    case_id: str = ""
    started_at: datetime | None = None
    late: str = ""
    met_at: datetime | None = None
    met_by: tuple[str, ...] = ()
    cancelled: bool = False
    cancelled_at: datetime | None = None
    edition: str = ""
    limit: int | None = None
    unit: Unit = "calendar_days"
    pauses: tuple[Pause, ...] = ()
    extended_by: tuple[Extension, ...] = ()

    @property
    def standing(self) -> bool:
        """Does the clock stand still, or did it until it was met or cancelled."""
        return any(pause.to is None for pause in self.pauses)

    @property
    def open(self) -> bool:
        """Neither met nor cancelled."""
        return self.met_at is None and not self.cancelled

    def missed_at(self, at: datetime) -> bool:
        """Had the clock been missed at a moment: due before it, and not met in time.

        Cancelling a clock that had been missed already does not undo that. A clock that stands
        still is not missed.
        """
        if self.standing:
            return False
        in_time = self.met_at is not None and self.met_at <= self.due_at
        undone = self.cancelled and (self.cancelled_at is None or self.cancelled_at <= self.due_at)
        return self.due_at < at and not undone and not in_time


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """Who records the step: role, unit, and how far the unit reaches."""

    role: str
    unit: str
    unit_kind: str
    covers: Literal["unit", "province", "nation"] = "unit"
    province: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one judgement is made on.

    `cases` are the client's other cases; `unit` and `province` say where a case that is being
    opened will be held (an open case says it itself); `answers` are this installation's answers
    to the open questions of the law; `subject` is who the cases are about; `screenings` and `staff`
    are those the step names.
    """

    client: ClientFacts
    actor: ActorFacts
    case: CaseFacts | None = None
    cases: tuple[CaseFacts, ...] = ()
    determinations: tuple[DeterminationFact, ...] = ()
    clocks: tuple[ClockFact, ...] = ()
    unit: str = ""
    province: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    subject: Literal["client", "facility"] = "client"
    screenings: tuple[ScreeningFact, ...] = ()
    staff: tuple[StaffFact, ...] = ()

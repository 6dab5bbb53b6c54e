"""What the engine answers about one act: allowed or not, why, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.law.days.calendar import DayNote
from app.law.days.clock import Extension, Pause, Unit
from app.law.days.term import Term
from app.law.shape.model import Citation, Effect, Title


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why not; codes are permanent, the pointer is a JSON pointer into the body.

    `lacks`: codes of credentials that would mend it.
    """

    code: str
    title: Title
    law: Citation | None
    pointer: str = ""
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StartedClock:
    """A clock the act starts, with its length under the edition of the day and every day counted.

    A clock of the same code that is still open in the case is replaced by this one.
    """

    clock: str
    title: Title
    due_at: datetime
    started_at: datetime
    limit: int
    unit: Unit
    met_by: tuple[str, ...]
    late: str
    advisory: bool
    law: Citation
    edition: str
    explanation: tuple[DayNote, ...]
    unverified: bool


@dataclass(frozen=True, slots=True)
class ChangedClock:
    """A running clock of the case that the act pauses, resumes or lengthens.

    `due_at` is the new due moment; of a paused clock the earliest one there can be. `pauses` and
    `extended_by` are all it has had, this one included.
    """

    clock: str
    due_at: datetime
    pauses: tuple[Pause, ...]
    extended_by: tuple[Extension, ...]
    law: Citation
    explanation: tuple[DayNote, ...]
    unverified: bool


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """A paper the act issues, with the form of the edition of the day."""

    paper: str
    form: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The one opinion on an act; see `judge.judge`.

    `edition` is that of the act, `case_edition` the one the case belongs to after it (the one
    that fixes its term, once that is decided; `term_rule` names the transition rule, `act_rule` the
    one by which an act of a case from before the cutover is judged). `months` and
    `term` are given when the act touches the term. `moved` are open clocks of the case whose due
    moment follows the end of the term; `paused`, `resumed` and `extended` those that the act itself
    changes. `answers` are the open questions consulted with the answer
    used; `asks` the transition rules a human should confirm.
    """

    procedure: str
    step: str
    ref: str
    title: Title
    edition: str
    case_edition: str
    allowed: bool
    reasons: tuple[Reason, ...]
    legal_basis: tuple[Citation, ...]
    missing: tuple[str, ...]
    to_state: str
    late_entry: bool
    opening: bool = False
    authority: str = ""
    starts: tuple[StartedClock, ...] = ()
    moved: tuple[StartedClock, ...] = ()
    paused: tuple[ChangedClock, ...] = ()
    resumed: tuple[ChangedClock, ...] = ()
    extended: tuple[ChangedClock, ...] = ()
    meets: tuple[str, ...] = ()
    cancels: tuple[str, ...] = ()
    term: Term | None = None
    months: int | None = None
    term_rule: str = ""
    act_rule: str = ""
    holds: tuple[tuple[str, str], ...] = ()
    papers_issued: tuple[IssuedPaper, ...] = ()
    records: Effect = ""
    closes: bool = False
    outcome: str | None = None
    unverified: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    asks: tuple[str, ...] = ()

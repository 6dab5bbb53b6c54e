"""The parts of a step as the engine holds them, and what stands beside: terms, questions, gaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from pydantic import BaseModel

from app.law.days.clock import Unit

TermKind = Literal["between", "by_count", "by_origin", "fixed"]


@dataclass(frozen=True, slots=True)
class Title:
    """A text in Vietnamese and in English."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the law says it: the act, the place in it, the edition it was read in."""

    act: str
    at: str
    edition: str
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A row that holds only while an open question of the law has this answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a guard does not hold; the code is permanent, the pointer names a field of the body.

    `law`: an article of its own, else that of the guard. `also`: what else is wrong besides.
    `lacks`: codes of credentials that would mend it.
    """

    code: str
    vi: str
    en: str
    pointer: str = ""
    law: Citation | None = None
    also: tuple[Refusal, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Only:
    """When a row holds: every guard of `if_` true, every guard of `unless` false."""

    if_: tuple[Guard, ...] = ()
    unless: tuple[Guard, ...] = ()
    given: Given | None = None


ALWAYS: Final = Only()


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition of the law: its typed parameters, its article, and the function that checks it.

    `check` is bound at load from the closed set of `guards.py`. `reads_body`: it, or one of those
    it depends on, cannot be judged before the body is known. `only`: when it is asked at all.
    """

    name: str
    params: BaseModel
    check: Callable[..., Refusal | None] = field(repr=False, compare=False)
    law: Citation
    reads_body: bool = False
    title: Title | None = None
    only: Only = ALWAYS

    @property
    def given(self) -> Given | None:
        """The answer to an open question that the guard depends on."""
        return self.only.given


@dataclass(frozen=True, slots=True)
class State:
    """A place a case can be in; a final state closes the case and is its outcome."""

    code: str
    title: Title
    final: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """A paper that must be in the dossier or come with the step; any one of several will do."""

    papers: tuple[str, ...]
    law: Citation
    only: Only = ALWAYS


@dataclass(frozen=True, slots=True)
class Issue:
    """A paper a step issues, with the number of its form in this edition."""

    paper: str
    form: str = ""
    only: Only = ALWAYS


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values a field may have."""

    code: str
    title: Title


@dataclass(frozen=True, slots=True)
class Ask:
    """A field of a step's body; `type` is a name of `fields.py`, `min` and `max` are of form."""

    field: str
    type: str
    title: Title
    required: bool = True
    values: tuple[Choice, ...] = ()
    min: int | None = None
    max: int | None = None
    hint: Title | None = None


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A deadline that a step starts. `late` names the fact that arises when it is missed."""

    clock: str
    title: Title
    limit: int
    unit: Unit
    from_: str
    met_by: tuple[str, ...]
    law: Citation
    late: str = ""
    advisory: bool = False
    before_term_end: bool = False
    only: Only = ALWAYS


@dataclass(frozen=True, slots=True)
class PauseRule:
    """A clock of the case that stands still from this step on, until a step resumes it."""

    clock: str
    law: Citation
    only: Only = ALWAYS


@dataclass(frozen=True, slots=True)
class ExtendRule:
    """A clock of the case that a step lengthens: by a figure or a field; `cap` is for them all."""

    clock: str
    by: int
    field: str
    unit: Unit
    cap: int
    law: Citation
    only: Only = ALWAYS


@dataclass(frozen=True, slots=True)
class DaysIn:
    """Days that cases of a procedure, opened since this one was, stood in some states."""

    procedure: str
    states: frozenset[str]


@dataclass(frozen=True, slots=True)
class TermRule:
    """What a step does to the term of its case; see `casefile.py` for the meaning of each key."""

    fixes: str = ""
    months: str = ""
    start: str = ""
    end: str = ""
    interrupt: str = ""
    resume: str = ""
    reduce_months: str = ""
    deduct_days: str = ""
    deduct_from: DaysIn | None = None
    only: Only = ALWAYS
    law: Citation | None = None
    since: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """A field of the body that names the unit which from now on holds the file too."""

    field: str
    kind: str


@dataclass(frozen=True, slots=True)
class Destination:
    """A state that depends on the answer in a field (`apply` or `not_apply`)."""

    field: str
    states: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Origin:
    """A term that depends on the completed case."""

    procedures: frozenset[str]
    months: int


@dataclass(frozen=True, slots=True)
class TermLaw:
    """How long a measure lasts in an edition, in months, and which phases it must hold."""

    code: str
    edition: str
    kind: TermKind
    law: Citation
    min: int = 0
    max: int = 0
    months: int = 0
    first: int = 0
    again: int = 0
    counts: frozenset[str] = frozenset()
    origins: tuple[Origin, ...] = ()
    phases: frozenset[str] = frozenset()
    question: str = ""
    title: Title | None = None
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Absence:
    """Whether days away for a reason count towards the term in some editions."""

    reason: str
    editions: frozenset[str]
    counted: bool
    law: Citation
    title: Title | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to an open question."""

    code: str
    text: Title


@dataclass(frozen=True, slots=True)
class Question:
    """A gap or clash in the law: the answers one can defend, and the default until a human says."""

    code: str
    text: Title
    options: tuple[Option, ...]
    default: str
    law: Citation | None = None
    unverified: bool = True


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """What the book does not hold, said aloud; `rows` are those of the readings left out."""

    code: str
    text: Title
    law: Citation
    rows: tuple[str, ...] = ()

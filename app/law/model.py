"""The law as the engine holds it: immutable values, every one with its citation.

What the files may say is in `rows.py`; here is what they mean once an edition has been laid over
its base (design §3.1). A `Procedure` is always the procedure *of one edition*.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from pydantic import BaseModel

from app.law.clock import Unit

Reach = Literal["unit", "covering", "any"]
TermKind = Literal["between", "by_count", "by_origin", "fixed"]
Effect = Literal["", "determination", "started", "completed", "violation", "death"]
Decides = Literal["term", "act", "clock", "post_rehab"]
EditionChoice = Literal["of_decision", "of_act", "of_start", "of_completion", "of_opening"]


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
    """Why a guard does not hold; the code is permanent, the pointer names a field of the body."""

    code: str
    vi: str
    en: str
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition of the law: its typed parameters, its article, and the function that checks it.

    `check` is bound at load from the closed set of `guards.py`. `reads_body`: it cannot be judged
    before the body is known.
    """

    name: str
    params: BaseModel
    check: Callable[..., Refusal | None] = field(repr=False, compare=False)
    law: Citation
    reads_body: bool = False
    title: Title | None = None
    given: Given | None = None


@dataclass(frozen=True, slots=True)
class Only:
    """When a row holds: every guard of `if_` true, every guard of `unless` false."""

    if_: tuple[Guard, ...] = ()
    unless: tuple[Guard, ...] = ()
    given: Given | None = None


ALWAYS: Final = Only()


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
    only: Only = ALWAYS


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
class StepRule:
    """One legal act as an edition has it: who may take it, from where, on which papers."""

    id: str
    name: str
    title: Title
    by: tuple[str, ...]
    law: tuple[Citation, ...]
    opening: bool = False
    from_: frozenset[str] = frozenset()
    to: str = ""
    to_by: Destination | None = None
    papers: tuple[Issue, ...] = ()
    needs: tuple[Need, ...] = ()
    when: tuple[Guard, ...] = ()
    asks: tuple[Ask, ...] = ()
    starts: tuple[ClockRule, ...] = ()
    meets: tuple[str, ...] = ()
    cancels: tuple[str, ...] = ()
    term: tuple[TermRule, ...] = ()
    holds: tuple[Hold, ...] = ()
    records: Effect = ""
    ground: str = ""
    questions: tuple[str, ...] = ()
    note: Title | None = None
    unverified: bool = False

    @property
    def targets(self) -> tuple[str, ...]:
        """The states the step may lead to; empty when the case stays where it is."""
        if self.to_by is not None:
            return tuple(dict.fromkeys(self.to_by.states.values()))
        return (self.to,) if self.to else ()


@dataclass(frozen=True, slots=True)
class Procedure:
    """One legal procedure of one edition: states and steps by name, in the order of the file."""

    code: str
    edition: str
    title: Title
    subject: str
    law: tuple[Citation, ...]
    states: Mapping[str, State]
    steps: Mapping[str, StepRule]
    carries: Mapping[str, str] = field(default_factory=dict)
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """A law, decree or circular that makes up an edition."""

    code: str
    title: Title


@dataclass(frozen=True, slots=True)
class Edition:
    """The rules in force from `begins` until the day the next edition begins."""

    code: str
    begins: date
    title: Title
    acts: tuple[Act, ...]
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """An office that may take steps, as of an edition, and which accounts record for it."""

    code: str
    edition: str
    title: Title
    roles: frozenset[str]
    reach: Reach
    kinds: frozenset[str]
    law: Citation | None = None
    until: str = ""
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the dossier; `shared` ones count for every case of the client."""

    code: str
    title: Title
    forms: Mapping[str, str]
    law: Citation | None = None
    shared: bool = False
    unverified: bool = False


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
class TransitionRule:
    """Which edition governs a case that lives under two; the first row that fits decides."""

    id: str
    decides: Decides
    procedures: frozenset[str]
    when: tuple[str, ...]
    edition: EditionChoice
    text: Title
    law: Citation | None = None
    ask: bool = False
    unverified: bool = False


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
    """What the book does not hold, said aloud."""

    code: str
    text: Title


@dataclass(frozen=True)
class Book:
    """The whole law book. Made by `loader.load`; never changes afterwards."""

    editions: tuple[Edition, ...]
    procedures: Mapping[tuple[str, str], Procedure]
    authorities: Mapping[tuple[str, str], Authority]
    papers: Mapping[str, Paper]
    terms: Mapping[tuple[str, str], TermLaw]
    absences: tuple[Absence, ...]
    transition: tuple[TransitionRule, ...]
    questions: Mapping[str, Question]
    blind_spots: tuple[BlindSpot, ...]
    hash: str
    _by_code: dict[str, Edition] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the editions by code."""
        object.__setattr__(self, "_by_code", {row.code: row for row in self.editions})

    def edition(self, code: str) -> Edition:
        """The edition of that code; KeyError when there is none."""
        return self._by_code[code]

    def edition_on(self, day: date) -> Edition:
        """The edition in force on a day; LookupError before the first one began."""
        for edition in reversed(self.editions):
            if edition.begins <= day:
                return edition
        raise LookupError(f"no edition of the law book is in force on {day}")

    def procedure(self, code: str, edition: str) -> Procedure:
        """The procedure as an edition has it; KeyError when that edition has none."""
        return self.procedures[code, edition]

    def authority(self, code: str, edition: str) -> Authority:
        """The office of that name as an edition has it; KeyError when it has no power then."""
        return self.authorities[code, edition]

    def term(self, code: str, edition: str) -> TermLaw:
        """The length of a measure as an edition has it."""
        return self.terms[code, edition]

"""The law as the engine holds it: immutable values, every one with its citation.

What the files may say is in `rows.py`; here is what they mean once an edition has been laid over
its base (design §3.1). A `Procedure` is always the procedure *of one edition*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from app.law.shape.figures import NO_FIGURES, Figures
from app.law.shape.instruments import Instrument
from app.law.shape.parts import (
    ALWAYS,
    Absence,
    Ask,
    BlindSpot,
    Choice,
    Citation,
    ClockRule,
    DaysIn,
    Destination,
    ExtendRule,
    Given,
    Guard,
    Hold,
    Issue,
    Need,
    Only,
    Option,
    Origin,
    PauseRule,
    Question,
    Refusal,
    State,
    TermKind,
    TermLaw,
    TermRule,
    Title,
)

__all__ = [
    "ALWAYS",
    "Absence",
    "Act",
    "Ask",
    "Authority",
    "BlindSpot",
    "Book",
    "Choice",
    "Citation",
    "ClockRule",
    "DaysIn",
    "Decides",
    "Destination",
    "Edition",
    "EditionChoice",
    "Effect",
    "ExtendRule",
    "Given",
    "Guard",
    "Hold",
    "Issue",
    "ListName",
    "Need",
    "Only",
    "Option",
    "Origin",
    "Paper",
    "PauseRule",
    "Procedure",
    "Question",
    "Reach",
    "Refusal",
    "State",
    "StepRule",
    "TermKind",
    "TermLaw",
    "TermRule",
    "Title",
    "TransitionRule",
]

Reach = Literal["unit", "covering", "any"]
ListName = Literal["addict", "user", "post_rehab"]
Effect = Literal["", "determination", "started", "completed", "violation", "death"]
Decides = Literal["term", "act", "clock", "post_rehab", "steps", "rest"]
EditionChoice = Literal["of_decision", "of_act", "of_start", "of_completion", "of_opening"]


@dataclass(frozen=True, slots=True)
class StepRule:
    """One legal act as an edition has it: who may take it, from where, on which papers.

    `rows` are the rows of the reading that the step and its parts stand for.
    """

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
    pauses: tuple[PauseRule, ...] = ()
    resumes: tuple[str, ...] = ()
    extends: tuple[ExtendRule, ...] = ()
    term: tuple[TermRule, ...] = ()
    holds: tuple[Hold, ...] = ()
    records: Effect = ""
    ground: str = ""
    questions: tuple[str, ...] = ()
    note: Title | None = None
    rows: tuple[str, ...] = ()
    unverified: bool = False

    @property
    def targets(self) -> tuple[str, ...]:
        """The states the step may lead to; empty when the case stays where it is."""
        if self.to_by is not None:
            return tuple(dict.fromkeys(self.to_by.states.values()))
        return (self.to,) if self.to else ()


@dataclass(frozen=True, slots=True)
class Procedure:
    """One legal procedure of one edition: states and steps by name, in the order of the file.

    `keeps` is the list a person stands on while it lasts, `clears` those that completing it ends.
    """

    code: str
    edition: str
    title: Title
    subject: str
    law: tuple[Citation, ...]
    states: Mapping[str, State]
    steps: Mapping[str, StepRule]
    carries: Mapping[str, str] = field(default_factory=dict)
    keeps: ListName | Literal[""] = ""
    clears: tuple[ListName, ...] = ()
    rows: tuple[str, ...] = ()
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
class TransitionRule:
    """Which edition governs a case that lives under two; the first row that fits decides.

    `field` is one in which the case itself may name the edition of its own that it asks for.
    `steps` are those (`procedure:step`) an `act` row is for, all where none is named; a row that
    `decides` by `steps` is carried by those steps themselves; `rest` says what holds elsewhere.
    """

    id: str
    decides: Decides
    procedures: frozenset[str]
    when: tuple[str, ...]
    edition: EditionChoice
    text: Title
    law: Citation | None = None
    ask: bool = False
    unverified: bool = False
    field: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Book:
    """The whole law book. Made by `loader.load`; never changes afterwards.

    `borne`: rows of the readings that stand beside the procedures (`d163:EX8`), and where.
    """

    editions: tuple[Edition, ...]
    procedures: Mapping[tuple[str, str], Procedure]
    authorities: Mapping[tuple[str, str], Authority]
    papers: Mapping[str, Paper]
    terms: Mapping[tuple[str, str], TermLaw]
    absences: tuple[Absence, ...]
    transition: tuple[TransitionRule, ...]
    questions: Mapping[str, Question]
    blind_spots: tuple[BlindSpot, ...]
    borne: Mapping[str, tuple[str, ...]]
    hash: str
    figures: Figures = NO_FIGURES
    instruments: Mapping[tuple[str, str], Instrument] = field(default_factory=dict)
    _by_code: dict[str, Edition] = field(init=False, repr=False, compare=False)
    _of: dict[str, tuple[Procedure, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the editions by code, the procedures by edition."""
        by_code = {row.code: row for row in self.editions}
        of = {
            code: tuple(row for row in self.procedures.values() if row.edition == code)
            for code in by_code
        }
        object.__setattr__(self, "_by_code", by_code)
        object.__setattr__(self, "_of", of)

    def edition(self, code: str) -> Edition:
        """The edition of that code; KeyError when there is none."""
        return self._by_code[code]

    def root(self, code: str) -> str:
        """The edition that stands on its own, on which an edition rests."""
        edition = self._by_code[code]
        while edition.base is not None:
            edition = self._by_code[edition.base]
        return edition.code

    def edition_on(self, day: date) -> Edition:
        """The edition in force on a day; LookupError before the first one began."""
        for edition in reversed(self.editions):
            if edition.begins <= day:
                return edition
        raise LookupError(f"no edition of the law book is in force on {day}")

    def day_under(self, code: str, day: date) -> date:
        """A day, or the nearest on which an edition is in force: an old file keeps its figures."""
        later = (row.begins for row in self.editions if row.begins > self._by_code[code].begins)
        last = min(later, default=date.max)
        return max(self._by_code[code].begins, min(day, last - timedelta(days=1)))

    def procedure(self, code: str, edition: str) -> Procedure:
        """The procedure as an edition has it; KeyError when that edition has none."""
        return self.procedures[code, edition]

    def procedures_of(self, edition: str) -> tuple[Procedure, ...]:
        """Every procedure of an edition."""
        return self._of[edition]

    def authority(self, code: str, edition: str) -> Authority:
        """The office of that name as an edition has it; KeyError when it has no power then."""
        return self.authorities[code, edition]

    def term(self, code: str, edition: str) -> TermLaw:
        """The length of a measure as an edition has it."""
        return self.terms[code, edition]

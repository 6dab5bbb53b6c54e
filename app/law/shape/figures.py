"""Figures of the law that are no step: criteria of a facility, phases, norms of life in a centre.

Every row is dated: it holds from `begins` until `ends` (its last day). Of a code one row is in
force on a day at most. Files: `criteria.toml`, `phases.toml`, `norms.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal, TypeVar

from app.law.shape.parts import Citation, Title

FacilityKind = Literal["public_centre", "reform_school", "private_centre", "provider"]
# What else must be so for a criterion to be asked of a facility.
Circumstance = Literal[
    "takes_minors", "leased", "residential", "phase_b", "organisation", "individual"
]
How = Literal["yes_no", "ratio", "area_per_person", "count", "date_left", "staff", "papers"]
FigureUnit = Literal["m2", "percent", "persons", "months"]
FigureWhere = Literal["", "urban", "rural", "mountain", "day_and_night", "each_phase"]
Bound = Literal["exactly", "at_least", "at_most"]
NormUnit = Literal[
    "dong", "share", "percent", "times", "hours", "minutes", "days", "persons", "pieces", "grams",
    "millilitres", "litres", "levels",
]  # fmt: skip
Per = Literal["", "day", "week", "month", "year", "two_years", "visit", "file", "session", "km"]
Who = Literal[
    "everyone", "adults", "minors", "from_12_under_15", "from_15_under_18", "women", "patients",
    "north_of_da_nang", "supporters", "helpers", "privileged_groups", "home_completers",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A row of the book that holds over a span of days."""

    code: str
    edition: str
    begins: date
    ends: date | None = None
    title: Title
    law: Citation
    unverified: bool = False

    def on(self, day: date) -> bool:
        """Is the row in force on a day."""
        return self.begins <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Applies:
    """A kind of facility a criterion is asked of, where all of `where` is so; its own article."""

    to: FacilityKind
    where: tuple[Circumstance, ...]
    law: Citation


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure a criterion is measured by."""

    at_least: int
    unit: FigureUnit
    where: FigureWhere = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Dated):
    """A condition that a facility must meet; `proved_by` is the paper that shows it."""

    applies: tuple[Applies, ...]
    how: How
    figures: tuple[Figure, ...] = ()
    proved_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase(Dated):
    """One of the five phases; `e` is phase đ of the decree.

    `least` and `most` are lengths (`10 days`), `last` one counted back from the end of the term;
    `after` is the phase at whose end this one begins, `to_term_end` that it goes on until the end.
    """

    content: Title
    records: tuple[str, ...] = ()
    least: str = ""
    most: str = ""
    after: str = ""
    last: str = ""
    to_term_end: bool = False
    by: Title | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm(Dated):
    """A norm of life in a centre or of support; `of` names the norm its share is taken of."""

    group: str
    value: Decimal | None = None
    bound: Bound = "exactly"
    unit: NormUnit | None = None
    per: Per = ""
    of: str = ""
    who: Who = "everyone"


@dataclass(frozen=True, slots=True)
class Figures:
    """All of them, in the order of the files."""

    criteria: tuple[Criterion, ...] = ()
    phases: tuple[Phase, ...] = ()
    norms: tuple[Norm, ...] = ()


NO_FIGURES: Final = Figures()
Row = TypeVar("Row", bound=Dated)


def in_force(rows: Iterable[Row], day: date) -> tuple[Row, ...]:
    """The rows in force on a day."""
    return tuple(row for row in rows if row.on(day))


def asked_of(
    rows: Iterable[Criterion], kind: FacilityKind, so: Iterable[Circumstance]
) -> tuple[tuple[Criterion, Citation], ...]:
    """The criteria asked of a facility of a kind under its circumstances, with their articles."""
    here = set(so)
    found = []
    for row in rows:
        fits = [one for one in row.applies if one.to == kind and here.issuperset(one.where)]
        if fits:
            found.append((row, fits[0].law))
    return tuple(found)


def amount(norms: Sequence[Norm], norm: Norm, day: date) -> int | None:
    """A norm in whole đồng on a day; None when it is no sum or the book has no base for the day."""
    if norm.value is None:
        return None
    if norm.unit == "dong":
        return int(norm.value)
    if norm.unit != "share" or not norm.of:
        return None
    base = next((row for row in in_force(norms, day) if row.code == norm.of), None)
    whole = None if base is None else amount(norms, base, day)
    return None if whole is None else int((norm.value * whole).quantize(Decimal(1), ROUND_HALF_UP))

"""Types of areas: measures, criteria, and how many make a class. `typology.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from app.law.shape.parts import Citation, Title

AreaLevel = Literal["commune", "province"]
Verdict = Literal["met", "not_met", "unknown"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of an area: a fact, or its share in per cent of another.

    `counts`: no fact, but the share of the areas below that are of one of these classes.
    """

    code: str
    part: str | None
    over: str | None
    counts: tuple[str, ...]
    zero_with: str | None
    title: Title


@dataclass(frozen=True, slots=True)
class Bound:
    """`from_` or more, and less than `below`."""

    measure: str
    from_: Fraction | None
    below: Fraction | None

    def holds(self, value: Fraction, *, open_above: bool = False) -> bool:
        """Tell whether a value lies in it; `open_above`: what is beyond it counts as well."""
        if self.from_ is not None and value < self.from_:
            return False
        return open_above or self.below is None or value < self.below


@dataclass(frozen=True, slots=True)
class AreaCriterion:
    """Met where one of its bounds holds, and so many criteria of another class besides."""

    code: str
    met_by: tuple[Bound, ...]
    besides: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class AreaClass:
    """A class of areas: `at_least` of its criteria make it."""

    code: str
    level: AreaLevel
    at_least: int
    title: Title
    law: Citation
    criteria: tuple[AreaCriterion, ...]


@dataclass(frozen=True, eq=False)
class Typology:
    """The whole of it. Two are the same only if they are one: answers are remembered by it."""

    version: str
    begins: date
    law: Citation
    higher_counts: bool
    measures: Mapping[str, Measure]
    classes: tuple[AreaClass, ...]
    notes: Mapping[str, Title]

    def of_level(self, level: AreaLevel) -> tuple[AreaClass, ...]:
        """The classes of a level, the gravest first."""
        return tuple(one for one in self.classes if one.level == level)


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion with its verdict; `counted` is how many criteria of the other class were met."""

    of_class: str
    criterion: AreaCriterion
    verdict: Verdict
    counted: int | None


@dataclass(frozen=True, slots=True)
class Appraised:
    """What an area is: one class, or None while what is missing could make it another.

    `could_be` holds every class it may still be; `otherwise` the class by the other reading where
    that differs; `missing` the facts nobody has told.
    """

    area_class: str | None
    could_be: tuple[str, ...]
    otherwise: str | None
    criteria: tuple[Judged, ...]
    values: Mapping[str, Fraction | None]
    missing: tuple[str, ...]
    notes: tuple[str, ...]

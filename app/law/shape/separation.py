"""Who is kept apart from whom in a facility, and the areas the law speaks of. `separation.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.law.shape.figures import FacilityKind
from app.law.shape.parts import Citation, Title

SeparationFact = Literal["sex", "age", "disease", "regime", "body"]
AreaKind = Literal[
    "living", "temporary", "compulsory", "voluntary", "minors", "women", "infectious", "special",
    "medical",
]  # fmt: skip
Regime = Literal["compulsory", "voluntary", "pending"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Those `of` a fact are kept apart, from `begins` until `ends` (its last day).

    `needs_own`: they are placed nowhere but where they are kept; in any case nobody else is there.
    """

    code: str
    begins: date
    ends: date | None
    to: frozenset[FacilityKind]
    fact: SeparationFact
    of: str
    under: int | None
    needs_own: bool
    own: Title | None
    other: Title
    law: Citation

    def asked(self, day: date, facility: FacilityKind | None) -> bool:
        """Is it asked of a facility on a day; of one whose kind nobody knows it is."""
        in_force = self.begins <= day and (self.ends is None or day <= self.ends)
        return in_force and (facility is None or facility in self.to)


@dataclass(frozen=True, slots=True)
class Area:
    """A kind of area, and whom it keeps apart by its nature."""

    code: AreaKind
    title: Title
    law: tuple[Citation, ...]
    keeps: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Separation:
    """The rules, the kinds of areas, and what kind of facility a unit's own words mean."""

    rules: tuple[Apart, ...]
    areas: Mapping[str, Area]
    facilities: Mapping[str, FacilityKind]

    def kind_of(self, place_type: str) -> FacilityKind | None:
        """The kind of a facility by the words it is entered with."""
        return self.facilities.get(place_type.strip().lower())

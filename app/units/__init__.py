"""Administrative units: today's, those before 2025-07-01, and the map from old to new.

The tables are facts, dated and with their acts named in README.md; `scripts/make_units.py` makes
them. Pure: nothing but the standard library and the files beside this one.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, cast

UnitKind = Literal["nation", "province", "commune", "court", "facility"]
FormerKind = Literal["province", "district", "commune"]
Share = Literal["whole", "part"]


@dataclass(frozen=True, slots=True)
class Region:
    """One of the six socio-economic regions (Government Resolution 306/NQ-CP of 2025-10-05)."""

    number: int
    name_vi: str
    name_en: str
    provinces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """One dated version of a unit; `name` is without its type, `valid_to` is the last day."""

    code: str
    name: str
    kind: UnitKind
    place_type: str
    parent: str | None
    province: str | None
    region: int | None
    valid_from: date
    valid_to: date | None

    @property
    def full_name(self) -> str:
        """Return the name as it is written out: Phường Ba Đình, Tòa án nhân dân khu vực 1."""
        if self.kind in {"province", "commune"}:
            return f"{self.place_type.capitalize()} {self.name}"
        return self.name

    def holds_on(self, day: date) -> bool:
        """Say whether this version held on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class FormerUnit:
    """A unit of the lists before 2025-07-01; its code may name another place today."""

    code: str
    name: str
    kind: FormerKind
    parent: str | None
    province: str
    valid_from: date | None
    valid_to: date


@dataclass(frozen=True, slots=True)
class Successor:
    """What became of a former unit: all of it in one (`whole`), or one part of several (`part`)."""

    old_code: str
    new_code: str
    share: Share
    kind: FormerKind
    on: date


def _rows(table: str) -> Iterator[dict[str, str]]:
    with files(__name__).joinpath(table).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def versions() -> tuple[Unit, ...]:
    """Return every dated version of every unit since 2025-07-01, by kind, code and day."""
    return tuple(
        Unit(
            code=row["code"],
            name=row["name"],
            kind=cast("UnitKind", row["kind"]),
            place_type=row["place_type"],
            parent=row["parent"] or None,
            province=row["province"] or None,
            region=int(row["region"]) if row["region"] else None,
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in _rows("units.csv")
    )


@cache
def current() -> tuple[Unit, ...]:
    """Return the newest version of every unit: one nation, 34 provinces, 3,321 communes."""
    return tuple(unit for unit in versions() if unit.valid_to is None)


def on(day: date) -> tuple[Unit, ...]:
    """Return the units as they were on a day from 2025-07-01; before it the tuple is empty."""
    return tuple(unit for unit in versions() if unit.holds_on(day))


@cache
def former() -> tuple[FormerUnit, ...]:
    """Return the provinces, districts and communes that ended on 2025-06-30, in that order."""
    return tuple(
        FormerUnit(
            code=row["code"],
            name=row["name"],
            kind=cast("FormerKind", row["kind"]),
            parent=row["parent"] or None,
            province=row["province"],
            valid_from=_day(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]),
        )
        for row in _rows("former_units.csv")
    )


@cache
def successors() -> tuple[Successor, ...]:
    """Return the whole map from old to new; a district is there only if it had no communes."""
    return tuple(
        Successor(
            old_code=row["old_code"],
            new_code=row["new_code"],
            share=cast("Share", row["share"]),
            kind=cast("FormerKind", row["kind"]),
            on=date.fromisoformat(row["on"]),
        )
        for row in _rows("successors.csv")
    )


@cache
def _successors_by_old_code() -> dict[str, tuple[Successor, ...]]:
    found: dict[str, tuple[Successor, ...]] = {}
    for successor in successors():
        found[successor.old_code] = (*found.get(successor.old_code, ()), successor)
    return found


def successors_of(old_code: str) -> tuple[Successor, ...]:
    """Return what became of a former unit; more than one means a person must choose."""
    return _successors_by_old_code().get(old_code, ())


@cache
def demo_bodies() -> tuple[Unit, ...]:
    """Return the invented facilities and courts of the demo and the tests; none of them exists."""
    regions = {unit.code: unit.region for unit in current() if unit.kind == "province"}
    begins = min(unit.valid_from for unit in current())
    return tuple(
        Unit(
            code=row["code"],
            name=row["name"],
            kind=cast("UnitKind", row["kind"]),
            place_type=row["place_type"],
            parent=row["province"],
            province=row["province"],
            region=regions[row["province"]],
            valid_from=begins,
            valid_to=None,
        )
        for row in _rows("demo_facilities.csv")
    )


REGIONS: tuple[Region, ...] = tuple(
    Region(int(row["number"]), row["name_vi"], row["name_en"], tuple(row["provinces"].split()))
    for row in _rows("regions.csv")
)

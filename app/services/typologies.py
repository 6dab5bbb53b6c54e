"""Types of the areas of a province, or of the nation, for a police year (28/2025/QĐ-TTg).

People are counted from the lists of the communes on the last day of the year; everything else was
told by hand. However many areas there are, it takes the same number of statements.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

import sqlalchemy as sa

from app.context import Context
from app.law.engine.typology import appraise
from app.law.reading.area_facts import area_facts as practice
from app.law.reading.typology import COUNTED, typology
from app.law.shape.typology import Appraised, AreaLevel
from app.models.area import AreaFact
from app.models.unit import Unit
from app.problems import Invalid
from app.services import area_facts, standing
from app.services.area_facts import Year
from app.services.units import there_on

PEOPLE = "people_on_record"
DRUG_FREE = "recognised_drug_free"
_PEOPLE = sa.text("select unit, province, people from people_on_record(:day)")
_LEVELS: Final[tuple[AreaLevel, ...]] = ("commune", "province")
_PROVINCE_ALONE: Final[tuple[AreaLevel, ...]] = ("province",)


@dataclass(frozen=True, slots=True)
class Area:
    """A commune or province with what it is judged by; `unconfirmed`: facts nobody confirmed."""

    unit: str
    name: str
    level: AreaLevel
    province: str
    appraised: Appraised
    unconfirmed: tuple[str, ...]
    drug_free: bool | None


@dataclass(frozen=True, slots=True)
class Report:
    """The areas asked for: the communes of a province with the province, or all provinces."""

    unit: str
    year: Year
    on: date
    over: bool
    whole: Area | None
    areas: Sequence[Area]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of the areas: facts by unit, people by unit."""

    facts: Mapping[str, Mapping[str, AreaFact]]
    people: Mapping[str, int]


def read(ctx: Context, unit: str | None, year: Year) -> Report:
    """Judge a commune, a province with its communes, or the provinces of the nation.

    While the year runs people are counted as of today. Raises NotFound out of reach, Invalid for a
    unit that is no area.
    """
    code = standing.reached(ctx, unit)
    last = year.bounds[1]
    on = min(last, ctx.today)
    units = _units(ctx, code, last)
    if not units:
        raise Invalid.at(
            "/query/unit" if unit is not None else "/query",
            vi="phải là xã, tỉnh hoặc cả nước",
            en="must be a commune, a province or the nation",
        )
    told = _told(ctx, code, year, on)
    communes = [_commune(row, told) for row in units if row.kind == "commune"]
    below: dict[str, list[Area]] = {}
    for area in communes:
        below.setdefault(area.province, []).append(area)
    provinces = [
        _province(row, told, below.get(row.code, [])) for row in units if row.kind == "province"
    ]
    whole = provinces[0] if code != "vn" and provinces else None
    areas = provinces if code == "vn" else communes
    return Report(code, year, on, ctx.today > last, whole, areas)


def _units(ctx: Context, code: str, on: date) -> Sequence[Unit]:
    """The areas there were on a day, of those there are today, by code."""
    statement = sa.select(Unit).where(Unit.kind.in_(_LEVELS), there_on(on))
    if code != "vn":
        statement = statement.where(sa.or_(Unit.code == code, Unit.parent == code))
    return ctx.session.scalars(statement.order_by(Unit.code)).all()


def _told(ctx: Context, code: str, year: Year, on: date) -> _Told:
    asked = _asked(_LEVELS) | {DRUG_FREE}
    facts = area_facts.told(ctx, year, asked - COUNTED, unit=code)
    rows = ctx.session.execute(_PEOPLE, {"day": on}).all()
    return _Told(facts, {row.unit or row.province: row.people for row in rows})


def _asked(levels: Collection[AreaLevel]) -> set[str]:
    """The facts that criteria of these levels rest on."""
    rules = typology()
    classes = (one for level in levels for one in rules.of_level(level))
    used = {b.measure for one in classes for c in one.criteria for b in c.met_by}
    measures = [rules.measures[code] for code in used]
    return {name for one in measures for name in (one.part, one.over) if name is not None}


def _commune(unit: Unit, told: _Told) -> Area:
    own = told.facts.get(unit.code, {})
    facts = {name: Fraction(row.value) for name, row in own.items() if row.value is not None}
    facts[PEOPLE] = Fraction(told.people.get(unit.code, 0))
    free = own.get(DRUG_FREE)
    return Area(
        unit=unit.code,
        name=unit.name,
        level="commune",
        province=unit.province or "",
        appraised=appraise(typology(), "commune", facts),
        unconfirmed=_unconfirmed(own),
        drug_free=None if free is None else free.value == 1,
    )


def _province(unit: Unit, told: _Told, below: Sequence[Area]) -> Area:
    """A province by its own facts; where it told none, by the sum of communes that all told it."""
    own = told.facts.get(unit.code, {})
    facts = {name: Fraction(row.value) for name, row in own.items() if row.value is not None}
    unconfirmed = set(_unconfirmed(own))
    for name in _asked(_PROVINCE_ALONE) - set(facts) - COUNTED:
        rows = _told_by_all(name, told, below)
        if rows:
            facts[name] = sum((Fraction(row.value or 0) for row in rows), Fraction(0))
            unconfirmed |= {name for row in rows if row.confirmed_at is None}
    facts[PEOPLE] = Fraction(told.people.get(unit.code, 0))
    return Area(
        unit=unit.code,
        name=unit.name,
        level="province",
        province=unit.code,
        appraised=appraise(typology(), "province", facts, [area.appraised for area in below]),
        unconfirmed=tuple(sorted(unconfirmed)),
        drug_free=None,
    )


def _told_by_all(name: str, told: _Told, below: Sequence[Area]) -> list[AreaFact]:
    """The entries of a number that every commune told; none where one is missing."""
    rule = practice().of(name)
    if rule is None or rule.kind == "bool":
        return []
    rows = [told.facts.get(area.unit, {}).get(name) for area in below]
    found = [row for row in rows if row is not None]
    return found if len(found) == len(rows) else []


def _unconfirmed(rows: Mapping[str, AreaFact]) -> tuple[str, ...]:
    return tuple(sorted(name for name, row in rows.items() if row.confirmed_at is None))

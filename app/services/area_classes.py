"""Classes of areas that were approved (28/2025/QĐ-TTg, Điều 7): communes by the province.

The newest entry of a unit and year counts; what it took the place of stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.context import Context
from app.ids import new_id
from app.law.reading.typology import typology
from app.models.area import AreaClass
from app.problems import Invalid
from app.services import typologies
from app.services.area_facts import Year
from app.services.typologies import Area

Approved = Literal["approved", "unchanged", "unknown"]


@dataclass(frozen=True, slots=True)
class Approval:
    """What became of one area."""

    area: Area
    outcome: Approved


def current(year: int) -> sa.Select[AreaClass]:
    """Select the classes of a year that nothing took the place of."""
    later = aliased(AreaClass)
    return sa.select(AreaClass).where(
        AreaClass.year == year, ~sa.exists().where(later.corrects == AreaClass.id)
    )


def approved(ctx: Context, year: int) -> Mapping[str, AreaClass]:
    """Return the approved classes of a year within the caller's reach, by unit."""
    return {row.unit: row for row in ctx.session.scalars(current(year).order_by(AreaClass.unit))}


def commune_types(ctx: Context, year: int) -> Mapping[str, str]:
    """Return the approved class of each commune for the police year that ends in a year."""
    rows = approved(ctx, year)
    return {unit: row.area_class for unit, row in rows.items() if row.level == "commune"}


def approve(
    ctx: Context, unit: str | None, year: Year, *, only: Sequence[str] | None
) -> list[Approval]:
    """Approve the classes of a year that is over, each area answered by itself.

    Asked of a province its communes, by the nation the province too; of the nation its provinces.
    An area whose class a missing fact could change is not approved. Raises NotFound, Invalid.
    """
    report = typologies.read(ctx, unit, year)
    if not report.over:
        raise Invalid.at("/year", vi="năm đánh giá chưa kết thúc", en="the year is not over yet")
    areas = list(report.areas)
    if report.whole is not None and ctx.actor.unit_kind == "nation":
        areas.insert(0, report.whole)
    if only is not None:
        areas = [area for area in areas if area.unit in set(only)]
    former = approved(ctx, year.number)
    found = [Approval(area, _outcome(area, former.get(area.unit))) for area in areas]
    rows = [
        _row(ctx, one.area, year.number, former.get(one.area.unit))
        for one in found
        if one.outcome == "approved"
    ]
    ctx.session.add_all(rows)
    ctx.session.flush()
    ctx.trail.note(
        object_type="area_class", detail={"unit": report.unit, "year": year.code, "new": len(rows)}
    )
    return found


def _outcome(area: Area, former: AreaClass | None) -> Approved:
    if area.appraised.area_class is None:
        return "unknown"
    same = former is not None and (former.area_class, former.rules) == (
        area.appraised.area_class, typology().version,
    )  # fmt: skip
    return "unchanged" if same else "approved"


def _row(ctx: Context, area: Area, year: int, former: AreaClass | None) -> AreaClass:
    values = area.appraised.values
    return AreaClass(
        id=new_id(),
        unit=area.unit,
        province=area.province,
        level=area.level,
        year=year,
        area_class=area.appraised.area_class,
        rules=typology().version,
        measures={code: None if v is None else str(v) for code, v in values.items()},
        corrects=None if former is None else former.id,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
    )

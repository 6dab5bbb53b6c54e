"""Routes of areas: a commune or a centre on one page."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, Sortable, page_of
from app.context import Context
from app.schemas.base import UnitCode
from app.schemas.units import UnitOut
from app.schemas.worklist import AreaFilter, AreaOut
from app.services import areas
from app.services.owed import horizon
from app.services.shown_areas import area_person_out, summary_out

door = Door(prefix="/v1/areas", tags=["worklist"])


@door.get("/{unit}", may=Permission.CASE_READ)
def read_area(
    ctx: Context,
    unit: UnitCode,
    filter: Annotated[AreaFilter, Query()],  # noqa: A002
) -> AreaOut:
    """Read a commune, a centre or a court on one page: people on file, open cases, duties.

    People whose next duty is due first come first, then those who are owed nothing, by name. A
    duty is a deadline that a step of the unit's own offices would meet, or a chore of the kinds
    the caller reads (see the worklist).
    """
    found = areas.page(ctx, unit, days=filter.days, after=_after(filter), limit=filter.limit + 1)
    lines = horizon(ctx, filter.days)
    cut = page_of(found.people, filter, lambda one: area_person_out(ctx, lines, one), _place)
    summary = None if found.summary is None else summary_out(ctx, found.summary)
    return AreaOut(**cut, unit=UnitOut.model_validate(found.unit), summary=summary)


def _after(chosen: AreaFilter) -> areas.Spot | None:
    cursor = Cursor.read(chosen)
    row = cursor.id("id")
    if row is None:
        return None
    return areas.Spot(cursor.moment("due_at"), cursor.at("sort_key") or "", row)


def _place(person: areas.Person) -> dict[str, Sortable]:
    spot = person.spot
    return {"due_at": spot.due_at, "sort_key": spot.sort_key, "id": spot.id}

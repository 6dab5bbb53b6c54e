"""Routes of units."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Page, UnitCode
from app.schemas.units import UnitDetailOut, UnitFilter, UnitIn, UnitOn, UnitOut
from app.services import units

door = Door(prefix="/v1/units", tags=["units"])


@door.get("", may=Permission.UNIT_READ)
def list_units(
    ctx: Context,
    filter: Annotated[UnitFilter, Query()],  # noqa: A002
) -> Page[UnitOut]:
    """List the units of a day: provinces, communes, facilities, courts."""
    cursor = Cursor.read(filter)
    rows = units.page(
        ctx,
        parent=filter.parent,
        kind=filter.kind,
        on=filter.on,
        search=filter.search,
        after=cursor.at("code"),
        limit=filter.limit + 1,
    )
    return Page[UnitOut](
        **page_of(rows, filter, UnitOut.model_validate, lambda unit: {"code": unit.code})
    )


@door.post("", may=Permission.UNIT_WRITE, status_code=201, location="/v1/units/{code}")
def create_unit(ctx: Context, unit: UnitIn) -> UnitDetailOut:
    """Enter a facility or a court; provinces and communes come with the reference data."""
    made = units.create(ctx, units.Body(**unit.model_dump()))
    return UnitDetailOut.model_validate(made)


@door.get("/{code}", may=Permission.UNIT_READ)
def read_unit(ctx: Context, code: UnitCode, on: Annotated[UnitOn, Query()]) -> UnitDetailOut:
    """Read one unit, with what became of it or what it was made from."""
    return UnitDetailOut.model_validate(units.get(ctx, code, on=on.on))

"""Routes of the circumstances of a client."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.circumstances import CircumstanceFilter, CircumstanceIn, CircumstanceOut
from app.schemas.services import VoidIn
from app.services import circumstances
from app.services.shown_circumstances import circumstance_out

door = Door(prefix="/v1/clients/{client_id}/circumstances", tags=["circumstances"])


@door.post("", may=Permission.SERVICE_WRITE, status_code=201)
def record_circumstance(ctx: Context, client_id: Id, told: CircumstanceIn) -> CircumstanceOut:
    """Record what a person told of use, health and life; items of the parts the caller reads."""
    items = circumstances.Items(**{name: getattr(told, name) for name in circumstances.ITEMS})
    entry = circumstances.Entry(
        stage=told.stage,
        told_on=told.told_on,
        items=items,
        unit=told.unit,
        case_id=told.case_id,
        id=told.id,
    )
    return circumstance_out(ctx, circumstances.record(ctx, client_id, entry))


@door.get("", may=Permission.CLIENT_READ)
def list_circumstances(
    ctx: Context,
    client_id: Id,
    filter: Annotated[CircumstanceFilter, Query()],  # noqa: A002
) -> Page[CircumstanceOut]:
    """List what a client told, newest first; each item for those who read its part of a file."""
    rows = circumstances.page(
        ctx, client_id, after=Cursor.read(filter).values, limit=filter.limit + 1
    )
    return Page[CircumstanceOut](
        **page_of(
            rows,
            filter,
            lambda row: circumstance_out(ctx, row),
            lambda row: {"on": row.told_on, "id": row.id},
        )
    )


@door.post("/{circumstance_id}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_circumstance(
    ctx: Context, client_id: Id, circumstance_id: Id, version: int, void: VoidIn
) -> CircumstanceOut:
    """Mark what was entered by mistake: it stays on file and counts no more."""
    row = circumstances.void(ctx, client_id, circumstance_id, version, void.reason)
    return circumstance_out(ctx, row)

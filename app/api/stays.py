"""Routes of a client's stays in a facility."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.services import VoidIn
from app.schemas.stays import StayEndIn, StayFilter, StayIn, StayMoveIn, StayOut
from app.services import stays
from app.services.shown_stays import stays_out

door = Door(prefix="/v1/clients/{client_id}/stays", tags=["stays"])


@door.post("", may=Permission.CASE_STEP, status_code=201)
def place_client(ctx: Context, client_id: Id, stay: StayIn) -> StayOut:
    """Give a person a place in a room; the law on who is kept apart decides with you."""
    made = stays.place(ctx, client_id, stays.Entry(**stay.model_dump()))
    return stays_out(ctx, [made])[0]


@door.get("", may=Permission.CASE_READ)
def list_stays(
    ctx: Context,
    client_id: Id,
    filter: Annotated[StayFilter, Query()],  # noqa: A002
) -> Page[StayOut]:
    """List a client's stays, newest first, each with the absences that fall into it."""
    cursor = Cursor.read(filter)
    at, key = cursor.moment("at"), cursor.id("id")
    rows = stays.page(
        ctx,
        client_id,
        after=None if at is None or key is None else (at, key),
        limit=filter.limit + 1,
    )
    shown = stays_out(ctx, rows)
    return Page[StayOut](
        **page_of(shown, filter, lambda row: row, lambda row: {"at": row.since, "id": row.id})
    )


@door.post("/{stay_id}/moves", may=Permission.CASE_STEP, status_code=201, versioned=True)
def move_stay(ctx: Context, client_id: Id, stay_id: Id, version: int, to: StayMoveIn) -> StayOut:
    """Move a person to another room: the stay ends, and the new one is the answer."""
    made = stays.move(ctx, client_id, stay_id, version, stays.MoveEntry(**to.model_dump()))
    return stays_out(ctx, [made])[0]


@door.post("/{stay_id}/end", may=Permission.CASE_STEP, versioned=True)
def end_stay(ctx: Context, client_id: Id, stay_id: Id, version: int, end: StayEndIn) -> StayOut:
    """End a stay: the place is free from that moment on."""
    made = stays.end(ctx, client_id, stay_id, version, at=end.at, reason=end.reason)
    return stays_out(ctx, [made])[0]


@door.post("/{stay_id}/void", may=Permission.CASE_STEP, versioned=True)
def void_stay(ctx: Context, client_id: Id, stay_id: Id, version: int, void: VoidIn) -> StayOut:
    """Mark a stay entered by mistake: it stays on file and takes no place."""
    made = stays.void(ctx, client_id, stay_id, version, void.reason)
    return stays_out(ctx, [made])[0]

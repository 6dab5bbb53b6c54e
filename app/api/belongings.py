"""Routes of belongings in custody."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.belongings import BelongingFilter, BelongingIn, BelongingOut, BelongingReleaseIn
from app.schemas.services import VoidIn
from app.services import belongings, inside

door = Door(prefix="/v1/clients/{client_id}/belongings", tags=["life in a centre"])


@door.post("", may=Permission.SERVICE_WRITE, status_code=201)
def record_belonging(ctx: Context, client_id: Id, belonging: BelongingIn) -> BelongingOut:
    """Record what was taken into custody at intake, with the number of its receipt."""
    made = belongings.record(ctx, client_id, belongings.Entry(**belonging.model_dump()))
    return BelongingOut.model_validate(made)


@door.get("", may=Permission.CASE_READ)
def list_belongings(
    ctx: Context,
    client_id: Id,
    filter: Annotated[BelongingFilter, Query()],  # noqa: A002
) -> Page[BelongingOut]:
    """List belongings, newest first; `kept`: what is still to be returned at the end."""
    cursor = Cursor.read(filter)
    at, key = cursor.moment("at"), cursor.id("id")
    rows = belongings.page(
        ctx,
        client_id,
        kept=filter.kept,
        after=None if at is None or key is None else (at, key),
        limit=filter.limit + 1,
    )
    return Page[BelongingOut](
        **page_of(
            rows,
            filter,
            BelongingOut.model_validate,
            lambda row: {"at": row.received_at, "id": row.id},
        )
    )


@door.post("/{belonging_id}/release", may=Permission.SERVICE_WRITE, versioned=True)
def release_belonging(
    ctx: Context, client_id: Id, belonging_id: Id, version: int, release: BelongingReleaseIn
) -> BelongingOut:
    """Hand a belonging on: returned, sent home or destroyed; nothing is handed on twice."""
    said = belongings.Release(
        release.released_as, release.released_at, release.released_to, release.released_note
    )
    made = belongings.release(ctx, client_id, (belonging_id, version), said)
    return BelongingOut.model_validate(made)


@door.post("/{belonging_id}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_belonging(
    ctx: Context, client_id: Id, belonging_id: Id, version: int, void: VoidIn
) -> BelongingOut:
    """Mark a belonging entered by mistake."""
    change = inside.Voiding(version, void.reason)
    return BelongingOut.model_validate(belongings.void(ctx, client_id, belonging_id, change))

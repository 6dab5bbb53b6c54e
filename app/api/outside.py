"""Routes of what comes into a centre from outside."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.outside import OutsideContactIn, OutsideContactOut, OutsideFilter
from app.schemas.services import VoidIn
from app.services import inside, outside

door = Door(prefix="/v1/clients/{client_id}/outside-contacts", tags=["life in a centre"])


@door.post("", may=Permission.SERVICE_WRITE, status_code=201)
def record_outside_contact(
    ctx: Context, client_id: Id, outside_contact: OutsideContactIn
) -> OutsideContactOut:
    """Write down a visit, a call or a parcel; what passes a limit is kept as a warning."""
    entry = outside.Entry(**outside_contact.model_dump())
    return OutsideContactOut.model_validate(outside.record(ctx, client_id, entry))


@door.get("", may=Permission.CLIENT_READ)
def list_outside_contacts(
    ctx: Context,
    client_id: Id,
    filter: Annotated[OutsideFilter, Query()],  # noqa: A002
) -> Page[OutsideContactOut]:
    """List visits, calls and parcels, newest first; for those who read the social part."""
    cursor = Cursor.read(filter)
    at, key = cursor.moment("at"), cursor.id("id")
    rows = outside.page(
        ctx,
        client_id,
        kind=filter.kind,
        after=None if at is None or key is None else (at, key),
        limit=filter.limit + 1,
    )
    return Page[OutsideContactOut](
        **page_of(
            rows,
            filter,
            OutsideContactOut.model_validate,
            lambda row: {"at": row.happened_at, "id": row.id},
        )
    )


@door.post("/{outside_contact_id}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_outside_contact(
    ctx: Context, client_id: Id, outside_contact_id: Id, version: int, void: VoidIn
) -> OutsideContactOut:
    """Mark one entered by mistake; it counts in no week and no month any more."""
    change = inside.Voiding(version, void.reason)
    return OutsideContactOut.model_validate(
        outside.void(ctx, client_id, outside_contact_id, change)
    )

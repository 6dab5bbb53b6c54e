"""Routes of contacts with a client."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.contacts import ContactFilter, ContactIn, ContactOut, ContactStandingOut
from app.schemas.services import VoidIn
from app.services import contacts
from app.services.shown_contacts import standing_out

door = Door(prefix="/v1/clients/{client_id}/contacts", tags=["contacts"])


@door.post("", may=Permission.SERVICE_WRITE, status_code=201)
def record_contact(ctx: Context, client_id: Id, contact: ContactIn) -> ContactOut:
    """Record a visit, call or meeting; with an id of one's own, sending it twice does no harm."""
    made = contacts.record(ctx, client_id, contacts.Entry(**contact.model_dump()))
    return ContactOut.model_validate(made)


@door.get("", may=Permission.CLIENT_READ)
def list_contacts(
    ctx: Context,
    client_id: Id,
    filter: Annotated[ContactFilter, Query()],  # noqa: A002
) -> Page[ContactOut]:
    """List a client's contacts, newest first; for those who read the social part of a file."""
    cursor = Cursor.read(filter)
    at, key = cursor.moment("at"), cursor.id("id")
    rows = contacts.page(
        ctx,
        client_id,
        kind=filter.kind,
        outcome=filter.outcome,
        after=None if at is None or key is None else (at, key),
        limit=filter.limit + 1,
    )
    return Page[ContactOut](
        **page_of(
            rows,
            filter,
            ContactOut.model_validate,
            lambda row: {"at": row.happened_at, "id": row.id},
        )
    )


@door.get("/standing", may=Permission.CLIENT_READ)
def read_contact_standing(ctx: Context, client_id: Id) -> ContactStandingOut:
    """Tell when a client was last met, when the next contact is due, and what misses call for."""
    return standing_out(contacts.standing(ctx, client_id))


@door.post("/{contact_id}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_contact(
    ctx: Context, client_id: Id, contact_id: Id, version: int, void: VoidIn
) -> ContactOut:
    """Mark a contact entered by mistake: it stays on file and counts no more."""
    made = contacts.void(ctx, client_id, contact_id, version, void.reason)
    return ContactOut.model_validate(made)

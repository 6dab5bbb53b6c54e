"""Contacts in the life of a file."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.contact import Contact
from app.services.events.shape import MOST, Event


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return the contacts that count."""
    statement = (
        sa.select(Contact)
        .where(Contact.client_id == client_id, Contact.voided_at.is_(None))
        .order_by(Contact.happened_at.desc())
        .limit(MOST)
    )
    return [
        {
            "at": contact.happened_at,
            "kind": "contact",
            "title": contact.kind,
            "case_id": contact.case_id,
            "unit": contact.unit,
        }
        for contact in ctx.session.scalars(statement)
    ]

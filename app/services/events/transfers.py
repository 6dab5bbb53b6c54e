"""Transfers between communes in the life of a file."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.move import Transfer
from app.services.events.shape import MOST, Event


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return every transfer, with how it stands; where the file went, custody tells."""
    statement = (
        sa.select(Transfer)
        .where(Transfer.client_id == client_id)
        .order_by(Transfer.sent_at.desc())
        .limit(MOST)
    )
    return [
        {
            "at": transfer.sent_at,
            "kind": "transfer",
            "title": transfer.state,
            "ref": transfer.ref,
            "unit": transfer.to_unit,
        }
        for transfer in ctx.session.scalars(statement)
    ]

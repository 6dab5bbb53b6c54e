"""Corrections in the life of a file."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.rights import Correction
from app.services.events.shape import MOST, Event


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return the corrections of the parts the caller reads."""
    row = Correction
    parts = [part.value for part in ctx.actor.parts]
    statement = (
        sa.select(row)
        .where(row.client_id == client_id, row.voided_at.is_(None), row.part.in_(parts))
        .order_by(row.said_at.desc())
        .limit(MOST)
    )
    return [
        {
            "at": correction.said_at,
            "kind": "correction",
            "title": f"{correction.record_kind}.{correction.field}",
            "unit": correction.unit,
        }
        for correction in ctx.session.scalars(statement)
    ]

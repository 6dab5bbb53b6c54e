"""Visits, calls and parcels in the life of a file."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.centre import OutsideContact
from app.services.events.shape import MOST, Event


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return those that count."""
    statement = (
        sa.select(OutsideContact)
        .where(OutsideContact.client_id == client_id, OutsideContact.voided_at.is_(None))
        .order_by(OutsideContact.happened_at.desc())
        .limit(MOST)
    )
    return [
        {
            "at": one.happened_at,
            "kind": "visit_received",
            "title": one.kind,
            "case_id": one.case_id,
            "unit": one.unit,
        }
        for one in ctx.session.scalars(statement)
    ]

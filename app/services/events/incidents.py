"""Incidents in the life of a file."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.centre import Incident
from app.services.events.shape import MOST, Event


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return the incidents that count."""
    statement = (
        sa.select(Incident)
        .where(Incident.client_id == client_id, Incident.voided_at.is_(None))
        .order_by(Incident.happened_at.desc())
        .limit(MOST)
    )
    return [
        {
            "at": one.happened_at,
            "kind": "incident",
            "title": one.kind,
            "case_id": one.case_id,
            "unit": one.unit,
        }
        for one in ctx.session.scalars(statement)
    ]

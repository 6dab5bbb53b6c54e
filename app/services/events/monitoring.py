"""Events of e-monitoring in the life of a file."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.monitoring import MonitoringEvent
from app.services.events.shape import MOST, Event
from app.services.monitoring import oldest


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return the events that are still kept."""
    statement = (
        sa.select(MonitoringEvent)
        .where(
            MonitoringEvent.client_id == client_id,
            MonitoringEvent.happened_at >= oldest(ctx.now),
        )
        .order_by(MonitoringEvent.happened_at.desc())
        .limit(MOST)
    )
    return [
        {
            "at": event.happened_at,
            "kind": "monitoring",
            "title": event.kind,
            "case_id": event.case_id,
            "ref": event.device,
        }
        for event in ctx.session.scalars(statement)
    ]

"""Supports in the life of a file: each state a need came to."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.support import SupportEvent, SupportItem
from app.services.events.shape import MOST, Event, morning


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return the changes of the supports that count."""
    statement = (
        sa.select(SupportEvent, SupportItem, morning(SupportEvent.happened_on))
        .join(SupportItem, SupportItem.id == SupportEvent.support_id)
        .where(
            SupportEvent.client_id == client_id,
            SupportEvent.state.is_not(None),
            SupportItem.voided_at.is_(None),
        )
        .order_by(SupportEvent.happened_on.desc(), SupportEvent.seq.desc())
        .limit(MOST)
    )
    return [
        {
            "at": at,
            "kind": "support",
            "title": item.kind,
            "case_id": item.case_id,
            "ref": event.state,
            "unit": event.unit,
        }
        for event, item, at in ctx.session.execute(statement)
    ]

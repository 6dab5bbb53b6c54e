"""Stays in the life of a file: in, from room to room, out."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.stay import Stay
from app.services.events.shape import MOST, Event


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return when each stay that counts began, and why it ended."""
    statement = (
        sa.select(Stay)
        .where(Stay.client_id == client_id, Stay.voided_at.is_(None))
        .order_by(Stay.since.desc())
        .limit(MOST)
    )
    events: list[Event] = []
    for stay in ctx.session.scalars(statement):
        told = {"kind": "stay", "case_id": stay.case_id, "unit": stay.unit}
        title = "placed" if stay.continues is None else "moved"
        events.append({**told, "at": stay.since, "title": title})
        if stay.until is not None and stay.reason_ended not in {None, "moved"}:
            events.append({**told, "at": stay.until, "title": str(stay.reason_ended)})
    return events

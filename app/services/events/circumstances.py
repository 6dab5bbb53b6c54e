"""What was told of circumstances, in the life of a file: that it was, not what."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.circumstance import Circumstance
from app.services import circumstances
from app.services.events.shape import MOST, Event, morning


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return what counts, for callers who read any part that it tells of."""
    if not circumstances.parts_seen(ctx):
        return []
    statement = (
        sa.select(
            morning(Circumstance.told_on),
            Circumstance.stage,
            Circumstance.case_id,
            Circumstance.unit,
        )
        .where(Circumstance.client_id == client_id, Circumstance.voided_at.is_(None))
        .order_by(Circumstance.told_on.desc())
        .limit(MOST)
    )
    return [
        {
            "at": row.at,
            "kind": "circumstance",
            "title": row.stage,
            "case_id": row.case_id,
            "unit": row.unit,
        }
        for row in ctx.session.execute(statement)
    ]

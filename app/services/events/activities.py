"""Sessions attended, in the life of a file."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.activity import Attendance
from app.services.events.shape import MOST, Event, morning


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return the attendances that count of who was there."""
    statement = (
        sa.select(Attendance, morning(Attendance.held_on))
        .where(
            Attendance.client_id == client_id,
            Attendance.voided_at.is_(None),
            Attendance.presence == "present",
        )
        .order_by(Attendance.held_on.desc())
        .limit(MOST)
    )
    return [
        {
            "at": at,
            "kind": "activity",
            "title": attendance.kind,
            "case_id": attendance.case_id,
            "unit": attendance.unit,
        }
        for attendance, at in ctx.session.execute(statement)
    ]

"""Phases of a case in the life of a file: begun, and how they ended."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.phase import PhaseRow
from app.services.events.shape import MOST, Event, morning


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return the beginnings and the ends that count."""
    statement = (
        sa.select(PhaseRow, morning(PhaseRow.started_on), morning(PhaseRow.ended_on))
        .where(PhaseRow.client_id == client_id, PhaseRow.voided_at.is_(None))
        .order_by(PhaseRow.started_on.desc())
        .limit(MOST)
    )
    return [
        {
            "at": at,
            "kind": "phase",
            "title": title,
            "case_id": row.case_id,
            "ref": row.phase,
            "unit": row.unit,
        }
        for row, began, ended in ctx.session.execute(statement)
        for title, at in (("begun", began), (row.outcome, ended))
        if at is not None
    ]

"""Screenings in the life of a file."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.screening import Screening
from app.services.events.shape import MOST, Event, morning


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return the screenings that count."""
    statement = (
        sa.select(Screening, morning(Screening.performed_on))
        .where(Screening.client_id == client_id, Screening.voided_at.is_(None))
        .order_by(Screening.performed_on.desc())
        .limit(MOST)
    )
    return [
        {
            "at": at,
            "kind": "screening",
            "title": screening.instrument,
            "case_id": screening.case_id,
            "ref": screening.instrument_version,
            "unit": screening.unit,
        }
        for screening, at in ctx.session.execute(statement)
    ]

"""Requests of the person in the life of a file."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.rights import SubjectRequest
from app.services.events.shape import MOST, Event


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return the requests that count."""
    statement = (
        sa.select(SubjectRequest)
        .where(SubjectRequest.client_id == client_id, SubjectRequest.voided_at.is_(None))
        .order_by(SubjectRequest.received_at.desc())
        .limit(MOST)
    )
    return [
        {
            "at": request.received_at,
            "kind": "request",
            "title": request.kind,
            "unit": request.unit,
        }
        for request in ctx.session.scalars(statement)
    ]

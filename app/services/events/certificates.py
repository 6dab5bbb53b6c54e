"""Certificates in the life of a file."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.certificate import Certificate
from app.services.events.shape import MOST, Event, morning


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return the certificates that count."""
    statement = (
        sa.select(Certificate, morning(Certificate.issued_on))
        .where(Certificate.client_id == client_id, Certificate.voided_at.is_(None))
        .order_by(Certificate.issued_on.desc())
        .limit(MOST)
    )
    return [
        {
            "at": at,
            "kind": "certificate",
            "title": row.kind,
            "case_id": row.case_id,
            "unit": row.unit,
        }
        for row, at in ctx.session.execute(statement)
    ]

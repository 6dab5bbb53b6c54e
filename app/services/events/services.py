"""Services in the life of a file."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.service import Service
from app.services import counted, services
from app.services.events.shape import MOST, Event, morning


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return the services of the kinds the caller reads."""
    shown = services.kinds_seen(ctx)
    statement = (
        sa.select(Service, morning(Service.performed_on))
        .where(Service.client_id == client_id, Service.kind.in_(shown), Service.voided_at.is_(None))
        .order_by(Service.performed_on.desc())
        .limit(MOST)
    )
    statement = statement.where(*counted.untold(ctx))
    return [
        {
            "at": at,
            "kind": "service",
            "title": service.kind,
            "case_id": service.case_id,
            "unit": service.unit,
        }
        for service, at in ctx.session.execute(statement)
    ]

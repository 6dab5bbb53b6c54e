"""Holds and seals in the life of a file."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.rights import LegalHold, Seal
from app.services.events.shape import MOST, Event


def holds_of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return when the file was put on hold, and when that was lifted."""
    rows = ctx.session.scalars(
        sa.select(LegalHold).where(LegalHold.client_id == client_id).limit(MOST)
    )
    return [event for row in rows for event in _told("hold", row)]


def seals_of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return when the file was sealed, and when that was lifted."""
    rows = ctx.session.scalars(sa.select(Seal).where(Seal.client_id == client_id).limit(MOST))
    return [event for row in rows for event in _told("seal", row)]


def _told(kind: str, row: LegalHold | Seal) -> list[Event]:
    events: list[Event] = [{"at": row.set_at, "kind": kind, "title": "set"}]
    if row.lifted_at is not None:
        events.append({"at": row.lifted_at, "kind": kind, "title": "lifted"})
    return events

"""Legal hold: while it stands, nothing of the file is deleted, purged or merged away.

Whoever takes something off a file asks `refuse_held` first, with the client's row locked.
"""

from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.ids import new_id
from app.models.rights import LegalHold
from app.problems import NotFound, NotPermitted, OnHold, StaleVersion, StateConflict, Text
from app.services import clients

_LIFTED = Text("Lệnh giữ hồ sơ này đã được gỡ", "This hold was lifted already")


def place(ctx: Context, client_id: UUID, *, reason: str, basis: str) -> LegalHold:
    """Put a file on hold, with the legal basis that asks for it; several may stand at once."""
    clients.get(ctx, client_id, lock=True)
    made = LegalHold(
        id=new_id(), client_id=client_id, reason=reason, basis=basis, set_by=ctx.actor.id,
        set_at=ctx.now, version=1,
    )  # fmt: skip
    ctx.session.add(made)
    ctx.session.flush()
    ctx.trail.note(object_type="legal_hold", object_id=made.id)
    return made


def lift(ctx: Context, client_id: UUID, hold_id: UUID, version: int, reason: str) -> LegalHold:
    """Lift a hold; it stays on record."""
    clients.get(ctx, client_id, lock=True)
    statement = sa.select(LegalHold).where(
        LegalHold.id == hold_id, LegalHold.client_id == client_id
    )
    hold = ctx.session.scalar(statement.with_for_update())
    if hold is None:
        raise NotFound
    if hold.version != version:
        raise StaleVersion(extra={"current_version": hold.version})
    if hold.lifted_at is not None:
        raise StateConflict(_LIFTED)
    hold.lifted_at, hold.lifted_by, hold.lift_reason = ctx.now, ctx.actor.id, reason
    hold.version += 1
    ctx.session.flush()
    ctx.trail.note(object_type="legal_hold", object_id=hold.id, detail={"lifted": True})
    return hold


def of(ctx: Context, client_id: UUID) -> list[LegalHold]:
    """Return the holds of a file, newest first, lifted ones too."""
    if not ctx.sees(Part.IDENTITY):
        raise NotPermitted
    clients.get(ctx, client_id)
    statement = (
        sa.select(LegalHold)
        .where(LegalHold.client_id == client_id)
        .order_by(LegalHold.set_at.desc(), LegalHold.id.desc())
    )
    return list(ctx.session.scalars(statement))


def stands(ctx: Context, client_id: UUID) -> bool:
    """Tell whether a file is on hold now."""
    held = sa.select(LegalHold.id).where(
        LegalHold.client_id == client_id, LegalHold.lifted_at.is_(None)
    )
    return ctx.session.scalar(held.limit(1)) is not None


def refuse_held(ctx: Context, client_id: UUID) -> None:
    """Raise OnHold while a hold stands on the file."""
    if stands(ctx, client_id):
        raise OnHold

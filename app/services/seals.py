"""Seals: a whole file put out of everybody's reach; opened by managers alone, with a purpose.

Nothing is deleted and custody stays as it is: lifted, the file is back where it was.
Source: Law 91/2025/QH15, art. 14, 19 (`law/indicators-and-context.md` 4.1: sealed, not deleted).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.models.client import Client
from app.models.rights import Seal
from app.problems import NotFound, NotPermitted, StaleVersion, StateConflict
from app.services import clients, sealed, timeline
from app.services.events.shape import Event


@dataclass(frozen=True, slots=True)
class Opened:
    """A sealed file as a manager reads it."""

    seal: Seal
    client: Client
    events: list[Event]


def put(ctx: Context, client_id: UUID, version: int, *, ground: str, reason: str) -> Seal:
    """Seal a file; from the commit on it is absent for everybody, its makers included."""
    client = clients.locked(ctx, client_id, version)
    if ctx.actor.unit_kind == "province" and client.province != ctx.actor.unit:
        # Held by a facility of this province only: its own province seals it.
        raise NotPermitted
    made = Seal(
        id=new_id(), client_id=client_id, province=client.province, ground=ground, reason=reason,
        set_by=ctx.actor.id, set_at=ctx.now, version=1,
    )  # fmt: skip
    ctx.session.add(made)
    ctx.session.flush()
    ctx.trail.note(object_type="seal", object_id=made.id, detail={"ground": ground})
    return made


def lift(ctx: Context, seal_id: UUID, version: int, reason: str) -> Seal:
    """Lift a seal: whoever held the file holds it as before; the seal stays on record."""
    seal = _standing(ctx, seal_id, lock=True)
    if seal.version != version:
        raise StaleVersion(extra={"current_version": seal.version})
    if seal.lifted_at is not None:
        raise StateConflict
    seal.lifted_at, seal.lifted_by, seal.lift_reason = ctx.now, ctx.actor.id, reason
    seal.version += 1
    ctx.session.flush()
    ctx.trail.note([seal.client_id], object_type="seal", object_id=seal.id, detail={"lifted": True})
    return seal


def read(ctx: Context, seal_id: UUID, purpose: str) -> Opened:
    """Open a sealed file for one reading; who read it and for what purpose stays on the trail."""
    seal = _standing(ctx, seal_id)
    if seal.lifted_at is not None:
        raise StateConflict
    with sealed.opened(ctx, seal.client_id):
        client = clients.get(ctx, seal.client_id)
        events = timeline.of(ctx, seal.client_id)
    ctx.trail.note(object_type="seal", object_id=seal.id, detail={"purpose": purpose})
    return Opened(seal, client, events)


def page(ctx: Context, *, after: tuple[datetime, UUID] | None = None, limit: int) -> list[Seal]:
    """Return the seals that stand, newest first."""
    statement = sa.select(Seal).where(Seal.lifted_at.is_(None))
    if after is not None:
        statement = statement.where(sa.tuple_(Seal.set_at, Seal.id) < after)
    statement = statement.order_by(Seal.set_at.desc(), Seal.id.desc()).limit(limit)
    found = list(ctx.session.scalars(statement))
    ctx.trail.note([seal.client_id for seal in found])
    return found


def _standing(ctx: Context, seal_id: UUID, *, lock: bool = False) -> Seal:
    statement = sa.select(Seal).where(Seal.id == seal_id)
    seal = ctx.session.scalar(statement.with_for_update() if lock else statement)
    if seal is None:
        raise NotFound
    return seal

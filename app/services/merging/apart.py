"""Who is known not to be the same person, and the doubts that wait at the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.merge import NonMatch
from app.problems import Invalid, NotFound, StaleVersion, StateConflict
from app.services import clients

_DOUBTS = sa.text("select * from doubts(cast(:after as uuid), :limit)")
_SETTLE = sa.text("select settle_doubts(cast(:client as uuid), cast(:other as uuid), :at)")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two files of which something says that they may be of one person."""

    id: UUID
    client_id: UUID
    other_id: UUID
    reason: str
    found_at: datetime


def tell_apart(ctx: Context, client_id: UUID, other_id: UUID, reason: str) -> NonMatch:
    """Remember, on both files, that they are of two persons; the doubt about them is settled.

    Raises NotFound where either is out of reach, StateConflict where it is remembered already.
    """
    if client_id == other_id:
        raise Invalid.at("/other_id", vi="là chính hồ sơ này", en="is the same file")
    for key in sorted((client_id, other_id)):
        clients.get(ctx, key, lock=True)
    if of_pair(ctx, client_id, other_id) is not None:
        raise StateConflict
    for one, other in ((client_id, other_id), (other_id, client_id)):
        word = _ever(ctx, one, other)
        if word is None:
            word = NonMatch(client_id=one, other_id=other, version=0)
            ctx.session.add(word)
        word.reason, word.recorded_at, word.recorded_by = reason, ctx.now, ctx.actor.id
        word.withdrawn_at = word.withdrawn_reason = None
        word.version += 1
    ctx.session.flush()
    ids = {"client": client_id, "other": other_id, "at": ctx.now}
    ctx.session.execute(_SETTLE, ids)
    ctx.trail.note([client_id, other_id], object_type="non_match", object_id=other_id)
    return _must(ctx, client_id, other_id)


def withdraw(ctx: Context, client_id: UUID, other_id: UUID, version: int, reason: str) -> NonMatch:
    """Take back that two files are of two persons. Raises NotFound, StaleVersion."""
    clients.get(ctx, client_id)
    found = _must(ctx, client_id, other_id)
    if found.version != version:
        raise StaleVersion(extra={"current_version": found.version})
    for word in (found, of_pair(ctx, other_id, client_id)):
        if word is not None:
            word.withdrawn_at, word.withdrawn_reason = ctx.now, reason
            word.version += 1
    ctx.session.flush()
    ctx.trail.note([client_id, other_id], object_type="non_match", detail={"withdrawn": True})
    return found


def of_client(ctx: Context, client_id: UUID) -> Sequence[NonMatch]:
    """Return the files known to be of somebody else than this one, newest word first."""
    client = clients.get(ctx, client_id)
    statement = sa.select(NonMatch).where(
        NonMatch.client_id == client.id, NonMatch.withdrawn_at.is_(None)
    )
    return ctx.session.scalars(
        statement.order_by(NonMatch.recorded_at.desc(), NonMatch.other_id)
    ).all()


def doubts(ctx: Context, *, after: UUID | None, limit: int) -> list[Doubt]:
    """Return the unsettled doubts about two files both of which the caller's reach holds."""
    rows = ctx.session.execute(_DOUBTS, {"after": after, "limit": limit}).mappings()
    found = [Doubt(**row) for row in rows]
    ctx.trail.note([key for doubt in found for key in (doubt.client_id, doubt.other_id)])
    return found


def _ever(ctx: Context, client_id: UUID, other_id: UUID) -> NonMatch | None:
    """The word on two files, withdrawn or not."""
    statement = sa.select(NonMatch).where(
        NonMatch.client_id == client_id, NonMatch.other_id == other_id
    )
    return ctx.session.scalar(statement)


def of_pair(ctx: Context, client_id: UUID, other_id: UUID) -> NonMatch | None:
    """Return the word that two files are of two persons, unless it was withdrawn."""
    word = _ever(ctx, client_id, other_id)
    return None if word is None or word.withdrawn_at is not None else word


def _must(ctx: Context, client_id: UUID, other_id: UUID) -> NonMatch:
    found = of_pair(ctx, client_id, other_id)
    if found is None:
        raise NotFound
    return found

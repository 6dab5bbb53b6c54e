"""Lists of supports: of a person, and of everybody a unit has on file."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.client import Client
from app.models.support import SupportItem
from app.services import clients, supports

_DAY = sa.func.coalesce(SupportItem.follow_up_on, SupportItem.opened_on)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which supports are asked for."""

    kind: str | None = None
    status: str | None = None
    overdue: bool = False


def of_client(
    ctx: Context,
    client_id: UUID,
    wanted: Wanted,
    *,
    after: tuple[date, UUID] | None = None,
    limit: int,
) -> list[SupportItem]:
    """Return a client's supports, newest first, voided ones too."""
    supports.file(ctx, client_id)
    statement = sa.select(SupportItem).where(
        SupportItem.client_id == client_id, *_narrowed(ctx, wanted)
    )
    if after is not None:
        statement = statement.where(sa.tuple_(SupportItem.opened_on, SupportItem.id) < after)
    statement = statement.order_by(SupportItem.opened_on.desc(), SupportItem.id.desc())
    return list(ctx.session.scalars(statement.limit(limit)))


def of_unit(
    ctx: Context,
    unit: str | None,
    wanted: Wanted,
    *,
    after: tuple[date, UUID] | None = None,
    limit: int,
) -> list[SupportItem]:
    """Return the supports of those a unit has on file, by the day each wants to be looked at."""
    supports.require_social(ctx)
    held = sa.select(Client.id).where(clients.held_by(ctx, unit or ctx.actor.unit))
    statement = sa.select(SupportItem).where(
        SupportItem.client_id.in_(held),
        SupportItem.voided_at.is_(None),
        *_narrowed(ctx, wanted),
    )
    if after is not None:
        statement = statement.where(sa.tuple_(_DAY, SupportItem.id) > after)
    found = list(ctx.session.scalars(statement.order_by(_DAY, SupportItem.id).limit(limit)))
    ctx.trail.note([item.client_id for item in found])
    return found


def day_of(item: SupportItem) -> date:
    """The day by which a unit's list is ordered."""
    return item.follow_up_on or item.opened_on


def _narrowed(ctx: Context, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    asked: list[sa.ColumnElement[bool]] = []
    if wanted.kind is not None:
        asked.append(SupportItem.kind == wanted.kind)
    if wanted.status is not None:
        over = SupportItem.outcome_on.is_not(None)
        asked += [SupportItem.voided_at.is_(None), over if wanted.status == "closed" else ~over]
    if wanted.overdue:
        asked += [SupportItem.voided_at.is_(None), SupportItem.follow_up_on < ctx.today]
    return asked

"""Lists of transfers: what a unit sent and what came to it, first due first."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.models.move import Referral, Transfer
from app.problems import NotPermitted
from app.services import units
from app.services.owed import Place
from app.services.transfers import IN_TRANSIT

IN, OUT = "in", "out"


def page(
    ctx: Context,
    *,
    unit: str | None,
    direction: str | None,
    status: str | None,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> list[Transfer]:
    """Return the transfers at an end of which a unit stands; `overdue` waits past its time."""
    if not ctx.sees(Part.LEGAL):
        raise NotPermitted
    statement = sa.select(Transfer).where(at_end(ctx, Transfer, unit or ctx.actor.unit, direction))
    if status == "overdue":
        statement = statement.where(Transfer.state == IN_TRANSIT, Transfer.due_at < ctx.now)
    elif status is not None:
        statement = statement.where(Transfer.state == status)
    if after is not None:
        statement = statement.where(sa.tuple_(Transfer.due_at, Transfer.id) > after)
    rows = list(ctx.session.scalars(statement.order_by(Transfer.due_at, Transfer.id).limit(limit)))
    ctx.trail.note([row.client_id for row in rows])
    return rows


def at_end(
    ctx: Context, table: type[Transfer] | type[Referral], unit: str, direction: str | None
) -> sa.ColumnElement[bool]:
    """Tell that a unit, or one of a province, stands at an end; the wall looks at it besides."""
    kind = units.within(ctx, unit)
    ends: list[sa.ColumnElement[bool]] = []
    for way, code, province in (
        (OUT, table.from_unit, table.from_province),
        (IN, table.to_unit, table.to_province),
    ):
        if direction not in {None, way}:
            continue
        match kind:
            case "nation":
                ends.append(sa.true())
            case "province":
                ends.append(province == unit)
            case None:
                ends.append(code.in_(units.successors(ctx, unit)))
            case _:
                ends.append(code == unit)
    return sa.or_(*ends)


def waiting(ctx: Context, place: Place) -> Sequence[Transfer]:
    """Return the transfers a unit has not answered yet; a province has none of its own."""
    if place.kind in {"province", "nation"} or not ctx.sees(Part.LEGAL):
        return []
    statement = sa.select(Transfer).where(
        Transfer.state == IN_TRANSIT, Transfer.to_unit.in_(place.codes)
    )
    return ctx.session.scalars(statement.order_by(Transfer.due_at, Transfer.id)).all()

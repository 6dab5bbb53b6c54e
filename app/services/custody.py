"""The file goes to another commune with everything that is open in it, in one transaction.

Whether it is the move or its return: open cases, running clocks, lists and custody go together.
"""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.models.case import LegalCase
from app.models.client import Client
from app.models.deadline import Deadline
from app.models.unit import Unit
from app.services import assignments, records

_HAND_OVER = sa.text(
    "select move_custody(cast(:client as uuid), :unit, :province, cast(:id as uuid), :at, :reason)"
)


def carry_over(
    ctx: Context, client: Client, new: Unit, *, residence: str, at: datetime, reason: str
) -> list[UUID]:
    """Put a file, held and locked, into the hands of another commune; return its open cases."""
    province = new.province or ""
    # The file first, whole: the lists flush, and a changed file must be one version on.
    client.updated_at = ctx.now
    client.version += 1
    assignments.end(ctx, client.id, units=(client.unit,), reason="moved")
    client.residence_unit, client.unit, client.province = residence, new.code, province
    moved = _cases(ctx, client, new)
    _clocks(ctx, client, new)
    records.move(ctx, client.id, unit=new.code, province=province, at=at)
    ctx.session.flush()
    ctx.session.execute(
        _HAND_OVER,
        {
            "client": client.id, "unit": new.code, "province": new.province, "id": new_id(),
            "at": ctx.now, "reason": reason,
        },
    )  # fmt: skip
    return moved


def _cases(ctx: Context, client: Client, new: Unit) -> list[UUID]:
    statement = (
        sa.select(LegalCase)
        .where(LegalCase.client_id == client.id, LegalCase.closed_at.is_(None))
        .order_by(LegalCase.opened_at)
        .with_for_update()
    )
    moved = []
    for case in ctx.session.scalars(statement):
        case.unit, case.province = new.code, new.province or ""
        case.version += 1
        moved.append(case.id)
    return moved


def _clocks(ctx: Context, client: Client, new: Unit) -> None:
    statement = sa.select(Deadline).where(
        Deadline.client_id == client.id,
        Deadline.met_at.is_(None),
        Deadline.cancelled_at.is_(None),
    )
    for clock in ctx.session.scalars(statement.order_by(Deadline.id)):
        clock.unit, clock.province = new.code, new.province or ""
        clock.version += 1

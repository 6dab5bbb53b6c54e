"""A client moves to another commune: custody, open cases, clocks and records go in one transaction.

The commune of departure no longer sees the file once the transaction has committed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.models.case import LegalCase
from app.models.client import Client
from app.models.deadline import Deadline
from app.models.unit import Unit
from app.problems import Invalid, StateConflict, Text
from app.services import assignments, clients, records, units

_HAND_OVER = sa.text(
    "select move_custody(cast(:client as uuid), :unit, :province, cast(:id as uuid), :at, :reason)"
)


@dataclass(frozen=True, slots=True)
class Move:
    """A move that has taken effect."""

    client_id: UUID
    moved_from: str
    moved_to: str
    occurred_at: datetime
    cases: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a client moved, when and why; `unit_as_of` is the day of the list `to` is from."""

    to: str
    occurred_at: datetime
    reason: str
    unit_as_of: date | None = None
    address: str | None = None
    stable: bool = True


def move(ctx: Context, client_id: UUID, version: int, destination: Destination) -> Move:
    """Hand the file to the commune a client moved to.

    Sources: Law 73/2021 art. 43; Law 120/2025 art. 48.
    """
    if destination.occurred_at > ctx.now:
        raise Invalid.at("/occurred_at", vi="chưa xảy ra", en="has not happened yet")
    client = clients.locked(ctx, client_id, version)
    client.residence_stable = destination.stable
    clients.seal(ctx, client, "address", destination.address)
    return hand_over(
        ctx,
        client,
        to=destination.to,
        unit_as_of=destination.unit_as_of,
        at=destination.occurred_at,
        reason=destination.reason,
    )


def hand_over(
    ctx: Context,
    client: Client,
    *,
    to: str,
    at: datetime,
    reason: str,
    unit_as_of: date | None = None,
) -> Move:
    """Give the file with all that is open in it to another commune."""
    old = client.unit
    new = units.resolve(ctx, to, as_of=unit_as_of, pointer="/to")
    if new.code == old:
        raise StateConflict(
            detail=Text("Xã này đang quản lý hồ sơ", "This commune already holds the file")
        )
    # The file first, whole: the lists flush, and a changed file must be one version on.
    client.residence_unit = client.unit = new.code
    client.province = new.province or ""
    client.updated_at = ctx.now
    client.version += 1
    moved = _cases(ctx, client, new)
    _clocks(ctx, client, new)
    assignments.end(ctx, client.id, units=(old,), reason="moved")
    records.move(ctx, client.id, unit=new.code, province=new.province or "", at=at)
    ctx.session.flush()
    ctx.session.execute(
        _HAND_OVER,
        {
            "client": client.id, "unit": new.code, "province": new.province, "id": new_id(),
            "at": ctx.now, "reason": reason,
        },
    )  # fmt: skip
    ctx.trail.note(detail={"from": old, "to": new.code})
    return Move(client.id, old, new.code, at, moved)


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

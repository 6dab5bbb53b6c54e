"""Who of a unit looks after a person: given, handed over in one go, read.

Organisation of work, not law: the acts by which a commune names a supporter or a team are steps.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.models.account import Account
from app.models.assignment import Assignment
from app.models.client import Client
from app.problems import Invalid, NotPermitted
from app.services import clients

# Where people are looked after; a province and the nation look after nobody themselves.
_UNITS = frozenset({"commune", "facility"})
REASSIGNED = "reassigned"
Outcome = Literal["assigned", "unchanged", "not_found"]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one person of a request."""

    client_id: UUID
    outcome: Outcome


def reassign(
    ctx: Context, client_ids: Collection[UUID], account_id: UUID, reason: str | None
) -> list[Result]:
    """Give many people of the caller's unit to one of its accounts; a result for each, in order.

    A file out of reach is `not_found`, hidden or absent alike, and stops nobody else's. Four
    statements however many they are. Raises Invalid where the account is not of the unit.
    """
    _account(ctx, account_id)
    # In one order, so that two of these never wait for each other.
    held = set(
        ctx.session.scalars(
            sa.select(Client.id)
            .where(Client.id.in_(client_ids), clients.LIVING)
            .order_by(Client.id)
            .with_for_update(key_share=True)
        )
    )
    ctx.trail.note(sorted(held), object_type="assignment", detail={"account": str(account_id)})
    kept = set(
        ctx.session.scalars(
            sa.select(Assignment.client_id).where(
                _living(ctx, held), Assignment.account_id == account_id
            )
        )
    )
    given = held - kept
    _end(ctx, _living(ctx, given), REASSIGNED)
    if given:
        rows = [_row(ctx, client_id, account_id, reason) for client_id in sorted(given)]
        ctx.session.execute(sa.insert(Assignment), rows)
    return [
        Result(key, "assigned" if key in given else "unchanged" if key in kept else "not_found")
        for key in dict.fromkeys(client_ids)
    ]


def assign(ctx: Context, client_id: UUID, account_id: UUID, reason: str | None) -> Assignment:
    """Give one person to an account of the caller's unit. Raises NotFound, Invalid."""
    clients.get(ctx, client_id)
    reassign(ctx, [client_id], account_id, reason)
    return ctx.session.scalars(sa.select(Assignment).where(_living(ctx, {client_id}))).one()


def of_client(ctx: Context, client_id: UUID) -> Sequence[Assignment]:
    """Return who looks and looked after a person, newest first."""
    client = clients.get(ctx, client_id)
    statement = sa.select(Assignment).where(Assignment.client_id == client.id)
    return ctx.session.scalars(
        statement.order_by(Assignment.since.desc(), Assignment.id.desc())
    ).all()


def page(
    ctx: Context, *, account: UUID | None, unit: str | None, after: UUID | None, limit: int
) -> list[Assignment]:
    """Return who looks after whom now, by client; at the caller's unit unless another is asked."""
    statement = sa.select(Assignment).where(
        Assignment.until.is_(None), Assignment.unit == (unit or ctx.actor.unit)
    )
    if account is not None:
        statement = statement.where(Assignment.account_id == account)
    if after is not None:
        statement = statement.where(Assignment.client_id > after)
    rows = list(ctx.session.scalars(statement.order_by(Assignment.client_id).limit(limit)))
    ctx.trail.note([row.client_id for row in rows], object_type="assignment")
    return rows


def end(ctx: Context, client_id: UUID, *, units: Collection[str], reason: str) -> None:
    """Nobody of these units looks after the person any more: the file went elsewhere."""
    there = (Assignment.client_id == client_id) & Assignment.unit.in_(units)
    _end(ctx, there & Assignment.until.is_(None), reason)


def mine(ctx: Context) -> sa.Select[UUID]:
    """Select the people whom the caller looks after."""
    return sa.select(Assignment.client_id).where(
        Assignment.account_id == ctx.actor.id, Assignment.until.is_(None)
    )


def _end(ctx: Context, which: sa.ColumnElement[bool], reason: str) -> None:
    ctx.session.execute(
        sa.update(Assignment)
        .where(which)
        .values(until=ctx.now, reason_ended=reason, version=Assignment.version + 1)
        .execution_options(synchronize_session=False)
    )


def _living(ctx: Context, client_ids: Collection[UUID]) -> sa.ColumnElement[bool]:
    return (
        Assignment.client_id.in_(client_ids)
        & (Assignment.unit == ctx.actor.unit)
        & Assignment.until.is_(None)
    )


def _account(ctx: Context, account_id: UUID) -> None:
    """Refuse an account that is not of a person of the caller's own unit."""
    if ctx.actor.unit_kind not in _UNITS:
        raise NotPermitted
    found = ctx.session.execute(
        sa.select(Account.unit, Account.kind, Account.disabled_at).where(Account.id == account_id)
    ).one_or_none()
    if found is None or found[:2] != (ctx.actor.unit, "person") or found[2] is not None:
        raise Invalid.at(
            "/account",
            vi="không phải tài khoản đang dùng của đơn vị này",
            en="is no account in use of a person of this unit",
        )


def _row(ctx: Context, client_id: UUID, account_id: UUID, reason: str | None) -> dict[str, object]:
    return {
        "id": new_id(), "client_id": client_id, "account_id": account_id, "unit": ctx.actor.unit,
        "province": ctx.actor.province or "", "since": ctx.now, "reason": reason,
        "assigned_by": ctx.actor.id, "version": 1,
    }  # fmt: skip

"""A client moves to another commune: custody, open cases, clocks and records go in one transaction.

The commune of departure no longer sees the file once the transaction has committed; it sees the
transfer (`transfers.py`), which the commune of arrival answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.context import Context
from app.models.client import Client
from app.problems import Invalid, StateConflict, Text
from app.services import clients, custody, transfers, units
from app.services.notices import Departure


@dataclass(frozen=True, slots=True)
class Move:
    """A move that has taken effect, and the transfer that waits for its answer."""

    client_id: UUID
    moved_from: str
    moved_to: str
    occurred_at: datetime
    cases: Sequence[UUID]
    transfer_id: UUID
    acknowledge_by: datetime


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
    return _hand_over(ctx, client, destination, ref=None)


def hand_over(ctx: Context, client: Client, *, to: str, at: datetime, ref: str) -> Move:
    """Hand the file over as a step of a case says; what the step tells nothing of stays."""
    said = Destination(to, at, reason=ref, stable=client.residence_stable)
    return _hand_over(ctx, client, said, ref=ref)


def _hand_over(ctx: Context, client: Client, said: Destination, *, ref: str | None) -> Move:
    """Give the file with all that is open in it to another commune, and wait for its answer."""
    old = client.unit
    new = units.resolve(ctx, said.to, as_of=said.unit_as_of, pointer="/to")
    if new.code == old:
        raise StateConflict(
            detail=Text("Xã này đang quản lý hồ sơ", "This commune already holds the file")
        )
    departure = Departure(said.occurred_at, said.reason, ref, said.address)
    sent = transfers.send(ctx, client, new, departure)
    if ref is None:
        client.residence_stable = said.stable
        clients.seal(ctx, client, "address", said.address)
    moved = custody.carry_over(
        ctx, client, new, residence=new.code, at=said.occurred_at, reason=said.reason
    )
    ctx.trail.note(detail={"from": old, "to": new.code, "transfer": str(sent.id)})
    return Move(client.id, old, new.code, said.occurred_at, moved, sent.id, sent.due_at)

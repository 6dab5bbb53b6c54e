"""Transfers: a file that was handed to another commune, until that commune has answered.

Both ends see a transfer. It holds what the sender told of the person (name, year of birth, the
new address, why) and what must be put back if the file returns; nothing else of the file.
"""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.ids import new_id
from app.models.client import Client
from app.models.move import Transfer
from app.models.unit import Unit
from app.problems import Invalid, NotFound, NotPermitted, StaleVersion, StateConflict, Text
from app.services import clients, custody
from app.services.notices import Departure, times
from app.vault import place

IN_TRANSIT, ACKNOWLEDGED, ARRIVED, REFUSED, LOST = (
    "in_transit", "acknowledged", "arrived", "refused", "lost",
)  # fmt: skip
_ANSWERED = Text("Phiếu chuyển này đã được trả lời", "This transfer is answered already")
_MOVED_ON = Text("Hồ sơ đã chuyển tiếp đi nơi khác", "The file has moved on since")


def send(ctx: Context, client: Client, to: Unit, departure: Departure) -> Transfer:
    """Leave an open transfer for a file that is about to be handed over.

    The client's row is locked and its file held. Whoever hands a file on has plainly received it:
    a transfer that still waited for them is acknowledged by that.
    """
    _received(ctx, client)
    key, by = new_id(), times(ctx, client.id, departure)
    transfer = Transfer(
        id=key,
        client_id=client.id,
        from_unit=client.unit,
        from_province=client.province,
        to_unit=to.code,
        to_province=to.province,
        full_name=client.full_name,
        birth_year=None if client.birth_date is None else client.birth_date.year,
        departed_at=departure.at,
        reason=departure.reason,
        ref=departure.ref,
        address_sealed=_sealed(ctx, key, "address", departure.address),
        former_address_sealed=_sealed(ctx, key, "former_address", _address(ctx, client)),
        former_residence_unit=client.residence_unit,
        former_residence_stable=client.residence_stable,
        state=IN_TRANSIT,
        notice_due_at=by.notice_due_at,
        due_at=by.due_at,
        legal_basis=by.legal_basis,
        sent_at=ctx.now,
        sent_by=ctx.actor.id,
        version=1,
    )
    ctx.session.add(transfer)
    # While the sender still holds the file: nobody else may write about it.
    ctx.session.flush()
    return transfer


def get(ctx: Context, transfer_id: UUID) -> Transfer:
    """Return a transfer that comes from or goes to the caller's units, or whose file they hold."""
    _refuse_others(ctx)
    transfer = _seen(ctx, transfer_id)
    if transfer is None:
        raise NotFound
    ctx.trail.note([transfer.client_id], object_type="transfer", object_id=transfer.id)
    return transfer


def acknowledge(
    ctx: Context, transfer_id: UUID, version: int, arrived_at: datetime | None
) -> Transfer:
    """Say that the file came, and if they did, that the person came too."""
    transfer, _ = _to_answer(ctx, transfer_id, version)
    if transfer.state != IN_TRANSIT and (transfer.state != ACKNOWLEDGED or arrived_at is None):
        raise StateConflict(_ANSWERED)
    if arrived_at is not None and not transfer.departed_at <= arrived_at <= ctx.now:
        raise Invalid.at(
            "/arrived_at",
            vi="phải sau khi rời nơi cũ và không ở tương lai",
            en="must be after the departure and not in the future",
        )
    _answer(ctx, transfer, ACKNOWLEDGED if arrived_at is None else ARRIVED)
    transfer.arrived_at = arrived_at
    ctx.session.flush()
    ctx.trail.note(detail={"state": transfer.state})
    return transfer


def refuse(ctx: Context, transfer_id: UUID, version: int, reason: str) -> Transfer:
    """Send a file back that is not this commune's, with everything that is open in it."""
    transfer, client = _to_answer(ctx, transfer_id, version)
    if transfer.state != IN_TRANSIT:
        raise StateConflict(_ANSWERED)
    return _send_back(ctx, transfer, client, REFUSED, reason)


def lose(ctx: Context, transfer_id: UUID, version: int, reason: str) -> Transfer:
    """Say that the person never came: the file goes back to where they were last known to live.

    Decree 163/2026 art. 62(1) sends the file once the person has arrived; who did not has not
    moved. That the file returns is our reading, no article says it.
    """
    transfer, client = _to_answer(ctx, transfer_id, version)
    if transfer.state not in {IN_TRANSIT, ACKNOWLEDGED}:
        raise StateConflict(_ANSWERED)
    return _send_back(ctx, transfer, client, LOST, reason)


def opened_address(ctx: Context, transfer: Transfer) -> str | None:
    """Return the address told, to those who may read identity."""
    if transfer.address_sealed is None or not ctx.sees(Part.IDENTITY):
        return None
    return ctx.vault.open(transfer.address_sealed, place("transfer", transfer.id, "address"))


def _received(ctx: Context, client: Client) -> None:
    """Acknowledge what still waits to be: its file is in the hands of who sends it on."""
    waiting = ctx.session.scalar(
        sa.select(Transfer)
        .where(Transfer.client_id == client.id, Transfer.state == IN_TRANSIT)
        .with_for_update()
    )
    if waiting is not None:
        _answer(ctx, waiting, ACKNOWLEDGED)
        ctx.session.flush()


def _to_answer(ctx: Context, transfer_id: UUID, version: int) -> tuple[Transfer, Client]:
    """Return a transfer and its client, both locked, to the commune that must answer.

    The client first, as whoever moves the file does. Raises NotFound where neither end is the
    caller's, NotPermitted to the sender, StaleVersion where somebody else was faster.
    """
    seen = get(ctx, transfer_id)
    try:
        client = clients.get(ctx, seen.client_id, lock=True)
    except NotFound:
        client = None
    transfer = ctx.session.scalar(
        sa.select(Transfer).where(Transfer.id == transfer_id).with_for_update(),
        execution_options={"populate_existing": True},
    )
    now = transfer or _seen(ctx, transfer_id)
    if now is None or now.version != version:
        raise StaleVersion(extra={} if now is None else {"current_version": now.version})
    if transfer is None or client is None:
        raise NotPermitted
    if client.unit != transfer.to_unit or _later(ctx, transfer):
        raise StateConflict(_MOVED_ON)
    ctx.trail.note(object_type="transfer", object_id=transfer.id)
    return transfer, client


def _later(ctx: Context, transfer: Transfer) -> bool:
    """Tell whether the file was sent on after it."""
    statement = sa.select(Transfer.id).where(
        Transfer.client_id == transfer.client_id,
        sa.tuple_(Transfer.sent_at, Transfer.id) > (transfer.sent_at, transfer.id),
    )
    return ctx.session.scalar(statement.limit(1)) is not None


def _send_back(
    ctx: Context, transfer: Transfer, client: Client, state: str, reason: str
) -> Transfer:
    """Put the file where it came from, and the residence as it was before."""
    _answer(ctx, transfer, state)
    transfer.answer_reason = reason
    former = transfer.former_address_sealed
    clients.seal(
        ctx, client, "address",
        None if former is None
        else ctx.vault.open(former, place("transfer", transfer.id, "former_address")),
    )  # fmt: skip
    client.residence_stable = transfer.former_residence_stable
    # The answer while the file is still held here, the file in the same flush.
    custody.carry_over(
        ctx,
        client,
        ctx.session.get_one(Unit, transfer.from_unit),
        residence=transfer.former_residence_unit,
        at=ctx.now,
        reason=reason,
    )
    ctx.trail.note(detail={"state": state, "from": transfer.to_unit, "to": transfer.from_unit})
    return transfer


def _answer(ctx: Context, transfer: Transfer, state: str) -> None:
    transfer.state = state
    transfer.answered_at, transfer.answered_by = ctx.now, ctx.actor.id
    transfer.version += 1


def _seen(ctx: Context, transfer_id: UUID) -> Transfer | None:
    return ctx.session.scalar(
        sa.select(Transfer).where(Transfer.id == transfer_id),
        execution_options={"populate_existing": True},
    )


def _refuse_others(ctx: Context) -> None:
    """A transfer is a legal notice: for those who read the legal part of a file."""
    if not ctx.sees(Part.LEGAL):
        raise NotPermitted


def _address(ctx: Context, client: Client) -> str | None:
    if client.address_sealed is None:
        return None
    return ctx.vault.open(client.address_sealed, place("client", client.id, "address"))


def _sealed(ctx: Context, key: UUID, column: str, value: str | None) -> bytes | None:
    return None if value is None else ctx.vault.seal(value, place("transfer", key, column))

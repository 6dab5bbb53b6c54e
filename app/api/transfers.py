"""Routes of transfers: a file on its way, and the answer of the commune it came to."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.transfers import AcknowledgeIn, SendBackIn, TransferFilter, TransferOut
from app.services import transfer_lists, transfers
from app.services.shown_moves import transfer_out

door = Door(prefix="/v1/transfers", tags=["transfers"])


@door.get("", may=Permission.CASE_READ)
def list_transfers(ctx: Context, filter: Annotated[TransferFilter, Query()]) -> Page[TransferOut]:  # noqa: A002
    """List what a unit sent and what came to it, first due first, also where the file is gone."""
    cursor = Cursor.read(filter)
    at, key = cursor.moment("at"), cursor.id("id")
    rows = transfer_lists.page(
        ctx,
        unit=filter.unit,
        direction=filter.direction,
        status=filter.status,
        after=None if at is None or key is None else (at, key),
        limit=filter.limit + 1,
    )
    return Page[TransferOut](
        **page_of(
            rows,
            filter,
            lambda row: transfer_out(ctx, row),
            lambda row: {"at": row.due_at, "id": row.id},
        )
    )


@door.get("/{transfer_id}", may=Permission.CASE_READ)
def read_transfer(ctx: Context, transfer_id: Id) -> TransferOut:
    """Read one transfer, from either end."""
    return transfer_out(ctx, transfers.get(ctx, transfer_id), whole=True)


@door.post("/{transfer_id}/acknowledge", may=Permission.CLIENT_MOVE, versioned=True)
def acknowledge_transfer(
    ctx: Context, transfer_id: Id, version: int, answer: AcknowledgeIn
) -> TransferOut:
    """Say that the file came, and when the person came; both at once or one after the other."""
    done = transfers.acknowledge(ctx, transfer_id, version, answer.arrived_at)
    return transfer_out(ctx, done)


@door.post("/{transfer_id}/refuse", may=Permission.CLIENT_MOVE, versioned=True)
def refuse_transfer(ctx: Context, transfer_id: Id, version: int, why: SendBackIn) -> TransferOut:
    """Send the file back, with everything that is open in it; cases, clocks, lists in one."""
    return transfer_out(ctx, transfers.refuse(ctx, transfer_id, version, why.reason))


@door.post("/{transfer_id}/lost", may=Permission.CLIENT_MOVE, versioned=True)
def lose_transfer(ctx: Context, transfer_id: Id, version: int, why: SendBackIn) -> TransferOut:
    """Say that the person never came: the file goes back to where they were last known."""
    return transfer_out(ctx, transfers.lose(ctx, transfer_id, version, why.reason))

"""A merge is undone: each row goes back where it came from, with what was hung on it since."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from app.context import Context
from app.models.client import Client, ManagementRecord
from app.models.merge import Merge
from app.problems import StaleVersion, StateConflict, Text
from app.services import clients
from app.services.merging import merges, particulars

_PART = sa.text(
    "select part_rows(cast(:survivor as uuid), cast(:merged as uuid), :moved)"
).bindparams(sa.bindparam("moved", type_=JSONB))
_TAKE_UP = sa.text(
    "select take_up_again(cast(:survivor as uuid), cast(:merged as uuid), :aside)"
).bindparams(sa.bindparam("aside", type_=JSONB))
_REOPEN = sa.text(
    "select reopen_file(cast(:merged as uuid), cast(:survivor as uuid), :at, :custody)"
).bindparams(sa.bindparam("custody", type_=JSONB))
_CLAIMS = sa.text("select settle_claims(cast(:survivor as uuid), cast(:merged as uuid))")
_DONE = Text("Việc gộp này đã được hoàn tác", "This merge was undone")
_LATER = Text(
    "Hồ sơ đã được gộp tiếp vào hồ sơ khác; hãy hoàn tác việc gộp sau trước",
    "The file was merged on into another; undo that later merge first",
)


@dataclass(frozen=True, slots=True)
class Undone:
    """An undone merge, and the particulars that stay because they were changed since."""

    merge: Merge
    kept: Sequence[str]


def undo(ctx: Context, merge_id: UUID, version: int, reason: str) -> Undone:
    """Make two files of one again.

    What was entered since on a row that goes back goes with it; everything else entered since
    stays with the file that stayed. Raises NotFound, StaleVersion, StateConflict.
    """
    made = merges.get(ctx, merge_id, lock=True)
    if made.version != version:
        raise StaleVersion(extra={"current_version": made.version})
    if made.undone_at is not None:
        raise StateConflict(_DONE)
    survivor = _survivor(ctx, made)
    ids = {"survivor": survivor.id, "merged": made.merged_id, "at": ctx.now}
    ctx.trail.note([survivor.id, made.merged_id])
    kept = particulars.give_back(survivor, made.particulars)
    survivor.version += 1
    survivor.updated_at = ctx.now
    made.undone_at, made.undone_by, made.undo_reason = ctx.now, ctx.actor.id, reason
    made.version += 1
    ctx.session.flush()
    ctx.session.execute(_PART, {**ids, "moved": made.moved})
    ctx.session.execute(_TAKE_UP, {**ids, "aside": made.set_aside})
    ctx.session.execute(_REOPEN, {**ids, "custody": made.custody})
    ctx.session.execute(_CLAIMS, ids)
    ctx.session.expire_all()
    _list_again(ctx, made)
    merges.settle(ctx, clients.get(ctx, made.merged_id))
    ctx.trail.note(object_type="merge", object_id=made.id, detail={"undone": True})
    return Undone(made, kept)


def _survivor(ctx: Context, made: Merge) -> Client:
    """The file that stayed, locked after the one that went: the order of every merge."""
    both = sa.select(Client).where(Client.id.in_((made.client_id, made.merged_id)))
    ctx.session.scalars(both.order_by(Client.id).with_for_update()).all()
    statement = sa.select(Client).where(Client.id == made.client_id, clients.LIVING)
    survivor = ctx.session.scalar(statement)
    if survivor is None:
        raise StateConflict(_LATER)
    return survivor


def _list_again(ctx: Context, made: Merge) -> None:
    """The lists that ended because both files stood on them go on."""
    ended = made.records["ended"]
    assert isinstance(ended, list)  # noqa: S101 - written by `merges.merge`
    statement = sa.select(ManagementRecord).where(
        ManagementRecord.id.in_([UUID(key) for key in ended]),
        ManagementRecord.closed_reason == "merged",
    )
    for record in ctx.session.scalars(statement.order_by(ManagementRecord.id)):
        record.until = record.closed_reason = None
        record.version += 1
    ctx.session.flush()

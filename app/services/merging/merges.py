"""Two files of one person become one, and two again if it was a mistake. ADR 0018.

Everything behind the one id goes over in one transaction; whoever is writing to it meanwhile is
waited for, and whoever comes after is led on to the file that stayed (`file_is_living`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.models.case import LegalCase
from app.models.client import Client, ManagementRecord
from app.models.deadline import Deadline
from app.models.merge import Merge
from app.problems import Fault, Invalid, NotFound, StaleVersion, StateConflict, Text
from app.services import assignments, clients, legal_holds, records
from app.services.merging import particulars
from app.services.merging.pair import Clash, Pair, compare

_SET_ASIDE = sa.text(
    "select set_aside(cast(:survivor as uuid), cast(:merged as uuid), :cases, :at)"
).bindparams(sa.bindparam("cases", type_=sa.ARRAY(sa.Uuid)))
_MOVE = sa.text("select move_rows(cast(:merged as uuid), cast(:survivor as uuid))")
_CLOSE = sa.text("select close_file(cast(:merged as uuid), cast(:survivor as uuid), :at)")
_CLAIMS = sa.text("select settle_claims(cast(:survivor as uuid), cast(:merged as uuid))")
_APART = Text(
    "Đã xác nhận là hai người khác nhau; hãy rút xác nhận đó trước",
    "They are remembered as two persons; withdraw that first",
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to become one: the file that stays, the one that goes, and what is chosen."""

    survivor: UUID
    survivor_version: int
    merged: UUID
    merged_version: int
    reason: str
    take: Sequence[str] = ()
    set_aside: Sequence[UUID] = ()
    id: UUID | None = None


def merge(ctx: Context, wish: Wish) -> Merge:
    """Make two files one.

    Raises NotFound where either is out of reach, StaleVersion, StateConflict where they were told
    apart, and Invalid with a pointer where two cases clash and neither is set aside.
    """
    pair = compare(ctx, wish.survivor, wish.merged, lock=True)
    _refuse(pair, wish)
    for held in (wish.survivor, wish.merged):
        legal_holds.refuse_held(ctx, held)
    survivor = pair.survivor
    ids = {"survivor": survivor.id, "merged": wish.merged, "at": ctx.now}
    ended = _end_doubled(ctx, pair)
    aside = ctx.session.scalar(_SET_ASIDE, {**ids, "cases": list(wish.set_aside)})
    taken = particulars.take(ctx, survivor, pair.merged, wish.take)
    survivor.version += 1
    survivor.updated_at = ctx.now
    ctx.session.flush()
    moved = ctx.session.scalar(_MOVE, ids)
    custody = ctx.session.scalar(_CLOSE, ids)
    ctx.session.execute(_CLAIMS, ids)
    ctx.session.expire_all()
    settle(ctx, survivor)
    changes = {
        "particulars": taken, "moved": moved, "set_aside": aside, "records": {"ended": ended},
        "custody": custody,
    }  # fmt: skip
    return _kept(ctx, wish, pair.match.score, changes)


def _kept(ctx: Context, wish: Wish, score: int, changes: Mapping[str, object]) -> Merge:
    """Keep what a merge changed, so that it can be undone."""
    made = Merge(
        id=wish.id or new_id(),
        client_id=wish.survivor,
        merged_id=wish.merged,
        reason=wish.reason,
        score=score,
        merged_at=ctx.now,
        merged_by=ctx.actor.id,
        version=1,
        **changes,
    )
    ctx.session.add(made)
    ctx.session.flush()
    ctx.trail.note(
        object_type="merge",
        object_id=made.id,
        detail={"fields": made.particulars["taken"]},
    )
    return made


def get(ctx: Context, merge_id: UUID, *, lock: bool = False) -> Merge:
    """Return a merge of a file in the caller's custody; NotFound otherwise."""
    statement = sa.select(Merge).where(Merge.id == merge_id)
    made = ctx.session.scalar(statement.with_for_update() if lock else statement)
    if made is None:
        raise NotFound
    ctx.trail.note([made.client_id], object_type="merge", object_id=made.id)
    return made


def of_client(ctx: Context, client_id: UUID) -> Sequence[Merge]:
    """Return the merges that made a file what it is, newest first."""
    client = clients.get(ctx, client_id)
    statement = sa.select(Merge).where(Merge.client_id == client.id)
    return ctx.session.scalars(statement.order_by(Merge.merged_at.desc(), Merge.id)).all()


def settle(ctx: Context, client: Client) -> None:
    """Put what is open in a file where the file is: cases, clocks, lists."""
    place = {"unit": client.unit, "province": client.province}
    for table, still_open in (
        (LegalCase, LegalCase.closed_at.is_(None)),
        (Deadline, Deadline.met_at.is_(None) & Deadline.cancelled_at.is_(None)),
    ):
        elsewhere = (table.client_id == client.id) & still_open & (table.unit != client.unit)
        ctx.session.execute(
            sa.update(table).where(elsewhere).values(**place, version=table.version + 1)
        )
    records.move(ctx, client.id, unit=client.unit, province=client.province, at=ctx.now)
    ctx.session.flush()


def _refuse(pair: Pair, wish: Wish) -> None:
    for client, version in (
        (pair.survivor, wish.survivor_version), (pair.merged, wish.merged_version),
    ):  # fmt: skip
        if client.version != version:
            raise StaleVersion(extra={"current_version": client.version})
    if pair.told_apart is not None:
        raise StateConflict(_APART)
    clashing = {case.id for clash in pair.clashes for case in (clash.first, clash.second)}
    if not set(wish.set_aside) <= clashing:
        raise Invalid.at(
            "/set_aside", vi="chỉ gồm vụ việc bị trùng", en="names a case that clashes with none"
        )
    aside = set(wish.set_aside)
    left = [c for c in pair.clashes if len({c.first.id, c.second.id} & aside) != 1]
    if left:
        raise Invalid(errors=tuple(Fault("/set_aside", _told(clash)) for clash in left))


def _told(clash: Clash) -> Text:
    pair = f"{clash.first.id} / {clash.second.id}"
    return Text(
        f"hai vụ việc không thể cùng một hồ sơ, chọn một để gác lại: {pair}",
        f"one file cannot hold both cases, choose the one to set aside: {pair}",
    )


def _end_doubled(ctx: Context, pair: Pair) -> list[str]:
    """A list that both files stand on is stood on once: the one that goes ends its own.

    Whoever looks after both at one unit looks after one.
    """
    cared = [one.unit for one in assignments.of_client(ctx, pair.survivor.id) if one.until is None]
    assignments.end(ctx, pair.merged.id, units=cared, reason="merged")
    open_records = sa.select(ManagementRecord).where(ManagementRecord.until.is_(None))
    listed = ctx.session.scalars(
        open_records.where(ManagementRecord.client_id == pair.survivor.id).order_by(
            ManagementRecord.kind
        )
    ).all()
    doubled = ctx.session.scalars(
        open_records.where(
            ManagementRecord.client_id == pair.merged.id,
            ManagementRecord.kind.in_([record.kind for record in listed]),
        ).order_by(ManagementRecord.kind)
    ).all()
    for record in doubled:
        record.until, record.closed_reason = max(ctx.today, record.since), "merged"
        record.version += 1
    ctx.session.flush()
    return [str(record.id) for record in doubled]

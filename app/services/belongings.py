"""Belongings taken into custody at intake, and handed on once: returned, sent home, destroyed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.access import Part
from app.context import Context
from app.models.centre import Belonging
from app.problems import Invalid, StateConflict, Text
from app.services import entered, inside
from app.times import vn_day

_HANDED_ON = Text("Đồ vật này đã được giải quyết", "It was handed on already")
_VOIDED = Text("Bản ghi này đã bị hủy", "The entry was voided")


@dataclass(frozen=True, slots=True)
class Entry:
    """What was taken into custody, as it is told to us."""

    what: str
    quantity: int
    receipt_number: str
    received_at: datetime
    value_dong: int | None = None
    case_id: UUID | None = None
    note: str | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """What became of it."""

    released_as: str
    at: datetime
    to: str
    note: str | None = None


def record(ctx: Context, client_id: UUID, entry: Entry) -> Belonging:
    """Record what was taken into custody, with the number of its receipt."""
    inside.enters(ctx, Part.LEGAL)
    client = inside.file(ctx, Part.LEGAL, client_id)
    day = vn_day(entry.received_at)
    inside.refuse_not_yet(ctx, client, entry.received_at, day, "/received_at")
    columns = {
        "what": entry.what,
        "quantity": entry.quantity,
        "value_dong": entry.value_dong,
        "receipt_number": entry.receipt_number,
        "received_at": entry.received_at,
        "case_id": entry.case_id,
        "note": entry.note,
    }
    return inside.enter(ctx, Belonging, client_id, inside.Told(entry.id, day, columns))[0]


def page(
    ctx: Context,
    client_id: UUID,
    *,
    kept: bool | None = None,
    after: tuple[datetime, UUID] | None = None,
    limit: int,
) -> list[Belonging]:
    """Return a client's belongings, newest first; `kept`: only those still in custody, or gone."""
    inside.file(ctx, Part.LEGAL, client_id)
    where = []
    if kept is not None:
        gone = Belonging.released_at
        where = [gone.is_(None) if kept else gone.is_not(None), Belonging.voided_at.is_(None)]
    by = Belonging.received_at
    return inside.page(ctx, Belonging, client_id, by, where=where, after=after, limit=limit)


def release(ctx: Context, client_id: UUID, key: tuple[UUID, int], said: Release) -> Belonging:
    """Hand a belonging on. Raises StateConflict where that was done before."""
    unit = inside.enters(ctx, Part.LEGAL)
    belonging = entered.locked(ctx, Belonging, client_id, *key)
    inside.refuse_other_centre(belonging, unit)
    if belonging.voided_at is not None:
        raise StateConflict(_VOIDED)
    if belonging.released_at is not None:
        raise StateConflict(_HANDED_ON)
    if not belonging.received_at <= said.at <= ctx.now:
        raise Invalid.at(
            "/released_at",
            vi="phải sau khi nhận và không ở tương lai",
            en="must be after it was received and not in the future",
        )
    belonging.released_as, belonging.released_at = said.released_as, said.at
    belonging.released_to, belonging.released_note = said.to, said.note
    belonging.version += 1
    ctx.session.flush()
    ctx.trail.note(object_type="belonging", object_id=belonging.id, detail={"released": True})
    return belonging


def void(ctx: Context, client_id: UUID, key: UUID, change: inside.Voiding) -> Belonging:
    """Mark a belonging entered by mistake."""
    inside.enters(ctx, Part.LEGAL)
    return inside.void(ctx, Belonging, client_id, key, change)

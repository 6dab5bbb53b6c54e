"""Praise and discipline: of the kinds that the law of the day of the decision knows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.access import Part
from app.context import Context
from app.law.reading import centre_life
from app.models.centre import ConductMeasure
from app.problems import Invalid, StateConflict, Text
from app.services import entered, inside

SPECIAL_AREA = "special_area"


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision on praise or discipline, as it is told to us."""

    kind: str
    reason: str
    decided_by: str
    decided_on: date
    decision_number: str | None = None
    from_on: date | None = None
    until_on: date | None = None
    case_id: UUID | None = None
    note: str | None = None
    id: UUID | None = None


def record(ctx: Context, client_id: UUID, entry: Entry) -> ConductMeasure:
    """Record a decision. Raises Invalid for a kind that the law of the day does not know."""
    inside.enters(ctx, Part.LEGAL)
    client = inside.file(ctx, Part.LEGAL, client_id)
    if entry.decided_on > ctx.today:
        raise Invalid.at("/decided_on", vi="chưa xảy ra", en="has not happened yet")
    if client.birth_date is not None and entry.decided_on < client.birth_date:
        raise Invalid.at("/decided_on", vi="trước ngày sinh", en="is before the birth date")
    known = centre_life.in_force(centre_life.centre().measure, ctx.lawbook, entry.decided_on)
    measure = known.get(entry.kind)
    if measure is None:
        raise Invalid.at(
            "/kind",
            vi="pháp luật có hiệu lực ngày đó không có hình thức này",
            en="the law in force on that day knows no such measure",
        )
    _refuse_days(entry)
    columns = {
        "kind": entry.kind,
        "sort": measure.sort,
        "reason": entry.reason,
        "decision_number": entry.decision_number,
        "decided_by": entry.decided_by,
        "decided_on": entry.decided_on,
        "from_on": entry.from_on,
        "until_on": entry.until_on,
        "case_id": entry.case_id,
        "note": entry.note,
    }
    told = inside.Told(entry.id, entry.decided_on, columns)
    return inside.enter(ctx, ConductMeasure, client_id, told)[0]


def page(
    ctx: Context,
    client_id: UUID,
    *,
    sort: str | None = None,
    after: tuple[date, UUID] | None = None,
    limit: int,
) -> list[ConductMeasure]:
    """Return a client's praise and discipline, newest decision first."""
    inside.file(ctx, Part.LEGAL, client_id)
    where = [] if sort is None else [ConductMeasure.sort == sort]
    by = ConductMeasure.decided_on
    return inside.page(ctx, ConductMeasure, client_id, by, where=where, after=after, limit=limit)


def end(ctx: Context, client_id: UUID, key: tuple[UUID, int], until: date) -> ConductMeasure:
    """Tell the last day in the special area, once."""
    unit = inside.enters(ctx, Part.LEGAL)
    measure = entered.locked(ctx, ConductMeasure, client_id, *key)
    inside.refuse_other_centre(measure, unit)
    if measure.voided_at is not None or measure.from_on is None or measure.until_on is not None:
        raise StateConflict(
            Text("Hình thức này không kéo dài hoặc đã kết thúc", "It does not last, or has ended")
        )
    if not measure.from_on <= until <= ctx.today:
        raise Invalid.at(
            "/until_on",
            vi="phải từ ngày bắt đầu đến hôm nay",
            en="must be from the first day until today",
        )
    measure.until_on = until
    measure.version += 1
    ctx.session.flush()
    ctx.trail.note(object_type="conduct_measure", object_id=measure.id, detail={"ended": True})
    return measure


def void(ctx: Context, client_id: UUID, key: UUID, change: inside.Voiding) -> ConductMeasure:
    """Mark a decision entered by mistake."""
    inside.enters(ctx, Part.LEGAL)
    return inside.void(ctx, ConductMeasure, client_id, key, change)


def _refuse_days(entry: Entry) -> None:
    """Only the special area lasts."""
    lasts = entry.kind == SPECIAL_AREA
    if lasts != (entry.from_on is not None):
        raise Invalid.at(
            "/from_on",
            vi="chỉ việc đưa vào khu quản lý đặc biệt có ngày bắt đầu, và phải có",
            en="placement in the special area has a first day, and only that",
        )
    if entry.from_on is not None and entry.from_on < entry.decided_on:
        raise Invalid.at("/from_on", vi="trước ngày quyết định", en="is before the decision")
    if entry.until_on is not None and (entry.from_on is None or entry.until_on < entry.from_on):
        raise Invalid.at("/until_on", vi="trước ngày bắt đầu", en="is before the first day")

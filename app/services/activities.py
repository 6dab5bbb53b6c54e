"""Sessions of a unit: entered once with their roll, read by the unit that held them."""

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.models.activity import ActivitySession, Attendance
from app.models.unit import Unit
from app.problems import Invalid, NotFound, NotPermitted, StateConflict, Text
from app.problems.promises import KEY_TAKEN
from app.services import entered

HOLDERS = frozenset({"commune", "facility"})
# What two tellings of one session must agree in.
_TOLD = (
    "kind", "phase", "title", "held_on", "starts_at", "hours", "led_by", "note",
)  # fmt: skip
_ANOTHER = Text(
    "Mã này đã dùng cho buổi có nội dung khác", "The id stands for a session told otherwise"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A session as it is told to us."""

    kind: str
    title: str
    held_on: date
    hours: Decimal
    phase: str | None = None
    starts_at: str | None = None
    led_by: str | None = None
    unit: str | None = None
    note: str | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which sessions are asked for."""

    unit: str | None = None
    kind: str | None = None
    since: date | None = None
    until: date | None = None


def record(ctx: Context, entry: Entry) -> ActivitySession:
    """Enter a session; told again under its id in the same words, it is the one that stands.

    Raises StateConflict for an id that stands for anything else.
    """
    require_social(ctx)
    if entry.held_on > ctx.today:
        raise Invalid.at("/held_on", vi="chưa đến ngày này", en="lies in the future")
    place = _place(ctx, entry.unit or ctx.actor.unit)
    told = {name: getattr(entry, name) for name in _TOLD} | {"unit": place.code}
    known = _known(ctx, entry.id)
    made = known or _write(ctx, told, entry.id, place) or _known(ctx, entry.id)
    if made is None:
        raise StateConflict(KEY_TAKEN)
    if any(getattr(made, name) != value for name, value in told.items()):
        raise StateConflict(_ANOTHER)
    ctx.trail.note(object_type="activity", object_id=made.id, detail={"kind": made.kind})
    return made


def get(ctx: Context, key: UUID) -> ActivitySession:
    """Return a session of the caller's reach. Raises NotFound, hidden or absent alike."""
    require_social(ctx)
    found = _known(ctx, key)
    if found is None:
        raise NotFound
    ctx.trail.note(object_type="activity", object_id=found.id)
    return found


def roll(ctx: Context, session: ActivitySession) -> Sequence[Attendance]:
    """Return those on the roll whose files the caller sees, voided ones too."""
    statement = sa.select(Attendance).where(Attendance.activity_id == session.id)
    rows = ctx.session.scalars(statement.order_by(Attendance.recorded_at, Attendance.id)).all()
    ctx.trail.note([row.client_id for row in rows])
    return rows


def page(
    ctx: Context, chosen: Chosen, *, after: Mapping[str, object] | None = None, limit: int
) -> list[ActivitySession]:
    """Return the sessions of the caller's reach, newest first."""
    require_social(ctx)
    told = (
        (ActivitySession.unit, operator.eq, chosen.unit),
        (ActivitySession.kind, operator.eq, chosen.kind),
        (ActivitySession.held_on, operator.ge, chosen.since),
        (ActivitySession.held_on, operator.le, chosen.until),
    )
    statement = sa.select(ActivitySession).where(
        *(compare(column, value) for column, compare, value in told if value is not None)
    )
    if after:
        here = sa.tuple_(ActivitySession.held_on, ActivitySession.id)
        on, key = sa.cast(after["on"], sa.Date), sa.cast(after["id"], sa.Uuid)
        statement = statement.where(here < sa.tuple_(on, key))
    statement = statement.order_by(ActivitySession.held_on.desc(), ActivitySession.id.desc())
    ctx.trail.note(object_type="activity")
    return list(ctx.session.scalars(statement.limit(limit)))


def require_social(ctx: Context) -> None:
    """Refuse whoever does not work with the social part of files."""
    if not ctx.sees(Part.SOCIAL):
        raise NotPermitted


def _place(ctx: Context, code: str) -> Unit:
    """The commune or facility that held it, in the caller's reach."""
    actor, unit = ctx.actor, ctx.session.get(Unit, code)
    if unit is None or unit.kind not in HOLDERS:
        raise Invalid.at("/unit", vi="không phải xã hoặc cơ sở", en="no commune and no facility")
    if actor.unit_kind != "nation" and actor.unit not in {unit.code, unit.province}:
        raise Invalid.at("/unit", vi="ngoài phạm vi của đơn vị", en="is outside your reach")
    return unit


def _known(ctx: Context, key: UUID | None) -> ActivitySession | None:
    if key is None:
        return None
    statement = sa.select(ActivitySession).where(ActivitySession.id == key)
    return ctx.session.scalar(statement)


def _write(
    ctx: Context, told: Mapping[str, object], key: UUID | None, place: Unit
) -> ActivitySession | None:
    return entered.once(
        ctx,
        ActivitySession,
        key,
        **told,
        province=place.province,
        late_entry=told["held_on"] < ctx.today,  # type: ignore[operator]
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
    )

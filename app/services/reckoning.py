"""Open clocks reckoned again by another calendar: for good when it has changed, or on trial."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import cast
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.law.days.calendar import Calendar
from app.law.days.clock import DayUnit, Due, before
from app.law.days.running import Run, reckon_run
from app.models.deadline import Deadline
from app.services import standstill
from app.services.clocks import explained, move
from app.times import VN, vn_day

# Hours know no calendar; a clock that stands still is reckoned when it runs again.
_OPEN = (
    sa.select(Deadline)
    .where(
        Deadline.met_at.is_(None),
        Deadline.cancelled_at.is_(None),
        Deadline.paused_at.is_(None),
        Deadline.span_unit != "hours",
    )
    .order_by(Deadline.id)
)
# How many clocks one page of a trial looks at before it says where to go on.
LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class Shift:
    """An open clock that would be due at another moment."""

    clock: Deadline
    due_after: datetime


@dataclass(frozen=True, slots=True)
class Trial:
    """What a trial found; `reached` is the last clock looked at while more wait."""

    shifts: Sequence[Shift]
    reached: UUID | None


def recompute(ctx: Context, reason: str) -> list[UUID]:
    """Reckon every open clock in reach again after the calendar changed; before and after kept."""
    moved = []
    for clock in ctx.session.scalars(_OPEN.with_for_update()):
        again = _again(ctx.calendar, clock, ctx.now)
        if again is not None and again.at != clock.due_at:
            move(ctx, clock, again.at, explained(again.steps), reason)
            moved.append(clock.id)
    ctx.session.flush()
    ctx.trail.note(object_type="calendar", detail={"moved": len(moved)})
    return moved


def tried(
    ctx: Context, calendar: Calendar, days: Sequence[date], *, after: UUID | None, limit: int
) -> Trial:
    """Tell which open clocks in reach would move if the calendar were another; writes nothing."""
    first = min(days)
    anchor = sa.cast(Deadline.explanation["days"][0]["day"].astext, sa.Date)
    statement = _OPEN.where(
        sa.or_(Deadline.due_at >= datetime.combine(first, time(), VN), anchor > first)
    )
    if after is not None:
        statement = statement.where(Deadline.id > after)
    found = ctx.session.scalars(statement.limit(LOOKED_AT + 1)).all()
    shifts: list[Shift] = []
    reached = None
    for clock in found[:LOOKED_AT]:
        if len(shifts) == limit:
            break
        reached = clock.id
        again = _again(calendar, clock, ctx.now)
        if again is not None and again.at != clock.due_at:
            shifts.append(Shift(clock, again.at))
    ctx.trail.note(
        [one.clock.client_id for one in shifts if one.clock.client_id is not None],
        object_type="calendar",
    )
    return Trial(shifts, reached if found and reached != found[-1].id else None)


def _again(calendar: Calendar, clock: Deadline, now: datetime) -> Due | None:
    """Reckon a clock by another calendar, from the day it was counted from and in its direction."""
    days = clock.explanation.get("days")
    if not isinstance(days, list) or not days:
        return None
    anchor, unit = date.fromisoformat(days[0]["day"]), cast(DayUnit, clock.span_unit)
    if anchor > vn_day(clock.due_at):
        return before(calendar, anchor, clock.span, unit)
    start = datetime.combine(anchor, time(), VN)
    run = Run(start, clock.span, unit, standstill.pauses_of(clock), standstill.extensions_of(clock))
    return reckon_run(calendar, run, now)

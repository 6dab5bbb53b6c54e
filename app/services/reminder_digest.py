"""A unit's day on one page: what it was reminded of, counted, and the people it is about."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on

from app.context import Context
from app.law.days.calendar import DAY
from app.models.reminder import Reminder
from app.services.reminders import Told, of_unit, told, visible
from app.times import VN

# How many people one page names; the counts are of all.
MOST = 200


@dataclass(frozen=True, slots=True)
class Digest:
    """What stood on a day at a unit: counts by kind and stage, the caller's people and nobody's."""

    unit: str
    day: date
    counts: Mapping[tuple[str, str], int]
    people: Sequence[Told]
    more: int


def of_day(ctx: Context, unit: str | None, day: date | None) -> Digest:
    """Return what stood on a day of Viet Nam, as reminders tell it now.

    The caller is shown their own people and those whom nobody of the unit looks after; a caller
    of another unit, or one that looks after nobody by its nature, is shown all.
    """
    place, on = unit or ctx.actor.unit, day or ctx.today
    stood = _stood(ctx, place, on)
    latest = (
        sa.select(Reminder)
        .where(stood)
        .ext(distinct_on(Reminder.about, Reminder.unit))
        .order_by(Reminder.about, Reminder.unit, Reminder.remind_on.desc(), Reminder.id)
    )
    rows = sorted(ctx.session.scalars(latest), key=lambda row: (row.due_at, row.id))
    counts = Counter((row.kind, row.stage) for row in rows)
    for_caller = [row for row in rows if _concerns(ctx, place, row)]
    return Digest(place, on, counts, told(ctx, for_caller[:MOST]), max(0, len(for_caller) - MOST))


def moment(ctx: Context, day: date) -> datetime:
    """Tell lateness as of the end of a day that is over, else as of now."""
    return min(ctx.now, datetime.combine(day, time.max, tzinfo=VN))


def _concerns(ctx: Context, place: str, row: Reminder) -> bool:
    own = place == ctx.actor.unit and ctx.actor.kind == "person"
    return not own or row.account_id in {None, ctx.actor.id}


def _stood(ctx: Context, unit: str, day: date) -> sa.ColumnElement[bool]:
    over = datetime.combine(day + DAY, time(), tzinfo=VN)
    return sa.and_(
        of_unit(ctx, unit),
        visible(ctx),
        Reminder.remind_on <= day,
        sa.or_(Reminder.closed_at.is_(None), Reminder.closed_at >= over),
    )

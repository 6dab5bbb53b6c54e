"""Routes of the working-day calendar."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, filter_hash
from app.context import Context
from app.schemas.base import LegalDay
from app.schemas.calendar import (
    CalendarDayIn,
    CalendarDayOut,
    CalendarEditOut,
    CalendarOut,
    YearFilter,
)
from app.schemas.impact import CalendarTrialIn, CalendarTrialOut
from app.services import calendar, impact, reckoning
from app.services.impact_shown import shift_out
from app.services.trials import days_of

door = Door(prefix="/v1/calendar", tags=["calendar"])


@door.get("", may=Permission.LAW_READ)
def read_calendar_year(ctx: Context, chosen: Annotated[YearFilter, Query()]) -> CalendarOut:
    """List the holidays, days off and make-up days of a year, each with its decision."""
    days = calendar.of_year(ctx, chosen.year)
    items = [CalendarDayOut.model_validate(day) for day in days]
    return CalendarOut(year=chosen.year, items=items)


@door.put("/{day}", may=Permission.CALENDAR_WRITE)
def edit_calendar_day(ctx: Context, day: LegalDay, mark: CalendarDayIn) -> CalendarEditOut:
    """Enter a holiday decision; every open deadline it touches is reckoned again, on record."""
    found, moved = calendar.edit(ctx, day, version=None, **mark.model_dump())
    return CalendarEditOut(day=CalendarDayOut.model_validate(found), moved_deadlines=moved)


@door.post("/trials", may=Permission.CASE_READ)
def try_calendar_days(ctx: Context, trial: CalendarTrialIn) -> CalendarTrialOut:
    """Try holiday decisions before they are entered: which open deadlines would move; no effect."""
    days = days_of(trial.days)
    found = reckoning.tried(
        ctx,
        impact.marked(ctx.calendar, days),
        list(days),
        after=Cursor.read(trial).id("id"),
        limit=trial.limit,
    )
    place = filter_hash(trial)
    following = Cursor.encode({"id": found.reached}, place) if found.reached else None
    return CalendarTrialOut(items=[shift_out(one) for one in found.shifts], next=following)

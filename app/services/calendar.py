"""The working-day calendar: read and edited; open clocks follow an edit, before and after kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.context import Context
from app.law.days.calendar import Calendar, DayMark, MarkKind
from app.models.deadline import CalendarDay, CalendarEdition
from app.problems import StaleVersion
from app.services import reckoning, sealed

_DAYS = sa.select(CalendarDay).order_by(CalendarDay.day)


def read(session: Session) -> Calendar:
    """Return the working-day calendar as the table holds it now."""
    return Calendar(
        {
            day.day: DayMark(
                kind=cast(MarkKind, day.kind),
                vi=day.title_vi,
                en=day.title_en,
                source=day.source,
                unverified=day.unverified,
            )
            for day in session.scalars(_DAYS)
            if day.kind != "plain"
        }
    )


def of_year(ctx: Context, year: int) -> Sequence[CalendarDay]:
    """Return the days of a year that are not what their weekday says."""
    statement = (
        sa.select(CalendarDay)
        .where(CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31)))
        .order_by(CalendarDay.day)
    )
    return ctx.session.scalars(statement).all()


def edit(
    ctx: Context,
    day: date,
    *,
    kind: str,
    title_vi: str,
    title_en: str,
    source: str,
    version: int | None,
) -> tuple[CalendarDay, int]:
    """Mark a day by a decision, and reckon every open clock again.

    Returns the day and how many clocks moved. `plain` takes a mark back. Raises StaleVersion.
    """
    found = ctx.session.scalar(
        sa.select(CalendarDay).where(CalendarDay.day == day).with_for_update()
    )
    if found is None:
        found = CalendarDay(day=day, version=0)
        ctx.session.add(found)
    elif version is not None and found.version != version:
        raise StaleVersion(extra={"current_version": found.version})
    found.kind, found.title_vi, found.title_en = kind, title_vi, title_en
    found.source, found.unverified, found.edited_by = source, False, ctx.actor.id
    found.version += 1
    edition = ctx.session.scalars(sa.select(CalendarEdition).with_for_update()).one()
    edition.version += 1
    ctx.session.flush()
    # The clocks of sealed files run like all others.
    with sealed.counted(ctx):
        moved = reckoning.recompute(replace(ctx, calendar=read(ctx.session)), source)
    ctx.trail.note(object_type="calendar", detail={"day": day.isoformat(), "kind": kind})
    return found, len(moved)

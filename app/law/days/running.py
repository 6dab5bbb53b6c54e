"""A clock as it runs: its length, the stretches it stood still, the lengthenings it was given.

A lengthening in the unit of the limit is counted with it from the start, so that fifteen days
lengthened to thirty are never more than thirty; one in another unit runs on from the last day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from app.law.days.calendar import Calendar, DayNote
from app.law.days.clock import Due, Extension, Pause, Unit, due, extend


@dataclass(frozen=True, slots=True)
class Run:
    """What a clock's due moment follows from."""

    start: datetime
    limit: int
    unit: Unit
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()


def reckon_run(calendar: Calendar, run: Run, now: datetime) -> Due:
    """Reckon when a clock is due; one that still stands is taken to run again from `now`."""
    pauses = [pause.until(now) for pause in run.pauses]
    counted = [longer for longer in run.extensions if longer.unit == run.unit]
    limit = run.limit + sum(longer.by for longer in counted)
    found = due(calendar, run.start, limit, run.unit, pauses=pauses)
    if counted:
        found = replace(found, steps=_told(found.steps, run, counted))
    for longer in run.extensions:
        if longer.unit != run.unit:
            found = extend(calendar, found, longer, pauses=pauses)
    return found


def used(extensions: tuple[Extension, ...], unit: Unit) -> int:
    """How much a clock has been lengthened already, in a unit."""
    return sum(longer.by for longer in extensions if longer.unit == unit)


def _told(notes: tuple[DayNote, ...], run: Run, extensions: list[Extension]) -> tuple[DayNote, ...]:
    """Tell each lengthening where the limit before it ends."""
    told, reached = list(notes), run.limit
    for longer in extensions:
        place = _place(told, reached, run.unit)
        vi, en = (
            f"Gia hạn thêm {longer.by} {_VI[run.unit]}",
            f"Extended by {longer.by} {_EN[run.unit]}",
        )
        day = told[max(place - 1, 0)].day
        told.insert(
            place, DayNote(day, counted=False, code="extended", vi=vi, en=en, law=longer.law)
        )
        reached += longer.by
    return tuple(told)


def _place(notes: list[DayNote], reached: int, unit: Unit) -> int:
    """The place after the last day of the limit before; days are not listed for hours, months."""
    if unit == "hours":
        return len(notes) - 1
    left = 0 if unit == "months" else reached
    for place, note in enumerate(notes):
        left -= note.counted
        if left <= 0 and (note.counted or not reached or unit == "months"):
            return place + 1
    return len(notes)


_VI = {"hours": "giờ", "working_days": "ngày làm việc", "calendar_days": "ngày", "months": "tháng"}
_EN = {
    "hours": "hours",
    "working_days": "working days",
    "calendar_days": "days",
    "months": "months",
}

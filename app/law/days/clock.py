"""Deadlines: hours, working days, calendar days and months, with pauses and capped extensions.

Counting rules: 91/2015/QH13 (Civil Code), Điều 145-148. The first day is not counted; a deadline
in days or months ends with its last day, and a last day that is closed moves to the next working
day. Hours run on the wall clock from the very moment. Decrees 116/2021 and 163/2026 have no
counting rule of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, Literal

from app.law.days.calendar import DAY, Calendar, DayNote, add_months
from app.times import VN, vn_day

UNITS: Final = ("hours", "working_days", "calendar_days", "months")
DayUnit = Literal["working_days", "calendar_days", "months"]
Unit = Literal["hours", "working_days", "calendar_days", "months"]

FIRST_DAY_LAW: Final = "91/2015/QH13, Điều 147 khoản 2"
HOURS_LAW: Final = "91/2015/QH13, Điều 147 khoản 1"
LAST_DAY_LAW: Final = "91/2015/QH13, Điều 148"
ROLL_LAW: Final = "91/2015/QH13, Điều 148 khoản 5"
_END_OF_DAY: Final = time(23, 59, 59)


class ExtensionError(ValueError):
    """An extension longer than the law allows."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which a clock stands still; only a step the law names may make one.

    Days run from the day of `from_` up to, not including, the day of `to`: the clock runs again
    on the day it is resumed. `to` is None while the clock still stands.
    """

    from_: datetime
    to: datetime | None
    reason: str
    law: str = ""
    reason_en: str = ""

    def until(self, now: datetime) -> Pause:
        """The same pause, closed now if it is still open: the earliest due moment follows."""
        return self if self.to is not None else replace(self, to=max(now, self.from_))


@dataclass(frozen=True, slots=True)
class Extension:
    """A lawful lengthening: `by` and the cap in the same unit; `used` by earlier extensions."""

    by: int
    unit: Unit
    cap: int
    used: int = 0
    law: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """When a clock is due and how that was reckoned.

    `at` is a moment of Viet Nam, the last second that is still in time; `day` is None for hours.
    """

    at: datetime
    day: date | None
    steps: tuple[DayNote, ...]

    @property
    def unverified(self) -> bool:
        """True when a day of the reckoning rests on a calendar that is not confirmed."""
        return any(step.unverified for step in self.steps)


def due(
    calendar: Calendar, start: datetime, limit: int, unit: Unit, *, pauses: Sequence[Pause] = ()
) -> Due:
    """Reckon a deadline from an aware moment; a limit of 0 days is the end of the same day."""
    _check(start, limit, unit)
    if unit == "hours":
        return _due_in_hours(start, limit, pauses)
    first = vn_day(start)
    opening = _opening(first, "Ngày đầu không tính", "The first day is not counted")
    notes = _count(calendar, first, limit, unit, _paused_days(pauses))
    return _at_end_of((opening, *notes))


def extend(
    calendar: Calendar, due: Due, extension: Extension, *, pauses: Sequence[Pause] = ()
) -> Due:
    """Lengthen a deadline from its present last day; raises ExtensionError over the cap."""
    if extension.used + extension.by > extension.cap:
        raise ExtensionError(
            f"{extension.used} + {extension.by} > {extension.cap} {extension.unit}"
        )
    _check(due.at, extension.by, extension.unit)
    day = due.day or vn_day(due.at)
    vi = "Gia hạn, tính tiếp từ ngày cuối của thời hạn"
    en = "Extended, counted on from the last day of the limit"
    opening = DayNote(day, counted=False, code="extended", vi=vi, en=en, law=extension.law)
    if extension.unit == "hours":
        longer = _due_in_hours(due.at, extension.by, pauses)
        return replace(longer, steps=(*due.steps, opening, *longer.steps))
    notes = _count(calendar, day, extension.by, extension.unit, _paused_days(pauses))
    return _at_end_of((*due.steps, opening, *notes))


def before(calendar: Calendar, end: date, limit: int, unit: DayUnit = "calendar_days") -> Due:
    """Count back from a day: the last day on which a notice is still early enough.

    `end` itself is not counted; a closed day moves to an earlier working day, never a later one.
    """
    if limit < 0:
        raise ValueError(f"a limit cannot be negative: {limit}")
    notes = [_opening(end, "Ngày làm mốc không tính", "The day counted from is not counted")]
    day, left = end, limit
    if unit == "working_days":
        while left:
            day -= DAY
            note = calendar.note(day)
            left -= note.counted
            notes.append(note)
    else:
        day = end - limit * DAY if unit == "calendar_days" else add_months(end, -limit)
        notes.append(_counted(day))
    _move_to_open_day(calendar, notes, day, -DAY, {})
    return _at_end_of(tuple(notes))


def _count(
    calendar: Calendar, first: date, limit: int, unit: DayUnit, paused: dict[date, Pause]
) -> list[DayNote]:
    """Note the days after the first; the last note is that of the last day of the limit."""
    if unit == "working_days":
        notes = _count_working(calendar, first, limit, paused)
    else:
        notes = _count_plain(first, limit, unit, paused)
    _move_to_open_day(calendar, notes, notes[-1].day if notes else first, DAY, paused)
    return notes


def _move_to_open_day(
    calendar: Calendar, notes: list[DayNote], day: date, step: timedelta, paused: dict[date, Pause]
) -> None:
    """Move a last day that is closed or paused, noting each day passed over."""
    counted = notes.pop().counted if notes and notes[-1].day == day else False
    if day not in paused and calendar.is_working(day):
        notes.append(_last_day(day, calendar, counted=counted))
        return
    first = day
    while day in paused or not calendar.is_working(day):
        closed = _paused(day, paused[day]) if day in paused else calendar.note(day)
        notes.append(_moved(closed, counted=counted) if day == first else closed)
        day += step
    notes.append(_last_day(day, calendar, counted=False))


def _count_working(
    calendar: Calendar, first: date, limit: int, paused: dict[date, Pause]
) -> list[DayNote]:
    notes: list[DayNote] = []
    day, left = first, limit
    while left:
        day += DAY
        note = _paused(day, paused[day]) if day in paused else calendar.note(day)
        left -= note.counted
        notes.append(note)
    return notes


def _count_plain(
    first: date, limit: int, unit: DayUnit, paused: dict[date, Pause]
) -> list[DayNote]:
    """Count days as they come. Of a limit in months only pauses and the last day are noted."""
    last = add_months(first, limit) if unit == "months" else first + limit * DAY
    if last == first:
        return []
    notes: list[DayNote] = []
    for day in sorted(paused):
        if first < day <= last:
            last += DAY
            notes.append(_paused(day, paused[day]))
    if unit == "calendar_days":
        stretch = (first + number * DAY for number in range(1, (last - first).days))
        notes += (_counted(day) for day in stretch if day not in paused)
        notes.sort(key=lambda note: note.day)
    return [*notes, _counted(last)]


def _due_in_hours(start: datetime, limit: int, pauses: Sequence[Pause]) -> Due:
    begin = start.astimezone(UTC)
    at, reached = begin + timedelta(hours=limit), begin
    notes: list[DayNote] = []
    for pause in sorted(pauses, key=lambda pause: pause.from_):
        stop, go = _ends(pause)
        stop = max(stop.astimezone(UTC), reached)
        if stop < at and go > stop:
            at += go - stop
            reached = go.astimezone(UTC)
            notes.append(_paused(vn_day(stop), pause))
    local = at.astimezone(VN)
    notes.append(
        DayNote(
            local.date(),
            counted=True,
            code="hours",
            vi=f"{limit} giờ liên tục, kể cả ngày nghỉ, từ thời điểm đã xác định",
            en=f"{limit} hours on the wall clock, closed days included, from the moment itself",
            law=HOURS_LAW,
        )
    )
    return Due(local, None, tuple(notes))


def _paused_days(pauses: Iterable[Pause]) -> dict[date, Pause]:
    """Every day on which the clock stands still, with the first pause that stops it."""
    days: dict[date, Pause] = {}
    for pause in pauses:
        stop, go = (vn_day(moment) for moment in _ends(pause))
        for number in range((go - stop).days):
            days.setdefault(stop + number * DAY, pause)
    return days


def _ends(pause: Pause) -> tuple[datetime, datetime]:
    if pause.to is None:
        raise ValueError("an open pause has no due moment yet: close it with Pause.until(now)")
    if pause.to < pause.from_:
        raise ValueError(f"a pause cannot end before it begins: {pause.from_} > {pause.to}")
    return pause.from_, pause.to


def _at_end_of(notes: tuple[DayNote, ...]) -> Due:
    day = notes[-1].day
    return Due(datetime.combine(day, _END_OF_DAY, tzinfo=VN), day, notes)


def _check(start: datetime, limit: int, unit: str) -> None:
    if unit not in UNITS:
        raise ValueError(f"no such unit: {unit}")
    if start.tzinfo is None:
        raise ValueError("a clock needs a moment with an offset")
    if limit < 0:
        raise ValueError(f"a limit cannot be negative: {limit}")


def _opening(day: date, vi: str, en: str) -> DayNote:
    return DayNote(day, counted=False, code="first_day", vi=vi, en=en, law=FIRST_DAY_LAW)


@lru_cache(maxsize=4096)
def _counted(day: date) -> DayNote:
    return DayNote(day, counted=True, code="counted", vi="Tính", en="Counted", law=LAST_DAY_LAW)


def _last_day(day: date, calendar: Calendar, *, counted: bool) -> DayNote:
    """Close a reckoning; a make-up day, or a year without a calendar, still shows."""
    note, law = calendar.note(day), LAST_DAY_LAW if counted else ROLL_LAW
    vi, en = "Ngày cuối của thời hạn", "Last day of the limit"
    if note.code == "working" or note.unverified:
        vi, en = f"{vi}; {note.vi}", f"{en}; {note.en}"
    return replace(note, counted=counted, code="last_day", vi=vi, en=en, law=law)


def _paused(day: date, pause: Pause) -> DayNote:
    vi = f"Tạm dừng thời hạn: {pause.reason}"
    en = f"Clock paused: {pause.reason_en or pause.reason}"
    return DayNote(day, counted=False, code="paused", vi=vi, en=en, law=pause.law)


def _moved(note: DayNote, *, counted: bool) -> DayNote:
    """The last day fell on a closed day, so it moves; `counted` when the limit ended there."""
    return replace(
        note,
        counted=counted,
        vi=f"{note.vi}; ngày cuối chuyển sang ngày làm việc kề bên",
        en=f"{note.en}; the last day moves to the adjoining working day",
    )

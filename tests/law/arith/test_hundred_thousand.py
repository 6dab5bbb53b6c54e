"""Deadlines of 100,000 random starts against tables filled by walking day by day.

The tables hold, for every day, how many open days went before; they are built from the calendar
files by the walker's own reader and share nothing with app.law. Tết and swapped days are half of
the starts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime, timedelta
from random import Random

import pytest

from app.law.days.calendar import Calendar
from app.law.days.clock import before, due
from app.times import VN
from tests.law.arith import walker

CASES, PARTS = 100_000, 4
FIRST, LAST = date(2021, 6, 1), date(2033, 12, 31)
KINDS = walker.kinds_on_file()
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
OPEN = [day for day in DAYS if walker.is_open(KINDS, day)]
TET = [date(2022, 2, 1), date(2023, 1, 22), date(2024, 2, 10), date(2025, 1, 29)]
TET += [date(2026, 2, 17), date(2027, 2, 6)]
SWAPPED = sorted(day for day, kind in KINDS.items() if kind == "working")
CALENDAR = Calendar.from_toml()
UNITS = {"hours": 96, "working_days": 40, "calendar_days": 120, "months": 36}
_MONTH_ENDS: dict[int, int] = {}


def month_end(month: int) -> int:
    """The last day of a month counted from the year nought, by walking to it."""
    if month not in _MONTH_ENDS:
        day = date(month // 12, month % 12 + 1, 28)
        while (day + timedelta(days=1)).month == day.month:
            day += timedelta(days=1)
        _MONTH_ENDS[month] = day.day
    return _MONTH_ENDS[month]


def expected(start: datetime, limit: int, unit: str) -> datetime:
    """The last second in time, read off the tables."""
    if unit == "hours":
        return start + timedelta(hours=limit)
    day = start.date()
    if unit == "working_days":
        place = bisect_right(OPEN, day) + limit - 1 if limit else bisect_left(OPEN, day)
        last = OPEN[place]
    else:
        last = day + timedelta(days=limit)
        if unit == "months":
            month = day.year * 12 + day.month - 1 + limit
            last = date(month // 12, month % 12 + 1, min(day.day, month_end(month)))
        last = OPEN[bisect_left(OPEN, last)]
    return datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=VN)


def starts(chance: Random, count: int) -> list[datetime]:
    """Half of them anywhere, half around Tết and the days swapped."""
    near = [*TET, *SWAPPED]
    found = []
    for number in range(count):
        if number % 2:
            day = date(2022, 1, 1) + timedelta(days=chance.randrange(2190))
        else:
            day = chance.choice(near) + timedelta(days=chance.randint(-25, 12))
        minute = chance.choice((0, 1, 1439, chance.randrange(1440)))
        found.append(datetime(day.year, day.month, day.day, tzinfo=VN) + timedelta(minutes=minute))
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_deadlines_agree_with_the_tables(part):
    chance = Random(f"clocks {part}")  # noqa: S311 - the same cases every time
    units = list(UNITS)
    wrong = []
    for start in starts(chance, CASES // PARTS):
        unit = chance.choice(units)
        limit = chance.randint(0, chance.choice((5, UNITS[unit])))
        found = due(CALENDAR, start, limit, unit)
        if found.at != expected(start, limit, unit):
            wrong.append((start, limit, unit, found.at))
    assert wrong == []


@pytest.mark.parametrize("unit", ["working_days", "calendar_days"])
def test_counting_back_agrees_with_the_tables(unit):
    chance = Random(f"back {unit}")  # noqa: S311 - the same cases every time
    for start in starts(chance, 5000):
        end, limit = start.date(), chance.randint(0, 60)
        if unit == "working_days" and limit:
            last = OPEN[bisect_left(OPEN, end) - limit]
        else:
            plain = end - timedelta(days=limit if unit == "calendar_days" else 0)
            last = OPEN[bisect_right(OPEN, plain) - 1]
        assert before(CALENDAR, end, limit, unit).day == last, (end, limit)


def test_the_tables_agree_with_the_walker():
    """The tables themselves, against the slow walker, on a few hundred starts."""
    chance = Random("tables")  # noqa: S311 - the same cases every time
    walkers = {
        "working_days": walker.nth_working,
        "calendar_days": walker.nth_calendar,
        "months": walker.after_months,
    }
    for start in starts(chance, 240):
        for unit, walk in walkers.items():
            limit = chance.randint(0, UNITS[unit])
            slow = walk(KINDS, start.date(), limit, set())
            assert expected(start, limit, unit).date() == slow


def test_the_cases_meet_tet_and_swapped_days():
    near = {day.date() for day in starts(Random("clocks 0"), CASES // PARTS)}  # noqa: S311
    assert set(TET) | set(SWAPPED) <= near
    assert any(KINDS.get(day) == "day_off" for day in near)

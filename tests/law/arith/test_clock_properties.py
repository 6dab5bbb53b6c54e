"""The clock against a slow walker, on the real calendar and on invented ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.law.days.calendar import Calendar, DayMark
from app.law.days.clock import Pause, before, due
from app.times import VN
from tests.law.arith import walker

FIRST, LAST = date(2022, 1, 1), date(2027, 12, 31)
REAL = walker.kinds_on_file()
TET = [date(2023, 1, 24), date(2024, 2, 10), date(2025, 1, 29), date(2026, 2, 17)]
SWAPPED = [day for day, kind in REAL.items() if kind == "working"]

anywhere = st.dates(FIRST, LAST)
near_tet = st.builds(
    lambda day, shift: day + timedelta(days=shift),
    st.sampled_from(TET + SWAPPED),
    st.integers(-20, 10),
)
leap_ends = st.sampled_from([date(2024, 1, 31), date(2024, 2, 29), date(2023, 8, 31)])
days = st.one_of(anywhere, near_tet, leap_ends)
moments = st.builds(
    lambda day, minute: (
        datetime(day.year, day.month, day.day, tzinfo=VN) + timedelta(minutes=minute)
    ),
    days,
    st.integers(0, 1439),
)
limits = st.integers(0, 40)
kinds_of_day = st.sampled_from(["holiday", "day_off", "working"])
calendars = st.one_of(st.just(REAL), st.dictionaries(near_tet, kinds_of_day, max_size=40))
day_units = st.sampled_from(["working_days", "calendar_days", "months"])
units = st.sampled_from(["hours", "working_days", "calendar_days", "months"])
# A pause is told from the clock's start: so many minutes later, for so many minutes.
stretches = st.lists(st.tuples(st.integers(-3000, 40_000), st.integers(0, 20_000)), max_size=4)
minutes_apart = st.lists(st.tuples(st.integers(-600, 4000), st.integers(0, 900)), max_size=4)
WALKERS = {
    "working_days": walker.nth_working,
    "calendar_days": walker.nth_calendar,
    "months": walker.after_months,
}
thorough = settings(deadline=None, max_examples=150)


def made(kinds: dict[date, str]) -> Calendar:
    return Calendar({day: DayMark(kind, "thử", "trial", "test") for day, kind in kinds.items()})


def pauses_of(start: datetime, told: list[tuple[int, int]]) -> list[Pause]:
    begins = [(start + timedelta(minutes=after), length) for after, length in told]
    return [Pause(on, on + timedelta(minutes=length), "thử") for on, length in begins]


def paused_days(pauses: list[Pause]) -> set[date]:
    found = set()
    for pause in pauses:
        day = pause.from_.astimezone(VN).date()
        while day < pause.to.astimezone(VN).date():
            found.add(day)
            day += timedelta(days=1)
    return found


@thorough
@given(kinds=calendars, start=moments, limit=limits, unit=day_units, told=stretches)
def test_a_deadline_in_days_is_where_the_walker_arrives(kinds, start, limit, unit, told):
    pauses = pauses_of(start, told)
    paused = paused_days(pauses)
    found = due(made(kinds), start, limit, unit, pauses=pauses)
    assert found.day == WALKERS[unit](kinds, start.astimezone(VN).date(), limit, paused)
    assert walker.is_open(kinds, found.day)
    assert found.day not in paused
    assert found.at.date() == found.day


@settings(deadline=None, max_examples=60)
@given(start=moments, limit=st.integers(0, 48), told=minutes_apart)
def test_a_deadline_in_hours_is_where_the_minutes_run_out(start, limit, told):
    pauses = pauses_of(start, told)
    found = due(made(REAL), start, limit, "hours", pauses=pauses)
    assert found.at == walker.hours_later(start, limit, [(p.from_, p.to) for p in pauses])
    assert found.day is None


@thorough
@given(kinds=calendars, start=moments, limit=st.integers(1, 40), told=stretches)
def test_every_day_is_noted_once_and_the_counted_ones_are_the_limit(kinds, start, limit, told):
    pauses = pauses_of(start, told)
    for unit in ("working_days", "calendar_days"):
        found = due(made(kinds), start, limit, unit, pauses=pauses)
        first = start.astimezone(VN).date()
        span = (found.day - first).days
        assert [n.day for n in found.steps] == [first, *walker.days_after(first, span)]
        assert sum(note.counted for note in found.steps) == limit
        assert all(note.vi and note.en for note in found.steps)


@thorough
@given(kinds=calendars, start=moments, limit=limits, unit=units, later=st.integers(1, 50_000))
def test_a_longer_limit_or_a_later_start_is_never_due_earlier(kinds, start, limit, unit, later):
    calendar = made(kinds)
    here = due(calendar, start, limit, unit).at
    assert due(calendar, start, limit + 1, unit).at >= here
    assert due(calendar, start + timedelta(minutes=later), limit, unit).at >= here


@thorough
@given(kinds=calendars, start=moments, limit=limits, unit=units, told=stretches)
def test_a_pause_never_makes_a_deadline_earlier(kinds, start, limit, unit, told):
    calendar = made(kinds)
    plain = due(calendar, start, limit, unit)
    assert due(calendar, start, limit, unit, pauses=pauses_of(start, told)).at >= plain.at


@thorough
@given(start=moments, limit=limits, unit=day_units, more=st.sets(near_tet, max_size=10))
def test_a_new_holiday_only_moves_a_deadline_later(start, limit, unit, more):
    then = due(made(REAL), start, limit, unit)
    now = due(made(REAL | dict.fromkeys(more, "holiday")), start, limit, unit)
    assert now.at >= then.at


@thorough
@given(start=moments, limit=limits, unit=units, told=stretches)
def test_reckoning_again_changes_nothing(start, limit, unit, told):
    pauses = pauses_of(start, told)
    found = due(made(REAL), start, limit, unit, pauses=pauses)
    assert due(made(REAL), start.astimezone(UTC), limit, unit, pauses=pauses) == found
    assert due(made(REAL), start, limit, unit, pauses=pauses[::-1]).at == found.at
    after = found.at.date() + timedelta(days=1)
    later = {day: kind for day, kind in REAL.items() if day < after} | {after: "holiday"}
    later |= {day: kind for day, kind in REAL.items() if day > after}
    # Only the moment: a first mark in a year also makes that year known.
    assert due(made(later), start, limit, unit, pauses=pauses).at == found.at


@thorough
@given(kinds=calendars, end=days, limit=limits, unit=day_units)
def test_counting_back_arrives_early_enough_on_an_open_day(kinds, end, limit, unit):
    found = before(made(kinds), end, limit, unit)
    assert walker.is_open(kinds, found.day)
    assert found.day <= end
    if unit == "calendar_days":
        assert found.day == walker.last_open(kinds, end - timedelta(days=limit))
        assert (end - found.day).days >= limit
    if unit == "working_days":
        between = walker.days_after(found.day, (end - found.day).days)
        open_days = [d for d in [found.day, *between] if walker.is_open(kinds, d) and d < end]
        assert len(open_days) == limit or limit == 0
    if unit == "months":
        assert walker.months_later(found.day, limit) <= end

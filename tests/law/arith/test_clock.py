"""Deadlines as a table: each row is a case of the Civil Code's counting rules."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from app.law.days.calendar import Calendar
from app.law.days.clock import Extension, ExtensionError, Pause, before, due, extend
from app.times import VN

BOOK = Calendar.from_toml()


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=VN)


DAYS = {
    "91/2015-147-2 ngày đầu không tính": (at(2026, 3, 2), 3, "working_days", date(2026, 3, 5)),
    "91/2015-148-5 cuối tuần không tính": (at(2026, 3, 5), 5, "working_days", date(2026, 3, 12)),
    "Tết 2026 từ 13/2": (at(2026, 2, 13), 5, "working_days", date(2026, 2, 27)),
    "Tết 2025 từ 24/1": (at(2025, 1, 24), 3, "working_days", date(2025, 2, 5)),
    "2450/VPCP-KGVX thứ bảy làm bù": (at(2024, 4, 26), 3, "working_days", date(2024, 5, 4)),
    "12729/VPCP-KGVX thứ bảy làm bù": (at(2025, 12, 31), 6, "working_days", date(2026, 1, 10)),
    "6150/TB-BLĐTBXH thứ bảy làm bù": (at(2025, 4, 25), 1, "working_days", date(2025, 4, 26)),
    "bắt đầu ngày nghỉ": (at(2026, 3, 7), 1, "working_days", date(2026, 3, 9)),
    "0 ngày: trong ngày": (at(2026, 3, 4), 0, "working_days", date(2026, 3, 4)),
    "0 ngày vào chủ nhật": (at(2026, 3, 8), 0, "working_days", date(2026, 3, 9)),
    "91/2015-148-1": (at(2026, 3, 2), 3, "calendar_days", date(2026, 3, 5)),
    "91/2015-148-5 cuối tuần": (at(2026, 3, 2), 5, "calendar_days", date(2026, 3, 9)),
    "91/2015-148-5 Tết": (at(2026, 2, 11), 4, "calendar_days", date(2026, 2, 23)),
    "91/2015-148-5 không vào thứ bảy làm bù": (
        at(2026, 8, 17), 5, "calendar_days", date(2026, 8, 22),
    ),
    "91/2015-148-3 cuối tháng": (at(2025, 1, 31), 1, "months", date(2025, 2, 28)),
    "91/2015-148-3 29/2": (at(2024, 1, 31), 1, "months", date(2024, 2, 29)),
    "91/2015-148-3 rơi ngày nghỉ": (at(2026, 1, 31), 1, "months", date(2026, 3, 2)),
    "91/2015-148-3 12 tháng": (at(2025, 3, 3), 12, "months", date(2026, 3, 3)),
    "giờ Việt Nam, không phải UTC": (
        datetime.fromisoformat("2026-03-02T18:30:00+00:00"), 1, "working_days", date(2026, 3, 4),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("start", "limit", "unit", "day"), DAYS.values(), ids=DAYS.keys())
def test_a_deadline_in_days_ends_with_its_last_working_day(start, limit, unit, day):
    found = due(BOOK, start, limit, unit)
    assert found.day == day
    assert found.at == datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=VN)
    assert found.at.utcoffset() == timedelta(hours=7)


def test_hours_run_through_closed_days():
    found = due(BOOK, at(2026, 2, 14, 22, 15), 24, "hours")
    assert found.at == at(2026, 2, 15, 22, 15)
    assert found.day is None
    assert not BOOK.is_working(found.at.date())


def test_the_explanation_names_every_skipped_day_and_why():
    notes = due(BOOK, at(2026, 2, 13), 1, "working_days").steps
    assert [note.code for note in notes] == [
        "first_day", "weekend", "weekend", *["holiday"] * 5, "weekend", "weekend", "last_day",
    ]  # fmt: skip
    assert all(note.vi and note.en and note.law for note in notes)
    assert "Tết" in notes[4].vi


def test_a_deadline_in_days_says_where_it_ended_and_why_it_moved():
    notes = due(BOOK, at(2026, 3, 2), 5, "calendar_days").steps
    assert notes[5].day == date(2026, 3, 7)
    assert notes[5].counted
    assert "ngày cuối chuyển" in notes[5].vi
    assert [note.counted for note in notes[6:]] == [False, False]
    assert notes[-1].day == date(2026, 3, 9)


def test_a_year_without_a_calendar_shows_in_the_deadline():
    assert due(BOOK, at(2031, 3, 3), 2, "working_days").unverified
    assert due(BOOK, at(2031, 3, 3), 2, "months").unverified
    assert not due(BOOK, at(2026, 3, 2), 2, "working_days").unverified


def test_a_pause_stops_the_days_from_its_first_until_the_day_it_is_lifted():
    pause = Pause(at(2026, 3, 3, 10), at(2026, 3, 5, 8), "trưng cầu giám định", "116/2021/NĐ-CP")
    found = due(BOOK, at(2026, 3, 2), 3, "working_days", pauses=[pause])
    assert found.day == date(2026, 3, 9)
    paused = [note for note in found.steps if note.code == "paused"]
    assert [note.day for note in paused] == [date(2026, 3, 3), date(2026, 3, 4)]
    assert paused[0].law == "116/2021/NĐ-CP"


def test_a_pause_lifted_on_the_same_day_stops_no_day_but_stops_hours():
    pause = Pause(at(2026, 3, 3, 10), at(2026, 3, 3, 12), "cách ly")
    assert due(BOOK, at(2026, 3, 2), 3, "working_days", pauses=[pause]).day == date(2026, 3, 5)
    assert due(BOOK, at(2026, 3, 3), 24, "hours", pauses=[pause]).at == at(2026, 3, 4, 11)


def test_an_open_pause_has_no_due_moment_until_it_is_closed():
    pause = Pause(at(2026, 3, 3), None, "cách ly")
    with pytest.raises(ValueError, match="open pause"):
        due(BOOK, at(2026, 3, 2), 3, "working_days", pauses=[pause])
    closed = pause.until(at(2026, 3, 4))
    assert due(BOOK, at(2026, 3, 2), 3, "working_days", pauses=[closed]).day == date(2026, 3, 6)
    assert closed.until(at(2026, 3, 20)) == closed


BACK = {
    "45 ngày trước": (date(2026, 6, 30), 45, "calendar_days", date(2026, 5, 15)),
    "rơi thứ bảy, lùi thứ sáu": (date(2026, 7, 1), 46, "calendar_days", date(2026, 5, 15)),
    "rơi vào Tết, lùi trước Tết": (date(2026, 2, 27), 7, "calendar_days", date(2026, 2, 13)),
    "5 ngày làm việc trước, qua Tết": (date(2026, 2, 25), 5, "working_days", date(2026, 2, 11)),
    "1 tháng trước 31/3": (date(2027, 3, 31), 1, "months", date(2027, 2, 26)),
    "0 ngày vào ngày nghỉ": (date(2026, 2, 22), 0, "calendar_days", date(2026, 2, 13)),
}


@pytest.mark.parametrize(("end", "limit", "unit", "day"), BACK.values(), ids=BACK.keys())
def test_a_notice_counted_back_moves_earlier_never_later(end, limit, unit, day):
    found = before(BOOK, end, limit, unit)
    assert found.day == day
    assert found.at.date() == day


def test_an_extension_runs_on_from_the_last_day_within_its_cap():
    first = due(BOOK, at(2026, 3, 2), 5, "working_days")
    longer = extend(BOOK, first, Extension(2, "months", cap=3, law="116/2021/NĐ-CP, Điều 54"))
    assert first.day == date(2026, 3, 9)
    assert longer.day == date(2026, 5, 11)
    assert longer.steps[: len(first.steps)] == first.steps
    assert [note.law for note in longer.steps if note.code == "extended"] == [
        "116/2021/NĐ-CP, Điều 54"
    ]


def test_extensions_together_cannot_pass_the_cap():
    first = due(BOOK, at(2026, 3, 2), 5, "working_days")
    extend(BOOK, first, Extension(1, "months", cap=3, used=2))
    with pytest.raises(ExtensionError):
        extend(BOOK, first, Extension(2, "months", cap=3, used=2))


def test_hours_are_extended_by_hours():
    first = due(BOOK, at(2026, 3, 2), 24, "hours")
    assert extend(BOOK, first, Extension(12, "hours", cap=24)).at == at(2026, 3, 3, 21)


@pytest.mark.parametrize("unit", ["hours", "working_days", "calendar_days", "months"])
def test_a_clock_refuses_a_naive_moment_and_a_negative_limit(unit):
    with pytest.raises(ValueError, match="offset"):
        due(BOOK, datetime(2026, 3, 2), 1, unit)  # noqa: DTZ001 - that is the point
    with pytest.raises(ValueError, match="negative"):
        due(BOOK, at(2026, 3, 2), -1, unit)


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="no such unit"):
        due(BOOK, at(2026, 3, 2), 1, "weeks")
    with pytest.raises(ValueError, match="negative"):
        before(BOOK, date(2026, 3, 2), -1)


def test_a_pause_cannot_end_before_it_begins():
    pause = Pause(at(2026, 3, 5), at(2026, 3, 3), "sai")
    with pytest.raises(ValueError, match="before it begins"):
        due(BOOK, at(2026, 3, 2), 1, "working_days", pauses=[pause])

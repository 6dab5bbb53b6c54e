"""The calendars on file, day by day, each with the decision that makes it so."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from app.law.days.calendar import Calendar, CalendarError, DayMark, add_months, read_days
from tests.law.arith.walker import is_open, kinds_on_file

BOOK = Calendar.from_toml()


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


CLOSED = {
    "45/2019/QH14-111-3 Tết Dương lịch 2022": (date(2022, 1, 1), date(2022, 1, 3)),
    "245/VPCP-KGVX Tết 2022": (date(2022, 1, 29), date(2022, 2, 6)),
    "45/2019/QH14-111-3 Giỗ Tổ 2022": (date(2022, 4, 9), date(2022, 4, 11)),
    "45/2019/QH14-111-3 lễ 30/4 2022": (date(2022, 4, 30), date(2022, 5, 3)),
    "Tết 2023": (date(2023, 1, 20), date(2023, 1, 26)),
    "45/2019/QH14-111-3 Giỗ Tổ và 30/4 2023": (date(2023, 4, 29), date(2023, 5, 3)),
    "Quốc khánh 2023": (date(2023, 9, 1), date(2023, 9, 4)),
    "Tết 2024": (date(2024, 2, 8), date(2024, 2, 14)),
    "2450/VPCP-KGVX lễ 30/4 2024": (date(2024, 4, 27), date(2024, 5, 1)),
    "Quốc khánh 2024": (date(2024, 8, 31), date(2024, 9, 3)),
    "8726/VPCP-KGVX Tết 2025": (date(2025, 1, 25), date(2025, 2, 2)),
    "6150/TB-BLĐTBXH lễ 30/4 2025": (date(2025, 4, 30), date(2025, 5, 4)),
    "Quốc khánh 2025": (date(2025, 8, 30), date(2025, 9, 2)),
    "12729/VPCP-KGVX Tết Dương lịch 2026": (date(2026, 1, 1), date(2026, 1, 4)),
    "Tết 2026": (date(2026, 2, 14), date(2026, 2, 22)),
    "45/2019/QH14-111-3 Giỗ Tổ 2026": (date(2026, 4, 25), date(2026, 4, 27)),
    "Quốc khánh 2026": (date(2026, 8, 29), date(2026, 9, 2)),
    "80-NQ/TW Ngày Văn hóa 2026": (date(2026, 11, 24), date(2026, 11, 24)),
}
MADE_UP = {
    "2450/VPCP-KGVX": (date(2024, 4, 29), date(2024, 5, 4)),
    "6150/TB-BLĐTBXH": (date(2025, 5, 2), date(2025, 4, 26)),
    "12729/VPCP-KGVX": (date(2026, 1, 2), date(2026, 1, 10)),
    "VPCP 10/2025": (date(2026, 8, 31), date(2026, 8, 22)),
}


@pytest.mark.parametrize(("first", "last"), CLOSED.values(), ids=CLOSED.keys())
def test_offices_are_closed_throughout_and_open_on_either_side(first, last):
    assert not any(BOOK.is_working(day) for day in days(first, last))
    assert all(BOOK.why_off(day) for day in days(first, last))
    assert BOOK.is_working(last + timedelta(days=1))


@pytest.mark.parametrize(("off", "worked"), MADE_UP.values(), ids=MADE_UP.keys())
def test_a_swapped_day_is_closed_and_its_saturday_is_worked(off, worked):
    assert off.weekday() < 5
    assert worked.weekday() == 5
    assert not BOOK.is_working(off)
    assert BOOK.is_working(worked)
    assert BOOK.why_off(worked) is None
    assert f"{worked:%d/%m/%Y}" in BOOK.note(off).vi
    assert f"{off:%d/%m/%Y}" in BOOK.note(worked).vi


def test_no_saturday_is_worked_without_a_day_given_for_it():
    worked = [day for day, mark in BOOK.days.items() if mark.kind == "working"]
    assert sorted(worked) == sorted(day for _, day in MADE_UP.values())


@pytest.mark.parametrize("year", range(2022, 2028))
def test_a_year_holds_the_eleven_days_of_article_112(year):
    # Tết has five days and 2 September two (45/2019/QH14, 112(1)); lieu days come on top.
    points = [mark.source for day, mark in BOOK.days.items() if day.year == year]
    for point in "abcdđe":
        assert any(f"khoản 1 điểm {point}" in source for source in points), point


def test_each_day_agrees_with_a_reading_of_the_raw_files():
    kinds = kinds_on_file()
    for day in days(date(2021, 12, 1), date(2028, 1, 31)):
        assert BOOK.is_working(day) == is_open(kinds, day), day


def test_every_mark_is_titled_in_two_languages_and_cited():
    for mark in BOOK.days.values():
        assert mark.vi
        assert mark.en
        assert mark.source


def test_2027_tet_and_the_culture_day_are_not_vouched_for():
    assert BOOK.note(date(2027, 2, 8)).unverified
    assert BOOK.note(date(2026, 11, 24)).unverified
    assert not BOOK.note(date(2026, 2, 17)).unverified


def test_outside_the_years_on_file_only_weekends_are_known_and_it_says_so():
    tuesday = date(2031, 1, 28)
    assert BOOK.is_working(tuesday)
    assert not BOOK.known(2031)
    assert BOOK.known(2026)
    note = BOOK.note(tuesday)
    assert note.unverified
    assert "2031" in note.vi
    assert "2031" in note.en
    assert not BOOK.is_working(date(2031, 2, 1))


def test_a_calendar_made_of_rows_keeps_its_own_copy():
    rows = {date(2026, 3, 3): DayMark("holiday", "Nghỉ", "Off", "test")}
    calendar = Calendar(rows)
    rows.clear()
    assert not calendar.is_working(date(2026, 3, 3))
    assert calendar.on_or_after(date(2026, 3, 3)) == date(2026, 3, 4)
    assert calendar.on_or_before(date(2026, 3, 3)) == date(2026, 3, 2)


MONTHS = {
    "148-3 31 tháng 1": (date(2026, 1, 31), 1, date(2026, 2, 28)),
    "148-3 năm nhuận": (date(2024, 1, 31), 1, date(2024, 2, 29)),
    "148-3 từ 29/2": (date(2024, 2, 29), 12, date(2025, 2, 28)),
    "148-3 29/2 đến 29/2": (date(2024, 2, 29), 48, date(2028, 2, 29)),
    "148-3 qua năm": (date(2025, 11, 30), 3, date(2026, 2, 28)),
    "148-3 lùi": (date(2026, 3, 31), -1, date(2026, 2, 28)),
    "148-3 lùi qua năm": (date(2026, 1, 15), -13, date(2024, 12, 15)),
}


@pytest.mark.parametrize(("start", "months", "end"), MONTHS.values(), ids=MONTHS.keys())
def test_months_are_calendar_months_clamped_to_the_month_end(start, months, end):
    assert add_months(start, months) == end


GOOD = """year = 2026
[[day]]
on = 2026-01-01
kind = "holiday"
title = { vi = "Tết", en = "New Year" }
source = "45/2019/QH14"
"""
BAD = {
    "day[0].kind": GOOD.replace('"holiday"', '"feast"'),
    "day[0].on": GOOD.replace("2026-01-01", "2025-01-01"),
    "day[0].title": GOOD.replace(', en = "New Year"', ""),
    "day[0].source": GOOD.replace('"45/2019/QH14"', '""'),
    "day[0]: keys": GOOD + "hue = 1\n",
    "day[1].on": GOOD + GOOD.removeprefix("year = 2026\n"),
    "day[0].unverified": GOOD + 'unverified = "yes"\n',
    "year": GOOD.replace("year = 2026", "year = 2025"),
    "Cannot overwrite": GOOD + 'kind = "day_off"\n',
}


@pytest.mark.parametrize(("key", "text"), BAD.items(), ids=BAD.keys())
def test_a_bad_file_is_refused_by_file_and_key(tmp_path: Path, key, text):
    (tmp_path / "2026.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CalendarError) as refusal:
        read_days(tmp_path)
    assert "2026.toml" in str(refusal.value)
    assert key in str(refusal.value)


def test_an_empty_folder_is_refused(tmp_path: Path):
    with pytest.raises(CalendarError, match="no calendar file"):
        Calendar.from_toml(tmp_path)

"""Terms as a table: each row is a rule of the two decrees' formula."""

from __future__ import annotations

from datetime import date

import pytest

from app.law.days.term import Span, compute_term, days_in, explain_day

START = date(2026, 3, 2)
TODAY = date(2026, 9, 1)
ESCAPE = Span(date(2026, 5, 1), date(2026, 5, 11), "escape", "116/2021/NĐ-CP, Điều 56 khoản 4")
MOURNING = Span(date(2026, 4, 1), date(2026, 4, 6), "mourning", "Điều 67", counted=True)

ENDS = {
    "12 tháng": (START, 12, {}, date(2027, 3, 2)),
    "120/2025-29-1 lần đầu 24 tháng": (START, 24, {}, date(2028, 3, 2)),
    "120/2025-29-1 lần hai 36 tháng": (START, 36, {}, date(2029, 3, 2)),
    "91/2015-148-3 cuối tháng": (date(2025, 8, 31), 6, {}, date(2026, 2, 28)),
    "91/2015-148-3 29/2": (date(2024, 2, 29), 12, {}, date(2025, 2, 28)),
    "kết thúc vào chủ nhật không dời": (date(2025, 3, 1), 12, {}, date(2026, 3, 1)),
    "116/2021-44-3 trừ ngày ở cơ sở": (START, 12, {"deducted_days": 20}, date(2027, 2, 10)),
    "116/2021-56-4 cộng ngày bỏ trốn": (START, 12, {"not_counted": [ESCAPE]}, date(2027, 3, 12)),
    "116/2021-58 giảm thời hạn": (START, 24, {"reductions_months": 3}, date(2027, 12, 2)),
    "116/2021-67-4 chịu tang vẫn tính": (START, 12, {"not_counted": [MOURNING]}, date(2027, 3, 2)),
    "cả ba": (
        START,
        24,
        {"deducted_days": 20, "not_counted": [ESCAPE], "reductions_months": 3},
        date(2027, 11, 22),
    ),
    "trừ hết": (START, 1, {"deducted_days": 90}, START),
    "giảm hết": (START, 2, {"reductions_months": 5, "not_counted": [ESCAPE]}, START),
    "bỏ trốn sau khi hết hạn": (START, 2, {"not_counted": [ESCAPE]}, date(2026, 5, 12)),
    "bỏ trốn từ ngày hết hạn": (date(2026, 3, 1), 2, {"not_counted": [ESCAPE]}, date(2026, 5, 1)),
}


@pytest.mark.parametrize(("start", "months", "changes", "end"), ENDS.values(), ids=ENDS.keys())
def test_the_end_of_a_term(start, months, changes, end):
    assert compute_term(start, months, today=TODAY, **changes).end == end


def test_the_ledger_adds_up_and_each_line_is_cited():
    laws = {"term": "L73-33", "deduction": "Điều 44 khoản 3", "reduction": "Điều 58"}
    term = compute_term(
        START,
        24,
        today=TODAY,
        deducted_days=20,
        not_counted=[MOURNING, ESCAPE],
        reductions_months=3,
        laws=laws,
    )
    assert [part.kind for part in term.parts] == ["term", "reduction", "deduction", "not_counted"]
    cited = {part.kind: part.law for part in term.parts}
    assert cited == laws | {"not_counted": ESCAPE.law}
    assert sum(part.days for part in term.parts) == (term.end - term.start).days
    assert term.not_served == 10
    assert not term.open
    assert term.parts[-1].vi == "Cộng 10 ngày không tính: Bỏ trốn"


def test_a_person_still_away_keeps_the_end_moving():
    away = Span(date(2026, 8, 20), None, "escape", "Điều 56")
    early = compute_term(START, 12, today=date(2026, 8, 25), not_counted=[away])
    late = compute_term(START, 12, today=date(2026, 9, 25), not_counted=[away])
    assert early.open
    assert early.not_served == 6
    assert (late.end - early.end).days == 31
    assert early.served == late.served
    assert early.parts[-1].to is None
    assert not explain_day(early, date(2026, 8, 25)).counted


def test_days_shared_by_two_spans_are_lost_once():
    other = Span(date(2026, 5, 6), date(2026, 5, 16), "unexcused_absence")
    term = compute_term(START, 12, today=TODAY, not_counted=[ESCAPE, other])
    assert term.end == date(2027, 3, 17)
    assert [part.days for part in term.parts] == [365, 10, 5]
    twice = compute_term(START, 12, today=TODAY, not_counted=[ESCAPE, ESCAPE])
    assert sum(part.days for part in twice.parts) == (twice.end - twice.start).days


NOTES = {
    "trước khi bắt đầu": (date(2026, 3, 1), False, "before_start"),
    "ngày đầu": (START, True, "served"),
    "chịu tang": (date(2026, 4, 3), True, "mourning"),
    "ngày bỏ trốn": (date(2026, 5, 1), False, "escape"),
    "ngày cuối vắng": (date(2026, 5, 10), False, "escape"),
    "ngày trở lại": (date(2026, 5, 11), True, "served"),
    "hôm nay": (TODAY, True, "to_serve"),
    "ngày cuối": (date(2027, 3, 11), True, "to_serve"),
    "ngày hết hạn": (date(2027, 3, 12), False, "after_end"),
}


@pytest.mark.parametrize(("day", "counted", "code"), NOTES.values(), ids=NOTES.keys())
def test_each_day_of_a_term_is_explained(day, counted, code):
    term = compute_term(START, 12, today=TODAY, not_counted=[MOURNING, ESCAPE])
    note = explain_day(term, day)
    assert (note.counted, note.code) == (counted, code)
    assert note.vi
    assert note.en


def test_a_day_both_counted_and_not_is_not_counted():
    sick = Span(date(2026, 5, 3), date(2026, 5, 5), "hospital", counted=True)
    term = compute_term(START, 12, today=TODAY, not_counted=[sick, ESCAPE])
    assert explain_day(term, date(2026, 5, 3)).code == "escape"
    assert term.not_served == 10


def test_an_unknown_reason_is_shown_by_the_words_given():
    span = Span(date(2026, 5, 1), date(2026, 5, 3), "flood", vi="Lũ lụt", en="Flood")
    term = compute_term(START, 12, today=TODAY, not_counted=[span])
    assert explain_day(term, date(2026, 5, 1)).vi == "Lũ lụt: không tính vào thời hạn"
    assert Span(START, None, "flood").title == ("flood", "flood")


def test_days_held_are_counted_once_less_those_away():
    held = [
        Span(date(2026, 1, 1), date(2026, 1, 11), "pending_facility"),
        Span(date(2026, 1, 6), date(2026, 1, 16), "pending_facility"),
    ]
    away = [Span(date(2026, 1, 9), date(2026, 1, 12), "escape")]
    assert days_in(held, today=TODAY) == 15
    assert days_in(held, today=TODAY, without=away) == 12
    assert days_in([Span(date(2026, 8, 31), None, "pending_facility")], today=TODAY) == 2


@pytest.mark.parametrize(
    "wrong", [{"months": -1}, {"deducted_days": -1}, {"reductions_months": -1}]
)
def test_negative_figures_are_refused(wrong):
    with pytest.raises(ValueError, match="negative"):
        compute_term(START, **({"months": 12, "today": TODAY} | wrong))


def test_a_span_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="before it begins"):
        Span(date(2026, 5, 2), date(2026, 5, 1), "escape")

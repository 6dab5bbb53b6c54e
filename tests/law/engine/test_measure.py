"""The long way: grounds, reading, court, centre, escape, reduction, and the term through it all."""

from datetime import date, datetime

from app.times import VN


def codes(found):
    return [reason.code for reason in found.reasons]


def to_court(desk, grounds=("used_again",)):
    desk.take(
        "confine:open_dossier", "2024-06-03", papers=["violation-record"], grounds=list(grounds)
    )
    received = datetime(2024, 6, 4, 9, tzinfo=VN)
    desk.take("confine:notify", "2024-06-04", notified_at=received)
    early = desk.judge("confine:submit", "2024-06-07", court="C-01")
    assert codes(early) == ["clock-over"]
    assert early.reasons[0].title.vi == "Chưa hết thời gian đọc hồ sơ"
    sent = desk.take("confine:submit", "2024-06-08", court="C-01")
    assert sent.holds == (("court", "C-01"),)


def inside(desk, pending=0):
    to_court(desk)
    ordered = desk.take(
        "confine:decide", "2024-06-20", by="court", outcome="apply", term_months=12, facility="F-01"
    )
    assert ordered.to_state == "ordered"
    assert ordered.unverified
    return desk.take("confine:admit", "2024-07-01", by="centre", pending_days=pending)


def test_a_court_that_refuses_ends_the_case(desk):
    to_court(desk)
    found = desk.take("confine:decide", "2024-06-20", by="court", outcome="not_apply")
    assert (found.to_state, found.closes, found.outcome) == ("refused", True, "refused")
    assert found.months is None


def test_the_case_moves_to_the_centre_named(desk):
    admitted = inside(desk, pending=10)
    assert admitted.term.end == date(2025, 6, 21)
    assert admitted.starts[0].due_at.date() == date(2025, 6, 6)
    assert codes(desk.judge("confine:record_escape", "2024-08-01", by="chair")) == [
        "wrong-authority"
    ]


def test_escape_is_not_counted_and_moves_what_hangs_on_the_end(desk):
    inside(desk)
    desk.take("confine:record_escape", "2024-08-01", by="centre")
    back = desk.take("confine:record_return", "2024-08-11", by="centre")
    assert (back.term.end, back.term.not_served) == (date(2025, 7, 11), 10)
    assert [(clock.clock, clock.due_at.date()) for clock in back.moved] == [
        ("C-3", date(2025, 6, 26))
    ]


def test_a_reduction_needs_half_the_term_and_keeps_its_bounds(desk):
    inside(desk)
    assert codes(desk.judge("confine:reduce", "2024-12-01", by="court", months=4)) == [
        "part-served",
        "field-between",
    ]
    reduced = desk.take("confine:reduce", "2025-01-02", by="court", months=2)
    assert reduced.term.end == date(2025, 5, 1)
    assert reduced.to_state == "inside"
    assert codes(desk.judge("confine:complete", "2025-04-30", by="centre")) == ["term-over"]
    assert desk.judge("confine:complete", "2025-05-01", by="centre").allowed

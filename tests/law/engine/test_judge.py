"""One step at a time: every kind of refusal, and what follows from an act that is allowed."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.law.engine.facts import CaseFacts, ClientFacts, DeterminationFact
from app.law.engine.judge import UnknownStep, judge
from app.times import VN


def codes(found):
    return [reason.code for reason in found.reasons]


def test_an_opening_step_opens_a_case_under_the_edition_of_the_day(desk):
    found = desk.judge("care:register", "2024-03-04", papers=["result"])
    assert found.allowed
    assert (found.edition, found.case_edition, found.to_state, found.ref) == (
        "e1",
        "e1",
        "registered",
        "A1",
    )
    assert found.opening
    assert found.authority == "desk"
    assert [(p.paper, p.form) for p in found.papers_issued] == [("application", "1")]
    assert [law.at for law in found.legal_basis] == ["art 1"]
    (clock,) = found.starts
    assert (clock.clock, clock.limit, clock.unit, clock.law.at) == (
        "C-1",
        3,
        "working_days",
        "art 10",
    )
    assert clock.due_at == datetime(2024, 3, 7, 23, 59, 59, tzinfo=VN)
    assert clock.explanation


def test_every_reason_is_collected_each_with_its_article(desk):
    desk.client = ClientFacts(date(2015, 1, 1), residence_stable=False)
    desk.determinations = ()
    found = desk.judge("care:register", "2024-03-04", by="court")
    assert codes(found) == [
        "wrong-authority",
        "missing-paper",
        "missing-paper",
        "age-at-least",
        "determined-addicted",
    ]
    assert [reason.law.at for reason in found.reasons] == [
        "art 90",
        "art 1",
        "art 1",
        "art 3",
        "art 4",
    ]
    assert found.missing == ("result", "no-home-paper")
    assert not found.allowed
    assert found.reasons[3].title.vi == "Chưa đủ 12 tuổi vào ngày thực hiện"
    assert {law.at for law in found.legal_basis} == {"art 1", "art 3", "art 4", "art 90"}


def decision_of(day):
    return {"decision": {"number": "1", "on": day, "signed_by": "An"}, "term_months": 6}


AGES = [
    ("2012-03-04", "day", True),
    ("2012-03-05", "day", False),
    ("2012-03-01", "month", False),
    ("2012-02-01", "month", True),
    ("2011-01-01", "year", True),
    ("2012-01-01", "year", False),
]


@pytest.mark.parametrize(("born", "precision", "old_enough"), AGES)
def test_age_is_that_on_the_day_of_the_act(desk, born, precision, old_enough):
    desk.client = ClientFacts(date.fromisoformat(born), precision)
    found = desk.judge("care:register", "2024-03-04", papers=["result"], now="2026-02-01")
    assert found.allowed is old_enough
    assert found.late_entry


def test_an_unknown_birth_date_is_said_so(desk):
    desk.client = ClientFacts(None)
    assert codes(desk.judge("care:register", "2024-03-04", papers=["result"])) == ["age-unknown"]


def test_the_state_must_be_one_the_step_starts_from(desk):
    desk.take("care:register", "2024-03-04", papers=["result"])
    found = desk.judge("care:begin", "2024-03-05")
    assert codes(found) == ["wrong-state"]
    assert found.reasons[0].title.vi == (
        "Vụ việc đang ở trạng thái “Đã đăng ký”; bước này chỉ thực hiện từ: “Đã quyết định”"
    )
    assert found.to_state == "in_service"


def test_a_case_is_opened_once_and_only_by_an_opening_step(desk):
    assert codes(desk.judge("care:begin", "2024-03-05")) == ["wrong-state"]
    desk.take("care:register", "2024-03-04", papers=["result"])
    again = desk.judge("care:register", "2024-03-05", papers=["result"])
    assert codes(again) == ["wrong-state"]


OFFICES = [
    ("chair", "care:register", "2024-03-04", True),
    ("other_chair", "care:register", "2024-03-04", False),
    ("police", "care:register", "2024-03-04", False),
    ("police", "care:register", "2025-03-04", True),
    ("chair", "care:register", "2025-03-04", False),
]


@pytest.mark.parametrize(("by", "step", "at", "may"), OFFICES)
def test_the_office_is_that_of_the_day(desk, by, step, at, may):
    found = desk.judge(step, at, by=by, papers=["result"])
    assert ("wrong-authority" not in codes(found)) is may


def test_reach(desk):
    desk.take("care:register", "2025-03-04", by="police", papers=["result"])
    body = {
        "decision": {"number": "1", "on": date(2025, 3, 5), "signed_by": "An"},
        "term_months": 6,
    }
    assert desk.judge("care:decide", "2025-03-05", by="province_police", **body).allowed
    desk.case = replace(desk.case, province="02")
    found = desk.judge("care:decide", "2025-03-05", by="province_police", **body)
    assert codes(found) == ["wrong-authority"]
    assert found.reasons[0].title.vi == "Thẩm quyền thuộc về: Trưởng công an"


def test_nothing_before_the_step_before_nor_in_the_future(desk):
    desk.take("care:register", "2024-03-04", papers=["result"])
    body = {
        "decision": {"number": "1", "on": date(2024, 3, 9), "signed_by": "An"},
        "term_months": 6,
    }
    early = desk.judge("care:decide", "2024-03-03", now="2024-03-10", **body)
    assert [(r.code, r.pointer) for r in early.reasons] == [
        ("out-of-order", "/occurred_at"),
        ("out-of-order", "/decision/on"),
    ]
    ahead = desk.judge("care:decide", "2024-03-10", now="2024-03-09", **body)
    assert codes(ahead) == ["in-future"]


def test_papers_count_from_the_dossier_the_step_and_shared_ones_of_other_cases(desk):
    assert desk.judge("care:register", "2024-03-04").missing == ("result",)
    elsewhere = CaseFacts(
        "x",
        "after",
        "e1",
        "managed",
        "00004",
        datetime(2024, 1, 1, tzinfo=VN),
        papers=frozenset({"result"}),
    )
    desk.cases = (elsewhere,)
    assert desk.judge("care:register", "2024-03-04").allowed
    desk.cases = (replace(elsewhere, papers=frozenset({"decision"})),)
    desk.take("care:register", "2024-03-04", papers=["result"])
    desk.case = replace(desk.case, papers=frozenset({"old-certificate"}))
    found = desk.judge("care:decide", "2024-03-05", papers=["nonsense"])
    assert found.missing == ("application",)
    assert codes(found) == ["missing-paper", "unknown-paper"]


def test_a_step_of_another_edition_is_refused_by_the_one_in_force(desk):
    found = desk.judge("care:post", "2025-06-01")
    assert codes(found) == ["wrong-edition"]
    assert found.reasons[0].law.act == "2/2025"
    assert found.reasons[0].law.at == "hiệu lực từ 01/01/2025"
    assert "Luật cũ đã sửa" in found.reasons[0].title.vi
    assert codes(desk.judge("care:announce", "2024-06-01")) == ["wrong-edition"]
    before = desk.judge("care:register", "2023-12-31", papers=["result"])
    assert codes(before) == ["wrong-edition"]
    assert before.edition == ""


def test_a_name_no_edition_has_is_not_judged(desk):
    with pytest.raises(UnknownStep):
        desk.judge("care:dance", "2024-03-04")
    with pytest.raises(UnknownStep):
        desk.judge("dance:register", "2024-03-04")


def test_a_moment_without_an_offset_is_a_fault_of_the_caller(book, desk):
    with pytest.raises(ValueError, match="offset"):
        judge(
            book,
            desk.calendar,
            desk.facts("chair"),
            procedure="care",
            step="register",
            body={},
            at=datetime(2024, 3, 4),  # noqa: DTZ001 - the fault itself
            now=datetime(2024, 3, 4),  # noqa: DTZ001 - as above
        )


@pytest.mark.parametrize(("months", "fits"), [(5, False), (6, True), (12, True), (13, False)])
def test_a_term_keeps_within_its_bounds(desk, months, fits):
    desk.take("care:register", "2024-03-04", papers=["result"])
    decision = {"number": "1", "on": date(2024, 3, 5), "signed_by": "An"}
    found = desk.judge("care:decide", "2024-03-05", decision=decision, term_months=months)
    assert found.allowed is fits
    assert found.months == months
    assert "art 20" in [law.at for law in found.legal_basis]
    if not fits:
        (reason,) = found.reasons
        assert (reason.code, reason.law.at, reason.pointer) == (
            "term-out-of-bounds",
            "art 20",
            "/term_months",
        )


def test_a_file_runs_from_registration_to_completion(desk):
    desk.take("care:register", "2024-03-04", papers=["result"])
    decided = desk.decided("2024-03-05")
    assert decided.meets == ("C-1",)
    assert decided.term is None
    begun = desk.take("care:begin", "2024-03-06")
    assert (begun.term.start, begun.term.end) == (date(2024, 3, 6), date(2024, 9, 6))
    assert begun.records == "started"
    assert begun.unverified
    assert begun.answers == {"Q-START": "begin"}
    (notice,) = begun.starts
    assert notice.due_at.date() == date(2024, 8, 7)
    phases = [{"phase": p, "start": "2024-03-06", "end": "2024-09-01"} for p in ("a", "b")]
    early = desk.judge("care:complete", "2024-09-05", phases=phases[:1])
    assert codes(early) == ["term-over", "phases-done"]
    done = desk.take("care:complete", "2024-09-06", phases=phases)
    assert (done.closes, done.outcome, done.records, done.cancels) == (
        True,
        "completed",
        "completed",
        ("*",),
    )
    assert codes(desk.judge("care:record_violation", "2024-09-07", ground="used_again")) == [
        "wrong-state"
    ]


def test_an_answer_to_an_open_question_moves_the_start(desk):
    desk.answers = {"Q-START": "decision"}
    desk.take("care:register", "2024-03-04", papers=["result"])
    decided = desk.decided("2024-03-05")
    assert decided.term.start == date(2024, 3, 5)
    assert decided.answers == {"Q-START": "decision"}
    assert desk.take("care:begin", "2024-03-06").term.start == date(2024, 3, 5)


def test_a_clock_met_by_another_procedure_is_met(desk):
    desk.take("care:register", "2024-03-04", papers=["result"])
    posted = desk.take("care:post", "2024-03-04 10:00")
    assert posted.to_state == "registered"
    assert posted.starts[0].due_at == datetime(2024, 3, 5, 10, tzinfo=VN)
    desk.file_away("first")
    desk.cases = (replace(desk.cases[0], closed_at=datetime(2024, 3, 4, 11, tzinfo=VN)),)
    found = desk.judge("care:register", "2024-03-05", papers=["result"])
    assert found.meets == ("C-0",)


def test_an_actor_of_no_office_is_refused_whatever_the_unit(desk):
    found = desk.judge("care:register", "2024-03-04", papers=["result"], by="centre")
    assert codes(found) == ["wrong-authority"]


def test_a_determination_after_the_act_does_not_count(desk):
    desk.determinations = (DeterminationFact("addicted", date(2024, 3, 5)),)
    found = desk.judge("care:register", "2024-03-04", papers=["result"], now="2024-04-01")
    assert codes(found) == ["determined-addicted"]

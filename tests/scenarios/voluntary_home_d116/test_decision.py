"""The chair decides on rehabilitation at home: in time, in order, for six to twelve months."""

import pytest

from tests.scenarios.story import signed
from tests.scenarios.voluntary_home_d116.acts import CHAIR, DONE, POLICE


def test_each_clock_is_the_one_the_decree_sets(registered):
    file = registered()
    told = file.deadline_of("determination", "D-09")
    assert (told["status"], told["due_at"]) == ("met", "2026-03-05T23:59:59+07:00")
    chair = file.deadline("D-10")
    assert (chair["status"], chair["due_at"]) == ("open", "2026-03-05T23:59:59+07:00")
    assert chair["legal_basis"][0]["at"] == "Điều 30 khoản 1"
    file.take(CHAIR, "decide", "2026-03-05 16:00", term_months=12, decision=signed("2026-03-05"))
    assert file.deadline("D-10")["status"] == "met"
    assert file.deadline("D-11")["due_at"] == "2026-03-12T23:59:59+07:00"


@pytest.mark.parametrize("months", [5, 13])
def test_a_term_outside_six_to_twelve_months_is_refused(registered, months):
    refused = registered().refused(
        CHAIR, "decide", "2026-03-04 09:00", term_months=months, decision=signed("2026-03-04")
    )
    assert refused.codes == {"term-out-of-bounds"}
    assert refused.law_of("term-out-of-bounds")[0] == "73/2021/QH14"
    assert refused.answer.json()["errors"][0]["pointer"] == "/term_months"


@pytest.mark.parametrize(
    ("step", "fields", "law"),
    [
        ("begin", {}, ("116/2021/NĐ-CP", "Điều 3 khoản 4, Điều 31")),
        ("complete", {"phases": DONE}, ("116/2021/NĐ-CP", "Điều 32 khoản 3")),
        (
            "record_violation",
            {"ground": "used_again", "happened_on": "2026-03-03"},
            ("116/2021/NĐ-CP", "Điều 33 khoản 1"),
        ),
    ],
)
def test_a_step_out_of_its_order_is_refused(registered, step, fields, law):
    refused = registered().refused(CHAIR, step, "2026-03-04 09:00", **fields)
    assert refused.law_of("wrong-state") == law


def test_what_is_decided_is_not_decided_twice(decided):
    refused = decided().refused(
        CHAIR, "decide", "2026-03-05 09:00", term_months=6, decision=signed("2026-03-05")
    )
    assert "wrong-state" in refused.codes


def test_an_act_earlier_than_the_one_before_it_is_refused(registered):
    refused = registered().refused(
        CHAIR,
        "decide",
        "2026-02-28 09:00",
        recorded="2026-03-04 09:00",
        term_months=6,
        decision=signed("2026-02-28"),
    )
    assert "out-of-order" in refused.codes


def test_a_decision_signed_after_the_act_is_refused(registered):
    refused = registered().refused(
        CHAIR, "decide", "2026-03-04 09:00", term_months=6, decision=signed("2026-03-05")
    )
    assert refused.answer.json()["errors"][0]["pointer"] == "/decision/on"


def test_the_police_do_not_decide_and_the_chair_does(registered):
    refused = registered().refused(
        POLICE, "decide", "2026-03-04 09:00", term_months=6, decision=signed("2026-03-04")
    )
    assert refused.codes == {"wrong-authority"}


def test_the_future_is_a_wrong_form_not_a_refusal(registered):
    file = registered()
    answer = file.try_take(
        CHAIR,
        "decide",
        "2026-03-04 09:00",
        recorded="2026-03-04 08:59",
        term_months=6,
        decision=signed("2026-03-04"),
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.json()["errors"][0]["pointer"] == "/occurred_at"


def test_a_late_entry_is_judged_by_its_own_day_and_marked(registered):
    """Entered in August 2026, when the chair no longer decides: in March it was the chair's act."""
    file = registered()
    file.take(
        CHAIR,
        "decide",
        "2026-03-04 09:00",
        recorded="2026-08-10 09:00",
        term_months=6,
        decision=signed("2026-03-04"),
    )
    step = file.case["steps"][-1]
    assert (step["late_entry"], step["edition"]) == (True, "d116-2025-07")
    assert step["recorded_at"] == "2026-08-10T09:00:00+07:00"
    # The clock was met on the day of the act, however late it was told.
    assert file.deadline("D-10")["status"] == "met"


def test_twelve_months_are_allowed(decided):
    file = decided(12).take(CHAIR, "begin", "2026-03-09 08:00")
    assert file.case["term"]["end"] == "2027-03-09"

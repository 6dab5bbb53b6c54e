"""Plans of body tests: what is due, what was missed, what cannot be planned."""

import pytest

from tests.scenarios.sampling import (
    NOBODY,
    OFFICIAL,
    by_case,
    home,
    listed,
    planned,
    refused_at,
    standing,
    taken,
    void,
)
from tests.scenarios.story import ok

__all__ = ["home"]


def test_a_plan_spreads_its_tests_over_its_days_and_tells_what_was_missed(home):
    plan = ok(planned(home))
    assert plan["due_on"] == ["2026-04-10", "2026-04-20", "2026-04-30"]
    assert standing(home, "2026-04-10 23:59") == {
        "last_taken_at": None, "last_result": None, "planned": 3, "done": 0, "missed": 0,
        "next_due": "2026-04-10", "overdue": False, "unplanned_this_month": 0,
    }  # fmt: skip
    late = standing(home, "2026-04-11 00:00")
    assert (late["missed"], late["next_due"], late["overdue"]) == (1, "2026-04-20", True)
    said = {"reason": "planned", "ground": None, "plan_id": plan["id"]}
    made = ok(taken(home, "2026-04-15 09:00", **said))
    assert made["case_id"] == home.case["id"]
    now = standing(home, "2026-04-16 09:00")
    assert (now["done"], now["missed"], now["next_due"]) == (1, 1, "2026-04-30")
    assert (now["overdue"], now["last_result"]) == (False, "negative")
    end = standing(home, "2026-05-01 09:00")
    assert (end["done"], end["missed"], end["next_due"], end["overdue"]) == (1, 2, None, True)


def test_what_came_to_nothing_is_done_again_and_a_refusal_was_called_for(home):
    plan = ok(planned(home))
    said = {"reason": "planned", "ground": None, "plan_id": plan["id"]}
    ok(taken(home, "2026-04-05 09:00", result="invalid", **said))
    assert standing(home, "2026-04-06 09:00")["done"] == 0
    ok(taken(home, "2026-04-07 09:00", result="refused", sample=None, **said))
    assert standing(home, "2026-04-08 09:00")["done"] == 1


def test_the_unplanned_of_this_month_are_told(home):
    ok(by_case(home, "2026-04-30 09:00"))
    ok(taken(home, "2026-05-01 00:00"))
    assert standing(home, "2026-05-31 23:59")["unplanned_this_month"] == 1
    assert standing(home, "2026-06-01 00:00")["unplanned_this_month"] == 0


def test_nothing_is_asked_for_once_the_measure_is_over(home):
    ok(planned(home, until_on="2026-05-30", how_many=2))
    home.take(OFFICIAL, "record_death", "2026-05-01 09:00", died_on="2026-05-01")
    now = standing(home, "2026-05-02 09:00")
    assert (now["planned"], now["missed"], now["next_due"]) == (1, 1, None)


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"set_on": "2026-03-25"}, "/set_on"),
        ({"from_on": "2026-03-23"}, "/from_on"),
        ({"until_on": "2026-03-31"}, "/until_on"),
        ({"until_on": "2026-12-31"}, "/until_on"),
        ({"how_many": 31}, "/how_many"),
        ({"how_many": 0}, "/how_many"),
        ({"case_id": NOBODY}, "/case_id"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(home, said, pointer):
    assert refused_at(planned(home, **said)) == (422, pointer)
    assert listed(home, what="test-plans") == []


def test_a_test_every_day_is_the_most_a_plan_may_ask(home):
    plan = ok(planned(home, until_on="2026-04-03", how_many=3))
    assert plan["due_on"] == ["2026-04-01", "2026-04-02", "2026-04-03"]


def test_two_plans_do_not_cover_one_day(home):
    first = ok(planned(home))
    answer = planned(home, from_on="2026-04-30", until_on="2026-05-30")
    assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict")
    ok(planned(home, from_on="2026-05-01", until_on="2026-05-30"))
    ok(void(home, first, "test-plans"), 200)
    ok(planned(home))


def test_a_plan_by_which_somebody_was_tested_is_not_voided(home):
    plan = ok(planned(home))
    made = ok(taken(home, "2026-04-05 09:00", reason="planned", ground=None, plan_id=plan["id"]))
    assert void(home, plan, "test-plans").status_code == 409
    ok(void(home, made), 200)
    ok(void(home, plan, "test-plans"), 200)

"""Tests of the body: on a ground, by plan, unannounced; what the law asks, who reads."""

import pytest

from tests.scenarios.chain import to_court_2026
from tests.scenarios.sampling import (
    NOBODY,
    OFFICIAL,
    POLICE,
    by_case,
    file,
    home,
    law_of,
    listed,
    path_of,
    planned,
    refused_at,
    standing,
    taken,
    void,
)
from tests.scenarios.story import ok, signed

__all__ = ["file", "home"]


def managed(new_file, day):
    """Under user management since a day."""
    file, before = new_file().register(f"{day} 08:00"), "commune_police"
    said = {"subject": "reasonable_ground", "ground": "caught"}
    file.open(before, "body-test", "order", f"{day} 09:00", **said)
    said = {"result": "positive", "sample": "urine", "substances": "ma túy tổng hợp"}
    file.take(before, "record_result", f"{day} 10:00", papers=("test-result",), **said)
    return file


# --- Recording ----------------------------------------------------------------------------------


def test_a_test_on_a_ground_has_its_form_and_needs_no_case(file):
    made = ok(taken(file, "2026-03-05 09:00", result="positive", substances="Heroin",
                     method="rapid", done_by="Trạm y tế", paper_number="05/KQXN"))  # fmt: skip
    assert (made["result"], made["ground"], made["form"]) == (
        "positive", "traces", "03 (NĐ 105/2021)",
    )  # fmt: skip
    later = ok(taken(file, "2026-07-02 09:00"))
    assert later["form"] == "III-01"
    assert listed(file) == [later, made]
    assert listed(file, result="positive") == [made]
    assert listed(file, reason="unplanned") == []


def test_a_positive_result_changes_no_case(home):
    before = ok(home.as_(POLICE).get(f"/v1/cases/{home.case['id']}"), 200)
    ok(by_case(home, "2026-04-05 09:00", result="positive"))
    after = ok(home.as_(POLICE).get(f"/v1/cases/{home.case['id']}"), 200)
    assert after == before
    assert standing(home, "2026-04-06 09:00")["last_result"] == "positive"


def test_who_refuses_leaves_no_sample(file):
    said = {"result": "refused", "sample": None}
    made = ok(taken(file, "2026-03-05 09:00", **said))
    assert (made["result"], made["sample"]) == ("refused", None)
    assert refused_at(taken(file, "2026-03-05 09:00", result="refused")) == (422, "/sample")


def test_what_is_entered_the_day_after_is_a_late_entry(file):
    assert ok(taken(file, "2026-03-05 23:50", recorded="2026-03-06 00:05"))["late_entry"] is True
    assert ok(taken(file, "2026-03-06 00:06"))["late_entry"] is False


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"taken_at": "2026-03-05T09:01:00+07:00"}, "/taken_at"),
        ({"taken_at": "1998-03-01T23:59:00+07:00"}, "/taken_at"),
        ({"taken_at": None}, "/taken_at"),
        ({"result": None}, "/result"),
        ({"sample": None}, "/sample"),
        ({"ground": None}, "/ground"),
        ({"reason": "unplanned"}, "/ground"),
        ({"reason": "planned", "ground": None}, "/plan_id"),
        ({"plan_id": NOBODY}, "/plan_id"),
        ({"reason": "planned", "ground": None, "plan_id": NOBODY}, "/plan_id"),
        ({"case_id": NOBODY}, "/case_id"),
        ({"step_id": NOBODY}, "/taken_at"),
        ({"unit": "99999"}, "/unit"),
    ],
)
def test_what_cannot_be_is_refused(file, said, pointer):
    assert refused_at(taken(file, "2026-03-05 09:00", **said)) == (422, pointer)
    assert listed(file) == []


# --- What the law asks --------------------------------------------------------------------------


def test_without_a_measure_a_test_needs_a_ground(file):
    answer = taken(file, "2026-03-05 09:00", reason="unplanned", ground=None)
    assert law_of(answer) == ("73/2021/QH14", "Điều 22 khoản 1")
    answer = taken(file, "2026-07-05 09:00", reason="unplanned", ground=None)
    assert law_of(answer) == ("120/2025/QH15", "Điều 23 khoản 1")


def test_whoever_is_in_rehabilitation_is_tested_unannounced(home):
    made = ok(by_case(home, "2026-04-05 09:00"))
    assert (made["case_id"], made["ground"]) == (home.case["id"], None)


def test_a_measure_that_did_not_run_that_day_lets_nobody_be_tested(home):
    answer = by_case(home, "2026-03-01 09:00", recorded="2026-04-05 09:00")
    assert refused_at(answer) == (422, "/case_id")


@pytest.mark.parametrize(
    ("day", "plan", "unannounced"),
    [
        ("2026-03-02", ("105/2021/NĐ-CP", "Điều 45"), ("105/2021/NĐ-CP", "Điều 45")),
        ("2026-08-03", None, ("163/2026/NĐ-CP", "Điều 61 khoản 1")),
    ],
)
def test_under_user_management_the_decree_asks_for_a_ground_or_a_thematic_plan(
    new_file, day, plan, unannounced
):
    file = managed(new_file, day)
    said = {"residence": "stable"}
    file.open(POLICE, "use-management", "verify_residence", f"{day} 11:00", **said)
    file.take(POLICE, "notify", f"{day} 13:00", papers=("test-result", "use-statement"))
    chief = OFFICIAL if day < "2026-07-01" else POLICE
    file.take(chief, "decide", f"{day} 15:00", decision=signed(day))
    month = day[:8]
    assert law_of(by_case(file, f"{month}20 09:00")) == unannounced
    ok(by_case(file, f"{month}20 09:00", reason="on_ground", ground="driver"))
    said = {"set_on": f"{month}20", "from_on": f"{month}21", "until_on": f"{month}28"}
    answer = planned(file, f"{month}20 09:00", **said)
    if plan is None:
        assert answer.status_code == 201
    else:
        assert law_of(answer) == plan


def test_the_chair_requires_no_test_any_more(home):
    """73/2021 Điều 22 khoản 2 → 120/2025 Điều 23 khoản 2."""
    ok(planned(home, role=OFFICIAL))
    later = {"set_on": "2026-07-02", "from_on": "2026-07-03", "until_on": "2026-07-30"}
    answer = planned(home, "2026-07-02 09:00", role=OFFICIAL, **later)
    assert law_of(answer) == ("120/2025/QH15", "Điều 23 khoản 2")
    ok(planned(home, "2026-07-02 09:00", **later))


# --- A step of a case is not typed twice --------------------------------------------------------


def test_a_test_that_is_a_step_tells_what_the_step_told(new_file):
    file = managed(new_file, "2026-03-02")
    steps = ok(file.as_(POLICE).get(f"/v1/cases/{file.case['id']}/steps"), 200)["items"]
    order, result = steps[0]["id"], steps[-1]["id"]
    typed = {"taken_at": None, "result": None, "sample": None}
    made = ok(taken(file, "2026-03-02 11:00", **typed, step_id=result, method="rapid"))
    assert (made["result"], made["sample"], made["substances"]) == (
        "positive", "urine", "ma túy tổng hợp",
    )  # fmt: skip
    assert made["taken_at"] == "2026-03-02T10:00:00+07:00"
    again = taken(file, "2026-03-02 11:00", **typed, step_id=result)
    assert (again.status_code, again.json()["code"]) == (409, "state-conflict")
    wrong = taken(file, "2026-03-02 11:00", **typed, step_id=order)
    assert refused_at(wrong) == (422, "/step_id")
    twice = taken(file, "2026-03-02 11:00", **{**typed, "result": "negative"}, step_id=result)
    assert refused_at(twice) == (422, "/result")
    events = ok(file.as_(POLICE).get(path_of(file, "timeline")), 200)["items"]
    assert "body_test" not in {event["kind"] for event in events}
    ok(void(file, made), 200)
    ok(taken(file, "2026-03-02 11:00", **typed, step_id=result))


def test_a_step_of_another_is_none_of_this_person(new_file):
    file = managed(new_file, "2026-03-02")
    steps = ok(file.as_(POLICE).get(f"/v1/cases/{file.case['id']}/steps"), 200)["items"]
    other = new_file().register("2026-03-02 09:00", full_name="Lê Thị Hoa", birth_date="1990-01-01")
    typed = {"taken_at": None, "result": None, "sample": None}
    answer = taken(other, "2026-03-02 11:00", **typed, step_id=steps[-1]["id"])
    assert refused_at(answer) == (422, "/step_id")


# --- Who reads ----------------------------------------------------------------------------------


def test_what_was_tested_in_order_to_treat_stays_with_those_who_treat(addict):
    file = to_court_2026(addict("2026-07-20 09:00"))
    file.take("court_clerk", "court_accept", "2026-08-11 09:00")
    told = {"reason": "treatment", "ground": None}
    assert taken(file, "2026-08-12 09:00", **told).status_code == 403
    ok(taken(file, "2026-08-12 09:00"))
    assert [row["reason"] for row in listed(file, "court_clerk")] == ["on_ground"]
    assert file.as_(POLICE).get(path_of(file), params={"reason": "intake"}).status_code == 403


def test_a_system_that_reads_clients_alone_reads_no_test(file, sign_in):
    ok(taken(file, "2026-03-05 09:00"))
    system = sign_in(None, "00004", scopes=("client:read",), username="doc-ho-so")
    assert system.get(path_of(file)).status_code == 403
    assert system.get(path_of(file, "tests/standing")).status_code == 403


def test_a_test_stands_in_the_life_of_the_file(file):
    made = ok(taken(file, "2026-03-05 09:00"))
    ok(void(file, ok(taken(file, "2026-03-06 09:00"))), 200)
    events = ok(file.as_(OFFICIAL).get(path_of(file, "timeline")), 200)["items"]
    assert [
        (e["at"], e["title"], e["ref"]) for e in events if e["kind"] == "body_test"
    ] == [(made["taken_at"], "on_ground", "negative")]  # fmt: skip

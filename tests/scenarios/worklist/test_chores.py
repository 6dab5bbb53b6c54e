"""Chores of a commune: what is to be done for people beside the clocks of their cases."""

import pytest

from app.law.reading import practice, practice_plans
from tests.scenarios.chain import CHAIR, POLICE
from tests.scenarios.sampling import home, planned, taken
from tests.scenarios.story import moment, ok
from tests.scenarios.test_contacts import in_the_centre
from tests.scenarios.test_contacts import record as contact
from tests.scenarios.test_missed_contacts import after, standing, tell
from tests.scenarios.test_plans import post as on_plan
from tests.scenarios.test_plans import write as plan_of
from tests.scenarios.test_requests import act as on_request
from tests.scenarios.test_requests import receive
from tests.scenarios.test_supports import done as on_support
from tests.scenarios.test_supports import opened as support
from tests.scenarios.worklist.seen import items, worklist

__all__ = ["home"]
RULES = practice.contacts()


@pytest.fixture
def file(new_file):
    return new_file().register("2026-03-02 08:00")


def on(file, when):
    file.clock.set(moment(when))
    return file


def chores(file, kind, when=None, role=CHAIR, **asked):
    """What of a kind a role finds: the status, and the day it is due."""
    if when is not None:
        on(file, when)
    rows = items(file.as_(role), kind=kind, **asked)
    return [(row["status"], row["due_at"][:10]) for row in rows]


# --- Contacts -----------------------------------------------------------------------------------


def test_a_contact_is_due_on_the_day_agreed_and_says_whose_and_why(file):
    made = tell(file, "2026-03-05", "met", next_due="2026-03-12")
    [row] = items(on(file, "2026-03-06 09:00").as_(CHAIR), kind="contact_due")
    assert (row["status"], row["due_at"]) == ("due_soon", "2026-03-12T23:59:59+07:00")
    assert (row["record_id"], row["unit"]) == (made["id"], "00004")
    assert (row["client_id"], row["full_name"]) == (file.client["id"], "Nguyễn Văn An")
    assert row["title"] == {"vi": "Tiếp xúc, thăm gặp", "en": "Meet the person"}
    assert row["reason"]["vi"] == "Hết hạn lúc 23:59 ngày 12/03/2026"
    assert (row["practice"], row["legal_basis"], row["steps"]) == (True, [], [])


@pytest.mark.parametrize(
    ("now", "status", "late"),
    [
        ("2026-03-05 00:00", "due_soon", 0),
        ("2026-03-12 23:59", "due_today", 0),
        ("2026-03-13 00:00", "overdue", 1),
        ("2026-03-20 09:00", "overdue", 8),
    ],
)
def test_how_a_chore_stands_is_told_of_viet_nams_days(file, now, status, late):
    tell(file, "2026-03-05", "met", next_due="2026-03-12")
    page = worklist(on(file, now).as_(CHAIR))
    [row] = [row for row in page["items"] if row["kind"] == "contact_due"]
    assert (row["status"], row["late_days"]) == (status, late)
    assert page["counts"]["contact_due"] == 1


def test_misses_in_a_row_name_the_rung_they_have_reached(file):
    tell(file, "2026-03-05", "met")
    for day, missed in (("2026-03-10", 1), ("2026-03-12", 2), ("2026-03-16", 3)):
        tell(file, day, "not_met")
        [row] = items(file.as_(CHAIR), kind="contact_due")
        rung = RULES.after(missed)
        assert row["title"] == {"vi": rung.title.vi, "en": rung.title.en}
        assert row["due_at"][:10] == after(day, rung.within_days)
        assert f"đã {missed} lần liền không gặp được" in row["reason"]["vi"]


@pytest.mark.parametrize(
    "told",
    [
        [("2026-03-05", "met", "visit", {})],
        [("2026-03-05", "not_met", "visit", {}), ("2026-03-06", "left_message", "telephone", {})],
        [("2026-03-05", "not_met", "visit", {}), ("2026-03-06", "met", "family", {})],
        [("2026-03-05", "not_met", "visit", {}), ("2026-03-07", "refused", "visit", {})],
        [("2026-03-05", "not_met", "visit", {}), ("2026-03-07", "not_met", "telephone", {}),
         ("2026-03-07", "met", "family", {"next_due": "2026-03-09"})],
        [("2026-03-05", "left_message", "telephone", {})],
    ],
)  # fmt: skip
def test_the_list_and_the_standing_of_the_person_agree(file, told):
    for day, outcome, kind, said in told:
        tell(file, day, outcome, kind, **said)
    stands = standing(file)
    due = [row["due_at"][:10] for row in items(file.as_(CHAIR), kind="contact_due", days=31)]
    assert due == ([] if stands["next_due"] is None else [stands["next_due"]])


def test_a_contact_far_ahead_or_taken_back_is_on_no_list(file):
    made = tell(file, "2026-03-05", "met", next_due="2026-03-12")
    assert chores(file, "contact_due", days=6) == []
    assert len(chores(file, "contact_due", days=7)) == 1
    path = f"/v1/clients/{file.client['id']}/contacts/{made['id']}/void"
    ok(file.as_(CHAIR).post(path, json={"reason": "Nhập nhầm"}, version=1), 200)
    assert chores(file, "contact_due", days=31) == []


def test_nobody_is_to_meet_the_dead(home):
    tell(home, "2026-04-01", "met", next_due="2026-04-05")
    assert len(chores(home, "contact_due")) == 1
    home.take(POLICE, "record_death", "2026-04-02 09:00", died_on="2026-04-02")
    assert chores(home, "contact_due", "2026-04-10 09:00") == []


def test_a_chore_goes_with_the_file(file):
    tell(file, "2026-03-05", "met", next_due="2026-03-12")
    path = f"/v1/clients/{file.client['id']}"
    version = ok(file.as_(CHAIR).get(path), 200)["version"]
    body = {"to": "26740", "occurred_at": file.at("2026-03-06 09:00"), "reason": "Chuyển nhà"}
    ok(file.as_(CHAIR).post(f"{path}/moves", json=body, version=version))
    assert chores(file, "contact_due") == []
    there = file.offices(CHAIR, "26740")
    assert [row["client_id"] for row in items(there, kind="contact_due")] == [file.client["id"]]


def test_what_a_centre_wrote_is_the_centres_while_it_holds_the_file(addict):
    file = in_the_centre(addict)
    ok(contact(file, "2026-10-01 09:00", role="centre_caseworker", next_due="2026-10-05"))
    assert chores(file, "contact_due", role="centre_caseworker") == [("due_soon", "2026-10-05")]
    assert chores(file, "contact_due") == []


# --- Tests, plans, supports, requests -----------------------------------------------------------


def test_a_planned_test_is_due_at_the_end_of_its_days_and_then_missed(home):
    plan = ok(planned(home))
    assert chores(home, "test_due", "2026-04-02 09:00") == []
    assert chores(home, "test_due", "2026-04-05 09:00") == [("due_soon", "2026-04-10")]
    [row] = items(on(home, "2026-04-11 09:00").as_(CHAIR), kind="test_due")
    assert (row["status"], row["late_days"], row["record_id"]) == ("overdue", 1, plan["id"])
    assert (row["case_id"], row["practice"]) == (home.case["id"], True)
    assert row["reason"]["vi"].endswith("đã lỡ 1 lần xét nghiệm")
    ok(taken(home, "2026-04-12 09:00", reason="planned", ground=None, plan_id=plan["id"]))
    assert chores(home, "test_due", days=31) == [("due_soon", "2026-04-30")]
    assert chores(home, "test_due", "2026-05-02 09:00") == [("overdue", "2026-04-30")]


def test_nothing_is_asked_of_a_plan_once_its_case_is_closed(home):
    ok(planned(home))
    assert chores(home, "test_due", "2026-04-11 09:00") == [("overdue", "2026-04-10")]
    home.take(POLICE, "record_death", "2026-04-12 09:00", died_on="2026-04-12")
    assert chores(home, "test_due") == []


def test_a_plan_is_reviewed_on_the_day_agreed_else_after_the_interval(home):
    plan = ok(plan_of(home, on="2026-03-24", next_review_on="2026-04-10"))
    [row] = items(on(home, "2026-04-05 09:00").as_(CHAIR), kind="review_due")
    assert (row["record_id"], row["case_id"]) == (plan["id"], home.case["id"])
    assert chores(home, "review_due", "2026-04-11 09:00") == [("overdue", "2026-04-10")]
    said = {"held_on": "2026-04-11", "findings": "Tiến bộ"}
    ok(on_plan(home, plan, "/reviews", **said))
    assert chores(home, "review_due", days=31) == []
    due = after("2026-04-11", practice_plans.plans().review_interval_days)
    assert chores(home, "review_due", f"{due} 09:00") == [("due_today", due)]


def test_a_support_is_followed_up_until_it_has_its_outcome(file):
    item = ok(support(file, follow_up_on="2026-03-10"))
    [row] = items(on(file, "2026-03-11 09:00").as_(CHAIR), kind="support_due")
    assert (row["status"], row["record_id"]) == ("overdue", item["id"])
    assert row["title"]["vi"] == "Theo dõi hỗ trợ: Việc làm"
    ok(on_support(file, item, "2026-03-11 10:00", "not_available"), 200)
    assert chores(file, "support_due") == []


def test_a_request_is_first_acknowledged_and_then_carried_out(file):
    made = ok(receive(file, "2026-03-02 09:00"))
    [row] = items(on(file, "2026-03-03 09:00").as_(CHAIR), kind="request_due")
    assert (row["due_at"], row["record_id"]) == (made["acknowledge_by"], made["id"])
    assert row["title"]["vi"] == "Báo đã nhận yêu cầu: Xem dữ liệu"
    made = ok(on_request(file, made, "acknowledge", "2026-03-03 10:00"), 200)
    [row] = items(on(file, "2026-03-06 09:00").as_(CHAIR), kind="request_due")
    assert (row["due_at"], row["practice"]) == (made["due_at"], False)
    [law] = row["legal_basis"]
    assert (law["edition"], row["unverified"]) == ("l91", True)
    ok(on_request(file, made, "answer", "2026-03-06 10:00", outcome="granted"), 200)
    assert chores(file, "request_due", days=31) == []

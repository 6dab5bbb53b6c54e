"""Chores of a commune: what is to be done for people beside the clocks of their cases."""

import pytest

from app.law.reading import practice, practice_plans
from tests.scenarios.chain import CHAIR, CLERK, POLICE
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
from tests.scenarios.worklist.seen import area, items, pages, worklist

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


# --- The list -----------------------------------------------------------------------------------


@pytest.fixture
def busy(home, new_file):
    """One of every kind a commune has, of two people, besides the clocks of a case."""
    other = new_file().register(
        "2026-03-24 10:00", full_name="Trần Văn Bình", birth_date="1990-01-01"
    )
    ok(planned(home))
    ok(plan_of(home, on="2026-03-24", next_review_on="2026-04-10"))
    ok(support(other, when="2026-03-24 09:00", follow_up_on="2026-04-10"))
    tell(other, "2026-03-25", "not_met", next_due="2026-04-10")
    tell(home, "2026-03-25", "met", next_due="2026-04-03")
    ok(receive(home, "2026-04-01 09:00"))
    on(home, "2026-04-05 09:00")
    return home, other


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_join_across_the_families_in_one_order(busy, limit):
    caller = busy[0].as_(CHAIR)
    whole = items(caller)
    assert {"contact_due", "test_due", "review_due", "support_due", "request_due"} <= {
        row["kind"] for row in whole
    }
    moments = [row["due_at"] for row in whole]
    assert moments == sorted(moments)
    assert len(set(moments)) < len(moments)
    cut = list(pages(caller, "/v1/worklist", limit))
    assert [row for page in cut for row in page["items"]] == whole


def test_the_counts_are_of_every_kind_whatever_is_asked_for(busy):
    caller = busy[0].as_(CHAIR)
    whole = worklist(caller)
    named = {kind: n for kind, n in whole["counts"].items() if n}
    assert named.items() >= {
        "contact_due": 2, "test_due": 1, "review_due": 1, "support_due": 1, "request_due": 1,
    }.items()  # fmt: skip
    only = worklist(caller, kind="contact_due")
    assert only["counts"] == whole["counts"]
    assert only["items"] == [row for row in whole["items"] if row["kind"] == "contact_due"]
    assert sum(named.values()) == len(whole["items"])


def test_mine_are_the_people_the_caller_looks_after(busy):
    first, other = busy
    caller = first.as_(CHAIR)
    body = {"clients": [other.client["id"]], "account": str(caller.id)}
    ok(caller.post("/v1/assignments/reassign", json=body), 200)
    mine = worklist(caller, mine="true")
    assert {row["client_id"] for row in mine["items"]} == {other.client["id"]}
    assert mine["items"] == [
        row for row in items(caller) if row["client_id"] == other.client["id"]
    ] != []  # fmt: skip
    assert sum(mine["counts"].values()) == len(mine["items"])
    assert items(first.as_(POLICE), mine="true") == []


def test_a_kind_is_for_those_who_read_its_part(busy, sign_in):
    """A system that reads identity and cases gets what those parts ask for, and no contact."""
    system = sign_in(None, "00004", scopes=("case:read", "client:read"))
    kinds = {row["kind"] for row in items(system)}
    assert {"test_due", "review_due", "request_due"} <= kinds
    assert not kinds & {"contact_due", "support_due", "referral_due"}
    assert items(system, kind="contact_due") == []
    assert worklist(system)["counts"]["contact_due"] == 0


def test_a_list_narrowed_to_a_procedure_has_no_chores(busy):
    counts = worklist(busy[0].as_(CHAIR), procedure="voluntary-home")["counts"]
    assert sum(n for kind, n in counts.items() if kind.endswith("_due")) == 0


def test_a_court_and_a_province_have_no_chores_of_people(busy):
    first, _ = busy
    for role in (CLERK, "province_manager"):
        assert items(first.as_(role), kind="contact_due") == []
    assert len(items(first.as_("province_manager"), kind="contact_due", unit="00004")) == 2
    assert items(first.offices(CHAIR, "26740"), kind="contact_due", unit="00004") == []


# --- The page of an area ------------------------------------------------------------------------


def test_the_next_duty_of_a_person_may_be_a_chore(busy):
    first, other = busy
    caller = first.as_(CHAIR)
    people = {row["client_id"]: row for row in area(caller, "00004")["items"]}
    duty = people[other.client["id"]]["next_duty"]
    [same] = [row for row in items(caller) if row["record_id"] == duty["record_id"]]
    assert duty == {name: same[name] for name in duty}
    assert (duty["kind"], duty["due_at"][:10]) == ("support_due", "2026-04-10") or (
        duty["kind"], duty["due_at"][:10]
    ) == ("contact_due", "2026-04-10")  # fmt: skip
    assert duty["deadline_id"] is None
    overdue = [row for row in items(caller) if row["status"] == "overdue"]
    of_first = [row for row in overdue if row["client_id"] == first.client["id"]]
    assert people[first.client["id"]]["overdue"] == len(of_first) > 0
    assert "contact_due" in {row["kind"] for row in of_first}


def test_a_chore_far_ahead_is_the_next_duty_of_who_has_no_other(file):
    tell(file, "2026-03-05", "met", next_due="2026-05-05")
    page = area(file.as_(CHAIR), "00004")
    [person] = page["items"]
    duty = person["next_duty"]
    assert (duty["kind"], duty["status"]) == ("contact_due", "later")
    assert page["summary"]["chores"]["contact_due"] == 0
    assert area(file.as_(CHAIR), "00004", days=31)["summary"]["chores"]["contact_due"] == 0


def test_the_area_counts_the_chores_as_the_list_does(busy, sign_in):
    caller = busy[0].as_(CHAIR)
    counted = area(caller, "00004")["summary"]["chores"]
    listed = worklist(caller)["counts"]
    assert counted == {kind: listed[kind] for kind in counted}
    assert counted["contact_due"] == 2
    system = sign_in(None, "00004", scopes=("case:read", "client:read"))
    assert area(system, "00004")["summary"]["chores"]["contact_due"] == 0


@pytest.mark.parametrize("limit", [1, 2])
def test_the_pages_of_an_area_join_with_chores_among_the_duties(busy, limit):
    caller = busy[0].as_(CHAIR)
    cut = list(pages(caller, "/v1/areas/00004", limit))
    assert [row for page in cut for row in page["items"]] == area(caller, "00004")["items"]

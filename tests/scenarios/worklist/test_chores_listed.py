"""Chores among all else on the list and on the page of an area: order, counts, whose, for whom."""

import pytest

from tests.scenarios.chain import CHAIR, CLERK, POLICE
from tests.scenarios.sampling import home, planned
from tests.scenarios.story import moment, ok
from tests.scenarios.test_missed_contacts import tell
from tests.scenarios.test_plans import write as plan_of
from tests.scenarios.test_requests import receive
from tests.scenarios.test_supports import opened as support
from tests.scenarios.worklist.seen import area, items, pages, worklist

__all__ = ["home"]


@pytest.fixture
def file(new_file):
    return new_file().register("2026-03-02 08:00")


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
    home.clock.set(moment("2026-04-05 09:00"))
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

"""A commune or a centre on one page: people by their next duty, open cases, what is owed."""

import pytest

from tests.scenarios.chain import (
    CHAIR,
    DIRECTOR,
    INTAKE,
    POLICE,
    admitted_163,
    decided,
    opened,
    to_court_2026,
)
from tests.scenarios.story import CENTRE, REGISTRATION, moment, ok, signed
from tests.scenarios.worklist.seen import area, items, pages


@pytest.fixture
def commune(addict, new_file):
    """Three people: one to decide on, one whose registration never came, one who is owed nothing.

    The clock stands on Tuesday 10 March 2026.
    """
    late = addict("2026-03-02 09:00", full_name="Trần Văn Bình", birth_date="1990-01-01")
    idle = new_file().register("2026-03-02 09:00", full_name="Bùi Thị Cúc", birth_date="1991-01-01")
    first = addict("2026-02-26 09:00")
    first.open(CHAIR, "voluntary-home", "register", "2026-03-09 09:00", papers=REGISTRATION)
    first.clock.set(moment("2026-03-10 09:00"))
    return first, late, idle


def test_people_stand_by_their_next_duty_and_then_by_name(commune):
    first, late, idle = commune
    page = area(first.as_(CHAIR), "00004")
    assert [row["client_id"] for row in page["items"]] == [
        late.client["id"],
        first.client["id"],
        idle.client["id"],
    ]
    assert [row["overdue"] for row in page["items"]] == [1, 0, 0]
    assert [row["next_duty"] and row["next_duty"]["clock"] for row in page["items"]] == [
        "D-09",
        "D-10",
        None,
    ]


def test_the_next_duty_is_what_the_worklist_says(commune):
    first, *_ = commune
    work = {row["deadline_id"]: row for row in items(first.as_(CHAIR))}
    duties = [row["next_duty"] for row in area(first.as_(CHAIR), "00004")["items"]]
    assert {duty["deadline_id"] for duty in duties if duty} == work.keys()
    for duty in filter(None, duties):
        same = work[duty["deadline_id"]]
        assert duty == {name: same[name] for name in duty}


def test_the_area_in_figures(commune):
    first, *_ = commune
    found = area(first.as_(POLICE), "00004")
    assert (found["unit"]["code"], found["unit"]["kind"]) == ("00004", "commune")
    assert found["summary"]["people"] == {"on_file": 3, "with_open_case": 1}
    assert found["summary"]["duties"] == {
        "overdue": 1, "due_today": 0, "due_soon": 1, "later": 0,
    }  # fmt: skip
    [one] = found["summary"]["cases"]
    assert (one["procedure"], one["state"], one["count"]) == ("voluntary-home", "registered", 1)
    assert one["state_title"]["vi"] == "Đã đăng ký"


def test_each_person_has_the_cases_that_are_open(commune):
    first, late, idle = commune
    people = {row["client_id"]: row for row in area(first.as_(CHAIR), "00004")["items"]}
    [case] = people[first.client["id"]]["open_cases"]
    assert (case["id"], case["state"]) == (first.case["id"], "registered")
    assert people[late.client["id"]]["open_cases"] == []
    assert people[idle.client["id"]]["open_cases"] == []


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_join_and_only_the_first_has_the_figures(commune, limit):
    caller = commune[0].as_(CHAIR)
    cut = list(pages(caller, "/v1/areas/00004", limit))
    assert [row for page in cut for row in page["items"]] == area(caller, "00004")["items"]
    assert [page["summary"] is None for page in cut] == [False] + [True] * (len(cut) - 1)


def test_people_without_a_duty_follow_each_other_by_name(new_file):
    for name, day in (("Vũ An", "01"), ("Đỗ Bình", "02"), ("Hoàng An", "03")):
        file = new_file().register("2026-03-02 09:00", full_name=name, birth_date=f"1990-01-{day}")
    caller = file.as_(CHAIR)
    names = [r["full_name"] for page in pages(caller, "/v1/areas/00004", 1) for r in page["items"]]
    listed = [row["full_name"] for row in ok(caller.get("/v1/clients"), 200)["items"]]
    assert names == listed
    assert len(names) == 3


def test_a_centre_sees_whom_it_holds_and_what_it_owes_them(addict):
    file = to_court_2026(addict("2026-07-20 09:00"))
    assert area(file.as_(INTAKE), CENTRE)["items"] == []
    decided(file, "2026-08-11 09:00", "2026-08-20 09:00")
    admitted_163(file, "2026-08-31 08:00", "2026-09-03", "2026-09-04 09:00")
    page = area(file.as_(DIRECTOR), CENTRE)
    [person] = page["items"]
    assert person["client_id"] == file.client["id"]
    assert [(c["procedure"], c["state"]) for c in person["open_cases"]] == [
        ("compulsory", "in_centre")
    ]
    assert page["summary"]["people"] == {"on_file": 1, "with_open_case": 1}
    duties = page["summary"]["duties"]
    clocks = file.look(INTAKE, "/deadlines")["items"]
    running = [row for row in clocks if row["status"] == "open" and not row["paused_at"]]
    assert 0 < sum(duties.values()) <= len(running)


def test_what_the_commune_owes_is_not_what_the_centre_owes(addict):
    file = opened(addict("2026-07-20 09:00"), "2026-08-03 09:00", POLICE, not_criminal=True)
    assert area(file.as_(POLICE), "00004")["summary"]["duties"]["due_soon"] == 1
    assert area(file.as_(INTAKE), CENTRE)["summary"]["duties"]["due_soon"] == 0


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        (CHAIR, "00004", 200),
        (CHAIR, "00008", 404),
        (CHAIR, CENTRE, 404),
        (CHAIR, "99999", 404),
        (CHAIR, "01", 404),
        (INTAKE, CENTRE, 200),
        (INTAKE, "00004", 404),
        ("court_clerk", "C-01-01", 200),
        ("province_manager", "00004", 200),
        ("province_manager", CENTRE, 200),
        ("province_manager", "26740", 404),
        ("province_manager", "01", 422),
        ("nation_manager", "26740", 200),
        ("nation_manager", "vn", 422),
        ("analyst", "00004", 403),
    ],
)
def test_an_area_is_read_by_its_own_and_by_those_over_it(offices, role, unit, status):
    assert offices(role).get(f"/v1/areas/{unit}").status_code == status


def test_a_former_commune_is_what_it_went_into(commune):
    page = area(commune[0].as_(CHAIR), "00013")
    assert len(page["items"]) == 3
    assert page["unit"]["code"] == "00013"


def test_a_duty_done_gives_way_to_the_next(commune):
    first, late, _ = commune
    first.take(CHAIR, "decide", "2026-03-11 09:00", term_months=6, decision=signed("2026-03-11"))
    people = {row["client_id"]: row for row in area(first.as_(CHAIR), "00004")["items"]}
    assert people[first.client["id"]]["next_duty"]["clock"] == "D-11"
    assert people[late.client["id"]]["overdue"] == 1

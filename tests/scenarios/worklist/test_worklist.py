"""What a unit must do: its own clocks by the moment they are due, and nobody else's."""

import pytest

from tests.scenarios.chain import (
    CHAIR,
    CLERK,
    INTAKE,
    POLICE,
    admitted_163,
    decided,
    opened,
    to_court_2026,
)
from tests.scenarios.story import REGISTRATION, moment, ok, signed
from tests.scenarios.worklist.seen import items, named, pages, worklist

REGISTERED = "2026-03-02 09:00"


@pytest.fixture
def file(addict):
    """Registered for rehabilitation at home: the chair has three working days to decide."""
    file = addict("2026-02-26 09:00")
    return file.open(CHAIR, "voluntary-home", "register", REGISTERED, papers=REGISTRATION)


def test_a_duty_tells_whose_it_is_by_when_by_which_article_and_by_which_step(file):
    [row] = items(file.as_(CHAIR))
    assert (row["kind"], row["clock"], row["due_at"]) == (
        "due_soon",
        "D-10",
        "2026-03-05T23:59:59+07:00",
    )
    assert (row["client_id"], row["full_name"]) == (file.client["id"], "Nguyễn Văn An")
    assert (row["case_id"], row["procedure"]) == (file.case["id"], "voluntary-home")
    assert row["title"]["vi"] == "Ra quyết định cai nghiện tự nguyện"
    assert row["reason"]["vi"] == "Hết hạn lúc 23:59 ngày 05/03/2026"
    [law] = row["legal_basis"]
    assert (law["act"], law["at"]) == ("116/2021/NĐ-CP", "Điều 30 khoản 1")
    [step] = row["steps"]
    assert (step["procedure"], step["name"], step["ref"]) == ("voluntary-home", "decide", "VH3")
    assert [office["code"] for office in step["by"]] == ["commune_chair"]


@pytest.mark.parametrize(
    ("now", "kind", "days", "hours"),
    [
        ("2026-03-04 23:59", "due_soon", 0, 0),
        ("2026-03-05 00:00", "due_today", 0, 0),
        ("2026-03-05 23:59", "due_today", 0, 0),
        ("2026-03-06 00:00", "overdue", 1, 0),
        ("2026-03-08 06:00", "overdue", 3, 54),
    ],
)
def test_today_is_viet_nams_and_late_is_told_in_days_and_hours(file, now, kind, days, hours):
    file.clock.set(moment(now))
    page = worklist(file.as_(CHAIR))
    [row] = page["items"]
    assert (row["kind"], row["late_days"], row["late_hours"]) == (kind, days, hours)
    assert {name: n for name, n in page["counts"].items() if n} == {kind: 1}


@pytest.mark.parametrize(("days", "seen"), [(0, 0), (2, 0), (3, 1), (7, 1)])
def test_how_far_ahead_is_the_callers_to_say(file, days, seen):
    assert len(items(file.as_(CHAIR), days=days)) == seen


def test_what_is_met_is_off_the_list_and_what_follows_is_on_it(file):
    file.take(CHAIR, "decide", "2026-03-04 09:00", term_months=6, decision=signed("2026-03-04"))
    rows = items(file.as_(CHAIR))
    assert "D-10" not in {row["clock"] for row in rows}
    assert {row["clock"] for row in rows} == {"D-11"}


def test_nothing_is_owed_in_a_closed_case(file):
    file.take(CHAIR, "decide", "2026-03-04 09:00", term_months=6, decision=signed("2026-03-04"))
    file.take(CHAIR, "begin", "2026-03-05 09:00")
    file.take(POLICE, "record_death", "2026-03-06 09:00", died_on="2026-03-06")
    file.clock.set(moment("2026-04-06 09:00"))
    assert file.case["closed_at"] is not None
    assert items(file.as_(CHAIR)) == []


def test_what_the_court_must_do_is_on_the_courts_list_alone(addict):
    file = to_court_2026(addict("2026-07-20 09:00"))
    assert ("due_soon", "CT1") in named(items(file.as_(CLERK)))
    assert "CT1" not in {row["clock"] for row in items(file.as_(POLICE))}
    assert "CT1" in {row["clock"] for row in items(file.as_(POLICE), unit="C-01-01")}


def test_a_clock_that_stands_still_is_nobodys(addict):
    """03/2022/UBTVQH15, Điều 24 khoản 1: the time of a court that has suspended stands still."""
    file = to_court_2026(addict("2026-07-20 09:00"))
    file.take(CLERK, "court_accept", "2026-08-11 09:00")
    assert "D-23" in {row["clock"] for row in items(file.as_(CLERK), days=31)}
    said = {"outcome": "suspend", "decision": signed("2026-08-20", "7/QĐ-TA")}
    file.take(CLERK, "court_decide", "2026-08-20 09:00", **said)
    assert file.deadline("D-23", CLERK)["paused_at"] is not None
    file.clock.set(moment("2026-11-01 09:00"))
    assert "D-23" not in {row["clock"] for row in items(file.as_(CLERK), days=31)}


def test_the_list_is_narrowed_by_kind_and_procedure_and_the_counts_are_not_by_kind(addict):
    file = addict("2026-07-20 09:00")
    opened(file, "2026-08-03 09:00", POLICE, not_criminal=True)
    police = file.as_(POLICE)
    whole = worklist(police)
    assert {kind: n for kind, n in whole["counts"].items() if n} == {
        "overdue": 1, "due_soon": 1, "missing_paper": 2,
    }  # fmt: skip
    only = worklist(police, kind="missing_paper")
    assert {row["kind"] for row in only["items"]} == {"missing_paper"}
    assert only["counts"] == whole["counts"]
    of_one = worklist(police, procedure="determination")
    assert named(of_one["items"]) == [("overdue", "D-09")]
    assert sum(of_one["counts"].values()) == 1
    assert items(police, procedure="post-rehab") == []


def test_a_province_asks_for_the_list_of_a_commune(file):
    assert named(items(file.as_("province_manager"), unit="00004")) == [("due_soon", "D-10")]
    assert items(file.as_("province_manager")) == []


def test_a_former_commune_is_what_it_went_into(file):
    former = named(items(file.as_(CHAIR), unit="00013"))
    assert former == named(items(file.as_(CHAIR))) != []


def test_the_list_of_another_commune_is_empty(file):
    there = file.offices(CHAIR, "26740")
    assert items(there, unit="00004") == []
    assert sum(worklist(there, unit="00004")["counts"].values()) == 0


@pytest.mark.parametrize("limit", [1, 2, 3])
@pytest.mark.parametrize("kind", [None, "missing_paper"])
def test_pages_join_and_only_the_first_counts(addict, limit, kind):
    for day, name in (("20", "Lê Thị Hoa"), ("21", "Trần Văn Bình")):
        file = addict(f"2026-07-{day} 09:00", full_name=name, birth_date=f"1990-01-{day}")
        opened(file, "2026-08-03 09:00", POLICE, not_criminal=True)
    asked = {} if kind is None else {"kind": kind}
    police = file.as_(POLICE)
    whole = items(police, **asked)
    assert whole == sorted(whole, key=lambda row: row["due_at"])
    cut = list(pages(police, "/v1/worklist", limit, **asked))
    assert [row for page in cut for row in page["items"]] == whole
    assert len(whole) == (8 if kind is None else 4)
    assert [page["counts"] is None for page in cut] == [False] + [True] * (len(cut) - 1)


def test_a_cursor_belongs_to_its_filter(addict):
    file = addict("2026-07-20 09:00")
    opened(file, "2026-08-03 09:00", POLICE, not_criminal=True)
    cursor = worklist(file.as_(POLICE), limit=1)["next"]
    answer = file.as_(POLICE).get("/v1/worklist", params={"cursor": cursor, "days": 6})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize("asked", [{"kind": "late"}, {"days": 32}, {"days": -1}, {"limit": 501}])
def test_what_cannot_be_asked_is_refused(file, asked):
    assert file.as_(CHAIR).get("/v1/worklist", params=asked).status_code == 422


@pytest.mark.parametrize("role", ["analyst", "auditor"])
def test_who_may_not_see_cases_sees_no_work(file, role):
    for path in ("/v1/worklist", "/v1/areas/00004"):
        answer = file.as_(role).get(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "not-permitted")


def test_a_system_that_does_not_read_identity_gets_no_names(file, sign_in):
    system = sign_in(None, "00004", scopes=("case:read",))
    [row] = items(system)
    assert (row["client_id"], row["full_name"]) == (file.client["id"], None)
    [person] = ok(system.get("/v1/areas/00004"), 200)["items"]
    assert (person["client_id"], person["full_name"]) == (file.client["id"], None)


def test_a_centre_gets_its_own_duties_not_the_communes(addict):
    file = to_court_2026(addict("2026-07-20 09:00"))
    centre = file.as_("centre_caseworker")
    assert items(centre) == []
    decided(file, "2026-08-11 09:00", "2026-08-20 09:00")
    admitted_163(file, "2026-08-31 08:00", "2026-09-03", "2026-09-04 09:00")
    assert items(centre) == []
    papers = ("leave-application", "death-certificate")
    file.take(INTAKE, "apply_leave", "2026-10-05 09:00", papers=papers)
    rows = items(centre)
    assert named(rows) == [("due_soon", "D-35")]
    assert [step["name"] for step in rows[0]["steps"]] == ["grant_leave", "refuse_leave"]
    assert items(file.as_(CHAIR), procedure="compulsory") == []

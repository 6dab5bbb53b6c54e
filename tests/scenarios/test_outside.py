"""Visits, calls and parcels in a centre: limits of the decree of the day, consent, warnings."""

import pytest

from tests.scenarios.inside import (
    DIRECTOR,
    INTAKE,
    events,
    fault,
    listed,
    path,
    under_116,
    under_163,
    void,
)
from tests.scenarios.story import ok

KIND = "outside-contacts"
MINE = "01a2015f-adb6-79aa-8a45-fd8b9fc69bc8"


@pytest.fixture
def file(addict):
    return under_163(addict)


def tell(file, kind, when, recorded=None, role=INTAKE, **said):
    body = {
        "kind": kind, "happened_at": file.at(when, recorded), "who": "Nguyễn Thị Lan",
        "relation": "mẹ", **said,
    }  # fmt: skip
    return file.as_(role).post(path(file, KIND), json=body)


def warned(file, kind, when, **said):
    return {
        (one["code"], one["legal_basis"][0]["at"])
        for one in ok(tell(file, kind, when, **said))["warnings"]
    }


ART_120 = "Điều 120 khoản 1"
CALLS = "Điều 120 khoản 2 điểm b"


# --- Decree 163: 45 minutes, 60 with consent; one a week; three relatives ------------------------


@pytest.mark.parametrize(
    ("said", "beyond"),
    [
        ({"minutes": 45, "visitors": 3}, set()),
        ({"minutes": 46}, {("minutes", ART_120)}),
        ({"minutes": 60, "allowed_by": "Trần Văn Bình"}, set()),
        ({"minutes": 61, "allowed_by": "Trần Văn Bình"}, {("minutes", ART_120)}),
        ({"visitors": 4, "minutes": 46}, {("visitors", ART_120), ("minutes", ART_120)}),
    ],
)
def test_what_a_visit_may_be_under_decree_163(file, said, beyond):
    assert warned(file, "visit", "2026-10-05 09:00", **said) == beyond


def test_a_second_visit_of_the_week_is_told_with_its_article(file):
    assert warned(file, "visit", "2026-10-05 00:00") == set()
    assert warned(file, "visit", "2026-10-11 23:59") == {("times", ART_120)}
    assert warned(file, "visit", "2026-10-12 00:00") == set()
    # Told late of the week before: that week had its visit.
    assert ok(tell(file, "visit", "2026-10-06 09:00", recorded="2026-10-13 09:00"))["warnings"]


def test_a_visit_voided_counts_in_no_week(file):
    ok(void(file, KIND, ok(tell(file, "visit", "2026-10-05 09:00"))), 200)
    assert warned(file, "visit", "2026-10-06 09:00") == set()


def test_four_calls_a_month_and_six_with_consent(file):
    for day in range(1, 5):
        assert warned(file, "call", f"2026-10-0{day} 09:00", minutes=15) == set()
    assert warned(file, "call", "2026-10-05 09:00", minutes=15) == {("times", CALLS)}
    agreed = {"minutes": 45, "allowed_by": "Trần Văn Bình"}
    assert warned(file, "call", "2026-10-06 09:00", **agreed) == set()
    assert warned(file, "call", "2026-10-07 09:00", **agreed) == {("times", CALLS)}
    assert warned(file, "call", "2026-11-01 00:00", minutes=16) == {("minutes", CALLS)}


def test_decree_163_takes_money_and_no_parcel(file):
    answer = tell(file, "parcel", "2026-10-05 09:00", what="Bánh")
    assert fault(answer) == (422, "/kind")
    [law] = answer.json()["legal_basis"]
    assert (law["act"], law["at"]) == ("163/2026/NĐ-CP", "Điều 120 khoản 3")
    assert ok(tell(file, "money", "2026-10-05 09:00", what="500.000 đồng"))["warnings"] == []


# --- Decree 116 ---------------------------------------------------------------------------------


def test_decree_116_gives_two_hours_and_four_with_consent_and_takes_parcels(addict):
    file = under_116(addict)
    assert warned(file, "visit", "2025-11-03 09:00", minutes=120, visitors=3) == set()
    agreed = {"allowed_by": "Trần Văn Bình"}
    assert warned(file, "visit", "2025-11-10 09:00", minutes=240, **agreed) == set()
    assert warned(file, "visit", "2025-11-17 09:00", minutes=121) == {
        ("minutes", "Điều 69 khoản 1")
    }
    assert warned(file, "parcel", "2025-11-17 10:00", what="Bánh") == set()
    # It says nothing of calls.
    assert warned(file, "call", "2025-11-17 11:00", minutes=300) == set()


def test_a_spouse_stays_a_day_at_most_and_only_with_permission(addict):
    file = under_116(addict)
    [refused] = ok(tell(file, "spouse_visit", "2025-11-03 09:00", minutes=60))["warnings"]
    assert (refused["code"], refused["legal_basis"][0]["unverified"]) == ("consent", True)
    agreed = {"allowed_by": "Trần Văn Bình"}
    assert warned(file, "spouse_visit", "2025-12-01 09:00", minutes=1440, **agreed) == set()
    assert warned(file, "spouse_visit", "2026-01-05 09:00", minutes=1441, **agreed) == {
        ("minutes", "toàn văn")
    }


# --- Who tells, who reads -----------------------------------------------------------------------


def test_a_visit_stands_in_the_life_of_the_file_and_not_before_the_court(file):
    made = ok(tell(file, "visit", "2026-10-05 09:00"))
    assert (listed(file, KIND), listed(file, KIND, kind="call")) == ([made], [])
    assert events(file, "visit_received") == ["visit"]
    assert events(file, "visit_received", "court_clerk") == []
    assert file.as_("court_clerk").get(path(file, KIND)).status_code == 403
    assert tell(file, "visit", "2026-10-05 09:00", role="commune_police").status_code == 403


def test_a_visit_told_twice_is_one_and_never_warns_of_itself(file):
    first = ok(tell(file, "visit", "2026-10-05 09:00", id=MINE))
    assert ok(tell(file, "visit", "2026-10-05 09:00", id=MINE)) == first
    assert (first["warnings"], len(listed(file, KIND))) == ([], 1)
    assert tell(file, "visit", "2026-10-05 09:00", id=MINE, minutes=5).status_code == 409


@pytest.mark.parametrize(
    ("when", "said", "pointer"),
    [
        ("2026-10-05 09:01", {}, "/happened_at"),
        ("2026-10-05 09:00", {"minutes": 0}, "/minutes"),
        ("2026-10-05 09:00", {"visitors": -1}, "/visitors"),
        ("2026-10-05 09:00", {"case_id": MINE}, "/case_id"),
    ],
)
def test_what_cannot_be_is_refused(file, when, said, pointer):
    answer = tell(file, "visit", when, recorded="2026-10-05 09:00", role=DIRECTOR, **said)
    assert fault(answer) == (422, pointer)
    assert listed(file, KIND) == []

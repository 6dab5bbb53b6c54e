"""Services: what is done for a person on a day, seen by those whose work it is, never unwritten."""

import pytest

from tests.scenarios.chain import to_court_2026
from tests.scenarios.story import CENTRE, ok

OFFICIAL, POLICE = "commune_official", "commune_police"


@pytest.fixture
def file(new_file):
    return new_file().register("2026-03-02 09:00")


def record(file, role=OFFICIAL, **said):
    body = {"kind": "counselling", "on": "2026-03-02", "unit": "00004", **said}
    return file.as_(role).post(f"/v1/clients/{file.client['id']}/services", json=body)


def listed(file, role=OFFICIAL, **params):
    path = f"/v1/clients/{file.client['id']}/services"
    return ok(file.as_(role).get(path, params=params), 200)["items"]


def test_one_thing_done_on_a_day(file):
    made = ok(record(file, provider="Trạm y tế", note="Lần 1\nHẹn lại"))
    assert (made["kind"], made["on"], made["late_entry"]) == ("counselling", "2026-03-02", False)
    assert made["note"] == "Lần 1\nHẹn lại"
    assert listed(file) == [made]


def test_yesterdays_is_a_late_entry_and_tomorrows_is_refused(file):
    assert ok(record(file, on="2026-03-01"))["late_entry"] is True
    answer = record(file, on="2026-03-03")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/on")


def test_the_day_turns_at_midnight_in_viet_nam(file):
    file.at("2026-03-03 00:00")
    assert ok(record(file, on="2026-03-03"))["late_entry"] is False
    file.at("2026-03-02 23:59")
    assert record(file, on="2026-03-03").status_code == 422


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"on": "1998-03-01"}, "/on"),
        ({"on": "2026-02-30"}, "/on"),
        ({"on": "2026-3-2"}, "/on"),
        ({"unit": "99999"}, "/unit"),
        ({"unit": "vn"}, "/unit"),
        ({"kind": "massage"}, "/kind"),
        ({"case_id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bc7"}, "/case_id"),
        ({"provenance": "historic"}, ""),
        ({"note": ""}, "/note"),
    ],
)
def test_what_cannot_be_is_refused(file, said, pointer):
    answer = record(file, **said)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
    assert listed(file) == []


@pytest.mark.parametrize("kind", ["treatment", "assessment", "screening_examination"])
def test_whoever_enters_services_reads_them_of_every_kind(file, kind):
    made = ok(record(file, kind=kind))
    for role in (OFFICIAL, POLICE, "province_manager"):
        assert [row["id"] for row in listed(file, role, kind=kind)] == [made["id"]]


def test_a_court_that_holds_the_file_reads_no_clinical_service(addict):
    file = to_court_2026(addict("2026-07-20 09:00"))
    ok(record(file, kind="treatment"))
    path = f"/v1/clients/{file.client['id']}/services"
    clerk = file.as_("court_clerk")
    assert clerk.get(path, params={"kind": "treatment"}).status_code == 403
    assert ok(clerk.get(path), 200)["items"] == []


def test_a_service_entered_by_mistake_is_marked_once_and_stays(file):
    made = ok(record(file))
    path = f"/v1/clients/{file.client['id']}/services/{made['id']}/void"
    why = {"reason": "Nhập nhầm người"}
    assert file.as_(OFFICIAL).post(path, json=why).status_code == 428
    voided = ok(file.as_(OFFICIAL).post(path, json=why, version=1), 200)
    assert (voided["void_reason"], voided["version"]) == (why["reason"], 2)
    assert file.as_(OFFICIAL).post(path, json=why, version=1).status_code == 412
    assert file.as_(OFFICIAL).post(path, json=why, version=2).status_code == 409
    assert [row["id"] for row in listed(file)] == [made["id"]]


def test_a_service_is_voided_only_in_its_own_file(file, new_file):
    made = ok(record(file))
    other = new_file().register("2026-03-02 09:00", full_name="Lê Thị Hoa", birth_date="1990-01-01")
    path = f"/v1/clients/{other.client['id']}/services/{made['id']}/void"
    answer = file.as_(OFFICIAL).post(path, json={"reason": "Nhầm"}, version=1)
    assert answer.status_code == 404


def test_the_centre_without_the_file_records_nothing(file):
    answer = record(file, role="centre_caseworker", unit=CENTRE)
    assert answer.status_code == 404


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_the_newest_come_first_in_pages_that_join(file, limit):
    days = ["2026-02-01", "2026-02-03", "2026-02-02", "2026-02-03", "2026-01-31"]
    for day in days:
        ok(record(file, on=day))
    path, read, cursor = f"/v1/clients/{file.client['id']}/services", [], None
    while True:
        params = {"limit": limit} | ({"cursor": cursor} if cursor else {})
        page = ok(file.as_(OFFICIAL).get(path, params=params), 200)
        read += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert [row["on"] for row in read] == sorted(days, reverse=True)
    assert len({row["id"] for row in read}) == len(days)

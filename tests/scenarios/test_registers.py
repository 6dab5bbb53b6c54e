"""Registers with names, for those who hold the files; and three lists held against each other."""

import json
from io import BytesIO

import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from tests.scenarios.lodging import area, end, in_the_centre, lodged, place, room
from tests.scenarios.story import REGISTRATION, REGISTRATION_163, moment, ok

YEAR = {"from": "2025-12-15", "to": "2026-12-14"}
OFFICIAL = "commune_official"


def register(caller, code="V-21", **params):
    answer = caller.get(f"/v1/registers/{code}", params={**YEAR, **params})
    assert answer.status_code == 200, answer.text
    return {sheet["code"]: sheet for sheet in json.loads(answer.content)["sheets"]}


def reconciled(caller, on, **params):
    answer = caller.get("/v1/registers/reconciliation", params={"on": on, **params})
    assert answer.status_code == 200, answer.text
    sheets = {sheet["code"]: sheet for sheet in json.loads(answer.content)["sheets"]}
    counts = {row["code"]: row["count"] for row in sheets["counts"]["rows"] if row["count"]}
    people = {(row["full_name"], row["code"]) for row in sheets["people"]["rows"]}
    return counts, people


def take_off(as_nation, file, on):
    """The person is off every list of the commune from a day on."""
    statement = (
        "update management_record set until = :on, closed_reason = 'died', version = version + 1"
        " where client_id = :client and until is null"
    )
    with as_nation() as session:
        session.execute(sa.text(statement), {"client": file.client["id"], "on": on})


def trail(as_nation):
    """Clients named by the newest entry about a register."""
    with as_nation() as session:
        session.execute(sa.text("set local role none"))
        session.execute(sa.text("select set_config('app.audits', 'yes', true),"
                                " set_config('app.unit', 'vn', true),"
                                " set_config('role', 'hoanhap_nation', true)"))  # fmt: skip
        found = session.execute(sa.text("select * from audit_page(9999999, 20)")).mappings()
        return next(
            row for row in found if row["action"] in {"read_register", "read_reconciliation"}
        )


# --- V-21, III-10, the lists of article 48 -------------------------------------------------------


def test_who_registered_in_the_year_stands_in_the_register_by_place(addict, offices):
    file = addict("2026-07-20 09:00")
    file.open(
        "commune_police", "voluntary-home", "register", "2026-07-20 15:00",
        papers=REGISTRATION_163, place="community", register_number="07/2026",
    )  # fmt: skip
    sheets = register(offices(OFFICIAL))
    (row,) = sheets["people"]["rows"]
    assert (row["full_name"], row["number"], row["place"]) == (
        "Nguyễn Văn An", "07/2026", "Tại cộng đồng",
    )  # fmt: skip
    assert (row["registered_on"], row["state"]) == ("2026-07-20", "Đã đăng ký, đã tiếp nhận")
    counts = {one["code"]: one for one in (*sheets["counts"]["rows"], *sheets["counts"]["totals"])}
    assert (counts["community"]["registered"], counts["community"]["running"]) == (1, 0)
    assert counts["total"]["registered"] == 1


def test_the_year_of_the_register_ends_on_the_fourteenth_of_december(addict, offices):
    file = addict("2025-12-10 09:00")
    file.open(
        OFFICIAL, "voluntary-home", "register", "2025-12-14 15:00", papers=REGISTRATION
    )  # fmt: skip
    official = offices(OFFICIAL)
    assert register(official)["people"]["rows"] == []
    before = register(official, **{"from": "2024-12-15", "to": "2025-12-14"})
    assert len(before["people"]["rows"]) == 1


def test_people_put_on_and_taken_off_the_lists_are_told_with_the_reason(addict, offices, as_nation):
    file = addict("2026-07-20 09:00")
    official = offices(OFFICIAL)
    sheets = register(official, "L120-48")
    assert [(row["list"], row["since"]) for row in sheets["put-on"]["rows"]] == [
        ("Người nghiện", "2026-07-20")
    ]
    assert sheets["taken-off"]["rows"] == []
    take_off(as_nation, file, "2026-08-01")
    (gone,) = register(official, "L120-48")["taken-off"]["rows"]
    assert (gone["until"], gone["reason"]) == ("2026-08-01", "Đã chết")
    counts = {row["list"]: row for row in register(official, "L120-48")["counts"]["rows"]}
    assert (counts["Người nghiện"]["put_on"], counts["Người nghiện"]["taken_off"]) == (1, 1)


def test_the_list_of_users_holds_users_alone(addict, offices):
    addict("2026-07-20 09:00")
    assert register(offices(OFFICIAL), "III-10")["people"]["rows"] == []


def test_a_register_is_a_workbook_and_pages_too(addict, offices):
    addict("2026-07-20 09:00")
    official = offices(OFFICIAL)
    params = {**YEAR, "format": "xlsx"}
    file = official.get("/v1/registers/L120-48", params=params).content
    lines = CalamineWorkbook.from_filelike(BytesIO(file)).get_sheet_by_name("put-on").to_python()
    assert lines[4][0] == "Nguyễn Văn An"
    pages = official.get("/v1/registers/L120-48", params={**YEAR, "format": "pdf"})
    assert pages.content.startswith(b"%PDF-")


def test_reading_a_register_names_every_file_it_shows_in_the_trail(addict, offices, as_nation):
    file = addict("2026-07-20 09:00")
    register(offices(OFFICIAL), "L120-48")
    entry = trail(as_nation)
    assert [str(client) for client in entry["client_ids"]] == [file.client["id"]]
    assert entry["detail"] == {"code": "L120-48", "as": "json"}


def test_names_are_for_those_who_hold_the_files(addict, offices, sign_in):
    addict("2026-07-20 09:00")
    params = {**YEAR, "unit": "00004"}
    for role, unit, status in (
        (OFFICIAL, "00008", 404), ("analyst", "01", 403), ("court_clerk", "C-01-01", 403),
        ("centre_clinician", "F-01-01", 403), ("province_manager", "79", 404),
        ("province_manager", "01", 200),
    ):  # fmt: skip
        answer = sign_in(role, unit).get("/v1/registers/L120-48", params=params)
        assert answer.status_code == status, role
    figures = sign_in(None, "00004", scopes=("indicator:read", "indicator:open"))
    assert figures.get("/v1/registers/L120-48", params=params).status_code == 403
    names = ("indicator:read", "indicator:open", "client:read")
    without_cases = sign_in(None, "00004", scopes=names)
    assert without_cases.get("/v1/registers/L120-48", params=params).status_code == 403


def test_there_is_no_register_of_another_name(offices):
    assert offices(OFFICIAL).get("/v1/registers/V-99", params=YEAR).status_code == 404


# --- Three lists ----------------------------------------------------------------------------------


@pytest.fixture
def rooms(offices):
    director = offices("centre_director")
    return room(director, area(director))


def test_who_was_taken_to_a_centre_is_named_until_the_commune_takes_them_off(
    addict, offices, rooms, as_nation
):
    file = in_the_centre(addict)
    ok(place(file, rooms))
    manager = offices("province_manager")
    assert reconciled(manager, "2026-09-05")[0] == {"in-centre-still-listed": 1}
    take_off(as_nation, file, "2026-09-06")
    assert reconciled(manager, "2026-09-06") == ({}, set())
    assert reconciled(manager, "2026-09-05")[0] == {"in-centre-still-listed": 1}


def test_a_person_the_commune_says_is_in_a_centre_that_has_no_stay(addict, offices, rooms):
    file = in_the_centre(addict)
    manager = offices("province_manager")
    counts, people = reconciled(manager, "2026-09-04")
    assert counts["centre-case-without-stay"] == 1
    assert ("Nguyễn Văn An", "centre-case-without-stay") in people
    ok(place(file, rooms))
    assert "centre-case-without-stay" not in reconciled(manager, "2026-09-04")[0]
    # The day before nobody was there, whatever is on file today.
    assert "centre-case-without-stay" not in reconciled(manager, "2026-09-03")[0]


def test_a_person_treated_by_health_without_a_case_or_a_list(new_file, offices, sign_in):
    file = new_file().register("2026-03-02 09:00")
    scopes = ("client:read", "service:write", "determination:write")
    clinic = sign_in(None, "00004", scopes=scopes)
    file.at("2026-03-10 09:00")
    path = f"/v1/clients/{file.client['id']}/substitutions"
    ok(clinic.post(path, json={"medicine": "methadone", "started_on": "2026-03-03"}))
    counts, _ = reconciled(offices("province_manager"), "2026-03-10")
    assert counts == {"substituted-without-case": 1, "treated-but-not-listed": 1}
    assert reconciled(offices("province_manager"), "2026-03-02")[0] == {}


def test_who_does_not_read_the_clinical_part_learns_nothing_of_health(new_file, offices, sign_in):
    file = new_file().register("2026-03-02 09:00")
    clinic = sign_in(None, "00004", scopes=("client:read", "service:write", "determination:write"))
    file.at("2026-03-10 09:00")
    path = f"/v1/clients/{file.client['id']}/substitutions"
    ok(clinic.post(path, json={"medicine": "methadone", "started_on": "2026-03-03"}))
    answer = offices(OFFICIAL).get("/v1/registers/reconciliation", params={"on": "2026-03-10"})
    sheets = {sheet["code"]: sheet for sheet in json.loads(answer.content)["sheets"]}
    assert sheets["people"]["rows"] == []
    assert {row["code"] for row in sheets["counts"]["rows"]}.isdisjoint(
        {"substituted-without-case", "treated-but-not-listed", "withdrawal-without-cure"}
    )
    assert "không đọc phần y tế" in answer.text


def test_a_cure_at_home_while_the_centre_has_a_stay(addict, offices, rooms, sign_in, clock):
    file = addict("2026-02-26 09:00")
    file.open(
        OFFICIAL, "voluntary-home", "register", "2026-02-26 15:00", papers=REGISTRATION
    ).take(
        OFFICIAL, "decide", "2026-02-27 09:00", term_months=6, papers=("voluntary-decision",),
        decision={"number": "1", "on": "2026-02-27", "signed_by": "A"},
    ).take(OFFICIAL, "begin", "2026-02-28 09:00")  # fmt: skip
    case = lodged(sign_in, file.client["id"])
    file.at("2026-03-02 09:00")
    body = {
        "case_id": case,
        "room_id": rooms["id"],
        "since": moment("2026-03-01 09:00").isoformat(),
    }
    ok(file.as_("centre_caseworker").post(f"/v1/clients/{file.client['id']}/stays", json=body))
    counts, _ = reconciled(offices("province_manager"), "2026-03-02")
    assert counts["in-centre-managed-at-home"] == 1


def test_a_stay_that_ended_is_on_no_list_of_the_centre(addict, offices, rooms):
    file = in_the_centre(addict)
    stay = ok(place(file, rooms))
    ok(end(file, stay, "2026-09-10 09:00", "escaped"), 200)
    manager = offices("province_manager")
    assert "centre-case-without-stay" not in reconciled(manager, "2026-09-09")[0]
    assert reconciled(manager, "2026-09-10")[0]["centre-case-without-stay"] == 1


def test_a_withdrawal_record_without_a_cure_is_named(addict, offices, sign_in):
    file = addict("2026-02-26 09:00")
    clinic = sign_in(None, "00004", scopes=("client:read", "service:write", "determination:write"))
    file.at("2026-03-02 09:00")
    said = {
        "opened_on": "2026-03-02", "substances": ["opioids"], "protocol": "Clonidin",
        "severity": "moderate", "doctor": "BS. Bình",
    }  # fmt: skip
    ok(clinic.post(f"/v1/clients/{file.client['id']}/health-records", json=said))
    assert reconciled(offices("province_manager"), "2026-03-02")[0] == {
        "withdrawal-without-cure": 1
    }

"""Incidents in a centre: who must be told, by when, and what is left of a notice that was late."""

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
from tests.scenarios.story import CENTRE, ok

MINE = "01a2015f-adb6-79aa-8a45-fd8b9fc69bc8"


@pytest.fixture
def file(addict):
    return under_163(addict)


def tell(file, kind, when, recorded=None, role=INTAKE, **said):
    body = {
        "kind": kind, "happened_at": file.at(when, recorded), "description": "Biên bản kèm theo",
        **said,
    }  # fmt: skip
    return file.as_(role).post(path(file, "incidents"), json=body)


def give(file, incident, notice, when, recorded=None, role=DIRECTOR, version=None):
    at = file.at(when, recorded)
    said = {"given_at": at, "given_to": "Trực ban", "given_how": "telephone"}
    where = f"{path(file, 'incidents')}/{incident['id']}/notices/{notice['id']}/given"
    return file.as_(role).post(where, json=said, version=version or notice["version"])


def owed(file, role=DIRECTOR, **params):
    found = ok(file.as_(role).get("/v1/incidents", params=params), 200)["items"]
    return [incident["id"] for incident in found]


def whom(incident):
    return {notice["recipient"]: notice for notice in incident["notices"]}


# --- Who must be told ---------------------------------------------------------------------------


def test_a_death_under_decree_163_is_told_to_four(file):
    told = whom(ok(tell(file, "death", "2026-10-01 03:00", case_id=file.case["id"])))
    assert set(told) == {"investigation_body", "procuracy", "health_body", "relatives"}
    relatives = told["relatives"]
    assert (relatives["at_once"], relatives["due_at"]) == (True, "2026-10-01T05:00:00+07:00")
    assert relatives["unverified"] is False
    assert [(law["act"], law["at"]) for law in relatives["legal_basis"]] == [
        ("163/2026/NĐ-CP", "Điều 122 khoản 1")
    ]
    # No text gives the others a time, so none is made up.
    assert {told[who]["due_at"] for who in set(told) - {"relatives"}} == {None}


def test_a_death_under_decree_116_is_told_to_the_court_too(addict):
    file = under_116(addict)
    told = whom(ok(tell(file, "death", "2025-11-03 09:00", case_id=file.case["id"])))
    assert set(told) == {"investigation_body", "procuracy", "court", "health_body", "relatives"}
    assert {notice["due_at"] for notice in told.values()} == {"2025-11-03T11:00:00+07:00"}


def test_an_escape_under_decree_163_is_the_clock_of_the_case_and_no_second_one(file):
    made = ok(tell(file, "escape", "2026-10-01 03:00"))
    assert made["notices"] == []
    [clock] = made["clocks"]
    assert (clock["clock"], clock["deadline_id"], clock["due_at"]) == ("D-63", None, None)
    file.take(DIRECTOR, "record_escape", "2026-10-01 08:00", papers=())
    [clock] = listed(file, "incidents")[0]["clocks"]
    assert (clock["status"], clock["due_at"]) == ("open", "2026-10-02T08:00:00+07:00")
    deadline = ok(file.as_(DIRECTOR).get(f"/v1/cases/{file.case['id']}/deadlines"), 200)["items"]
    assert clock["deadline_id"] in {one["id"] for one in deadline}


def test_an_escape_that_no_case_can_carry_is_a_notice_within_24_hours(file):
    determination = file.cases["determination"]["id"]
    made = ok(tell(file, "escape", "2026-10-01 03:00", case_id=determination))
    [notice] = made["notices"]
    assert (notice["recipient"], notice["due_at"]) == (
        "commune_police", "2026-10-02T03:00:00+07:00",
    )  # fmt: skip
    # The article speaks of a stay in the centre, not of such a case.
    assert (notice["unverified"], made["clocks"]) == (True, [])


def test_decree_116_names_nobody_to_tell_of_an_escape(addict):
    made = ok(tell(under_116(addict), "escape", "2025-11-03 09:00"))
    assert (made["notices"], made["clocks"]) == ([], [])


@pytest.mark.parametrize("kind", ["violence", "self_harm", "fire", "other"])
def test_what_no_text_speaks_of_calls_for_no_notice(file, kind):
    made = ok(tell(file, kind, "2026-10-01 03:00", injured=1))
    assert (made["notices"], made["clocks"], made["injured"]) == ([], [], 1)


def test_an_illness_sent_out_is_told_to_the_police_of_the_province_and_the_family(file):
    told = whom(ok(tell(file, "illness", "2026-10-01 03:00", case_id=file.case["id"])))
    assert {who: notice["due_at"] for who, notice in told.items()} == {
        "provincial_police": None, "relatives": None,
    }  # fmt: skip


# --- Given, late, missed ------------------------------------------------------------------------


def test_a_notice_given_in_time_is_given(file):
    made = ok(tell(file, "death", "2026-10-01 03:00"))
    given = ok(give(file, made, whom(made)["relatives"], "2026-10-01 04:30"), 200)
    assert (given["status"], given["given_at"]) == ("given", "2026-10-01T04:30:00+07:00")
    assert (given["given_to"], given["given_how"], given["version"]) == (
        "Trực ban", "telephone", 2,
    )  # fmt: skip


def test_a_notice_given_late_says_so_for_ever(file):
    made = ok(tell(file, "death", "2026-10-01 03:00"))
    relatives = whom(made)["relatives"]
    assert owed(file, status="overdue") == []
    file.at("2026-10-01 05:01")
    assert owed(file, status="overdue") == [made["id"]]
    assert whom(listed(file, "incidents")[0])["relatives"]["status"] == "overdue"
    assert ok(give(file, made, relatives, "2026-10-01 06:00"), 200)["status"] == "given_late"
    file.at("2026-12-01 06:00")
    assert whom(listed(file, "incidents")[0])["relatives"]["status"] == "given_late"
    assert (owed(file, status="overdue"), owed(file, status="open")) == ([], [made["id"]])


def test_a_notice_is_given_once(file):
    made = ok(tell(file, "death", "2026-10-01 03:00"))
    notice = whom(made)["relatives"]
    ok(give(file, made, notice, "2026-10-01 04:00"), 200)
    assert give(file, made, notice, "2026-10-01 04:10").status_code == 412
    answer = give(file, made, notice, "2026-10-01 04:10", version=2)
    assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict")


@pytest.mark.parametrize("when", ["2026-10-01 02:59", "2026-10-01 08:01"])
def test_a_notice_is_given_neither_before_the_incident_nor_in_the_future(file, when):
    made = ok(tell(file, "death", "2026-10-01 03:00"))
    answer = give(file, made, whom(made)["relatives"], when, recorded="2026-10-01 08:00")
    assert fault(answer) == (422, "/given_at")


# --- Lists --------------------------------------------------------------------------------------


def test_the_list_of_a_centre_is_narrowed_by_place_kind_and_what_is_owed(file):
    death = ok(tell(file, "death", "2026-10-01 03:00"))["id"]
    fight = ok(tell(file, "violence", "2026-10-02 03:00"))["id"]
    assert owed(file) == [fight, death]
    assert owed(file, unit=CENTRE) == owed(file, unit="01", role="province_manager") == [
        fight, death,
    ]  # fmt: skip
    assert owed(file, unit="F-01-02") == []
    assert owed(file, kind="violence") == [fight]
    assert owed(file, status="open") == [death]
    first = ok(file.as_(DIRECTOR).get("/v1/incidents", params={"limit": "1"}), 200)
    assert owed(file, limit="1", cursor=first["next"]) == [death]


def test_an_incident_voided_is_owed_to_nobody_and_stays(file):
    made = ok(tell(file, "death", "2026-10-01 03:00"))
    voided = ok(void(file, "incidents", made), 200)
    assert {notice["status"] for notice in voided["notices"]} == {"void"}
    assert (owed(file, status="open"), owed(file)) == ([], [made["id"]])
    assert give(file, made, whom(made)["relatives"], "2026-10-01 04:00").status_code == 409
    assert events(file, "incident") == []
    assert void(file, "incidents", made).status_code == 412
    assert void(file, "incidents", voided).status_code == 409


# --- Who tells, what is told --------------------------------------------------------------------


def test_an_incident_stands_in_the_life_of_the_file(file):
    ok(tell(file, "self_harm", "2026-10-01 03:00"))
    assert events(file, "incident") == ["self_harm"]


def test_only_the_centre_that_has_the_person_tells(file):
    for role in ("commune_official", "commune_police"):
        assert tell(file, "violence", "2026-10-01 03:00", role=role).status_code == 403
    other = file.offices("centre_caseworker", "F-01-02")
    body = {"kind": "other", "happened_at": file.at("2026-10-01 03:00"), "description": "Cãi nhau"}
    assert other.post(path(file, "incidents"), json=body).status_code == 404
    ok(tell(file, "violence", "2026-10-01 03:00"))
    assert [one["kind"] for one in listed(file, "incidents", "commune_police")] == ["violence"]


def test_told_twice_under_one_id_it_is_one_incident_with_its_notices(file):
    first = ok(tell(file, "death", "2026-10-01 03:00", id=MINE))
    assert ok(tell(file, "death", "2026-10-01 03:00", id=MINE)) == first
    assert len(listed(file, "incidents")) == 1
    answer = tell(file, "death", "2026-10-01 03:00", id=MINE, place="Nhà ăn")
    assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict")


def test_told_the_day_after_it_is_late_and_perhaps_overdue_already(file):
    made = ok(tell(file, "death", "2026-10-01 23:00", recorded="2026-10-02 02:00"))
    assert made["late_entry"] is True
    assert whom(made)["relatives"]["status"] == "overdue"


@pytest.mark.parametrize(
    ("when", "said", "pointer"),
    [
        ("2026-10-01 09:01", {}, "/happened_at"),
        ("1998-03-01 09:00", {}, "/happened_at"),
        ("2026-10-01 09:00", {"case_id": MINE}, "/case_id"),
        ("2026-10-01 09:00", {"injured": -1}, "/injured"),
        ("2026-10-01 09:00", {"kind": "party"}, "/kind"),
    ],
)
def test_what_cannot_be_is_refused(file, when, said, pointer):
    kind = said.pop("kind", "death")
    assert fault(tell(file, kind, when, recorded="2026-10-01 09:00", **said)) == (422, pointer)
    assert listed(file, "incidents") == []

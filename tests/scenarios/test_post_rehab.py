"""Post-rehab management: one year after a voluntary rehabilitation, two after a compulsory one."""

import pytest

from tests.scenarios.chain import (
    CHAIR,
    DIRECTOR,
    POLICE,
    admitted_116,
    decided,
    to_court_2025,
)
from tests.scenarios.story import REGISTRATION, moment, phases, signed

AFTER = "post-rehab"


@pytest.fixture
def voluntary(addict):
    """Begun at home in November 2025, six months."""
    file = addict("2025-11-03 09:00")
    file.open(CHAIR, "voluntary-home", "register", "2025-11-04 09:00", papers=REGISTRATION)
    file.take(CHAIR, "decide", "2025-11-05 09:00", term_months=6, decision=signed("2025-11-05"))
    return file.take(CHAIR, "begin", "2025-11-06 09:00")


@pytest.fixture
def compulsory(addict):
    """In the centre since October 2025, twelve months."""
    file = to_court_2025(addict("2025-08-25 09:00"))
    decided(file, "2025-09-18 09:00", "2025-09-29 09:00", term_months=12)
    return admitted_116(file, "2025-10-08 09:00", "2025-10-09 09:00", "2025-10-13 09:00", POLICE)


def under_management(file, proposed, on, completed, papers=()):
    """Propose and decide, counted from the day of completion."""
    origin = file.case["id"]
    file.open(POLICE, AFTER, "propose", proposed, papers=papers, origin=origin)
    return file.take(CHAIR, "decide", on, decision=signed(on[:10]), from_on=completed)


def test_one_year_after_a_voluntary_rehabilitation_under_decree_116(voluntary):
    done = phases("abc", "2025-11-07", "2026-04-30")
    file = voluntary.take(CHAIR, "complete", "2026-05-06 09:00", phases=done)
    file.take(CHAIR, "self_report", "2026-05-07 09:00")
    assert file.deadline("D-33")["due_at"] == "2026-05-12T23:59:59+07:00"
    under_management(file, "2026-05-08 09:00", "2026-05-11 09:00", "2026-05-06", papers=("cv",))
    assert (file.case["edition"], file.case["term"]["end"]) == ("d116-2025-07", "2027-05-06")
    assert file.deadline_of("voluntary-home", "D-33")["status"] == "met"
    assert file.deadline("D-34")["status"] == "met"


def test_two_years_after_a_compulsory_one_begun_before_and_completed_after_the_cutover(compulsory):
    """TR-1b: completed in October 2026, so post-rehab is under Decree 163."""
    file = compulsory.take(DIRECTOR, "complete", "2026-10-13 09:00")
    under_management(file, "2026-10-14 09:00", "2026-10-15 09:00", "2026-10-13")
    assert (file.case["edition"], file.case["term"]["months"]) == ("d163", 24)
    assert file.case["term"]["end"] == "2028-10-13"
    assert "120/2025/QH15, Điều 42" in file.case["term"]["parts"][0]["law"]
    assert file.deadline("D-68")["due_at"].startswith("2028-10-13")


def test_begun_before_and_completed_after_the_cutover_is_one_year_under_decree_163(addict):
    file = addict("2026-02-26 09:00")
    file.open(CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION)
    file.take(CHAIR, "decide", "2026-03-04 09:00", term_months=6, decision=signed("2026-03-04"))
    file.take(CHAIR, "begin", "2026-03-09 09:00")
    done = phases("abc", "2026-03-09", "2026-08-30")
    file.take(POLICE, "complete", "2026-09-09 09:00", phases=done)
    under_management(file, "2026-09-10 09:00", "2026-09-11 09:00", "2026-09-09")
    assert (file.case["edition"], file.case["term"]["end"]) == ("d163", "2027-09-09")
    assert "163/2026/NĐ-CP" in {law["act"] for law in file.case["steps"][0]["legal_basis"]}


def test_before_the_new_law_only_what_is_completed_is_followed(voluntary):
    refused = voluntary.refused_opening(
        POLICE,
        AFTER,
        "propose",
        "2026-04-01 09:00",
        papers=("cv", "certificate-home"),
        origin=voluntary.case["id"],
    )
    assert refused.law_of("case-completed") == ("73/2021/QH14", "Điều 40 khoản 1, khoản 2")


def test_the_chair_does_not_propose_and_the_police_do_not_decide(voluntary):
    done = phases("abc", "2025-11-07", "2026-04-30")
    file = voluntary.take(CHAIR, "complete", "2026-05-06 09:00", phases=done)
    origin = file.case["id"]
    refused = file.refused_opening(
        CHAIR, AFTER, "propose", "2026-05-07 09:00", papers=("cv",), origin=origin
    )
    assert refused.codes == {"wrong-authority"}
    file.open(POLICE, AFTER, "propose", "2026-05-07 09:00", papers=("cv",), origin=origin)
    said = {"decision": signed("2026-05-08"), "from_on": "2026-05-06"}
    assert file.refused(POLICE, "decide", "2026-05-08 09:00", **said).codes == {"wrong-authority"}


@pytest.fixture
def managed(compulsory):
    """Under management since October 2026, for two years."""
    file = compulsory.take(DIRECTOR, "complete", "2026-10-13 09:00")
    return under_management(file, "2026-10-14 09:00", "2026-10-15 09:00", "2026-10-13")


def test_absence_without_reporting_lengthens_it(managed):
    managed.take(POLICE, "record_absence", "2026-11-02 09:00")
    managed.take(POLICE, "record_return", "2026-11-12 09:00")
    assert (managed.case["term"]["end"], managed.case["term"]["not_served"]) == ("2028-10-23", 10)


def test_it_is_certified_when_the_two_years_are_over(managed):
    refused = managed.refused(CHAIR, "complete", "2028-10-09 09:00")
    assert refused.law_of("term-over") == ("163/2026/NĐ-CP", "Điều 138")
    managed.take(CHAIR, "complete", "2028-10-13 09:00")
    assert managed.case["outcome"] == "completed"


def test_a_transfer_hands_the_file_to_the_other_commune(managed):
    managed.take(POLICE, "report_departure", "2026-11-03 09:00", departed_at="2026-11-03T08:00:00Z")
    managed.take(POLICE, "transfer", "2026-11-04 09:00", to_unit="26740")
    assert managed.as_(POLICE).get(f"/v1/cases/{managed.case['id']}").status_code == 404
    there = managed.offices("commune_police", "26740")
    case = there.get(f"/v1/cases/{managed.case['id']}").json()
    assert (case["unit"], case["state"]) == ("26740", "under_management")
    body = {"name": "record_absence", "occurred_at": managed.at("2026-11-09 09:00")}
    path = f"/v1/cases/{managed.case['id']}/steps"
    assert there.post(path, json=body, version=case["version"]).status_code == 201


def test_the_end_takes_the_person_off_the_list(managed):
    managed.take(POLICE, "stop", "2026-12-01 09:00", reason="prison")
    managed.clock.set(moment("2026-12-31 09:00"))
    asked = {"from": "2026-12-02", "to": "2026-12-31"}
    figure = managed.as_(CHAIR).get("/v1/indicators/DA1393-1.2", params=asked).json()
    assert figure["denominator"] == 0

"""Compulsory rehabilitation of an adult, from detection to the certificate, in each edition."""

import pytest

from tests.scenarios.chain import (
    CHAIR,
    CLERK,
    DIRECTOR,
    INTAKE,
    NO_EXCLUSION,
    POLICE,
    PROVINCE,
    admitted_116,
    admitted_163,
    decided,
    opened,
    to_court_2023,
    to_court_2025,
    to_court_2026,
)
from tests.scenarios.story import CENTRE, COURT, DOSSIER, handed, moment, phases, signed

OPEN = ("compulsory", "open_dossier")


def authorities(file):
    return {step["name"]: step["authority"] for step in file.case["steps"]}


def test_2023_the_district_labour_office_checks_and_submits(addict):
    file = to_court_2023(addict("2023-02-20 09:00"))
    decided(file, "2023-03-20 09:00", "2023-03-30 09:00", term_months=18)
    admitted_116(file, "2023-04-10 09:00", "2023-04-12 09:00", "2023-04-14 09:00", PROVINCE)
    assert (file.case["edition"], file.case["state"]) == ("d116", "in_centre")
    assert authorities(file)["submit_to_court"] == "dossier_checker"
    assert (file.case["facility"], file.case["court"]) == (CENTRE, COURT)
    assert (file.case["term"]["start"], file.case["term"]["end"]) == ("2023-04-14", "2024-10-14")
    refused = file.refused(DIRECTOR, "complete", "2024-10-13 09:00")
    assert refused.law_of("term-over") == ("116/2021/NĐ-CP", "Điều 62 khoản 2")
    file.take(DIRECTOR, "complete", "2024-10-14 09:00")
    assert file.case["outcome"] == "completed"
    assert file.deadline("D-32", DIRECTOR)["due_at"] == "2024-10-21T23:59:59+07:00"


def test_2023_the_commune_may_not_submit_itself(addict):
    file = addict("2023-02-20 09:00")
    opened(file, "2023-03-06 09:00", CHAIR)
    file.take(CHAIR, "notify", "2023-03-08 09:00", papers=DOSSIER)
    file.take(CHAIR, "finish_reading", "2023-03-14 08:00")
    file.take(CHAIR, "send_for_check", "2023-03-14 15:00")
    said = {"court": COURT, "receiving_facility": CENTRE}
    refused = file.refused(CHAIR, "submit_to_court", "2023-03-16 09:00", **said)
    assert refused.law_of("wrong-authority") == ("116/2021/NĐ-CP", "Điều 43 khoản 1")


def test_2025_the_commune_police_do_what_the_labour_office_did(addict):
    file = to_court_2025(addict("2025-08-25 09:00"))
    decided(file, "2025-09-18 09:00", "2025-09-29 09:00", term_months=12)
    admitted_116(file, "2025-10-08 09:00", "2025-10-09 09:00", "2025-10-13 09:00", POLICE)
    assert file.case["edition"] == "d116-2025-07"
    assert authorities(file)["open_dossier"] == "dossier_compiler"
    assert authorities(file)["receive_decision"] == "escorting_police"
    assert file.case["term"]["end"] == "2026-10-13"


def test_2025_the_chair_no_longer_compiles(addict):
    file = addict("2025-08-25 09:00")
    said = {"grounds": ["used_again"], "detected_at": file.at("2025-09-08 08:00"), **NO_EXCLUSION}
    refused = file.refused_opening(
        CHAIR, *OPEN, "2025-09-08 09:00", papers=("violation-record",), **said
    )
    assert refused.law_of("wrong-authority") == ("184/2025/NĐ-CP", "Điều 20 khoản 14")


def test_2026_the_chain_of_24_hours(addict):
    file = to_court_2026(addict("2026-07-20 09:00"))
    decided(file, "2026-08-11 09:00", "2026-08-20 09:00")
    admitted_163(file, "2026-08-31 08:00", "2026-09-03", "2026-09-04 09:00")
    assert (file.case["edition"], file.case["term"]["months"]) == ("d163", 24)
    assert file.case["term"]["end"] == "2028-09-04"
    clocks = [row for row in file.look(POLICE, "/deadlines")["items"] if row["clock"] == "D-59"]
    assert [row["status"] for row in clocks] == ["met"] * 4
    assert {row["legal_basis"][0]["act"] for row in clocks} == {"163/2026/NĐ-CP"}
    assert authorities(file)["assign_centre"] == "provincial_police_director"
    assert file.deadline("D-31", INTAKE)["due_at"].startswith("2028-08-0")


def test_2026_a_link_of_the_chain_that_is_late_stays_breached(addict):
    file = to_court_2026(addict("2026-07-20 09:00"))
    decided(file, "2026-08-11 09:00", "2026-08-20 09:00")
    file.take(CLERK, "take_effect", "2026-08-31 08:00")
    file.take(POLICE, "receive_decision", "2026-09-03 09:00")
    file.take(POLICE, "request_placement", "2026-09-04 09:01")
    first = min(
        (row for row in file.look(POLICE, "/deadlines")["items"] if row["clock"] == "D-59"),
        key=lambda row: row["started_at"],
    )
    assert (first["status"], first["due_at"]) == ("breached", "2026-09-04T09:00:00+07:00")


def test_2026_the_dossier_owes_one_working_day(addict):
    file = addict("2026-07-20 09:00")
    opened(file, "2026-08-03 09:00", POLICE, not_criminal=True)
    owed = file.deadline("D-16", POLICE)
    assert (owed["edition"], owed["due_at"]) == ("d163", "2026-08-04T23:59:59+07:00")


def test_2026_only_where_it_is_not_a_crime(addict):
    file = addict("2026-07-20 09:00")
    said = {"grounds": ["used_again"], "detected_at": file.at("2026-08-03 08:00"), **NO_EXCLUSION}
    refused = file.refused_opening(
        POLICE, *OPEN, "2026-08-03 09:00", papers=("violation-record",), not_criminal=False, **said
    )
    assert refused.law_of("field-true") == ("120/2025/QH15", "Điều 35 khoản 1")


@pytest.mark.parametrize("flag", ["without_capacity", "pregnant", "raising_child"])
def test_whom_the_measure_spares(addict, flag):
    file = addict("2025-08-25 09:00", sex="female", full_name="Lê Thị Hoa")
    said = {"grounds": ["used_again"], "detected_at": file.at("2025-09-08 08:00")}
    refused = file.refused_opening(
        POLICE,
        *OPEN,
        "2025-09-08 09:00",
        papers=("violation-record",),
        **said,
        **{**NO_EXCLUSION, flag: True},
    )
    assert refused.law_of("exclusions") == ("15/2012/QH13", "Điều 96 khoản 2")


def test_without_a_ground_no_dossier(addict):
    file = addict("2025-08-25 09:00")
    said = {"grounds": ["relapse"], "detected_at": file.at("2025-09-08 08:00"), **NO_EXCLUSION}
    refused = file.refused_opening(POLICE, *OPEN, "2025-09-08 09:00", **said)
    assert refused.law_of("ground-exists") == ("73/2021/QH14", "Điều 32")


def test_the_missed_registration_is_ground_enough_without_a_paper(addict):
    """Told on 25 August 2025: missed on 3 September, the two days of National Day aside."""
    file = addict("2025-08-25 09:00")
    said = {
        "grounds": ["not_registered"],
        "detected_at": file.at("2025-09-08 08:00"),
        **NO_EXCLUSION,
    }
    file.open(POLICE, *OPEN, "2025-09-08 09:00", **said)
    assert file.case["state"] == "dossier_open"


def test_an_adult_is_eighteen_on_the_day_of_the_act(new_file):
    papers = handed("determination-application", "representative-consent")
    file = new_file().register("2025-08-25 09:00", birth_date="2007-09-09")
    file.determined("2025-08-25 09:00", papers=papers)
    said = {"grounds": ["used_again"], "detected_at": file.at("2025-09-08 08:00"), **NO_EXCLUSION}
    refused = file.refused_opening(
        POLICE, *OPEN, "2025-09-08 09:00", papers=("violation-record",), **said
    )
    assert refused.law_of("age-at-least") == ("73/2021/QH14", "Điều 32")
    opened(file, "2025-09-09 09:00", POLICE)


def test_the_reading_time_must_run_out(addict):
    file = addict("2025-08-25 09:00")
    opened(file, "2025-09-08 09:00", POLICE)
    file.take(POLICE, "notify", "2025-09-10 09:00", papers=DOSSIER)
    refused = file.refused(POLICE, "finish_reading", "2025-09-15 16:00")
    assert refused.law_of("clock-over") == ("116/2021/NĐ-CP", "Điều 42 khoản 3")


def test_the_court_is_the_one_the_dossier_went_to(addict):
    file = to_court_2025(addict("2025-08-25 09:00"))
    stranger = file.offices("court_clerk", "C-79-01")
    assert stranger.get(f"/v1/cases/{file.case['id']}").status_code == 404
    body = {"name": "court_accept", "occurred_at": file.at("2025-09-17 09:00")}
    path = f"/v1/cases/{file.case['id']}/steps"
    assert stranger.post(path, json=body, version=file.case["version"]).status_code == 404
    own = file.as_(CLERK).get("/v1/cases", params={"unit": COURT})
    assert [case["id"] for case in own.json()["items"]] == [file.case["id"]]


@pytest.mark.parametrize("months", [11, 25])
def test_the_old_court_chooses_between_12_and_24_months(addict, months):
    file = to_court_2025(addict("2025-08-25 09:00"))
    file.take(CLERK, "court_accept", "2025-09-18 09:00")
    refused = file.refused(
        CLERK,
        "court_decide",
        "2025-09-29 09:00",
        outcome="apply",
        term_months=months,
        decision=signed("2025-09-29"),
    )
    assert refused.codes == {"term-out-of-bounds"}
    assert refused.law_of("term-out-of-bounds") == ("15/2012/QH13", "Điều 95 khoản 2")


def test_a_dossier_of_june_decided_in_july_is_under_the_new_law(addict):
    """TR-2: opened before 2026-07-01, decided after it: 24 months, no choosing."""
    file = addict("2026-06-08 09:00")
    opened(file, "2026-06-15 09:00", POLICE)
    file.take(POLICE, "notify", "2026-06-17 09:00", papers=DOSSIER)
    file.take(POLICE, "finish_reading", "2026-06-23 08:00")
    said = {"court": COURT, "receiving_facility": CENTRE}
    file.take(POLICE, "submit_to_court", "2026-06-23 15:00", **said)
    file.take(CLERK, "court_accept", "2026-06-25 09:00")
    assert file.case["edition"] == "d116-2025-07"
    chosen = file.try_take(
        CLERK,
        "court_decide",
        "2026-07-06 09:00",
        outcome="apply",
        term_months=12,
        decision=signed("2026-07-06"),
    )
    assert (chosen.status_code, len(chosen.json()["errors"])) == (422, 1)
    file.take(
        CLERK, "court_decide", "2026-07-06 09:00", outcome="apply", decision=signed("2026-07-06")
    )
    admitted_163(file, "2026-07-14 08:00", "2026-07-15", "2026-07-16 08:00")
    assert (file.case["term"]["months"], file.case["term"]["end"]) == (24, "2028-07-16")
    assert "120/2025/QH15" in file.case["term"]["parts"][0]["law"]


def test_an_escape_lengthens_the_term_by_its_days(addict):
    file = to_court_2025(addict("2025-08-25 09:00"))
    decided(file, "2025-09-18 09:00", "2025-09-29 09:00", term_months=12)
    admitted_116(file, "2025-10-08 09:00", "2025-10-09 09:00", "2025-10-13 09:00", POLICE)
    file.take(DIRECTOR, "record_escape", "2025-12-01 09:00")
    file.take(INTAKE, "record_return", "2025-12-11 09:00")
    assert (file.case["state"], file.case["term"]["end"]) == ("in_centre", "2026-10-23")
    assert file.case["term"]["not_served"] == 10


def test_completed_after_the_cutover_the_centre_certifies_the_old_term(addict):
    """TR-1: twelve months of the old decision, certified under Decree 163 from a day before."""
    file = to_court_2025(addict("2025-08-25 09:00"))
    decided(file, "2025-09-18 09:00", "2025-09-29 09:00", term_months=12)
    admitted_116(file, "2025-10-08 09:00", "2025-10-09 09:00", "2025-10-13 09:00", POLICE)
    refused = file.refused(DIRECTOR, "complete", "2026-10-11 23:00")
    assert refused.codes == {"term-over"}
    file.take(
        DIRECTOR,
        "complete",
        "2026-10-12 08:00",
        phases=phases("abcde", "2025-10-13", "2026-10-01"),
    )
    assert file.case["steps"][-1]["edition"] == "d163"


def test_a_person_is_in_one_compulsory_case_at_a_time(addict):
    file = addict("2025-08-25 09:00")
    opened(file, "2025-09-08 09:00", POLICE)
    said = {"grounds": ["used_again"], "detected_at": file.at("2025-09-09 08:00"), **NO_EXCLUSION}
    refused = file.refused_opening(
        POLICE, *OPEN, "2025-09-09 09:00", papers=("violation-record",), **said
    )
    assert "no-open-case" in refused.codes


def test_death_ends_the_case_its_clocks_and_the_lists(addict):
    file = to_court_2025(addict("2025-08-25 09:00"))
    decided(file, "2025-09-18 09:00", "2025-09-29 09:00", term_months=12)
    admitted_116(file, "2025-10-08 09:00", "2025-10-09 09:00", "2025-10-13 09:00", POLICE)
    file.take(DIRECTOR, "record_death", "2026-01-05 09:00", died_on="2026-01-05")
    assert file.case["outcome"] == "died"
    client = file.as_(CHAIR).get(f"/v1/clients/{file.client['id']}").json()
    assert client["died_on"] == "2026-01-05"
    assert not [row for row in file.look(CHAIR, "/deadlines")["items"] if row["status"] == "open"]
    file.clock.set(moment("2026-02-01 09:00"))
    figure = file.as_(CHAIR).get(
        "/v1/indicators/DA1393-1.1",
        params={"from": "2026-02-01", "to": "2026-02-01", "base": "stock"},
    )
    assert figure.json()["denominator"] == 0

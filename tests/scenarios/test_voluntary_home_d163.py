"""Voluntary rehabilitation at home under Decree 163, which begins on 2026-07-01.

Register within 24 hours, the commune police head decides within 24, for 24 months the first time
and 36 again; all five phases.
"""

import pytest

from tests.scenarios.story import REGISTRATION, REGISTRATION_163, moment, phases, signed

CHAIR, POLICE = "commune_official", "commune_police"


@pytest.fixture
def registered(addict):
    """Told on Monday 3 August 2026 at nine, registered the same afternoon."""
    return lambda: addict("2026-08-03 09:00").open(
        POLICE, "voluntary-home", "register", "2026-08-03 15:00", papers=REGISTRATION_163
    )


@pytest.fixture
def in_service(registered):
    """Decided the next morning, begun on Wednesday."""
    file = registered()
    file.take(POLICE, "decide", "2026-08-04 09:00", decision=signed("2026-08-04"))
    return file.take(POLICE, "begin", "2026-08-05 08:00")


def test_the_hours_run_on_the_wall_clock(registered):
    file = registered()
    assert file.case["edition"] == "d163"
    told = file.deadline_of("determination", "D-09")
    assert (told["status"], told["due_at"]) == ("met", "2026-08-04T09:00:00+07:00")
    head = file.deadline("D-10")
    assert head["due_at"] == "2026-08-04T15:00:00+07:00"
    assert head["legal_basis"][0] == {
        "act": "163/2026/NĐ-CP",
        "at": "Điều 91 khoản 1",
        "edition": "d163",
        "unverified": False,
    }


def test_the_first_time_is_24_months_from_the_reception_record(in_service):
    term = in_service.case["term"]
    assert (term["start"], term["end"], term["months"]) == ("2026-08-03", "2028-08-03", 24)
    assert "120/2025/QH15, Điều 29" in term["parts"][0]["law"]


def test_the_notice_thirty_days_before_the_end_and_the_last_day(in_service):
    assert in_service.deadline("D-54")["due_at"].startswith("2028-07-04")
    assert in_service.deadline("D-55")["due_at"].startswith("2028-08-0")


def test_completion_needs_all_five_phases(in_service):
    three = phases("abc", "2026-08-05", "2028-07-30")
    refused = in_service.refused(POLICE, "complete", "2028-08-03 09:00", phases=three)
    assert refused.law_of("phases-done") == ("120/2025/QH15", "Điều 29 khoản 3")
    five = phases("abcde", "2026-08-05", "2028-07-30")
    in_service.take(POLICE, "complete", "2028-08-03 09:00", phases=five)
    assert in_service.case["state"] == "completed"


def test_phases_that_do_not_fit_are_said_and_bar_nothing(in_service):
    five = phases("abcde", "2026-08-05", "2028-07-30")
    in_service.take(POLICE, "complete", "2028-08-03 09:00", phases=five)
    found = {row["code"]: row for row in in_service.look(POLICE, "/phases")["items"]}
    remarks = {
        code: [(one["code"], one["legal_basis"][0]["at"]) for one in row["remarks"]]
        for code, row in found.items()
        if row["remarks"]
    }
    assert remarks == {
        "a": [("phase-too-long", "Điều 84")],
        "d": [("phase-too-early", "Điều 87")],
        "e": [("phase-too-early", "Điều 88")],
    }
    assert found["b"]["spans"] == [{"start": "2026-08-05", "end": "2028-07-30"}]
    assert found["b"]["days"] == 726


def test_the_second_time_is_36_months(in_service):
    five = phases("abcde", "2026-08-05", "2028-07-30")
    file = in_service.take(POLICE, "complete", "2028-08-03 09:00", phases=five)
    file.determined("2029-01-08 09:00")
    file.open(POLICE, "voluntary-home", "register", "2029-01-08 11:00", papers=REGISTRATION_163)
    file.take(POLICE, "decide", "2029-01-08 16:00", decision=signed("2029-01-08"))
    assert (file.case["term"]["months"], file.case["term"]["end"]) == (36, "2032-01-08")


def test_the_chair_neither_registers_nor_decides_any_more(addict, registered):
    refused = addict("2026-08-03 09:00", full_name="Trần Thị Bình", sex="female").refused_opening(
        CHAIR, "voluntary-home", "register", "2026-08-03 15:00", papers=REGISTRATION_163
    )
    assert refused.law_of("wrong-authority") == ("163/2026/NĐ-CP", "Điều 89, Điều 90")
    refused = registered().refused(
        CHAIR, "decide", "2026-08-04 09:00", decision=signed("2026-08-04")
    )
    assert refused.law_of("wrong-authority")[0] == "120/2025/QH15"


def test_the_curriculum_vitae_is_now_asked(addict):
    refused = addict("2026-08-03 09:00").refused_opening(
        POLICE, "voluntary-home", "register", "2026-08-03 15:00", papers=REGISTRATION
    )
    assert refused.answer.json()["missing"] == ["cv"]


def test_a_result_older_than_six_months_is_refused(addict):
    refused = addict("2026-02-02 09:00").refused_opening(
        POLICE, "voluntary-home", "register", "2026-08-04 09:00", papers=REGISTRATION_163
    )
    assert refused.law_of("determination-too-old") == ("120/2025/QH15", "Điều 31 khoản 1 điểm b")


def test_a_chosen_term_is_a_wrong_form_now(registered):
    answer = registered().try_take(
        POLICE, "decide", "2026-08-04 09:00", term_months=6, decision=signed("2026-08-04")
    )
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 1)


@pytest.mark.parametrize(
    ("registered_on", "edition", "by"),
    [("2026-06-30 16:00", "d116-2025-07", CHAIR), ("2026-07-01 00:00", "d163", POLICE)],
)
def test_the_day_of_the_act_chooses_the_edition(addict, registered_on, edition, by):
    file = addict("2026-06-29 09:00")
    file.open(by, "voluntary-home", "register", registered_on, papers=REGISTRATION_163)
    assert file.case["edition"] == edition


def test_registered_before_and_decided_after_the_cutover_follows_the_new_law(addict):
    """TR-2, TR-16, TR-22: the police head decides, 24 months, the clock keeps its length."""
    file = addict("2026-06-29 09:00")
    file.open(CHAIR, "voluntary-home", "register", "2026-06-30 09:00", papers=REGISTRATION)
    clock = file.deadline("D-10")
    assert (clock["edition"], clock["due_at"]) == ("d116-2025-07", "2026-07-03T23:59:59+07:00")
    refused = file.refused(CHAIR, "decide", "2026-07-02 09:00", decision=signed("2026-07-02"))
    assert refused.codes == {"wrong-authority"}
    file.take(POLICE, "decide", "2026-07-02 09:00", decision=signed("2026-07-02"))
    assert file.case["term"]["months"] == 24
    assert file.deadline("D-10")["status"] == "met"
    assert file.case["edition"] == "d163"


def test_decided_before_and_begun_after_keeps_the_decided_term_until_confirmed(addict):
    """TR-13: the law is silent; the term of the decision stands, marked as unverified."""
    file = addict("2026-06-24 09:00")
    file.open(CHAIR, "voluntary-home", "register", "2026-06-25 09:00", papers=REGISTRATION)
    file.take(CHAIR, "decide", "2026-06-29 09:00", term_months=9, decision=signed("2026-06-29"))
    file.take(POLICE, "begin", "2026-07-02 09:00")
    assert (file.case["term"]["months"], file.case["term"]["end"]) == (9, "2027-04-02")
    assert file.case["unverified"] is True


def test_not_registering_within_24_hours_is_a_fact_of_the_law(addict):
    file = addict("2026-08-03 09:00")
    file.clock.set(moment("2026-08-04 09:00"))
    assert file.deadline_of("determination", "D-09")["status"] == "open"
    file.clock.set(moment("2026-08-04 09:01"))
    missed = file.deadline_of("determination", "D-09")
    assert (missed["status"], missed["late_fact"]) == ("breached", "not_registered")

"""The programme's targets and older series that count people, on rows counted by hand."""

import pytest

from tests.scenarios.story import moment
from tests.services.lives import Lives, day

HALF = ("2026-01-01", "2026-06-30")


@pytest.fixture
def lives(offices, clock, as_nation):
    return Lives(offices, clock, as_nation)


def after(lives, when="2026-09-01 09:00"):
    lives.clock.set(moment(when))


def test_users_under_management_reached_by_counselling_or_prevention(lives):
    for name in ("An", "Ba", "Chi", "Dậu", "Em"):
        lives.person(name)
    for name in ("An", "Ba", "Chi"):
        lives.listed(name, "user", "2026-02-01")
    lives.listed("Dậu", "addict", "2026-02-01")
    lives.listed("Em", "user", "2026-02-01", "2026-03-01", "error")
    lives.serve("An", "counselling", "2026-03-01")
    lives.serve("Ba", "prevention", "2026-06-30")
    lives.serve("Chi", "treatment", "2026-03-01")
    lives.serve("Dậu", "counselling", "2026-03-01")
    after(lives)
    assert lives.lists("DA1393-2.1", *HALF) == {
        "numerator": ["An", "Ba"], "denominator": ["An", "Ba", "Chi"], "gap": ["Chi"],
        "excluded": ["Em"],
    }  # fmt: skip
    figure = lives.figure("DA1393-2.1", *HALF)
    assert (figure["percent"], figure["met"], figure["target_rule"]["above"]) == (66.67, False, 80)
    parts = lives.figure("DA1393-2.1", *HALF, variant="each")["components"]
    assert {p["key"]: p["numerator"] for p in parts} == {"counselling": 1, "prevention": 1}
    [owed] = lives.rows("DA1393-2.1", "gap", *HALF)
    assert owed["missing"] == ["counselling|prevention"]


def test_the_fall_is_of_the_last_day_against_the_day_before_the_period(lives):
    for name in ("An", "Ba", "Chi", "Dậu", "Em", "Gái"):
        lives.person(name)
    lives.listed("An", "addict", "2025-03-01")
    lives.listed("Ba", "addict", "2025-03-01", "2026-03-01", "completed")
    # Off one list and onto the other: one person on both days.
    lives.listed("Chi", "addict", "2025-03-01", "2026-02-01", "completed")
    lives.listed("Chi", "user", "2026-02-01")
    lives.listed("Dậu", "user", "2025-12-31", "2026-06-30", "stopped")
    lives.listed("Em", "user", "2026-02-01", "2026-05-01", "stopped")
    lives.listed("Gái", "addict", "2025-03-01", "2026-02-01", "error")
    after(lives)
    figure = lives.figure("NTP30-a1", *HALF)
    assert (figure["numerator"], figure["denominator"]) == (2, 4)
    assert (figure["value"], figure["percent"], figure["met"]) == (-0.5, -50.0, True)
    assert lives.names("NTP30-a1", "numerator", *HALF) == ["An", "Chi"]
    assert lives.names("NTP30-a1", "gap", *HALF) == ["Ba", "Dậu"]
    assert lives.left_out("NTP30-a1", *HALF) == {"came_and_left": 1, "entered_in_error": 1}
    after(lives)
    lives.listed("Ba", "addict", "2026-06-30")
    lives.listed("Em", "user", "2026-06-30")
    assert lives.counts("NTP30-a1", *HALF) == (4, 4)
    assert lives.figure("NTP30-a1", *HALF)["met"] is False


def test_legal_aid_is_owed_to_whoever_asked_and_was_not_helped(lives):
    said = {"achieved": "An", "open": "Ba", "withdrawn": "Chi", "refused_by_client": "Dậu"}
    for state, name in said.items():
        lives.person(name)
        ended = None if state == "open" else day("2026-03-05")
        lives.entered(
            "support_item", name, "2026-03-05", kind="legal_aid", need="Cần tư vấn",
            opened_on=day("2026-03-02"), state=state, last_on=day("2026-03-05"),
            outcome_on=ended,
        )  # fmt: skip
    lives.person("Em")
    lives.entered(
        "support_item", "Em", "2026-03-05", kind="papers", need="Giấy tờ", state="open",
        opened_on=day("2026-03-02"), last_on=day("2026-03-05"), outcome_on=None,
    )  # fmt: skip
    after(lives)
    assert lives.lists("NTP30-h", *HALF) == {
        "numerator": ["An"], "denominator": ["An", "Ba"], "gap": ["Ba"],
        "excluded": ["Chi", "Dậu"],
    }  # fmt: skip
    [owed] = lives.rows("NTP30-h", "gap", *HALF)
    assert (owed["missing"], owed["responsible_unit"]) == (["legal_aid"], "00004")
    assert lives.left_out("NTP30-h", *HALF) == {"withdrawn": 1, "refused_by_client": 1}


def test_kept_in_treatment_is_who_is_in_it_on_the_last_day_or_completed_it(lives):
    ends = {
        "An": (None, "in_treatment"), "Ba": ("2026-05-01", "completed"),
        "Chi": ("2026-05-01", "violation_recorded"), "Dậu": ("2026-05-01", "stopped"),
        "Em": ("2026-05-01", "died"), "Gái": ("2026-07-01", "violation_recorded"),
        "Hà": ("2025-12-31", "violation_recorded"),
    }  # fmt: skip
    for name, (closed, state) in ends.items():
        lives.person(name)
        lives.case(name, "substitution", "2025-06-01", closed, state)
    lives.person("Kim")
    away = lives.case("Kim", "substitution", "2025-06-01", None, "terminated")
    lives.step("Kim", away, "2026-06-30", "terminated")
    lives.person("Lan")
    gone = lives.case("Lan", "substitution", "2025-06-01", None, "terminated")
    lives.step("Lan", gone, "2025-12-31", "terminated")
    after(lives)
    assert lives.lists("NTP30-i1", *HALF) == {
        "numerator": ["An", "Ba", "Gái"], "denominator": ["An", "Ba", "Chi", "Gái", "Kim"],
        "gap": ["Chi", "Kim"], "excluded": ["Dậu", "Em"],
    }  # fmt: skip
    assert lives.left_out("NTP30-i1", *HALF) == {"transferred": 1, "died": 1}
    assert {row["missing"][0] for row in lives.rows("NTP30-i1", "gap", *HALF)} == {"treatment"}


def test_who_left_a_treatment_and_began_again_is_one_person_and_kept(lives):
    lives.person("An")
    lives.case("An", "substitution", "2025-06-01", "2026-02-01", "violation_recorded")
    lives.case("An", "substitution", "2026-03-01", None, "in_treatment")
    after(lives)
    assert lives.counts("NTP30-i1", *HALF) == (1, 1)


def test_the_ninety_per_cent_are_of_the_lists_and_of_whoever_is_in_a_cure(lives):
    for name in ("An", "Ba", "Chi", "Dậu", "Em", "Gái"):
        lives.person(name)
    lives.listed("An", "addict", "2026-02-01")
    lives.listed("Ba", "user", "2026-02-01")
    lives.listed("Chi", "post_rehab", "2026-02-01")
    # Of no list: in a centre the cure itself is what reaches a person.
    lives.case("Dậu", "compulsory", "2026-01-10", None, "in_centre")
    lives.case("Em", "substitution", "2025-01-10", "2025-12-31", "completed")
    # Of a list and in a cure: once.
    lives.case("An", "voluntary-home", "2026-03-01")
    lives.serve("Ba", "counselling", "2026-03-01")
    lives.serve("Chi", "vocational_training", "2026-03-01")
    lives.serve("Gái", "counselling", "2026-03-01")
    after(lives)
    assert lives.lists("NTP30-i2", *HALF) == {
        "numerator": ["An", "Ba", "Dậu"], "denominator": ["An", "Ba", "Chi", "Dậu"],
        "gap": ["Chi"], "excluded": [],
    }  # fmt: skip
    assert lives.counts("NTP30-i2", *HALF, variant="step") == (0, 4)
    lives.serve("An", "counselling", "2026-03-02")
    lives.serve("Ba", "behaviour_education", "2026-03-02")
    assert lives.names("NTP30-i2", "numerator", *HALF, variant="step") == ["An", "Ba"]
    assert lives.figure("NTP30-i2", *HALF)["target_rule"]["above"] == 90


def test_a_cure_that_ended_is_of_the_flow_not_of_the_stock(lives):
    lives.person("An")
    lives.case("An", "compulsory", "2026-01-10", "2026-05-01", "completed")
    after(lives)
    assert lives.counts("NTP30-i2", *HALF) == (1, 1)
    assert lives.counts("NTP30-i2", *HALF, base="stock") == (0, 0)
    assert lives.left_out("NTP30-i2", *HALF, base="stock") == {"left_before_the_last_day": 1}


def test_treated_or_in_rehabilitation_by_any_form(lives):
    for name in ("An", "Ba", "Chi"):
        lives.person(name)
        lives.listed(name, "addict", "2026-02-01")
    lives.case("An", "substitution", "2026-03-01", None, "in_treatment")
    lives.case("Ba", "voluntary-centre", "2026-03-01", None, "in_centre")
    lives.serve("Chi", "counselling", "2026-03-01")
    after(lives)
    figure = lives.figure("DA2596-3", *HALF)
    assert (figure["numerator"], figure["denominator"], figure["met"]) == (2, 3, False)
    lives.serve("Chi", "treatment", "2026-03-02")
    assert lives.figure("DA2596-3", *HALF)["met"] is True


def test_voluntary_and_compulsory_share_out_those_in_rehabilitation_on_a_day(lives):
    cases = {
        "An": ("voluntary-home", None), "Ba": ("voluntary-centre", None),
        "Chi": ("compulsory", None), "Dậu": ("compulsory-minor", "2026-05-01"),
        "Em": ("substitution", None),
    }  # fmt: skip
    for name, (procedure, closed) in cases.items():
        lives.person(name)
        lives.case(name, procedure, "2026-02-01", closed, "completed" if closed else "in_centre")
    after(lives)
    assert lives.counts("DA2596-5", *HALF) == (2, 3)
    assert lives.lists("DA2596-6", *HALF) == {
        "numerator": ["Chi"], "denominator": ["An", "Ba", "Chi"], "gap": ["An", "Ba"],
        "excluded": ["Dậu"],
    }  # fmt: skip
    assert lives.counts("DA2596-5", *HALF, base="ever") == (2, 4)
    assert lives.counts("DA2596-6", *HALF, base="ever") == (2, 4)


def test_what_was_published_stands_with_the_series(lives):
    rows = lives.offices("nation_manager").get("/v1/indicators").json()["items"]
    said = {row["code"]: row["published"] for row in rows}
    assert [(p["year"], p["value"]) for p in said["DA2596-5"]] == [(2017, 0.2), (2024, 0.4)]
    assert [(p["year"], p["value"]) for p in said["DA2596-6"]] == [(2017, None)]
    assert said["DA2596-3"][0]["note"]["vi"] == "Mục tiêu 70 %, đạt 50 %"

"""Quality (QT-20 to QT-27): plans, reviews, checks, screenings, particulars, counted by hand."""

import pytest

from tests.scenarios.chain import CHAIR
from tests.scenarios.inside import under_163
from tests.scenarios.merging import merge, twice, undo
from tests.scenarios.story import CENTRE, COMMUNE, REGISTRATION, ok, signed
from tests.services.clinic import record
from tests.services.reading import Reader

__all__ = ["twice"]
BAC = {"full_name": "Trịnh Văn Bắc", "birth_date": "1983-01-01"}
CLINIC = "centre_clinician"


@pytest.fixture
def read(offices):
    """Asked of the year 2026."""
    return Reader(offices, {"period": "2026"})


@pytest.fixture
def two(addict):
    """An and Bắc, at home since 10 March 2026 for six months."""

    def begun(**particulars):
        file = addict("2026-03-02 09:00", **particulars)
        file.open(CHAIR, "voluntary-home", "register", "2026-03-04 09:00", papers=REGISTRATION)
        file.take(CHAIR, "decide", "2026-03-06 09:00", term_months=6, decision=signed("2026-03-06"))
        return file.take(CHAIR, "begin", "2026-03-10 09:00")

    return begun(), begun(**BAC)


def plan(file, on, **said):
    file.at(f"{on} 10:00")
    path = f"/v1/cases/{file.case['id']}/plans"
    return ok(file.as_(CHAIR).post(path, json={"written_on": on, **said}))


def review(file, of, on, **said):
    file.at(f"{on} 11:00")
    path = f"/v1/cases/{file.case['id']}/plans/{of['id']}/reviews"
    body = {"held_on": on, "findings": "Đạt", **said}
    return ok(file.as_(CHAIR).post(path, json=body))


def test_a_plan_is_made_within_the_intake_stage(two, read):
    """Two days from 10 March: An's on the 12th; Bắc's on the 13th, and a draft before it."""
    an, bac = two
    plan(bac, "2026-03-11", status="draft")
    assert read.left_out("QT-20") == {"not_due_yet": 2}
    plan(an, "2026-03-12")
    plan(bac, "2026-03-13")
    assert read.count("QT-20") == (1, 2)
    assert read.owed("QT-20") == {"Bắc": (["rehab-plan"], COMMUNE)}


def test_a_review_is_held_by_the_day_agreed(two, read):
    """An's is due on 10 April and held on the 8th, the next on 8 May and never; Bắc's in June."""
    an, bac = two
    review(an, plan(an, "2026-03-11", next_review_on="2026-04-10"), "2026-04-08",
           next_review_on="2026-05-08")  # fmt: skip
    plan(bac, "2026-03-12")
    assert read.count("QT-21") == (1, 1)
    assert read.left_out("QT-21") == {"not_due_yet": 2}
    bac.at("2026-06-11 09:00")
    assert read.count("QT-21") == (1, 3)
    assert read.owed("QT-21") == {
        "An": (["plan_review"], COMMUNE), "Bắc": (["plan_review"], COMMUNE),
    }  # fmt: skip
    assert read.count("QT-21", period="2026-Q2") == (1, 3)
    assert read.count("QT-21", period="2026-04") == (1, 1)


def test_a_review_of_a_plan_that_ended_before_is_not_asked_for(two, read):
    an, _ = two
    plan(an, "2026-03-11", next_review_on="2026-04-10")
    plan(an, "2026-04-01", next_review_on="2026-05-10")
    an.at("2026-04-20 09:00")
    assert read.left_out("QT-21") == {"ended_before": 1, "not_due_yet": 1}


def test_a_plan_of_the_last_thirty_days_is_the_plan_of_reintegration(two, read):
    """The term ends on 10 September: An's plan is of 15 August, Bắc's of 15 July."""
    an, bac = two
    assert {file.case["term"]["end"] for file in two} == {"2026-09-10"}
    plan(bac, "2026-07-15")
    plan(an, "2026-08-15")
    an.at("2026-10-01 09:00")
    assert read.count("QT-22") == (1, 2)
    assert read.owed("QT-22") == {"Bắc": (["reintegration-plan"], COMMUNE)}
    assert read.count("QT-22", period="2026-Q4") == (0, 0)


def test_who_did_not_reach_the_end_needs_no_plan_of_reintegration(two, read):
    _, bac = two
    said = {"ground": "used_again", "happened_on": "2026-05-01"}
    bac.take(CHAIR, "record_violation", "2026-05-04 09:00", **said)
    bac.at("2026-10-01 09:00")
    assert read.count("QT-22") == (0, 1)
    assert read.names("QT-22", "excluded") == ["Bắc"]
    assert read.left_out("QT-22") == {"ended_before": 1}


def test_a_health_check_in_the_year_before(addict, offices):
    """In the centre since September 2026; An checked in March 2027."""
    an = under_163(addict)
    under_163(lambda day: addict(day, **BAC))
    an.take(CLINIC, "check_health", "2027-03-02 09:00")
    an.at("2028-03-20 09:00")
    read = Reader(offices, {"period": "2027"})
    assert read.count("QT-23") == (1, 2)
    assert read.owed("QT-23") == {"Bắc": (["check_health"], CENTRE)}
    assert read.count("QT-23", period="2028-Q1") == (0, 2)


def test_a_score_of_screening_lies_by_at_intake(addict, read):
    """Both brought in on 4 September; An's screening is of that day."""
    an = under_163(addict)
    under_163(lambda day: addict(day, **BAC))
    an.at("2026-09-04 11:00")
    ok(record(an, CLINIC, on="2026-09-04"))
    an.at("2026-09-20 09:00")
    assert read.count("QT-24") == (1, 2)
    assert read.owed("QT-24") == {"Bắc": (["screening"], CENTRE)}


def test_particulars_and_numbers_on_file(addict, read):
    """Birth date and address of both; An's ethnicity and number besides."""
    addict("2026-02-26 09:00", ethnicity="Kinh", identity_number="001098000123")
    bac = addict("2026-02-26 10:00", **BAC)
    bac.at("2026-03-20 09:00")
    assert read.count("QT-25") == (6, 8)
    assert read.figure("QT-25")["percent"] == 75.0
    assert read.owed("QT-25") == {"Bắc": (["ethnicity+identity_number"], COMMUNE)}
    assert read.count("QT-26") == (1, 2)
    assert read.owed("QT-26") == {"Bắc": (["identity_number"], COMMUNE)}


def test_twins_found_and_told_apart_again(twice, read):
    """Two files on the list; merged they are one person, with one duplicate found."""
    first, second = twice
    assert read.count("QT-27") == (0, 2)
    made = merge(first, second)
    assert read.count("QT-27") == (1, 1)
    assert read.count("VH-01") == (1, None)
    assert ok(undo(first, made), 200)
    assert read.count("QT-27") == (0, 2)

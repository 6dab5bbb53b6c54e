"""What came after the end of cures and treatments (KQ-04…08, KQ-10), on rows counted by hand."""

import pytest

from app.ids import new_id
from tests.scenarios.story import moment
from tests.services.lives import Lives, a_test, day

HALF = ("2025-01-01", "2025-06-30")
REHAB = "voluntary-centre"


@pytest.fixture
def lives(offices, clock, as_nation):
    return Lives(offices, clock, as_nation)


@pytest.fixture
def now(clock):
    return lambda text: clock.set(moment(f"{text} 09:00"))


def test_positive_tests_are_counted_by_test_and_by_person(lives, now):
    lives.plant(dict.fromkeys(("An", "Ba", "Chi"), (REHAB, "2025-02-01", None, "in_centre")))
    lives.person("Dậu")
    a_test(lives, "An", "2025-03-01", "positive")
    a_test(lives, "An", "2025-03-02", "positive")
    a_test(lives, "An", "2025-03-03", "negative")
    a_test(lives, "Ba", "2025-02-01", "positive", "intake")
    a_test(lives, "Ba", "2025-06-30", "negative")
    a_test(lives, "Ba", "2025-07-01", "positive")
    a_test(lives, "Chi", "2025-03-01", "invalid")
    a_test(lives, "Chi", "2025-01-31", "positive")
    a_test(lives, "Dậu", "2025-03-01", "positive")
    a_test(lives, "Ba", "2025-03-01", "positive", voided_at=moment("2025-03-02 08:00"),
           void_reason="nhầm")  # fmt: skip
    now("2026-01-09")
    assert lives.counts("KQ-04", *HALF) == (2, 4)
    assert lives.left_out("KQ-04", *HALF) == {
        "on_arrival": 1, "no_result": 1, "no_cure_before": 2,
    }  # fmt: skip
    assert lives.lists("KQ-04", *HALF, variant="persons") == {
        "numerator": ["An"], "denominator": ["An", "Ba"], "gap": ["Ba"],
        "excluded": ["Chi", "Dậu"],
    }  # fmt: skip
    assert lives.figure("KQ-04", *HALF, variant="persons")["soft"] == 0


def test_work_is_of_those_who_told_and_silence_is_a_row_of_its_own(lives, now):
    ended = (REHAB, "2024-01-01", "2025-01-31", "completed")
    lives.plant(dict.fromkeys(("An", "Ba", "Chi", "Dậu", "Em"), ended))
    lives.plant({"Gái": (REHAB, "2024-01-01", "2025-01-31", "died"),
                  "Hà": (REHAB, "2024-01-01", "2025-01-31", "stopped")})  # fmt: skip

    def tell(name, on, stage="follow_up", **said):
        lives.entered("circumstance", name, on, stage=stage, told_on=day(on), **said)

    tell("An", "2025-01-30", "exit", work="unemployed", housing="stable")
    tell("An", "2025-07-20", work="employed")
    tell("An", "2025-09-29", work="unemployed")
    tell("Ba", "2025-01-31", "exit", work="studying")
    tell("Chi", "2025-01-31", "exit", work="unknown", housing="institution")
    tell("Dậu", "2025-03-03", work="employed")
    now("2025-10-01")
    assert lives.lists("KQ-05", *HALF) == {
        "numerator": ["Ba"], "denominator": ["An", "Ba"], "gap": ["An"],
        "excluded": ["Chi", "Dậu", "Em", "Gái", "Hà"],
    }  # fmt: skip
    assert lives.left_out("KQ-05", *HALF) == {"not_told": 3, "died": 1, "transferred": 1}
    # Six months after 31 January is 31 July: of two answers in the window the nearer.
    assert lives.names("KQ-05", "numerator", *HALF, variant="m6") == ["An"]
    assert lives.left_out("KQ-05", *HALF, variant="m12")["not_followed_yet"] == 5
    assert lives.counts("KQ-07", *HALF) == (1, 2)


def test_supported_is_counted_as_the_decision_counted_it(lives, now):
    for name in ("An", "Ba"):
        lives.person(name)
        lives.listed(name, "post_rehab", "2025-02-01")
    lives.serve("An", "loan", "2025-03-01")
    now("2026-01-09")
    assert lives.counts("KQ-06", *HALF) == lives.counts("DA1393-1.2", *HALF) == (1, 2)


def test_lost_is_who_stayed_away_twice_in_a_row(lives, now):
    def sought(name, on, outcome, kind="visit", due=None):
        lives.entered("contact", name, on, kind=kind, happened_at=moment(f"{on} 08:00"),
                      outcome=outcome, next_due=day(due))  # fmt: skip

    for name in ("An", "Ba", "Chi", "Dậu", "Em", "Gái", "Hà", "Kim", "Lan"):
        lives.person(name)
    sought("An", "2025-05-01", "not_met")
    sought("An", "2025-05-08", "not_met")
    # One missed, and the next day agreed went by.
    sought("Ba", "2025-05-01", "not_met", due="2025-06-30")
    sought("Chi", "2025-05-01", "not_met")
    sought("Chi", "2025-05-08", "left_message")
    sought("Chi", "2025-06-29", "refused")
    # Met; one day gone by is one.
    sought("Dậu", "2025-05-01", "met")
    sought("Em", "2025-06-25", "not_met")
    sought("Gái", "2025-06-25", "not_met")
    sought("Gái", "2025-07-02", "not_met")
    # Long before: nothing due in the period.
    sought("Hà", "2024-10-01", "met", due="2024-12-31")
    sought("Kim", "2025-05-01", "not_met")
    sought("Kim", "2025-05-08", "not_met", kind="family")
    lives.died("Kim", "2025-06-01")
    lives.listed("Lan", "post_rehab", "2025-02-01")
    now("2025-07-01")
    assert lives.lists("KQ-08", *HALF) == {
        "numerator": ["An", "Ba"],
        "denominator": ["An", "Ba", "Chi", "Dậu", "Em", "Gái"],
        "gap": ["Chi", "Dậu", "Em", "Gái"],
        "excluded": ["Kim", "Lan"],
    }  # fmt: skip
    assert lives.left_out("KQ-08", *HALF) == {"died": 1, "no_contact_on_file": 1}
    # On the last day itself the day agreed is not over yet.
    now("2025-06-30")
    assert "Ba" in lives.names("KQ-08", "gap", *HALF)


def test_breaches_are_told_by_months_monitored(lives, now):
    period = ("2026-07-01", "2026-12-31")
    lives.person("An")
    lives.person("Ba")
    # 61 days of the period; then 31, still running on the last day known.
    an = lives.case("An", "e-monitoring", "2026-07-01", "2026-08-30", "ended")
    lives.case("Ba", "e-monitoring", "2026-09-01", None, "fitted")
    lives.step("An", an, "2026-07-10", "fitted", "record_breach", 1)
    lives.step("An", an, "2026-08-10", "fitted", "record_breach", 2)
    lives.step("An", an, "2026-08-11", "fitted", "fix_breach", 3)
    for number, (on, kind) in enumerate([("2026-07-03", "tamper"), ("2026-07-04", "battery_low")]):
        lives.put("monitoring_event", "An", case_id=an, device="D1", source_id=str(number),
                  kind=kind, happened_at=moment(f"{on} 08:00"), recorded_by=new_id(),
                  recorded_at=moment(f"{on} 09:00"))  # fmt: skip
    now("2026-10-01")
    figure = lives.figure("KQ-10", *period)
    assert (figure["numerator"], figure["measure"]) == (2, "rate")
    assert figure["denominator"] == pytest.approx((61 + 31) / 30.4375, abs=1e-3)
    assert figure["value"] == pytest.approx(2 / (92 / 30.4375), abs=1e-3)
    assert lives.names("KQ-10", "numerator", *period) == ["An"]
    assert lives.names("KQ-10", "gap", *period) == ["Ba"]
    assert lives.figure("KQ-10", *period, variant="device")["numerator"] == 1


@pytest.mark.parametrize(("code", "role", "status"), [
    ("KQ-05", "commune_official", 200), ("KQ-10", "commune_official", 403),
    ("KQ-10", "commune_police", 200), ("KQ-04", "commune_police", 200),
])  # fmt: skip
def test_a_list_is_for_those_who_read_that_part_of_the_file(offices, code, role, status):
    caller = offices(role)
    answer = caller.get(f"/v1/indicators/{code}/records", params={"part": "denominator"})
    assert answer.status_code == status
    assert caller.get(f"/v1/indicators/{code}").status_code == 200

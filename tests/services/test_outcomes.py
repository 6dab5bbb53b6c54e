"""What came of cures and treatments (KQ-01, 02, 03, 09), on rows counted by hand."""

import pytest

from tests.scenarios.story import REGISTRATION, moment, ok, phases, signed
from tests.services.lives import Lives, a_test

HALF = ("2025-01-01", "2025-06-30")
REHAB = "voluntary-centre"


@pytest.fixture
def lives(offices, clock, as_nation):
    return Lives(offices, clock, as_nation)


@pytest.fixture
def now(clock):
    return lambda text: clock.set(moment(f"{text} 09:00"))


# The cohort of the first half of 2025, and one of the day before it.
COHORT = {
    "An": (REHAB, "2025-01-01", "2025-12-20", "completed"),
    "Ba": (REHAB, "2025-06-30", "2025-09-29", "violation_recorded"),
    "Chi": ("compulsory", "2025-03-01", "2025-08-01", "died"),
    "Dậu": ("compulsory", "2025-03-01", "2025-08-01", "exempted"),
    "Em": (REHAB, "2025-03-01", "2025-04-01", "stopped"),
    "Gái": ("compulsory", "2025-03-01", None, "in_centre"),
    "Hà": (REHAB, "2024-12-31", "2025-12-20", "completed"),
    "Kim": ("substitution", "2025-03-01", "2025-05-31", "violation_recorded"),
}


def test_completion_is_of_the_entries_that_have_ended(lives, now):
    lives.plant(COHORT)
    now("2026-09-01")
    assert lives.lists("KQ-01", *HALF) == {
        "numerator": ["An"], "denominator": ["An", "Ba", "Chi", "Dậu"],
        "gap": ["Ba", "Chi", "Dậu"], "excluded": ["Em", "Gái"],
    }  # fmt: skip
    assert lives.left_out("KQ-01", *HALF) == {"still_in_service": 1, "transferred": 1}
    assert lives.counts("KQ-01", *HALF, variant="voluntary") == (1, 2)
    assert lives.counts("KQ-01", *HALF, variant="compulsory") == (0, 2)
    assert lives.counts("KQ-01", *HALF, variant="treatment") == (0, 1)
    figure = lives.figure("KQ-01", *HALF)
    assert (figure["proposal"], figure["target"], figure["soft"]) == (True, None, 4)


def test_retention_is_of_those_followed_to_the_month(lives, now):
    lives.plant(COHORT)
    now("2026-03-01")
    # Ba left a day before the third month was full, on 29 September; Em went elsewhere.
    assert lives.lists("KQ-02", *HALF, variant="m3") == {
        "numerator": ["An", "Chi", "Dậu", "Gái"], "denominator": ["An", "Ba", "Chi", "Dậu", "Gái"],
        "gap": ["Ba"], "excluded": ["Em"],
    }  # fmt: skip
    assert lives.lists("KQ-02", *HALF, variant="m6") == {
        "numerator": ["An", "Gái"], "denominator": ["An", "Ba", "Gái"], "gap": ["Ba"],
        "excluded": ["Chi", "Dậu", "Em"],
    }  # fmt: skip
    assert lives.left_out("KQ-02", *HALF, variant="m12") == {
        "completed": 1, "not_followed_yet": 1, "died": 1, "exempted": 1, "transferred": 1,
    }  # fmt: skip
    assert lives.names("KQ-02", "denominator", *HALF, variant="m12") == ["Gái"]
    assert lives.counts("KQ-02", *HALF, variant="m24") == (0, 0)
    # 1 March to 31 May is a day short of three months.
    assert lives.counts("KQ-02", *HALF, variant="t3") == (0, 1)


def test_who_left_on_the_day_of_the_month_was_in_service_that_long(lives, now):
    lives.plant({"An": (REHAB, "2025-03-01", "2025-06-01", "violation_recorded")})
    now("2026-03-01")
    assert lives.counts("KQ-02", *HALF, variant="m3") == (1, 1)
    assert lives.counts("KQ-02", *HALF, variant="m6") == (0, 1)


def test_who_ran_away_has_left_though_the_case_is_open_and_is_back_when_back(lives, now):
    lives.person("An")
    case = lives.case("An", "compulsory", "2025-03-01", None, "escaped")
    lives.step("An", case, "2025-04-10", "escaped")
    now("2026-03-01")
    assert lives.counts("KQ-02", *HALF, variant="m3") == (0, 1)
    [row] = lives.rows("KQ-02", "gap", *HALF, variant="m3")
    assert (row["since"], row["amount"], row["over"]) == ("2025-03-01", 40, 1)
    with lives.as_nation() as session:
        session.connection().exec_driver_sql(
            "update legal_case set state = 'in_centre', version = version + 1 where id = %s",
            (case,),
        )
    assert lives.counts("KQ-02", *HALF, variant="m3") == (1, 1)


def test_a_centre_is_asked_of_its_own_entries_and_not_of_who_is_there_today(lives, now):
    lives.plant(COHORT)
    with lives.as_nation() as session:
        session.connection().exec_driver_sql(
            "update legal_case set facility = 'F-01-01', version = version + 1"
            " where client_id = any (%s::uuid[])",
            ([lives.ids[name] for name in ("An", "Ba", "Gái")],),
        )
    now("2026-09-01")
    assert lives.counts("KQ-01", *HALF, unit="F-01-01") == (1, 2)
    assert lives.left_out("KQ-01", *HALF, unit="F-01-01") == {"still_in_service": 1}
    assert lives.counts("KQ-02", *HALF, unit="F-01-01", variant="m3") == (2, 3)


def test_a_case_that_a_merge_set_aside_is_not_counted_twice(lives, now):
    lives.plant({"An": (REHAB, "2025-03-01", "2025-09-01", "completed")})
    lives.case("An", "compulsory", "2025-03-01", "2025-09-01", "in_centre", aside=True)
    now("2026-03-01")
    assert lives.counts("KQ-01", *HALF) == (1, 1)
    assert lives.counts("DA2596-6", *HALF) == (0, 1)
    assert lives.counts("DA2596-5", *HALF, base="ever") == (1, 1)


def test_the_curve_is_drawn_from_the_same_rows(lives, now):
    lives.plant(COHORT)
    now("2026-03-01")
    params = {"from": HALF[0], "to": HALF[1], "unit": "vn"}
    nation = lives.offices("nation_manager")
    drawn = ok(nation.get("/v1/indicators/KQ-02/curve", params=params), 200)
    # Six of rehabilitation: Em went after 31 days, Ba left after 91, Chi and Dậu ended after 153.
    assert drawn["points"] == [{"day": 91, "at_risk": 5, "left": 1, "censored": 1, "share": 0.8}]
    assert (drawn["entered"], drawn["left"], drawn["censored"]) == (6, 1, 5)
    assert [(m["months"], m["share"]) for m in drawn["milestones"]] == [
        (3, 0.8), (6, 0.8), (12, 0.8), (24, None),
    ]  # fmt: skip
    assert drawn["known_on"] == "2026-03-01"
    treated = nation.get("/v1/indicators/KQ-02/curve", params={**params, "variant": "t3"})
    assert ok(treated, 200)["points"][0]["at_risk"] == 1
    sex = nation.get("/v1/indicators/KQ-02/curve", params={**params, "sex": "male"})
    assert ok(sex, 200)["entered"] == 0


def test_only_retention_has_a_curve_and_only_who_opens_figures_draws_it(lives, offices):
    path = "/v1/indicators/{}/curve"
    assert offices("nation_manager").get(path.format("KQ-01")).status_code == 404
    assert offices("nation_manager").get(path.format("KQ-99")).status_code == 404
    assert offices("analyst").get(path.format("KQ-02")).status_code == 403
    assert offices("commune_official").get(path.format("KQ-02")).status_code == 200
    wide = offices("commune_official").get(path.format("KQ-02"), params={"unit": "vn"})
    assert wide.status_code == 404


def test_relapse_is_being_determined_again_and_no_positive_test(lives, now):
    for name in ("An", "Ba", "Chi", "Dậu", "Em"):
        lives.person(name)
    for name in ("An", "Ba", "Chi"):
        lives.case(name, REHAB, "2024-01-01", "2025-01-10", "completed")
    lives.case("Dậu", "substitution", "2024-01-01", "2025-01-10", "completed")
    lives.case("Em", REHAB, "2024-01-01", "2025-01-10", "violation_recorded")
    lives.found("An", "2025-07-10")
    lives.found("Ba", "2025-07-11")
    lives.found("Em", "2025-03-10")
    a_test(lives, "Chi", "2025-03-10", "positive")
    lives.died("Dậu", "2025-07-11")
    now("2026-01-09")
    assert lives.lists("KQ-03", *HALF, variant="m6") == {
        "numerator": ["An"], "denominator": ["An", "Ba", "Chi", "Dậu"],
        "gap": ["Ba", "Chi", "Dậu"], "excluded": [],
    }  # fmt: skip
    # The year is full on the tenth.
    assert lives.left_out("KQ-03", *HALF, variant="m12") == {"not_followed_yet": 4}
    now("2026-01-10")
    assert lives.counts("KQ-03", *HALF, variant="m12") == (2, 3)
    assert lives.left_out("KQ-03", *HALF, variant="m12") == {"died": 1}
    assert lives.figure("KQ-03", *HALF)["beside"] == ["KQ-08"]


def test_escalated_is_who_entered_freely_and_then_got_a_compulsory_file(lives, now):
    freely = ("voluntary-home", "2025-03-01", "2025-05-01", "violation_recorded")
    lives.plant(dict.fromkeys(("An", "Ba", "Chi"), freely))
    lives.plant({"Dậu": ("compulsory", "2025-03-01", None, "in_centre")})
    lives.case("An", "compulsory", "2025-05-20", None, "dossier_open")
    lives.case("Ba", "compulsory", "2025-02-28", "2025-05-01", "not_applied")
    now("2026-01-09")
    assert lives.lists("KQ-09", *HALF) == {
        "numerator": ["An"], "denominator": ["An", "Ba", "Chi"], "gap": ["Ba", "Chi"],
        "excluded": [],
    }  # fmt: skip


def test_a_cure_completed_and_the_relapse_after_it_as_the_offices_enter_them(addict, lives):
    file = addict("2026-02-26 09:00")
    chair, first = "commune_official", ("2026-03-01", "2026-03-31")
    file.open(chair, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION)
    file.take(chair, "decide", "2026-03-04 09:00", term_months=6, decision=signed("2026-03-04"))
    assert lives.counts("KQ-01", *first) == (0, 0)
    file.take(chair, "begin", "2026-03-09 09:00")
    assert lives.left_out("KQ-01", *first) == {"still_in_service": 1}
    done = phases("abc", "2026-03-09", "2026-08-30")
    file.take("commune_police", "complete", "2026-09-09 09:00", phases=done)
    assert lives.counts("KQ-01", *first) == (1, 1)
    assert lives.figure("KQ-01", *first)["soft"] == 0
    # As it was known the day before, nothing had ended, and three months were all that was known.
    before = {"as_of": "2026-09-08T09:00:00+07:00"}
    assert lives.left_out("KQ-01", *first, **before) == {"still_in_service": 1}
    assert lives.counts("KQ-02", *first, variant="m3", **before) == (1, 1)
    # Completed on the day on which the sixth month was full.
    assert lives.counts("KQ-02", *first, variant="m6") == (1, 1)
    assert lives.left_out("KQ-02", *first, variant="m6", **before) == {"not_followed_yet": 1}
    file.determined("2027-01-15 09:00")
    ended = ("2026-09-01", "2026-09-30")
    lives.clock.set(moment("2027-04-01 09:00"))
    assert lives.counts("KQ-03", *ended, variant="m6") == (1, 1)
    unheard = {"as_of": "2027-01-14T09:00:00+07:00"}
    assert lives.left_out("KQ-03", *ended, variant="m6", **unheard) == {"not_followed_yet": 1}

"""Indicators against a population counted by hand (`population.py`).

Reached in the first half of 2026 are Một, Hai, Bốn and Sáu; the whole care path had Hai alone.
"""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.scenarios.story import REGISTRATION, moment, ok, phases, signed
from tests.services.population import (
    BA_DINH,
    CODE,
    HOAN_KIEM,
    PEOPLE,
    PERIOD,
    SAI_GON,
    Person,
    Population,
)

COUNTS = {
    BA_DINH: (2, 3), HOAN_KIEM: (1, 2), "01": (3, 5), SAI_GON: (1, 2), "79": (1, 2), "vn": (4, 7),
    "R2": (3, 5), "R5": (1, 2), "R1": (0, 0), "11": (0, 0),
}  # fmt: skip
KINDS = (
    "counselling", "screening_examination", "assessment", "behaviour_education", "treatment",
    "rehabilitation",
)  # fmt: skip


@pytest.fixture
def population(offices, clock, as_nation):
    return Population(offices, clock, as_nation)


@pytest.fixture
def each(population):
    """Numerators of `variant=each` by kind of service."""
    components = population.figure(variant="each")["components"]
    return {row["key"]: row["numerator"] for row in components}


def test_every_level_is_as_counted_by_hand(population):
    assert {unit: population.counts(unit) for unit in COUNTS} == COUNTS


PARTS = {
    "commune": {BA_DINH: (2, 3), HOAN_KIEM: (1, 2), SAI_GON: (1, 2)},
    "province": {"01": (3, 5), "79": (1, 2)},
    "region": {"2": (3, 5), "5": (1, 2)},
    "sex": {"male": (3, 5), "female": (1, 2)},
    "age_band": {"14-15": (1, 1), "18-29": (2, 2), "30+": (1, 4)},
}


def test_the_parts_add_up_to_the_whole(population):
    assert {by: population.splits(by) for by in PARTS} == PARTS
    for parts in PARTS.values():
        assert tuple(map(sum, zip(*parts.values(), strict=True))) == COUNTS["vn"]


def test_the_care_path_wants_every_step_of_it(population):
    assert population.counts(variant="step") == (1, 7)
    assert population.names("numerator", variant="step") == ["Hai"]


def test_each_service_is_counted_by_itself(population, each):
    assert each == {
        "counselling": 2, "screening_examination": 0, "assessment": 1,
        "behaviour_education": 1, "treatment": 2, "rehabilitation": 0,
    }  # fmt: skip
    assert population.counts(variant="each", kind="treatment") == (2, 7)
    assert population.names("numerator", variant="each", kind="treatment") == ["Bốn", "Hai"]


def test_one_sex(population):
    assert population.counts(sex="male") == (3, 5)
    assert population.counts(sex="female") == (1, 2)


@pytest.mark.parametrize("variant", ["any", "step"])
@pytest.mark.parametrize("base", ["ever", "stock"])
def test_a_figure_is_the_length_of_its_lists(population, variant, base):
    population.leave(population["Ba"], "2026-05-01", "completed")
    population.leave(population["Năm"], "2026-05-01", "error")
    for unit in ("vn", "01", BA_DINH, "R5"):
        agrees(population, unit, {"variant": variant, "base": base})


def agrees(population, unit, asked):
    figure = population.figure(unit, **asked)
    lists = {
        part: population.names(part, unit, **asked)
        for part in ("numerator", "denominator", "gap", "excluded")
    }
    assert len(lists["numerator"]) == figure["numerator"]
    assert len(lists["denominator"]) == figure["denominator"]
    assert sorted(lists["gap"] + lists["numerator"]) == sorted(lists["denominator"])
    assert len(lists["excluded"]) == sum(row["count"] for row in figure["excluded"])
    assert not set(lists["excluded"]) & set(lists["denominator"])


def test_who_left_before_the_last_day_is_of_the_flow_not_of_the_stock(population):
    population.leave(population["Hai"], "2026-05-01", "completed")
    assert population.counts(base="ever") == (4, 7)
    assert population.counts(base="stock") == (3, 6)
    assert population.names("excluded", base="stock") == ["Hai"]


def test_who_left_before_the_first_day_is_nowhere(population):
    population.leave(population["Hai"], "2026-02-10", "completed")
    asked = {"from": "2026-03-01", "to": "2026-03-31"}
    assert population.figure(**asked)["denominator"] == 6
    assert "Hai" not in population.names("excluded", base="stock", **asked)


def test_a_record_made_in_error_is_left_out_and_shown(population):
    population.leave(population["Hai"], "2026-05-01", "error")
    figure = population.figure()
    assert (figure["numerator"], figure["denominator"]) == (3, 6)
    assert figure["excluded"] == [{"reason": "entered_in_error", "count": 1}]


def test_the_value_is_a_share_told_in_per_cent_beside_it(population):
    figure = population.figure()
    assert (figure["value"], figure["percent"]) == (4 / 7, 57.14)
    assert (figure["met"], figure["target"], figure["target_rule"]["above"]) == (False, 0.8, 80)
    for name in ("Ba", "Năm", "Bảy"):
        population.serve(population[name], "counselling", "2026-06-30")
    figure = population.figure()
    assert (figure["value"], figure["percent"], figure["met"]) == (1.0, 100.0, True)


def test_exactly_eighty_is_not_above_eighty(population):
    population.serve(population["Ba"], "counselling", "2026-06-30")
    figure = population.figure("01")
    assert (figure["numerator"], figure["denominator"], figure["percent"]) == (4, 5, 80.0)
    assert figure["met"] is False


def test_nobody_counted_is_no_value_not_zero(population):
    figure = population.figure("11")
    assert (figure["numerator"], figure["denominator"]) == (0, 0)
    assert (figure["value"], figure["met"], figure["soft_share"]) == (None, None, None)


def test_the_period_has_both_its_days(population):
    for day, reached in (("2026-02-02", 0), ("2026-02-03", 4), ("2026-02-04", 0)):
        assert population.counts(**{"from": day, "to": day}) == (reached, 7)
    assert population.counts(**{"from": "2026-02-01", "to": "2026-02-01"}) == (0, 0)


def test_a_voided_service_does_not_count(population):
    population.serve(population["Năm"], "counselling", "2026-05-01", voided=True)
    assert population.counts() == COUNTS["vn"]


def test_a_move_moves_exactly_one_person(population):
    person = population["Bốn"]
    official = population.offices("commune_official", HOAN_KIEM)
    said = {"to": SAI_GON, "occurred_at": "2026-07-01T11:00:00+07:00", "reason": "Chuyển"}
    ok(official.post(f"/v1/clients/{person.id}/moves", json=said, version=1))
    assert population.counts(HOAN_KIEM) == (0, 1)
    assert population.counts("01") == (2, 4)
    assert population.counts(SAI_GON) == population.counts("79") == (2, 3)
    assert population.counts() == COUNTS["vn"]


def test_the_share_that_rests_on_historic_entries_is_told(population):
    population.serve(population["Năm"], "counselling", "2026-05-01", provenance="historic")
    figure = population.figure()
    assert (figure["numerator"], figure["soft"], figure["soft_share"]) == (5, 1, 1 / 7)
    population.serve(population["Năm"], "counselling", "2026-05-02")
    assert population.figure()["soft"] == 0


def test_the_gap_tells_what_is_missing_and_who_owes_it(population):
    answer = population.offices("commune_official", BA_DINH).get(
        f"/v1/indicators/{CODE}/records",
        params={**PERIOD, "unit": BA_DINH, "part": "gap", "variant": "step"},
    )
    rows = {row["full_name"].split()[-1]: row for row in ok(answer, 200)["items"]}
    assert rows["Một"]["missing"] == [
        "screening_examination|assessment",
        "treatment|rehabilitation",
    ]
    assert rows["Một"]["had"] == ["counselling"]
    assert len(rows["Ba"]["missing"]) == 3
    assert {row["responsible_unit"] for row in rows.values()} == {BA_DINH}


@pytest.mark.parametrize("role", ["commune_official", "commune_police"])
def test_every_reader_of_a_commune_gets_the_same_figure(population, role):
    caller = population.offices(role, BA_DINH)
    figure = ok(caller.get(f"/v1/indicators/{CODE}", params=PERIOD), 200)
    assert (figure["numerator"], figure["denominator"]) == COUNTS[BA_DINH]
    wider = caller.get(f"/v1/indicators/{CODE}", params={**PERIOD, "unit": "vn"})
    assert wider.status_code == 404


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"from": "2026-07-01", "to": "2026-06-30"}, 422),
        ({"from": "2026-01-01"}, 422),
        ({**PERIOD, "variant": "all"}, 422),
        ({**PERIOD, "base": "never"}, 422),
        ({**PERIOD, "kind": "counselling"}, 422),
        ({**PERIOD, "variant": "each", "kind": "loan"}, 422),
        ({**PERIOD, "unit": "R7"}, 422),
        ({**PERIOD, "unit": "00013"}, 422),
        ({**PERIOD, "by": "name"}, 422),
        ({**PERIOD, "age": "18"}, 400),
    ],
)
def test_a_question_without_sense_is_refused(offices, asked, status):
    answer = offices("nation_manager").get(f"/v1/indicators/{CODE}", params=asked)
    assert answer.status_code == status


def test_a_running_rehabilitation_reaches_its_person_without_a_service(addict):
    file = addict("2026-02-26 09:00")
    chair = "commune_official"
    file.open(chair, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION)
    file.take(chair, "decide", "2026-03-04 09:00", term_months=6, decision=signed("2026-03-04"))
    file.at("2026-03-05 09:00")

    def reached(first, last):
        params = {"from": first, "to": last}
        return ok(file.as_(chair).get(f"/v1/indicators/{CODE}", params=params), 200)["numerator"]

    assert reached("2026-03-01", "2026-03-31") == 0
    file.take(chair, "begin", "2026-03-09 09:00")
    assert reached("2026-03-01", "2026-03-31") == 1
    assert reached("2026-03-01", "2026-03-08") == 0
    done = phases("abc", "2026-03-09", "2026-08-30")
    file.take("commune_police", "complete", "2026-09-09 09:00", phases=done)
    assert reached("2026-09-01", "2026-09-30") == 1
    assert reached("2026-09-10", "2026-12-31") == 0


IN_PERIOD = st.dates(date(2026, 1, 1), date(2026, 6, 30))
OUTSIDE = st.dates(date(2020, 1, 1), date(2025, 12, 31)) | st.just(date(2026, 7, 1))
OTHER_KINDS = st.sampled_from(["prevention", "job_support", "loan", "reintegration"])
# A service of a kind that is not asked for, on a day outside the period, or voided.
IRRELEVANT = st.one_of(
    st.tuples(OTHER_KINDS, IN_PERIOD, st.just({})),
    st.tuples(st.sampled_from(KINDS), OUTSIDE, st.just({})),
    st.tuples(st.sampled_from(KINDS), IN_PERIOD, st.just({"voided": True})),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(who=st.sampled_from([p.name for p in PEOPLE]), service=IRRELEVANT)
def test_an_irrelevant_record_changes_nothing(population, who, service):
    kind, day, other = service
    population.serve(population.people[who], kind, day.isoformat(), **other)
    assert population.counts() == COUNTS["vn"]
    assert population.counts(variant="step") == (1, 7)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(KINDS), day=IN_PERIOD)
def test_a_relevant_record_reaches_one_person_once(population, clock, kind, day):
    before = population.counts()
    count = len(population.people)
    name = f"Mai Văn {chr(ord('A') + count)}n"
    person = population.add(Person(name, SAI_GON, "male", f"{1920 + count}-01-01"))
    population.people[name] = person
    clock.set(moment("2026-07-01 12:00"))
    assert population.counts() == (before[0], before[1] + 1)
    for _ in range(2):
        population.serve(person, kind, day.isoformat())
        assert population.counts() == (before[0] + 1, before[1] + 1)


def test_people_who_are_not_on_the_list_do_not_count(population):
    stranger = Person("Tạ Văn Tám", SAI_GON, "male", "1985-01-01", ("counselling",))
    population.add(stranger, result="not_addicted")
    assert population.counts() == COUNTS["vn"]


def test_the_gap_leads_to_the_worklist_of_the_unit_that_owes(population):
    """Who is not reached is named with what is missing; the link opens what is to be done."""
    nation = population.offices("nation_manager")
    asked = {**PERIOD, "unit": BA_DINH, "part": "gap"}
    [row] = ok(nation.get(f"/v1/indicators/{CODE}/records", params=asked), 200)["items"]
    assert row["full_name"] == "Đỗ Văn Ba"
    assert row["responsible_unit"] == BA_DINH
    official = population.offices("commune_official", BA_DINH)
    found = ok(official.get(row["worklist"], params=None), 200)
    assert {item["client_id"] for item in found["items"]} <= {row["client_id"]}
    everybody = ok(official.get("/v1/worklist", params={"unit": BA_DINH}), 200)["items"]
    mine = [item for item in everybody if item["client_id"] == row["client_id"]]
    assert [item["kind"] for item in found["items"]] == [item["kind"] for item in mine]
    assert mine

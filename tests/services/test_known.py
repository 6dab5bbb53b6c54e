"""A figure as it was known at an earlier moment, and one under the map of its day."""

import pytest

from tests.scenarios.story import moment, ok
from tests.services.population import BA_DINH, CODE, HOAN_KIEM, Person, Population

YESTERDAY, TODAY = "2026-07-01T18:00:00+07:00", "2026-07-02 09:00"
ALL = ("numerator", "denominator", "excluded", "soft", "splits", "percent")


@pytest.fixture
def population(offices, clock, as_nation):
    made = Population(offices, clock, as_nation)
    clock.set(moment("2026-07-01 18:00"))
    return made


def known(population, unit="vn", as_of=YESTERDAY, **asked):
    asked |= {"as_of": as_of} if as_of else {}
    figure = population.figure(unit, by="commune", **asked)
    return {name: figure[name] for name in ALL}


ACTS = {}


def act(entry):
    ACTS[entry.__name__] = entry
    return entry


@act
def a_service_is_entered(population):
    population.serve(population["Ba"], "counselling", "2026-03-01")


@act
def somebody_leaves_the_list(population):
    population.leave(population["Hai"], "2026-05-01", "completed")


@act
def a_record_was_an_error(population):
    population.leave(population["Một"], "2026-05-01", "error")


@act
def somebody_moves(population):
    move(population, population["Hai"], HOAN_KIEM)


@act
def a_new_person_is_found(population):
    person = Person("Tạ Văn Tám", BA_DINH, "male", "1991-01-10", ("counselling",))
    population.add(person, at="2026-07-02")


@act
def particulars_are_corrected(population):
    official = population.offices("commune_official", BA_DINH)
    key = population["Hai"].id
    found = official.get(f"/v1/clients/{key}").json()
    ok(official.patch(f"/v1/clients/{key}", json={"sex": "male"}, version=found["version"]), 200)


def move(population, person, to):
    official = population.offices("commune_official", person.unit)
    found = official.get(f"/v1/clients/{person.id}").json()
    body = {"to": to, "occurred_at": "2026-07-02T08:00:00+07:00", "reason": "Theo gia đình"}
    path = f"/v1/clients/{person.id}/moves"
    return ok(official.post(path, json=body, version=found["version"]))


@pytest.mark.parametrize("entry", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("base", ["ever", "stock"])
def test_yesterdays_figure_is_unchanged_by_an_entry_of_today(population, entry, base):
    before = {unit: population.figure(unit, by="commune", base=base) for unit in ("vn", BA_DINH)}
    population.clock.set(moment(TODAY))
    entry(population)
    population.clock.set(moment("2026-07-02 13:00"))
    for unit, was in before.items():
        assert known(population, unit, base=base) == {name: was[name] for name in ALL}


def test_todays_figure_does_change(population):
    before = known(population, as_of=None)
    population.clock.set(moment(TODAY))
    for entry in (a_service_is_entered, somebody_leaves_the_list, a_record_was_an_error):
        entry(population)
    assert known(population, as_of=None) != before


def test_twins_were_two_until_they_were_one(population, offices):
    one = population["Hai"]
    twin = population.add(
        Person("Trịnh Thị Mận", BA_DINH, "female", "1987-05-06", ("counselling",))
    )
    population.clock.set(moment("2026-07-01 18:00"))
    before = known(population, as_of=None)
    population.clock.set(moment(TODAY))
    official = offices("commune_official", BA_DINH)
    body = {"survivor": one.id, "merged": twin.id}
    seen = ok(official.post("/v1/merges/preview", json=body), 200)
    said = {
        "survivor_version": seen["survivor"]["version"], "reason": "Cùng một người",
        "merged_version": seen["merged"]["version"],
    }  # fmt: skip
    ok(official.post("/v1/merges", json={**body, **said}))
    now = known(population, as_of=None)
    assert now["denominator"] == before["denominator"] - 1
    assert now["numerator"] == before["numerator"] - 1
    population.clock.set(moment("2026-07-02 10:00"))
    assert known(population) == before


def test_who_has_moved_away_is_counted_and_not_listed(population):
    """The commune's figure of yesterday holds; the name is behind the wall of the other commune."""
    population.clock.set(moment(TODAY))
    move(population, population["Hai"], HOAN_KIEM)
    official = population.offices("commune_official", BA_DINH)
    asked = {"from": "2026-01-01", "to": "2026-06-30", "as_of": YESTERDAY}
    figure = ok(official.get(f"/v1/indicators/{CODE}", params=asked), 200)
    listed = official.get(f"/v1/indicators/{CODE}/records", params={**asked, "part": "denominator"})
    assert figure["denominator"] == 3
    assert [row["full_name"] for row in ok(listed, 200)["items"]] == [
        "Đỗ Văn Ba", "Bùi Văn Một",
    ]  # fmt: skip


def test_the_future_is_not_known(population):
    answer = population.offices("nation_manager").get(
        f"/v1/indicators/{CODE}", params={"as_of": "2027-01-01T00:00:00+07:00"}
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/query/as_of"


def test_a_mover_is_counted_where_they_were_on_the_day(population):
    population.clock.set(moment(TODAY))
    move(population, population["Hai"], HOAN_KIEM)
    today = population.figure("vn", by="commune")["splits"]
    then = population.figure("vn", by="commune", geography="then")["splits"]
    people = [{row["key"]: row["denominator"] for row in rows} for rows in (today, then)]
    assert people[0][BA_DINH] == 2
    assert people[0][HOAN_KIEM] == 3
    assert people[1][BA_DINH] == 3
    assert people[1][HOAN_KIEM] == 2


# --- Two maps -------------------------------------------------------------------------------------

# Both were merged whole into today's Ba Đình, and the second gave it its code.
OLD = ("00013", "00004")
THEN = {"from": "2025-01-01", "to": "2025-06-30"}


@pytest.fixture
def before_the_merger(population):
    """Three people of two communes that were merged on 1 July 2025."""
    for name, old in (("Ông Văn Tám", OLD[0]), ("Quách Văn Chín", OLD[0]), ("Từ Văn Mười", OLD[1])):
        population.add(
            Person(name, BA_DINH, "male", "1991-01-10"),
            at="2025-03-03",
            unit=old,
            unit_as_of="2025-03-03",
        )
    population.clock.set(moment("2026-07-01 18:00"))
    return population


def test_the_map_of_the_day_and_that_of_today_reconcile(before_the_merger):
    nation = before_the_merger.offices("nation_manager")
    path = f"/v1/indicators/{CODE}/geographies"
    found = ok(nation.get(path, params={**THEN, "unit": "vn"}), 200)
    people = {row["key"]: row["denominator"] for row in found["then"]}
    assert people == {"00013/2025-06-30": 2, "00004/2025-06-30": 1}
    assert {row["key"]: row["denominator"] for row in found["today"]} == {BA_DINH: 3}
    assert found["total"]["denominator"] == 3
    assert all(cell["then_name"] and cell["today_name"] for cell in found["cells"])


def test_after_the_merger_both_maps_are_one(before_the_merger):
    nation = before_the_merger.offices("nation_manager")
    path = f"/v1/indicators/{CODE}/geographies"
    asked = {"from": "2026-01-01", "to": "2026-06-30", "unit": BA_DINH}
    found = ok(nation.get(path, params=asked), 200)
    assert {row["key"]: row["denominator"] for row in found["then"]} == {BA_DINH: 6}
    assert found["then"] == found["today"]

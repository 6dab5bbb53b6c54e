"""Facts of an area and its class, told, corrected, confirmed and approved by two at once."""

from itertools import count

import pytest

from tests.races.track import statuses
from tests.scenarios.story import moment, ok

UNIT = "00004"
FACTS = ("dens", "offenders_arrested", "plants", "retail_points", "dens_detected", "dens_destroyed",
         "schools_total", "workers_total")  # fmt: skip
_NUMBERS = count()
OF_A_LINE = """
select id, corrects, value, confirmed_at from area_fact where unit = %s and year = %s and fact = %s
"""


@pytest.fixture
def official(track):
    return track.offices("commune_official")


@pytest.fixture
def manager(track):
    return track.offices("province_manager")


@pytest.fixture
def line(track):
    """`line()`: a year and fact nobody has told yet."""
    track.clock.set(moment("2026-03-02 08:00"))

    def fresh():
        number = next(_NUMBERS)
        return 2001 + number // len(FACTS) % 24, FACTS[number % len(FACTS)]

    return fresh


def tell(caller, year, fact, value, **said):
    body = {"fact": fact, "year": f"{year}-P", "value": value, "source": "x", **said}
    return lambda: caller.post(f"/v1/units/{UNIT}/facts", json=body)


def test_two_tell_one_fact(track, rounds, official, manager, line):
    for _ in range(rounds):
        year, fact = line()
        acts = [tell(official, year, fact, 1), tell(manager, year, fact, 2)]
        assert statuses(track.race(acts)) == [201, 409]
        assert len(track.rows(OF_A_LINE, UNIT, year, fact)) == 1


def test_one_tells_a_fact_and_one_a_whole_list(track, rounds, official, manager, line):
    for _ in range(rounds):
        year, fact = line()
        lines = [{"unit": UNIT, "fact": fact, "value": 2}]
        body = {"year": f"{year}-P", "source": "x", "lines": lines}
        acts = [
            tell(official, year, fact, 1),
            lambda b=body: manager.post("/v1/area-facts", json=b),
        ]
        single, listed = track.race(acts)
        outcome = ok(listed, 200)["lines"][0]["outcome"]
        assert (single.status_code, outcome) in {(201, "present"), (409, "entered")}
        assert len(track.rows(OF_A_LINE, UNIT, year, fact)) == 1


def test_two_corrections_of_one_entry(track, rounds, official, manager, line):
    for _ in range(rounds):
        year, fact = line()
        first = ok(tell(official, year, fact, 1)())["id"]
        acts = [tell(caller, year, fact, 2, corrects=first) for caller in (official, manager)]
        assert statuses(track.race(acts)) == [201, 409]
        assert len(track.rows(OF_A_LINE, UNIT, year, fact)) == 2


def test_a_correction_from_below_against_the_confirmation(track, rounds, official, manager, line):
    for _ in range(rounds):
        year, fact = line()
        first = ok(tell(official, year, fact, 1)())["id"]
        acts = [
            tell(official, year, fact, 2, corrects=first),
            lambda key=first: manager.post("/v1/area-facts/confirmations", json={"ids": [key]}),
        ]
        corrected, confirmed = track.race(acts)
        outcome = ok(confirmed, 200)["items"][0]["outcome"]
        assert (corrected.status_code, outcome) in {(201, "corrected_since"), (409, "confirmed")}


def test_two_approvals_of_one_class(track, manager, line):
    year = 2025
    told = "select fact from area_fact where unit = %s and year = %s"
    known = {row[0] for row in track.rows(told, UNIT, year)}
    facts = {"resident_population": 100_000, "dens": 0, "offenders_arrested": 0, "plants": 0,
             "on_listed_route": 0}  # fmt: skip
    for fact in facts.keys() - known:
        ok(tell(manager, year, fact, facts[fact])())
    body = {"unit": UNIT, "year": f"{year}-P"}
    acts = [lambda: manager.post("/v1/typology/confirmations", json=body)] * 2
    answers = track.race(acts)
    assert {answer.status_code for answer in answers} <= {200, 409}
    heads = track.rows(
        "select id from area_class c where unit = %s and year = %s"
        " and not exists (select from area_class l where l.corrects = c.id)", UNIT, year,
    )  # fmt: skip
    assert len(heads) == 1

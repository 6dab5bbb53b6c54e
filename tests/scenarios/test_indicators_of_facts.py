"""Figures of amounts that units told, of the nation's own facts, and of old series."""

from tests.scenarios.story import moment, ok
from tests.scenarios.units_told import (
    HERE,
    MANAGER,
    NATION,
    OFFICIAL,
    SAIGON,
    THERE,
    behind,
    figure,
    tell,
    whole,
)

# --- Amounts ------------------------------------------------------------------------------------


def test_what_was_destroyed_is_held_against_what_was_detected(offices):
    manager = offices(MANAGER)
    tell(manager, "2026-P", (HERE, "dens_detected", 4), (HERE, "dens_destroyed", 3),
         (THERE, "dens_detected", 6), (THERE, "dens_destroyed", 6),
         ("00025", "dens_detected", 5))  # fmt: skip
    found = whole(manager, "NTP30-b")
    assert (found["numerator"], found["denominator"], found["percent"]) == (9, 10, 90.0)
    assert (found["variant"], found["met"]) == ("dens", False)
    assert found["excluded"] == [{"reason": "not_told", "count": 1}]
    excluded = behind(manager, "NTP30-b", "excluded")
    assert [(row["unit"], row["missing"]) for row in excluded] == [("00025", ["dens_destroyed"])]
    assert figure(manager, "NTP30-b", unit=THERE) == (6, 6)
    assert figure(manager, "NTP30-b", variant="plants") == (0, 0)


def test_a_number_of_the_province_stands_for_its_communes_and_not_beside_them(offices):
    manager, nation = offices(MANAGER), offices(NATION)
    tell(manager, "2026-P", (HERE, "dens_detected", 4), (HERE, "dens_destroyed", 3),
         ("01", "dens_detected", 20), ("01", "dens_destroyed", 20))  # fmt: skip
    tell(nation, "2026-P", ("vn", "dens_detected", 99), ("vn", "dens_destroyed", 0),
         (SAIGON, "dens_detected", 10), (SAIGON, "dens_destroyed", 5))  # fmt: skip
    assert figure(manager, "NTP30-b") == (20, 20)
    assert figure(manager, "NTP30-b", unit=HERE) == (3, 4)
    assert figure(nation, "NTP30-b") == (25, 30)
    reasons = {row["reason"] for row in whole(nation, "NTP30-b")["excluded"]}
    assert reasons == {"told_by_the_province", "told_by_provinces"}


def test_cases_of_this_year_are_held_against_those_of_the_last(offices):
    manager = offices(MANAGER)
    tell(manager, "2025", ("01", "cases_detected_border", 100))
    tell(manager, "2026", ("01", "cases_detected_border", 104))
    found = whole(manager, "NTP30-d1", "2026")
    assert (found["percent"], found["met"]) == (4.0, True)
    tell(manager, "2025", ("01", "cases_detected_cyberspace", 100))
    tell(manager, "2026", ("01", "cases_detected_cyberspace", 104))
    assert whole(manager, "NTP30-d3", "2026")["met"] is False


def test_schools_workers_and_people_have_their_own_targets(offices):
    manager = offices(MANAGER)
    tell(manager, "2026", ("01", "people_reached_by_media", 81), ("01", "resident_population", 100),
         ("01", "schools_reached", 99), ("01", "schools_total", 100),
         ("01", "workers_reached", 71), ("01", "workers_total", 100))  # fmt: skip
    met = {
        code: whole(manager, code, "2026")["met"] for code in ("NTP30-g1", "NTP30-g2", "NTP30-g3")
    }
    assert met == {"NTP30-g1": True, "NTP30-g2": False, "NTP30-g3": True}


def test_the_density_leaves_out_who_did_not_tell_its_residents(offices, addict, clock):
    addict("2026-11-10 09:00")
    clock.set(moment("2026-11-20 09:00"))
    official = offices(OFFICIAL)
    assert figure(official, "VH-04") == (0, 0)
    tell(official, "2026-P", (HERE, "resident_population", 20_000))
    found = whole(official, "VH-04")
    assert (found["numerator"], found["denominator"]) == (1, 20_000)
    assert (found["proposal"], found["per"]) == (True, 100_000)
    tell(offices(MANAGER), "2026-P", (THERE, "resident_population", 5_000))
    assert figure(offices(MANAGER), "VH-04") == (1, 25_000)
    assert figure(offices(NATION), "VH-04", "2026-P") == (1, 25_000)


def test_a_density_gives_nobody_away_to_who_may_not_open_it(offices, addict, clock):
    """One person of a commune: its amount is a count of people, though its row is a commune."""
    addict("2026-11-10 09:00")
    clock.set(moment("2026-11-20 09:00"))
    tell(offices(MANAGER), "2026-P", (HERE, "resident_population", 20_000))
    for asked in ({"unit": HERE}, {"unit": "01"}, {"unit": "01", "by": "commune"}):
        found = whole(offices("analyst", "01"), "VH-04", **asked)
        assert (found["numerator"], found["value"], found["splits"]) == (None, None, [])
        assert found["withheld"] == ["all"]


# --- The nation, and what is only remembered ----------------------------------------------------


def test_functions_of_the_nation_are_each_in_use_or_not(offices):
    nation = offices(NATION)
    tell(nation, "2025", ("vn", "it_reporting", 1), ("vn", "it_counselling", 0),
         ("vn", "indicator_set_issued", 1))  # fmt: skip
    assert figure(nation, "DA1393-1.6", "2025") == (1, 5)
    assert figure(nation, "DA1393-1.7", "2025") == (1, 1)
    gap = {row["id"]: row["label"] for row in behind(nation, "DA1393-1.6", "gap", "2025")}
    assert len(gap) == 4
    assert gap["it_public_service"] == "Dịch vụ công trực tuyến"
    assert figure(offices(MANAGER), "DA1393-1.6", "2025") == (0, 0)


def test_an_old_series_is_told_as_published_and_nothing_is_computed(offices):
    items = ok(offices(NATION).get("/v1/indicators"), 200)["items"]
    told = {
        row["code"]: (row["published"][0]["year"], row["published"][0]["value"])
        for row in items
        if row["code"] in {"DA2596-1", "DA2596-2", "DA2596-4"}
    }
    assert told == {"DA2596-1": (2017, 0.6), "DA2596-2": (2017, 0.5), "DA2596-4": (2017, 240)}
    for code in told:
        assert whole(offices(NATION), code, "2026")["numerator"] == 0
        assert behind(offices(NATION), code, "denominator") == []


def test_every_figure_of_units_says_what_it_rests_on(offices):
    items = ok(offices(NATION).get("/v1/indicators"), 200)["items"]
    mine = [row for row in items if row["counts"] in {"units", "facilities", "staff", "amounts"}]
    assert len(mine) >= 23
    assert all(law["unverified"] for row in mine for law in row["legal_basis"])
    assert {row["code"] for row in mine if row["proposal"]} >= {"VH-04"}


# --- Splits by type of commune ------------------------------------------------------------------


def test_people_are_split_by_the_approved_type_of_their_commune(offices, addict, clock):
    addict("2026-03-10 09:00")
    clock.set(moment("2026-11-20 09:00"))
    nation = offices(NATION)
    asked = {"by": "commune_type", "period": "2026"}

    def types():
        found = ok(nation.get("/v1/indicators/DA1393-1.1", params=asked), 200)
        return {part["key"]: part["denominator"] for part in found["splits"]}

    assert types() == {"unknown": 1}
    facts = {"resident_population": 200, "dens": 1, "offenders_arrested": 0, "plants": 0,
             "on_listed_route": 0}  # fmt: skip
    tell(nation, "2025-P", *((HERE, fact, value) for fact, value in facts.items()))
    ok(nation.post("/v1/typology/confirmations", json={"unit": HERE, "year": "2025-P"}), 200)
    assert types() == {"III": 1}
    narrowed = {"commune_type": "III", "period": "2026"}
    assert ok(nation.get("/v1/indicators/DA1393-1.1", params=narrowed), 200)["denominator"] == 1
    before = {**asked, "as_of": "2026-11-19T00:00:00+07:00"}
    found = ok(nation.get("/v1/indicators/DA1393-1.1", params=before), 200)
    assert {part["key"] for part in found["splits"]} <= {"unknown"}

"""Units: former codes lead to today's commune, or ask which; lists by a former code reach it."""

import pytest

from tests.scenarios.story import PERSON, REGISTRATION, ok

OFFICIAL = "commune_official"
# 00013 went whole into 00004; 00007 was divided between 00008 and 00025; 00025 named another place.
MERGED, DIVIDED, REUSED = "00013", "00007", "00025"
BEFORE = "2025-06-01"


def residence(unit, **other):
    return {**PERSON, "residence": {"unit": unit, "stable": True, **other}}


@pytest.fixture
def here(offices):
    return offices(OFFICIAL)


@pytest.mark.parametrize("code", [MERGED, "00004"])
def test_a_code_of_before_the_merger_lands_in_the_successor(here, code):
    made = ok(here.post("/v1/clients", json=residence(code, unit_as_of=BEFORE)))
    assert made["residence"]["unit"] == "00004"
    assert [holder["unit"] for holder in made["custody"]] == ["00004"]


def test_a_code_only_a_former_list_has_needs_no_day(here):
    assert ok(here.post("/v1/clients", json=residence(MERGED)))["residence"]["unit"] == "00004"


@pytest.mark.parametrize("as_of", [{}, {"unit_as_of": BEFORE}])
def test_a_divided_commune_is_never_guessed(offices, as_of):
    answer = offices(OFFICIAL, "00008").post("/v1/clients", json=residence(DIVIDED, **as_of))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.json()["errors"][0]["pointer"] == "/residence/unit"
    choices = answer.json()["choices"]
    assert [choice["code"] for choice in choices] == ["00008", "00025"]
    assert all(choice["name"] for choice in choices)
    chosen = residence(choices[0]["code"])
    assert ok(offices(OFFICIAL, "00008").post("/v1/clients", json=chosen))


def test_a_code_in_use_again_means_todays_place_unless_a_day_is_said(offices):
    there = offices(OFFICIAL, REUSED)
    then = there.post("/v1/clients", json=residence(REUSED, unit_as_of=BEFORE))
    assert (then.status_code, len(then.json()["choices"])) == (422, 3)
    assert ok(there.post("/v1/clients", json=residence(REUSED)))["residence"]["unit"] == REUSED


@pytest.mark.parametrize("code", ["99999", "01", "vn", "C-01-01"])
def test_what_is_not_a_commune_is_no_residence(here, code):
    answer = here.post("/v1/clients", json=residence(code))
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/residence/unit")


@pytest.mark.parametrize(
    ("path", "count"), [("/v1/clients", 1), ("/v1/cases", 2), ("/v1/deadlines", 2)]
)
def test_a_list_by_a_former_code_reaches_the_successors_files(addict, path, count):
    file = addict("2026-02-26 09:00")
    file.open(OFFICIAL, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION)
    for role in (OFFICIAL, "province_manager"):
        now = ok(file.as_(role).get(path, params={"unit": "00004"}), 200)["items"]
        then = ok(file.as_(role).get(path, params={"unit": MERGED}), 200)["items"]
        assert [row["id"] for row in then] == [row["id"] for row in now]
        assert len(now) >= count - (path == "/v1/deadlines")
    elsewhere = ok(file.as_(OFFICIAL).get(path, params={"unit": DIVIDED}), 200)["items"]
    assert elsewhere == []


def test_a_unit_tells_what_became_of_it_and_what_it_was(here):
    merged = ok(here.get(f"/v1/units/{MERGED}"), 200)
    assert merged["valid_to"] == "2025-06-30"
    assert [(s["new_code"], s["share"]) for s in merged["successors"]] == [("00004", "whole")]
    divided = ok(here.get(f"/v1/units/{DIVIDED}", params={"on": BEFORE}), 200)
    assert {s["share"] for s in divided["successors"]} == {"part"}
    today = ok(here.get("/v1/units/00004"), 200)
    assert (today["valid_to"], today["successors"]) == (None, [])
    assert MERGED in {s["old_code"] for s in today["predecessors"]}
    assert here.get(f"/v1/units/{MERGED}", params={"on": "2026-01-01"}).status_code == 404
    assert here.get("/v1/units/99999").status_code == 404


def test_the_communes_of_a_province_are_listed_by_day_kind_and_name(here):
    def codes(**params):
        rows, cursor = [], None
        while True:
            more = {"cursor": cursor} if cursor else {}
            page = ok(here.get("/v1/units", params={"limit": 500, **params, **more}), 200)
            rows += [row["code"] for row in page["items"]]
            cursor = page["next"]
            if cursor is None:
                return rows

    now = codes(parent="01", kind="commune")
    assert len(now) == 126  # Resolution 1656/NQ-UBTVQH15 made Hà Nội of 126
    assert MERGED not in now
    assert now == sorted(now)
    assert codes(parent="01", kind="commune", search="ba dinh") == ["00004"]
    assert MERGED in codes(kind="commune", on=BEFORE, search="quan thanh")


@pytest.mark.parametrize("limit", [1, 50, 500])
def test_units_come_in_pages_that_join(here, limit):
    first = ok(here.get("/v1/units", params={"limit": limit, "kind": "province"}), 200)
    assert len(first["items"]) == min(limit, 34)
    assert (first["next"] is None) is (limit in {50, 500})

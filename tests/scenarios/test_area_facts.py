"""Yearly facts of units: entered by the commune, in bulk by the province, corrected, confirmed."""

import pytest

from tests.scenarios.story import ok

OFFICIAL, POLICE, MANAGER, NATION = (
    "commune_official", "commune_police", "province_manager", "nation_manager",
)  # fmt: skip
HERE, THERE, SAIGON = "00004", "00008", "26740"
POPULATION = {
    "fact": "resident_population", "year": "2026-P", "value": 21480,
    "source": "Báo cáo số 45/BC-UBND",
}  # fmt: skip


def entered(caller, unit=HERE, **said):
    return caller.post(f"/v1/units/{unit}/facts", json={**POPULATION, **said})


def listed(caller, unit=HERE, **params):
    return ok(caller.get(f"/v1/units/{unit}/facts", params=params), 200)["items"]


def bulk(caller, *lines, **said):
    body = {"year": "2026-P", "source": "Niên giám 2026", "lines": list(lines), **said}
    return caller.post("/v1/area-facts", json=body)


def line(unit, value, fact="resident_population"):
    return {"unit": unit, "fact": fact, "value": value}


def confirm(caller, *ids):
    found = ok(caller.post("/v1/area-facts/confirmations", json={"ids": list(ids)}), 200)
    return [row["outcome"] for row in found["items"]]


def pointer(answer):
    return answer.status_code, answer.json()["errors"][0]["pointer"]


# --- Entering -----------------------------------------------------------------------------------


def test_a_commune_tells_its_own_facts_with_their_document(offices):
    made = ok(entered(offices(POLICE)))
    assert (made["value"], made["status"], made["year"]) == (21480, "entered", "2026-P")
    assert made["source"] == "Báo cáo số 45/BC-UBND"
    assert [row["id"] for row in listed(offices(OFFICIAL))] == [made["id"]]
    assert [row["id"] for row in listed(offices(MANAGER), "01", year="2026-P")] == [made["id"]]
    assert listed(offices(MANAGER), "01", year="2026") == []


def test_the_same_year_has_one_value_and_a_second_is_refused(offices):
    ok(entered(offices(OFFICIAL)))
    again = entered(offices(OFFICIAL), value=1)
    assert (again.status_code, again.json()["code"]) == (409, "state-conflict")
    ok(entered(offices(OFFICIAL), year="2026"))
    ok(entered(offices(OFFICIAL), year="2025-P"))


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"fact": "number_of_dogs"}, "/fact"),
        ({"fact": "on_interprovincial_route", "value": 1}, "/fact"),
        ({"fact": "on_listed_route", "value": 2}, "/value"),
        ({"fact": "dens", "value": 1.5}, "/value"),
        ({"value": 0}, "/value"),
        ({"fact": "dens", "value": 1, "year": "2026"}, "/year"),
        ({"year": "2027-P"}, "/year"),
        ({"value": None}, "/value"),
        ({"value": -1}, "/value"),
        ({"year": "2026-H1"}, "/year"),
        ({"year": "1999"}, "/year"),
        ({"corrects": "01a2015f-adb6-79aa-8a45-fd8b9fc69b11"}, "/corrects"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(offices, said, where):
    assert pointer(entered(offices(OFFICIAL), **said)) == (422, where)


def test_nobody_tells_the_facts_of_another(offices):
    assert entered(offices(OFFICIAL), THERE).status_code == 403
    assert entered(offices(MANAGER), SAIGON).status_code == 403
    assert entered(offices(MANAGER), "99999").status_code == 404
    assert entered(offices("analyst")).status_code == 403
    assert entered(offices(MANAGER, "79"), SAIGON).status_code == 201


def test_the_nation_tells_what_is_of_no_province(offices):
    said = {"fact": "it_reporting", "year": "2025", "value": 1}
    made = ok(entered(offices(NATION), "vn", **said))
    assert [row["id"] for row in listed(offices(NATION), "vn")] == [made["id"]]
    assert listed(offices(MANAGER), "01") == []
    assert offices(MANAGER).get("/v1/units/vn/facts").status_code == 404
    assert entered(offices(MANAGER), "vn", **said).status_code == 403


# --- Many at once -------------------------------------------------------------------------------


def test_a_province_tells_all_its_communes_in_one_request(offices):
    ok(entered(offices(OFFICIAL)))
    found = ok(bulk(
        offices(MANAGER), line(HERE, 21480), line(HERE, 3, "dens"), line(THERE, 9000),
        line(THERE, 9001), line(SAIGON, 5), line("99999", 5), line("01", 1, "on_listed_route"),
    ), 200)  # fmt: skip
    assert [row["outcome"] for row in found["lines"]] == [
        "unchanged", "entered", "present", "entered", "refused", "refused", "refused",
    ]  # fmt: skip
    assert found["entered"] == 2
    assert [row["reason"] and row["reason"]["en"] for row in found["lines"][4:]] == [
        "is not in your reach", "there is no such unit", "is not a fact of such a unit",
    ]  # fmt: skip
    kept = {(row["unit"], row["fact"]): row["value"] for row in listed(offices(MANAGER), "01")}
    assert kept == {
        (HERE, "resident_population"): 21480, (HERE, "dens"): 3,
        (THERE, "resident_population"): 9001,
    }  # fmt: skip
    other = ok(bulk(offices(MANAGER), line(THERE, 1)), 200)
    assert other["lines"][0]["outcome"] == "present"
    assert other["lines"][0]["entry"]["value"] == 9001


# --- Correcting ---------------------------------------------------------------------------------


def test_a_correction_takes_the_place_and_the_former_entry_stays(offices):
    official = offices(OFFICIAL)
    first = ok(entered(official))
    second = ok(entered(official, value=21500, corrects=first["id"], note="Đếm lại"))
    assert [row["value"] for row in listed(official)] == [21500]
    assert [row["id"] for row in listed(official, whole="true")] == [first["id"], second["id"]]
    stale = entered(official, value=1, corrects=first["id"])
    assert stale.status_code == 409


def test_a_correction_is_of_the_same_unit_year_and_fact(offices):
    official = offices(OFFICIAL)
    first = ok(entered(official))
    for said in ({"year": "2025-P"}, {"fact": "dens"}):
        refused = entered(official, value=1, corrects=first["id"], **said)
        assert refused.status_code == 422, said
    assert pointer(entered(offices(OFFICIAL, THERE), THERE, corrects=first["id"])) == (
        422, "/corrects",
    )  # fmt: skip


def test_a_value_is_withdrawn_with_its_reason(offices):
    official = offices(OFFICIAL)
    first = ok(entered(official))
    bare = entered(official, value=None, corrects=first["id"])
    assert (bare.status_code, bare.json()["code"]) == (422, "invalid")
    gone = ok(entered(official, value=None, corrects=first["id"], note="Nhập nhầm xã"))
    assert [row["value"] for row in listed(official)] == [None]
    ok(entered(official, corrects=gone["id"]))
    assert [row["value"] for row in listed(official)] == [21480]


# --- Confirming ---------------------------------------------------------------------------------


def test_the_province_confirms_what_it_looked_at(offices):
    official, manager = offices(OFFICIAL), offices(MANAGER)
    first = ok(entered(official))
    second = ok(entered(official, value=5, corrects=first["id"]))
    theirs = ok(entered(offices(MANAGER, "79"), SAIGON))
    assert confirm(manager, first["id"], second["id"], theirs["id"]) == [
        "corrected_since", "confirmed", "not_found",
    ]  # fmt: skip
    assert confirm(manager, second["id"]) == ["unchanged"]
    assert [row["status"] for row in listed(official)] == ["confirmed"]
    assert official.post(
        "/v1/area-facts/confirmations", json={"ids": [first["id"]]}
    ).status_code == (403)


def test_what_is_confirmed_is_corrected_by_who_may_confirm(offices):
    official, manager = offices(OFFICIAL), offices(MANAGER)
    first = ok(entered(official))
    confirm(manager, first["id"])
    refused = entered(official, value=1, corrects=first["id"])
    assert (refused.status_code, refused.json()["code"]) == (409, "state-conflict")
    ok(entered(manager, value=1, corrects=first["id"]))
    assert [(row["value"], row["status"]) for row in listed(official)] == [(1, "entered")]


def test_every_fact_says_who_asks_for_it(offices):
    found = ok(offices(OFFICIAL).get("/v1/area-facts/kinds"), 200)
    assert found["unverified"] is True
    population = next(row for row in found["items"] if row["code"] == "resident_population")
    assert population["asked_by"] == ["D28", "VH-04", "NTP30-g1"]

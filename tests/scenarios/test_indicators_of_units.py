"""Figures that rest on no file: communes, centres, staff, models, and what units told of a year."""

import pytest

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

# --- Communes and provinces ---------------------------------------------------------------------


def test_drug_free_communes_of_all_communes(offices):
    manager = offices(MANAGER)
    tell(manager, "2026-P", (HERE, "recognised_drug_free", 1), (THERE, "recognised_drug_free", 0))
    reached, counted = figure(manager, "NTP30-a2")
    assert (reached, counted) == (1, len(behind(manager, "NTP30-a2", "denominator")))
    assert [row["unit"] for row in behind(manager, "NTP30-a2", "numerator")] == [HERE]
    gap = {row["unit"]: row for row in behind(manager, "NTP30-a2", "gap")}
    assert len(gap) == counted - 1
    assert gap[THERE]["missing"] == ["recognised_drug_free"]
    assert (gap[THERE]["responsible_unit"], gap[THERE]["client_id"]) == (THERE, None)
    assert gap[THERE]["label"].startswith(("Phường", "Xã")) or gap[THERE]["label"]
    assert figure(offices(OFFICIAL), "NTP30-a2") == (1, 1)
    assert figure(offices(NATION), "NTP30-a2")[0] == 1


def test_the_parts_by_province_and_region_add_up_to_the_nation(offices):
    tell(offices(NATION), "2026-P", (HERE, "station_can_determine", 1),
         (SAIGON, "station_can_determine", 1))  # fmt: skip
    for by in ("province", "region"):
        found = whole(offices(NATION), "NTP30-đ1", by=by)
        assert sum(part["numerator"] for part in found["splits"]) == found["numerator"] == 2
        assert sum(part["denominator"] for part in found["splits"]) == found["denominator"]


def test_a_yearly_fact_is_of_its_year_and_a_calendar_one_serves_where_no_other_was_told(offices):
    manager = offices(MANAGER)
    tell(manager, "2026", (HERE, "station_can_determine", 1))
    assert figure(manager, "NTP30-đ1", "2026-P")[0] == 1
    assert figure(manager, "NTP30-đ1", "2026-Q3")[0] == 1
    assert figure(manager, "NTP30-đ1", "2025-P")[0] == 0
    tell(manager, "2026-P", (HERE, "station_can_determine", 0))
    assert figure(manager, "NTP30-đ1", "2026-P")[0] == 0
    assert figure(manager, "NTP30-đ1", "2026")[0] == 1


def test_a_figure_rests_on_what_was_known_then(offices, clock):
    official = offices(OFFICIAL)
    body = {"fact": "station_can_determine", "year": "2026-P", "value": 1, "source": "x"}
    clock.set(moment("2026-10-01 09:00"))
    first = ok(official.post(f"/v1/units/{HERE}/facts", json=body))
    clock.set(moment("2026-11-01 09:00"))
    ok(official.post(f"/v1/units/{HERE}/facts",
                     json={**body, "value": 0, "corrects": first["id"]}))  # fmt: skip
    clock.set(moment("2026-11-20 09:00"))
    known = {
        day: figure(official, "NTP30-đ1", as_of=f"{day}T12:00:00+07:00")[0]
        for day in ("2026-09-30", "2026-10-15", "2026-11-15")
    }
    assert known == {"2026-09-30": 0, "2026-10-15": 1, "2026-11-15": 0}


def test_a_point_is_asked_for_only_where_somebody_is_addicted(offices, addict, clock):
    addict("2026-11-10 09:00")
    clock.set(moment("2026-11-20 09:00"))
    manager = offices(MANAGER)
    assert figure(manager, "NTP30-e2") == (0, 1)
    tell(manager, "2026-P", (HERE, "reception_point_qualified", 1),
         (THERE, "reception_point_qualified", 1))  # fmt: skip
    assert figure(manager, "NTP30-e2") == (1, 1)
    assert figure(manager, "NTP30-e2", variant="point_and_rehab") == (0, 1)
    gap = behind(manager, "NTP30-e2", "gap", variant="point_and_rehab")
    assert [(row["unit"], row["missing"]) for row in gap] == [(HERE, ["runs_home_rehab"])]


def test_provinces_that_run_rehabilitation_at_home_are_counted_of_34(offices):
    tell(offices(MANAGER), "2026-P", ("01", "runs_home_rehab", 1), (HERE, "runs_home_rehab", 1))
    assert figure(offices(NATION), "NTP30-e3") == (1, 34)


def test_only_hot_spots_owe_prevention_in_three_settings(offices, clock):
    tell(offices(MANAGER), "2025-P", ("01", "resident_population", 500), ("01", "dens", 5),
         ("01", "offenders_arrested", 1), ("01", "plants", 8000),
         ("01", "on_interprovincial_route", 1))  # fmt: skip
    ok(offices(NATION).post("/v1/typology/confirmations", json={"year": "2025-P"}), 200)
    assert figure(offices(NATION), "DA1393-2.2", "2025") == (0, 1)
    settings = ("prevention_school", "prevention_workplace")
    tell(offices(MANAGER), "2025", *(("01", fact, 1) for fact in settings))
    gap = behind(offices(NATION), "DA1393-2.2", "gap", "2025")
    assert [(row["unit"], row["missing"]) for row in gap] == [("01", ["prevention_community"])]
    tell(offices(MANAGER), "2025", ("01", "prevention_community", 1))
    found = whole(offices(NATION), "DA1393-2.2", "2025")
    assert (found["numerator"], found["met"]) == (1, True)


# --- Centres, staff, models ---------------------------------------------------------------------


def test_public_centres_that_may_determine(offices):
    director = offices("centre_director")
    tell(director, "2026-P", ("F-01-01", "centre_can_determine", 1))
    reached, counted = figure(offices(MANAGER), "NTP30-đ2")
    assert reached == 1
    assert {row["unit"] for row in behind(offices(MANAGER), "NTP30-đ2", "denominator")} >= {
        "F-01-01",
    }  # fmt: skip
    assert counted == len(behind(offices(MANAGER), "NTP30-đ2", "denominator"))
    assert figure(director, "NTP30-đ2") == (1, 1)


@pytest.fixture
def reviewed(offices):
    """`reviewed(result)`: a review of F-01-01 with one criterion of that result, closed."""
    offices("centre_director")
    manager = offices(MANAGER)

    def close(result):
        body = {"facility": "F-01-01", "facility_kind": "public_centre", "held_on": "2026-11-10",
                "team": ["Trần Thị Bình"]}  # fmt: skip
        review = ok(manager.post("/v1/reviews", json=body))
        path = f"/v1/reviews/{review['id']}"
        codes = [row["criterion"] for row in review["findings"]]
        found = [{"criterion": code, "result": "met", "evidence": "x"} for code in codes]
        found[0]["result"] = result
        ok(manager.post(f"{path}/findings", version=1, json={"findings": found}), 200)
        if result != "met":
            plan = {"criterion": codes[0], "what": "x", "owner": "x", "due_on": "2026-12-31"}
            ok(manager.post(f"{path}/remedies", json=plan))
        said = {} if result == "met" else {"recheck_due_on": "2027-01-31"}
        ok(manager.post(f"{path}/close", version=2, json=said), 200)

    return close


@pytest.mark.parametrize(("result", "met", "on_plan"), [("met", 1, 1), ("not_met", 0, 1)])
def test_centres_meet_the_conditions_by_their_last_review(offices, reviewed, result, met, on_plan):
    manager = offices(MANAGER)
    _, counted = figure(manager, "NTP30-e1")
    missing = {tuple(row["missing"]) for row in behind(manager, "NTP30-e1", "gap")}
    assert missing == {("review",)}
    reviewed(result)
    assert figure(manager, "NTP30-e1") == (met, counted)
    assert figure(manager, "NTP30-e1", variant="met_or_on_plan") == (on_plan, counted)
    assert figure(manager, "DA1393-1.5") == (on_plan, counted)
    assert figure(manager, "NTP30-e1", "2025")[0] == 0


def test_staff_trained_is_the_share_the_staff_room_tells(offices):
    manager = offices(MANAGER)
    ids = [
        ok(manager.post("/v1/staff", json={
            "unit": HERE, "full_name": name, "kinds": ["official"], "employed_from": "2026-01-01",
        }))["id"]
        for name in ("Đỗ Văn Một", "Đỗ Văn Hai")
    ]  # fmt: skip
    ok(manager.post("/v1/trainings", json={
        "code": "L1", "title": "Tập huấn", "kind": "rehabilitation", "hours": 16,
        "held_from": "2026-03-02", "held_until": "2026-03-03", "organiser": "Công an tỉnh",
        "roll": [{"staff_id": ids[0], "result": "passed", "valid_until": "2026-06-30"}],
    }))  # fmt: skip
    assert figure(manager, "DA1393-1.3", "2026") == (1, 2)
    assert figure(manager, "DA1393-1.3", "2026", variant="in_force") == (0, 2)
    share = ok(manager.get("/v1/staff/trained-share", params={"variant": "ever"}), 200)
    assert (share["numerator"], share["denominator"]) == (1, 2)
    gap = behind(manager, "DA1393-1.3", "gap", "2026")
    assert [(row["label"], row["missing"]) for row in gap] == [("Đỗ Văn Hai", ["training"])]


def test_models_that_work_are_counted_by_region(offices):
    manager = offices(MANAGER)
    for name, state, result in (("A", "effective", "tốt"), ("B", "running", None)):
        body = {"unit": HERE, "name": name, "kind": "voluntary_home", "runs_from": "2026-01-01",
                "state": state, "result": result}  # fmt: skip
        ok(manager.post("/v1/model-projects", json=body))
    found = whole(offices(NATION), "DA1393-1.4", "2026", by="region")
    assert (found["numerator"], found["denominator"], found["target"]) == (1, None, None)
    assert [(part["key"], part["numerator"]) for part in found["splits"]] == [("2", 1)]
    assert [row["label"] for row in behind(manager, "DA1393-1.4", "gap", "2026")] == ["B"]

"""Exports of journeys through treatment: who may have them, in pages and as sheets."""

import csv
from io import StringIO

import pytest

from tests.scenarios.merging import merge
from tests.scenarios.story import PERSON, ok, phases
from tests.scenarios.travels import (
    CLINICIAN,
    LIFE,
    NATION,
    OFFICIAL,
    POLICE,
    PROVINCE,
    USE,
    YEAR,
    at_home,
    broken_off,
    exported,
    substituted,
    tell,
)


def spans(file, role=OFFICIAL, **params):
    rows = exported(file.as_(role), **params)["items"]
    return [(row["started_on"], row["ended_on"], row["forms"]) for row in rows]


# --- Journeys -----------------------------------------------------------------------------------


def test_a_cure_at_home_is_a_journey_that_runs(addict):
    file = at_home(addict)
    tell(file, "2026-03-10", **USE)
    file.at("2026-03-30 09:00")
    body = exported(file.as_(OFFICIAL))
    [row] = body["items"]
    assert (body["gap_days"], body["kept_weeks"], body["unverified"]) == (21, 12, True)
    assert (row["client_id"], row["days"], row["first"]) == (file.client["id"], 21, True)
    assert (row["ended_on"], row["exit"], row["effective"]) == (None, None, None)
    assert (row["main_substance"], row["icd10"], row["icd11"]) == ("heroin", "F11.2", "6C43.2")
    file.at("2026-06-01 09:00")
    assert exported(file.as_(OFFICIAL))["items"][0]["effective"] is True


def test_a_violation_is_an_unplanned_exit_before_twelve_weeks(addict):
    file = broken_off(at_home(addict))
    [row] = exported(file.as_(OFFICIAL))["items"]
    assert (row["ended_on"], row["days"], row["outcome"]) == (
        "2026-05-04", 56, "violation_recorded",
    )  # fmt: skip
    assert (row["exit"], row["effective"]) == ("unplanned", False)
    assert (row["main_substance"], row["icd10"]) == (None, None)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-05-25", [("2026-03-09", None, ["voluntary-home", "substitution"])]),
        ("2026-05-26", [("2026-03-09", "2026-05-04", ["voluntary-home"]),
                        ("2026-05-26", None, ["substitution"])]),
    ],
)  # fmt: skip
def test_treatment_begun_within_21_days_goes_on_with_the_journey(addict, day, expected):
    file = substituted(broken_off(at_home(addict)), day)
    assert spans(file) == expected


def test_a_treatment_broken_off_ends_the_journey_before_the_case_is_closed(addict):
    file = substituted(addict("2026-02-26 09:00"), "2026-03-02")
    file.take(OFFICIAL, "stop", "2026-04-01 09:00", reason="self_terminated")
    [row] = exported(file.as_(OFFICIAL))["items"]
    assert (row["ended_on"], row["outcome"], row["exit"]) == (
        "2026-04-01", "terminated", "unplanned",
    )  # fmt: skip
    assert file.case["closed_at"] is None


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2026-01-01", "2026-03-08", 0),
        ("2026-01-01", "2026-03-09", 1),
        ("2026-05-04", "2026-05-04", 1),
        # in the gap between two episodes the journey runs
        ("2026-05-10", "2026-05-12", 1),
        ("2026-05-20", "2026-12-31", 1),
    ],
)
def test_a_journey_is_found_in_any_period_that_it_ran_in(addict, since, until, found):
    file = substituted(broken_off(at_home(addict)), "2026-05-20")
    assert len(spans(file, **{"from": since, "to": until})) == found


def test_a_completed_cure_is_a_planned_exit(addict):
    file = at_home(addict)
    done = phases("abc", "2026-03-09", "2026-08-30")
    file.take(POLICE, "complete", "2026-09-09 09:00", phases=done)
    [row] = exported(file.as_(OFFICIAL))["items"]
    assert (row["exit"], row["effective"], row["outcome"]) == ("planned", True, "completed")


def test_two_files_of_one_person_are_one_journey_once_they_are_merged(addict):
    first = broken_off(at_home(addict))
    second = addict(
        "2026-05-12 09:00", full_name="Nguyễn Văn Án", acknowledged_matches=[first.client["id"]]
    )
    substituted(second, "2026-05-18")
    assert len(spans(first)) == 2
    merge(first, second)
    assert spans(first) == [("2026-03-09", None, ["voluntary-home", "substitution"])]


def test_a_case_set_aside_in_a_merge_is_told_by_the_other(addict):
    first = at_home(addict)
    second = at_home(addict, full_name="Nguyễn Văn Án", acknowledged_matches=[first.client["id"]])
    merge(first, second, set_aside=[second.case["id"]])
    [row] = exported(first.as_(OFFICIAL))["items"]
    assert (row["started_on"], row["ended_on"], row["episodes"]) == ("2026-03-09", None, 1)


def test_pages_hold_every_journey_once(addict):
    people = [
        at_home(addict, **{**PERSON, "full_name": name, "birth_date": born})
        for name, born in (
            ("Lê Văn Một", "1990-01-01"), ("Bùi Thị Hai", "1985-05-05"), ("Vũ Ba", "1979-09-09"),
        )
    ]  # fmt: skip
    substituted(broken_off(people[0], "2026-03-20"), "2026-04-20")
    caller = people[0].as_(OFFICIAL)
    whole = exported(caller)["items"]
    assert len(whole) == 4
    pieces, cursor = [], {}
    while cursor is not None:
        page = exported(caller, limit="1", **cursor)
        pieces += page["items"]
        cursor = None if page["next"] is None else {"cursor": page["next"]}
    assert pieces == whole


# --- Who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["journeys", "tdi"])
def test_only_who_may_open_figures_exports_and_of_their_own_units(addict, offices, what):
    at_home(addict)
    path = f"/v1/exports/{what}"
    params = {"year": "2026"} if what == "tdi" else YEAR
    for role in ("analyst", "auditor", "court_clerk", CLINICIAN):
        assert offices(role).get(path, params=params).status_code == 403
    official, manager = offices(OFFICIAL), offices(PROVINCE)
    for unit in ("01", "vn", "00008"):
        assert official.get(path, params={**params, "unit": unit}).status_code == 404
    assert len(exported(official, what)["items"]) == 1
    assert len(exported(manager, what, unit="00004")["items"]) == 1
    assert exported(manager, what, unit="00008")["items"] == []
    assert len(exported(offices(NATION), what)["items"]) == 1
    assert exported(offices("centre_director"), what)["items"] == []


def test_a_system_without_the_legal_part_exports_nothing(addict, sign_in):
    at_home(addict)
    blind = sign_in(None, "00004", scopes=("indicator:open",), username="xuat-so-lieu")
    assert blind.get("/v1/exports/journeys", params=YEAR).status_code == 403


def test_an_export_stands_on_the_trail_with_its_purpose_and_its_people(addict, offices):
    file = at_home(addict)
    exported(file.as_(OFFICIAL), purpose="research", format="json")
    entries = ok(offices("auditor").get("/v1/audit"), 200)["items"]
    [entry] = [one for one in entries if one["action"] == "export_journeys"]
    assert entry["client_ids"] == [file.client["id"]]
    assert entry["detail"] == {
        "export": "journeys", "purpose": "research", "format": "json", "rows": 1, "people": 1,
    }  # fmt: skip


def test_days_the_wrong_way_round_are_refused(addict):
    file = at_home(addict)
    said = {"from": "2026-02-01", "to": "2026-01-31"}
    answer = file.as_(OFFICIAL).get("/v1/exports/journeys", params=said)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/query/to")


def test_a_sealed_file_is_in_no_export(addict, offices):
    file = at_home(addict)
    said = {"ground": "court_order", "reason": "Quyết định của Tòa án"}
    path = f"/v1/clients/{file.client['id']}"
    version = ok(offices(PROVINCE).get(path), 200)["version"]
    ok(offices(PROVINCE).post(f"{path}/seal", json=said, version=version))
    assert exported(offices(OFFICIAL))["items"] == []
    assert exported(offices(OFFICIAL), "tdi")["items"] == []


# --- Sheets -------------------------------------------------------------------------------------


def sheet(caller, what, **params):
    asked = {"year": "2026"} if what == "tdi" else YEAR
    path = f"/v1/exports/{what}"
    answer = caller.get(path, params={**asked, "format": "csv", **params})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return answer, list(csv.DictReader(StringIO(answer.text)))


@pytest.mark.parametrize("what", ["journeys", "tdi"])
def test_a_sheet_holds_the_rows_of_the_page(addict, what):
    file = at_home(addict)
    tell(file, "2026-03-10", **USE, **LIFE)
    rows = exported(file.as_(OFFICIAL), what)["items"]
    answer, [row] = sheet(file.as_(OFFICIAL), what)
    assert list(row) == list(rows[0])
    assert row["client_id"] == file.client["id"]
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="{what}-2026')


def test_a_sheet_tells_what_is_unknown_from_what_is_withheld(addict):
    _, [row] = sheet(at_home(addict).as_(OFFICIAL), "tdi")
    assert (row["children"], row["hiv_tested"], row["other_drugs"]) == ("unknown", "", "unknown")


def test_a_sheet_leads_to_the_next(addict):
    first = at_home(addict)
    at_home(addict, full_name="Bùi Thị Hai", birth_date="1985-05-05")
    caller = first.as_(OFFICIAL)
    answer, [one] = sheet(caller, "journeys", limit="1")
    link = answer.headers["link"]
    assert link.endswith('>; rel="next"')
    following = caller.get(f"/v1/exports/journeys{link[1:].partition('>')[0]}")
    [other] = list(csv.DictReader(StringIO(following.text)))
    assert "link" not in following.headers
    assert one["client_id"] != other["client_id"]

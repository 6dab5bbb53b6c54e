"""Who entered treatment in a year, by the items of TDI 3.0: one record a person."""

import pytest

from tests.scenarios.story import ok
from tests.scenarios.travels import (
    LIFE,
    OFFICIAL,
    PROVINCE,
    USE,
    at_home,
    broken_off,
    exported,
    substituted,
    tell,
)


def test_an_entrant_has_one_record_of_what_was_told_at_the_entry(addict):
    file = at_home(addict)
    tell(file, "2026-03-10", **USE, **LIFE)
    tell(file, "2026-04-09", housing="unstable")
    body = exported(file.as_(OFFICIAL), "tdi")
    assert (body["protocol"], body["unverified"]) == ("TDI 3.0", True)
    [row] = body["items"]
    assert row == {
        "client_id": file.client["id"], "centre_type": "outpatient", "year": 2026, "month": 3,
        "previously_treated": "no", "referral_source": "unknown", "sex": "male", "age": 28,
        "lives_with": "parents", "children": 1, "housing": "stable", "work": "unemployed",
        "education": "unknown", "primary_drug": "heroin", "icd10": "F11.2", "icd11": "6C43.2",
        "route": "smoke", "frequency": None, "days_used_30": None, "first_use_age": 17,
        "other_drugs": ["methamphetamine"], "polydrug": "yes", "ever_substitution": "unknown",
        "substitution_age": None, "injecting": None, "injecting_age": None,
        "shared_needles": None, "hiv_tested": None, "hcv_tested": None,
    }  # fmt: skip
    hidden = {"frequency", "days_used_30", "injecting", "injecting_age", "shared_needles",
              "hiv_tested", "hcv_tested"}  # fmt: skip
    assert set(body["withheld"]) == hidden


def test_health_is_exported_to_who_reads_it_and_unknown_stays_unknown(addict, offices):
    file = at_home(addict)
    [row] = exported(offices(PROVINCE), "tdi")["items"]
    told = ("frequency", "injecting", "shared_needles", "hiv_tested", "hcv_tested", "polydrug",
            "primary_drug", "icd10", "route", "previously_treated")  # fmt: skip
    assert {name: row[name] for name in told} == dict.fromkeys(told, "unknown")
    assert row["days_used_30"] is row["injecting_age"] is row["other_drugs"] is None
    assert exported(offices(PROVINCE), "tdi")["withheld"] == []
    clinic = file.offices.desk(
        None, "00004", scopes=("client:read", "service:write", "determination:write")
    )
    said = {"stage": "intake", "told_on": "2026-03-09", "days_used_30": 28, "injecting": "now",
            "shared_needles": True, "hiv_tested": False, "hcv_tested": True}  # fmt: skip
    ok(clinic.post(f"/v1/clients/{file.client['id']}/circumstances", json=said))
    [row] = exported(offices(PROVINCE), "tdi")["items"]
    assert [row[name] for name in told[:5]] == ["daily", "now", "yes", "no", "yes"]
    assert row["days_used_30"] == 28


def test_whoever_enters_twice_in_a_year_is_one_record_of_the_first_entry(addict):
    file = substituted(broken_off(at_home(addict)), "2026-06-15")
    assert len(exported(file.as_(OFFICIAL))["items"]) == 2
    [row] = exported(file.as_(OFFICIAL), "tdi")["items"]
    assert (row["month"], row["centre_type"]) == (3, "outpatient")


def test_an_entry_after_one_of_an_earlier_year_is_of_somebody_treated_before(addict):
    file = substituted(addict("2025-11-03 09:00"), "2025-11-04")
    tell(file, "2025-11-05", ever_treated=False)
    file.take(OFFICIAL, "stop", "2025-12-01 09:00", reason="medical")
    substituted(file, "2026-02-02")
    [row] = exported(file.as_(OFFICIAL), "tdi")["items"]
    assert (row["previously_treated"], row["age"]) == ("yes", 27)
    assert (row["ever_substitution"], row["substitution_age"]) == ("yes", 27)
    assert exported(file.as_(OFFICIAL), "tdi", entrants="first")["items"] == []
    [before] = exported(file.as_(OFFICIAL), "tdi", year="2025")["items"]
    assert (before["previously_treated"], before["month"]) == ("no", 11)


def test_who_goes_on_within_the_gap_does_not_enter_again(addict):
    """A cure of December and its sequel of January: one entry, of the year before."""
    file = substituted(addict("2025-11-03 09:00"), "2025-11-04")
    file.take(OFFICIAL, "stop", "2025-12-22 09:00", reason="medical")
    substituted(file, "2026-01-12")
    assert exported(file.as_(OFFICIAL), "tdi")["items"] == []
    assert len(exported(file.as_(OFFICIAL), "tdi", year="2025")["items"]) == 1


@pytest.mark.parametrize(
    ("told", "before", "in_first"),
    [({"ever_treated": False}, "no", 1), ({"ever_treated": True}, "yes", 0),
     ({"housing": "stable"}, "unknown", 0)],
)  # fmt: skip
def test_first_ever_is_who_is_known_never_to_have_been_treated(addict, told, before, in_first):
    file = at_home(addict)
    tell(file, "2026-03-10", **told)
    [row] = exported(file.as_(OFFICIAL), "tdi")["items"]
    assert row["previously_treated"] == before
    assert len(exported(file.as_(OFFICIAL), "tdi", entrants="first")["items"]) == in_first


@pytest.mark.parametrize("entrants", ["all", "first"])
def test_pages_hold_every_entrant_once(addict, entrants):
    people = [
        at_home(addict, full_name=name, birth_date=born)
        for name, born in (
            ("Lê Văn Một", "1990-01-01"), ("Bùi Thị Hai", "1985-05-05"), ("Vũ Ba", "1979-09-09"),
        )
    ]  # fmt: skip
    for file in people[1:]:
        tell(file, "2026-03-10", ever_treated=False)
    caller = people[0].as_(OFFICIAL)
    whole = exported(caller, "tdi", entrants=entrants)["items"]
    assert len(whole) == {"all": 3, "first": 2}[entrants]
    pieces, cursor = [], {}
    while cursor is not None:
        page = exported(caller, "tdi", entrants=entrants, limit="1", **cursor)
        pieces += page["items"]
        cursor = None if page["next"] is None else {"cursor": page["next"]}
    assert pieces == whole


def test_a_voided_word_is_not_exported(addict):
    file = at_home(addict)
    made = tell(file, "2026-03-10", **USE)
    path = f"/v1/clients/{file.client['id']}/circumstances/{made['id']}/void"
    ok(file.as_(OFFICIAL).post(path, json={"reason": "nhầm"}, version=1), 200)
    assert exported(file.as_(OFFICIAL), "tdi")["items"][0]["primary_drug"] == "unknown"

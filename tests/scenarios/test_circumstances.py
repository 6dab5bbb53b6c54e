"""Circumstances of a person: told at intake and later, each item for those who read its part."""

import pytest

from tests.scenarios.chain import admitted_163, decided, to_court_2026
from tests.scenarios.merging import merge
from tests.scenarios.story import CENTRE, ok

OFFICIAL, POLICE, CASEWORKER = "commune_official", "commune_police", "centre_caseworker"
CLINICIAN, CLERK = "centre_clinician", "court_clerk"
MINE = "01a2015f-adb6-79aa-8a45-fd8b9fc69bb1"
USE = {
    "main_substance": "heroin", "other_substances": ["methamphetamine"], "route": "intravenous",
    "first_use_age": 17, "ever_treated": True, "ever_substitution": False,
}  # fmt: skip
HEALTH = {
    "days_used_30": 28, "injecting": "now", "shared_needles": True, "hiv_tested": True,
    "hcv_tested": False,
}  # fmt: skip
LIFE = {
    "lives_with": "parents", "children": 2, "housing": "stable", "work": "unemployed",
    "education": "lower_secondary", "referral_source": "family",
}  # fmt: skip


@pytest.fixture
def file(new_file):
    return new_file().register("2026-03-02 09:00")


def path(file):
    return f"/v1/clients/{file.client['id']}/circumstances"


def tell(file, day, role=OFFICIAL, recorded=None, stage="intake", **said):
    """Something told on a day, entered that day or when it is said to be recorded."""
    file.at(f"{day} 09:00", recorded)
    return file.as_(role).post(path(file), json={"stage": stage, "told_on": day, **said})


def listed(file, role=OFFICIAL):
    return ok(file.as_(role).get(path(file)), 200)["items"]


def void(file, made, role=OFFICIAL, **headers):
    where = f"{path(file)}/{made['id']}/void"
    return file.as_(role).post(where, json={"reason": "Nhập nhầm người"}, **headers)


def refused_at(answer):
    return answer.status_code, answer.json()["errors"][0]["pointer"]


def in_the_centre(addict):
    file = to_court_2026(addict("2026-07-20 09:00"))
    decided(file, "2026-08-11 09:00", "2026-08-20 09:00")
    return admitted_163(file, "2026-08-31 08:00", "2026-09-03", "2026-09-04 09:00")


# --- Telling ------------------------------------------------------------------------------------


def test_the_commune_tells_of_use_and_life_at_intake(file):
    made = ok(tell(file, "2026-03-05", **USE, **LIFE))
    assert {name: made[name] for name in USE | LIFE} == USE | LIFE
    assert (made["stage"], made["unit"], made["late_entry"]) == ("intake", "00004", False)
    assert listed(file) == [made]


def test_what_nobody_told_is_null_and_none_is_not_no(file):
    made = ok(tell(file, "2026-03-05", other_substances=[], hiv_tested=None))
    assert (made["other_substances"], made["ever_treated"]) == ([], None)


def test_what_is_entered_the_day_after_is_a_late_entry(file):
    assert ok(tell(file, "2026-03-05", recorded="2026-03-06 00:05", **LIFE))["late_entry"] is True


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"told_on": "2026-03-06"}, "/told_on"),
        ({"told_on": "1998-03-01"}, "/told_on"),
        ({"main_substance": "tea"}, "/main_substance"),
        ({"other_substances": ["heroin"]}, "/other_substances/0"),
        ({"other_substances": ["opium", "opium"]}, "/other_substances/1"),
        ({"other_substances": ["opium", "tea"]}, "/other_substances/1"),
        ({"route": "dream"}, "/route"),
        ({"first_use_age": 29}, "/first_use_age"),
        ({"children": 31}, "/children"),
        ({"housing": "tent"}, "/housing"),
        ({"stage": "later"}, "/stage"),
        ({"unit": "99999"}, "/unit"),
        ({"case_id": MINE}, "/case_id"),
    ],
)
def test_what_cannot_be_is_refused(file, said, pointer):
    file.at("2026-03-05 09:00")
    body = {"stage": "intake", "told_on": "2026-03-05", **USE, **said}
    assert refused_at(file.as_(OFFICIAL).post(path(file), json=body)) == (422, pointer)
    assert listed(file) == []


def test_the_age_of_first_use_may_be_the_age_now(file):
    ok(tell(file, "2026-03-05", first_use_age=28))


def test_an_entry_that_tells_nothing_is_refused(file):
    assert refused_at(tell(file, "2026-03-05")) == (422, "/stage")


def test_sent_again_under_its_id_it_is_answered_as_it_stands(file):
    first = tell(file, "2026-03-05", id=MINE, **USE)
    again = tell(file, "2026-03-05", recorded="2026-03-08 20:00", id=MINE, **USE)
    assert (again.status_code, again.text) == (201, first.text)
    assert [row["id"] for row in listed(file)] == [MINE]
    other = tell(file, "2026-03-05", id=MINE, **{**USE, "route": "smoke"})
    assert (other.status_code, other.json()["code"]) == (409, "state-conflict")


# --- Who tells, who reads -----------------------------------------------------------------------


def test_a_commune_neither_tells_nor_reads_of_health(addict):
    file = in_the_centre(addict)
    assert tell(file, "2026-09-10", **HEALTH).status_code == 403
    assert tell(file, "2026-09-10", POLICE, **LIFE, injecting="now").status_code == 403
    told = ok(tell(file, "2026-09-10", CLINICIAN, **HEALTH, **USE, **LIFE))
    assert (told["unit"], told["parts"]) == (CENTRE, ["clinical", "legal", "social"])
    for role in (OFFICIAL, POLICE, CASEWORKER):
        [seen] = listed(file, role)
        assert seen["parts"] == ["legal", "social"]
        assert {name: seen[name] for name in HEALTH} == dict.fromkeys(HEALTH)
        assert {name: seen[name] for name in USE | LIFE} == USE | LIFE
    for role in (CLINICIAN, "centre_director", "province_manager", "nation_manager"):
        assert listed(file, role) == [told]


def test_a_court_reads_what_the_dossier_tells_of_use_and_nothing_else(addict):
    file = to_court_2026(addict("2026-07-20 09:00"))
    ok(tell(file, "2026-08-11", **USE, **LIFE))
    [seen] = listed(file, CLERK)
    assert seen["parts"] == ["legal"]
    assert {name: seen[name] for name in USE | LIFE} == USE | dict.fromkeys(LIFE)


def test_a_system_that_may_read_clients_reads_nothing_of_it(file, sign_in):
    ok(tell(file, "2026-03-05", **USE))
    system = sign_in(None, "00004", scopes=("client:read",), username="doc-ho-so")
    assert system.get(path(file)).status_code == 403


def test_it_stands_in_the_life_of_the_file_without_its_content(file):
    ok(tell(file, "2026-03-05", **USE))
    ok(void(file, ok(tell(file, "2026-03-06", stage="review", **USE)), version=1), 200)
    where = f"/v1/clients/{file.client['id']}/timeline"
    events = [e for e in ok(file.as_(OFFICIAL).get(where), 200)["items"]
              if e["kind"] == "circumstance"]  # fmt: skip
    assert [(e["at"], e["title"], e["unit"]) for e in events] == [
        ("2026-03-05T00:00:00+07:00", "intake", "00004")
    ]
    assert "heroin" not in str(events)


# --- Voiding ------------------------------------------------------------------------------------


def test_an_entry_by_mistake_is_marked_once_and_stays(file):
    made = ok(tell(file, "2026-03-05", **USE))
    assert void(file, made).status_code == 428
    voided = ok(void(file, made, version=1), 200)
    assert (voided["void_reason"], voided["version"]) == ("Nhập nhầm người", 2)
    assert void(file, made, version=1).status_code == 412
    assert void(file, made, version=2).status_code == 409
    assert listed(file) == [voided]


def test_whoever_does_not_read_all_of_it_does_not_void_it(addict):
    file = in_the_centre(addict)
    made = ok(tell(file, "2026-09-10", CLINICIAN, **HEALTH, **LIFE))
    assert void(file, made, CASEWORKER, version=1).status_code == 403
    ok(void(file, made, "centre_director", version=1), 200)


def test_a_merged_person_brings_along_what_was_told(file, new_file):
    twin = new_file().register(
        "2026-03-04 09:00", full_name="Nguyễn Văn Án", acknowledged_matches=[file.client["id"]]
    )
    ok(tell(twin, "2026-03-05", **USE))
    merge(file, twin)
    assert [row["main_substance"] for row in listed(file)] == ["heroin"]


# --- The codes ----------------------------------------------------------------------------------


def test_whoever_reads_the_law_reads_the_codes_and_what_they_map_to(sign_in):
    body = sign_in("analyst", "01").get("/v1/law/substances").json()
    heroin = next(row for row in body["items"] if row["code"] == "heroin")
    assert heroin["form"] == {"part": "opioid", "number": 3}
    assert (heroin["icd10_dependence"], heroin["icd11_dependence"]) == ("F11.2", "6C43.2")
    assert heroin["legal_basis"] == [
        {
            "act": "163/2026/NĐ-CP", "at": "Phụ lục V, Mẫu số 17", "edition": "d163",
            "unverified": False,
        }
    ]  # fmt: skip
    assert [(row["code"], row["number"]) for row in body["routes"]] == [
        ("oral", 1), ("sniff", 2), ("smoke", 3), ("intravenous", 4),
    ]  # fmt: skip
    assert body["unverified"] is True

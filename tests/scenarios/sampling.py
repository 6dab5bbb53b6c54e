"""How a person is tested, and tests are planned, over HTTP."""

import pytest

from tests.scenarios.story import REGISTRATION, ok, signed

OFFICIAL, POLICE = "commune_official", "commune_police"
NOBODY = "01a2015f-adb6-79aa-8a45-fd8b9fc69bc8"
GROUND = {"reason": "on_ground", "ground": "traces"}


@pytest.fixture
def file(new_file):
    return new_file().register("2026-03-02 09:00")


@pytest.fixture
def home(addict):
    """In rehabilitation at home from 2026-03-23 for six months, under Decree 116."""
    file = addict("2026-02-26 09:00")
    file.open(OFFICIAL, "voluntary-home", "register", "2026-03-09 09:00", papers=REGISTRATION)
    said = {"term_months": 6, "decision": signed("2026-03-10")}
    file.take(OFFICIAL, "decide", "2026-03-10 09:00", **said)
    return file.take(OFFICIAL, "begin", "2026-03-23 09:00")


def path_of(file, what="tests"):
    return f"/v1/clients/{file.client['id']}/{what}"


def taken(file, when, role=POLICE, recorded=None, **said):
    body = {"taken_at": file.at(when, recorded), "result": "negative", "sample": "urine",
            "unit": "00004", **GROUND, **said}  # fmt: skip
    given = {name: value for name, value in body.items() if value is not None}
    return file.as_(role).post(path_of(file), json=given)


def by_case(file, when, reason="unplanned", **said):
    said = {"ground": None, "case_id": file.case["id"], **said}
    return taken(file, when, reason=reason, **said)


def planned(file, when="2026-03-24 09:00", role=POLICE, **said):
    file.at(when)
    body = {"case_id": file.case["id"], "set_on": "2026-03-24", "from_on": "2026-04-01",
            "until_on": "2026-04-30", "how_many": 3, "unit": "00004", **said}  # fmt: skip
    return file.as_(role).post(path_of(file, "test-plans"), json=body)


def listed(file, role=POLICE, what="tests", **params):
    return ok(file.as_(role).get(path_of(file, what), params=params), 200)["items"]


def standing(file, when, role=POLICE):
    file.at(when)
    return ok(file.as_(role).get(path_of(file, "tests/standing")), 200)


def void(file, made, what="tests", role=POLICE):
    path = f"{path_of(file, what)}/{made['id']}/void"
    why = {"reason": "Nhập nhầm"}
    return file.as_(role).post(path, json=why, version=made["version"])


def refused_at(answer):
    return answer.status_code, answer.json()["errors"][0]["pointer"]


def law_of(answer):
    assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict"), answer.text
    (law,) = answer.json()["legal_basis"]
    return law["act"], law["at"]

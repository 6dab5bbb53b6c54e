"""Moves: custody, open cases, clocks and lists go along; the old commune sees nothing any more."""

import pytest
import sqlalchemy as sa

from tests.scenarios.chain import POLICE, to_court_2026
from tests.scenarios.story import REGISTRATION, moment, ok, signed

CHAIR = "commune_official"
THERE = "26740"


def move(file, to=THERE, role=CHAIR, when="2026-03-10 09:00", version=None, **other):
    body = {"to": to, "occurred_at": file.at(when), "reason": "Chuyển nơi cư trú", **other}
    path = f"/v1/clients/{file.client['id']}"
    if version is None:
        version = ok(file.as_(role).get(path), 200)["version"]
    return file.as_(role).post(f"{path}/moves", json=body, version=version)


@pytest.fixture
def file(addict):
    """Registered for rehabilitation at home in Hà Nội, not yet decided."""
    return addict("2026-02-26 09:00").open(
        CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION
    )


def paths(file):
    clock = file.deadline("D-10")["id"]
    return [
        f"/v1/clients/{file.client['id']}",
        f"/v1/clients/{file.client['id']}/services",
        f"/v1/clients/{file.client['id']}/timeline",
        f"/v1/clients/{file.client['id']}/determinations",
        f"/v1/cases/{file.case['id']}",
        f"/v1/cases/{file.case['id']}/papers",
        f"/v1/deadlines/{clock}/explanation",
    ]


def test_the_old_commune_loses_the_file_and_the_new_one_has_all_of_it(file):
    held = paths(file)
    there = file.offices(CHAIR, THERE)
    assert {there.get(path).status_code for path in held} == {404}
    done = ok(move(file))
    assert (done["moved_from"], done["moved_to"]) == ("00004", THERE)
    assert done["cases"] == [file.case["id"]]
    assert {file.as_(CHAIR).get(path).status_code for path in held} == {404}
    assert {there.get(path).status_code for path in held} == {200}
    assert file.as_(CHAIR).get("/v1/clients").json()["items"] == []
    assert file.as_("province_manager").get(held[0]).status_code == 404


def test_the_new_commune_goes_on_where_the_old_one_stopped(file):
    ok(move(file))
    there = file.offices(CHAIR, THERE)
    case = there.get(f"/v1/cases/{file.case['id']}").json()
    assert (case["unit"], case["version"]) == (THERE, file.case["version"] + 1)
    clocks = there.get("/v1/deadlines", params={"status": "overdue"}).json()["items"]
    assert [(row["clock"], row["unit"]) for row in clocks] == [("D-10", THERE)]
    body = {"name": "decide", "occurred_at": file.at("2026-03-11 09:00"), "term_months": 6}
    body["decision"] = signed("2026-03-11")
    path = f"/v1/cases/{file.case['id']}/steps"
    taken = ok(there.post(path, json=body, version=case["version"]))
    assert taken["state"] == "decided"


def test_a_closed_case_stays_where_it_was_closed_and_is_read_where_the_file_is(file):
    ok(move(file))
    there = file.offices(CHAIR, THERE)
    closed = there.get(f"/v1/cases/{file.cases['determination']['id']}").json()
    assert closed["unit"] == "00004"


def test_the_lists_go_on_from_the_day_of_the_move(file, as_nation):
    ok(move(file))
    rows = "select unit, since, until, closed_reason from management_record order by since, until"
    with as_nation() as session:
        found = [tuple(map(str, row)) for row in session.execute(sa.text(rows))]
    assert found == [
        ("00004", "2026-02-26", "2026-03-10", "moved"),
        (THERE, "2026-03-10", "None", "None"),
    ]


def test_who_held_the_file_and_why_is_told_in_it(file):
    ok(move(file))
    read = file.offices(CHAIR, THERE).get(f"/v1/clients/{file.client['id']}").json()
    assert [(row["unit"], row["until"] is None) for row in read["custody"]] == [
        ("00004", False),
        (THERE, True),
    ]
    assert read["custody"][1]["reason"] == "Chuyển nơi cư trú"
    assert (read["residence"]["unit"], read["residence"]["address"]) == (THERE, None)


def test_a_court_that_holds_the_file_keeps_it(addict):
    file = to_court_2026(addict("2026-07-20 09:00"))
    ok(move(file, role=POLICE, when="2026-08-12 09:00"))
    assert file.as_("court_clerk").get(f"/v1/cases/{file.case['id']}").status_code == 200


def test_there_and_back_again(file):
    ok(move(file))
    file.unit = THERE
    ok(move(file, to="00004", when="2026-03-20 09:00"))
    file.unit = "00004"
    assert file.look(CHAIR)["unit"] == "00004"
    assert file.offices(CHAIR, THERE).get(f"/v1/cases/{file.case['id']}").status_code == 404


def test_a_divided_former_commune_asks_which_and_a_merged_one_leads_on(file):
    answer = move(file, to="00007", unit_as_of="2025-06-01")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/to")
    assert [choice["code"] for choice in answer.json()["choices"]] == ["00008", "00025"]
    ok(move(file, when="2026-03-11 09:00"))
    file.unit = THERE
    back = ok(move(file, to="00013", unit_as_of="2025-06-01", when="2026-03-12 09:00"))
    assert back["moved_to"] == "00004"


@pytest.mark.parametrize(
    ("other", "status", "code"),
    [
        ({"to": "00004"}, 409, "state-conflict"),
        ({"to": "00013"}, 409, "state-conflict"),
        ({"to": "99999"}, 422, "invalid"),
        ({"to": "01"}, 422, "invalid"),
        ({"version": 9}, 412, "stale-version"),
        ({"role": "province_manager"}, 201, None),
        ({"reason": ""}, 422, "invalid"),
    ],
)
def test_moves_that_are_and_are_not(file, other, status, code):
    answer = move(file, **other)
    assert (answer.status_code, answer.json().get("code")) == (status, code)
    seen = file.as_(CHAIR).get(f"/v1/clients/{file.client['id']}").status_code
    assert seen == (404 if status == 201 else 200)


def test_a_move_that_has_not_happened_is_refused(file):
    body = {"to": THERE, "occurred_at": "2026-03-12T09:00:00+07:00", "reason": "Sắp chuyển"}
    file.clock.set(moment("2026-03-10 09:00"))
    path = f"/v1/clients/{file.client['id']}/moves"
    answer = file.as_(CHAIR).post(path, json=body, version=1)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/occurred_at")


def test_the_law_moves_the_file_too(file):
    """Decree 116 art. 32(2): the chair sends the file of a running rehabilitation."""
    file.take(CHAIR, "decide", "2026-03-04 09:00", term_months=6, decision=signed("2026-03-04"))
    file.take(CHAIR, "move", "2026-03-10 09:00", to_unit=THERE)
    assert file.as_(CHAIR).get(f"/v1/cases/{file.case['id']}").status_code == 404
    there = file.offices(CHAIR, THERE).get(f"/v1/cases/{file.case['id']}").json()
    assert (there["unit"], there["state"]) == (THERE, "decided")

"""Who of a unit looks after whom: given, handed over in one go, ended when the file goes."""

import pytest

from tests.scenarios.story import ok

OFFICIAL, POLICE = "commune_official", "commune_police"


@pytest.fixture
def people(new_file):
    """Three people of a commune, and one of another."""

    def registered(number, unit="00004"):
        return new_file(unit).register(
            "2026-03-02 09:00",
            full_name=f"Nguyễn Văn {'ABCD'[number]}",
            birth_date=f"199{number}-01-02",
        )

    return [registered(0), registered(1), registered(2), registered(3, "00008")]


def reassign(by, people, account, **said):
    clients = [one.client["id"] for one in people]
    body = {"clients": clients, "account": str(account.id), **said}
    return by.post("/v1/assignments/reassign", json=body)


def outcomes(answer):
    return [one["outcome"] for one in ok(answer, 200)["items"]]


def carers(file, by):
    path = f"/v1/clients/{file.client['id']}/assignments"
    return [(one["account_id"], one["reason_ended"]) for one in ok(by.get(path), 200)["items"]]


def test_many_people_are_handed_over_with_a_result_for_each(people):
    official, police = people[0].as_(OFFICIAL), people[0].as_(POLICE)
    assert outcomes(reassign(official, people[:2], official)) == ["assigned"] * 2
    assert outcomes(reassign(official, people, police, reason="Nghỉ thai sản")) == [
        "assigned", "assigned", "assigned", "not_found",
    ]  # fmt: skip
    assert outcomes(reassign(official, people[:1], police)) == ["unchanged"]
    assert carers(people[0], official) == [
        (str(police.id), None), (str(official.id), "reassigned"),
    ]  # fmt: skip
    listed = ok(official.get("/v1/assignments", params={"account": str(police.id)}), 200)["items"]
    assert {one["client_id"] for one in listed} == {one.client["id"] for one in people[:3]}


def test_nobody_of_another_unit_is_given_people(people):
    official, elsewhere = people[0].as_(OFFICIAL), people[3].as_(OFFICIAL)
    refused = reassign(official, people[:1], elsewhere)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/account"
    assert carers(people[0], official) == []


def test_a_commune_and_a_centre_each_have_their_own(people):
    """What one unit decides of its people is not undone by another."""
    official = people[0].as_(OFFICIAL)
    reassign(official, people[:1], official)
    refused = reassign(people[0].as_("province_manager"), people[:1], official)
    assert refused.status_code == 403


def test_whoever_goes_elsewhere_is_looked_after_there_anew(people):
    official = people[0].as_(OFFICIAL)
    reassign(official, people[:1], official)
    move = {"to": "00008", "occurred_at": people[0].at("2026-03-05 09:00"), "reason": "chuyển nhà"}
    path = f"/v1/clients/{people[0].client['id']}/moves"
    ok(official.post(path, json=move, version=1))
    there = people[3].as_(OFFICIAL)
    assert carers(people[0], there) == [(str(official.id), "moved")]

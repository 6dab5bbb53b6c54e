"""Ids crossed: my client in their room, their stay under my client, a room in their area."""

from itertools import product

import pytest

from tests.access.calls import CALLS, Call
from tests.access.run import same
from tests.access.world import FACILITIES, PLACES

INTAKE, DIRECTOR, NATION = "centre_caseworker", "centre_director", "nation_manager"


@pytest.mark.parametrize(("client", "stay"), list(product(PLACES, repeat=2)))
@pytest.mark.parametrize("act", ["move_stay", "end_stay", "void_stay"])
def test_a_stay_is_touched_only_under_its_own_client(world, knocker, client, stay, act):
    def ask(client, stay):
        asked = CALLS[act].ask(stay)
        return Call(
            asked.method, asked.path.replace(stay.client, client.client), 1, json=asked.json
        )

    records = world.records
    if client == stay:
        assert knocker.send(ask(records[client], records[stay]), NATION).status < 300
    else:
        same(knocker, ask(records[client], records[stay]),
             ask(records[client], records["random"]), NATION)  # fmt: skip


@pytest.mark.parametrize("theirs", ["sibling", "other"])
@pytest.mark.parametrize("field", ["room_id", "case_id"])
def test_a_stay_names_no_room_and_no_case_of_another(world, knocker, theirs, field):
    def place(record):
        asked = CALLS["place_client"].ask(world.records["own"])
        theirs_of = {"room_id": record.more["room"], "case_id": record.case}
        return Call("POST", asked.path, json={**asked.json, field: theirs_of[field]})

    same(knocker, place(world.records[theirs]), place(world.records["random"]), INTAKE)


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_nobody_is_moved_to_a_room_of_another_facility(world, knocker, theirs):
    def move(record):
        asked = CALLS["move_stay"].ask(world.records["own"])
        return Call("POST", asked.path, 1, json={**asked.json, "room_id": record.more["room"]})

    same(knocker, move(world.records[theirs]), move(world.records["random"]), INTAKE)
    assert knocker.send(move(world.records[theirs]), NATION).status == 422


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_an_area_and_a_room_are_changed_only_under_their_own_facility(world, knocker, theirs):
    mine, other = world.records["own"], world.records[theirs]
    house = f"/v1/facilities/{FACILITIES['own']}"

    def rooms(record):
        body = CALLS["open_room"].ask(record).json
        return Call("POST", f"{house}/rooms", json=body)

    def change(kind, key):
        return Call("PATCH", f"{house}/{kind}/{key}", 1, json={"places": 9})

    nobody = world.records["random"]
    for caller in (DIRECTOR, NATION):
        assert knocker.send(rooms(mine), caller).status == 201
        same(knocker, rooms(other), rooms(nobody), caller)
        for kind, name in (("areas", "facility_area"), ("rooms", "room")):
            assert knocker.send(change(kind, mine.more[name]), caller).status == 200
            same(knocker, change(kind, other.more[name]), change(kind, nobody.more[name]), caller)

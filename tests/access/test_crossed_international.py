"""Ids of circumstances crossed, mine with theirs, in paths and bodies."""

from itertools import product

import pytest

from tests.access.calls import Call
from tests.access.calls.international import LIFE
from tests.access.run import OFFICIAL, same
from tests.access.world import PLACES


@pytest.mark.parametrize(("client", "row"), list(product(PLACES, repeat=2)))
def test_what_was_told_is_voided_only_under_its_own_client(world, knocker, client, row):
    def void(client, row):
        path = f"/v1/clients/{client.client}/circumstances/{row.more['circumstance']}/void"
        return Call("POST", path, version=1, json={"reason": "nhập nhầm"})

    records = world.records
    mine = void(records[client], records[row])
    if client == row == "own":
        assert knocker.send(mine, OFFICIAL).status == 200
    else:
        same(knocker, mine, void(records["random"], records["random"]))


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_what_is_told_names_no_case_of_another(world, knocker, theirs):
    def record(case):
        path = f"/v1/clients/{world.records['own'].client}/circumstances"
        return Call("POST", path, json={**LIFE, "case_id": case})

    same(knocker, record(world.records[theirs].case), record(world.records["random"].case))

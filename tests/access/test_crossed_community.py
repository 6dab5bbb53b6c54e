"""Ids of supports crossed, mine with theirs, in paths and bodies."""

from itertools import product

import pytest

from tests.access.calls import Call
from tests.access.calls.community import DONE, SUPPORT
from tests.access.run import OFFICIAL, same
from tests.access.world import PLACES


@pytest.mark.parametrize(("client", "support"), list(product(PLACES, repeat=2)))
def test_a_support_is_told_of_and_voided_only_under_its_own_client(world, knocker, client, support):
    def asked(client, support):
        path = f"/v1/clients/{client.client}/supports/{support.more['support']}"
        yield Call("POST", f"{path}/events", version=1, json=DONE)
        yield Call("POST", f"{path}/void", version=1, json={"reason": "nhập nhầm"})
        yield Call("GET", f"{path}/events")

    records = world.records
    nobody = asked(records["random"], records["random"])
    for mine, absent in zip(asked(records[client], records[support]), nobody, strict=True):
        if client == support == "own":
            assert knocker.send(mine, OFFICIAL).status == 200
        else:
            same(knocker, mine, absent)


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_a_support_names_no_case_of_another(world, knocker, theirs):
    def record(case):
        path = f"/v1/clients/{world.records['own'].client}/supports"
        return Call("POST", path, json={**SUPPORT, "case_id": case})

    same(knocker, record(world.records[theirs].case), record(world.records["random"].case))

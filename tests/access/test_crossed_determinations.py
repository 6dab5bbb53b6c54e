"""Ids of determinations crossed, mine with theirs, in paths and bodies (T2)."""

from itertools import product

import pytest

from tests.access.calls import Call
from tests.access.run import same
from tests.access.sent import DETERMINATION
from tests.access.world import PLACES

_ROUTE = "/v1/clients/{}/determinations"


@pytest.mark.parametrize(("client", "paper"), list(product(PLACES, repeat=2)))
def test_a_result_paper_is_read_only_in_its_own_file(world, knocker, client, paper):
    def read(client, paper):
        own = _ROUTE.format(client.client)
        return Call("GET", f"{own}/{paper.more['determination']}/paper")

    records = world.records
    asked = read(records[client], records[paper])
    if client == paper == "own":
        assert knocker.send(asked, "commune_official").status == 200
    else:
        same(knocker, asked, read(records["random"], records["random"]))


@pytest.mark.parametrize("theirs", ["sibling", "other"])
@pytest.mark.parametrize("field", ["screening_id", "assessor_id"])
def test_nothing_of_another_place_is_named_as_proof(world, knocker, theirs, field):
    """Of a finding and of staff out of reach nothing is said that is not said of none."""
    own = world.records["own"]
    said = {key: value.replace("2026-02", "2026-01") if isinstance(value, str) else value
            for key, value in DETERMINATION.items()}  # fmt: skip

    def conclude(record):
        key = record.screening if field == "screening_id" else record.more["staff"]
        return Call("POST", _ROUTE.format(own.client), json={**said, field: key})

    hidden = knocker.send(conclude(world.records[theirs]), "centre_clinician")
    nobody = knocker.send(conclude(world.records["random"]), "centre_clinician")
    assert hidden.status == nobody.status == 422

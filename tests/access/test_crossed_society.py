"""Ids of supports and tests crossed, mine with theirs, in paths and bodies."""

from itertools import product

import pytest

from tests.access.calls import Call
from tests.access.calls.society import DONE, SUPPORT, TEST, plan
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


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_a_test_names_no_case_plan_or_step_of_another(world, knocker, theirs):
    own, record, nobody = (world.records[who] for who in ("own", theirs, "random"))
    path = f"/v1/clients/{own.client}/tests"
    ground = {**TEST, "ground": None}
    unsaid = {**TEST, "taken_at": None, "result": None, "sample": None}
    for hidden, absent in (
        ({**TEST, "case_id": record.case}, {**TEST, "case_id": nobody.case}),
        *(
            [{**ground, "reason": "planned", "plan_id": who.more["tests"]} for who in pair]
            for pair in [(record, nobody)]
        ),
        ({**unsaid, "step_id": record.case}, {**unsaid, "step_id": nobody.case}),
    ):
        same(knocker, Call("POST", path, json=hidden), Call("POST", path, json=absent))


@pytest.mark.parametrize(("client", "row"), list(product(PLACES, repeat=2)))
def test_a_test_and_a_plan_are_voided_only_under_their_own_client(world, knocker, client, row):
    def void(client, row, what, name):
        path = f"/v1/clients/{client.client}/{what}/{row.more[name]}/void"
        return Call("POST", path, version=1, json={"reason": "nhập nhầm"})

    records, nobody = world.records, world.records["random"]
    for what, name in (("tests", "test"), ("test-plans", "tests")):
        mine = void(records[client], records[row], what, name)
        if client == row == "own":
            assert knocker.send(mine, OFFICIAL).status == 200
        else:
            same(knocker, mine, void(nobody, nobody, what, name))


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_a_plan_names_no_case_of_another(world, knocker, theirs):
    path = f"/v1/clients/{world.records['own'].client}/test-plans"
    hidden, absent = (
        Call("POST", path, json=plan(world.records[who])) for who in (theirs, "random")
    )
    same(knocker, hidden, absent)

"""Ids of plans crossed, mine with theirs, in paths and bodies (T2)."""

from itertools import product

import pytest

from tests.access.calls import Call
from tests.access.run import same
from tests.access.world import PLACES


@pytest.mark.parametrize(("case", "plan"), list(product(PLACES, repeat=2)))
def test_a_plan_is_reached_only_under_its_own_case(world, knocker, case, plan):
    def end(case, plan):
        path = f"/v1/cases/{case.case}/plans/{plan.more['plan']}/end"
        said = {"ended_on": "2026-04-24", "reason": "chuyển nơi ở"}
        return Call("POST", path, version=1, json=said)

    records = world.records
    if case == plan == "own":
        assert knocker.send(end(records[case], records[plan]), "commune_official").status == 200
    else:
        same(knocker, end(records[case], records[plan]), end(records["random"], records["random"]))


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_goals_interventions_and_reviews_are_reached_only_under_their_own_plan(
    world, knocker, theirs
):
    own = world.records["own"]

    def tell(goal, intervention=None):
        path = f"/v1/cases/{own.case}/plans/{own.more['plan']}/goals/{goal}"
        path += f"/interventions/{intervention}" if intervention else ""
        said = {"status": "done" if intervention else "met", "on": "2026-04-24"}
        return Call("POST", f"{path}/standing", version=1 if intervention else 2, json=said)

    def void(review):
        path = f"/v1/cases/{own.case}/plans/{own.more['plan']}/reviews/{review}/void"
        return Call("POST", path, version=1, json={"reason": "nhập nhầm"})

    for mine in (tell(own.more["goal"]), tell(own.more["goal"], own.more["intervention"]),
                 void(own.more["plan_review"])):  # fmt: skip
        assert knocker.send(mine, "commune_official").status == 200
    one, nobody = world.records[theirs].more, world.records["random"].more
    same(knocker, tell(one["goal"]), tell(nobody["goal"]))
    same(knocker, tell(own.more["goal"], one["intervention"]),
         tell(own.more["goal"], nobody["intervention"]))  # fmt: skip
    same(knocker, void(one["review"]), void(nobody["review"]))


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_nobody_of_another_place_owns_a_plan(world, knocker, theirs):
    def write(owner):
        path = f"/v1/cases/{world.records['own'].case}/plans"
        return Call("POST", path, json={"written_on": "2026-04-24", "owner_id": owner})

    assert knocker.send(write(world.records["own"].account), "commune_official").status == 201
    same(knocker, write(world.records[theirs].account), write(world.records["random"].account))


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_a_plan_id_that_is_taken_out_of_sight_gives_nothing_away(world, knocker, theirs):
    record, own = world.records[theirs], world.records["own"]
    said = {"written_on": "2026-04-24", "id": record.more["plan"]}
    answer = knocker.send(
        Call("POST", f"/v1/cases/{own.case}/plans", json=said), "commune_official"
    )
    assert answer.status == 409
    assert not any(word in answer.text for word in record.words)

"""Mine with theirs: transfers and referrals named by id, and ids inside their bodies."""

import pytest

from tests.access.calls import CALLS, Call
from tests.access.run import same

REFER = "/v1/clients/{}/referrals"


@pytest.mark.parametrize("theirs", ["sibling", "other"])
@pytest.mark.parametrize("call", [
    "read_transfer", "acknowledge_transfer", "refuse_transfer", "lose_transfer",
])  # fmt: skip
def test_no_transfer_of_another_is_answered_or_told_from_none(world, knocker, theirs, call):
    hidden, absent = world.records[theirs], world.records["random"]
    same(knocker, CALLS[call].ask(hidden), CALLS[call].ask(absent))


@pytest.mark.parametrize("theirs", ["sibling", "other"])
@pytest.mark.parametrize("call", [
    "read_referral", "accept_referral", "refuse_referral", "finish_referral", "revoke_referral",
])  # fmt: skip
def test_no_referral_of_another_is_answered_or_told_from_none(world, knocker, theirs, call):
    hidden, absent = world.records[theirs], world.records["random"]
    same(knocker, CALLS[call].ask(hidden), CALLS[call].ask(absent), "centre_caseworker")


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_a_referral_names_no_case_of_another(world, knocker, theirs):
    def refer(case):
        body = {**CALLS["refer_client"].ask(world.records["own"]).json, "case_id": case}
        return Call("POST", REFER.format(world.records["own"].client), json=body)

    same(knocker, refer(world.records[theirs].case), refer(world.records["random"].case))


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_an_id_that_is_taken_out_of_sight_gives_no_referral_away(world, knocker, theirs):
    record, own = world.records[theirs], world.records["own"]
    body = {**CALLS["refer_client"].ask(own).json, "id": record.more["referral"]}
    answer = knocker.send(Call("POST", REFER.format(own.client), json=body), "commune_official")
    assert answer.status == 409
    assert not any(word in answer.text for word in record.words)

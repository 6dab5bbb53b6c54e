"""Ids of staff and standards crossed (T2): mine with theirs, in paths and bodies."""

import pytest

from tests.access.calls import Call
from tests.access.plants.standards import REMEDY
from tests.access.run import OFFICIAL, same
from tests.access.world import PLACES

_WHY = {"reason": "nhập nhầm"}
MANAGER = "province_manager"


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_a_credential_is_voided_only_under_its_own_holder(world, knocker, theirs):
    def void(staff, credential):
        path = f"/v1/staff/{staff}/credentials/{credential}/void"
        return Call("POST", path, version=1, json=_WHY)

    own, foreign = world.records["own"].more, world.records[theirs].more
    nobody = world.records["random"].more
    assert knocker.send(void(own["staff"], own["credential"]), OFFICIAL).status == 200
    for pair in ((own["staff"], foreign["credential"]), (foreign["staff"], own["credential"])):
        same(knocker, void(*pair), void(nobody["staff"], nobody["credential"]))


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_a_line_is_voided_only_under_its_own_course(world, knocker, theirs):
    def void(training, attendance):
        path = f"/v1/trainings/{training}/roll/{attendance}/void"
        return Call("POST", path, version=1, json=_WHY)

    own, foreign = world.records["own"].more, world.records[theirs].more
    nobody = world.records["random"].more
    for pair in ((own["training"], foreign["seat"]),
                 (foreign["training"], own["seat"])):  # fmt: skip
        same(knocker, void(*pair), void(nobody["training"], nobody["seat"]))


@pytest.mark.parametrize("theirs", ["sibling", "other", "random"])
def test_a_roll_tells_nothing_of_staff_out_of_sight(world, knocker, theirs):
    path = f"/v1/trainings/{world.records['own'].more['training']}/roll"
    line = {"staff_id": world.records[theirs].more["staff"], "result": "passed"}
    seen = knocker.send(Call("POST", path, json={"lines": [line]}), OFFICIAL)
    assert seen.status == 200
    assert '"entered":0' in seen.text
    assert "there is no such member of staff" in seen.text


def test_an_account_of_another_unit_is_like_none(world, knocker):
    def enter(account):
        body = {"full_name": "Đỗ Văn Mới", "kinds": ["nurse"], "employed_from": "2026-01-01",
                "account_id": account}  # fmt: skip
        return Call("POST", "/v1/staff", json=body)

    records = world.records
    same(knocker, enter(records["other"].account), enter(records["random"].account))


def test_a_remedy_is_done_only_under_its_own_review(world, knocker):
    def done(review, remedy):
        path = f"/v1/reviews/{review}/remedies/{remedy}/done"
        body = {"done_on": "2026-11-12", "evidence": "x"}
        return Call("POST", path, version=1, json=body)

    own, sibling, other = (world.records[place].more for place in PLACES)
    nobody = world.records["random"].more
    assert knocker.send(done(own["review"], own["remedy"]), MANAGER).status == 200
    for pair in ((own["review"], sibling["remedy"]), (own["review"], other["remedy"]),
                 (other["review"], own["remedy"])):  # fmt: skip
        same(knocker, done(*pair), done(nobody["review"], nobody["remedy"]), MANAGER)


def test_a_remedy_is_planned_for_a_criterion_of_the_review(world, knocker):
    path = f"/v1/reviews/{world.records['own'].more['review']}/remedies"
    asked = Call("POST", path, json={**REMEDY, "criterion": "C01"})
    assert knocker.send(asked, MANAGER).status == 422


def test_a_recheck_follows_no_review_out_of_reach(world, knocker):
    def begin(follows):
        body = {"facility": "F-01-01", "facility_kind": "reform_school", "held_on": "2026-11-12",
                "team": ["Trần Bình"], "follows": follows}  # fmt: skip
        return Call("POST", "/v1/reviews", json=body)

    hidden, absent = world.records["other"].more, world.records["random"].more
    same(knocker, begin(hidden["review"]), begin(absent["review"]), MANAGER)


@pytest.mark.parametrize("path", ["/v1/reviews/share", "/v1/staff/trained-share"])
def test_a_share_is_told_of_no_unit_out_of_reach(world, knocker, path):
    def asked(unit):
        return Call("GET", path, params={"unit": unit})

    assert knocker.send(asked(PLACES["sibling"]), MANAGER).status == 200
    same(knocker, asked(PLACES["other"]), asked("25747"), MANAGER)
    same(knocker, asked(PLACES["sibling"]), asked(PLACES["other"]))

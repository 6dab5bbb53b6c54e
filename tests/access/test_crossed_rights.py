"""Ids crossed, mine with theirs: requests, corrections, holds, seals."""

import pytest

from tests.access.calls import CALLS, Call
from tests.access.run import OFFICIAL, same

_WHY = {"reason": "nhập nhầm"}


@pytest.mark.parametrize("theirs", ["sibling", "other"])
@pytest.mark.parametrize(
    ("what", "act", "body", "caller"),
    [
        ("request", "close", _WHY, OFFICIAL),
        ("request", "answer", {"outcome": "granted"}, OFFICIAL),
        ("correction", "decide", {"decision": "accepted", **_WHY}, OFFICIAL),
        ("correction", "void", _WHY, OFFICIAL),
        ("hold", "lift", _WHY, "province_manager"),
    ],
)
def test_a_row_of_another_file_is_not_reached_through_ones_own(
    world, knocker, theirs, what, act, body, caller
):
    own, nobody = world.records["own"], world.records["random"]

    def call(record):
        path = f"/v1/clients/{own.client}/{what}s/{record.more[what]}/{act}"
        return Call("POST", path, version=1, json=body)

    assert knocker.send(call(own), caller).status == 200
    same(knocker, call(world.records[theirs]), call(nobody), caller)


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_a_correction_names_no_record_and_no_request_of_another(world, knocker, theirs):
    own, nobody = world.records["own"], world.records["random"]
    asked = CALLS["propose_correction"].ask(own)

    def propose(**said):
        return Call("POST", asked.path, json={**asked.json, **said})

    record = world.records[theirs]
    same(knocker, propose(record_id=record.client), propose(record_id=nobody.client))
    contact = {"record_kind": "contact", "field": "note"}
    same(knocker, propose(**contact, record_id=record.contact),
         propose(**contact, record_id=nobody.contact))  # fmt: skip
    same(knocker, propose(request_id=record.more["request"]),
         propose(request_id=nobody.more["request"]))  # fmt: skip


def test_a_seal_of_another_province_is_as_if_absent(world, knocker):
    def read(record):
        return CALLS["read_sealed_file"].ask(world.records[record])

    assert knocker.send(read("own"), "province_manager").status == 200
    same(knocker, read("other"), read("random"), "province_manager")

"""Ids crossed in what a centre writes down: mine with theirs, in paths and bodies (T2)."""

import pytest

from tests.access.calls import Call
from tests.access.calls.life_in_a_centre import CALLS
from tests.access.run import same

WORKER = "centre_caseworker"
PLURAL = {
    "incident": "incidents", "outside": "outside-contacts", "grade": "grades",
    "measure": "measures", "belonging": "belongings",
}  # fmt: skip


@pytest.mark.parametrize("theirs", ["sibling", "other"])
@pytest.mark.parametrize(
    "operation",
    ["record_incident", "record_outside_contact", "record_measure", "record_belonging"],
)
def test_nothing_written_down_names_a_case_of_another(world, knocker, operation, theirs):
    def record(case):
        call = CALLS[operation].ask(world.records["own"])
        return Call(call.method, call.path, json={**call.json, "case_id": case})

    same(knocker, record(world.records[theirs].case), record(world.records["random"].case), WORKER)


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_no_notice_of_another_is_given_under_an_incident_of_ones_own(world, knocker, theirs):
    own = world.records["own"].more

    def give(incident, notice):
        path = f"/v1/clients/{world.records['own'].client}/incidents/{incident}/notices/{notice}"
        body = CALLS["give_incident_notice"].ask(world.records["own"]).json
        return Call("POST", f"{path}/given", version=1, json=body)

    record, nobody = world.records[theirs].more, world.records["random"].more
    assert knocker.send(give(own["incident"], own["notice"]), WORKER).status == 200
    for crossed in ((own["incident"], record["notice"]), (record["incident"], own["notice"]),
                    (record["incident"], record["notice"])):  # fmt: skip
        same(knocker, give(*crossed), give(nobody["incident"], nobody["notice"]), WORKER)


@pytest.mark.parametrize("theirs", ["sibling", "other"])
@pytest.mark.parametrize("what", list(PLURAL))
def test_nothing_of_another_is_voided_under_a_file_of_ones_own(world, knocker, what, theirs):
    def void(key):
        path = f"/v1/clients/{world.records['own'].client}/{PLURAL[what]}/{key}/void"
        return Call("POST", path, version=1, json={"reason": "nhập nhầm"})

    record, nobody = world.records[theirs].more, world.records["random"].more
    assert knocker.send(void(world.records["own"].more[what]), WORKER).status == 200
    same(knocker, void(record[what]), void(nobody[what]), WORKER)


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_a_line_about_a_person_of_another_tells_nothing(world, knocker, theirs):
    """On a roll too the hidden are told from the absent by nothing."""

    def grade(client):
        body = CALLS["record_grades:here"].ask(world.records["own"]).json
        line = {"client_id": client, "grade": "good"}
        return Call("POST", "/v1/facilities/F-01-01/grades", json={**body, "grades": [line]})

    one, two = (
        knocker.send(grade(world.records[who].client), WORKER) for who in (theirs, "random")
    )
    hidden, absent = (world.records[who].client for who in (theirs, "random"))
    assert one.text.replace(hidden, "…") == two.text.replace(absent, "…")
    assert '"code":"not-found"' in one.text


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_a_line_names_no_case_of_another(world, knocker, theirs):
    own = world.records["own"]

    def grade(case):
        body = CALLS["record_grades:here"].ask(own).json
        line = {"client_id": own.client, "grade": "good", "case_id": case}
        return Call("POST", "/v1/facilities/F-01-01/grades", json={**body, "grades": [line]})

    one, two = (knocker.send(grade(world.records[who].case), WORKER) for who in (theirs, "random"))
    assert one.text == two.text
    assert '"given":0' in one.text

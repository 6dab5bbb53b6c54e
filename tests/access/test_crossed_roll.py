"""Ids crossed (T2, A3) in rolls, certificates, health records and periods of substitution."""

import pytest

from tests.access.calls import Call
from tests.access.plants.sessions import SESSION
from tests.access.plants.treatment import DOSE, ENTRY
from tests.access.run import OFFICIAL, same

CLINICIAN = "centre_clinician"
WHY = {"reason": "nhập nhầm"}
VOIDED = [("activities", "attendance"), ("certificates", "certificate"),
          ("health-records", "health_record"), ("substitutions", "substitution")]  # fmt: skip


@pytest.mark.parametrize("theirs", ["sibling", "other"])
@pytest.mark.parametrize(("kind", "name"), VOIDED)
def test_nothing_of_another_is_voided_under_ones_own_client(world, knocker, kind, name, theirs):
    own = world.records["own"]

    def void(record):
        path = f"/v1/clients/{own.client}/{kind}/{record.more[name]}/void"
        return Call("POST", path, version=1, json=WHY)

    assert knocker.send(void(own), CLINICIAN).status == 200
    same(knocker, void(world.records[theirs]), void(world.records["random"]), CLINICIAN)


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_in_a_roll_a_foreign_person_or_case_is_told_like_one_nobody_has(world, knocker, theirs):
    """The request goes through for one's own: the result of the other is the same bytes."""
    own, record, nobody = (world.records[who] for who in ("own", theirs, "random"))

    def told(client, case=None):
        mine = {"client_id": own.client, "presence": "absent"}
        line = {"client_id": client, "presence": "absent", "case_id": case}
        lines = [line] if client == own.client else [mine, line]
        body = {**SESSION, "title": "Khác", "attendances": lines}
        answer = knocker.send(Call("POST", "/v1/activities", json=body), OFFICIAL)
        assert answer.status == 201
        assert not any(word in answer.text for word in record.words)
        return answer.text.rpartition('"problem":')[2]

    assert told(record.client) == told(nobody.client)
    assert '"not-found"' in told(record.client)
    assert told(own.client, record.case) == told(own.client, nobody.case)
    assert '"invalid"' in told(own.client, record.case)


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_a_foreign_session_takes_nobody_on_its_roll(world, knocker, theirs):
    own = world.records["own"]

    def put(record):
        body = {"attendances": [{"client_id": own.client, "presence": "absent"}]}
        return Call("POST", f"/v1/activities/{record.more['activity']}/attendances", json=body)

    same(knocker, put(world.records[theirs]), put(world.records["random"]), CLINICIAN)


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_an_id_of_a_foreign_session_or_attendance_gives_nothing_away(world, knocker, theirs):
    own, record = world.records["own"], world.records[theirs]
    line = {"client_id": own.client, "presence": "absent", "id": record.more["attendance"]}
    body = {**SESSION, "attendances": [line]}
    for said in (body, {**body, "id": record.more["activity"]}):
        answer = knocker.send(Call("POST", "/v1/activities", json=said), OFFICIAL)
        assert answer.status in {201, 409}
        assert '"state-conflict"' in answer.text
        assert not any(word in answer.text for word in record.words)


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_entries_and_doses_go_to_records_of_ones_own_client(world, knocker, theirs):
    own = world.records["own"]

    def note(record, **said):
        path = f"/v1/clients/{own.client}/health-records/{record.more['health_record']}/entries"
        return Call("POST", path, json={**ENTRY, **said})

    def dose(record):
        path = f"/v1/clients/{own.client}/substitutions/{record.more['substitution']}/doses"
        return Call("POST", path, json=DOSE)

    record, nobody = world.records[theirs], world.records["random"]
    same(knocker, note(record), note(nobody), CLINICIAN)
    same(knocker, dose(record), dose(nobody), CLINICIAN)
    same(knocker, note(own, corrects=record.more["entry"]),
         note(own, corrects=nobody.more["entry"]), CLINICIAN)  # fmt: skip

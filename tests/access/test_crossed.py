"""Ids crossed (T2, A3), mine with theirs, in paths and bodies; files moved out of reach (A7)."""

from itertools import product

import pytest

from tests.access.calls import CALLS, Call
from tests.access.run import OFFICIAL, same
from tests.access.sent import SIX_CRITERIA, registration
from tests.access.world import PLACES, determine, made


@pytest.mark.parametrize(("client", "service"), list(product(PLACES, repeat=2)))
def test_a_service_is_voided_only_under_its_own_client(world, knocker, client, service):
    def void(client, service):
        path = f"/v1/clients/{client.client}/services/{service.service}/void"
        return Call("POST", path, version=1, json={"reason": "nhập nhầm"})

    records = world.records
    if client == service == "own":
        assert knocker.send(void(records[client], records[service]), OFFICIAL).status == 200
    else:
        same(knocker, void(records[client], records[service]),
             void(records["random"], records["random"]))  # fmt: skip


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_a_service_names_no_case_of_another(world, knocker, theirs):
    def record(case):
        body = {"kind": "counselling", "on": "2026-04-05", "unit": "00004", "case_id": case}
        return Call("POST", f"/v1/clients/{world.records['own'].client}/services", json=body)

    same(knocker, record(world.records[theirs].case), record(world.records["random"].case))


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_a_contact_names_no_case_of_another(world, knocker, theirs):
    def record(case):
        body = {**CALLS["record_contact"].ask(world.records["own"]).json, "case_id": case}
        return Call("POST", f"/v1/clients/{world.records['own'].client}/contacts", json=body)

    same(knocker, record(world.records[theirs].case), record(world.records["random"].case))


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_no_conclusion_rests_on_a_finding_of_another(world, knocker, theirs):
    """`follows` in a body is the id of a screening, and a path holds three ids."""
    own, clinician = world.records["own"], "centre_clinician"

    def conclude(screening):
        body = {**SIX_CRITERIA, "on": "2026-04-05", "unit": "F-01-01", "follows": screening}
        return Call("POST", f"/v1/clients/{own.client}/screenings", json=body)

    def void(screening, observation):
        path = f"/v1/clients/{own.client}/screenings/{screening}/observations/{observation}/void"
        return Call("POST", path, version=1, json={"reason": "nhập nhầm"})

    record, nobody = world.records[theirs], world.records["random"]
    assert knocker.send(conclude(own.screening), clinician).status == 201
    same(knocker, conclude(record.screening), conclude(nobody.screening), clinician)
    assert knocker.send(void(own.screening, own.observation), clinician).status == 200
    for screening in (own.screening, record.screening):
        same(knocker, void(screening, record.observation),
             void(nobody.screening, nobody.observation), clinician)  # fmt: skip


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_no_case_is_opened_for_a_client_of_another(world, knocker, theirs):
    hidden, absent = world.records[theirs].client, world.records["random"].client
    same(knocker, Call("POST", "/v1/cases", json=registration(hidden)),
         Call("POST", "/v1/cases", json=registration(absent)))  # fmt: skip


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_post_rehab_does_not_follow_a_case_of_another(world, knocker, theirs):
    """`origin` in the body of a step is the id of a case."""

    def propose(origin):
        step = {"name": "propose", "occurred_at": "2026-03-25T09:00:00+07:00", "origin": origin}
        body = {"procedure": "post-rehab", "client_id": world.records["own"].client, "step": step}
        return Call("POST", "/v1/cases", json=body)

    for caller in ("commune_official", "commune_police"):
        same(knocker, propose(world.records[theirs].case), propose(world.records["random"].case),
             caller)  # fmt: skip


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_looking_away_from_a_file_of_another_changes_nothing(world, knocker, theirs):
    """`acknowledged_matches` with a foreign id neither helps nor is told from an absent one."""

    def register(seen):
        body = CALLS["register_client"].ask(world.records["own"]).json
        return Call("POST", "/v1/clients", json={**body, "acknowledged_matches": [seen]})

    one, two = (
        knocker.send(register(world.records[who].client), OFFICIAL) for who in (theirs, "random")
    )
    assert one.plain == two.plain
    assert one.status == 409


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_an_id_that_is_taken_out_of_sight_gives_no_file_away(world, knocker, theirs):
    """The caller may choose ids: a taken one is refused, shows nothing and changes nothing."""
    record = world.records[theirs]
    body = CALLS["register_client"].ask(world.records["random"]).json
    answer = knocker.send(Call("POST", "/v1/clients", json={**body, "id": record.client}), OFFICIAL)
    assert answer.status in {403, 409}
    assert not any(word in answer.text for word in record.words)
    service = {"id": record.service, "kind": "counselling", "on": "2026-04-05", "unit": "00004"}
    contact = {**CALLS["record_contact"].ask(record).json, "id": record.contact}
    for kind, said in (("services", service), ("contacts", contact)):
        path = f"/v1/clients/{world.records['own'].client}/{kind}"
        answer = knocker.send(Call("POST", path, json=said), OFFICIAL)
        assert answer.status == 409
        assert not any(word in answer.text for word in record.words)


def test_a_cursor_of_another_list_opens_nothing(world, knocker):
    """A cursor is bound to its question: one made by the nation is no way round the filter."""
    page = knocker.send(Call("GET", "/v1/cases", params={"unit": "vn", "limit": "1"}),
                        "nation_manager")  # fmt: skip
    cursor = page.text.rpartition('"next":"')[2].partition('"')[0]
    for question in ({"unit": "00008"}, {"unit": "vn", "procedure": "compulsory"}):
        asked = Call("GET", "/v1/cases", params={**question, "limit": "1", "cursor": cursor})
        assert knocker.send(asked, OFFICIAL).status == 422
    asked = Call("GET", "/v1/cases", params={"unit": "vn", "limit": "1", "cursor": cursor})
    seen = knocker.send(asked, OFFICIAL)
    assert world.records["other"].case not in seen.text
    assert world.records["sibling"].case not in seen.text


# --- A7: a write is judged before and after -----------------------------------------------------


@pytest.fixture
def moved(world, planted, database_server):
    """A copy of the planted database in which requests commit."""
    copy = database_server.create(planted.name)
    with world.committing(copy):
        yield world
    database_server.drop(copy)


def test_a_file_that_moved_away_is_gone_for_those_it_left(moved):
    official, record = moved.callers[OFFICIAL], moved.records["own"]
    body = {"to": "26740", "occurred_at": "2026-11-19T09:00:00+07:00", "reason": "chuyển nơi ở"}
    path = f"/v1/clients/{record.client}"
    assert official.get(path).status_code == 200
    made(official.post(f"{path}/moves", version=1, json=body))
    for gone in (path, f"{path}/timeline", f"{path}/access-log", f"/v1/cases/{record.case}",
                 f"/v1/deadlines/{record.deadline}/explanation"):  # fmt: skip
        assert official.get(gone).status_code == 404, gone
    again = official.post(f"{path}/moves", version=2, json={**body, "to": PLACES["own"]})
    assert again.status_code == 404
    for lists in ("/v1/clients?unit=00004", "/v1/cases?unit=00004", "/v1/deadlines?unit=00004"):
        assert record.client not in official.get(lists).text
    assert moved.callers["province_manager"].get(path).status_code == 200  # its facility holds it
    assert moved.callers["nation_manager"].get(path).json()["residence"]["unit"] == "26740"


def test_a_file_out_of_reach_is_not_fetched_into_it(moved):
    official = moved.callers[OFFICIAL]
    body = {"to": "00004", "occurred_at": "2026-11-19T09:00:00+07:00", "reason": "kéo về"}
    for theirs in ("sibling", "other"):
        path = f"/v1/clients/{moved.records[theirs].client}"
        assert official.post(f"{path}/moves", version=1, json=body).status_code == 404
        holder = moved.callers["nation_manager"].get(path).json()
        assert holder["residence"]["unit"] == PLACES[theirs]
        assert holder["version"] == 1


def test_a_person_known_elsewhere_is_settled_by_the_desk_in_silence(moved):
    """T32 with a real commit: the second file is made; the desk learns of it, nobody else."""
    body = CALLS["register_client"].ask(moved.records["other"]).json
    answer = moved.callers[OFFICIAL].post("/v1/clients", json=body)
    client = made(answer)["id"]
    assert made(moved.callers[OFFICIAL].get(f"/v1/clients/{client}"))["cautions"] == []
    determine(moved.callers[OFFICIAL], client)
    assert moved.records["other"].client not in answer.text

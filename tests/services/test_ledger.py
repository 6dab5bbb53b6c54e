"""The idempotency ledger: one key, one effect, one answer (I-12, T12)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from tests.access.calls import CALLS
from tests.access.conftest import planted, world

__all__ = ["planted", "world"]

TWINS = 20


@pytest.fixture
def served(world, planted, database_server):
    """The planted world in a copy of its own, where requests commit."""
    copy = database_server.create(planted.name)
    with world.committing(copy):
        yield world
    database_server.drop(copy)


@pytest.fixture
def body(world):
    return CALLS["register_client"].ask(world.records["random"]).json


def test_the_same_key_and_body_get_the_same_answer(served, body):
    official = served.callers["commune_official"]
    first, second = (official.post("/v1/clients", json=body, key="mot") for _ in range(2))
    assert (first.status_code, first.text) == (second.status_code, second.text)
    assert second.headers["idempotency-replayed"] == "true"
    assert [second.headers[name] for name in ("etag", "location")] == [
        first.headers[name] for name in ("etag", "location")
    ]


def test_the_same_key_with_another_request_is_refused(served, body):
    official = served.callers["commune_official"]
    assert official.post("/v1/clients", json=body, key="hai").status_code == 201
    for path, other in (("/v1/clients", {**body, "sex": "female"}), ("/v1/clients/match", body)):
        answer = official.post(path, json=other, key="hai")
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-key-reused")


def test_twenty_twins_at_once_have_one_effect(served, body):
    official = served.callers["commune_official"]

    def send(_):
        return official.post("/v1/clients", json=body, key="ba")

    with ThreadPoolExecutor(TWINS) as crowd:
        answers = list(crowd.map(send, range(TWINS)))
    made = [answer for answer in answers if answer.status_code == 201]
    # Whoever found no connection within a second was told to come again, with the same key.
    assert {answer.status_code for answer in answers} <= {201, 503}
    assert len({answer.text for answer in made}) == 1
    assert sum("idempotency-replayed" not in answer.headers for answer in made) == 1
    assert {send(0).text} == {answer.text for answer in made}
    found = official.get("/v1/clients", params={"search": body["full_name"]}).json()["items"]
    assert len(found) == 1


def test_the_key_of_one_account_is_free_for_another(served, body):
    """A key is no way to read what another account was answered."""
    made = served.callers["commune_official"].post("/v1/clients", json=body, key="bon")
    other = served.callers["commune_police"].post("/v1/clients", json=body, key="bon")
    assert made.status_code == 201
    assert other.status_code == 409


def test_a_refusal_is_not_kept(served, body):
    official = served.callers["commune_official"]
    wrong = {**body, "birth_date": "2031-01-01"}
    assert official.post("/v1/clients", json=wrong, key="nam").status_code >= 400
    assert official.post("/v1/clients", json=body, key="nam").status_code == 201


def test_a_system_must_send_a_key(served, body):
    system = served.callers["system_writing"]
    answer = system.client.post("/v1/clients", json=body, headers=system.headers)
    assert answer.status_code == 400


def test_what_the_ledger_keeps_commits_with_its_effect(served, body, database_server):
    """An effect that fails at COMMIT leaves no answer behind for the retry to find."""
    owner = sa.create_engine(database_server.database(_name(served)).owner_url)
    with owner.begin() as connection:
        connection.execute(sa.text(_FAILING))
    official = served.callers["commune_official"]
    assert official.post("/v1/clients", json=body, key="sau").status_code >= 400
    with owner.begin() as connection:
        connection.execute(sa.text("drop trigger fails on client"))
    owner.dispose()
    again = official.post("/v1/clients", json=body, key="sau")
    assert again.status_code == 201
    assert "idempotency-replayed" not in again.headers


_FAILING = """
create function fails() returns trigger language plpgsql as $$
begin raise exception 'no' using errcode = 'P0001'; end $$;
create constraint trigger fails after insert on client deferrable initially deferred
    for each row execute function fails()
"""


def _name(world):
    return world.house.sessions.kw["bind"].url.database

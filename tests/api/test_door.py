"""The door: nothing is answered before it is kept, and every failure has its refusal."""

import threading
import time

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from app import db
from app.api.door import RULES
from app.main import create_app

NEW = {
    "username": "nguyen.van.an",
    "full_name": "Nguyễn Văn An",
    "role": "commune_official",
    "unit": "00004",
    "password": "con thuyền qua bến sông",
}


def failing(error):
    def fail(*_args, **_named):
        raise error

    return fail


def test_a_failed_commit_is_never_answered_as_done(committing, sign_in, monkeypatch):
    admin = sign_in("administrator", "01")
    lost = sa.exc.OperationalError("commit", {}, sa.exc.DBAPIError("", {}, Exception()))
    with monkeypatch.context() as broken:
        broken.setattr(Session, "commit", failing(lost))
        answer = admin.post("/v1/accounts", json=NEW)
    assert answer.status_code >= 500
    assert admin.get("/v1/accounts?unit=00004").json()["items"] == []


def test_a_deferred_promise_broken_at_commit_undoes_the_act(committing, sign_in, fresh_database):
    admin = sign_in("administrator", "01")
    owner = sa.create_engine(fresh_database.owner_url)
    with owner.begin() as connection:
        connection.execute(
            sa.text(
                "create function late() returns trigger language plpgsql as $$ begin"
                " raise exception 'late' using errcode = '23514',"
                " constraint = 'one_open_compulsory'; end $$"
            )
        )
        connection.execute(
            sa.text(
                "create constraint trigger late after insert on account"
                " deferrable initially deferred for each row execute function late()"
            )
        )
    owner.dispose()
    answer = admin.post("/v1/accounts", json=NEW)
    assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict")
    assert admin.get("/v1/accounts?unit=00004").json()["items"] == []


def test_a_full_pool_is_503_within_its_second(committing, sign_in, fresh_database, house):
    caller = sign_in("commune_official", "00004")
    engine = db.engine(fresh_database.app_url, 1)
    house.sessions = db.sessions(engine)
    with engine.connect():
        begun = time.perf_counter()
        answer = caller.get("/v1/me")
        took = time.perf_counter() - begun
    engine.dispose()
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert took < 1.5


def test_a_connection_that_died_meanwhile_is_replaced(committing, sign_in, fresh_database):
    caller = sign_in("commune_official", "00004")
    assert caller.get("/v1/me").status_code == 200
    owner = sa.create_engine(fresh_database.owner_url)
    with owner.begin() as connection:
        connection.execute(
            sa.text(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and usename = 'hoanhap_app'"
            )
        )
    owner.dispose()
    assert caller.get("/v1/me").status_code == 200


def test_the_reach_of_one_request_does_not_reach_the_next(committing, sign_in, house):
    sign_in("nation_manager", "vn").get("/v1/me")
    with house.sessions() as session:
        told = session.execute(
            sa.text("select current_user, current_setting('app.reach', true)")
        ).one()
    assert told[0] == "hoanhap_app"
    assert not told[1]


def test_a_database_out_of_reach_makes_the_house_unready_without_waiting_for_it(house):
    hang, answered = threading.Event(), threading.Event()

    def probe():
        hang.wait(60)
        answered.set()

    application = create_app(house, probe=probe)
    with TestClient(application) as client:
        answer = client.get("/health/ready")
        assert not answered.is_set()
        assert client.get("/health/live").status_code == 200
        hang.set()
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")


@pytest.mark.parametrize("found", [None, "0001"])
def test_another_schema_makes_the_house_unready(house, found):
    with TestClient(create_app(house, probe=lambda: found)) as client:
        assert client.get("/health/ready").status_code == 503


def test_the_document_is_open_and_the_viewer_only_outside_production(served, house):
    assert served.get("/openapi.json").status_code == 200
    assert served.get("/docs").status_code == 200
    with TestClient(create_app(house, probe=lambda: None)) as client:
        assert client.get("/docs").status_code == 404


def test_every_route_is_behind_the_door_or_says_that_it_is_open(served):
    open_ones = {
        operation["operationId"]
        for path in served.get("/openapi.json").json()["paths"].values()
        for operation in path.values()
        if operation.get("security") == []
    }
    assert open_ones == {"sign_in", "sign_out", "read_liveness", "read_readiness"}
    behind = {name for name, rule in RULES.items() if rule.may is not None}
    assert behind.isdisjoint(open_ones)

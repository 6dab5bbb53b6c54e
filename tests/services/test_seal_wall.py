# ruff: noqa: S608 - the names in the SQL are those of this file
"""The seal alone, the door left out: what is sealed meets no row, whoever asks and however."""

import psycopg
import pytest
from psycopg import errors

from tests.access.conftest import planted, world
from tests.services.hostile import NATION, PROVINCE, UNIT, hostile

__all__ = ["hostile", "planted", "world"]

MANAGER = {**PROVINCE, "role_name": "province_manager"}
LEADER = {**NATION, "role_name": "nation_manager"}
# Each way to stand before the wall that is not a manager opening this very file.
SHUT = {
    "unit": UNIT,
    "province": PROVINCE,
    "nation": NATION,
    "a manager without a purpose": MANAGER,
    "the nation's manager without a purpose": LEADER,
    "an official who says the id": {**UNIT, "role_name": "commune_official", "sealed": "{id}"},
    "a system of the nation that says the id": {**NATION, "role_name": "api_client",
                                                "sealed": "{id}"},
    "nobody who says the id": {**NATION, "sealed": "{id}"},
    "a manager of another province": {**MANAGER, "province": "79", "sealed": "{id}"},
    "a wildcard": {**LEADER, "sealed": "%"},
}  # fmt: skip
# What hangs on a client and is not under the seal: the seal itself, and the desk's own two.
BESIDE = {"seal", "identity_claim", "duplicate_review"}


@pytest.fixture(scope="module")
def owner(planted):
    """`owner(sql)`: rows as the owner of the database sees them."""
    address = planted.owner_url.replace("+psycopg", "", 1)
    # No transaction stays open: a later test takes a policy away.
    with psycopg.connect(address, autocommit=True) as connection:
        yield lambda sql: connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def sealed(owner):
    """The file of commune 00004 that is sealed now."""
    [(client,)] = owner(
        "select s.client_id from seal s join client c on c.id = s.client_id"
        " where s.lifted_at is null and c.unit = '00004'"
    )
    return str(client)


def standing(settings, client):
    return {name: value.format(id=client) for name, value in settings.items()}


def test_every_table_of_a_file_is_under_the_seal(owner):
    """The alarm: a later table with a `client_id` calls `migrations.sealing.shut_table`."""
    hanging = owner(
        "select table_name from information_schema.columns"
        " where table_schema = 'public' and column_name = 'client_id'"
    )
    shut = owner("select tablename from pg_policies where policyname = 'sealed_is_shut'")
    assert {row[0] for row in shut} == {row[0] for row in hanging} - BESIDE | {"client"}


@pytest.mark.parametrize("stand", SHUT)
def test_a_sealed_file_meets_no_row(hostile, sealed, stand):
    with hostile(standing(SHUT[stand], sealed)) as say:
        for table, key in (("client", "id"), ("custody", "client_id")):
            found = say(f"select from {table} where {key} = %s", (sealed,)).fetchall()
            assert found == [], table


@pytest.mark.parametrize("stand", SHUT)
def test_the_functions_of_the_wall_tell_nothing_of_a_sealed_file(hostile, sealed, stand):
    with hostile(standing(SHUT[stand], sealed)) as say:
        for call in ("holders(%s)", "audit_of_client(%s, 99999, 99)"):
            assert say(f"select * from {call}", (sealed,)).fetchall() == [], call


@pytest.mark.parametrize("stand", [MANAGER, LEADER])
def test_a_manager_who_says_the_id_meets_that_file_alone(hostile, owner, sealed, stand):
    with hostile({**stand, "sealed": sealed}) as say:
        assert say("select from client where id = %s", (sealed,)).rowcount == 1
        others = owner("select client_id from seal where lifted_at is null")
        seen = {str(row[0]) for row in say("select id from client")}
        assert seen & {str(row[0]) for row in others} == {sealed}


@pytest.mark.parametrize("stand", [UNIT, PROVINCE, NATION])
def test_no_seal_is_set_or_seen_standing_by_who_is_no_manager(hostile, owner, stand):
    [(client, province)] = owner(
        "select client_id, province from seal where lifted_at is not null and province = '01'"
        " order by set_at limit 1"
    )
    with hostile({**stand, "role_name": "commune_official"}) as say:
        assert say("select from seal where lifted_at is null").rowcount == 0
        changed = say("update seal set reason = 'x', version = version + 1")
        assert changed.rowcount == 0
        with pytest.raises(errors.InsufficientPrivilege):
            say(
                "insert into seal (id, client_id, province, ground, reason, set_by, set_at)"
                " values (gen_random_uuid(), %s, %s, 'other', 'x', gen_random_uuid(), now())",
                (client, province),
            )


def test_nothing_is_hung_on_a_sealed_file(hostile, sealed):
    for stand in (UNIT, PROVINCE, NATION):
        with hostile(stand) as say, pytest.raises(errors.InsufficientPrivilege):
            say(
                "insert into legal_hold (id, client_id, reason, basis, set_by, set_at)"
                " values (gen_random_uuid(), %s, 'x', 'x', gen_random_uuid(), now())",
                (sealed,),
            )


def test_without_the_line_on_the_file_it_would_be_seen(planted, sealed):
    """The guard broken once: take the one policy away, and the row is there."""
    with psycopg.connect(planted.owner_url.replace("+psycopg", "", 1)) as connection:
        for table in ("client", "custody"):
            connection.execute(f"drop policy sealed_is_shut on {table}")
        for name, value in (("app.reach", "unit"), ("app.units", "00004"), ("role", UNIT["role"])):
            connection.execute("select set_config(%s, %s, true)", (name, value))
        assert connection.execute("select from client where id = %s", (sealed,)).rowcount == 1
        connection.rollback()


@pytest.mark.parametrize("stand", [UNIT, PROVINCE, NATION])
def test_while_a_figure_is_computed_the_sealed_are_there(hostile, sealed, stand):
    with hostile({**stand, "sealed": "counted"}) as say:
        assert say("select from client where id = %s", (sealed,)).rowcount == 1

# ruff: noqa: S608 - the names in the SQL are those of this file
"""The wall alone: a hostile session with the application's own roles, the door left out.

Each test speaks SQL as `hoanhap_app` or one of the three group roles; what it tries must be refused
by the database or meet no row (T1, T2, T32; I-3, I-4, I-6, I-10, I-11, I-13, I-14).
"""

from uuid import UUID

import psycopg
import pytest
import sqlalchemy as sa
from psycopg import errors

from app import db
from app.access import blind_roles
from app.ids import new_id
from app.services import signin
from tests.access.conftest import planted, world
from tests.access.world import PLACES
from tests.services.hostile import NATION, PROVINCE, UNIT, hostile, mine, theirs

__all__ = ["hostile", "mine", "planted", "theirs", "world"]

TABLES = (
    "client",
    "custody",
    "management_record",
    "service",
    "legal_case",
    "step",
    "deadline",
    "deadline_change",
    "paper",
    "determination",
    "contact",
    "screening",
    "observation",
    "merge",
    "non_match",
    "assignment",
    "reminder",
    "support_item",
    "support_event",
    "test_plan",
    "body_test",
    "monitoring_event",
)
FILES = {table: "id" if table == "client" else "client_id" for table in TABLES}
# Planted beside the client of a place: other people of the same commune, and whose rows they have.
BESIDE = ("twin", "gone", "apart", "like")
HUNG_ON = {"merge": "twin"}
# Each way to stand before the wall → the communes whose files may be seen.
STANDS = {
    "unit": (UNIT, {"own"}),
    "facility": ({**UNIT, "units": "F-01-01"}, {"own"}),
    "two units": ({**UNIT, "units": "00004,00008"}, {"own", "sibling"}),
    "province": (PROVINCE, {"own", "sibling"}),
    "nation": (NATION, {"own", "sibling", "other"}),
    "no settings": ({"role": "hoanhap_unit"}, set()),
    "empty scope": ({**UNIT, "units": ""}, set()),
    "wildcard scope": ({**UNIT, "units": "%"}, set()),
    "wildcard province": ({**PROVINCE, "province": "%"}, set()),
    "empty province": ({**PROVINCE, "province": ""}, set()),
    "prefix of a unit": ({**UNIT, "units": "0000"}, set()),
    "nation said in a unit": ({**UNIT, "reach": "nation", "units": ""}, set()),
    "quoted scope": ({**UNIT, "units": "00004' or '1'='1"}, set()),
}


def _file(record, table):
    """The file of a place on which rows of a table hang."""
    return record.more[HUNG_ON[table]] if table in HUNG_ON else record.client


def test_the_bare_role_reads_no_file(hostile):
    for table in (*TABLES, "identity_claim", "duplicate_review", "audit_entry", "ledger_entry"):
        with hostile({"role": "none"}) as say, pytest.raises(errors.InsufficientPrivilege):
            say(f"select * from {table}")


@pytest.mark.parametrize("stand", STANDS)
@pytest.mark.parametrize("table", TABLES)
def test_rows_out_of_scope_are_not_there(hostile, world, stand, table):
    settings, places = STANDS[stand]
    with hostile(settings) as say:
        seen = {str(row[0]) for row in say(f"select {FILES[table]} from {table}")}
    reached = {_file(world.records[place], table) for place in places}
    beside = {world.records[place].more[name] for place in places for name in BESIDE}
    assert seen - beside <= reached
    assert table == "deadline_change" or seen >= reached


@pytest.mark.parametrize("table", ["identity_claim", "duplicate_review", "audit_entry", "token",
                                   "login_failure", "audit_head"])  # fmt: skip
@pytest.mark.parametrize("stand", [UNIT, PROVINCE, NATION])
def test_no_reach_reads_claims_tokens_or_the_trail(hostile, stand, table):
    with hostile(stand) as say, pytest.raises(errors.InsufficientPrivilege):
        say(f"select * from {table}")


@pytest.mark.parametrize("stand", [UNIT, PROVINCE, NATION])
def test_no_reach_reads_a_secret(hostile, stand):
    with hostile(stand) as say, pytest.raises(errors.InsufficientPrivilege):
        say("select secret_hash from account")


# --- Writing what is not one's own --------------------------------------------------------------


@pytest.mark.parametrize("table", [table for table in TABLES if table not in {"client", "custody"}])
def test_nothing_is_hung_on_a_foreign_file(hostile, world, mine, theirs, table):
    """A row of one's own, copied onto another's client: every table, from every reach below."""
    for settings, record in ((UNIT, mine), (PROVINCE, mine)):
        with hostile(NATION) as say:
            columns = [row[0] for row in say(
                "select attname from pg_attribute where attnum > 0 and attrelid = %s::regclass",
                (table,),
            )]  # fmt: skip
        changed = {"id": f"'{new_id()}'", "client_id": f"'{_file(theirs, table)}'"}
        with hostile(settings) as say:
            copied = ", ".join(changed.get(name, name) for name in columns)
            statement = (
                f"insert into {table} ({', '.join(columns)}) select {copied} from {table}"
                f" where client_id = '{_file(record, table)}'"
            )
            if table == "deadline_change":
                statement = (
                    f"insert into {table} values ('{new_id()}', '{theirs.client}',"
                    f" '{theirs.deadline}', now(), '{new_id()}', now(), now(), 'x')"
                )
            with pytest.raises((errors.InsufficientPrivilege, errors.CheckViolation)):
                say(statement)


@pytest.mark.parametrize("table", ["management_record", "service", "deadline", "determination",
                                   "contact"])  # fmt: skip
def test_a_row_of_ones_own_is_not_given_to_a_foreign_file(hostile, mine, theirs, table):
    statement = f"update {table} set client_id = %s, version = version + 1 where client_id = %s"
    with hostile() as say, pytest.raises((errors.InsufficientPrivilege, errors.CheckViolation)):
        say(statement, (theirs.client, mine.client))


@pytest.mark.parametrize("table", ["management_record", "service", "deadline", "determination",
                                   "contact"])  # fmt: skip
def test_a_row_of_ones_own_names_no_foreign_case(hostile, mine, theirs, table):
    statement = f"update {table} set case_id = %s, version = version + 1 where client_id = %s"
    with hostile() as say, pytest.raises(errors.CheckViolation, match="case of another client"):
        say(statement, (theirs.case, mine.client))


@pytest.mark.parametrize("table", ["client", "management_record", "service", "legal_case",
                                   "deadline", "determination", "contact"])  # fmt: skip
def test_a_change_meets_no_foreign_row(hostile, theirs, table):
    with hostile() as say:
        found = say(
            f"update {table} set version = version + 1 where {FILES[table]} = %s", (theirs.client,)
        )
        assert found.rowcount == 0


CUSTODY = "insert into custody values (%s, %s, %s, %s, %s, now(), %s, 'x', %s)"


@pytest.mark.parametrize("kind", ["residence", "facility", "court"])
@pytest.mark.parametrize("ended", [None, "2030-01-01"])
def test_nobody_gives_themselves_custody_of_a_foreign_file(hostile, theirs, kind, ended):
    row = (new_id(), theirs.client, "00004", "01", kind, ended, new_id())
    with hostile() as say, pytest.raises(errors.InsufficientPrivilege):
        say(CUSTODY, row)


@pytest.mark.parametrize("stand", [UNIT, PROVINCE, NATION])
@pytest.mark.parametrize("change", ["client_id = %(theirs)s", "until = null", "unit = '00004'"])
def test_custody_is_not_rewritten(hostile, mine, theirs, stand, change):
    """One's own row turned to a foreign client, or an ended one opened again, would open a file."""
    with hostile(stand) as say, pytest.raises(errors.InsufficientPrivilege):
        say(f"update custody set {change} where client_id = %(mine)s",
            {"mine": mine.client, "theirs": theirs.client})  # fmt: skip


def test_a_file_is_not_opened_for_another_commune(hostile):
    row = (new_id(), new_id(), "26740", "79", "residence", None, new_id())
    with hostile() as say, pytest.raises(errors.InsufficientPrivilege):
        say(CUSTODY, row)


@pytest.mark.parametrize(
    "call",
    [
        "claim_identity(%(client)s, '\\x00')",
        "move_custody(%(client)s, '00004', '01', gen_random_uuid(), now(), 'x')",
    ],
)
def test_the_functions_of_the_wall_refuse_a_foreign_file(hostile, theirs, call):
    with hostile() as say, pytest.raises(errors.InsufficientPrivilege, match="not held"):
        say(f"select {call}", {"client": theirs.client})


@pytest.mark.parametrize("call", ["holders(%(client)s)", "audit_of_client(%(client)s, 99, 99)"])
def test_the_functions_of_the_wall_tell_nothing_of_a_foreign_file(hostile, mine, theirs, call):
    with hostile() as say:
        assert say(f"select * from {call}", {"client": theirs.client}).fetchall() == []
        assert say(f"select * from {call}", {"client": mine.client}).fetchall() != []


def test_only_an_auditor_pages_through_the_trail(hostile):
    with hostile({**PROVINCE, "unit": "01"}) as say:
        assert say("select * from audit_page(99, 99)").fetchall() == []


@pytest.mark.parametrize("stand", [{"role": "none"}, UNIT, PROVINCE, NATION])
@pytest.mark.parametrize("what", ["update audit_entry set action = 'x'", "delete from audit_entry",
                                  "truncate audit_entry", "update audit_head set seq = 0",
                                  "insert into audit_head values (true, 1, '')",
                                  "update step set note = 'x'", "delete from step",
                                  "truncate step", "delete from client", "delete from custody",
                                  "truncate client cascade", "delete from deadline",
                                  "delete from ledger_entry",
                                  "update ledger_entry set status = 200"])  # fmt: skip
def test_nothing_is_unsaid(hostile, stand, what):
    with hostile(stand) as say, pytest.raises(errors.InsufficientPrivilege):
        say(what)


@pytest.mark.parametrize("table", ["audit_entry", "step"])
@pytest.mark.parametrize("what", ["update {} set note = note", "delete from {}",
                                  "truncate {} cascade"])  # fmt: skip
def test_even_the_owner_does_not_rewrite_what_is_append_only(planted, table, what):
    statement = what.format(table).replace("note = note", "detail = detail" if table[0] == "a"
                                           else "note = note")  # fmt: skip
    owner = planted.owner_url.replace("+psycopg", "", 1)
    with psycopg.connect(owner) as connection, pytest.raises(errors.CheckViolation):
        connection.execute(statement)


def test_a_ledger_is_read_by_its_own_account_alone(hostile):
    actor = str(new_id())
    statement = f"insert into ledger_entry values ('{actor}', 'k', 'r', '', 200, '{{}}', '', now())"
    with hostile({**UNIT, "actor": actor}) as say:
        say(statement)
        assert say("select count(*) from ledger_entry").fetchone() == (1,)
        say("select set_config('app.actor', %s, true)", (str(new_id()),))
        assert say("select count(*) from ledger_entry").fetchone() == (0,)
        with pytest.raises(errors.InsufficientPrivilege):
            say(statement.replace("'k'", "'k2'"))


# --- The pool -----------------------------------------------------------------------------------


def test_a_scope_does_not_outlive_its_request(planted, world):
    """One connection in the pool: after the nation's request, the next session has no reach."""
    engine = db.engine(planted.app_url, 1)
    token = signin.token_hash(world.callers["nation_manager"].headers["Authorization"][7:])
    sessions = db.sessions(engine)
    ask = {"hash": token, "now": world.house.clock.now(), "blind": blind_roles()}
    try:
        for ending in ("commit", "rollback", "close"):
            with sessions() as session:
                assert session.execute(db.ENTER, ask).one().role == "nation_manager"
                assert session.scalar(sa.text("select count(*) from client")) >= len(PLACES)
                getattr(session, ending)()
            with sessions() as session:
                left = "select current_user, current_setting('app.reach', true)"
                assert tuple(session.execute(sa.text(left)).one()) in {
                    ("hoanhap_app", ""), ("hoanhap_app", None),
                }  # fmt: skip
                with pytest.raises(sa.exc.ProgrammingError):
                    session.execute(sa.text("select count(*) from client"))
    finally:
        engine.dispose()


def test_two_requests_on_one_connection_do_not_share_a_reach(world, planted):
    """The nation reads, then a commune, over a pool of one: each sees its own."""
    with world.cells(planted) as connection:
        for _ in range(3):
            for caller, path, status in (
                ("nation_manager", "other", 200),
                ("commune_official", "other", 404),
                ("analyst", "own", 403),
                ("commune_official", "own", 200),
            ):
                outer = connection.begin()
                client = UUID(world.records[path].client)
                answer = world.callers[caller].get(f"/v1/clients/{client}")
                outer.rollback()
                assert answer.status_code == status

# ruff: noqa: S608 - the names in the SQL are those of this file
"""Promises of single rows, kept against direct SQL: versions, entries, custody, legal moves.

I-3, I-4, I-6, I-11 of `reliability.md` §3.1.
"""

from itertools import product

import psycopg
import pytest
from psycopg import errors

from tests.access.conftest import planted, world
from tests.services.hostile import NATION, hostile, mine, theirs

__all__ = ["hostile", "mine", "planted", "theirs", "world"]

CHANGE = "update client set ethnicity = 'x', version = version + {} where id = %s"


@pytest.mark.parametrize("by", [0, 2, -1])
def test_a_version_goes_up_by_one(hostile, mine, by):
    with hostile() as say, pytest.raises(errors.CheckViolation, match="stale version"):
        say(CHANGE.format(by), (mine.client,))


FORGED = "select set_config('app.audited', pg_current_xact_id()::text, true)"
ENTRY = "select audit_append('x', '{}', null, null, null, '{}')"


def committed(hostile, record, *statements):
    """Say all of it in one transaction, about one file, and commit."""
    with hostile(commit=True) as say:
        for statement in statements:
            say(statement, (record.client,) if "%s" in statement else None)


@pytest.mark.parametrize("before", ["select 1", FORGED])
def test_a_write_without_an_entry_is_refused_at_commit(hostile, mine, before):
    with pytest.raises(errors.CheckViolation, match="write without audit"):
        committed(hostile, mine, before, CHANGE.format(1))


def test_an_entry_of_an_earlier_transaction_vouches_for_nothing(hostile, mine):
    committed(hostile, mine, ENTRY)
    with pytest.raises(errors.CheckViolation, match="write without audit"):
        committed(hostile, mine, CHANGE.format(1))


def test_a_file_is_nowhere_but_where_its_custody_is(hostile, mine):
    away = "update client set unit = '00008', version = version + 1 where id = %s"
    with pytest.raises(errors.CheckViolation, match="file without its commune"):
        committed(hostile, mine, away, ENTRY)


def test_of_all_pairs_of_states_only_the_law_books_moves_pass(planted, mine):
    """I-4: n² pairs of every procedure by direct SQL, with row security out of the way."""
    owner = planted.owner_url.replace("+psycopg", "", 1)
    with psycopg.connect(owner) as connection:
        say = connection.execute
        moves = {tuple(row) for row in say("select * from legal_move")}
        for procedure in {move[0] for move in moves}:
            states = {state for p, *pair in moves if p == procedure for state in pair if state}
            for src, dst in product(states, states):
                passed = _moves(connection, mine, procedure, src, dst)
                assert passed == (src == dst or (procedure, src, dst) in moves), (src, dst)
            with connection.transaction(force_rollback=True):
                assert not _moves(connection, mine, procedure, "nowhere", "elsewhere")
        connection.rollback()


def _moves(connection, record, procedure, src, dst):
    """Put the case into a state behind the trigger's back, then move it under its eyes."""
    with connection.transaction(force_rollback=True):
        connection.execute("set local session_replication_role = replica")
        # Out of the way: a person has one open compulsory measure.
        connection.execute("delete from legal_case where client_id = %s and id <> %s",
                           (record.client, record.case))  # fmt: skip
        connection.execute("update legal_case set procedure = %s, state = %s where id = %s",
                           (procedure, src, record.case))  # fmt: skip
        connection.execute("set local session_replication_role = origin")
        try:
            connection.execute(
                "update legal_case set state = %s, version = version + 1 where id = %s",
                (dst, record.case),
            )
        except errors.CheckViolation as refused:
            return refused.diag.constraint_name != "case_moves_lawfully"
    return True


@pytest.mark.parametrize(
    ("change", "promise"),
    [
        ("state = 'completed'", "closed_case_is_final"),
        ("closed_at = null, outcome = null", "closed_case_is_final"),
        ("client_id = '{other}'", "case_belongs_to_its_client"),
        ("procedure = 'compulsory'", "case_belongs_to_its_client"),
    ],
)
def test_a_case_keeps_its_client_and_its_end(planted, mine, theirs, change, promise):
    owner = planted.owner_url.replace("+psycopg", "", 1)
    with psycopg.connect(owner) as connection:
        if promise == "closed_case_is_final":
            connection.execute("update legal_case set closed_at = now(), outcome = 'x',"
                               " version = version + 1 where id = %s", (mine.case,))  # fmt: skip
        with pytest.raises(errors.CheckViolation) as refused:
            connection.execute(
                f"update legal_case set {change.format(other=theirs.client)},"
                " version = version + 1 where id = %s",
                (mine.case,),
            )
        assert refused.value.diag.constraint_name == promise
        connection.rollback()


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("screening", "scores = '[{\"score\": 0}]'"),
        ("screening", "answers = '[]'"),
        ("screening", "instrument_version = '4'"),
        ("screening", "performed_on = performed_on - 1"),
        ("screening", "recorded_at = now()"),
        ("observation", "findings = 'x'"),
    ],
)
def test_what_was_scored_or_observed_is_never_rewritten(hostile, mine, table, change):
    with hostile() as say, pytest.raises(errors.CheckViolation) as refused:
        say(f"update {table} set {change}, version = version + 1 where client_id = %s",
            (mine.client,))  # fmt: skip
    assert refused.value.diag.constraint_name == "score_is_never_rewritten"


def test_an_observation_hangs_on_a_screening_of_its_own_client(hostile, mine, theirs):
    stray = "update observation set client_id = %s, version = version + 1 where client_id = %s"
    with hostile(NATION) as say, pytest.raises(errors.ForeignKeyViolation) as refused:
        say(stray, (theirs.client, mine.client))
    assert refused.value.diag.constraint_name == "observation_of_a_screening_of_its_client"

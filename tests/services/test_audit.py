"""The audit: attacks on the chain are seen; nothing is done or read without an entry (T7, T8)."""

import json

import pytest
import sqlalchemy as sa

from app.services import audit
from tests.access.calls import CALLS
from tests.access.conftest import planted, world

__all__ = ["planted", "world"]

# What a database administrator can do: triggers out of the way, any row changed (§3.3).
_UNGUARDED = "set local session_replication_role = replica"
_SLIPPED = """
insert into audit_entry select seq + 1000, at, actor, role, unit, action, client_ids, object_type,
    object_id, request_id, detail, prev, hash from audit_entry where seq = 5
"""
ATTACKS = {
    "edit a row": ["update audit_entry set role = 'analyst' where seq = 5"],
    "edit the detail": ["update audit_entry set detail = '{}', action = 'x' where seq = 5"],
    "edit and seal again": [
        "update audit_entry set action = 'x', hash = sha256('x') where seq = 5",
    ],
    "delete a row": ["delete from audit_entry where seq = 5"],
    "swap two rows": [
        "update audit_entry set seq = -1 where seq = 5",
        "update audit_entry set seq = 5 where seq = 6",
        "update audit_entry set seq = 6 where seq = -1",
    ],
    "slip one in": [_SLIPPED],
    "cut the tail": ["delete from audit_entry where seq > 9"],
}
_MENDED = [
    "delete from audit_entry where seq > 9",
    "update audit_head set seq = 9, hash = (select hash from audit_entry where seq = 9)",
]


@pytest.fixture
def owner(planted):
    """The owner's connection; whatever is done on it is undone."""
    engine = sa.create_engine(planted.owner_url)
    with engine.connect() as connection:
        yield connection
        connection.rollback()
    engine.dispose()


def attack(connection, statements):
    for statement in [_UNGUARDED, *statements]:
        connection.execute(sa.text(statement))


def test_an_untouched_chain_is_whole(world, owner):
    verdict = audit.verify(owner)
    assert verdict.fault is None
    assert verdict.entries > len(ATTACKS)


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_on_the_chain_is_seen(world, owner, name):
    attack(owner, ATTACKS[name])
    assert audit.verify(owner).fault is not None


def test_a_cut_tail_with_a_mended_head_is_seen_by_the_anchor_alone(world, owner):
    head = owner.execute(sa.text("select seq, hash from audit_head")).one()
    attack(owner, _MENDED)
    assert audit.verify(owner).fault is None
    assert audit.verify(owner, {head.seq: head.hash.hex()}).fault is not None


# --- Nothing without an entry, nothing after a failure ------------------------------------------


@pytest.fixture
def served(world, planted, database_server):
    """The planted world in a copy of its own: requests commit, and its owner may break things."""
    copy = database_server.create(planted.name)
    owner = sa.create_engine(copy.owner_url, isolation_level="AUTOCOMMIT")
    with world.committing(copy), owner.connect() as connection:
        yield world, lambda statement: connection.execute(sa.text(statement))
    owner.dispose()
    database_server.drop(copy)


WRITES = ("change_client", "record_service", "move_client", "receive_paper", "explain_breach",
          "void_service", "take_step:done", "register_client")  # fmt: skip
READS = ("read_client", "read_case", "list_clients", "list_cases", "list_deadlines",
         "read_timeline", "read_access_log", "list_services", "explain_deadline")  # fmt: skip
TABLES = ("client", "custody", "management_record", "service", "legal_case", "step", "deadline",
          "deadline_change", "paper", "determination", "identity_claim", "duplicate_review",
          "ledger_entry", "audit_entry", "audit_head", "screening", "observation")  # fmt: skip
_HASH = "select '{0}' as t, md5(string_agg(x::text, '' order by x::text)) as h from {0} x"
# Everything on file, as one number for each table.
_STATE = (
    "select jsonb_object_agg(t, h)::text from ("  # noqa: S608 - constants of this file
    + " union all ".join(_HASH.format(table) for table in TABLES)
    + ") every"
)


def send(world, call):
    request = CALLS[call].ask(world.records["random" if call == "register_client" else "own"])
    caller = world.callers["commune_police" if call.startswith("take_step") else "commune_official"]
    return caller.request(request.method, request.path, **request.options())


@pytest.mark.parametrize("call", [*WRITES, *READS])
def test_what_is_done_is_on_record_once_with_who_and_whom(served, call):
    world, say = served
    before = say("select seq from audit_head").scalar()
    answer = send(world, call)
    assert answer.status_code < 300
    entry = say(f"select * from audit_entry where seq > {before}").one()  # noqa: S608
    own = world.records["own"].client
    made = answer.json().get("id") if call == "register_client" else own
    assert entry.action == call.partition(":")[0]
    assert made in {str(client) for client in entry.client_ids}
    assert entry.unit == "00004"
    assert str(entry.request_id) == answer.headers["x-request-id"]
    text = json.dumps(entry.detail, ensure_ascii=False)
    assert not any(word in text for word in world.records["own"].words)


@pytest.mark.parametrize("call", [*WRITES, *READS])
def test_without_the_audit_there_is_no_effect_and_no_answer(served, call):
    """T8: the trail cannot be written, so nothing is done and nobody's file is shown."""
    world, say = served
    say("alter table audit_entry add constraint full_up check (seq < 0) not valid")
    before = say(_STATE).scalar()
    answer = send(world, call)
    assert answer.status_code >= 400
    assert not any(word in answer.text for word in world.records["own"].words)
    assert say(_STATE).scalar() == before


_RAISES = """
create function breaks() returns trigger language plpgsql as $$ begin {} return null; end $$;
create constraint trigger zz_breaks after insert on audit_entry deferrable initially deferred
    for each row execute function breaks()
"""
BREAKS = {
    "a late check": "raise exception 'no' using errcode = '23514', constraint = 'late';",
    "a serialisation": "raise exception 'no' using errcode = '40001';",
    "a full disk": "raise exception 'no' using errcode = '53100';",
    "a killed backend": "perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5);",
}


@pytest.mark.parametrize("call", ["change_client", "register_client", "read_client"])
@pytest.mark.parametrize("why", BREAKS)
def test_a_commit_that_fails_is_never_answered_as_done(served, why, call):
    """D2: it fails inside COMMIT itself, after the answer was made."""
    world, say = served
    # A superuser's function, so that the backend may end itself.
    say(
        _RAISES.format(BREAKS[why]).replace("language plpgsql", "language plpgsql security definer")
    )
    before = say(_STATE).scalar()
    answer = send(world, call)
    assert answer.status_code >= 400
    if why == "a killed backend":
        assert answer.status_code == 503
    assert not any(word in answer.text for word in world.records["own"].words)
    assert say(_STATE).scalar() == before
    say("drop trigger zz_breaks on audit_entry")
    assert send(world, call).status_code < 300

"""The catalogue of the migrated database: what no later revision may loosen unseen (M7, §3.1)."""

import re

import psycopg
import pytest

from tests.migrations.fingerprint import CATALOGUE, fingerprint

REACHES = {"hoanhap_unit", "hoanhap_province", "hoanhap_nation"}
# Beside every table with a client_id.
WALLED = {"client", "custody", "ledger_entry"}
# Of places and no person's file: seen where their unit is.
WALLED |= {"staff_member", "credential", "training_course", "training_attendance"}
WALLED |= {"facility_review", "review_finding", "remedy", "model_project", "provider"}
WALLED |= {"facility_capacity", "facility_area", "room", "activity_session"}
WALLED |= {"report"}
WALLED |= {"tally", "facility_capacity", "facility_area", "room", "activity_session"}
WALLED |= {"area_fact", "area_class"}
WALLED |= {"facility_capacity", "facility_area", "room", "activity_session"}
# Accounts are no files: who signs in is looked up before anybody is known.
OF_ACCOUNTS = {"accounts_are_known", "own_secret"}
# Nobody but the functions of the wall reads these; they hold no policy for anybody else.
DESK = {"identity_claim", "duplicate_review"}
# Functions that act with the owner's rights; each checks `holds` or `reaches`, or
# tells nothing of a file.
DEFINERS = {
    "answer_referral",
    "audit_append",
    "audit_of_client",
    "audit_page",
    "claim_identity",
    "close_file",
    "doubts",
    "end_referral",
    "file_is_living",
    "file_is_where_custody_says",
    "file_of_former_number",
    "holders",
    "holds",
    "is_remembered",
    "licence_on",
    "make_reminders",
    "manages",
    "may_give_custody",
    "most_at_once",
    "move_custody",
    "move_rows",
    "part_rows",
    "people_on_record",
    "place_holds_its_people",
    "places_taken",
    "reaches",
    "reopen_file",
    "sealed_now",
    "set_aside",
    "settle_claims",
    "settle_doubts",
    "stay_takes_a_place",
    "successor_of",
    "take_up_again",
    "write_is_audited",
}


@pytest.fixture(scope="module")
def ask(database):
    with psycopg.connect(database.owner_url.replace("+psycopg", "", 1)) as connection:
        yield lambda question, *values: connection.execute(question, values or None).fetchall()


def test_the_catalogue_is_the_committed_one(database):
    """Regenerate with `python -m tests.migrations.fingerprint`, and read what changed."""
    with psycopg.connect(database.owner_url.replace("+psycopg", "", 1)) as connection:
        found = fingerprint(connection).splitlines()
    kept = CATALOGUE.read_text(encoding="utf-8").splitlines()
    assert set(found) - set(kept) == set()
    assert set(kept) - set(found) == set()


def test_every_table_of_a_file_has_a_wall_that_is_forced(ask):
    hanging = {row[0] for row in ask(
        "select table_name::text from information_schema.columns"
        " where table_schema = 'public' and column_name = 'client_id'"
    )}  # fmt: skip
    forced = {row[0] for row in ask(
        "select relname::text from pg_class where relrowsecurity and relforcerowsecurity"
        " and relnamespace = 'public'::regnamespace"
    )}  # fmt: skip
    assert hanging >= DESK
    assert hanging | WALLED == forced


def test_every_granted_command_on_a_walled_table_has_a_policy(ask):
    walled = {row[0] for row in ask("select relname::text from pg_class where relrowsecurity")}
    policies = ask("select tablename::text, roles::text[], cmd from pg_policies")
    covered = {
        (table, role, command)
        for table, roles, commands in policies
        for role in roles
        for command in (("SELECT", "INSERT", "UPDATE") if commands == "ALL" else (commands,))
    }
    granted = set(
        ask(
            "select table_name::text, grantee::text, privilege_type::text"
            " from information_schema.role_table_grants where grantee = any (%s)",
            [*REACHES, "hoanhap_app"],
        )
    )
    bare = sorted(right for right in granted - covered if right[0] in walled)
    assert bare == []


def test_no_policy_opens_a_file_to_everybody(ask):
    """`true` is the nation's and the owner's; and no policy is for PUBLIC or the bare role."""
    rows = ask("select policyname::text, roles::text[], qual, with_check from pg_policies")
    for name, roles, using, check in rows:
        if name in OF_ACCOUNTS:
            continue
        assert not {"public", "hoanhap_app"} & set(roles), name
        if "true" in {using, check}:
            assert name.startswith(("nation_", "keeper_")), name
            assert not {"hoanhap_unit", "hoanhap_province"} & set(roles), name


@pytest.mark.parametrize("role", [*sorted(REACHES), "hoanhap_app", "hoanhap_worker"])
def test_a_role_of_the_application_is_nobody_special(ask, role):
    assert ask(
        "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
        " from pg_roles where rolname = %s", role,
    ) == [(False,) * 5]  # fmt: skip
    owned = "select count(*) from {} where {} = %s::regrole"
    for catalogue, owner in (("pg_class", "relowner"), ("pg_proc", "proowner"),
                             ("pg_namespace", "nspowner"), ("pg_database", "datdba"),
                             ("pg_type", "typowner")):  # fmt: skip
        assert ask(owned.format(catalogue, owner), role) == [(0,)]


def test_the_serving_role_takes_a_reach_only_by_saying_so(ask):
    assert ask("select rolinherit, rolcanlogin from pg_roles where rolname = 'hoanhap_app'") == [
        (False, True)
    ]
    groups = {row[0] for row in ask(
        "select g.rolname::text from pg_auth_members m join pg_roles g on g.oid = m.roleid"
        " where m.member = 'hoanhap_app'::regrole"
    )}  # fmt: skip
    assert groups == REACHES
    above = ask(
        "select count(*) from pg_auth_members m join pg_roles g on g.oid = m.member"
        " where g.rolname = any (%s)", sorted(REACHES),
    )  # fmt: skip
    assert above == [(0,)]


def test_nobody_may_delete_truncate_refer_or_hang_triggers(ask):
    rights = {row[0] for row in ask(
        "select distinct privilege_type::text from information_schema.role_table_grants"
        " where grantee = any (%s)", [*REACHES, "hoanhap_app"],
    )}  # fmt: skip
    assert rights == {"SELECT", "INSERT", "UPDATE"}
    public = ask("select table_name::text from information_schema.role_table_grants"
                 " where table_schema = 'public' and grantee = 'PUBLIC'")  # fmt: skip
    assert public == []


def test_the_worker_makes_reminders_and_does_nothing_else(ask):
    """It reads no file, belongs to no reach, and keeps its queue in a schema of its own."""
    assert ask("select count(*) from pg_auth_members"
               " where 'hoanhap_worker'::regrole in (member, roleid)") == [(0,)]  # fmt: skip
    granted = ask("select table_name::text, privilege_type::text"
                  " from information_schema.role_table_grants"
                  " where table_schema = 'public' and grantee = 'hoanhap_worker'")  # fmt: skip
    assert granted == [("alembic_version", "SELECT")]
    functions = ask(
        "select proname::text from pg_proc where pronamespace = 'public'::regnamespace"
        " and exists (select from aclexplode(proacl) where grantee = 'hoanhap_worker'::regrole)"
    )
    assert functions == [("make_reminders",)]


def test_nobody_but_the_worker_reaches_its_queue_or_makes_reminders(ask):
    for role in [*REACHES, "hoanhap_app"]:
        assert ask("select has_schema_privilege(%s, 'jobs', 'usage')", role) == [(False,)]
        assert ask("select has_function_privilege(%s, 'make_reminders(timestamptz, jsonb)',"
                   " 'execute')", role) == [(False,)]  # fmt: skip
    assert ask(
        "select bool_or(has_table_privilege('hoanhap_app', oid, 'select, insert, update, delete'))"
        " from pg_class where relnamespace = 'jobs'::regnamespace and relkind = 'r'"
    ) == [(False,)]


def test_custody_the_trail_and_steps_are_never_updated(ask):
    changed = {row[0] for row in ask(
        "select distinct table_name::text from information_schema.column_privileges"
        " where privilege_type = 'UPDATE' and grantee = any (%s)", [*REACHES, "hoanhap_app"],
    )}  # fmt: skip
    fixed = {"custody", "step", "paper", "deadline_change", "audit_entry", "audit_head",
             "ledger_entry", "legal_move", "identity_claim", "duplicate_review"}  # fmt: skip
    assert changed & fixed == set()


def test_every_function_with_the_owners_rights_is_named_and_looks_in_one_place(ask):
    rows = ask(
        "select proname::text, proconfig, prosrc from pg_proc"
        " where prosecdef and pronamespace = 'public'::regnamespace"
    )
    assert {name for name, _, _ in rows} == DEFINERS
    for name, settings, _ in rows:
        assert settings == ["search_path=pg_catalog, public"], name


def test_no_function_of_ours_runs_text_as_sql(ask):
    for name, body in ask(
        "select proname::text, prosrc from pg_proc f where pronamespace = 'public'::regnamespace"
        " and not exists (select from pg_depend d where d.objid = f.oid and d.deptype = 'e')"
    ):
        assert not re.search(r"\bexecute\b|\bformat\s*\(", body), name


def test_public_may_execute_nothing_of_ours(ask):
    open_to_all = ask(
        "select proname::text from pg_proc f where pronamespace = 'public'::regnamespace"
        " and not exists (select from pg_depend d where d.objid = f.oid and d.deptype = 'e')"
        " and (proacl is null or exists (select from aclexplode(proacl) where grantee = 0))"
        " and prorettype <> 'trigger'::regtype"
    )
    assert open_to_all == []


def test_every_view_reads_with_the_callers_rights(ask):
    views = ask(
        "select relname::text, coalesce(reloptions, '{}') from pg_class"
        " where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace"
    )
    assert [name for name, said in views if "security_invoker=true" not in said] == []

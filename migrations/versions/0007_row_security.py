"""The wall: row-level security on every table that hangs on a client, and who may touch what.

Reach is a role of its own (`hoanhap_unit`, `hoanhap_province`, `hoanhap_nation`), so that each
policy stays bare: one array or one value computed once, no OR. The roles are made by
`app.migrate`; roles belong to the cluster, not to the database.
"""

from alembic import op

revision = "0007"
down_revision = "0006"

HANGING = (
    "management_record", "service", "legal_case", "step", "deadline", "deadline_change", "paper",
    "determination",
)  # fmt: skip
# Numbers claimed and doubts about two files: nobody reads them but the functions below.
DESK = ("identity_claim", "duplicate_review")
REACHES = ("hoanhap_unit", "hoanhap_province", "hoanhap_nation")
EVERY = ", ".join(REACHES)
UNITS = "(select string_to_array(nullif(current_setting('app.units', true), ''), ','))::text[]"
PROVINCE = "(select nullif(current_setting('app.province', true), ''))"
HELD = {
    "hoanhap_unit": f"k.unit = any ({UNITS})",
    "hoanhap_province": f"k.province = {PROVINCE}",
}


def upgrade() -> None:
    """Enable, force, and write the policies; grant the least."""
    op.execute("set local lock_timeout = '500ms'")
    _functions()
    for table in ("client", "custody", *HANGING, *DESK):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
    _policies()
    _grants()


def _functions() -> None:
    """Two questions the policies cannot ask in plain SQL without recursion."""
    op.execute("""
    -- Does the caller's reach hold this file today?
    create function holds(p_client uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public as $$
        select case current_setting('app.reach', true)
            when 'nation' then true
            when 'province' then exists (select from public.custody k
                where k.client_id = p_client and k.until is null
                and k.province = nullif(current_setting('app.province', true), ''))
            when 'unit' then exists (select from public.custody k
                where k.client_id = p_client and k.until is null
                and k.unit = any (string_to_array(
                    nullif(current_setting('app.units', true), ''), ',')))
            else false end
    $$;
    -- May the caller give custody? Of a file it holds to anyone; of a new file within its reach.
    create function may_give_custody(p_client uuid, p_unit text, p_province text)
    returns boolean
    language sql stable security definer set search_path = pg_catalog, public as $$
        select public.holds(p_client) or (
            not exists (select from public.custody k where k.client_id = p_client)
            and not exists (select from public.client c where c.id = p_client)
            and case current_setting('app.reach', true)
                when 'nation' then true
                when 'province' then p_province = current_setting('app.province', true)
                when 'unit' then p_unit = any (string_to_array(
                    nullif(current_setting('app.units', true), ''), ','))
                else false end)
    $$;
    -- Claim an identity number for a file. False: another file has it; the desk is told, and
    -- nobody else (T32). The caller must hold the file.
    create function claim_identity(p_client uuid, p_hash bytea) returns boolean
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare
        other uuid;
    begin
        if not public.holds(p_client) then
            raise exception 'not held' using errcode = '42501';
        end if;
        delete from public.identity_claim where client_id = p_client and hash <> p_hash;
        insert into public.identity_claim values (p_hash, p_client) on conflict do nothing;
        select client_id into other from public.identity_claim where hash = p_hash;
        if other = p_client then
            return true;
        end if;
        insert into public.duplicate_review (client_id, other_client_id, reason)
            values (p_client, other, 'identity-number');
        return false;
    end $$;
    -- The file changes hands: the old commune's custody ends and the new one's begins, or neither.
    create function move_custody(p_client uuid, p_unit text, p_province text,
                                 p_id uuid, p_at timestamptz, p_reason text) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
    begin
        if not public.holds(p_client) then
            raise exception 'not held' using errcode = '42501';
        end if;
        update public.custody set until = p_at
            where client_id = p_client and kind = 'residence' and until is null;
        insert into public.custody values (p_id, p_client, p_unit, p_province, 'residence', p_at,
            null, p_reason, current_setting('app.actor')::uuid);
    end $$;
    -- Does the caller administer the accounts of this unit: their own, or one below it?
    create function manages(p_unit text) returns boolean
    language sql stable security definer set search_path = pg_catalog, public as $$
        select current_setting('app.role_name', true) = 'administrator' and exists (
            select from public.unit mine join public.unit u on u.code = p_unit
            where mine.code = current_setting('app.unit', true)
              and (mine.kind = 'nation' or u.code = mine.code
                   or mine.kind = 'province' and u.province = mine.code))
    $$;
    create function holders(p_client uuid)
    returns table (unit text, kind text, since timestamptz, until timestamptz, reason text)
    language sql stable security definer set search_path = pg_catalog, public as $$
        select k.unit, k.kind, k.since, k.until, k.reason from public.custody k
        where k.client_id = p_client and public.holds(p_client)
        order by k.since, k.unit
    $$;
    """)
    op.execute("""
    -- The person's own question is about every file that became this one.
    create or replace function audit_of_client(p_client uuid, p_before bigint, p_limit integer)
    returns table (seq bigint, at timestamptz, actor uuid, full_name text, role text, unit text,
                   action text, detail jsonb)
    language sql stable security definer set search_path = pg_catalog, public as $$
        with recursive line as (
            select p_client as id
            union
            select c.id from public.client c join line on c.merged_into = line.id)
        select e.seq, e.at, e.actor, a.full_name, e.role, e.unit, e.action, e.detail
        from public.audit_entry e left join public.account a on a.id = e.actor
        where public.holds(p_client)
          and e.client_ids && array(select id from line) and e.seq < p_before
        order by e.seq desc limit p_limit
    $$;
    """)
    op.execute("""
    -- For the auditor: the trail of a reach, newest first; ids only, no names of clients.
    create function audit_page(p_before bigint, p_limit integer)
    returns setof audit_entry
    language sql stable security definer set search_path = pg_catalog, public as $$
        select e.* from public.audit_entry e
        where current_setting('app.audits', true) = 'yes' and e.seq < p_before
          and (current_setting('app.unit', true) = 'vn' or e.unit in (
              select u.code from public.unit u
              where u.code = current_setting('app.unit', true)
                 or u.province = current_setting('app.unit', true)))
        order by e.seq desc limit p_limit
    $$;
    """)


def _policies() -> None:
    """One policy a reach and table; the nation's is bare `true`."""
    for role, held in HELD.items():
        reach = role.removeprefix("hoanhap_")
        for table, key in (("client", "id"), *((table, "client_id") for table in HANGING)):
            seen = (
                f"exists (select from custody k where k.client_id = {table}.{key}"
                f" and k.until is null and {held})"
            )
            op.execute(
                f"create policy {reach}_{table} on {table} to {role} using ({seen})"
                f" with check ({seen})"
            )
        _cases_of_facilities(role, held)
        mine = f"{held.replace('k.', 'custody.')} and custody.until is null"
        op.execute(
            f"create policy {reach}_reads_custody on custody for select to {role} using ({mine})"
        )
    # The owner runs the SECURITY DEFINER questions above; FORCE would blind it without a policy.
    for table in ("client", "custody", "account", "ledger_entry", *HANGING, *DESK):
        op.execute(
            f"create policy keeper_{table} on {table} to current_user using (true)"
            " with check (true)"
        )
    # Whoever could write any account could make themselves anybody: an administrator, in reach.
    op.execute("alter table account enable row level security")
    op.execute(
        f"create policy accounts_are_known on account for select to hoanhap_app, {EVERY}"
        " using (true)"
    )
    op.execute("create policy own_secret on account for update to hoanhap_app using (true)")
    for command, clause in (("insert", "with check"), ("update", "using")):
        op.execute(
            f"create policy managed_{command} on account for {command}"
            f" to hoanhap_unit, hoanhap_province {clause} (manages(unit))"
        )
    op.execute("create policy nation_account on account to hoanhap_nation using (true)")
    op.execute("alter table ledger_entry enable row level security")
    op.execute("alter table ledger_entry force row level security")
    op.execute(
        f"create policy own_ledger on ledger_entry to {EVERY}"
        " using (account_id = (select nullif(current_setting('app.actor', true), '')::uuid))"
    )
    for table in ("client", *HANGING):
        op.execute(
            f"create policy nation_{table} on {table} to hoanhap_nation using (true)"
            " with check (true)"
        )
    op.execute(
        "create policy nation_reads_custody on custody for select to hoanhap_nation using (true)"
    )
    op.execute(
        f"create policy custody_is_given_by_holders on custody for insert to {EVERY}"
        " with check (may_give_custody(client_id, unit, province))"
    )


def _cases_of_facilities(role: str, held: str) -> None:
    """A licence hangs on no client: it is seen where the facility is, and below it nothing else."""
    reach = role.removeprefix("hoanhap_")
    own = f"client_id is null and {held.replace('k.', 'legal_case.')}"
    op.execute(
        f"create policy {reach}_facility_case on legal_case to {role} using ({own})"
        f" with check ({own})"
    )
    for table in ("step", "deadline", "deadline_change", "paper"):
        case = f"{table}.case_id"
        if table == "deadline_change":
            case = "(select d.case_id from deadline d where d.id = deadline_change.deadline_id)"
        # The case's own policy decides: what cannot be seen has no rows either.
        seen = f"client_id is null and exists (select from legal_case c where c.id = {case})"
        op.execute(
            f"create policy {reach}_facility_{table} on {table} to {role} using ({seen})"
            f" with check ({seen})"
        )


def _grants() -> None:
    """No DELETE, no TRUNCATE, no ownership; secrets only before the session is narrowed."""
    op.execute(f"""
    revoke all on all tables in schema public from public;
    revoke create on schema public from public;
    grant usage on schema public to hoanhap_app, {EVERY};

    grant select on unit, former_unit, unit_successor, legal_move, calendar_day, calendar_edition
        to hoanhap_app, {EVERY};
    grant insert, update on unit to hoanhap_nation, hoanhap_province;
    grant insert, update on calendar_day to hoanhap_nation;
    grant update on calendar_edition to hoanhap_nation;

    grant select, insert, update on token, login_failure to hoanhap_app;
    grant select on account to hoanhap_app;
    grant update (secret_hash, version) on account to hoanhap_app;
    grant select (id, kind, username, full_name, role, unit, scopes, disabled_at, created_at,
                  version), insert, update on account to {EVERY};
    grant select, insert on ledger_entry to {EVERY};

    grant select, insert, update on client, management_record, service, legal_case, deadline,
        determination to {EVERY};
    grant select, insert on step, deadline_change, paper to {EVERY};
    -- Custody ends only in move_custody: whoever could change a row could give it another client.
    grant select, insert on custody to {EVERY};

    grant select on audit_head, alembic_version to hoanhap_app;
    revoke all on all functions in schema public from public;
    grant execute on function audit_append to hoanhap_app, {EVERY};
    grant execute on function audit_of_client, audit_page, holds, may_give_custody,
        claim_identity, holders, move_custody, manages, is_merging to {EVERY};
    """)


def downgrade() -> None:
    """Take the wall down (only ever on an empty database)."""
    for table in ("client", "custody", "account", "ledger_entry", *HANGING, *DESK):
        op.execute(f"""
        do $$ declare p record; begin
            for p in select policyname from pg_policies where tablename = '{table}' loop
                execute format('drop policy %I on {table}', p.policyname);
            end loop; end $$;
        alter table {table} disable row level security;
        alter table {table} no force row level security
        """)
    op.execute(
        "drop function audit_page, manages, holders, move_custody, claim_identity, may_give_custody, holds cascade"
    )
    op.execute(f"revoke all on all tables in schema public from hoanhap_app, {EVERY}")
    op.execute(f"revoke all on all functions in schema public from hoanhap_app, {EVERY}")
    op.execute(f"revoke usage on schema public from hoanhap_app, {EVERY}")

"""The seal over every table of a file: one restrictive line beside the wall of 0007.

Used by revisions from 0019 on; a later table with a `client_id` calls `shut_table`. Like
`hanging.py` it says what they did when they were written.
"""

from typing import Final

from alembic import op

from migrations.hanging import EVERY

# Who may seal and open with a purpose; a system of the same reach is none of them.
MANAGERS: Final = "('province_manager', 'nation_manager')"
_HOLDS: Final = """
create or replace function holds(p_client uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
    select {sealed} case current_setting('app.reach', true)
        when 'nation' then true
        when 'province' then exists (select from public.custody k
            where k.client_id = p_client and k.until is null
            and k.province = nullif(current_setting('app.province', true), ''))
        when 'unit' then exists (select from public.custody k
            where k.client_id = p_client and k.until is null
            and k.unit = any (string_to_array(
                nullif(current_setting('app.units', true), ''), ',')))
        else false end
$$
"""


def shut() -> None:
    """What is sealed is in nobody's reach, on every table there is.

    `app.sealed` opens it: the id of the one file a manager reads with a purpose, or `counted`
    while a figure is computed. Custody stays as it is, so lifting gives all back.
    """
    op.execute(f"""
    create function sealed_now() returns uuid[]
    language sql stable security definer set search_path = pg_catalog, public as $$
        select case when current_setting('app.sealed', true) = 'counted' then '{{}}'::uuid[]
            else array(select s.client_id from public.seal s where s.lifted_at is null
                and not (coalesce(current_setting('app.role_name', true), '') in {MANAGERS}
                    and s.client_id::text = coalesce(current_setting('app.sealed', true), '')))
            end
    $$;
    revoke all on function sealed_now from public;
    grant execute on function sealed_now to {EVERY};
    """)
    # Definer questions go past the policies, so `holds` asks for the seal too.
    op.execute(_HOLDS.format(sealed="p_client <> all (public.sealed_now()) and"))
    op.execute(f"""
    do $$ declare t record; begin
        for t in select c.relname, a.attname
            from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
              and c.relrowsecurity and not a.attisdropped
              and (a.attname = 'client_id' or (c.relname = 'client' and a.attname = 'id'))
              and c.relname not in ('seal', 'identity_claim', 'duplicate_review')
        loop
            execute format('create policy sealed_is_shut on %I as restrictive to {EVERY}'
                ' using ((%I = any ((select sealed_now())::uuid[])) is not true)',
                t.relname, t.attname);
        end loop;
    end $$;
    """)


def shut_table(table: str) -> None:
    """Carry the seal to a table made later."""
    op.execute(
        f"create policy sealed_is_shut on {table} as restrictive to {EVERY}"
        " using ((client_id = any ((select sealed_now())::uuid[])) is not true)"
    )


def unshut() -> None:
    """Take the seal off every table."""
    op.execute("""
    do $$ declare p record; begin
        for p in select tablename from pg_policies where policyname = 'sealed_is_shut' loop
            execute format('drop policy sealed_is_shut on %I', p.tablename);
        end loop; end $$
    """)
    op.execute(_HOLDS.format(sealed=""))
    op.execute("drop function sealed_now")

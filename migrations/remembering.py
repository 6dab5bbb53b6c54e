"""What a row of a file said before it was changed, and from when to when we knew it so.

A figure can then be asked for as it was known at an earlier moment (docs/adr/0025). Names, numbers
and free text are left out: the past is kept to be counted, not to be read. Of what is sealed or
hashed it keeps whether there was any, for figures of how complete files are.
"""

from typing import Final

from alembic import op

from migrations.hanging import EVERY, REACHES

_UNITS: Final = (
    "(select string_to_array(nullif(current_setting('app.units', true), ''), ','))::text[]"
)
_PROVINCE: Final = "(select nullif(current_setting('app.province', true), ''))"
_HELD: Final = {
    "hoanhap_unit": f"k.unit = any ({_UNITS})",
    "hoanhap_province": f"k.province = {_PROVINCE}",
}


def memory() -> None:
    """Make the table of what was known before, behind the wall of the file it is of."""
    op.execute("""
    create table past (
        id bigint generated always as identity primary key,
        of_table text not null,
        row_id uuid not null,
        -- No key to the file: a merge moves the rows of today, not what was known before.
        client_id uuid,
        known_from timestamptz not null,
        known_until timestamptz not null,
        row jsonb not null,
        constraint past_runs_forward check (known_until > known_from)
    );
    create index past_by_moment on past (of_table, known_until);
    create index past_by_client on past (client_id);
    alter table past enable row level security;
    alter table past force row level security;
    """)
    for role in REACHES[:2]:
        op.execute(
            f"create policy {role.removeprefix('hoanhap_')}_past on past for select to {role}"
            " using (exists (select from custody k where k.client_id = past.client_id"
            f" and k.until is null and {_HELD[role]}))"
        )
    op.execute(f"""
    create policy nation_past on past for select to hoanhap_nation using (true);
    create policy keeper_past on past to current_user using (true) with check (true);
    grant select on past to {EVERY};
    -- The moment is the program's own clock where it has told it, so that a demonstration or a
    -- test that runs in another year keeps the order of what was known.
    create function what_counts(p_row jsonb, p_dropped text[]) returns jsonb
    language sql immutable set search_path = pg_catalog as $$
        select (p_row - p_dropped) || coalesce((
            select jsonb_object_agg(d, '\\x') from unnest(p_dropped) d
            where (d like '%\\_sealed' or d like '%\\_hash') and p_row ->> d is not null
        ), '{{}}')
    $$;
    create function is_remembered() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare
        moment timestamptz := coalesce(
            nullif(current_setting('app.now', true), '')::timestamptz, clock_timestamp());
        dropped text[] := string_to_array(tg_argv[0], ',');
        was jsonb;
        now_is jsonb;
    begin
        if tg_op = 'INSERT' then
            new.known_from := moment;
            return new;
        end if;
        was := what_counts(to_jsonb(old), dropped);
        now_is := what_counts(to_jsonb(new), dropped);
        if was = now_is then
            return new;
        end if;
        new.known_from := greatest(moment, old.known_from);
        if new.known_from > old.known_from then
            insert into public.past (of_table, row_id, client_id, known_from, known_until, row)
            values (tg_table_name, old.id, (to_jsonb(old) ->> tg_argv[1])::uuid, old.known_from,
                    new.known_from, was);
        end if;
        return new;
    end $$;
    revoke all on function is_remembered, what_counts from public;
    """)


def remember(table: str, *dropped: str, whose: str = "client_id") -> None:
    """Keep what the rows of a table said before each change, without the columns dropped."""
    left_out = ",".join(("known_from", "version", "updated_at", *dropped))
    op.execute(f"""
    alter table {table} add column known_from timestamptz not null default clock_timestamp();
    create trigger zz_is_remembered before insert or update on {table}
        for each row execute function is_remembered('{left_out}', '{whose}');
    """)


def forget(table: str) -> None:
    """Take the memory off a table again."""
    op.execute(f"""
    drop trigger zz_is_remembered on {table};
    alter table {table} drop column known_from;
    """)

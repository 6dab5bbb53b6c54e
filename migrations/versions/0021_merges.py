"""One person, one file: merging two files, undoing it, and who is known not to be the same."""

from alembic import op

from migrations import merging, sealing
from migrations.hanging import EVERY, hang

revision = "0021"
down_revision = "0020"


# Found until now through what they hang on; a file that is merged finds them by itself.
BY_CLIENT = (
    "deadline_change", "health_entry", "incident_notice", "management_record", "monthly_grade",
    "observation", "plan_goal", "plan_intervention", "plan_progress", "plan_review",
    "substitution_dose", "substitution_period",
)  # fmt: skip


def upgrade() -> None:
    """Create the tables and the functions; what never changes but in a merge says so in 0006."""
    op.execute("set local lock_timeout = '500ms'")
    _tables()
    _guard()
    _files()
    _desk()
    for table in ("merge", "non_match"):
        hang(table)
        sealing.shut_table(table)
    for table in BY_CLIENT:
        op.execute(f"create index {table}_of_client on {table} (client_id)")
    merging.write()


def _tables() -> None:
    op.execute("""
    create table merge (
        id uuid primary key,
        client_id uuid not null references client,
        merged_id uuid not null references client,
        reason text not null,
        score smallint not null,
        merged_at timestamptz not null,
        merged_by uuid not null,
        -- Particulars taken over: what they were, and what they became; sealed ones stay sealed.
        particulars jsonb not null,
        moved jsonb not null,
        set_aside jsonb not null,
        records jsonb not null,
        custody jsonb not null,
        undone_at timestamptz,
        undone_by uuid,
        undo_reason text,
        version integer not null default 1,
        constraint merge_is_of_two_files check (client_id <> merged_id),
        constraint merge_undone_with_reason check ((undone_at is null) = (undo_reason is null))
    );
    create unique index one_living_merge_of_a_file on merge (merged_id) where undone_at is null;
    create index merge_by_client on merge (client_id, merged_at);

    -- Told from both sides, so that whoever holds one of the files knows.
    create table non_match (
        client_id uuid not null references client,
        other_id uuid not null references client,
        reason text not null,
        recorded_at timestamptz not null,
        recorded_by uuid not null,
        withdrawn_at timestamptz,
        withdrawn_reason text,
        version integer not null default 1,
        primary key (client_id, other_id),
        constraint non_match_is_of_two_files check (client_id <> other_id),
        constraint non_match_withdrawn_with_reason
            check ((withdrawn_at is null) = (withdrawn_reason is null))
    );
    """)


def _guard() -> None:
    """A row written while its file is being merged waits, and is then sent after the file."""
    op.execute("""
    create function file_is_living() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare
        gone_to uuid;
    begin
        -- Locked first and looked at then: a merge under way is waited for.
        select merged_into into gone_to from public.client where id = new.client_id for key share;
        if gone_to is not null then
            raise exception 'file was merged' using errcode = '23514',
                constraint = 'file_is_living';
        end if;
        return new;
    end $$;
    -- Where an old id leads to, for those who hold that file; null for anybody and anything else.
    create function successor_of(p_client uuid) returns uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
        with recursive line as (
            select id, merged_into from public.client
                where id = p_client and merged_into is not null
            union all
            select c.id, c.merged_into from public.client c join line on c.id = line.merged_into)
        select id from line where merged_into is null and public.holds(id)
    $$;
    """)


def _files() -> None:
    """What is no plain row of a file: cases set aside, custody, numbers claimed, the file itself."""
    op.execute("""
    create function set_aside(p_client uuid, p_other uuid, p_cases uuid[], p_at timestamptz)
    returns jsonb
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare
        cases jsonb;
        clocks jsonb;
    begin
        if not (public.holds(p_client) and public.holds(p_other)) then
            raise exception 'not held' using errcode = '42501';
        end if;
        perform set_config('app.merging', 'yes', true);
        select coalesce(jsonb_agg(jsonb_build_object(
            'id', id, 'closed_at', closed_at, 'outcome', outcome)), '[]') into cases
            from public.legal_case where id = any (p_cases) and client_id in (p_client, p_other);
        update public.legal_case set closed_at = coalesce(closed_at, p_at), outcome = 'set_aside',
            version = version + 1
            where id = any (p_cases) and client_id in (p_client, p_other);
        with stopped as (update public.deadline set cancelled_at = p_at,
                cancelled_reason = 'set_aside', version = version + 1
            where case_id = any (p_cases) and client_id in (p_client, p_other)
              and met_at is null and cancelled_at is null returning id)
        select coalesce(jsonb_agg(id), '[]') into clocks from stopped;
        perform set_config('app.merging', '', true);
        return jsonb_build_object('cases', cases, 'clocks', clocks);
    end $$;

    create function take_up_again(p_survivor uuid, p_merged uuid, p_aside jsonb) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
    begin
        if not public.holds(p_survivor) then
            raise exception 'not held' using errcode = '42501';
        end if;
        perform set_config('app.merging', 'yes', true);
        update public.legal_case c set closed_at = (old ->> 'closed_at')::timestamptz,
            outcome = old ->> 'outcome', version = c.version + 1
            from jsonb_array_elements(p_aside -> 'cases') old
            where c.id = (old ->> 'id')::uuid and c.outcome = 'set_aside'
              and c.client_id in (p_survivor, p_merged);
        update public.deadline set cancelled_at = null, cancelled_reason = null,
            version = version + 1
            where id in (select jsonb_array_elements_text(p_aside -> 'clocks')::uuid)
              and client_id in (p_survivor, p_merged);
        perform set_config('app.merging', '', true);
    end $$;

    -- Numbers are claimed as the two rows now say; the survivor comes first.
    create function settle_claims(p_first uuid, p_second uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
    begin
        if not public.holds(p_first) then
            raise exception 'not held' using errcode = '42501';
        end if;
        delete from public.identity_claim where client_id in (p_first, p_second);
        insert into public.identity_claim
            select identity_hash, id from public.client
            where id in (p_first, p_second) and identity_hash is not null
            order by id <> p_first
            on conflict do nothing;
    end $$;

    create function close_file(p_merged uuid, p_survivor uuid, p_at timestamptz) returns jsonb
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare
        opened jsonb;
        ended jsonb;
    begin
        if not (public.holds(p_merged) and public.holds(p_survivor)) then
            raise exception 'not held' using errcode = '42501';
        end if;
        with given as (insert into public.custody
            select gen_random_uuid(), p_survivor, k.unit, k.province, k.kind, p_at, null, 'merged',
                current_setting('app.actor')::uuid
            from public.custody k where k.client_id = p_merged and k.until is null
              and k.kind <> 'residence'
              and not exists (select from public.custody o where o.client_id = p_survivor
                  and o.unit = k.unit and o.until is null)
            returning id)
        select coalesce(jsonb_agg(id), '[]') into opened from given;
        with gone as (update public.custody set until = greatest(p_at, since)
            where client_id = p_merged and until is null returning id)
        select coalesce(jsonb_agg(id), '[]') into ended from gone;
        update public.client set merged_into = p_survivor, version = version + 1, updated_at = p_at
            where id = p_merged;
        update public.duplicate_review set settled_at = p_at
            where settled_at is null and ((client_id, other_client_id) in
                ((p_merged, p_survivor), (p_survivor, p_merged)));
        -- A doubt about the file that went, or a word on it, is now about the one that stayed.
        insert into public.non_match
            select case when client_id = p_merged then p_survivor else client_id end,
                   case when other_id = p_merged then p_survivor else other_id end,
                   reason, recorded_at, recorded_by, withdrawn_at, withdrawn_reason, 1
            from public.non_match
            where p_merged in (client_id, other_id) and p_survivor not in (client_id, other_id)
            on conflict do nothing;
        return jsonb_build_object('opened', opened, 'ended', ended);
    end $$;

    create function reopen_file(p_merged uuid, p_survivor uuid, p_at timestamptz, p_custody jsonb)
    returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
    begin
        if not public.holds(p_survivor) or not exists (select from public.client
                where id = p_merged and merged_into = p_survivor) then
            raise exception 'not held' using errcode = '42501';
        end if;
        update public.client set merged_into = null, version = version + 1, updated_at = p_at
            where id = p_merged;
        update public.custody set until = greatest(p_at, since)
            where id in (select jsonb_array_elements_text(p_custody -> 'opened')::uuid)
              and client_id = p_survivor and until is null;
        insert into public.custody
            select gen_random_uuid(), p_merged, k.unit, k.province, k.kind, p_at, null, 'unmerged',
                current_setting('app.actor')::uuid
            from public.custody k
            where k.id in (select jsonb_array_elements_text(p_custody -> 'ended')::uuid)
              and k.client_id = p_merged;
    end $$;
    """)
    op.execute(f"""
    revoke all on function file_is_living, successor_of, set_aside, take_up_again, settle_claims,
        close_file, reopen_file from public;
    grant execute on function successor_of, set_aside, take_up_again, settle_claims,
        close_file, reopen_file to {EVERY};
    """)


def _desk() -> None:
    """What the desk sees: doubts about two files both of which it holds. Reading of old ids."""
    op.execute("""
    create function doubts(p_after uuid, p_limit integer)
    returns table (id uuid, client_id uuid, other_id uuid, reason text, found_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public as $$
        select d.id, d.client_id, d.other_client_id, d.reason, d.found_at
        from public.duplicate_review d
        where d.settled_at is null and (p_after is null or d.id > p_after)
          and public.holds(d.client_id) and public.holds(d.other_client_id)
          and not exists (select from public.client c
              where c.id in (d.client_id, d.other_client_id) and c.merged_into is not null)
        order by d.id limit p_limit
    $$;
    -- The number of a file that was merged away still finds the person.
    create function file_of_former_number(p_hash bytea) returns uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
        select public.successor_of(i.client_id) from public.identity_claim i where i.hash = p_hash
    $$;
    create function settle_doubts(p_client uuid, p_other uuid, p_at timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
    begin
        if not (public.holds(p_client) and public.holds(p_other)) then
            raise exception 'not held' using errcode = '42501';
        end if;
        update public.duplicate_review set settled_at = p_at
            where settled_at is null and ((client_id, other_client_id) in
                ((p_client, p_other), (p_other, p_client)));
    end $$;
    """)
    op.execute(f"""
    revoke all on function doubts, settle_doubts, file_of_former_number from public;
    grant execute on function doubts, settle_doubts, file_of_former_number to {EVERY};
    """)


def downgrade() -> None:
    """Drop them; files that were merged stay so."""
    op.execute("""
    drop function move_rows, part_rows, rows_of_file, set_aside, take_up_again, settle_claims,
        close_file, reopen_file, doubts, settle_doubts,
        file_of_former_number, successor_of;
    drop function file_is_living cascade;
    drop table merge, non_match
    """)
    for table in BY_CLIENT:
        op.execute(f"drop index {table}_of_client")

"""Promises the database keeps by itself: versions, legal moves, append-only steps, audit."""

from alembic import op

revision = "0006"
down_revision = "0005"

VERSIONED = (
    "account", "client", "management_record", "service", "legal_case", "deadline",
    "determination", "calendar_day",
)  # fmt: skip
AUDITED = (
    "client", "custody", "management_record", "service", "legal_case", "step", "deadline",
    "deadline_change", "paper", "determination",
)  # fmt: skip

IN_A_CASE = ("management_record", "service", "step", "deadline", "paper", "determination")


def upgrade() -> None:
    """Create trigger functions and hang them on the tables."""
    op.execute("set local lock_timeout = '500ms'")
    op.execute("""
    create function version_advances_by_one() returns trigger language plpgsql as $$
    begin
        if new.version <> old.version + 1 then
            raise exception 'stale version' using errcode = '23514',
                constraint = 'version_advances_by_one';
        end if;
        return new;
    end $$;

    -- Two files of one person become one (0021): only the owner's own functions may say so.
    create function is_merging(p_table oid) returns boolean
    language sql stable set search_path = pg_catalog, public as $$
        select coalesce(current_setting('app.merging', true), '') = 'yes' and exists (
            select from pg_class c where c.oid = p_table
            and c.relowner = (select oid from pg_roles where rolname = current_user))
    $$;

    -- I-4: a case moves only along the moves of the law book; a closed case is final.
    create function case_moves_lawfully() returns trigger language plpgsql as $$
    begin
        if tg_op = 'INSERT' then
            if new.provenance = 'recorded' and not exists (
                select from legal_move m where m.procedure = new.procedure
                and m.src = '' and m.dst = new.state) then
                raise exception 'illegal opening' using errcode = '23514',
                    constraint = 'case_moves_lawfully';
            end if;
            return new;
        end if;
        -- A later step may still be noted on a closed case (a report, a notice); it moves nothing.
        if old.closed_at is not null and (new.state, new.closed_at, new.outcome, new.term)
            is distinct from (old.state, old.closed_at, old.outcome, old.term)
            and not is_merging(tg_relid) then
            raise exception 'closed case' using errcode = '23514',
                constraint = 'closed_case_is_final';
        end if;
        if (new.client_id, new.subject_unit, new.procedure)
            is distinct from (old.client_id, old.subject_unit, old.procedure)
            and not ((new.subject_unit, new.procedure)
                is not distinct from (old.subject_unit, old.procedure) and is_merging(tg_relid))
            then
            raise exception 'subject and procedure are fixed' using errcode = '23514',
                constraint = 'case_belongs_to_its_client';
        end if;
        if new.state <> old.state and not exists (
            select from legal_move m where m.procedure = new.procedure
            and m.src = old.state and m.dst = new.state) then
            raise exception 'illegal move' using errcode = '23514',
                constraint = 'case_moves_lawfully';
        end if;
        return new;
    end $$;
    create trigger case_moves_lawfully before insert or update on legal_case
        for each row execute function case_moves_lawfully();

    create function step_is_append_only() returns trigger language plpgsql as $$
    begin
        raise exception 'steps are append-only'
            using errcode = '23514', constraint = 'step_is_append_only';
    end $$;
    create trigger step_is_append_only before delete or truncate on step
        for each statement execute function step_is_append_only();
    create function step_never_changes() returns trigger language plpgsql as $$
    begin
        if not is_merging(tg_relid)
            or to_jsonb(new) - 'client_id' <> to_jsonb(old) - 'client_id' then
            raise exception 'steps are append-only'
                using errcode = '23514', constraint = 'step_is_append_only';
        end if;
        return new;
    end $$;
    create trigger step_never_changes before update on step
        for each row execute function step_never_changes();

    -- I-8: a clock that has ended stays as it ended; only its breach may still be explained.
    create function ended_clock_is_final() returns trigger language plpgsql as $$
    begin
        if (old.met_at is not null or old.cancelled_at is not null)
            and (new.met_at, new.met_step, new.cancelled_at, new.due_at)
                is distinct from (old.met_at, old.met_step, old.cancelled_at, old.due_at)
            and not is_merging(tg_relid) then
            raise exception 'ended clock' using errcode = '23514',
                constraint = 'ended_clock_is_final';
        end if;
        return new;
    end $$;
    create trigger ended_clock_is_final before update on deadline
        for each row execute function ended_clock_is_final();

    -- I-14: what hangs on a case hangs on the same client.
    create function case_and_client_agree() returns trigger language plpgsql as $$
    begin
        if new.case_id is not null and not exists (
            select from legal_case c
            where c.id = new.case_id and c.client_id is not distinct from new.client_id) then
            raise exception 'case of another client' using errcode = '23514',
                constraint = 'case_and_client_agree';
        end if;
        return new;
    end $$;

    -- I-3: the file says it is where its custody says it is; looked at when all is done.
    create function file_is_where_custody_says() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare
        the_client uuid;
    begin
        if tg_table_name = 'client' then the_client := new.id;
        else the_client := new.client_id; end if;
        if not exists (
            select from public.client c join public.custody k
                on k.client_id = c.id and k.kind = 'residence' and k.until is null
            where c.id = the_client and (k.unit, k.province) = (c.unit, c.province)
              and c.merged_into is null)
            and not exists (select from public.client c
                where c.id = the_client and c.merged_into is not null
                  and not exists (select from public.custody k
                      where k.client_id = c.id and k.until is null)) then
            raise exception 'file without its commune' using errcode = '23514',
                constraint = 'file_is_where_custody_says';
        end if;
        return null;
    end $$;

    -- I-11: no write on a file without an audit entry in the same transaction.
    create function write_is_audited() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public as $$
    begin
        if (select xact from public.audit_head) is distinct from pg_current_xact_id() then
            raise exception 'write without audit' using errcode = '23514',
                constraint = 'write_is_audited';
        end if;
        return null;
    end $$;
    """)
    for table in VERSIONED:
        op.execute(
            f"create trigger version_advances_by_one before update on {table}"
            " for each row execute function version_advances_by_one()"
        )
    for table in IN_A_CASE:
        op.execute(
            "create trigger case_and_client_agree before insert or update of client_id, case_id"
            f" on {table} for each row execute function case_and_client_agree()"
        )
    for table in AUDITED:
        op.execute(
            f"create constraint trigger write_is_audited after insert or update on {table}"
            " deferrable initially deferred"
            " for each row execute function write_is_audited()"
        )
    for table in ("client", "custody"):
        op.execute(
            f"create constraint trigger file_is_where_custody_says after insert or update on {table}"
            " deferrable initially deferred"
            " for each row execute function file_is_where_custody_says()"
        )


def downgrade() -> None:
    """Drop the functions and with them their triggers."""
    op.execute("""
    drop function write_is_audited, file_is_where_custody_says, case_and_client_agree, ended_clock_is_final,
        step_is_append_only, step_never_changes, case_moves_lawfully,
        version_advances_by_one, is_merging cascade
    """)

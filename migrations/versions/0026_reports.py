"""Reports that are frozen, signed, and approved by the unit above."""

from typing import Final

from alembic import op

from migrations.placed import wall

revision = "0026"
down_revision = "0025"

# What may still change of a report: how it was decided.
STATE: Final = (
    "'state', 'submitted_by', 'submitted_at', 'decided_by', 'decided_at', 'return_reason',"
    " 'version'"
)


def upgrade() -> None:
    """Create the table, its promises, its wall."""
    op.execute("set local lock_timeout = '500ms'")
    op.execute("""
    create table report (
        id uuid primary key,
        kind text not null,
        unit text not null references unit,
        province text,
        period_from date not null,
        period_to date not null,
        cut_off timestamptz not null,
        replaces uuid references report,
        definitions jsonb not null,
        rule_set_hash text not null,
        cohorts jsonb not null,
        cohort_hash text not null,
        figures jsonb not null,
        content_hash text not null,
        signature bytea not null,
        key_id text not null,
        made_by uuid not null,
        made_at timestamptz not null,
        state text not null default 'frozen',
        submitted_by uuid,
        submitted_at timestamptz,
        decided_by uuid,
        decided_at timestamptz,
        return_reason text,
        version integer not null default 1,
        foreign key (unit, province) references unit (code, province),
        constraint report_runs_forward check (period_to >= period_from),
        constraint report_is_not_of_the_future check (cut_off <= made_at),
        constraint report_is_signed check (octet_length(signature) = 64),
        constraint report_replaced_once unique (replaces),
        constraint report_state_known
            check (state in ('frozen', 'submitted', 'approved', 'returned')),
        constraint report_submitted_by_somebody check (
            (submitted_by is null) = (submitted_at is null)
            and (submitted_by is null) = (state = 'frozen')),
        constraint report_decided_by_somebody check (
            (decided_by is null) = (decided_at is null)
            and (decided_by is not null) = (state in ('approved', 'returned'))),
        constraint report_decided_by_another
            check (decided_by <> made_by and decided_by <> submitted_by),
        constraint report_returned_with_reason
            check ((state = 'returned') = (return_reason is not null))
    );
    create index report_by_unit on report (unit, made_at desc, id desc);
    create index report_by_province on report (province, made_at desc, id desc);
    create index report_by_day on report (made_at desc, id desc);
    """)
    _promises()
    wall("report", by_units=True)


def _promises() -> None:
    """What was signed stays; it moves one way; the unit above decides."""
    op.execute(f"""
    create function report_is_frozen() returns trigger language plpgsql as $$
    begin
        if to_jsonb(new) - array[{STATE}] <> to_jsonb(old) - array[{STATE}] then
            raise exception 'frozen' using errcode = '23514', constraint = 'report_is_frozen';
        end if;
        if (old.state, new.state) not in (('frozen', 'submitted'), ('submitted', 'approved'),
            ('submitted', 'returned')) then
            raise exception 'no such move' using errcode = '23514',
                constraint = 'report_moves_forward';
        end if;
        if new.submitted_by is distinct from old.submitted_by and old.state <> 'frozen' then
            raise exception 'frozen' using errcode = '23514', constraint = 'report_is_frozen';
        end if;
        if old.state = 'submitted' and current_setting('app.unit', true) is distinct from (
            select case when u.kind in ('commune', 'facility') then u.province else 'vn' end
            from public.unit u where u.code = new.unit) then
            raise exception 'not the unit above' using errcode = '23514',
                constraint = 'report_decided_by_unit_above';
        end if;
        return new;
    end $$;
    create trigger report_is_frozen before update on report
        for each row execute function report_is_frozen();

    create function report_begins_frozen() returns trigger language plpgsql as $$
    begin
        if new.state <> 'frozen' then
            raise exception 'no such move' using errcode = '23514',
                constraint = 'report_moves_forward';
        end if;
        return new;
    end $$;
    create trigger report_begins_frozen before insert on report
        for each row execute function report_begins_frozen();

    create function report_is_kept() returns trigger language plpgsql as $$
    begin
        raise exception 'reports are kept' using errcode = '23514',
            constraint = 'report_is_frozen';
    end $$;
    create trigger report_is_kept before delete or truncate on report
        for each statement execute function report_is_kept();
    """)


def downgrade() -> None:
    """Drop the table and its functions."""
    op.execute("drop table report")
    op.execute("drop function report_is_frozen, report_begins_frozen, report_is_kept")

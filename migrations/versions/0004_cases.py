"""Cases, steps, clocks and papers: what the law engine writes."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the tables of legal cases."""
    op.execute("set local lock_timeout = '500ms'")
    op.execute("""
    create table legal_move (
        procedure text not null,
        src text not null,
        dst text not null,
        primary key (procedure, src, dst)
    );

    create table legal_case (
        id uuid primary key,
        client_id uuid references client,
        -- A licence or a publication is the case of a facility or provider, not of a person.
        subject_unit text references unit,
        procedure text not null,
        edition text not null,
        state text not null,
        unit text not null,
        province text not null,
        facility text references unit,
        court text references unit,
        opened_at timestamptz not null,
        closed_at timestamptz,
        outcome text,
        decided_on date,
        started_on date,
        term jsonb,
        term_start date,
        term_end date,
        provenance text not null,
        unverified boolean not null default false,
        version integer not null default 1,
        created_at timestamptz not null,
        created_by uuid not null,
        foreign key (unit, province) references unit (code, province),
        constraint case_has_one_subject check ((client_id is null) <> (subject_unit is null)),
        constraint case_provenance_known check (provenance in ('recorded', 'historic')),
        constraint closed_case_has_outcome check ((closed_at is null) = (outcome is null)),
        constraint term_has_both_ends check ((term_start is null) = (term_end is null)),
        constraint term_runs_forward check (term_end >= term_start)
    );
    create unique index one_open_compulsory on legal_case (client_id)
        where procedure in ('compulsory', 'compulsory-minor') and closed_at is null;
    create unique index one_open_case_per_procedure on legal_case (client_id, procedure)
        where closed_at is null;
    create unique index one_open_case_per_facility on legal_case (subject_unit, procedure)
        where closed_at is null;
    create index case_by_subject_unit on legal_case (subject_unit) where client_id is null;
    alter table legal_case add constraint compulsory_periods_do_not_overlap exclude using gist (
        client_id with =, daterange(term_start, term_end, '[)') with &&)
        where (procedure in ('compulsory', 'compulsory-minor') and term_start is not null
               -- Told twice, in two files that became one (0021).
               and outcome is distinct from 'set_aside');
    create index case_by_client on legal_case (client_id, opened_at);
    create index case_by_unit on legal_case (unit, opened_at, id) where closed_at is null;
    create index case_by_unit_all on legal_case (unit, opened_at, id);
    create index case_by_facility on legal_case (facility, opened_at, id)
        where facility is not null;
    create index case_by_court on legal_case (court, opened_at, id) where court is not null;
    create index case_by_province on legal_case (province, opened_at, id);

    create table step (
        id uuid primary key,
        client_id uuid references client,
        case_id uuid not null references legal_case,
        seq smallint not null,
        name text not null,
        ref text not null,
        from_state text not null,
        to_state text not null,
        edition text not null,
        authority text not null,
        occurred_at timestamptz not null,
        recorded_at timestamptz not null,
        recorded_by uuid not null,
        recorded_role text not null,
        recorded_unit text not null,
        body jsonb not null,
        legal_basis jsonb not null,
        answers jsonb not null default '{}',
        late_entry boolean not null,
        unverified boolean not null,
        note text,
        constraint one_step_per_place unique (case_id, seq),
        constraint step_not_before_recording check (occurred_at <= recorded_at)
    );
    create index step_by_client on step (client_id, occurred_at);

    create table deadline (
        id uuid primary key,
        client_id uuid references client,
        case_id uuid not null references legal_case,
        unit text not null,
        province text not null,
        clock text not null,
        edition text not null,
        title jsonb not null,
        started_at timestamptz not null,
        started_by uuid not null references step,
        span integer not null,
        span_unit text not null,
        due_at timestamptz not null,
        explanation jsonb not null,
        legal_basis jsonb not null,
        met_by text[] not null,
        late_fact text,
        advisory boolean not null,
        unverified boolean not null,
        met_at timestamptz,
        met_step uuid references step,
        cancelled_at timestamptz,
        cancelled_reason text,
        -- Standing still since; null while it runs. Both lists only grow, each row with its article.
        paused_at timestamptz,
        pauses jsonb not null default '[]',
        extensions jsonb not null default '[]',
        breach_reason text,
        breach_by uuid,
        version integer not null default 1,
        foreign key (unit, province) references unit (code, province),
        constraint deadline_unit_known
            check (span_unit in ('hours', 'working_days', 'calendar_days', 'months')),
        constraint deadline_met_by_a_step check ((met_at is null) = (met_step is null)),
        constraint deadline_ends_once check (met_at is null or cancelled_at is null),
        constraint deadline_pause_is_told
            check (paused_at is null or jsonb_array_length(pauses) > 0)
    );
    create index deadline_open_by_unit on deadline (unit, due_at, id)
        where met_at is null and cancelled_at is null;
    create index deadline_open_by_province on deadline (province, due_at, id)
        where met_at is null and cancelled_at is null;
    create index deadline_by_client on deadline (client_id);
    create index deadline_by_case on deadline (case_id, due_at);

    -- When a holiday decision moves an open clock, before and after stay on record.
    create table deadline_change (
        id uuid primary key,
        client_id uuid references client,
        deadline_id uuid not null references deadline,
        changed_at timestamptz not null,
        changed_by uuid not null,
        due_before timestamptz not null,
        due_after timestamptz not null,
        reason text not null
    );
    create index deadline_change_by_deadline on deadline_change (deadline_id, changed_at);

    create table paper (
        id uuid primary key,
        client_id uuid references client,
        case_id uuid not null references legal_case,
        step_id uuid references step,
        code text not null,
        form text,
        direction text not null,
        number text,
        issued_on date,
        issuer text,
        note text,
        recorded_at timestamptz not null,
        recorded_by uuid not null,
        constraint paper_direction_known check (direction in ('received', 'issued'))
    );
    create index paper_by_case on paper (case_id, recorded_at);
    create index paper_by_client on paper (client_id, recorded_at);

    create table determination (
        id uuid primary key,
        client_id uuid not null references client,
        case_id uuid not null references legal_case,
        step_id uuid not null references step,
        result text not null,
        concluded_on date not null,
        notified_at timestamptz,
        facility text,
        assessor text,
        criteria_met smallint,
        version integer not null default 1,
        constraint determination_result_known check (result in ('addicted', 'not_addicted'))
    );
    create index determination_by_client on determination (client_id, concluded_on);

    alter table service add foreign key (case_id) references legal_case;
    alter table management_record add foreign key (case_id) references legal_case;

    create table calendar_day (
        day date primary key,
        kind text not null,
        title_vi text not null,
        title_en text not null,
        source text not null,
        unverified boolean not null,
        edited_by uuid,
        version integer not null default 1,
        constraint calendar_kind_known check (kind in ('holiday', 'day_off', 'working', 'plain'))
    );
    create table calendar_edition (
        only_row boolean primary key default true check (only_row),
        version integer not null
    );
    insert into calendar_edition (version) values (1);
    """)


def downgrade() -> None:
    """Drop the tables of legal cases."""
    op.execute("""
    drop table calendar_edition, calendar_day, determination, paper, deadline_change, deadline;
    alter table service drop constraint service_case_id_fkey;
    alter table management_record drop constraint management_record_case_id_fkey;
    drop table step, legal_case, legal_move
    """)

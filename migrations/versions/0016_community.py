"""Life in the community: supports from the need to the outcome, body tests, e-monitoring."""

from alembic import op

from migrations.hanging import hang

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Create the tables of support, of body tests and of monitoring."""
    op.execute("set local lock_timeout = '500ms'")
    _supports()
    _tests()
    _monitoring()


def _supports() -> None:
    op.execute("""
    create table support_item (
        id uuid primary key,
        client_id uuid not null references client,
        case_id uuid references legal_case,
        kind text not null,
        need text not null,
        opened_on date not null,
        provider text,
        amount integer,
        state text not null,
        last_on date not null,
        follow_up_on date,
        outcome_on date,
        service_id uuid references service,
        unit text not null,
        province text not null,
        note text,
        provenance text not null,
        late_entry boolean not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        voided_at timestamptz,
        void_reason text,
        version integer not null default 1,
        foreign key (unit, province) references unit (code, province),
        constraint support_and_client unique (id, client_id),
        constraint one_support_per_service unique (service_id),
        constraint support_kind_known check (kind in (
            'vocational_training', 'job', 'loan', 'study', 'legal_aid', 'papers',
            'health_insurance', 'reintegration', 'other')),
        constraint support_state_known check (state in (
            'open', 'offered', 'in_progress',
            'achieved', 'refused_by_client', 'not_available', 'withdrawn')),
        constraint support_amount_of_a_loan check (amount is null or kind = 'loan' and amount > 0),
        constraint support_outcome_has_its_day check (
            (outcome_on is null) = (state in ('open', 'offered', 'in_progress'))),
        constraint support_runs_forward check (opened_on <= last_on and last_on >= outcome_on),
        constraint support_follows_up_while_open check (
            follow_up_on is null or outcome_on is null and follow_up_on >= opened_on),
        constraint support_is_served_when_achieved check (
            service_id is null or state = 'achieved'),
        constraint support_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified')),
        constraint support_void_with_reason check ((voided_at is null) = (void_reason is null))
    );
    create index support_by_client on support_item (client_id, opened_on desc, id desc);
    create index support_by_day on support_item ((coalesce(follow_up_on, opened_on)), id)
        where voided_at is null;

    create table support_event (
        id uuid primary key,
        client_id uuid not null references client,
        support_id uuid not null,
        seq integer not null,
        happened_on date not null,
        state text,
        what text not null,
        unit text not null,
        province text not null,
        late_entry boolean not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        foreign key (unit, province) references unit (code, province),
        constraint support_event_of_a_support_of_its_client
            foreign key (support_id, client_id) references support_item (id, client_id)
            deferrable,
        constraint one_support_event_per_place unique (support_id, seq)
    );
    create index support_event_by_client on support_event (client_id);

    -- What came of it stays as it is: whoever entered it by mistake voids it and enters it anew.
    create function support_outcome_is_final() returns trigger language plpgsql as $$
    begin
        if old.outcome_on is not null
            and (new.state, new.outcome_on) is distinct from (old.state, old.outcome_on)
            or (new.kind, new.need, new.opened_on)
                is distinct from (old.kind, old.need, old.opened_on)
        then
            raise exception 'the outcome of a support is final' using errcode = '23514',
                constraint = 'support_outcome_is_final';
        end if;
        return new;
    end $$;
    create trigger support_outcome_is_final before update on support_item
        for each row execute function support_outcome_is_final();
    """)
    hang("support_item", in_case=True)
    hang("support_event", versioned=False)


def _tests() -> None:
    op.execute("""
    create table test_plan (
        id uuid primary key,
        client_id uuid not null references client,
        case_id uuid not null references legal_case,
        set_on date not null,
        from_on date not null,
        until_on date not null,
        how_many integer not null,
        set_by text,
        paper_number text,
        unit text not null,
        province text not null,
        note text,
        provenance text not null,
        late_entry boolean not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        voided_at timestamptz,
        void_reason text,
        version integer not null default 1,
        foreign key (unit, province) references unit (code, province),
        constraint test_plan_and_client unique (id, client_id),
        constraint test_plan_runs_forward check (set_on <= from_on and from_on <= until_on),
        constraint test_plan_fits_its_days check (
            how_many >= 1 and how_many <= until_on - from_on + 1),
        constraint test_plans_do_not_overlap exclude using gist (
            client_id with =, daterange(from_on, until_on, '[]') with &&)
            where (voided_at is null),
        constraint test_plan_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified')),
        constraint test_plan_void_with_reason check ((voided_at is null) = (void_reason is null))
    );
    create index test_plan_by_client on test_plan (client_id, from_on desc, id desc);

    create table body_test (
        id uuid primary key,
        client_id uuid not null references client,
        case_id uuid references legal_case,
        plan_id uuid,
        step_id uuid references step,
        reason text not null,
        ground text,
        taken_at timestamptz not null,
        result text not null,
        method text,
        sample text,
        substances text,
        done_by text,
        paper_number text,
        unit text not null,
        province text not null,
        note text,
        provenance text not null,
        late_entry boolean not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        voided_at timestamptz,
        void_reason text,
        version integer not null default 1,
        foreign key (unit, province) references unit (code, province),
        constraint test_by_a_plan_of_its_client
            foreign key (plan_id, client_id) references test_plan (id, client_id) deferrable,
        constraint test_reason_known check (reason in (
            'planned', 'unplanned', 'on_ground', 'return_from_leave', 'intake', 'treatment')),
        constraint test_names_its_plan check ((plan_id is not null) = (reason = 'planned')),
        constraint test_names_its_ground check ((ground is not null) = (reason = 'on_ground')),
        constraint test_ground_known check (ground in (
            'tip', 'case_information', 'lost_control', 'traces', 'driver', 'presence',
            'self_report', 'caught', 'other')),
        constraint test_result_known check (result in (
            'negative', 'positive', 'invalid', 'refused')),
        constraint test_method_known check (method in ('rapid', 'confirmatory')),
        constraint test_sample_known check (sample in (
            'urine', 'catheter', 'saliva', 'blood', 'hair', 'other')),
        constraint test_has_a_sample_unless_refused check (
            case when result = 'refused' then coalesce(sample, method, substances) is null
                 else sample is not null end),
        constraint test_not_before_recorded check (taken_at <= recorded_at),
        constraint test_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified')),
        constraint test_void_with_reason check ((voided_at is null) = (void_reason is null))
    );
    create index test_by_client on body_test (client_id, taken_at desc, id desc);
    create unique index one_test_per_step on body_test (step_id) where voided_at is null;

    -- A result stays as it was told, a plan as it was set: a mistake is voided and entered anew.
    create function test_is_never_rewritten() returns trigger language plpgsql as $$
    begin
        if to_jsonb(new) - array['voided_at', 'void_reason', 'version', 'client_id', 'case_id']
            <> to_jsonb(old) - array['voided_at', 'void_reason', 'version', 'client_id', 'case_id']
        then
            raise exception 'a test is never rewritten' using errcode = '23514',
                constraint = 'test_is_never_rewritten';
        end if;
        return new;
    end $$;
    create trigger test_is_never_rewritten before update on body_test
        for each row execute function test_is_never_rewritten();
    create trigger test_is_never_rewritten before update on test_plan
        for each row execute function test_is_never_rewritten();
    create function test_tells_of_a_step_of_its_client() returns trigger language plpgsql as $$
    begin
        if new.step_id is not null and not exists (
            select from step s where s.id = new.step_id and s.client_id = new.client_id)
        then
            raise exception 'a step of another client' using errcode = '23514',
                constraint = 'test_tells_of_a_step_of_its_client';
        end if;
        return new;
    end $$;
    create trigger test_tells_of_a_step_of_its_client before insert on body_test
        for each row execute function test_tells_of_a_step_of_its_client();
    """)
    hang("test_plan", in_case=True)
    hang("body_test", in_case=True)


def _monitoring() -> None:
    op.execute("""
    create table monitoring_event (
        id uuid primary key,
        client_id uuid not null references client,
        case_id uuid not null references legal_case,
        device text not null,
        source_id text not null,
        kind text not null,
        happened_at timestamptz not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        constraint one_event_per_device_and_id unique (client_id, device, source_id),
        constraint monitoring_not_before_recorded check (happened_at <= recorded_at)
    );
    create index monitoring_by_client on monitoring_event (client_id, happened_at desc, id desc);
    create index monitoring_by_age on monitoring_event (happened_at);
    """)
    hang("monitoring_event", versioned=False, in_case=True)


def downgrade() -> None:
    """Drop them; the services that achieved supports are counted as stay."""
    op.execute("drop table monitoring_event, body_test, test_plan")
    op.execute("drop function test_is_never_rewritten()")
    op.execute("drop function test_tells_of_a_step_of_its_client()")
    op.execute("drop table support_event, support_item")
    op.execute("drop function support_outcome_is_final()")

"""Tables of withdrawal and of substitution treatment: a part of revision 0015, and as fixed as it."""

from alembic import op

from migrations.hanging import hang


def health() -> None:
    """Create the records of withdrawal treatment and their entries."""
    op.execute("""
    create table health_record (
        id uuid primary key,
        client_id uuid not null references client,
        case_id uuid references legal_case,
        opened_on date not null,
        substances text[] not null,
        protocol text not null,
        severity text not null,
        doctor text not null,
        service_id uuid not null references service,
        closed_on date,
        outcome text,
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
        constraint health_record_and_client unique (id, client_id),
        constraint one_service_per_health_record unique (service_id),
        constraint health_record_substances_told check (cardinality(substances) > 0),
        constraint health_record_severity_known check (severity in ('mild', 'moderate', 'severe')),
        constraint health_record_outcome_known check (outcome in (
            'completed', 'transferred', 'stopped', 'died')),
        constraint health_record_closes_with_outcome check (
            (closed_on is null) = (outcome is null) and closed_on >= opened_on),
        constraint health_record_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified')),
        constraint health_record_void_with_reason
            check ((voided_at is null) = (void_reason is null))
    );
    create unique index one_open_health_record on health_record (client_id)
        where closed_on is null and voided_at is null;
    create index health_record_by_client on health_record (client_id, opened_on desc, id desc);
    create trigger entry_is_never_rewritten before update on health_record
        for each row execute function entry_is_never_rewritten('closed_on', 'outcome');

    create table health_entry (
        id uuid primary key,
        client_id uuid not null references client,
        record_id uuid not null,
        noted_at timestamptz not null,
        pulse integer,
        systolic integer,
        diastolic integer,
        respiration integer,
        temperature numeric(3, 1),
        findings text,
        treatment text,
        doctor text not null,
        corrects uuid,
        unit text not null,
        province text not null,
        late_entry boolean not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        foreign key (unit, province) references unit (code, province),
        constraint health_entry_and_record unique (id, record_id),
        constraint health_entry_of_a_record_of_its_client
            foreign key (record_id, client_id) references health_record (id, client_id) deferrable,
        constraint health_entry_corrects_one_of_its_record
            foreign key (corrects, record_id) references health_entry (id, record_id),
        constraint one_correction_per_entry unique (corrects),
        constraint health_entry_not_before_recorded check (noted_at <= recorded_at),
        constraint health_entry_tells_something check (num_nonnulls(
            pulse, systolic, respiration, temperature, findings, treatment) > 0),
        constraint health_entry_signs_can_be check (
            pulse between 1 and 300 and respiration between 1 and 100
            and temperature between 25 and 45 and systolic between 1 and 350
            and diastolic between 0 and systolic
            and (systolic is null) = (diastolic is null))
    );
    create index health_entry_by_record on health_entry (record_id, noted_at, id);
    """)
    hang("health_record", in_case=True)
    hang("health_entry", versioned=False)


def substitution() -> None:
    """Create the periods of substitution treatment and the doses confirmed in them."""
    op.execute("""
    create table substitution_period (
        id uuid primary key,
        client_id uuid not null references client,
        case_id uuid references legal_case,
        medicine text not null,
        started_on date not null,
        dosed_at text,
        service_id uuid not null references service,
        ended_on date,
        end_reason text,
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
        constraint substitution_and_client unique (id, client_id),
        constraint one_service_per_substitution unique (service_id),
        constraint substitution_medicine_known check (medicine in (
            'methadone', 'buprenorphine', 'buprenorphine_naloxone', 'other')),
        constraint substitution_end_known check (end_reason in (
            'completed', 'self_terminated', 'forced', 'moved_site', 'died', 'other')),
        constraint substitution_ends_with_reason check (
            (ended_on is null) = (end_reason is null) and ended_on >= started_on),
        constraint substitution_periods_do_not_overlap exclude using gist (
            client_id with =, daterange(started_on, ended_on, '[)') with &&)
            where (voided_at is null),
        constraint substitution_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified')),
        constraint substitution_void_with_reason check ((voided_at is null) = (void_reason is null))
    );
    create unique index one_open_substitution on substitution_period (client_id)
        where ended_on is null and voided_at is null;
    create trigger entry_is_never_rewritten before update on substitution_period
        for each row execute function entry_is_never_rewritten('ended_on', 'end_reason');

    create table substitution_dose (
        id uuid primary key,
        client_id uuid not null references client,
        period_id uuid not null,
        dose_mg numeric(6, 2) not null,
        confirmed_on date not null,
        confirmed_by text not null,
        unit text not null,
        province text not null,
        late_entry boolean not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        foreign key (unit, province) references unit (code, province),
        constraint dose_of_a_period_of_its_client foreign key (period_id, client_id)
            references substitution_period (id, client_id) deferrable,
        constraint dose_is_more_than_none check (dose_mg > 0)
    );
    create index dose_by_period on substitution_dose (
        period_id, confirmed_on, recorded_at, id);
    """)
    hang("substitution_period", in_case=True)
    hang("substitution_dose", versioned=False)

"""Clients, the custody of their files, identity claims, and what is known about them."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables of a client's file, cases apart."""
    op.execute("set local lock_timeout = '500ms'")
    op.execute("""
    create table client (
        id uuid primary key,
        full_name text not null,
        other_names text[] not null default '{}',
        name_key text not null,
        parts_key text not null,
        sort_key text collate "C" not null,
        sex text not null,
        birth_date date,
        birth_precision text not null,
        identity_sealed bytea,
        identity_hash bytea,
        address_sealed bytea,
        residence_unit text not null references unit,
        residence_stable boolean not null,
        -- The commune of residence as it was called, where that has ended since.
        former_unit text,
        former_unit_until date,
        -- The commune that holds the file; custody says the same with its history.
        unit text not null,
        province text not null,
        phone_sealed bytea,
        ethnicity text,
        died_on date,
        provenance text not null,
        version integer not null default 1,
        created_at timestamptz not null,
        created_by uuid not null,
        updated_at timestamptz not null,
        -- A file that was merged away stays for its id: nobody holds it, it leads to the other.
        merged_into uuid references client,
        foreign key (unit, province) references unit (code, province),
        constraint former_unit_has_its_last_day check (
            (former_unit is null) = (former_unit_until is null)),
        constraint nobody_is_merged_into_themselves check (merged_into <> id),
        constraint name_is_nfc_and_clean check (
            full_name is nfc normalized
            and full_name !~ '[\\u0001-\\u001f\\u007f\\u200b-\\u200f\\u202a-\\u202e\\u2066-\\u2069]'
            and length(full_name) between 1 and 200),
        constraint sex_known check (sex in ('male', 'female')),
        constraint birth_date_in_range
            check (birth_date between date '1900-01-01' and date '2100-12-31'),
        constraint birth_precision_known check (
            birth_precision in ('day', 'month', 'year', 'unknown')
            and (birth_precision = 'unknown') = (birth_date is null)),
        constraint client_provenance_known check (provenance in ('recorded', 'historic'))
    );
    create index client_by_name on client using gin (name_key gin_trgm_ops);
    create index client_by_parts on client (parts_key);
    create index client_by_sort on client (sort_key, id);
    create index client_by_unit on client (unit, sort_key, id);
    create index client_by_province on client (province, sort_key, id);
    create index client_by_identity on client (identity_hash);
    create index client_by_birth on client (birth_date);
    create index client_merged_into on client (merged_into) where merged_into is not null;

    -- An identity number belongs to one file in the nation (I-16). Kept apart from `client`
    -- so that a collision with a file out of sight is settled by the desk, in silence (T32).
    create table identity_claim (
        hash bytea primary key,
        client_id uuid not null unique references client deferrable initially deferred
    );
    create table duplicate_review (
        id uuid primary key default gen_random_uuid(),
        client_id uuid not null references client deferrable initially deferred,
        other_client_id uuid not null references client,
        reason text not null,
        found_at timestamptz not null default clock_timestamp(),
        settled_at timestamptz
    );

    create table custody (
        id uuid primary key,
        client_id uuid not null references client deferrable initially deferred,
        unit text not null,
        province text not null,
        kind text not null,
        since timestamptz not null,
        until timestamptz,
        reason text not null,
        opened_by uuid not null,
        foreign key (unit, province) references unit (code, province),
        constraint custody_kind_known check (kind in ('residence', 'facility', 'court')),
        constraint custody_runs_forward check (until is null or until >= since)
    );
    -- I-3: exactly one commune holds the file at a time; a facility or a court once at most.
    create unique index one_commune_holds_the_file
        on custody (client_id) where kind = 'residence' and until is null;
    create unique index one_custody_per_unit
        on custody (client_id, unit) where until is null;
    create index custody_by_unit on custody (unit, client_id) where until is null;
    create index custody_by_province on custody (province, client_id) where until is null;
    create index custody_by_client on custody (client_id, since);

    -- The management record (hồ sơ quản lý): on which list of which commune, from when to when.
    create table management_record (
        id uuid primary key,
        client_id uuid not null references client,
        kind text not null,
        unit text not null,
        province text not null,
        since date not null,
        until date,
        closed_reason text,
        case_id uuid,
        provenance text not null,
        version integer not null default 1,
        foreign key (unit, province) references unit (code, province),
        constraint record_kind_known check (kind in ('addict', 'user', 'post_rehab')),
        constraint record_runs_forward check (until is null or until >= since),
        constraint record_closed_with_reason check ((until is null) = (closed_reason is null)),
        constraint record_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified'))
    );
    create unique index one_open_record_per_kind
        on management_record (client_id, kind) where until is null;
    create index record_by_unit on management_record (unit, kind, client_id);
    create index record_by_province on management_record (province, kind, client_id);

    create table service (
        id uuid primary key,
        client_id uuid not null references client,
        kind text not null,
        performed_on date not null,
        unit text not null,
        province text not null,
        case_id uuid,
        provider text,
        note text,
        provenance text not null,
        late_entry boolean not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        voided_at timestamptz,
        void_reason text,
        version integer not null default 1,
        foreign key (unit, province) references unit (code, province),
        constraint service_kind_known check (kind in (
            'counselling', 'screening_examination', 'assessment', 'behaviour_education',
            'treatment', 'rehabilitation', 'vocational_training', 'job_support', 'loan',
            'reintegration', 'prevention')),
        constraint service_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified')),
        constraint service_void_with_reason check ((voided_at is null) = (void_reason is null))
    );
    create index service_by_client on service (client_id, performed_on, kind)
        include (provenance, voided_at);
    """)


def downgrade() -> None:
    """Drop the tables of a client's file, cases apart."""
    op.execute(
        "drop table service, management_record, custody, duplicate_review, identity_claim, client"
    )

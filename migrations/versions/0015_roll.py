"""Sessions by roll; certificates; records of withdrawal treatment; substitution treatment.

A session hangs on no client, so its wall is by unit. What a client's file tells of it stands in the
attendance too, held to the session by a key: the commune reads the file, not the centre's sessions.
"""

from alembic import op

from migrations import care
from migrations.hanging import EVERY, hang

revision = "0015"
down_revision = "0014"

_HELD = {
    "hoanhap_unit": (
        "unit = any ((select string_to_array(nullif(current_setting('app.units', true), ''),"
        " ','))::text[])"
    ),
    "hoanhap_province": ("province = (select nullif(current_setting('app.province', true), ''))"),
    "hoanhap_nation": "true",
}


def upgrade() -> None:
    """Create the tables, the oldest wall first."""
    op.execute("set local lock_timeout = '500ms'")
    _sessions()
    _attendances()
    _certificates()
    care.health()
    care.substitution()


def _sessions() -> None:
    op.execute("""
    create table activity_session (
        id uuid primary key,
        kind text not null,
        phase text,
        title text not null,
        held_on date not null,
        starts_at text,
        hours numeric(4, 2) not null,
        led_by text,
        unit text not null,
        province text not null,
        note text,
        late_entry boolean not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        foreign key (unit, province) references unit (code, province),
        constraint activity_told_whole unique (id, kind, held_on, title, unit),
        constraint activity_kind_known check (kind in (
            'group_session', 'class', 'topic', 'psychotherapy', 'labour_therapy',
            'vocational_training', 'sport')),
        constraint activity_phase_known check (phase in ('a', 'b', 'c', 'd', 'e')),
        constraint activity_time_known check (starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
        constraint activity_hours_in_quarters check (
            hours > 0 and hours <= 24 and hours * 4 = trunc(hours * 4))
    );
    create index activity_by_unit on activity_session (unit, held_on desc, id desc);
    alter table activity_session enable row level security;
    alter table activity_session force row level security;
    create policy keeper_activity_session on activity_session to current_user
        using (true) with check (true);
    create constraint trigger write_is_audited after insert or update on activity_session
        deferrable initially deferred for each row execute function write_is_audited();
    """)
    for role, held in _HELD.items():
        op.execute(
            f"create policy {role.removeprefix('hoanhap_')}_activity_session on activity_session"
            f" to {role} using ({held}) with check ({held})"
        )
    op.execute(f"grant select, insert on activity_session to {EVERY}")


def _attendances() -> None:
    op.execute("""
    create table attendance (
        id uuid primary key,
        client_id uuid not null references client,
        case_id uuid references legal_case,
        activity_id uuid not null,
        kind text not null,
        held_on date not null,
        title text not null,
        presence text not null,
        hours numeric(4, 2) not null,
        result text,
        mark numeric(4, 2),
        service_id uuid references service deferrable initially deferred,
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
        constraint attendance_tells_of_its_session
            foreign key (activity_id, kind, held_on, title, unit)
            references activity_session (id, kind, held_on, title, unit),
        constraint one_service_per_attendance unique (service_id),
        constraint attendance_presence_known check (presence in ('present', 'absent', 'excused')),
        constraint attendance_counts_when_present check (
            (presence = 'present') = (hours > 0) and (presence = 'present') = (service_id is not null)),
        constraint attendance_hours_in_quarters check (
            hours >= 0 and hours <= 24 and hours * 4 = trunc(hours * 4)),
        constraint attendance_mark_in_range check (mark >= 0 and mark <= 10),
        constraint attendance_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified')),
        constraint attendance_void_with_reason check ((voided_at is null) = (void_reason is null))
    );
    create unique index one_attendance_per_session on attendance (activity_id, client_id)
        where voided_at is null;
    create index attendance_by_activity on attendance (activity_id, recorded_at, id);
    create index attendance_by_client on attendance (client_id, held_on desc, id desc);

    -- What was entered stays as it was; it may be voided, and what the arguments name may be filled
    -- in later, once. Two files of one person may become one.
    create function entry_is_never_rewritten() returns trigger language plpgsql as $$
    declare
        loose text[] := array['voided_at', 'void_reason', 'version', 'client_id', 'case_id'];
    begin
        if tg_nargs > 0 then
            loose := loose || tg_argv;
        end if;
        if to_jsonb(new) - loose <> to_jsonb(old) - loose or exists (
            select from unnest(tg_argv) as told (name)
            where to_jsonb(old) ->> told.name is not null
              and to_jsonb(old) ->> told.name is distinct from to_jsonb(new) ->> told.name) then
            raise exception 'an entry is never rewritten' using errcode = '23514',
                constraint = 'entry_is_never_rewritten';
        end if;
        return new;
    end $$;
    create trigger entry_is_never_rewritten before update on attendance
        for each row execute function entry_is_never_rewritten();
    """)
    hang("attendance", in_case=True)


def _certificates() -> None:
    op.execute("""
    create table certificate (
        id uuid primary key,
        client_id uuid not null references client,
        case_id uuid references legal_case,
        kind text not null,
        title text not null,
        hours integer,
        issued_on date not null,
        number text not null,
        issuer text not null,
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
        constraint one_service_per_certificate unique (service_id),
        constraint certificate_kind_known check (kind in (
            'vocational_elementary', 'vocational_under_3_months', 'literacy', 'class_completion',
            'topic_completion')),
        constraint certificate_hours_told check (hours > 0),
        constraint certificate_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified')),
        constraint certificate_void_with_reason check ((voided_at is null) = (void_reason is null))
    );
    -- In one file: that the number is in use elsewhere is nobody's business (T32).
    create unique index one_certificate_per_number on certificate (client_id, issuer, number)
        where voided_at is null;
    create index certificate_by_client on certificate (client_id, issued_on desc, id desc);
    create trigger entry_is_never_rewritten before update on certificate
        for each row execute function entry_is_never_rewritten();
    """)
    hang("certificate", in_case=True)


def downgrade() -> None:
    """Drop the tables; the services they were counted as stay."""
    op.execute("drop table substitution_dose, substitution_period, health_entry, health_record")
    op.execute("drop table certificate, attendance, activity_session")
    op.execute("drop function entry_is_never_rewritten()")

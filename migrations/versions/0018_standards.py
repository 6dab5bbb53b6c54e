"""Staff with credentials and trainings; reviews of facilities, model projects, providers.

None of it hangs on a client: a row is seen where its `unit` is, or where the row it belongs to is.
"""

from typing import Final

from alembic import op

from migrations.hanging import EVERY
from migrations.placed import PROVINCE, wall
from migrations.reviewing import reviews_close_whole

revision = "0018"
down_revision = "0017"

_PLACE: Final = """
        unit text not null,
        province text not null,
        foreign key (unit, province) references unit (code, province),"""
_KEPT: Final = """
        note text,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        voided_at timestamptz,
        void_reason text,
        version integer not null default 1,
        constraint {table}_void_with_reason check ((voided_at is null) = (void_reason is null))"""
# Tables with a unit of their own → what a unit reads besides its own rows.
PLACED: Final = {
    "staff_member": "",
    # The course of a province is the one its communes send people to.
    "training_course": f" or unit = {PROVINCE}",
    "facility_review": "",
    "model_project": "",
    # Published, and posted wherever people register (116/2021/NĐ-CP, Điều 32 khoản 1 điểm d).
    "provider": f" or province = {PROVINCE}",
}
# Tables of rows that belong to another's → that table, and the column naming it.
BELONGING: Final = {
    "credential": ("staff_member", "staff_id"),
    "training_attendance": ("staff_member", "staff_id"),
    "review_finding": ("facility_review", "review_id"),
    "remedy": ("facility_review", "review_id"),
}
# What the units themselves write; the rest is written by the province and the nation.
BY_UNITS: Final = {"staff_member", "credential", "training_course", "training_attendance"}
TABLES: Final = (*PLACED, *BELONGING)


def upgrade() -> None:
    """Create the tables, then wall them."""
    op.execute("set local lock_timeout = '500ms'")
    _staff()
    _trainings()
    _reviews()
    _projects_and_providers()
    reviews_close_whole()
    for table, also in PLACED.items():
        wall(table, also=also, by_units=table in BY_UNITS)
    for table, belongs in BELONGING.items():
        wall(table, belongs=belongs, by_units=table in BY_UNITS)
    _licences()


def _staff() -> None:
    op.execute(f"""
    create table staff_member (
        id uuid primary key,{_PLACE}
        full_name text not null,
        kinds text[] not null,
        account_id uuid references account,
        fields text[] not null,
        employed_from date not null,
        employed_until date,{_KEPT.format(table="staff_member")},
        constraint staff_kinds_known check (cardinality(kinds) > 0 and kinds <@ array[
            'doctor', 'physician_assistant', 'nurse', 'pharmacist', 'psychologist', 'counsellor',
            'social_worker', 'teacher', 'vocational_instructor', 'guard', 'manager', 'assessor',
            'police_officer', 'official', 'other']),
        constraint staff_fields_known check (fields <@ array[
            'medicine', 'pharmacy', 'social_work', 'psychology', 'pedagogy', 'law', 'economics',
            'other']),
        constraint staff_runs_forward check (employed_until >= employed_from)
    );
    create index staff_by_unit on staff_member (unit, id);
    create unique index one_staff_member_per_account on staff_member (account_id)
        where voided_at is null and employed_until is null;

    create table credential (
        id uuid primary key,
        staff_id uuid not null references staff_member,
        kind text not null,
        level text,
        field text,
        number text,
        scope text,
        issuer text not null,
        issued_on date not null,
        valid_until date,{_KEPT.format(table="credential")},
        constraint credential_kind_known check (kind in (
            'diploma', 'practising_licence', 'determination_certificate',
            'rehabilitation_certificate', 'counselling_certificate', 'judicial_record', 'other')),
        constraint diploma_has_level check ((kind = 'diploma') = (level is not null)),
        constraint credential_level_known
            check (level in ('intermediate', 'college', 'bachelor', 'master', 'doctor')),
        constraint licence_has_number check (kind <> 'practising_licence' or number is not null),
        constraint credential_runs_forward check (valid_until >= issued_on)
    );
    create index credential_by_staff on credential (staff_id, issued_on desc, id desc);
    create index credential_by_expiry on credential (valid_until, id) where voided_at is null;
    """)


def _trainings() -> None:
    op.execute(f"""
    create table training_course (
        id uuid primary key,{_PLACE}
        code text not null,
        title text not null,
        kind text not null,
        hours smallint not null,
        held_from date not null,
        held_until date not null,
        organiser text not null,{_KEPT.format(table="training_course")},
        constraint training_kind_known check (kind in (
            'rehabilitation', 'determination', 'counselling', 'social_work', 'substitution',
            'management', 'other')),
        constraint training_hours_known check (hours between 1 and 2000),
        constraint training_runs_forward check (held_until >= held_from)
    );
    create unique index one_training_per_code on training_course (unit, code)
        where voided_at is null;
    create index training_by_day on training_course (held_from desc, id desc);

    create table training_attendance (
        id uuid primary key,
        training_id uuid not null references training_course,
        staff_id uuid not null references staff_member,
        result text not null,
        certificate_number text,
        valid_until date,{_KEPT.format(table="training_attendance")},
        constraint attendance_result_known check (result in ('passed', 'failed', 'absent')),
        constraint certificate_for_who_passed check (
            result = 'passed' or (certificate_number is null and valid_until is null))
    );
    create unique index one_attendance_per_training on training_attendance (training_id, staff_id)
        where voided_at is null;
    create index attendance_by_staff on training_attendance (staff_id);
    create index attendance_by_expiry on training_attendance (valid_until, id)
        where voided_at is null;
    """)


def _reviews() -> None:
    op.execute(f"""
    create table facility_review (
        id uuid primary key,{_PLACE}
        facility_kind text not null,
        circumstances text[] not null,
        held_on date not null,
        edition text not null,
        team text[] not null,
        state text not null,
        follows uuid references facility_review,
        recheck_due_on date,
        closed_at timestamptz,{_KEPT.format(table="facility_review")},
        constraint review_state_known check (state in ('draft', 'closed')),
        constraint review_closed_at_its_closing check ((state = 'closed') = (closed_at is not null)),
        constraint recheck_after_review check (recheck_due_on > held_on)
    );
    create index review_by_unit on facility_review (unit, held_on desc, id desc);
    create unique index one_recheck_per_review on facility_review (follows)
        where voided_at is null;

    -- The criterion as it stood on the day of the review; a later law does not reach it.
    create table review_finding (
        id uuid primary key,
        review_id uuid not null references facility_review,
        seq smallint not null,
        criterion text not null,
        title_vi text not null,
        title_en text not null,
        law_act text not null,
        law_at text not null,
        law_edition text not null,
        unverified boolean not null,
        result text,
        evidence text,
        measured_value text,
        version integer not null default 1,
        constraint finding_result_known
            check (result in ('met', 'partly', 'not_met', 'not_applicable')),
        constraint finding_has_evidence check ((result is null) = (evidence is null)),
        constraint one_finding_per_criterion unique (review_id, criterion)
    );

    create table remedy (
        id uuid primary key,
        review_id uuid not null,
        criterion text not null,
        what text not null,
        owner text not null,
        due_on date not null,
        done_on date,
        evidence text,{_KEPT.format(table="remedy")},
        constraint remedy_of_a_finding foreign key (review_id, criterion)
            references review_finding (review_id, criterion),
        constraint remedy_done_with_evidence check ((done_on is null) = (evidence is null))
    );
    create index remedy_by_review on remedy (review_id, due_on, id);
    """)


def _projects_and_providers() -> None:
    op.execute(f"""
    create table model_project (
        id uuid primary key,{_PLACE}
        region smallint not null,
        name text not null,
        kind text not null,
        runs_from date not null,
        runs_until date,
        state text not null,
        result text,{_KEPT.format(table="model_project")},
        constraint model_region_known check (region between 1 and 6),
        constraint model_kind_known check (kind in (
            'voluntary_home', 'voluntary_community', 'voluntary_centre', 'compulsory',
            'post_rehab', 'substitution', 'other')),
        constraint model_state_known check (state in ('planned', 'running', 'effective', 'ended')),
        constraint model_effect_is_told check (state <> 'effective' or result is not null),
        constraint model_runs_forward check (runs_until >= runs_from)
    );
    create index model_by_region on model_project (region, id);

    create table provider (
        id uuid primary key,{_PLACE}
        kind text not null,
        name text not null,
        services text[] not null,
        facility text references unit,
        case_id uuid references legal_case,
        licence_number text,
        valid_from date,
        valid_until date,
        withdrawn_on date,
        withdrawn_reason text,{_KEPT.format(table="provider")},
        constraint provider_kind_known
            check (kind in ('organisation', 'individual', 'private_centre', 'public_unit')),
        constraint provider_services_known check (cardinality(services) > 0 and services <@ array[
            'plan_counselling', 'detox', 'education', 'labour_vocational_reintegration']),
        constraint provider_by_case_or_by_hand
            check ((case_id is null) = (valid_from is not null and licence_number is not null)),
        constraint provider_case_tells_the_days check (case_id is null or (
            licence_number is null and valid_from is null and valid_until is null
            and withdrawn_on is null and facility is not null)),
        constraint provider_withdrawn_with_reason
            check ((withdrawn_on is null) = (withdrawn_reason is null)),
        constraint provider_runs_forward
            check (valid_until >= valid_from and withdrawn_on >= valid_from)
    );
    create index provider_by_unit on provider (province, unit, id);
    create unique index one_provider_per_case on provider (case_id) where voided_at is null;
    """)


def _licences() -> None:
    """A commune does not see the case of a centre, but whether its licence stands it must know."""
    op.execute("""
    -- The state a licence's case was in at the end of a day, the day of that step and its paper;
    -- for a provider that the caller's reach sees, and no other case.
    create function licence_on(p_provider uuid, p_day date)
    returns table (state text, since date, number text)
    language sql stable security definer set search_path = pg_catalog, public as $$
        select s.to_state, (s.occurred_at at time zone 'Asia/Ho_Chi_Minh')::date,
            s.body #>> '{decision,number}'
        from public.provider p join public.step s on s.case_id = p.case_id
        where p.id = p_provider and s.client_id is null
          and (current_setting('app.reach', true) = 'nation'
               or p.province = nullif(current_setting('app.province', true), ''))
          and (s.occurred_at at time zone 'Asia/Ho_Chi_Minh')::date <= p_day
          and (s.seq = 1 or s.from_state <> s.to_state)
        order by s.seq desc limit 1
    $$;
    revoke all on function licence_on from public;
    """)
    op.execute(f"grant execute on function licence_on to {EVERY}")


def downgrade() -> None:
    """Drop them."""
    op.execute("drop function licence_on")
    op.execute(f"drop table {', '.join(reversed(TABLES))}")
    op.execute("drop function review_closes_whole, closed_review_is_final")

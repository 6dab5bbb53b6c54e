"""Life in a centre: incidents and who was told, the outside, grades, measures, belongings.

What was told stays as it was told: a row is voided, a notice given once, a belonging handed on once.
"""

from alembic import op

from migrations.hanging import hang

revision = "0013"
down_revision = "0012"

_OF_A_FILE = """
        id uuid primary key,
        client_id uuid not null references client,
        case_id uuid references legal_case,
"""


def _entered(table: str) -> str:
    """Columns and promises of a row that is entered once and voided when it was a mistake."""
    return f"""
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
        constraint {table}_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified')),
        constraint {table}_void_with_reason check ((voided_at is null) = (void_reason is null))
    """


def upgrade() -> None:
    """Create the tables, then what keeps them as they were told."""
    op.execute("set local lock_timeout = '500ms'")
    _incidents()
    _outside()
    _conduct()
    _belongings()
    _as_told()


def _incidents() -> None:
    op.execute(f"""
    create table incident ({_OF_A_FILE}
        kind text not null,
        happened_at timestamptz not null,
        place text,
        description text not null,
        injured integer,
        told_by text,
        clocks text[] not null,
        constraint incident_and_client unique (id, client_id),
        constraint incident_kind_known check (kind in (
            'escape', 'death', 'violence', 'self_harm', 'illness', 'fire', 'other')),
        constraint incident_injured_counted check (injured >= 0),
        constraint incident_not_before_it check (happened_at <= recorded_at),
        {_entered("incident")}
    );
    create index incident_by_client on incident (client_id, happened_at desc, id desc);
    create index incident_by_unit on incident (unit, happened_at desc, id desc);

    create table incident_notice (
        id uuid primary key,
        client_id uuid not null references client,
        incident_id uuid not null,
        duty text not null,
        recipient text not null,
        title jsonb not null,
        legal_basis jsonb not null,
        at_once boolean not null,
        span integer,
        span_unit text,
        due_at timestamptz,
        explanation jsonb not null,
        unverified boolean not null,
        given_at timestamptz,
        given_to text,
        given_how text,
        given_by uuid,
        given_recorded_at timestamptz,
        version integer not null default 1,
        constraint notice_of_an_incident_of_its_client
            foreign key (incident_id, client_id) references incident (id, client_id) deferrable,
        constraint one_notice_per_duty unique (incident_id, duty),
        constraint notice_is_given_whole check (
            num_nonnulls(given_at, given_to, given_how, given_by, given_recorded_at) in (0, 5)),
        constraint notice_not_before_given check (given_at <= given_recorded_at),
        constraint notice_how_known check (given_how in (
            'letter', 'official_letter', 'telephone', 'in_person', 'electronic'))
    );
    create index incident_notice_ungiven on incident_notice (due_at) where given_at is null;
    """)
    hang("incident", in_case=True)
    hang("incident_notice")


def _outside() -> None:
    op.execute(f"""
    create table outside_contact ({_OF_A_FILE}
        kind text not null,
        happened_at timestamptz not null,
        minutes integer,
        visitors integer,
        who text not null,
        relation text not null,
        what text,
        allowed_by text,
        warnings jsonb not null,
        constraint outside_contact_kind_known check (kind in (
            'visit', 'spouse_visit', 'call', 'parcel', 'money', 'medicine')),
        constraint outside_contact_counted check (minutes > 0 and visitors > 0),
        constraint outside_contact_not_before_it check (happened_at <= recorded_at),
        {_entered("outside_contact")}
    );
    create index outside_contact_by_client
        on outside_contact (client_id, happened_at desc, id desc);
    """)
    hang("outside_contact", in_case=True)


def _conduct() -> None:
    op.execute(f"""
    create table monthly_grade ({_OF_A_FILE}
        month date not null,
        grade text not null,
        reason text,
        decided_by text not null,
        decided_on date not null,
        constraint grade_known check (grade in ('good', 'fair', 'average', 'poor')),
        constraint grade_of_a_whole_month check (extract(day from month) = 1),
        constraint grade_not_before_its_month check (decided_on >= month),
        {_entered("monthly_grade")}
    );
    create unique index one_living_grade_per_month on monthly_grade (client_id, month)
        where voided_at is null;

    create table conduct_measure ({_OF_A_FILE}
        kind text not null,
        sort text not null,
        reason text not null,
        decision_number text,
        decided_by text not null,
        decided_on date not null,
        from_on date,
        until_on date,
        constraint measure_kind_known check (kind in (
            'reprimand', 'warning', 'special_area',
            'commendation', 'relief_proposal', 'other_reward')),
        constraint measure_sort_known check (sort in ('reward', 'discipline')),
        constraint special_area_has_a_beginning check (
            (kind = 'special_area') = (from_on is not null)),
        constraint measure_runs_forward check (
            until_on is null or (from_on is not null and until_on >= from_on)),
        {_entered("conduct_measure")}
    );
    create index conduct_measure_by_client on conduct_measure (client_id, decided_on desc, id desc);
    """)
    hang("monthly_grade", in_case=True)
    hang("conduct_measure", in_case=True)


def _belongings() -> None:
    op.execute(f"""
    create table belonging ({_OF_A_FILE}
        what text not null,
        quantity integer not null,
        value_dong bigint,
        receipt_number text not null,
        received_at timestamptz not null,
        released_as text,
        released_at timestamptz,
        released_to text,
        released_note text,
        constraint belonging_counted check (quantity > 0 and value_dong >= 0),
        constraint belonging_not_before_it check (received_at <= recorded_at),
        constraint belonging_released_whole check (
            num_nonnulls(released_as, released_at, released_to) in (0, 3)
            and (released_note is null or released_at is not null)),
        constraint belonging_release_known check (
            released_as in ('returned', 'sent_home', 'destroyed')),
        constraint belonging_released_after_it check (released_at >= received_at),
        {_entered("belonging")}
    );
    create index belonging_by_client on belonging (client_id, received_at desc, id desc);
    """)
    hang("belonging", in_case=True)


# Table → the columns that may still be told later, once; the name of the promise that it is once.
_LATER = {
    "incident": "",
    "incident_notice": "given_at,given_to,given_how,given_by,given_recorded_at",
    "outside_contact": "",
    "monthly_grade": "",
    "conduct_measure": "until_on",
    "belonging": "released_as,released_at,released_to,released_note",
}
_ONCE = {
    "incident_notice": ("given_at", "notice_is_given_once"),
    "conduct_measure": ("until_on", "measure_is_ended_once"),
    "belonging": ("released_at", "belonging_is_released_once"),
}


def _as_told() -> None:
    """Nothing told is rewritten; files of one person may become one (`client_id`, `case_id`)."""
    op.execute("""
    create function told_in_a_centre_stays() returns trigger language plpgsql as $$
    declare
        free text[] := array['voided_at', 'void_reason', 'version', 'client_id', 'case_id'];
        later text[] := string_to_array(tg_argv[0], ',');
        before jsonb := to_jsonb(old) - free;
        after jsonb := to_jsonb(new) - free;
    begin
        if before - later <> after - later then
            raise exception 'told otherwise' using errcode = '23514',
                constraint = 'told_in_a_centre_stays';
        end if;
        if tg_nargs > 1 and before -> tg_argv[1] <> 'null'::jsonb and before <> after then
            raise exception 'done already' using errcode = '23514', constraint = tg_argv[2];
        end if;
        return new;
    end $$;
    """)
    for table, later in _LATER.items():
        said = ", ".join(f"'{one}'" for one in (later, *_ONCE.get(table, ())))
        op.execute(
            f"create trigger told_in_a_centre_stays before update on {table}"
            f" for each row execute function told_in_a_centre_stays({said})"
        )


def downgrade() -> None:
    """Drop them."""
    op.execute(
        "drop table belonging, conduct_measure, monthly_grade, outside_contact, incident_notice,"
        " incident"
    )
    op.execute("drop function told_in_a_centre_stays()")

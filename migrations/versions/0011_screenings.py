"""Screenings: what was answered, by which version of an instrument, and what it came to.

Beside them the days of clinical observation (18/2021/TT-BYT, Điều 4). A score is never written
anew: a mistake is voided, and what came later names what it follows.
"""

from alembic import op

from migrations.hanging import hang

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Create both tables; a screening is told by the service it is counted as."""
    op.execute("set local lock_timeout = '500ms'")
    op.execute("""
    create table screening (
        id uuid primary key,
        client_id uuid not null references client,
        instrument text not null,
        instrument_version text not null,
        digest text not null,
        performed_on date not null,
        unit text not null,
        province text not null,
        case_id uuid,
        service_id uuid not null references service,
        follows uuid,
        assessor text,
        answers jsonb not null,
        scores jsonb not null,
        note text,
        provenance text not null,
        late_entry boolean not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        voided_at timestamptz,
        void_reason text,
        version integer not null default 1,
        foreign key (unit, province) references unit (code, province),
        constraint screening_and_client unique (id, client_id),
        constraint one_screening_per_service unique (service_id),
        constraint screening_follows_one_of_its_client
            foreign key (follows, client_id) references screening (id, client_id) deferrable,
        constraint screening_has_scores check (
            jsonb_typeof(answers) = 'array' and jsonb_typeof(scores) = 'array'
            and jsonb_array_length(scores) > 0),
        constraint screening_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified')),
        constraint screening_void_with_reason check ((voided_at is null) = (void_reason is null))
    );
    create index screening_by_client on screening (client_id, performed_on desc, id desc);
    create unique index one_conclusion_per_observation on screening (follows)
        where voided_at is null;

    create table observation (
        id uuid primary key,
        client_id uuid not null references client,
        screening_id uuid not null,
        observed_on date not null,
        chart text not null,
        findings text not null,
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
        constraint observation_of_a_screening_of_its_client
            foreign key (screening_id, client_id) references screening (id, client_id)
            deferrable,
        constraint observation_chart_known check (chart in ('opioid', 'stimulant', 'cannabis')),
        constraint observation_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified')),
        constraint observation_void_with_reason check ((voided_at is null) = (void_reason is null))
    );
    create index observation_by_screening on observation (screening_id, observed_on, id);

    -- What was answered and what it came to stay as they were: a row may only be voided; two
    -- files of one person may become one.
    create function score_is_never_rewritten() returns trigger language plpgsql as $$
    begin
        if to_jsonb(new) - array['voided_at', 'void_reason', 'version', 'client_id', 'case_id']
            <> to_jsonb(old) - array['voided_at', 'void_reason', 'version', 'client_id', 'case_id']
        then
            raise exception 'a score is never rewritten' using errcode = '23514',
                constraint = 'score_is_never_rewritten';
        end if;
        return new;
    end $$;
    create trigger score_is_never_rewritten before update on screening
        for each row execute function score_is_never_rewritten();
    create trigger score_is_never_rewritten before update on observation
        for each row execute function score_is_never_rewritten();
    """)
    hang("screening", in_case=True)
    hang("observation")


def downgrade() -> None:
    """Drop both tables; the services they were counted as stay."""
    op.execute("drop table observation, screening")
    op.execute("drop function score_is_never_rewritten()")

"""Circumstances of a person: what they use and how they live, as they told on a day."""

from alembic import op

from migrations import merging, sealing
from migrations.hanging import hang
from migrations.remembering import remember

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Create the table."""
    op.execute("set local lock_timeout = '500ms'")
    op.execute("""
    create table circumstance (
        id uuid primary key,
        client_id uuid not null references client,
        case_id uuid references legal_case,
        stage text not null,
        told_on date not null,
        -- Codes of substances and routes are the book's (substances.toml); the service looks there.
        main_substance text,
        other_substances text[],
        route text,
        first_use_age smallint,
        days_used_30 smallint,
        injecting text,
        shared_needles boolean,
        ever_treated boolean,
        ever_substitution boolean,
        hiv_tested boolean,
        hcv_tested boolean,
        lives_with text,
        children smallint,
        housing text,
        work text,
        education text,
        referral_source text,
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
        constraint circumstance_stage_known check (
            stage in ('intake', 'review', 'exit', 'follow_up')),
        constraint circumstance_not_before_told check (
            told_on <= (recorded_at at time zone 'Asia/Ho_Chi_Minh')::date),
        constraint circumstance_main_is_not_among_others check (
            main_substance <> all (other_substances)),
        constraint circumstance_days_used_can_be check (days_used_30 between 0 and 30),
        constraint circumstance_first_use_can_be check (first_use_age between 0 and 120),
        constraint circumstance_children_can_be check (children between 0 and 30),
        constraint circumstance_injecting_known check (injecting in ('never', 'ever', 'now')),
        constraint circumstance_lives_with_known check (lives_with in (
            'alone', 'parents', 'partner', 'children', 'partner_children', 'relatives', 'friends',
            'institution', 'other', 'unknown')),
        constraint circumstance_housing_known check (
            housing in ('stable', 'unstable', 'institution', 'unknown')),
        constraint circumstance_work_known check (
            work in ('employed', 'studying', 'unemployed', 'unable', 'unknown')),
        constraint circumstance_education_known check (education in (
            'none', 'primary', 'lower_secondary', 'upper_secondary', 'vocational', 'higher',
            'unknown')),
        constraint circumstance_referral_known check (referral_source in (
            'self', 'family', 'treatment', 'health', 'social', 'justice', 'school', 'work',
            'other', 'unknown')),
        constraint circumstance_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified')),
        constraint circumstance_void_with_reason check (
            (voided_at is null) = (void_reason is null))
    );
    -- The latest that counts tells where a person stands on a day; the list shows the voided too.
    create index circumstance_by_client on circumstance (client_id, told_on desc, id desc);
    """)
    hang("circumstance", in_case=True)
    sealing.shut_table("circumstance")
    remember("circumstance", "note", "void_reason")
    merging.write()


def downgrade() -> None:
    """Drop it, and write the functions of a merge without the table."""
    op.execute("drop table circumstance")
    merging.write()

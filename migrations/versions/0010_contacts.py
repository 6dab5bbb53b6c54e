"""Contacts of commune and centre with a person: visits, calls, meetings, met or not."""

from alembic import op

from migrations.hanging import hang

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Create the table."""
    op.execute("set local lock_timeout = '500ms'")
    op.execute("""
    create table contact (
        id uuid primary key,
        client_id uuid not null references client,
        case_id uuid references legal_case,
        kind text not null,
        happened_at timestamptz not null,
        outcome text not null,
        next_due date,
        health text,
        family_work text,
        behaviour text,
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
        constraint contact_kind_known check (kind in (
            'visit', 'office', 'telephone', 'video', 'family', 'group')),
        constraint contact_outcome_known check (outcome in (
            'met', 'not_met', 'refused', 'left_message')),
        constraint contact_due_after_it check (
            next_due >= (happened_at at time zone 'Asia/Ho_Chi_Minh')::date),
        constraint contact_not_before_recorded check (happened_at <= recorded_at),
        constraint contact_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified')),
        constraint contact_void_with_reason check ((voided_at is null) = (void_reason is null))
    );
    -- The newest that count say when the next is due and how many were missed since; the list
    -- shows the voided too.
    create index contact_by_client on contact (client_id, happened_at desc, id desc);
    """)
    hang("contact", in_case=True)


def downgrade() -> None:
    """Drop it."""
    op.execute("drop table contact")

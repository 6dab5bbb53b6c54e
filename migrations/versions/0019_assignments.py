"""Who of a unit looks after a person."""

from alembic import op

from migrations.hanging import hang

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Create the table."""
    op.execute("set local lock_timeout = '500ms'")
    op.execute("""
    create table assignment (
        id uuid primary key,
        client_id uuid not null references client,
        account_id uuid not null references account,
        unit text not null,
        province text not null,
        since timestamptz not null,
        until timestamptz,
        reason text,
        reason_ended text,
        assigned_by uuid not null,
        version integer not null default 1,
        foreign key (unit, province) references unit (code, province),
        constraint assignment_runs_forward check (until >= since),
        constraint assignment_ended_with_reason check ((until is null) = (reason_ended is null))
    );
    -- A person is looked after by one of each unit, or by nobody there.
    create unique index one_caseworker_per_unit on assignment (client_id, unit)
        where until is null;
    create index assignment_by_account on assignment (account_id, client_id) where until is null;
    create index assignment_by_client on assignment (client_id, since desc);
    """)
    hang("assignment")


def downgrade() -> None:
    """Drop it."""
    op.execute("drop table assignment")

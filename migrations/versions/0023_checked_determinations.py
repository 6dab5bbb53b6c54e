"""What a determination rests on: the finding by the six criteria, the assessor, the credentials."""

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the references; one finding is the ground of one determination."""
    op.execute("set local lock_timeout = '500ms'")
    op.execute("""
    alter table determination
        add column screening_id uuid references screening,
        add column assessor_id uuid references staff_member,
        add column qualified_by jsonb not null default '[]',
        add constraint credentials_of_an_assessor check (
            assessor_id is not null or qualified_by = '[]');
    create unique index one_determination_per_finding on determination (screening_id);
    """)


def downgrade() -> None:
    """Drop them: what rested on them is told from then on."""
    op.execute("""
    alter table determination
        drop column screening_id, drop column assessor_id, drop column qualified_by;
    """)

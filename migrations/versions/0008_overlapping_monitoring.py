"""Monitoring of two measures may overlap: the next is decided weeks before the first has ended.

163/2026/NĐ-CP, Điều 16 khoản 2 điểm a (12 hours from the post-rehab decision), Điều 20 khoản 4. The
law itself refuses a second decision for one and the same measure.
"""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Leave monitoring out of the promise of one open case of a procedure."""
    op.execute("set local lock_timeout = '500ms'")
    op.execute("drop index one_open_case_per_procedure")
    op.execute("""
    create unique index one_open_case_per_procedure on legal_case (client_id, procedure)
        where closed_at is null and procedure <> 'e-monitoring'
    """)


def downgrade() -> None:
    """Take it in again."""
    op.execute("drop index one_open_case_per_procedure")
    op.execute("""
    create unique index one_open_case_per_procedure on legal_case (client_id, procedure)
        where closed_at is null
    """)

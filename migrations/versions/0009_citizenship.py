"""Whose citizen a client is: a foreigner who is addicted registers at a centre only.

73/2021/QH14, Điều 37 khoản 2; 120/2025/QH15, Điều 40 khoản 2. Codes are those of ISO 3166-1.
"""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Take everybody on file for a citizen until told otherwise."""
    op.execute("set local lock_timeout = '500ms'")
    op.execute("""
    alter table client
        add column citizenship text not null default 'VN',
        add constraint citizenship_is_a_code check (citizenship ~ '^[A-Z]{2}$')
    """)


def downgrade() -> None:
    """Forget it."""
    op.execute("alter table client drop column citizenship")

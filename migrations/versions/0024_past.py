"""What was known before: the past of every row that a figure counts."""

from typing import Final

from alembic import op

from migrations.remembering import forget, memory, remember
from migrations.sealing import shut_table

revision = "0024"
down_revision = "0023"

_NAMES: Final = (
    "full_name", "other_names", "name_key", "parts_key", "sort_key", "identity_sealed",
    "identity_hash", "address_sealed", "phone_sealed",
)  # fmt: skip
_WORDS: Final = {
    "custody": (),
    "management_record": (),
    "legal_case": ("term",),
    "service": ("note", "provider", "void_reason"),
    "deadline": ("explanation", "title", "legal_basis", "breach_reason"),
    "determination": ("assessor", "qualified_by"),
    "body_test": ("note", "ground", "sample", "done_by", "void_reason"),
    "support_item": ("note", "need", "provider", "void_reason"),
    "contact": ("note", "health", "family_work", "behaviour", "void_reason"),
    "stay": ("note", "void_reason"),
    "substitution_period": ("note", "void_reason"),
    "transfer": (
        "full_name", "birth_year", "address_sealed", "former_address_sealed", "answer_reason",
        "legal_basis",
    ),
}  # fmt: skip


def upgrade() -> None:
    """Make the memory, and hang it on what is counted."""
    op.execute("set local lock_timeout = '500ms'")
    memory()
    shut_table("past")
    remember("client", *_NAMES, whose="id")
    for table, words in _WORDS.items():
        remember(table, *words)
    # The newest entry of a nation is one look.
    for table in ("service", "management_record"):
        op.execute(f"create index {table}_by_knowing on {table} (known_from)")
    # Figures of timeliness ask for a few clocks of a period, of all there ever were.
    op.execute("create index deadline_by_clock on deadline (clock, due_at)")


def downgrade() -> None:
    """Forget: figures are then known as they are today."""
    op.execute("drop index deadline_by_clock")
    for table in ("client", *_WORDS):
        forget(table)
    op.execute("drop table past; drop function is_remembered; drop function what_counts")

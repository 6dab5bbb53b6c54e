"""What every table that stands in a facility and hangs on no client gets: wall, grants, promises.

Like `hanging.py`, it says what it did when it was written, so it never changes.
"""

from typing import Final

from alembic import op

from migrations.hanging import EVERY

_UNITS: Final = (
    "(select string_to_array(nullif(current_setting('app.units', true), ''), ','))::text[]"
)
_PROVINCE: Final = "(select nullif(current_setting('app.province', true), ''))"


def stand(table: str) -> None:
    """Let a table with `facility` and `province` be seen and kept there, and by those above."""
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    for role, mine in (
        ("unit", f"facility = any ({_UNITS})"),
        ("province", f"province = {_PROVINCE}"),
        ("nation", "true"),
    ):
        op.execute(
            f"create policy {role}_{table} on {table} to hoanhap_{role} using ({mine})"
            f" with check ({mine})"
        )
    op.execute(
        f"create policy keeper_{table} on {table} to current_user using (true) with check (true)"
    )
    op.execute(f"grant select, insert, update on {table} to {EVERY}")
    op.execute(
        f"create constraint trigger write_is_audited after insert or update on {table}"
        " deferrable initially deferred for each row execute function write_is_audited()"
    )
    op.execute(
        f"create trigger version_advances_by_one before update on {table}"
        " for each row execute function version_advances_by_one()"
    )

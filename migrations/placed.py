"""The wall of tables that hang on no client: seen where their unit is, or with what they belong to.

Used by revision 0018. It says what that revision did when it was written, so it never changes.
"""

from typing import Final

from alembic import op

from migrations.hanging import EVERY, REACHES

_UNIT, _PROVINCE_ROLE, _NATION = REACHES
_UNITS: Final = (
    "(select string_to_array(nullif(current_setting('app.units', true), ''), ','))::text[]"
)
PROVINCE: Final = "(select nullif(current_setting('app.province', true), ''))"


def wall(
    table: str, *, also: str = "", belongs: tuple[str, str] | None = None, by_units: bool
) -> None:
    """Row security, grants, audit and versions of one table.

    `also`: what a unit reads besides its own rows. `belongs`: the table whose rows decide, and the
    column naming one. `by_units`: units write it too; else province and nation alone.
    """
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    parent, column = belongs or ("", "")
    # The parent's own policy decides: what cannot be seen has no rows either.
    below = f"exists (select from {parent} p where p.id = {table}.{column})"
    held = {
        _UNIT: below if parent else f"unit = any ({_UNITS})",
        _PROVINCE_ROLE: below if parent else f"province = {PROVINCE}",
    }
    writers = EVERY if by_units else f"{_PROVINCE_ROLE}, {_NATION}"
    for role, seen in held.items():
        reach = role.removeprefix("hoanhap_")
        more = also if role == _UNIT else ""
        if role == _UNIT and not by_units:
            op.execute(f"create policy {reach}_{table} on {table} for select to {role}"
                       f" using ({seen}{more})")  # fmt: skip
            continue
        op.execute(f"create policy {reach}_{table} on {table} to {role}"
                   f" using ({seen}) with check ({seen})")  # fmt: skip
        if more:
            op.execute(f"create policy {reach}_reads_{table} on {table} for select to {role}"
                       f" using ({more.removeprefix(' or ')})")  # fmt: skip
    for role, name in ((_NATION, "nation"), ("current_user", "keeper")):
        op.execute(
            f"create policy {name}_{table} on {table} to {role} using (true) with check (true)"
        )
    op.execute(f"grant select on {table} to {EVERY}")
    op.execute(f"grant insert, update on {table} to {writers}")
    op.execute(
        f"create constraint trigger write_is_audited after insert or update on {table}"
        " deferrable initially deferred for each row execute function write_is_audited()"
    )
    op.execute(
        f"create trigger version_advances_by_one before update on {table}"
        " for each row execute function version_advances_by_one()"
    )

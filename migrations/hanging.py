"""What every table that hangs on a client gets: wall, grants, audit, versions (see 0006, 0007).

Used by revisions after 0007. It says what they did when they were written, so it never changes:
what a later revision wants otherwise it writes itself.
"""

from typing import Final

from alembic import op

REACHES: Final = ("hoanhap_unit", "hoanhap_province", "hoanhap_nation")
EVERY: Final = ", ".join(REACHES)
_UNITS: Final = (
    "(select string_to_array(nullif(current_setting('app.units', true), ''), ','))::text[]"
)
_PROVINCE: Final = "(select nullif(current_setting('app.province', true), ''))"
_HELD: Final = {
    "hoanhap_unit": f"k.unit = any ({_UNITS})",
    "hoanhap_province": f"k.province = {_PROVINCE}",
}


def hang(table: str, *, versioned: bool = True, in_case: bool = False) -> None:
    """Wall, grants and promises of a table with a `client_id`.

    `versioned`: rows change, one version a time; else they are only ever added. `in_case`: it
    has a `case_id`, which must be a case of the same client.
    """
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    for role, held in _HELD.items():
        seen = (
            f"exists (select from custody k where k.client_id = {table}.client_id"
            f" and k.until is null and {held})"
        )
        op.execute(
            f"create policy {role.removeprefix('hoanhap_')}_{table} on {table} to {role}"
            f" using ({seen}) with check ({seen})"
        )
    op.execute(
        f"create policy nation_{table} on {table} to hoanhap_nation using (true) with check (true)"
    )
    op.execute(
        f"create policy keeper_{table} on {table} to current_user using (true) with check (true)"
    )
    op.execute(f"grant select, insert{', update' if versioned else ''} on {table} to {EVERY}")
    op.execute(
        f"create constraint trigger write_is_audited after insert or update on {table}"
        " deferrable initially deferred for each row execute function write_is_audited()"
    )
    if versioned:
        op.execute(
            f"create trigger version_advances_by_one before update on {table}"
            " for each row execute function version_advances_by_one()"
        )
    if in_case:
        op.execute(
            "create trigger case_and_client_agree before insert or update of client_id, case_id"
            f" on {table} for each row execute function case_and_client_agree()"
        )

"""Two files of one person become one, and two again: functions written from the tables there are.

Every table that hangs on a client is named in the functions, so a revision that adds one calls
`write` again; tests/migrations says so when one is forgotten. What the functions do: docs/adr/0018.
"""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from alembic import op

# They say who the person is or who holds the file; the functions know each by name.
APART: Final = ("custody", "identity_claim", "duplicate_review", "merge", "non_match")
_TABLES: Final = sa.text("""
select c.relname::text as name,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'version'
               and not a.attisdropped) as versioned
from pg_constraint f join pg_class c on c.oid = f.conrelid
join pg_attribute k on k.attrelid = c.oid and k.attnum = f.conkey[1]
where f.contype = 'f' and f.confrelid = 'client'::regclass and cardinality(f.conkey) = 1
  and k.attname = 'client_id' and c.relnamespace = 'public'::regnamespace
order by 1
""")
_PARENTS: Final = sa.text("""
select c.relname::text as child, k.attname::text as key, p.relname::text as parent
from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class p on p.oid = f.confrelid
join pg_attribute k on k.attrelid = c.oid and k.attnum = f.conkey[1]
where f.contype = 'f' and c.relnamespace = 'public'::regnamespace and k.attname <> 'client_id'
order by 1, 2
""")
_TOGETHER: Final = sa.text("""
select c.relname::text as child, f.conname::text as name from pg_constraint f
join pg_class c on c.oid = f.conrelid
where f.contype = 'f' and cardinality(f.conkey) > 1 and not f.condeferrable
  and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'client_id'
              and a.attnum = any (f.conkey))
""")

_UNFOUND: Final = sa.text("""
select c.relname::text from pg_class c join pg_attribute k on k.attrelid = c.oid
where k.attname = 'client_id' and c.relkind = 'r' and c.relname = any (:tables)
  and c.relnamespace = 'public'::regnamespace and not exists (
      select from pg_index i where i.indrelid = c.oid and i.indkey[0] = k.attnum
      and i.indpred is null)
""")


@dataclass(frozen=True)
class Hanging:
    """A table whose rows go along with a file, and by which keys they hang on other such rows."""

    name: str
    versioned: bool
    parents: tuple[tuple[str, str], ...]
    # Keys to rows of the same table: a later entry that names an earlier one.
    earlier: tuple[str, ...]

    @property
    def bump(self) -> str:
        """What an UPDATE says beside the file, where rows have versions."""
        return ", version = version + 1" if self.versioned else ""


def write() -> None:
    """Write the functions anew, and hang the guard on every table of a file."""
    tables = _hanging()
    stiff = [f"{child}.{name}" for child, name in op.get_bind().execute(_TOGETHER)]
    if stiff:
        raise ValueError(f"a key with client_id must be deferrable to move with a file: {stiff}")
    unfound = op.get_bind().execute(_UNFOUND, {"tables": [table.name for table in tables]})
    if slow := unfound.scalars().all():
        raise ValueError(f"no index finds all rows of a file: {slow}")
    op.execute(_merge(tables))
    op.execute(_part(tables))
    op.execute(_count(tables))
    for table in tables:
        op.execute(f"drop trigger if exists file_is_living on {table.name}")
        op.execute(
            f"create trigger file_is_living before insert on {table.name}"
            " for each row execute function file_is_living()"
        )


def _hanging() -> list[Hanging]:
    """The tables of a file, each after those its rows hang on."""
    bind = op.get_bind()
    found = {row.name: row.versioned for row in bind.execute(_TABLES) if row.name not in APART}
    parents: dict[str, list[tuple[str, str]]] = {name: [] for name in found}
    earlier: dict[str, list[str]] = {name: [] for name in found}
    for child, key, parent in bind.execute(_PARENTS):
        if child == parent and child in found:
            earlier[child].append(key)
        elif child in found and parent in found:
            parents[child].append((key, parent))
    ordered: list[Hanging] = []
    while len(ordered) < len(found):
        done = {table.name for table in ordered}
        ready = [
            name
            for name in sorted(found)
            if name not in done and all(parent in done for _, parent in parents[name])
        ]
        ordered += [
            Hanging(name, found[name], tuple(parents[name]), tuple(earlier[name])) for name in ready
        ]
    return ordered


def _merge(tables: list[Hanging]) -> str:
    moves = "".join(
        f"""
        with gone as (update public.{t.name} set client_id = p_survivor{t.bump}
            where client_id = p_merged returning id)
        select coalesce(jsonb_agg(id), '[]') into ids from gone;
        moved := moved || jsonb_build_object('{t.name}', ids);"""
        for t in tables
    )
    return f"""
    create or replace function move_rows(p_merged uuid, p_survivor uuid) returns jsonb
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare
        ids jsonb;
        moved jsonb := '{{}}';
    begin
        if not (public.holds(p_merged) and public.holds(p_survivor)) then
            raise exception 'not held' using errcode = '42501';
        end if;
        set constraints all deferred;
        perform set_config('app.merging', 'yes', true);{moves}
        perform set_config('app.merging', '', true);
        return moved;
    end $$;
    """


def _part(tables: list[Hanging]) -> str:
    """What moved goes back, and with it what was hung on it since."""
    moves = "".join(
        f"""
        update public.{t.name} set client_id = p_merged{t.bump}
            where client_id = p_survivor and (id in (select jsonb_array_elements_text(
                coalesce(p_moved -> '{t.name}', '[]'))::uuid){_since(t)});{_later(t)}"""
        for t in tables
    )
    return f"""
    create or replace function part_rows(p_survivor uuid, p_merged uuid, p_moved jsonb)
    returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
    begin
        if not public.holds(p_survivor) or not exists (select from public.client
                where id = p_merged and merged_into = p_survivor) then
            raise exception 'not held' using errcode = '42501';
        end if;
        set constraints all deferred;
        perform set_config('app.merging', 'yes', true);{moves}
        perform set_config('app.merging', '', true);
    end $$;
    """


def _since(table: Hanging) -> str:
    return "".join(
        f"\n                or {key} in (select id from public.{parent} where client_id = p_merged)"
        for key, parent in table.parents
    )


def _later(table: Hanging) -> str:
    """Entries that name an entry which went back, and those that name them."""
    named = " or ".join(
        f"{key} in (select id from public.{table.name} where client_id = p_merged)"
        for key in table.earlier
    )
    if not named:
        return ""
    return f"""
        loop
            update public.{table.name} set client_id = p_merged{table.bump}
                where client_id = p_survivor and ({named});
            exit when not found;
        end loop;"""


def _count(tables: list[Hanging]) -> str:
    """How many rows of each table a file has; under the caller's own wall."""
    counts = ",\n            ".join(
        f"'{t.name}', (select count(*) from {t.name} where client_id = p_client)" for t in tables
    )
    return f"""
    create or replace function rows_of_file(p_client uuid) returns jsonb
    language sql stable set search_path = pg_catalog, public set jit = off as $$
        select jsonb_build_object({counts})
    $$;
    revoke all on function move_rows, part_rows, rows_of_file from public;
    grant execute on function move_rows, part_rows, rows_of_file
        to hoanhap_unit, hoanhap_province, hoanhap_nation;
    """

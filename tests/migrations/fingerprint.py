# ruff: noqa: S608 - questions made of constants of this file
"""What the database promises, as text: constraints, triggers, policies, grants, functions, roles.

`python -m tests.migrations.fingerprint` writes `catalogue.txt` from a database migrated anew.
Read the difference before it is committed: each line is a promise or a right.
"""

from collections.abc import Iterator
from pathlib import Path

import psycopg

from app import migrate
from tests.harness.database import running_server

CATALOGUE = Path(__file__).with_name("catalogue.txt")
_OURS = """
c.relnamespace = 'public'::regnamespace and not exists (
    select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
"""
# Title → one line each. The owner is called `owner` whatever its name; versions of PostgreSQL
# that tell NOT NULL as a constraint must not differ from those that do not.
QUESTIONS = {
    "Constraints": f"""
        select format('%s %s %s', c.relname, k.conname, pg_get_constraintdef(k.oid))
        from pg_constraint k join pg_class c on c.oid = k.conrelid
        where {_OURS} and k.contype <> 'n' and k.conparentid = 0""",
    "Indexes": f"""
        select pg_get_indexdef(i.indexrelid) from pg_index i
        join pg_class c on c.oid = i.indrelid where {_OURS}""",
    "Triggers": f"""
        select format('%s: %s', c.relname, pg_get_triggerdef(t.oid)) from pg_trigger t
        join pg_class c on c.oid = t.tgrelid where {_OURS} and not t.tgisinternal""",
    "Row security": f"""
        select format('%s enabled=%s forced=%s', c.relname, c.relrowsecurity,
            c.relforcerowsecurity)
        from pg_class c where {_OURS} and c.relkind in ('r', 'p', 'v', 'm')""",
    "Policies": """
        select format('%s %s %s to %s using %s check %s', tablename, policyname, cmd,
            replace(array_to_string(roles, ','), current_user, 'owner'), qual, with_check)
        from pg_policies where schemaname = 'public'""",
    "Grants on tables": """
        select format('%s %s: %s', grantee, table_name, string_agg(privilege_type, ', '
            order by privilege_type))
        from information_schema.role_table_grants
        where table_schema = 'public' and grantee like 'hoanhap\\_%' and grantee <> current_user
        group by grantee, table_name""",
    "Grants on columns": """
        select format('%s %s: %s (%s)', grantee, table_name, privilege_type,
            string_agg(column_name, ', ' order by column_name))
        from information_schema.column_privileges p
        where table_schema = 'public' and grantee like 'hoanhap\\_%' and grantee <> current_user
          and not exists (select from information_schema.role_table_grants g
            where g.table_schema = 'public' and (g.grantee, g.table_name, g.privilege_type)
                = (p.grantee, p.table_name, p.privilege_type))
        group by grantee, table_name, privilege_type""",
    "Functions": """
        select format('%s definer=%s %s for %s', f.oid::regprocedure, f.prosecdef,
            coalesce(array_to_string(f.proconfig, ' '), '-'), coalesce((
                select string_agg(a.grantee::regrole::text, ',' order by a.grantee::regrole::text)
                from aclexplode(f.proacl) a where a.grantee <> f.proowner), '-'))
            || ' ' || md5(f.prosrc)
        from pg_proc f where f.pronamespace = 'public'::regnamespace and not exists (
            select from pg_depend d where d.objid = f.oid and d.deptype = 'e')""",
    "Roles": """
        select format('%s super=%s inherit=%s createrole=%s createdb=%s bypass=%s login=%s in %s',
            r.rolname, r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb, r.rolbypassrls,
            r.rolcanlogin, coalesce((select string_agg(g.rolname, ',' order by g.rolname)
                from pg_auth_members m join pg_roles g on g.oid = m.roleid
                where m.member = r.oid), '-'))
        from pg_roles r where r.rolname like 'hoanhap\\_%' and r.rolname <> current_user""",
}


def fingerprint(connection: psycopg.Connection) -> str:
    """Return the catalogue of the database behind an owner's connection."""
    return "\n".join(_lines(connection)) + "\n"


def _lines(connection: psycopg.Connection) -> Iterator[str]:
    for title, question in QUESTIONS.items():
        rows = connection.execute(question).fetchall()
        yield f"# {title}"
        yield from sorted(" ".join(str(row[0]).split()) for row in rows)
        yield ""


def main() -> None:
    """Write the catalogue anew."""
    with running_server() as server:
        database = server.create()
        migrate.upgrade(database.owner_url, app_password=server.app_password)
        address = database.owner_url.replace("+psycopg", "", 1)
        with psycopg.connect(address) as connection:
            CATALOGUE.write_text(fingerprint(connection), encoding="utf-8")
        server.drop(database)


if __name__ == "__main__":
    main()

"""The revisions: one head, from empty up, down and up again; tables as the models have them."""

from importlib import import_module
from pkgutil import iter_modules

import psycopg
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from app import migrate, models, runtime
from app.models.base import Base
from app.runtime import StartRefused
from tests.migrations.fingerprint import fingerprint

# Written by functions of the database and read through them: no model.
WITHOUT_MODEL = {
    "audit_entry", "audit_head", "identity_claim", "duplicate_review", "legal_move",
    "alembic_version",
}  # fmt: skip
# Said in SQL only: what the database keeps by itself is no business of the models.
SQL_ONLY = {"add_constraint", "remove_constraint", "remove_index", "add_fk", "remove_fk"}


def run(url, act, target):
    """Run one command of Alembic on a database."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        act(config, target)
        connection.commit()
    engine.dispose()


def catalogue(database):
    with psycopg.connect(database.owner_url.replace("+psycopg", "", 1)) as connection:
        return fingerprint(connection).splitlines()


def test_there_is_one_head_and_one_line_to_it():
    script = ScriptDirectory.from_config(migrate._config())
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1
    assert not any(revision.is_branch_point for revision in script.walk_revisions())


def test_up_down_and_up_again_ends_the_same(empty_database):
    url = empty_database.owner_url
    migrate.upgrade(url)
    first = catalogue(empty_database)
    run(url, command.downgrade, "base")
    with psycopg.connect(url.replace("+psycopg", "", 1)) as connection:
        left = connection.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace"
            " and relkind in ('r', 'v', 'm', 'S') and relname <> 'alembic_version'"
        ).fetchall()
        functions = connection.execute(
            "select proname from pg_proc f where pronamespace = 'public'::regnamespace and not"
            " exists (select from pg_depend d where d.objid = f.oid and d.deptype = 'e')"
        ).fetchall()
    assert (left, functions) == ([], [])
    migrate.upgrade(url)
    assert catalogue(empty_database) == first


def test_each_revision_goes_down_and_up(empty_database):
    url = empty_database.owner_url
    migrate.upgrade(url)
    script = ScriptDirectory.from_config(migrate._config())
    for revision in script.walk_revisions():
        run(url, command.downgrade, revision.down_revision or "base")
        run(url, command.upgrade, revision.revision)
        run(url, command.downgrade, revision.down_revision or "base")


def test_migrating_twice_changes_nothing(fresh_database):
    first = catalogue(fresh_database)
    migrate.upgrade(fresh_database.owner_url)
    assert catalogue(fresh_database) == first


def test_the_models_are_the_tables(database):
    for module in iter_modules(models.__path__):
        import_module(f"app.models.{module.name}")
    engine = sa.create_engine(database.owner_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": _modelled}
        )
        found = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert [difference for difference in found if _kind(difference) not in SQL_ONLY] == []


def _modelled(name, kind, _parents):
    return not (kind == "table" and name in WITHOUT_MODEL)


def _kind(difference):
    return difference[0] if isinstance(difference, tuple) else difference[0][0]


@pytest.mark.parametrize("known", ["0001", "ffff", None])
def test_the_application_refuses_to_serve_another_schema(fresh_database, known):
    with psycopg.connect(fresh_database.owner_url.replace("+psycopg", "", 1)) as connection:
        connection.execute("delete from alembic_version")
        if known is not None:
            connection.execute("insert into alembic_version values (%s)", (known,))
    with pytest.raises(StartRefused, match="hoanhap migrate"):
        runtime.refuse_other_schema(runtime.prober(fresh_database.app_url))


def test_the_application_serves_its_own_schema(database):
    runtime.refuse_other_schema(runtime.prober(database.app_url))

"""Bring a database to the schema of this version: roles, revisions, reference data.

Run as the owner. The serving role owns nothing and cannot bypass row security.
"""

from collections.abc import Mapping
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from app import seed

FOLDER = Path(__file__).resolve().parent.parent / "migrations"
APP_ROLE = "hoanhap_app"
# Makes reminders, and nothing else.
WORKER_ROLE = "hoanhap_worker"
REACHES = ("hoanhap_unit", "hoanhap_province", "hoanhap_nation")
# One migration at a time in a cluster; roles are shared by its databases.
LOCK = 0x484F414E  # "HOAN"


def upgrade(
    owner_url: str, app_password: str | None = None, worker_password: str | None = None
) -> None:
    """Make roles, run every revision not yet applied, and load the reference data.

    Passwords are set on the serving role and the worker's when given; without one a role keeps
    what it has.
    """
    engine = sa.create_engine(owner_url)
    try:
        with engine.connect() as connection:
            connection.execute(sa.text("select pg_advisory_lock(:lock)"), {"lock": LOCK})
            _roles(connection, {APP_ROLE: app_password, WORKER_ROLE: worker_password})
            connection.commit()
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()
            seed.load(connection)
            connection.commit()
    finally:
        engine.dispose()


def head() -> str:
    """Return the revision this version of the code is written for."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    if revision is None:
        message = f"no revisions in {FOLDER}"
        raise RuntimeError(message)
    return revision


def current(connection: sa.Connection) -> str | None:
    """Return the revision of the database behind `connection`."""
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def _roles(connection: sa.Connection, passwords: Mapping[str, str | None]) -> None:
    known = set(connection.scalars(sa.text("select rolname from pg_roles")))
    for role in REACHES:
        if role not in known:
            connection.execute(sa.text(f"create role {role} nologin"))
    for role, password in passwords.items():
        if role not in known:
            connection.execute(sa.text(f"create role {role} login noinherit"))
        if password is not None:
            quoted = connection.scalar(sa.select(sa.func.quote_literal(password)))
            connection.execute(sa.text(f"alter role {role} password {quoted}".replace(":", r"\:")))
    for role in REACHES:
        connection.execute(sa.text(f"grant {role} to {APP_ROLE}"))

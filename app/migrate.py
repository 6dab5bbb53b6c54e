"""Bring a database to the schema of this version: roles, revisions, reference data.

Run as the owner. The serving role owns nothing and cannot bypass row security.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from app import seed

FOLDER = Path(__file__).resolve().parent.parent / "migrations"
APP_ROLE = "hoanhap_app"
REACHES = ("hoanhap_unit", "hoanhap_province", "hoanhap_nation")
# One migration at a time in a cluster; roles are shared by its databases.
LOCK = 0x484F414E  # "HOAN"


def upgrade(owner_url: str, app_password: str | None = None) -> None:
    """Make roles, run every revision not yet applied, and load the reference data.

    `app_password` is set on the serving role when given; without it the role keeps what it has.
    """
    engine = sa.create_engine(owner_url)
    try:
        with engine.connect() as connection:
            connection.execute(sa.text("select pg_advisory_lock(:lock)"), {"lock": LOCK})
            _roles(connection, app_password)
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


def _roles(connection: sa.Connection, app_password: str | None) -> None:
    known = set(connection.scalars(sa.text("select rolname from pg_roles")))
    for role in REACHES:
        if role not in known:
            connection.execute(sa.text(f"create role {role} nologin"))
    if APP_ROLE not in known:
        connection.execute(sa.text(f"create role {APP_ROLE} login noinherit"))
    if app_password is not None:
        quoted = connection.scalar(sa.select(sa.func.quote_literal(app_password)))
        connection.execute(sa.text(f"alter role {APP_ROLE} password {quoted}".replace(":", r"\:")))
    for role in REACHES:
        connection.execute(sa.text(f"grant {role} to {APP_ROLE}"))

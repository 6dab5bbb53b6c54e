"""Real PostgreSQL for the tests: one forgetful server a process, one migrated template.

Each pytest process (each worker of xdist) starts its own server when the first test asks for
one, in memory, and migrates once. Databases are then copies of the template: tens of
milliseconds each. The environment may say otherwise:

    HOANHAP_TEST_PG_BIN         the directory of the `postgres` program to test on
    HOANHAP_TEST_DATABASE_URL   a running PostgreSQL to test on instead; its role must be able to
                                create databases and roles
"""

import hashlib
import importlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from psycopg import sql

from app.postgres import Cluster

APP_ROLE, WORKER_ROLE = "hoanhap_app", "hoanhap_worker"
PREFIX = "hoanhap-test-"
ROOM_NEEDED = 512 * 2**20


@dataclass(frozen=True)
class Database:
    """Where one database is, as its owner, as the serving role, as the worker."""

    owner_url: str
    app_url: str
    worker_url: str

    @property
    def name(self) -> str:
        return sa.make_url(self.owner_url).database or ""


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL on which tests may make databases."""

    owner_url: str
    app_password: str | None

    def database(self, name: str) -> Database:
        owner = sa.make_url(self.owner_url).set(database=name)
        serving = owner.set(username=APP_ROLE, password=self.app_password)
        return Database(
            owner.render_as_string(hide_password=False),
            serving.render_as_string(hide_password=False),
            serving.set(username=WORKER_ROLE).render_as_string(hide_password=False),
        )

    def create(self, template: str | None = None) -> Database:
        """Make a database: empty, or a copy of the template."""
        name = f"hoanhap_test_{secrets.token_hex(6)}"
        words = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if template is None:
            words += sql.SQL(" TEMPLATE template0 ENCODING 'UTF8'")
        else:
            words += sql.SQL(" TEMPLATE {} STRATEGY file_copy").format(sql.Identifier(template))
        self._say(words)
        return self.database(name)

    def drop(self, database: Database) -> None:
        """Remove a database, also when a test left connections open."""
        name = sql.Identifier(database.name)
        self._say(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))

    def _say(self, words: sql.Composed) -> None:
        address = sa.make_url(self.owner_url).set(drivername="postgresql")
        with psycopg.connect(
            address.render_as_string(hide_password=False), autocommit=True
        ) as connection:
            connection.execute(words)


@contextmanager
def in_memory() -> Iterator[Path]:
    """Give a directory in memory where there is room, that the server's user may enter."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOM_NEEDED
    base = memory if roomy else Path(tempfile.gettempdir())
    _sweep(base)
    folder = base / f"{PREFIX}{os.getpid()}-{secrets.token_hex(3)}"
    folder.mkdir()
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(base: Path) -> None:
    """Remove what test runs that were killed left in memory."""
    for left in base.glob(f"{PREFIX}*"):
        pid = left.name.removeprefix(PREFIX).partition("-")[0]
        try:
            os.kill(int(pid), 0)
        except ProcessLookupError:
            shutil.rmtree(left, ignore_errors=True)
        except (PermissionError, ValueError):
            continue


def chosen_binaries() -> Path | None:
    """Return the programs to test on, if the environment names them."""
    named = os.environ.get("HOANHAP_TEST_PG_BIN")
    return Path(named) if named else None


@contextmanager
def running_server() -> Iterator[Server]:
    """Give the server named by the environment, or one of our own in memory."""
    named = os.environ.get("HOANHAP_TEST_DATABASE_URL")
    if named:
        # Workers of one run share the server and so the role: they must agree on its password.
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
        yield Server(
            sa.make_url(named)
            .set(drivername="postgresql+psycopg")
            .render_as_string(hide_password=False),
            app_password=hashlib.sha256(f"hoanhap {run}".encode()).hexdigest(),
        )
        return
    with (
        in_memory() as folder,
        Cluster(folder, durable=False, binaries=chosen_binaries()) as cluster,
    ):
        yield Server(cluster.url("postgres"), app_password=None)


@pytest.fixture(scope="session")
def database_server() -> Iterator[Server]:
    """A running PostgreSQL, for this process's tests alone unless the environment names one."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def database_template(database_server: Server) -> Iterator[str]:
    """The name of a migrated database nobody is connected to, to copy from."""
    # Found by name when first wanted: tests of the law run where no database code loads.
    migrate = importlib.import_module("app.migrate")
    template = database_server.create()
    password = database_server.app_password
    migrate.upgrade(template.owner_url, app_password=password, worker_password=password)
    yield template.name
    database_server.drop(template)


@pytest.fixture(scope="session")
def database(database_server: Server, database_template: str) -> Iterator[Database]:
    """The migrated database of this process. Tests roll back, or put things back."""
    made = database_server.create(database_template)
    yield made
    database_server.drop(made)


@pytest.fixture
def fresh_database(database_server: Server, database_template: str) -> Iterator[Database]:
    """A migrated database for one test that commits."""
    made = database_server.create(database_template)
    yield made
    database_server.drop(made)


@pytest.fixture
def empty_database(database_server: Server) -> Iterator[Database]:
    """A database without our tables, for tests of the migrations."""
    made = database_server.create()
    yield made
    database_server.drop(made)

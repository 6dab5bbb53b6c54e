"""From settings to a running house: the database, its two addresses, the keys, the checks.

The owner's address migrates and is used by the command line. Serving uses `hoanhap_app`, which
owns nothing and cannot bypass row security; its password is made once and kept in
DATA_DIR/keys/app-role (0600). The worker's role has its own, in DATA_DIR/keys/worker-role.
"""

import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import sqlalchemy as sa
from psycopg import sql

from app import db, migrate
from app.access import Role
from app.house import House
from app.law.checks import health
from app.law.reading.loader import lawbook
from app.postgres import DATABASE, shared_cluster
from app.settings import Settings
from app.times import Timekeeper
from app.vault import Vault

# Seconds and milliseconds of one look at the database; the answer to /health/ready is due in 1 s.
_PROBE = {"connect_timeout": 2, "options": "-c statement_timeout=800"}

# Where the password of a role is kept, beside the keys.
_KEPT = {migrate.APP_ROLE: "app-role", migrate.WORKER_ROLE: "worker-role"}


class StartRefused(RuntimeError):
    """The program may not start like this; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the database is: as its owner, where that is known, as the serving role, the worker's.

    Passwords are what migrating sets on the two roles.
    """

    app: str = field(repr=False)
    owner: str | None = field(repr=False)
    app_password: str | None = field(repr=False)
    worker: str | None = field(default=None, repr=False)
    worker_password: str | None = field(default=None, repr=False)

    def owner_url(self) -> str:
        """Return the owner's address. Raises StartRefused where only the serving one was given."""
        if self.owner is None:
            raise StartRefused("this command needs the owner's address: set HOANHAP_DATABASE_URL")
        return self.owner

    def worker_url(self) -> str:
        """Return the worker's address. Raises StartRefused where only the serving one was given."""
        if self.worker is None:
            raise StartRefused(
                "this command needs the worker's address: set HOANHAP_WORKER_DATABASE_URL"
            )
        return self.worker


@dataclass(frozen=True, slots=True)
class Running:
    """An open house with its addresses."""

    house: House
    addresses: Addresses
    probe: Callable[[], str | None]


@contextmanager
def database(settings: Settings) -> Iterator[Addresses]:
    """Give the addresses; without one in the settings, of an embedded server running meanwhile."""
    if settings.database_url is not None or settings.app_database_url is not None:
        yield _addresses(settings, settings.database_url)
        return
    with shared_cluster(settings.data_dir, binaries=settings.pg_bin) as cluster:
        _make_database(cluster.url("postgres"))
        yield _addresses(settings, cluster.url())


@contextmanager
def opened(settings: Settings) -> Iterator[Running]:
    """Open the house for serving. Raises StartRefused on another schema or a faulty law book."""
    with database(settings) as addresses:
        refuse_faulty_book()
        refuse_unknown_answers(settings.answers)
        probe = prober(addresses.app)
        refuse_other_schema(probe)
        engine = db.engine(addresses.app, settings.pool_size)
        try:
            house = House(
                sessions=db.sessions(engine),
                lawbook=lawbook(),
                vault=Vault(settings.data_dir),
                clock=Timekeeper(settings.clock),
                answers=settings.answers,
            )
            yield Running(house, addresses, probe)
        finally:
            engine.dispose()


def refuse_faulty_book() -> None:
    """Refuse to serve a law that contradicts itself (`hoanhap check-law` tells where)."""
    faults = health.check(lawbook(), roles=[role.value for role in Role])
    if faults:
        raise StartRefused(f"the law book has {len(faults)} faults: see `hoanhap check-law`")


def refuse_unknown_answers(answers: Mapping[str, str]) -> None:
    """Refuse an answer to a question the law book does not ask, or one it does not offer."""
    book = lawbook()
    rules = {rule.id for rule in book.transition}
    for code, answer in answers.items():
        question = book.questions.get(code)
        if question is None and code not in rules:
            raise StartRefused(f"HOANHAP_ANSWERS: the law book asks no question {code}")
        options = [option.code for option in question.options] if question else []
        if question is not None and answer not in options:
            raise StartRefused(f"HOANHAP_ANSWERS: {code} is one of {', '.join(options)}")


def refuse_other_schema(probe: Callable[[], str | None]) -> None:
    """Refuse to serve a database of another version, or none."""
    try:
        found = probe()
    except sa.exc.OperationalError as error:
        why = str(error.orig).strip().splitlines()[0]
        raise StartRefused(
            f"the database cannot be reached as {migrate.APP_ROLE}: {why}"
            " (a new database needs `hoanhap migrate` first)"
        ) from error
    wanted = migrate.head()
    if found != wanted:
        raise StartRefused(
            f"the database has schema {found or 'none'}, this version needs {wanted}:"
            " run `hoanhap migrate`"
        )


def prober(url: str) -> Callable[[], str | None]:
    """Return a look at the database over a connection of its own: it tells the revision."""
    engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args=_PROBE)

    def look() -> str | None:
        with engine.connect() as connection:
            return migrate.current(connection)

    return look


def _kept_password(settings: Settings, name: str) -> str:
    """Return a role's password, made once for this data directory."""
    path = settings.data_dir / "keys" / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return _read_secret(path)
    except FileNotFoundError:
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
            file.flush()
            os.fsync(file.fileno())
        # Two commands at once: the first link wins, both read the same file.
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return _read_secret(path)


def _read_secret(path: Path) -> str:
    if path.stat().st_mode & 0o077:
        raise StartRefused(f"{path} is open to others; make it 0600")
    return path.read_text(encoding="ascii").strip()


def _addresses(settings: Settings, owner: str | None) -> Addresses:
    """Return all addresses; a role's is the owner's with the role changed, unless given."""
    worker, worker_password = _of_role(
        settings.worker_database_url, owner, migrate.WORKER_ROLE, settings
    )
    app, app_password = _of_role(settings.app_database_url, owner, migrate.APP_ROLE, settings)
    return Addresses(app or "", owner, app_password, worker, worker_password)


def _of_role(
    given: str | None, owner: str | None, role: str, settings: Settings
) -> tuple[str | None, str | None]:
    if given is not None:
        said = sa.make_url(given).password
        return given, None if said is None else str(said)
    if owner is None:
        return None, None
    password = _kept_password(settings, _KEPT[role])
    url = sa.make_url(owner).set(username=role, password=password)
    return url.render_as_string(hide_password=False), password


def _make_database(url: str) -> None:
    """Make the embedded server's database where somebody dropped it."""
    address = sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        known = connection.execute("select from pg_database where datname = %s", (DATABASE,))
        if known.fetchone() is None:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))

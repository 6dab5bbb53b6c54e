"""The real application over real PostgreSQL, and people to sign in to it.

Each test has one outer transaction on one connection of the serving role, and every request a
savepoint in it: the real door, the real roles and policies, and nothing left at the end. What
only a real COMMIT shows (deferred constraints, two connections) wants `committing` instead.

Import the fixtures into the conftest.py of the folder that wants them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker
from starlette.testclient import TestClient

from app import db, migrate, passwords, units
from app.house import House
from app.ids import new_id
from app.law.reading.loader import lawbook
from app.main import create_app
from app.services import signin
from app.times import Timekeeper
from app.vault import Vault
from tests.harness.database import Database

PASSWORD = "con thuyền qua bến sông"
WRONG = "con thuyền không bến đỗ"

# 16:00 in Viet Nam on a Friday; tests that need another moment say so with `clock.set`.
START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

# The outer transaction of a test is idle while nothing reaches the database, however long that
# takes on a machine that stalls. Of two words for one setting the server takes the later.
PATIENT = f"{db.GUARDS} -c idle_in_transaction_session_timeout=0"

_AS_ITSELF = sa.text(
    "select set_config('role', 'none', true), set_config('app.actor', '', true),"
    " set_config('app.reach', '', true), set_config('app.units', '', true),"
    " set_config('app.province', '', true), set_config('app.unit', '', true)"
)
_AS_NATION = sa.text(
    "select set_config('role', 'hoanhap_nation', true), set_config('app.reach', 'nation', true),"
    " set_config('app.now', cast(:now as timestamptz)::text, true)"
)
_ACCOUNT = sa.text("""
insert into account (id, kind, username, full_name, role, unit, scopes, secret_hash, created_at)
values (:id, :kind, :username, :full_name, :role, :unit, :scopes, :secret_hash, :now)
""")
_BODY = sa.text("""
insert into unit (code, name, kind, place_type, parent, province, region, search_key, valid_from)
values (:code, :name, :kind, :place_type, :parent, :province, :region, lower(:name), :valid_from)
on conflict do nothing
""")
_TOKEN = sa.text("""
insert into token (hash, kind, family, account_id, issued_at, expires_at)
values (:hash, 'access', :family, :account, :now, :until)
""")


class SetClock(Timekeeper):
    """A clock that stands still until a test moves it."""

    def __init__(self, moment: datetime = START) -> None:
        super().__init__(moment)
        self._moment = moment

    def now(self) -> datetime:
        return self._moment

    def set(self, moment: datetime) -> None:
        self._moment = moment.astimezone(UTC)

    def advance(self, **parts: float) -> None:
        self._moment += timedelta(**parts)


@dataclass(frozen=True)
class Caller:
    """Someone signed in (or not): `TestClient` with their token, and short ways to say headers."""

    client: TestClient
    headers: dict[str, str] = field(default_factory=dict)
    id: UUID | None = None
    username: str = ""
    unit: str = ""
    is_system: bool = False

    def request(
        self,
        method: str,
        path: str,
        *,
        version: int | None = None,
        key: str | None = None,
        headers: dict[str, str] | None = None,
        **rest: Any,
    ) -> Any:
        said = {**self.headers, **(headers or {})}
        if version is not None:
            said["If-Match"] = f'"v{version}"'
        if key is None and self.is_system and method == "POST":
            key = str(new_id())
        if key is not None:
            said["Idempotency-Key"] = key
        return self.client.request(method, path, headers=said, **rest)

    def get(self, path: str, **rest: Any) -> Any:
        return self.request("GET", path, **rest)

    def post(self, path: str, **rest: Any) -> Any:
        return self.request("POST", path, **rest)

    def patch(self, path: str, **rest: Any) -> Any:
        return self.request("PATCH", path, **rest)

    def put(self, path: str, **rest: Any) -> Any:
        return self.request("PUT", path, **rest)


@dataclass
class Desk:
    """Makes accounts without the slow hash, and callers signed in to them."""

    client: TestClient
    house: House
    made: int = 0

    def __call__(
        self,
        role: str | None = "administrator",
        unit: str = "vn",
        *,
        scopes: tuple[str, ...] = (),
        username: str | None = None,
    ) -> Caller:
        """Return a caller signed in as a person in a role, or with scopes as a system."""
        self.made += 1
        account = new_id()
        kind = "system" if scopes else "person"
        name = username or f"{kind}.{self.made}.{str(account)[-6:]}"
        token = f"token-{account}"
        now = self.house.clock.now()
        with self.as_nation() as session:
            if unit[1:2] == "-":
                session.execute(_BODY, [asdict(body) for body in units.demo_bodies()])
            session.execute(
                _ACCOUNT,
                {
                    "id": account, "kind": kind, "username": name, "role": role, "unit": unit,
                    "full_name": f"Người Thử {self.made}", "scopes": list(scopes),
                    "secret_hash": "none", "now": now,
                },
            )  # fmt: skip
        with self.house.sessions() as session:
            session.execute(
                _TOKEN,
                {
                    "hash": signin.token_hash(token), "family": new_id(), "account": account,
                    "now": now, "until": now + timedelta(days=3650),
                },
            )  # fmt: skip
            session.commit()
        bearer = {"Authorization": f"Bearer {token}"}
        return Caller(self.client, bearer, account, name, unit, is_system=bool(scopes))

    @contextmanager
    def as_nation(self) -> Iterator[Session]:
        """Give a session that sees and writes every file; commits at the end."""
        with self.house.sessions() as session:
            session.execute(_AS_NATION, {"now": self.house.clock.now()})
            yield session
            session.commit()


@pytest.fixture(scope="session")
def keys_folder(tmp_path_factory) -> Path:
    """Where the keys of sealed fields are for this run."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def house(keys_folder) -> House:
    """The house of this process; `api` and `committing` say which database it stands on."""
    return House(
        sessions=sessionmaker(), lawbook=lawbook(), vault=Vault(keys_folder), clock=SetClock()
    )


@pytest.fixture(scope="session")
def served(house) -> Iterator[TestClient]:
    """The application, running."""
    application = create_app(house, probe=migrate.head, docs=True)
    with TestClient(application, base_url="http://localhost") as client:
        yield client


@pytest.fixture(scope="session")
def app_engine(database: Database) -> Iterator[sa.Engine]:
    """The serving role's connection to the database of this process."""
    engine = db.engine(database.app_url, 2, PATIENT)
    yield engine
    engine.dispose()


@pytest.fixture
def clock(house) -> SetClock:
    """The clock of the house, put back to the start."""
    house.clock = SetClock()
    return house.clock


@pytest.fixture
def api(served, house, clock, app_engine) -> Iterator[Caller]:
    """A caller nobody knows, to an application whose every effect is undone after the test."""
    with undone(house, app_engine):
        yield Caller(served)


@contextmanager
def undone(house: House, engine: sa.Engine) -> Iterator[None]:
    """Let the house stand on one transaction of a database, which is rolled back."""
    with engine.connect() as connection:
        outer = connection.begin()
        maker = sessionmaker(
            connection,
            expire_on_commit=False,
            autoflush=False,
            join_transaction_mode="create_savepoint",
        )
        event.listen(maker, "after_begin", _leave_roles)
        house.sessions = maker
        house._calendar = None
        yield
        outer.rollback()


@pytest.fixture
def committing(served, house, clock, fresh_database) -> Iterator[Caller]:
    """A caller nobody knows, to an application that really commits, in a database of its own."""
    engine = db.engine(fresh_database.app_url, 10)
    house.sessions = db.sessions(engine)
    house._calendar = None
    yield Caller(served)
    engine.dispose()


@pytest.fixture
def sign_in(request, house, served) -> Desk:
    """`sign_in(role, unit)` or `sign_in(None, unit, scopes=(…))`: a caller with a token."""
    if "committing" not in request.fixturenames:
        request.getfixturevalue("api")
    return Desk(served, house)


@pytest.fixture
def official(sign_in) -> str:
    """The user name of a commune official who has a real password, `PASSWORD`."""
    person = sign_in("commune_official", "00004", username="can.bo.ba.dinh")
    give_password(sign_in, person.id, passwords.hashed(PASSWORD))
    return person.username


@pytest.fixture
def as_nation(sign_in) -> Callable[[], Any]:
    """`with as_nation() as session:` sees and writes what the test's own transaction holds."""
    return sign_in.as_nation


def give_password(sign_in: Desk, account: UUID | None, kept: str) -> None:
    """Let an account made by `sign_in` really sign in: `kept` is what the hash is to be."""
    with sign_in.as_nation() as session:
        session.execute(
            sa.text("update account set secret_hash = :kept, version = version + 1 where id = :id"),
            {"kept": kept, "id": account},
        )


def enter(api: Caller, username: str, password: str = PASSWORD) -> Any:
    """Ask for a token with a password."""
    form = {"grant_type": "password", "username": username, "password": password}
    return api.post("/v1/auth/token", data=form)


def _leave_roles(
    _session: Session, transaction: SessionTransaction, connection: sa.Connection
) -> None:
    """A local setting outlives a savepoint; a fresh session of the application has none.

    A savepoint of the application's own begins no session.
    """
    if not transaction.nested:
        connection.execute(_AS_ITSELF)

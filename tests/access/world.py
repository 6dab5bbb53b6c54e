"""Three communes, each with one client whose every particular is found nowhere else (canaries).

`own` is where the callers of the matrix work, `sibling` is a commune of the same province, `other`
one of another province. Their files are made by the real services and committed; a run of cells
then works in savepoints that are rolled back, so that each cell meets the same state.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import sessionmaker
from starlette.testclient import TestClient

from app import db, migrate
from app.house import House
from app.ids import new_id
from app.law.reading.loader import lawbook
from app.main import create_app
from app.vault import Vault
from tests.access.sent import (
    BEGINNING,
    DECISION,
    DETERMINATION,
    OBSERVED,
    SIX_CRITERIA,
    dossier,
    registration,
)
from tests.harness.api import Caller, Desk, SetClock, _leave_roles
from tests.harness.database import Database

PLACES = {"own": "00004", "sibling": "00008", "other": "26740"}
FACILITIES = {"own": "F-01-01", "sibling": "F-01-02", "other": "F-79-01"}
COURTS = {"own": "C-01-01", "other": "C-79-01"}
_PERSONS = {
    "own": ("Nguyễn Văn Ưởng", "1980-01-11", "001080000111", "11 ngõ Bạch Yến", "0900000111"),
    "sibling": ("Trần Khắc Quỷnh", "1981-02-12", "001081000222", "22 ngõ Hoàng Anh", "0900000222"),
    "other": ("Lê Đình Khuýnh", "1982-03-13", "079082000333", "33 hẻm Chích Chòe", "0900000333"),
}
READ_SCOPES = ("client:read", "case:read", "deadline:explain", "indicator:read", "indicator:open",
               "access-log:read", "law:read", "unit:read")  # fmt: skip
WRITE_SCOPES = ("client:write", "client:move", "case:step", "service:write", "determination:write")
# Column of the matrix → role (None: a system without an office), unit, scopes.
CALLERS: dict[str, tuple[str | None, str, tuple[str, ...]]] = {
    "commune_official": ("commune_official", "00004", ()),
    "commune_police": ("commune_police", "00004", ()),
    "centre_caseworker": ("centre_caseworker", "F-01-01", ()),
    "centre_clinician": ("centre_clinician", "F-01-01", ()),
    "centre_director": ("centre_director", "F-01-01", ()),
    "court_clerk": ("court_clerk", "C-01-01", ()),
    "province_manager": ("province_manager", "01", ()),
    "nation_manager": ("nation_manager", "vn", ()),
    "analyst": ("analyst", "01", ()),
    "auditor": ("auditor", "01", ()),
    "administrator": ("administrator", "01", ()),
    "system_reading": (None, "00004", READ_SCOPES),
    "system_writing": ("commune_official", "00004", WRITE_SCOPES),
}
NOBODY = ("anonymous", "expired", "revoked")
COLUMNS = (*NOBODY, *CALLERS)
RECORDS = ("own", "sibling", "other", "random")

_HOLD = sa.text("""
insert into custody values (:id, :client, :unit, :province, :kind, now(), null, 'planted', :id)
""")
_SEND_TO = sa.text("""
update legal_case set facility = :facility, court = :court, version = version + 1 where id = :case
""")
_EXPIRED = sa.text("update token set expires_at = issued_at where account_id = :id")
_REVOKED = sa.text("update token set revoked_at = issued_at where account_id = :id")
_AUDIT = sa.text("select audit_append('planted', '{}', null, null, null, '{}')")


@dataclass(frozen=True)
class Record:
    """What one commune has on file: ids and versions, and the words nobody else may read."""

    place: str
    client: str
    client_version: int
    case: str
    case_version: int
    deadline: str
    deadline_version: int
    service: str
    service_version: int
    contact: str
    contact_version: int
    screening: str
    observation: str
    account: str
    full_name: str
    birth_date: str
    number: str
    words: frozenset[str]
    # What the modules of `plants` planted: name → id.
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def ids(self) -> frozenset[str]:
        return frozenset({self.client, self.case, self.deadline, self.service, self.contact})


@dataclass(frozen=True)
class Stage:
    """Where a module of `plants` plants: one client of one commune, with a running case.

    Its `plant(stage)` returns the ids of what it made; words nobody else may read go to `words`.
    """

    world: "World"
    desk: Desk
    place: str
    client: str
    case: str
    words: set[str]

    @property
    def unit(self) -> str:
        return PLACES[self.place]

    @property
    def facility(self) -> str:
        return FACILITIES[self.place]


@dataclass
class World:
    """The application over the planted database, with everybody who will knock at its doors."""

    house: House
    served: TestClient
    callers: dict[str, Caller]
    records: dict[str, Record]
    clinical: str = "ghi chú lâm sàng Vành Khuyên"

    @contextmanager
    def cells(self, database: Database) -> Iterator[sa.Connection]:
        """Serve a database from one connection; the caller undoes each cell with `undone`."""
        with _engine(database, 1) as engine, engine.connect() as connection:
            maker = sessionmaker(
                connection,
                expire_on_commit=False,
                autoflush=False,
                join_transaction_mode="create_savepoint",
            )
            event.listen(maker, "after_begin", _leave_roles)
            self.house.sessions, self.house._calendar = maker, None
            yield connection

    @contextmanager
    def committing(self, database: Database) -> Iterator[sa.Engine]:
        """Serve a database for real."""
        with _engine(database, 10) as engine:
            self.house.sessions, self.house._calendar = db.sessions(engine), None
            yield engine


@contextmanager
def _engine(database: Database, size: int) -> Iterator[sa.Engine]:
    engine = db.engine(database.app_url, size)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def built(database: Database, keys: Path) -> Iterator[World]:
    """Plant the three communes in a database and give the application over it."""
    house = House(sessions=sessionmaker(), lawbook=lawbook(), vault=Vault(keys), clock=SetClock())
    application = create_app(house, probe=migrate.head, docs=True)
    with TestClient(application, base_url="http://localhost") as served:
        world = World(house, served, {}, {})
        with world.committing(database):
            desk = Desk(served, house)
            for name, (role, unit, scopes) in CALLERS.items():
                world.callers[name] = desk(role, unit, scopes=scopes)
            _nobodies(world, desk)
            for place in PLACES:
                world.records[place] = _plant(world, desk, place)
            world.records["random"] = _stranger(world.records["own"].more)
        yield world


def _nobodies(world: World, desk: Desk) -> None:
    world.callers["anonymous"] = Caller(world.served)
    for name, ended in (("expired", _EXPIRED), ("revoked", _REVOKED)):
        caller = world.callers[name] = desk("commune_official", PLACES["own"])
        with world.house.sessions() as session:
            session.execute(ended, {"id": caller.id})
            session.commit()


def _plant(world: World, desk: Desk, place: str) -> Record:
    """One client with a determination, a running case, a missed deadline and services."""
    unit = PLACES[place]
    official = desk("commune_official", unit)
    name, born, number, address, phone = _PERSONS[place]
    note, paper, lived = (f"{what} {address}" for what in ("ghi chú", "người cấp", "nếp sống"))
    client = made(official.post("/v1/clients", json={
        "full_name": name, "sex": "male", "birth_date": born, "identity_number": number,
        "phone": phone, "residence": {"unit": unit, "address": address, "stable": True},
    }))["id"]  # fmt: skip
    determine(official, client)
    case = made(official.post("/v1/cases", json=registration(client, issuer=paper)))["id"]
    made(official.post(f"/v1/cases/{case}/steps", version=1, json=DECISION))
    made(official.post(f"/v1/cases/{case}/steps", version=2, json=BEGINNING))
    made(desk("commune_police", unit).post("/v1/cases", json=dossier(client)))
    _share(world, desk, place, client, case)
    service = made(official.post(f"/v1/clients/{client}/services", json={
        "kind": "counselling", "on": "2026-03-05", "unit": unit, "note": note, "case_id": case,
    }))  # fmt: skip
    contact = made(official.post(f"/v1/clients/{client}/contacts", json={
        "kind": "visit", "happened_at": "2026-03-06T09:00:00+07:00", "outcome": "met",
        "case_id": case, "behaviour": lived,
    }))  # fmt: skip
    if place == "own":
        made(world.callers["centre_clinician"].post(f"/v1/clients/{client}/services", json={
            "kind": "assessment", "on": "2026-03-06", "unit": "F-01-01", "note": world.clinical,
        }))  # fmt: skip
    screening, observation = _screen(world, desk, place, client)
    words = {name, number, address, phone, note, paper, lived}
    stage = Stage(world, desk, place, client, case, words)
    more: dict[str, str] = {}
    for plant in _plants():
        grown = plant(stage)
        assert grown.keys().isdisjoint(more), f"planted twice: {grown.keys() & more.keys()}"
        more |= grown
    clocks = made(official.get(f"/v1/cases/{case}/deadlines"))["items"]
    clock = next(clock for clock in clocks if clock["late"])
    versions = {
        "client": made(official.get(f"/v1/clients/{client}"))["version"],
        "case": made(official.get(f"/v1/cases/{case}"))["version"],
    }
    return Record(
        place, client, versions["client"], case, versions["case"],
        clock["id"], clock["version"], service["id"], service["version"], contact["id"],
        contact["version"], screening, observation, str(official.id),
        name, born, number, frozenset(stage.words), more,
    )  # fmt: skip


def _screen(world: World, desk: Desk, place: str, client: str) -> tuple[str, str]:
    """A finding of the centre's clinician that calls for observation, and a day of it."""
    clinician, unit = desk("centre_clinician", FACILITIES[place]), FACILITIES[place]
    path = f"/v1/clients/{client}/screenings"
    said = {**SIX_CRITERIA, "unit": unit, "note": world.clinical}
    screening = made(clinician.post(path, json=said))["id"]
    day = {**OBSERVED, "unit": unit, "findings": world.clinical}
    return screening, made(clinician.post(f"{path}/{screening}/observations", json=day))["id"]


def _share(world: World, desk: Desk, place: str, client: str, case: str) -> None:
    """Let a facility, and a court where there is one, hold the file too."""
    with desk.as_nation() as session:
        for kind, codes in (("facility", FACILITIES), ("court", COURTS)):
            if place in codes:
                session.execute(_HOLD, {
                    "id": new_id(), "client": client, "unit": codes[place], "kind": kind,
                    "province": codes[place][2:4],
                })  # fmt: skip
        session.execute(_SEND_TO, {
            "case": case, "facility": FACILITIES[place], "court": COURTS.get(place),
        })  # fmt: skip
        session.execute(_AUDIT)


def _stranger(more: Mapping[str, str]) -> Record:
    """Ids nobody has, and particulars of nobody."""
    ids = [str(new_id()) for _ in range(8)]
    return Record(
        "random", ids[0], 1, ids[1], 1, ids[2], 1, ids[3], 1, ids[4], 1, ids[5], ids[6], ids[7],
        "Hoàng Xuân Vượng", "1983-04-14", "001083000444", frozenset(),
        {name: str(new_id()) for name in more},
    )  # fmt: skip


def determine(official: Caller, client: str) -> None:
    """Record that the client was found addicted, from request to delivered result."""
    made(official.post(f"/v1/clients/{client}/determinations", json=DETERMINATION))


def _plants() -> Iterator[Callable[[Stage], dict[str, str]]]:
    """Every module of `plants`, by name."""
    package = import_module("tests.access.plants")
    for name in sorted(module.name for module in iter_modules(package.__path__)):
        yield import_module(f"tests.access.plants.{name}").plant


def made(answer):
    """Return the document of an answer that went well."""
    assert answer.status_code < 300, (answer.request.url.path, answer.status_code, answer.text)
    return answer.json()

"""The application's fixtures, for every test of a route."""

from collections.abc import Iterator

import pytest

from app import db
from tests.api.hostile_world import World
from tests.harness.api import (
    PATIENT,
    Desk,
    SetClock,
    api,
    app_engine,
    as_nation,
    clock,
    committing,
    house,
    keys_folder,
    official,
    served,
    sign_in,
    undone,
)
from tests.scenarios.story import Offices

__all__ = [
    "api",
    "app_engine",
    "as_nation",
    "clock",
    "committing",
    "house",
    "keys_folder",
    "official",
    "served",
    "sign_in",
]


@pytest.fixture(scope="session")
def planted(served, house, database_server, database_template) -> Iterator[World]:
    """The world of the hostile corpus, planted once a process and committed."""
    made = database_server.create(database_template)
    engine = db.engine(made.app_url, 2, PATIENT)
    house.sessions, house.clock, house._calendar = db.sessions(engine), SetClock(), None
    everybody = Offices(Desk(served, house))
    everybody("court_clerk")
    yield World(everybody, house.clock, engine)
    engine.dispose()
    database_server.drop(made)


@pytest.fixture
def world(planted, house) -> Iterator[World]:
    """The planted world as it was, whoever came before; what a test does to it is undone."""
    kept, moment = dict(planted.offices.known), planted.planted_at
    planted.file.clock.set(moment)
    house.clock = planted.file.clock
    with undone(house, planted.engine):
        yield planted
    planted.offices.known = kept

"""The forty are put on file once, in a database of their own; each test's own acts are undone."""

from collections.abc import Iterator
from typing import Any

import pytest

from app import db
from tests.forty.world import NOW, World
from tests.harness.api import PATIENT, Desk, SetClock, house, keys_folder, served, undone

__all__ = ["house", "keys_folder", "served"]


@pytest.fixture(scope="session")
def planted(house, served, database_server, database_template) -> Iterator[tuple[World, Any, Any]]:
    """The world as it stands, on one connection that is rolled back at the end."""
    made = database_server.create(database_template)
    engine = db.engine(made.app_url, 2, PATIENT)
    house.clock = SetClock()
    with undone(house, engine):
        yield World(house, Desk(served, house)), house.sessions, house.clock
    engine.dispose()
    database_server.drop(made)


@pytest.fixture
def world(planted, house) -> Iterator[World]:
    """The same, with whatever the test does to it undone; other tests stand elsewhere."""
    made, sessions, clock = planted
    house.sessions, house.clock, house._calendar = sessions, clock, None
    made.at(NOW)
    inner = sessions.kw["bind"].begin_nested()
    known = dict(made.offices.known)
    yield made
    inner.rollback()
    made.offices.known = known

"""The forty are put on file once for all tests of this folder; each test's own acts are undone."""

from collections.abc import Iterator

import pytest

from tests.forty.world import NOW, World
from tests.harness.api import Desk, SetClock, app_engine, house, keys_folder, served, undone

__all__ = ["app_engine", "house", "keys_folder", "served"]


@pytest.fixture(scope="package")
def planted(house, served, app_engine) -> Iterator[World]:
    """The world as it stands, on one connection that is rolled back at the end."""
    before = house.clock
    house.clock = SetClock()
    with undone(house, app_engine):
        yield World(house, Desk(served, house))
    house.clock = before


@pytest.fixture
def world(planted) -> Iterator[World]:
    """The same, with whatever the test does to it undone."""
    planted.at(NOW)
    connection = planted.house.sessions.kw["bind"]
    inner = connection.begin_nested()
    known = dict(planted.offices.known)
    yield planted
    inner.rollback()
    planted.offices.known = known

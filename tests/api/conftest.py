"""The application's fixtures, for every test of a route."""

import pytest

from tests.api.hostile_world import World
from tests.harness.api import (
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


@pytest.fixture
def world(sign_in, clock):
    everybody = Offices(sign_in)
    everybody("court_clerk")
    return World(everybody, clock)

"""Real connections, real commits: a database of its own for all races of this process."""

import os
from collections.abc import Iterator

import pytest

from app import db
from tests.harness.api import (
    Desk,
    SetClock,
    clock,
    house,
    keys_folder,
    served,
)
from tests.races.track import Track
from tests.scenarios.story import Offices, moment

__all__ = ["clock", "house", "keys_folder", "served"]

# What waits at a starting line waits for us: a machine that stalls must not make a 503 of it. Of
# two words for one setting the server takes the later.
PATIENT = (
    f"{db.GUARDS} -c statement_timeout=60000 -c lock_timeout=30000"
    " -c idle_in_transaction_session_timeout=60000"
)


@pytest.fixture(scope="session")
def rounds() -> int:
    """How often each race is run; `make soak` asks for more."""
    return int(os.environ.get("HOANHAP_TEST_RACES", "20"))


@pytest.fixture(scope="session")
def ground(database_server, database_template) -> Iterator[object]:
    """A database that is committed to."""
    made = database_server.create(database_template)
    yield made
    database_server.drop(made)


@pytest.fixture
def track(served, house, ground) -> Iterator[Track]:
    """Where races are run, with everybody signed in."""
    engine = db.engine(ground.app_url, 12, PATIENT)
    house.sessions, house.clock = db.sessions(engine), SetClock(moment("2026-03-02 08:00"))
    house._calendar = None
    offices = Offices(Desk(served, house))
    offices("court_clerk")
    yield Track(offices, house.clock, ground.owner_url.replace("+psycopg", ""))
    engine.dispose()

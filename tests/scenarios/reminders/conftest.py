"""Reminders are made by another role than serves, so these stories are really committed."""

from collections.abc import Callable, Iterator

import psycopg
import pytest

from app import jobs
from app.jobs import Duty
from app.services.rounds import Round
from tests.scenarios.reminders.seen import Rows
from tests.scenarios.story import REGISTRATION, File, moment

CHAIR = "commune_official"


@pytest.fixture(autouse=True)
def _committed(committing):
    """Serve a database of the test's own."""


@pytest.fixture
def duty(house, clock, fresh_database) -> Iterator[Duty]:
    """What the worker has: its own address, the law, the clock of the house."""
    with jobs.duty(fresh_database.worker_url, house.lawbook, clock) as ours:
        yield ours


@pytest.fixture
def work(duty, clock) -> Callable[..., Round]:
    """`work("2026-03-04 09:00")`: a round of the worker at a moment."""

    def act(when: str | None = None) -> Round:
        if when is not None:
            clock.set(moment(when))
        return duty.once()

    return act


@pytest.fixture
def rows(fresh_database) -> Iterator[Rows]:
    """Every reminder there is, as the owner sees it."""
    with psycopg.connect(
        fresh_database.owner_url.replace("+psycopg", "", 1), autocommit=True
    ) as connection:
        yield Rows(connection)


@pytest.fixture
def file(addict) -> File:
    """Registered for rehabilitation at home: the chair has until 5 March 2026 to decide (D-10)."""
    person = addict("2026-02-26 09:00")
    return person.open(CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION)

"""A commune with its offices, its court, its centre and its province, and files to tell about."""

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from tests.harness.api import (
    api,
    app_engine,
    as_nation,
    clock,
    committing,
    house,
    keys_folder,
    served,
    sign_in,
)
from tests.scenarios.story import File, Offices

__all__ = [
    "api",
    "app_engine",
    "as_nation",
    "clock",
    "committing",
    "house",
    "keys_folder",
    "served",
    "sign_in",
]


@pytest.fixture
def offices(sign_in) -> Offices:
    """Everybody who may have to act; the first of the court brings court and centre along."""
    everybody = Offices(sign_in)
    everybody("court_clerk")
    return everybody


@pytest.fixture
def new_file(offices, clock, house) -> Iterator[Callable[..., File]]:
    """`new_file()`: a person nobody has registered yet.

    When the story is over the promises the database looks at only at COMMIT are looked at.
    """
    yield lambda unit="00004": File(offices, clock, unit=unit)
    with house.sessions() as session:
        session.execute(sa.text("set constraints all immediate"))
        session.rollback()


@pytest.fixture
def addict(new_file) -> Callable[..., File]:
    """`addict("2026-02-26 09:00")`: registered and told on that day that they are addicted."""

    def make(delivered: str, **particulars: object) -> File:
        file = new_file().register(delivered, **particulars)
        return file.determined(delivered)

    return make

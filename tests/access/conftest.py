"""The planted world: one database, committed once; mutants work on copies of it."""

import pytest

from tests.access.run import Knocker
from tests.access.world import built


@pytest.fixture(scope="session")
def planted(database_server, database_template):
    """A migrated database that the world is planted in."""
    made = database_server.create(database_template)
    yield made
    database_server.drop(made)


@pytest.fixture(scope="session")
def world(planted, tmp_path_factory):
    with built(planted, tmp_path_factory.mktemp("keys")) as world:
        yield world


@pytest.fixture
def knocker(world, planted):
    with world.cells(planted) as connection:
        yield Knocker(world, connection)

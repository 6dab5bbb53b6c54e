"""What every test has: a clean environment and, where it asks, a real database."""

import gc
import os

import pytest
from hypothesis import settings

pytest_plugins = ["tests.harness.database"]

# Fixtures that bring PostgreSQL with them; `-m database` picks the tests that use one.
DATABASE_FIXTURES = {"database_server"}

# The law book and the routes live as long as the process: walking them again and again took a
# tenth of the time of the suite.
gc.set_threshold(100_000, 20, 100)

# Two shared cores: how long one example takes says nothing. In CI a run can be repeated exactly.
settings.register_profile("house", deadline=None, print_blob=True)
settings.register_profile("ci", settings.get_profile("house"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "house")


def pytest_configure() -> None:
    """Forget the developer's own settings: a test says itself what it wants set."""
    for name in list(os.environ):
        if name.startswith("HOANHAP_") and not name.startswith("HOANHAP_TEST_"):
            del os.environ[name]
    os.environ["HOANHAP_ENVIRONMENT"] = "test"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that reaches PostgreSQL."""
    for item in items:
        if DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("database")

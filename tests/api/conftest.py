"""The application's fixtures, for every test of a route."""

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

"""The application's fixtures, for the walks that are taken over HTTP as well."""

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

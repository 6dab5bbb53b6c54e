"""The fixtures of the scenarios, for the services one by one."""

from tests.scenarios.conftest import (
    addict,
    api,
    app_engine,
    as_nation,
    clock,
    committing,
    house,
    keys_folder,
    new_file,
    offices,
    served,
    sign_in,
)

__all__ = [
    "addict",
    "api",
    "app_engine",
    "as_nation",
    "clock",
    "committing",
    "house",
    "keys_folder",
    "new_file",
    "offices",
    "served",
    "sign_in",
]

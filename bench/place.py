"""Where the bench keeps its database, and the accounts it acts with."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from app.settings import default_data_dir

VERSION = 1
SEED = 20261122
CLIENTS = 300_000
SERVICES_A_CLIENT = 5

NATION = "bench-nation"


def data_dir() -> Path:
    """Return the default directory: `bench` under the house's own data home."""
    return default_data_dir() / "bench"


@dataclass(frozen=True, slots=True)
class Marker:
    """What a generated database was made by; another one is made anew."""

    version: int
    schema: str
    clients: int


def username(role: str, unit: str) -> str:
    """Return the name of the bench's account of a role at a unit."""
    return f"bench.{role.replace('_', '-')}.{unit.lower()}"


def token(account: str) -> str:
    """Return the access token of a bench account: no secret, the people are invented."""
    return f"bench-{hashlib.sha256(account.encode()).hexdigest()[:32]}"

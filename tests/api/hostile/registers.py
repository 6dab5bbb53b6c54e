"""A register by its code; nothing is written about registers."""

from typing import Any

from tests.harness.api import Caller


def plant(world: Any) -> dict[str, str]:
    """Return the code of a register."""
    return {"register_code": "V-21"}


def bodies(world: Any) -> dict[str, tuple[Caller, Any]]:
    """Return nothing: registers are read alone."""
    return {}

"""What mending cannot give a draft: another history, or none that is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Wanted(Exception):
    """What the way to here must hold (one of `steps`), shun, or tell."""

    steps: frozenset[str] = frozenset()
    shun: frozenset[str] = frozenset()
    wishes: Mapping[str, Any] = field(default_factory=dict)
    by: str = ""


class CannotMend(Exception):
    """No history that the builder can think of makes the condition hold."""

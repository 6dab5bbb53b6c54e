"""What a source is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from app.services.question import Question

# The columns of a table or a selection, by their names.
Columns: TypeAlias = ReadOnlyColumnCollection[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """One SQL definition. `placed`: its rows say themselves which unit they belong to."""

    rows: Callable[[Question], sa.Subquery]
    placed: bool = False


def listed(said: object) -> list[str]:
    """Return a parameter of a definition that is a list of words."""
    return [str(word) for word in said] if isinstance(said, list) else []

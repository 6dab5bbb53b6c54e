"""What a source is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from app.services.question import Question


@dataclass(frozen=True, slots=True)
class Source:
    """One SQL definition. `placed`: its rows say themselves which unit they belong to."""

    rows: Callable[[Question], sa.Subquery]
    placed: bool = False


def listed(said: object) -> list[str]:
    """Return a parameter of a definition that is a list of words."""
    return [str(word) for word in said] if isinstance(said, list) else []


def tabled(said: object) -> list[Mapping[str, object]]:
    """Return a parameter of a definition that is a list of tables."""
    return [row for row in said if isinstance(row, dict)] if isinstance(said, list) else []


def whole(said: object) -> int:
    """Return a parameter of a definition that is a whole number; nothing where it is not said."""
    return said if isinstance(said, int) else 0


def asked(question: Question) -> frozenset[str]:
    """Return the kinds asked for; none where the variant tells no groups."""
    return frozenset(kind for group in question.groups for kind in group)

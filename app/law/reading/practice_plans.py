"""Figures of practice of individual plans (`book/practice/plans.toml`)."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import Row
from app.law.reading.source import parse, read

# Rows of a file that may be evidence beside papers.
RowKind = Literal["plan", "screening"]


class StandsFor(Row):
    """What on file may stand for a paper that a phase asks for."""

    record: str
    rows: Annotated[list[RowKind], Field(min_length=1)]


class PlanPractice(Row):
    """How often a plan is reviewed, and what it may stand for."""

    unverified: bool
    review_interval_days: Annotated[int, Field(ge=1)]
    stands_for: list[StandsFor]

    def accepted(self) -> dict[str, frozenset[str]]:
        """Code of a paper → the kinds of rows that may stand for it."""
        return {one.record: frozenset(one.rows) for one in self.stands_for}


@cache
def plans(folder: Path = DEFAULT_FOLDER) -> PlanPractice:
    """The practice of plans; raises BookError naming file and key."""
    return parse(read(folder, folder / "practice" / "plans.toml"), PlanPractice)

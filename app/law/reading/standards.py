"""Targets of practice about staff, reviews and providers (`book/practice/standards.toml`)."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import LawRow, Row, TitleRow
from app.law.reading.source import parse, read


class Target(Row):
    """A target of a programme: more than `above`, or `at_least` so much; percent, or a number."""

    code: str
    title: TitleRow
    above: int | None = None
    at_least: int | None = None
    from_: Annotated[date, Field(alias="from")]
    to: date
    law: LawRow

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if (self.above is None) == (self.at_least is None):
            raise ValueError("a target has one bound")
        return self

    def met_by(self, part: int, whole: int) -> bool | None:
        """Tell whether a share reaches it; None of nobody."""
        if whole == 0:
            return None
        if self.above is not None:
            return 100 * part > self.above * whole
        return 100 * part >= (self.at_least or 0) * whole


class StandardsPractice(Row):
    """The targets, and the states of a case in which a facility may serve."""

    unverified: bool
    serving: Annotated[list[str], Field(min_length=1)]
    target: list[Target]

    def of(self, code: str) -> Target:
        """The target of that code."""
        return next(one for one in self.target if one.code == code)


@cache
def standards(folder: Path = DEFAULT_FOLDER) -> StandardsPractice:
    """The practice of standards; raises BookError naming file and key."""
    return parse(read(folder, folder / "practice" / "standards.toml"), StandardsPractice)

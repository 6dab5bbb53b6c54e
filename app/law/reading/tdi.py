"""The items of the treatment demand indicator as filled here (`book/practice/tdi.toml`)."""

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import Code, Row, TitleRow
from app.law.reading.source import parse, read


class FrequencyRow(Row):
    """A word for how often, from so many days of thirty on."""

    code: Code
    from_days: Annotated[int, Field(ge=0)]


class ItemRow(Row):
    """A column; `rests_on` is the item of the circumstances that tells it."""

    name: Code
    title: TitleRow
    rests_on: Code | None = None
    asked: bool = True


class TdiPractice(Row):
    """The columns and the words of frequency."""

    unverified: bool
    protocol: str
    source: TitleRow
    frequency: Annotated[list[FrequencyRow], Field(min_length=1)]
    item: Annotated[list[ItemRow], Field(min_length=1)]

    @field_validator("frequency")
    @classmethod
    def _climbs(cls, rows: list[FrequencyRow]) -> list[FrequencyRow]:
        if rows[0].from_days or any(a.from_days >= b.from_days for a, b in pairwise(rows)):
            raise ValueError("the words begin at no day and climb")
        return rows

    def often(self, days: int) -> str:
        """The word for so many days of use in thirty."""
        return [row.code for row in self.frequency if row.from_days <= days][-1]


@cache
def tdi(folder: Path = DEFAULT_FOLDER) -> TdiPractice:
    """The practice of the export; raises BookError naming file and key."""
    return parse(read(folder, folder / "practice" / "tdi.toml"), TdiPractice)

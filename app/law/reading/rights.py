"""Rights of the person (`book/rights.toml`): kinds of request, their times, grounds to refuse."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from app.law.days.clock import DayUnit
from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import Code, LawRow, Row, TitleRow
from app.law.reading.source import parse, read

RequestKind = Literal[
    "access", "provide", "correct", "delete", "restrict", "object", "withdraw_consent", "protect",
    "complain",
]  # fmt: skip
OnFile = Literal["on_list", "open_case", "on_hold"]
Days = Annotated[int, Field(ge=1)]


class Acknowledgement(Row):
    """How soon the person is told that the request has come."""

    limit: Days
    unit: DayUnit
    law: LawRow


class KindRow(Row):
    """A kind of request; without `days` the readings give no time for it."""

    code: RequestKind
    title: TitleRow
    days: Days | None = None
    unit: DayUnit = "calendar_days"
    extension: Days | None = None
    days_with_processor: Days | None = None
    law: LawRow

    def limit(self, *, with_processor: bool) -> int | None:
        """The days to carry it out; longer where a processor holds the data."""
        return (self.days_with_processor if with_processor else None) or self.days


class GroundRow(Row):
    """A ground to refuse; `bars` names the requests that may not be granted while it is so."""

    code: Code
    title: TitleRow
    when: list[OnFile] = Field(default_factory=list)
    bars: list[RequestKind] = Field(default_factory=list)
    law: LawRow | None = None


class Rights(Row):
    """The whole file."""

    begins: date
    acknowledge: Acknowledgement
    kind: Annotated[list[KindRow], Field(min_length=1)]
    ground: Annotated[list[GroundRow], Field(min_length=1)]

    def of(self, code: str) -> KindRow:
        """The kind of that code."""
        return next(row for row in self.kind if row.code == code)

    def ground_of(self, code: str) -> GroundRow | None:
        """The ground of that code, if there is one."""
        return next((row for row in self.ground if row.code == code), None)


@cache
def rights(folder: Path = DEFAULT_FOLDER) -> Rights:
    """The rights of the person; raises BookError naming file and key."""
    return parse(read(folder, folder / "rights.toml"), Rights)

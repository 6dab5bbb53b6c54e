"""How long each kind of record is kept (`book/retention.toml`)."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import Code, LawRow, Row, TitleRow
from app.law.reading.source import parse, read


class KeepRow(Row):
    """A period: so many months after the last thing on the file has ended."""

    months: Annotated[int, Field(ge=1)]
    after: Literal["last_end"]


class RetentionRow(Row):
    """A kind of record; without `keep` the readings state no period for it."""

    kind: Code
    title: TitleRow
    keep: KeepRow | None = None
    note: TitleRow
    law: LawRow


class Retention(Row):
    """The whole table."""

    record: Annotated[list[RetentionRow], Field(min_length=1)]


@cache
def table(folder: Path = DEFAULT_FOLDER) -> Retention:
    """The retention table; raises BookError naming file and key."""
    return parse(read(folder, folder / "retention.toml"), Retention)

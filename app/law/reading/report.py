"""Reports as data: what each is, by whose rule, how often, and of which tables it is made.

One dated file each (`book/reports/*.toml`). A definition says what is asked; how a table is filled
is in `services/reports/`. A code of an indicator that this installation has not yet is told in a
note of the report, never left out in silence.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import tomli
from pydantic import ValidationError, model_validator

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import LawRow, Row, TitleRow
from app.law.reading.source import BookError

Level = Literal["commune", "province", "nation", "facility"]
Cycle = Literal["month", "quarter", "half", "year", "police_year", "any"]
Builder = Literal["figures", "blocks"]


class Asked(Row):
    """An indicator of a table, read one way; the definition's first where none is said."""

    code: str
    variant: str | None = None
    base: Literal["ever", "stock"] | None = None


class Block(Row):
    """One block of an old form: what is counted, with the owner on the day it happened.

    `place`: voluntary rehabilitation there alone; `unknown` is where the first step said nothing.
    """

    code: str
    title: TitleRow
    counts: Literal[
        "cases", "listed", "services", "relapse", "staff", "communes_without_addicts", "none"
    ]
    where: Literal["residence", "facility"] = "residence"
    procedures: list[str] = []
    place: list[str] = []
    records: list[str] = []
    kinds: list[str] = []
    december_only: bool = False
    note: TitleRow | None = None


class Table(Row):
    """One sheet of a report. `by_unit`: with a sheet an indicator, by the units below."""

    code: str
    title: TitleRow
    indicators: list[Asked] = []
    by_unit: bool = False
    blocks: list[Block] = []


class Report(Row):
    """One report."""

    code: str
    version: str
    begins: date
    ends: date | None = None
    title: TitleRow
    law: LawRow
    proposal: bool = False
    builder: Builder
    cycle: list[Cycle]
    levels: list[Level]
    deadline: TitleRow
    notes: list[TitleRow] = []
    sheet: list[Table]

    @model_validator(mode="after")
    def _tables_are_of_its_builder(self) -> "Report":
        wrong = [
            table.code
            for table in self.sheet
            if bool(table.blocks) != (self.builder == "blocks")
            or bool(table.indicators) != (self.builder == "figures")
        ]
        if wrong:
            message = f"tables not of builder {self.builder!r}: {wrong}"
            raise ValueError(message)
        return self


def load(folder: Path = DEFAULT_FOLDER / "reports") -> dict[str, Report]:
    """Read every definition; raises BookError naming the file."""
    found: dict[str, Report] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            row = Report.model_validate(tomli.loads(path.read_text("utf-8")))
        except (tomli.TOMLDecodeError, ValidationError) as error:
            message = f"reports/{path.name}: {error}"
            raise BookError(message) from error
        found[row.code] = row
    return found


@cache
def reports() -> dict[str, Report]:
    """The definitions of this installation, read once."""
    return load()

"""Yearly facts of units that no file holds (`book/practice/area_facts.toml`): the closed list."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import Code, Row, TitleRow
from app.law.reading.source import parse, read

FactKind = Literal["int", "bool", "m2"]
FactLevel = Literal["commune", "province", "nation", "facility"]
YearKind = Literal["calendar", "police"]


class AreaFactRow(Row):
    """One fact: of which units, for which kinds of year, who asks for it, who usually has it."""

    code: Code
    kind: FactKind
    levels: Annotated[list[FactLevel], Field(min_length=1)]
    years: Annotated[list[YearKind], Field(min_length=1)]
    least: Annotated[int, Field(ge=0)] = 0
    title: TitleRow
    asked_by: Annotated[list[str], Field(min_length=1)]
    source: TitleRow

    def takes(self, value: Decimal) -> bool:
        """Tell whether a number may be this fact's."""
        if self.kind == "bool":
            return value in {Decimal(0), Decimal(1)}
        whole = self.kind == "m2" or value == value.to_integral_value()
        return whole and value >= self.least


class AreaFactPractice(Row):
    """Every fact there is."""

    unverified: bool
    fact: Annotated[list[AreaFactRow], Field(min_length=1)]

    @field_validator("fact")
    @classmethod
    def _named_once(cls, facts: list[AreaFactRow]) -> list[AreaFactRow]:
        if len({fact.code for fact in facts}) < len(facts):
            raise ValueError("a fact is listed twice")
        return facts

    def of(self, code: str) -> AreaFactRow | None:
        """The fact of that code."""
        return next((fact for fact in self.fact if fact.code == code), None)


@cache
def area_facts(folder: Path = DEFAULT_FOLDER) -> AreaFactPractice:
    """The facts a unit may tell; raises BookError naming file and key."""
    return parse(read(folder, folder / "practice" / "area_facts.toml"), AreaFactPractice)

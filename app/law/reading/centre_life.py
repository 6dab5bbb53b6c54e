"""Life in a centre (`centre.toml`): duties to tell, limits of visits, grades, measures."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field, model_validator

from app.law.days.clock import Unit
from app.law.reading.figure_rows import DatedRow
from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import Code, Ref, Row
from app.law.reading.source import parse, read
from app.law.shape.model import Book

IncidentKind = Literal[
    "escape", "death", "violence", "self_harm", "illness", "fire", "other"
]  # fmt: skip
OutsideKind = Literal["visit", "spouse_visit", "call", "parcel", "money", "medicine"]
Number = Annotated[int, Field(ge=1)]


class Coded(DatedRow):
    """A dated row with a code; of a code one row is in force on a day at most."""

    code: Code


class Duty(Coded):
    """Whom a centre must tell of an incident, and within how long where the text says so.

    `clock`: the deadline that carries it in cases with a step that starts one.
    """

    kind: IncidentKind
    to: Code
    at_once: bool = False
    limit: Number | None = None
    unit: Unit | None = None
    clock: Ref | None = None
    procedures: list[Code] = Field(default_factory=list)

    @model_validator(mode="after")
    def _whole(self) -> "Duty":
        if (self.limit is None) != (self.unit is None):
            raise ValueError("a limit needs a unit, and only a limit")
        if self.at_once and self.limit is not None:
            raise ValueError("at once is no limit")
        return self


class Limit(Coded):
    """How often and how long somebody from outside; `forbidden`: not at all."""

    code: OutsideKind
    times: Number | None = None
    per: Literal["week", "month"] | None = None
    times_consented: Number | None = None
    minutes: Number | None = None
    minutes_consented: Number | None = None
    visitors: Number | None = None
    forbidden: bool = False


class Grade(Coded):
    """A grade of a month; `enough`: it is fair or better."""

    enough: bool = False


class Use(Coded):
    """What so many months in a row with such grades are for."""

    months: Number


class Measure(Coded):
    """A kind of praise or discipline."""

    sort: Literal["reward", "discipline"]


class CentreLife(Row):
    """centre.toml."""

    duty: list[Duty]
    limit: list[Limit]
    grade: list[Grade]
    use: list[Use]
    measure: list[Measure]


class NoticePractice(Row):
    """When what is due at once is overdue."""

    unverified: bool
    at_once_hours: Number


CodedType = TypeVar("CodedType", bound=Coded)


@cache
def centre(folder: Path = DEFAULT_FOLDER) -> CentreLife:
    """The whole file; raises BookError naming file and key."""
    return parse(read(folder, folder / "centre.toml"), CentreLife)


@cache
def notices(folder: Path = DEFAULT_FOLDER) -> NoticePractice:
    """The practice of notices; raises BookError naming file and key."""
    return parse(read(folder, folder / "practice" / "notices.toml"), NoticePractice)


def in_force(rows: Iterable[CodedType], book: Book, day: date) -> dict[str, CodedType]:
    """The rows in force on a day, by code: the newest that has begun, if it has not ended."""
    begun = {edition.code: edition.begins for edition in book.editions}
    newest: dict[str, CodedType] = {}
    for row in sorted(rows, key=lambda one: one.begins or begun[one.edition]):
        if (row.begins or begun[row.edition]) <= day:
            newest[row.code] = row
    return {
        code: row for code, row in newest.items() if row.until is None or day < begun[row.until]
    }

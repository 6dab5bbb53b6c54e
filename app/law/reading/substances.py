"""Substances and routes as the intake sheet codes them, ICD beside them (`substances.toml`)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import Code, LawRow, Row, TitleRow
from app.law.reading.source import parse, read

Group = Literal[
    "opioids", "amphetamines", "cannabis", "cocaine", "hallucinogens", "sedatives", "inhalants",
    "ketamine", "alcohol", "other",
]  # fmt: skip


class RouteRow(Row):
    """A way of taking a substance, by its number on the form."""

    code: Code
    number: Annotated[int, Field(ge=1)]
    title: TitleRow
    law: LawRow


class FormRow(Row):
    """The number a substance has in a part of the form's table."""

    part: Literal["opioid", "ats"]
    number: Annotated[int, Field(ge=1)]
    law: LawRow


class SubstanceRow(Row):
    """A substance: the form's code where the form has one, and the categories of ICD."""

    code: Code
    group: Group
    title: TitleRow
    form: FormRow | None = None
    icd10: Annotated[str, Field(pattern=r"^F1[0-9]$")]
    icd11: Annotated[str, Field(pattern=r"^6C4[0-9A-G]$")]


class DependenceRow(Row):
    """The character of both classifications that says dependence."""

    icd10: Annotated[str, Field(pattern=r"^[0-9]$")]
    icd11: Annotated[str, Field(pattern=r"^[0-9]$")]
    law: LawRow


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A code of ICD-10 and one of ICD-11; `None` for a substance nobody told."""

    icd10: str | None
    icd11: str | None


class Substances(Row):
    """The whole table."""

    unverified: bool
    dependence: DependenceRow
    route: Annotated[list[RouteRow], Field(min_length=1)]
    substance: Annotated[list[SubstanceRow], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        numbers = [(row.form.part, row.form.number) for row in self.substance if row.form]
        for said in (
            [row.code for row in self.substance],
            [row.code for row in self.route],
            [row.number for row in self.route],
            numbers,
        ):
            if len(set(said)) < len(said):
                raise ValueError("a code or a number of the form stands twice")
        return self

    def of(self, code: str) -> SubstanceRow | None:
        """The substance of that code; None where the book has none."""
        return next((row for row in self.substance if row.code == code), None)

    def diagnosis(self, code: str | None, *, addicted: bool) -> Diagnosis:
        """What ICD calls the use of a substance: dependence only of who was determined addicted."""
        row = None if code is None else self.of(code)
        if row is None:
            return Diagnosis(None, None)
        if not addicted:
            return Diagnosis(row.icd10, row.icd11)
        dependence = self.dependence
        return Diagnosis(f"{row.icd10}.{dependence.icd10}", f"{row.icd11}.{dependence.icd11}")


@cache
def substances(folder: Path = DEFAULT_FOLDER) -> Substances:
    """The table of substances; raises BookError naming file and key."""
    return parse(read(folder, folder / "substances.toml"), Substances)

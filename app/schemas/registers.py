"""Registers and lists of people: what is asked for."""

from typing import Annotated

from pydantic import Field

from app.schemas.base import Filter, LegalDay, Out, TextOut, UnitCode
from app.schemas.reports import FileFormat, SheetCode

RegisterCode = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,39}$", examples=["V-21"])]


class RegisterOut(Out):
    """A register there is."""

    code: str
    version: str
    title: TextOut
    proposal: bool


class RegisterListOut(Out):
    """Every register."""

    items: list[RegisterOut]


class ReconciliationFilter(Filter):
    """Whose lists are held against each other, on which day (today when not given)."""

    unit: UnitCode | None = None
    on: LegalDay | None = None
    format: FileFormat = "json"
    sheet: SheetCode | None = None


class RegisterFilter(Filter):
    """Whose register, of which days, both in; as which file."""

    unit: UnitCode | None = None
    from_: Annotated[LegalDay, Field(alias="from")]
    to: LegalDay
    format: FileFormat = "json"
    sheet: SheetCode | None = None

"""Units as the API shows them."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from app.schemas.base import Filter, In, LegalDay, Out, PageFilter, Text1, UnitCode

UnitKind = Literal["nation", "province", "district", "commune", "facility", "court"]


class UnitOut(Out):
    """A place or body that holds files or accounts, today or once."""

    code: str
    name: str
    kind: UnitKind
    place_type: str | None
    parent: str | None
    province: str | None
    region: int | None
    valid_from: date | None
    valid_to: date | None


class SuccessorOut(Out):
    """What became of a former unit."""

    old_code: str
    new_code: str
    new_name: str
    changed_on: date
    share: Literal["whole", "part"]


class UnitDetailOut(UnitOut):
    """A unit with what became of it, or what it was made from."""

    successors: list[SuccessorOut]
    predecessors: list[SuccessorOut]


class UnitIn(In):
    """A facility or a court to enter; provinces and communes come with the reference data."""

    code: Annotated[
        str,
        Field(
            pattern=r"^[FC]-[0-9]{2}-[A-Za-z0-9-]{1,30}$",
            description="F- or C-, the province's two digits, a number",
            examples=["F-01-07"],
        ),
    ]
    kind: Literal["facility", "court"]
    name: Text1
    place_type: Annotated[Text1, Field(examples=["cơ sở cai nghiện công lập"])]
    valid_from: LegalDay


class UnitFilter(PageFilter):
    """Which units to list."""

    parent: UnitCode | None = None
    kind: UnitKind | None = None
    on: Annotated[LegalDay | None, Field(description="The day whose units are meant")] = None
    search: Annotated[Text1 | None, Field(description="Part of a name, with or without marks")] = (
        None
    )


class UnitOn(Filter):
    """The day whose unit of this code is meant: a code may have named another place before."""

    on: LegalDay | None = None

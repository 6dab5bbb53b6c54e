"""How much of the law the book holds."""

from typing import Annotated, Literal

from pydantic import Field

from app.schemas.base import LegalBasisOut, Out, TextOut


class RowCoverageOut(Out):
    """A row of a reading: `absent` where the reading itself says this law has no such thing."""

    row: str
    standing: Literal["encoded", "absent", "blind_spot", "missing"]
    where: Annotated[
        list[str],
        Field(description="What stands for it", examples=[["compulsory/complete_dossier"]]),
    ]
    text: TextOut | None
    legal_basis: list[LegalBasisOut]


class GroupCoverageOut(Out):
    """The rows of one table of a reading."""

    group: str
    rows: int
    encoded: int
    absent: int
    blind_spot: int
    missing: int
    items: list[RowCoverageOut]


class DocumentCoverageOut(Out):
    """What the book holds of one reading; `share` is that of encoded and absent rows."""

    document: str
    title: TextOut
    rows: int
    encoded: int
    absent: int
    blind_spot: int
    missing: int
    share: Annotated[float, Field(ge=0, le=1)]
    groups: list[GroupCoverageOut]


class BlindSpotOut(Out):
    """Something the book deliberately does not hold, with its article and the reason."""

    code: str
    text: TextOut
    rows: list[str]
    legal_basis: list[LegalBasisOut]


class CoverageOut(Out):
    """How much of the law the book holds, row by row, and what it says it leaves out."""

    documents: list[DocumentCoverageOut]
    blind_spots: list[BlindSpotOut]

"""Reports: what there is to report, one that was frozen, and what verifying it found."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from app.periods import PATTERN
from app.schemas.base import (
    Filter,
    Id,
    In,
    LegalBasisOut,
    LegalDay,
    LongText,
    Moment,
    Out,
    PageFilter,
    TextOut,
    UnitCode,
)

ReportKind = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,39}$", examples=["coverage"])
]
ReportState = Literal["frozen", "submitted", "approved", "returned"]
FileFormat = Literal["xlsx", "csv", "pdf", "json"]
SheetCode = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-zđ0-9._-]{0,79}$")]
Hash = Annotated[str, Field(description="SHA-256, hexadecimal")]


class TableOut(Out):
    """A table of a report: its sheet, and the indicators asked for in it."""

    code: str
    title: TextOut
    indicators: list[str]
    missing: Annotated[
        list[str], Field(description="Indicators that have no definition here: no figures yet")
    ]


class ReportDefinitionOut(Out):
    """What a report is, by whose rule, how often, for which level."""

    code: str
    version: str
    title: TextOut
    legal_basis: list[LegalBasisOut]
    proposal: Annotated[bool, Field(description="A form of ours, that nobody issued")]
    cycle: list[str]
    levels: list[str]
    deadline: TextOut
    notes: list[TextOut]
    tables: list[TableOut]


class ReportDefinitionListOut(Out):
    """Every definition."""

    items: list[ReportDefinitionOut]


class ReportIn(In):
    """What to freeze, of the caller's own unit: a period by its code, or its two days."""

    id: Id | None = None
    kind: ReportKind
    period: Annotated[str | None, Field(pattern=PATTERN, examples=["2026-H1", "2026-P"])] = None
    from_: Annotated[LegalDay | None, Field(alias="from")] = None
    to: LegalDay | None = None
    cut_off: Annotated[
        Moment | None, Field(description="As it was known then; now when not given")
    ] = None
    replaces: Annotated[
        Id | None, Field(description="The returned report that this one stands for")
    ] = None


class ReturnIn(In):
    """Why a report goes back."""

    reason: LongText


class ReportOut(Out):
    """A frozen report: what it rests on, and how it was decided."""

    id: UUID
    kind: str
    unit: str
    province: str | None
    from_: Annotated[date, Field(validation_alias="period_from", serialization_alias="from")]
    to: Annotated[date, Field(validation_alias="period_to")]
    cut_off: Moment
    replaces: UUID | None
    definitions: dict[str, str]
    rule_set_hash: Hash
    cohort_hash: Hash
    content_hash: Hash
    key_id: str
    state: ReportState
    made_by: UUID
    made_at: Moment
    submitted_by: UUID | None
    submitted_at: Moment | None
    decided_by: UUID | None
    decided_at: Moment | None
    return_reason: str | None
    version: int


class ReportDetailOut(ReportOut):
    """A report with its figures, the sealed lists of whom they count, and the signature."""

    cohorts: Annotated[
        dict[str, str],
        Field(description="Part of a figure → SHA-256 of the sorted ids in it; no id is kept"),
    ]
    figures: dict[str, Any]
    signature: Annotated[str, Field(description="Ed25519, base64")]
    signed: Annotated[str, Field(description="The signed message: one spelling as JSON (ADR 0024)")]


class ReportFilter(PageFilter):
    """Which reports to list."""

    unit: UnitCode | None = None
    kind: ReportKind | None = None
    state: ReportState | None = None


class FileFilter(Filter):
    """Which file to write; `sheet` chooses the table of a CSV, its first when not given."""

    format: FileFormat = "xlsx"
    sheet: SheetCode | None = None


class DifferenceOut(Out):
    """A value that is otherwise; null where it was not there, or is no more."""

    path: Annotated[str, Field(description="sheet / row / column")]
    frozen: str | int | None
    now: str | int | None


class ComparedOut(Out):
    """The report against the same question asked again."""

    done: Annotated[bool, Field(description="False where it cannot be asked again")]
    figures: list[DifferenceOut]
    people: Annotated[
        list[str],
        Field(description="Parts of figures that other people are in, also where the count is one"),
    ]


class VerifiedOut(Out):
    """Whether the signature holds, and what has changed since; the report itself never does."""

    id: UUID
    signature: Literal["valid", "broken", "unknown_key"]
    key_id: str
    content_hash: Hash
    rule_set_changed: bool
    definitions_changed: list[DifferenceOut]
    at_cut_off: ComparedOut
    now: ComparedOut


class KeyOut(Out):
    """A public key of this installation: Ed25519, 32 bytes, base64."""

    key_id: str
    algorithm: Literal["Ed25519"] = "Ed25519"
    public_key: str
    current: bool


class KeyListOut(Out):
    """Every key that ever signed."""

    items: list[KeyOut]

"""Two files side by side, made one, and made two again."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import Id, In, LongText, Moment, Out, PageFilter
from app.schemas.clients import FieldReasonOut

ParticularName = Literal[
    "full_name", "sex", "birth_date", "identity_number", "address", "phone", "ethnicity",
    "citizenship", "died_on",
]  # fmt: skip
Version = Annotated[int, Field(strict=True, ge=1, le=2_147_483_647)]


class PairIn(In):
    """Two files that may be of one person."""

    survivor: Annotated[Id, Field(description="The file that would stay")]
    merged: Annotated[Id, Field(description="The file whose id would lead to the other")]


class MergeIn(PairIn):
    """Two files that are of one person; the versions are those of the preview."""

    id: Id | None = None
    survivor_version: Version
    merged_version: Version
    reason: Annotated[LongText, Field(title="Căn cứ gộp hồ sơ")]
    take: Annotated[
        list[ParticularName],
        Field(
            max_length=9,
            description="Particulars taken from the file that goes; what the survivor lacks is"
            " taken anyway",
        ),
    ] = []
    set_aside: Annotated[
        list[Id],
        Field(max_length=50, description="Of each two cases that clash, the one told twice"),
    ] = []


class UndoIn(In):
    """Why a merge was a mistake."""

    reason: Annotated[LongText, Field(title="Lý do")]


class ParticularOut(Out):
    """One field of both files."""

    field: ParticularName
    survivor: str | None
    merged: str | None
    differs: bool
    taken: Annotated[bool, Field(description="The survivor has none: it is taken over anyway")]


class FileCardOut(Out):
    """A file of the pair."""

    id: UUID
    version: int
    full_name: str
    birth_date: date | None
    unit: str


class ClashingCaseOut(Out):
    """A case that cannot stand beside another."""

    id: UUID
    client_id: UUID
    procedure: str
    edition: str
    state: str
    opened_at: Moment
    closed_at: Moment | None
    term_start: date | None
    term_end: date | None


class ClashOut(Out):
    """Two cases that one file cannot hold; name one of them in `set_aside`."""

    why: Literal["one_open_case_per_procedure", "compulsory_periods_do_not_overlap"]
    first: ClashingCaseOut
    second: ClashingCaseOut


class PairOut(Out):
    """Two files side by side: likeness and why, what differs, what would go over, what clashes."""

    survivor: FileCardOut
    merged: FileCardOut
    score: int
    certain: bool
    reasons: list[FieldReasonOut]
    particulars: list[ParticularOut]
    rows: Annotated[dict[str, int], Field(description="Rows that go over, by kind of record")]
    clashes: list[ClashOut]
    told_apart: Annotated[bool, Field(description="They are remembered as two persons")]


class MergeOut(Out):
    """A merge on record."""

    id: UUID
    survivor: UUID
    merged: UUID
    reason: str
    score: int
    merged_at: Moment
    merged_by: UUID
    moved: Annotated[dict[str, int], Field(description="Rows that went over, by kind of record")]
    taken: list[ParticularName]
    set_aside: list[UUID]
    undone_at: Moment | None
    undo_reason: str | None
    version: int


class MergesOut(Out):
    """The merges that made a file what it is, newest first."""

    items: list[MergeOut]


class UndoneOut(MergeOut):
    """A merge undone; `kept`: particulars that stay because somebody changed them since."""

    kept: list[str]


class NonMatchIn(In):
    """A file that is of somebody else, and how that is known."""

    other_id: Id
    reason: Annotated[LongText, Field(title="Căn cứ")]


class NonMatchOut(Out):
    """A file known to be of somebody else."""

    client_id: UUID
    other_id: UUID
    reason: str
    recorded_at: Moment
    recorded_by: UUID
    withdrawn_at: Moment | None
    version: int


class NonMatchesOut(Out):
    """The files known to be of somebody else, newest word first."""

    items: list[NonMatchOut]


class DoubtFilter(PageFilter):
    """Which doubts to list."""


class DoubtOut(Out):
    """Two files of which something says that they may be of one person."""

    id: UUID
    client_id: UUID
    other_id: UUID
    reason: str
    found_at: Moment

"""Legal holds, seals, and how long records are kept."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import (
    Count,
    In,
    LegalBasisOut,
    LongText,
    Moment,
    Out,
    Text1,
    TextOut,
)
from app.schemas.clients import ClientOut
from app.schemas.timeline import EventOut

SealGround = Literal[
    "removed_from_list", "no_longer_managed", "court_order", "deletion_request", "other"
]
Purpose = Annotated[
    Literal[
        "court_or_investigation", "inspection", "request_of_the_person", "new_management",
        "review_of_the_seal",
    ],
    Field(title="Mục đích", description="What the sealed file is read for; stays on the trail"),
]  # fmt: skip


class HoldIn(In):
    """A hold: why, and the order or article it rests on."""

    reason: Annotated[LongText, Field(title="Lý do")]
    basis: Annotated[Text1, Field(title="Căn cứ", examples=["Văn bản số 12/CV-TA"])]


class HoldOut(Out):
    """A hold, standing while `lifted_at` is null."""

    id: UUID
    client_id: UUID
    reason: str
    basis: str
    set_by: UUID
    set_at: Moment
    lifted_by: UUID | None
    lifted_at: Moment | None
    lift_reason: str | None
    version: int


class HoldListOut(Out):
    """The holds of a file, newest first."""

    items: list[HoldOut]


class SealIn(In):
    """A seal over the whole file."""

    ground: SealGround
    reason: Annotated[LongText, Field(title="Lý do")]


class SealOut(Out):
    """A seal, standing while `lifted_at` is null."""

    id: UUID
    client_id: UUID
    province: str
    ground: SealGround
    reason: str
    set_by: UUID
    set_at: Moment
    lifted_by: UUID | None
    lifted_at: Moment | None
    lift_reason: str | None
    version: int


class SealReadIn(In):
    """What a sealed file is read for."""

    purpose: Purpose


class SealedFileOut(Out):
    """A sealed file, opened for one reading."""

    seal: SealOut
    client: ClientOut
    timeline: list[EventOut]


class PeriodOut(Out):
    """How long after what."""

    months: int
    after: str


class RetentionRuleOut(Out):
    """How long a kind of record is kept; `keep` is null where the readings state no period."""

    kind: str
    title: TextOut
    keep: PeriodOut | None
    note: TextOut
    legal_basis: list[LegalBasisOut]
    unverified: bool


class RetentionListOut(Out):
    """The retention table."""

    items: list[RetentionRuleOut]


class KeptOut(Out):
    """Why something is kept."""

    code: Literal["no_period_read", "on_hold", "on_list", "open_case", "period_runs"]
    title: TextOut


class RetainedOut(RetentionRuleOut):
    """A kind of record on this file: since when it may go, or why it is kept."""

    count: Count
    may_go_from: date | None
    kept: list[KeptOut]


class FileRetentionOut(Out):
    """What of a file may go, kind by kind."""

    items: list[RetainedOut]

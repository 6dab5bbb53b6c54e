"""Requests of the person about their data (Law 91/2025/QH15): in, out, how they are listed."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.law.reading.rights import RequestKind
from app.schemas.base import (
    Flag,
    Id,
    In,
    LegalBasisOut,
    LongText,
    Moment,
    Out,
    PageFilter,
    Text1,
    TextOut,
    UnitCode,
)

Requester = Literal["self", "representative"]
Channel = Literal["in_person", "post", "telephone", "electronic"]
Outcome = Literal["granted", "partly", "refused"]
RequestState = Literal["received", "extended", "answered", "closed"]
RequestStatus = Literal["open", "overdue", "answered", "closed"]


class RequestIn(In):
    """A request as it was received. An id of the caller's own makes sending it twice harmless."""

    id: Id | None = None
    kind: RequestKind
    content: Annotated[LongText, Field(title="Nội dung yêu cầu", description="What is asked")]
    received_at: Moment
    requester: Requester = "self"
    representative_basis: Annotated[
        Text1 | None,
        Field(
            title="Căn cứ đại diện", description="Told when, and only when, a representative asks"
        ),
    ] = None
    channel: Channel = "in_person"
    with_processor: Annotated[
        Flag, Field(description="Somebody who processes for us has to carry it out too")
    ] = False
    note: LongText | None = None


class ExtendIn(In):
    """A longer time; without `days` as long as the law allows."""

    days: Annotated[int | None, Field(strict=True, ge=1, le=365)] = None
    reason: Annotated[LongText, Field(title="Lý do")]


class AnswerIn(In):
    """An answer; to refuse, wholly or partly, takes a `ground` and the `reason`."""

    outcome: Outcome
    ground: Annotated[
        str | None,
        Field(
            pattern=r"^[a-z_]{1,40}$",
            description="Code of a ground of `GET /v1/law/rights`",
            examples=["state_duty"],
        ),
    ] = None
    reason: LongText | None = None


class ReasonIn(In):
    """Why."""

    reason: Annotated[LongText, Field(title="Lý do")]


class RequestOut(Out):
    """A request on file. `late` and `acknowledged_late` stay true once they are.

    `explanation` tells of each time the rule, its article and every day counted or skipped; it
    says so where the readings of the law give no time.
    """

    id: UUID
    client_id: UUID
    kind: RequestKind
    content: str
    received_at: Moment
    requester: Requester
    representative_basis: str | None
    channel: Channel
    with_processor: bool
    unit: str
    state: RequestState
    status: RequestStatus
    acknowledge_by: Moment | None
    acknowledged_at: Moment | None
    acknowledged_late: bool
    first_due_at: Moment | None
    due_at: Moment | None
    late: bool
    explanation: dict[str, object]
    extended_at: Moment | None
    extend_reason: str | None
    answered_at: Moment | None
    outcome: Outcome | None
    ground: str | None
    answer_reason: str | None
    legal_basis: list[LegalBasisOut]
    closed_at: Moment | None
    close_reason: str | None
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class RequestFilter(PageFilter):
    """Which requests to list."""

    unit: UnitCode | None = None
    status: RequestStatus | None = None


class RightsTimeOut(Out):
    """A time of the law; `limit` is null where the readings give none."""

    limit: int | None
    unit: str
    extension: int | None
    limit_with_processor: int | None


class RequestKindOut(Out):
    """A kind of request."""

    code: RequestKind
    title: TextOut
    time: RightsTimeOut
    legal_basis: list[LegalBasisOut]


class GroundOut(Out):
    """A ground to refuse; without a citation it is practice. `bars`: not to be granted then."""

    code: str
    title: TextOut
    when: list[str]
    bars: list[RequestKind]
    legal_basis: list[LegalBasisOut]


class RightsOut(Out):
    """The rights of the person about their data, as the book has them."""

    acknowledge: RightsTimeOut
    kinds: list[RequestKindOut]
    grounds: list[GroundOut]

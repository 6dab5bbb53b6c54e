"""Moves between communes: the notice of departure, and its answer."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import (
    Flag,
    In,
    LegalBasisOut,
    LegalDay,
    LongText,
    Moment,
    Out,
    PageFilter,
    UnitCode,
)
from app.schemas.clients import Address

TransferState = Annotated[
    Literal["in_transit", "acknowledged", "arrived", "refused", "lost"],
    Field(
        description="`acknowledged`: the file came; `arrived`: the person came too; `refused` and"
        " `lost` (the person never came): the file went back"
    ),
]
Direction = Literal["in", "out"]


class MoveIn(In):
    """A move to another commune: custody of the file changes hands."""

    to: Annotated[UnitCode, Field(description="Commune code, of today or of a former list")]
    unit_as_of: LegalDay | None = None
    occurred_at: Annotated[Moment, Field(description="When the client left")]
    address: Address | None = None
    stable: Flag = True
    reason: Annotated[LongText, Field(title="Lý do")]


class MoveOut(Out):
    """A move that has taken effect."""

    client_id: UUID
    moved_from: str
    moved_to: str
    occurred_at: Moment
    cases: Annotated[list[UUID], Field(description="Open cases that went with the file")]
    transfer_id: UUID
    acknowledge_by: Annotated[
        Moment, Field(description="By when the commune of arrival answers the transfer")
    ]


class TransferFilter(PageFilter):
    """Which transfers to list. The caller's own unit when none is named."""

    unit: UnitCode | None = None
    direction: Direction | None = None
    status: Annotated[
        Literal["in_transit", "overdue", "acknowledged", "arrived", "refused", "lost"] | None,
        Field(description="`overdue`: in transit past `due_at`"),
    ] = None


class TransferOut(Out):
    """A transfer, as both its ends see it: what the sender told, and how it was answered.

    Name and address only to those who read identity; the address where one transfer is read.
    """

    id: UUID
    client_id: UUID
    from_unit: str
    to_unit: str
    full_name: str | None
    birth_year: int | None
    address: str | None
    departed_at: Annotated[Moment, Field(description="Of the person; or of the step that sent")]
    reason: str
    ref: Annotated[str | None, Field(description="Row of the step that handed the file over")]
    state: TransferState
    overdue: bool
    due_at: Annotated[
        Moment, Field(description="By when the commune of arrival answers: practice, not law")
    ]
    notice_due_at: Annotated[
        Moment | None,
        Field(description="By when the law wants the notice; null where a step has its own clock"),
    ]
    notice_late: bool
    legal_basis: list[LegalBasisOut]
    sent_at: Moment
    answered_at: Moment | None
    answer_reason: str | None
    arrived_at: Moment | None
    version: int


class AcknowledgeIn(In):
    """The file came; `arrived_at` when the person came too, at once or in a second answer."""

    arrived_at: Moment | None = None


class SendBackIn(In):
    """Why the file goes back: another commune's, not resident here, never came."""

    reason: Annotated[LongText, Field(title="Lý do")]

"""Referrals: to whom, for what, what they answered, what came of it."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import Id, In, LongText, Moment, Out, PageFilter, Text1, UnitCode
from app.schemas.transfers import Direction

Purpose = Annotated[
    Literal[
        "treatment", "substitution", "health", "vocational", "job", "loan", "legal_aid", "social",
        "other",
    ],
    Field(description="What the person is sent for"),
]  # fmt: skip
ReferralState = Literal["sent", "accepted", "refused", "done", "revoked"]


class ReferralIn(In):
    """A referral: a facility in `to_unit`, or a provider outside by name, never both.

    An id of the caller's own makes sending it twice harmless. Name, year of birth, purpose and
    note are shown to the receiver before it answers: write no more in the note than it must know.
    """

    id: Id | None = None
    to_unit: Annotated[UnitCode | None, Field(description="A facility", examples=["F-01-01"])] = (
        None
    )
    provider: Annotated[Text1 | None, Field(title="Nơi ngoài hệ thống")] = None
    purpose: Purpose
    referred_at: Moment
    note: LongText | None = None
    case_id: Id | None = None


class ReferralFilter(PageFilter):
    """Which referrals to list. The caller's own unit when none is named."""

    unit: UnitCode | None = None
    direction: Direction | None = None
    status: Annotated[
        Literal["sent", "overdue", "accepted", "refused", "done", "revoked"] | None,
        Field(description="`overdue`: sent, and past `answer_due_at`"),
    ] = None


class ReferralOut(Out):
    """A referral, as both its ends see it; the name only for those who read identity."""

    id: UUID
    client_id: UUID
    case_id: UUID | None
    from_unit: str
    to_unit: str | None
    provider: str | None
    full_name: str | None
    birth_year: int | None
    purpose: Purpose
    note: str | None
    referred_at: Moment
    answer_due_at: Annotated[Moment, Field(description="By practice, not by law")]
    overdue: bool
    state: ReferralState
    answered_at: Moment | None
    ended_at: Moment | None
    reason: str | None
    outcome: str | None
    late_entry: bool
    version: int


class ReferralReasonIn(In):
    """Why it is refused, or taken back."""

    reason: Annotated[LongText, Field(title="Lý do")]


class ReferralOutcomeIn(In):
    """What came of it."""

    outcome: Annotated[LongText, Field(title="Kết quả")]

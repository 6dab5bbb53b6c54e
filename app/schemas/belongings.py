"""Belongings in custody."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import Count, Flag, Id, In, LongText, Moment, Out, PageFilter, Text1

ReleasedAs = Annotated[
    Literal["returned", "sent_home", "destroyed"],
    Field(description="Trả lại, gửi về gia đình, tiêu hủy"),
]


class BelongingIn(In):
    """What was taken into custody (*lưu ký*): money is one thing with its value."""

    id: Id | None = None
    what: Text1
    quantity: Annotated[int, Field(strict=True, ge=1, le=1_000_000)] = 1
    value_dong: Count | None = None
    receipt_number: Text1
    received_at: Moment
    case_id: Id | None = None
    note: LongText | None = None


class BelongingReleaseIn(In):
    """What became of it; the whole of it, once."""

    released_as: ReleasedAs
    released_at: Moment
    released_to: Annotated[Text1, Field(description="Who took it; who was there at destruction")]
    released_note: LongText | None = None


class BelongingOut(Out):
    """A belonging on file."""

    id: UUID
    client_id: UUID
    case_id: UUID | None
    unit: str
    what: str
    quantity: int
    value_dong: int | None
    receipt_number: str
    received_at: Moment
    released_as: ReleasedAs | None
    released_at: Moment | None
    released_to: str | None
    released_note: str | None
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class BelongingFilter(PageFilter):
    """Which of them to list."""

    kept: Annotated[Flag | None, Field(description="Still in custody, or handed on")] = None

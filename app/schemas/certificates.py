"""Certificates of a client."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import (
    Id,
    In,
    LegalDay,
    LongText,
    Moment,
    Out,
    PageFilter,
    Text1,
    UnitCode,
)

CertificateKind = Annotated[
    Literal[
        "vocational_elementary",
        "vocational_under_3_months",
        "literacy",
        "class_completion",
        "topic_completion",
    ],
    Field(description="Those of a vocation count as the service `vocational_training`"),
]
CourseHours = Annotated[int, Field(strict=True, ge=1, le=10_000)]


class CertificateIn(In):
    """A certificate. An id of the caller's own makes sending it twice harmless."""

    id: Id | None = None
    kind: CertificateKind
    title: Text1
    hours: CourseHours | None = None
    issued_on: LegalDay
    number: Text1
    issuer: Text1
    unit: Annotated[
        UnitCode | None,
        Field(
            description="Where; else the caller's commune or facility, else the client's commune"
        ),
    ] = None
    case_id: Id | None = None
    note: LongText | None = None


class CertificateOut(Out):
    """A certificate on file."""

    id: UUID
    client_id: UUID
    kind: CertificateKind
    title: str
    hours: int | None
    issued_on: date
    number: str
    issuer: str
    unit: str
    case_id: UUID | None
    service_id: Annotated[UUID | None, Field(description="The service it is counted as")]
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class CertificateFilter(PageFilter):
    """Which certificates to list: page by page."""

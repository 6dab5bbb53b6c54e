"""Determinations of addiction, entered in one request."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import Count, Id, In, LegalDay, Moment, Out, Text1
from app.schemas.cases import CaseDetailOut


class PaperHandedIn(In):
    """A paper handed in with the request."""

    paper: Annotated[str, Field(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=80)]
    number: Text1 | None = None
    issued_on: LegalDay | None = None
    issuer: Text1 | None = None


class DeterminationIn(In):
    """From the request to the delivered result; leave out what has not happened yet."""

    requested_by: Annotated[
        Literal["self", "authority"],
        Field(description="`self`: the person applied; `authority`: the police asked"),
    ]
    requested_at: Moment
    papers: Annotated[list[PaperHandedIn], Field(max_length=20)] = []
    group: Annotated[str | None, Field(pattern=r"^[a-e]$")] = None
    held: Annotated[str | None, Field(pattern=r"^[a-z_]{1,40}$")] = None
    received_at: Moment | None = None
    concluded_at: Moment | None = None
    result: Literal["addicted", "not_addicted"] | None = None
    concluded_on: LegalDay | None = None
    assessor: Text1 | None = None
    facility_name: Text1 | None = None
    criteria_met: Annotated[Count | None, Field(le=6)] = None
    screening_id: Annotated[
        Id | None,
        Field(description="The finding by the six criteria: result and count follow from it"),
    ] = None
    assessor_id: Annotated[
        Id | None, Field(description="One of the facility's staff: employment and credentials")
    ] = None
    paper_number: Text1 | None = None
    delivered_at: Moment | None = None


class DeterminationOut(Out):
    """What a clinic found."""

    id: UUID
    case_id: UUID
    result: Literal["addicted", "not_addicted"]
    concluded_on: date
    notified_at: Moment | None
    facility: str | None
    assessor: str | None
    criteria_met: int | None
    screening_id: UUID | None
    assessor_id: UUID | None
    checked: Annotated[
        Literal["none", "screening", "credential", "both"],
        Field(description="What of it was checked here; `none`: all of it was told"),
    ]


class DeterminationRecordedOut(Out):
    """The case of the determination and, once concluded, the result."""

    case: CaseDetailOut
    determination: DeterminationOut | None


class DeterminationListOut(Out):
    """A client's determinations, newest first."""

    items: list[DeterminationOut]

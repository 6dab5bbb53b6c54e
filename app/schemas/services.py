"""Services recorded for a client."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import Id, In, LegalDay, LongText, Moment, Out, PageFilter, Text1, UnitCode

ServiceKind = Literal[
    "counselling",
    "screening_examination",
    "assessment",
    "behaviour_education",
    "treatment",
    "rehabilitation",
    "vocational_training",
    "job_support",
    "loan",
    "reintegration",
    "prevention",
]


class ServiceIn(In):
    """One thing done for a client on a day."""

    id: Id | None = None
    kind: ServiceKind
    on: Annotated[LegalDay, Field(description="The day it was done")]
    unit: Annotated[UnitCode, Field(description="The unit that did it")]
    case_id: Id | None = None
    provider: Text1 | None = None
    note: LongText | None = None


class ServiceOut(Out):
    """A service on file."""

    id: UUID
    client_id: UUID
    kind: ServiceKind
    on: Annotated[date, Field(validation_alias="performed_on")]
    unit: str
    case_id: UUID | None
    provider: str | None
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class ServiceFilter(PageFilter):
    """Which services to list."""

    kind: ServiceKind | None = None


class VoidIn(In):
    """Why what was entered by mistake does not count."""

    reason: LongText

"""Records of withdrawal treatment and their entries; of the clinical part of a file."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.amounts import AmountOut, Temperature
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

Substance = Literal[
    "opioids",
    "amphetamines",
    "cannabis",
    "cocaine",
    "hallucinogens",
    "sedatives",
    "inhalants",
    "ketamine",
    "alcohol",
    "other",
]
Severity = Literal["mild", "moderate", "severe"]
HealthOutcome = Literal["completed", "transferred", "stopped", "died"]


def _sign(most: int) -> object:
    return Field(strict=True, ge=1, le=most)


Pulse = Annotated[int, _sign(300)]
Pressure = Annotated[int, _sign(350)]
Respiration = Annotated[int, _sign(100)]


class HealthRecordIn(In):
    """A record as it is opened. An id of the caller's own makes sending it twice harmless."""

    id: Id | None = None
    opened_on: LegalDay
    substances: Annotated[list[Substance], Field(min_length=1, max_length=10)]
    protocol: Annotated[LongText, Field(description="The protocol of treatment (*phác đồ*)")]
    severity: Severity
    doctor: Text1
    unit: Annotated[
        UnitCode | None,
        Field(
            description="Where; else the caller's commune or facility, else the client's commune"
        ),
    ] = None
    case_id: Id | None = None
    note: LongText | None = None


class HealthRecordCloseIn(In):
    """How the treatment ended."""

    closed_on: LegalDay
    outcome: HealthOutcome


class HealthRecordOut(Out):
    """A record on file."""

    id: UUID
    client_id: UUID
    opened_on: date
    substances: list[Substance]
    protocol: str
    severity: Severity
    doctor: str
    closed_on: date | None
    outcome: HealthOutcome | None
    unit: str
    case_id: UUID | None
    service_id: Annotated[UUID, Field(description="The service it is counted as")]
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class HealthRecordFilter(PageFilter):
    """Which records to list: page by page."""


class HealthEntryIn(In):
    """What was seen and given. `corrects` names an entry of the record that this one replaces."""

    id: Id | None = None
    noted_at: Moment
    pulse: Pulse | None = None
    systolic: Pressure | None = None
    diastolic: Pressure | None = None
    respiration: Respiration | None = None
    temperature: Annotated[Temperature | None, Field(description="Degrees Celsius")] = None
    findings: LongText | None = None
    treatment: Annotated[LongText | None, Field(description="Medicine and treatment given")] = None
    doctor: Text1
    corrects: Id | None = None


class HealthEntryOut(Out):
    """An entry of a record."""

    id: UUID
    client_id: UUID
    record_id: UUID
    noted_at: Moment
    pulse: int | None
    systolic: int | None
    diastolic: int | None
    respiration: int | None
    temperature: AmountOut | None
    findings: str | None
    treatment: str | None
    doctor: str
    corrects: UUID | None
    unit: str
    late_entry: bool
    recorded_at: Moment


class HealthEntryListOut(Out):
    """The entries of a record, oldest first; those corrected stay."""

    items: list[HealthEntryOut]

"""Instruments, screenings and days of observation."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.law.shape.instruments import Chart, CountsAs, Otherwise, Scored
from app.schemas.base import (
    Count,
    Id,
    In,
    LegalBasisOut,
    LegalDay,
    LongText,
    Moment,
    Out,
    PageFilter,
    Text1,
    TextOut,
    UnitCode,
)

Code = Annotated[str, Field(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=40)]
# `""`: the person as a whole.
Subject = Annotated[str, Field(pattern=r"^([a-z0-9]+([_-][a-z0-9]+)*)?$", max_length=40)]
VersionName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9:._-]*$", max_length=40)]


class ItemOptionOut(Out):
    """An answer an item takes, and what it weighs."""

    code: str
    title: TextOut
    value: int


class NeededOut(Out):
    """When an item must be answered: these items together weigh `at_least`."""

    items: list[str]
    at_least: int


class ItemOut(Out):
    """An item by its code and topic; the wording is the publisher's."""

    code: str
    title: TextOut
    counted: bool
    whole: Annotated[bool, Field(description="Asked once, not once a substance")]
    not_of: list[str]
    needed: NeededOut | None
    otherwise: Otherwise
    options: list[ItemOptionOut]


class SubjectOut(Out):
    """A substance that gets a score of its own."""

    code: str
    title: TextOut


class BandConditionOut(Out):
    """The options of an item that a band asks for."""

    item: str
    options: list[str]


class BandOut(Out):
    """What a score means; of the bands that fit, the first is meant."""

    code: str
    title: TextOut
    first: int
    last: int | None
    of: list[str]
    not_of: list[str]
    when: list[BandConditionOut]
    any_answer: str | None
    observed: bool | None
    why: TextOut | None
    unverified: bool


class InstrumentOut(Out):
    """A version of an instrument; `digest` is the hash of what stands here."""

    code: str
    version: str
    begins: date
    ends: date | None
    title: TextOut
    source: TextOut
    reference: str
    legal_basis: list[LegalBasisOut]
    unverified: bool
    scored: Annotated[Scored, Field(description="`total`: send the total, without items")]
    most: int | None
    counts_as: CountsAs
    charts: list[Chart]
    subjects: list[SubjectOut]
    items: Annotated[
        list[ItemOut] | None, Field(description="Null where the wording is not ours to keep")
    ]
    bands: list[BandOut]
    digest: str


class InstrumentListOut(Out):
    """Every version of every instrument."""

    items: list[InstrumentOut]


class AnswerIn(In):
    """An answer; without `subject` it is about the person as a whole."""

    item: Code
    subject: Subject = ""
    option: Code


class SaidScoreIn(In):
    """A score the caller reckoned; it is refused where it differs."""

    subject: Subject = ""
    score: Annotated[Count, Field(le=1000)]


class ScreeningIn(In):
    """An instrument put to a client on a day."""

    id: Id | None = None
    instrument: Code
    version: VersionName
    on: LegalDay
    unit: UnitCode
    answers: Annotated[list[AnswerIn], Field(max_length=200)] = []
    scores: Annotated[
        list[SaidScoreIn],
        Field(max_length=40, description="The total where only that is taken; else a check"),
    ] = []
    case_id: Id | None = None
    follows: Annotated[
        Id | None, Field(description="The finding that called for the observation now over")
    ] = None
    assessor: Text1 | None = None
    note: LongText | None = None


class AnswerOut(Out):
    """An answer as it was given."""

    item: str
    subject: str
    option: str


class PartOut(Out):
    """What an item added to a score."""

    item: str
    value: int


class ScoreOut(Out):
    """A score as it was reckoned then: its band and how it came about."""

    subject: str
    score: int
    band: str
    band_title: TextOut
    because: TextOut
    parts: list[PartOut]
    unverified: bool


class ScreeningOut(Out):
    """A screening on file; `service_id` is the service it is counted as."""

    id: UUID
    client_id: UUID
    instrument: str
    instrument_version: str
    digest: str
    on: Annotated[date, Field(validation_alias="performed_on")]
    unit: str
    case_id: UUID | None
    service_id: UUID
    follows: UUID | None
    assessor: str | None
    answers: list[AnswerOut]
    scores: list[ScoreOut]
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class ScreeningFilter(PageFilter):
    """Which screenings to list."""

    instrument: Code | None = None


class ObservationIn(In):
    """What a chart of observation says of a day."""

    id: Id | None = None
    on: LegalDay
    chart: Literal["opioid", "stimulant", "cannabis"]
    findings: LongText
    unit: UnitCode


class ObservationOut(Out):
    """A day of observation on file."""

    id: UUID
    client_id: UUID
    screening_id: UUID
    on: Annotated[date, Field(validation_alias="observed_on")]
    chart: Chart
    findings: str
    unit: str
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class ObservationListOut(Out):
    """The days of observation after a screening, oldest first."""

    items: list[ObservationOut]

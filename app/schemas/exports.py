"""Exports for international sets: journeys through treatment, and entrants by the TDI protocol."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.law.reading.journeys import CentreType, ExitKind
from app.schemas.base import Filter, LegalDay, Out, PageFilter, TextOut
from app.schemas.indicators import ScopeCode

Purpose = Literal["statistics", "research", "quality", "supervision"]


class ExportFilter(PageFilter):
    """What every export is asked: of which unit, for what, as what."""

    unit: Annotated[ScopeCode | None, Field(description="The caller's own when not given")] = None
    purpose: Annotated[Purpose, Field(description="Kept in the audit trail")] = "statistics"
    format: Annotated[
        Literal["json", "csv"],
        Field(description="`csv`: the rows of a page; `Link: rel=next` leads to the next one"),
    ] = "json"


class JourneyFilter(ExportFilter):
    """Journeys that ran on any day from one to another, both of the period."""

    from_: Annotated[LegalDay, Field(alias="from")]
    to: LegalDay


class YearOfEntry(Filter):
    """The calendar year of entry."""

    year: Annotated[int, Field(ge=2000, le=2100)]


class TdiFilter(ExportFilter, YearOfEntry):
    """Entrants of a calendar year."""

    entrants: Annotated[
        Literal["all", "first"],
        Field(description="`first`: only people known never to have been treated before"),
    ] = "all"


class JourneyOut(Out):
    """Episodes of one person joined to one journey."""

    client_id: UUID
    started_on: date
    ended_on: date | None = Field(description="Null while it runs")
    days: int = Field(description="From the first day to the last, or to today while it runs")
    episodes: int
    forms: list[str] = Field(description="The procedures, in the order in which they began")
    centre_type: CentreType
    first: bool = Field(description="The first journey on file")
    exit: ExitKind | None
    outcome: str | None = Field(description="Of the episode that ended last")
    effective: bool | None = Field(
        description="Kept for the weeks that count, or a planned exit before; null: not yet known"
    )
    main_substance: str | None = Field(description="Null: nobody told")
    icd10: str | None
    icd11: str | None
    soft: bool = Field(description="Rests on a historic or unverified entry")


class JourneysOut(Out):
    """A page of journeys, and the figures they were joined by: practice, not law."""

    since: date
    until: date
    unit: str
    gap_days: int
    kept_weeks: int
    source: TextOut
    unverified: bool
    items: list[JourneyOut]
    next: str | None


class ColumnOut(Out):
    """A column of the export; `asked`: false where nobody is asked for it here."""

    name: str
    title: TextOut
    asked: bool


class EntrantOut(Out):
    """A person who entered treatment. `unknown`, and null of a number, is what nobody told."""

    client_id: UUID
    centre_type: str | None
    year: int | None
    month: int | None
    previously_treated: str | None
    referral_source: str | None
    sex: str | None
    age: int | None
    lives_with: str | None
    children: int | None
    housing: str | None
    work: str | None
    education: str | None
    primary_drug: str | None
    icd10: str | None
    icd11: str | None
    route: str | None
    frequency: str | None
    days_used_30: int | None
    first_use_age: int | None
    other_drugs: list[str] | None
    polydrug: str | None
    ever_substitution: str | None
    substitution_age: int | None
    injecting: str | None
    injecting_age: int | None
    shared_needles: str | None
    hiv_tested: str | None
    hcv_tested: str | None


class TdiOut(Out):
    """A page of entrants; the names and words are this house's, the protocol's were not read."""

    protocol: str
    year: int
    unit: str
    entrants: str
    source: TextOut
    unverified: bool
    withheld: list[str] = Field(description="Columns of a part of files the caller does not read")
    columns: list[ColumnOut]
    items: list[EntrantOut]
    next: str | None

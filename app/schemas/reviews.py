"""Reviews of facilities by the checklist of their day."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.law.shape.figures import Circumstance, FacilityKind
from app.schemas.base import (
    Filter,
    Id,
    In,
    LegalBasisOut,
    LegalDay,
    LongText,
    Moment,
    Out,
    PageFilter,
    PersonName,
    Text1,
    TextOut,
    UnitCode,
)
from app.schemas.indicators import TargetOut
from app.schemas.staff import KeptOut

FindingResult = Literal["met", "partly", "not_met", "not_applicable"]
RecheckState = Literal["overdue", "due", "done"]
ShareVariant = Annotated[
    Literal["met", "met_or_on_plan"],
    Field(
        description="`met`: every criterion that applies is met; `met_or_on_plan`: or its remedy is"
        " done, or not yet due"
    ),
]
CriterionCode = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z0-9-]{1,19}$", examples=["C3-13"])]
Measured = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{1,9}(\.[0-9]{1,3})?$",
        description="What was measured, in the unit of the criterion's figure, as decimal text",
        examples=["5.25"],
    ),
]


class ReviewIn(In):
    """A review: the criteria are those of the day it was held, by kind and circumstances."""

    id: Id | None = None
    facility: UnitCode
    facility_kind: FacilityKind
    circumstances: Annotated[list[Circumstance], Field(max_length=6)] = []
    held_on: LegalDay
    team: Annotated[list[PersonName], Field(min_length=1, max_length=20)]
    follows: Annotated[Id | None, Field(description="The review this one is the re-check of")] = (
        None
    )
    note: LongText | None = None


class FindingIn(In):
    """What was found of one criterion, and what shows it."""

    criterion: CriterionCode
    result: FindingResult
    evidence: LongText
    measured_value: Measured | None = None


class FindingsIn(In):
    """What was found; a criterion told again is told anew, until the review closes."""

    findings: Annotated[list[FindingIn], Field(min_length=1, max_length=100)]


class RemedyIn(In):
    """What is to be done about a criterion, by whom, by when."""

    id: Id | None = None
    criterion: CriterionCode
    what: LongText
    owner: Text1
    due_on: LegalDay
    note: LongText | None = None


class RemedyDoneIn(In):
    """The day it was done, and what shows it."""

    done_on: LegalDay
    evidence: LongText


class CloseIn(In):
    """The day of the re-check: needed where a criterion is not met."""

    recheck_due_on: LegalDay | None = None


class FindingOut(Out):
    """A criterion as the law had it on the day of the review, and what was found of it."""

    criterion: str
    title: TextOut
    legal_basis: list[LegalBasisOut]
    result: FindingResult | None
    evidence: str | None
    measured_value: str | None


class RemedyOut(KeptOut):
    """What is to be done about a criterion."""

    review_id: UUID
    criterion: str
    what: str
    owner: str
    due_on: date
    done_on: date | None
    evidence: str | None


class ScoreOut(Out):
    """Met of applicable; `all_met` is what the law asks, the share is only how far it is."""

    variant: Literal["met_of_applicable"]
    met: int
    partly: int
    not_met: int
    not_applicable: int
    open: int
    applicable: int
    percent: float | None
    all_met: bool


class ReviewOut(KeptOut):
    """A review."""

    facility: Annotated[str, Field(validation_alias="unit")]
    facility_kind: FacilityKind
    circumstances: list[Circumstance]
    held_on: date
    edition: str
    team: list[str]
    state: Literal["draft", "closed"]
    follows: UUID | None
    recheck_due_on: date | None
    closed_at: Moment | None


class ReviewDetailOut(ReviewOut):
    """A review with what was found, what is to be remedied, and its score."""

    facility: str
    score: ScoreOut
    recheck: RecheckState | None
    findings: list[FindingOut]
    remedies: list[RemedyOut]


class ReviewFilter(PageFilter):
    """Which reviews to list."""

    unit: UnitCode | None = None
    state: Literal["draft", "closed"] | None = None
    recheck: Annotated[
        RecheckState | None,
        Field(description="`done`: a later review that names it as followed was closed"),
    ] = None


class ReviewShareFilter(Filter):
    """Whose facilities, on which day, by which reading."""

    unit: UnitCode | None = None
    on: LegalDay | None = None
    facility_kind: FacilityKind = "public_centre"
    variant: ShareVariant = "met"


class ReviewShareOut(Out):
    """Facilities meeting the conditions, of those reviewed: by the last closed review of each."""

    unit: str
    on: date
    facility_kind: FacilityKind
    variant: ShareVariant
    numerator: int
    denominator: int
    percent: float | None
    title: TextOut
    target: TargetOut
    met: bool | None
    legal_basis: list[LegalBasisOut]
    unverified: bool

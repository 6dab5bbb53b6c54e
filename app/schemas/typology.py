"""Types of areas: the rules, what each area is, and what was approved."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from app.schemas.base import Filter, In, LegalBasisOut, Moment, Out, TextOut, UnitCode
from app.schemas.years import PoliceYear

MOST = 500

AreaLevel = Literal["commune", "province"]
AreaClassCode = Annotated[
    Literal["I", "II", "III", "hot_spot", "none"],
    Field(description="Type of a commune, or `hot_spot` of a province; `none` of these"),
]


class TypologyFilter(Filter):
    """Of which area, the caller's own where none is named, for which year; else the running one."""

    unit: UnitCode | None = None
    year: PoliceYear | None = None


class BoundOut(Out):
    """A threshold with the value held against it; null where it is not known or not shown.

    A share is in per cent, cut off after four places: it never looks like a threshold it is below.
    """

    measure: str
    title: TextOut
    from_: Annotated[float | None, Field(alias="from", description="So much or more")]
    below: Annotated[float | None, Field(description="Less than")]
    value: float | None


class CriterionVerdictOut(Out):
    """A criterion, with the reason of its verdict in words."""

    code: str
    of_class: AreaClassCode
    verdict: Literal["met", "not_met", "unknown"]
    bounds: list[BoundOut]
    besides: Annotated[
        str | None, Field(description="The class so many criteria of which must be met as well")
    ]
    besides_at_least: int | None
    besides_met: Annotated[
        int | None, Field(description="How many are; the least where that is not known")
    ]
    reason: TextOut


class ApprovedClassOut(Out):
    """The class an area was approved as."""

    area_class: Annotated[AreaClassCode, Field(alias="class")]
    rules: str
    approved_at: Moment


class NoteOut(Out):
    """What a reader must know beside the class."""

    code: str
    text: TextOut


class AreaTypeOut(Out):
    """What an area is; `class` is null while a missing fact could make it another."""

    unit: str
    name: str
    level: AreaLevel
    area_class: Annotated[AreaClassCode | None, Field(alias="class")]
    could_be: list[AreaClassCode]
    otherwise: Annotated[
        AreaClassCode | None,
        Field(description="The class, were criteria of a higher type counted for the lower"),
    ]
    missing: Annotated[list[str], Field(description="Facts nobody told; never taken as zero")]
    unconfirmed: list[str]
    withheld: Annotated[
        list[str], Field(description="Measures of people that the caller may not see the value of")
    ]
    recognised_drug_free: bool | None
    criteria: list[CriterionVerdictOut]
    notes: list[NoteOut]
    approved: ApprovedClassOut | None


class TypologyOut(Out):
    """The communes of a province and the province, one commune, or the provinces of the nation."""

    unit: str
    year: str
    on: Annotated[date, Field(description="The day whose lists were counted")]
    over: Annotated[bool, Field(description="False while the year runs: what stands may change")]
    rules: str
    legal_basis: list[LegalBasisOut]
    whole: Annotated[AreaTypeOut | None, Field(description="The province itself")]
    items: list[AreaTypeOut]


class AreaClassRuleOut(Out):
    """A class with its criteria."""

    code: AreaClassCode
    level: AreaLevel
    title: TextOut
    at_least: Annotated[int, Field(description="So many criteria must be met")]
    criteria: list[str]
    legal_basis: list[LegalBasisOut]


class CriterionRuleOut(Out):
    """A criterion in words."""

    code: str
    text: TextOut


class TypologyRulesOut(Out):
    """The whole of the rules."""

    rules: str
    begins: date
    higher_counts: bool
    classes: list[AreaClassRuleOut]
    criteria: list[CriterionRuleOut]
    notes: list[NoteOut]
    legal_basis: list[LegalBasisOut]


class ApproveIn(In):
    """Which areas to approve as the rules have them: all of a unit, or some of them."""

    unit: UnitCode | None = None
    year: PoliceYear
    units: Annotated[list[UnitCode] | None, Field(min_length=1, max_length=MOST)] = None


class ApprovalOut(Out):
    """What became of an area; `unknown`: a missing fact could change its class."""

    unit: str
    outcome: Literal["approved", "unchanged", "unknown"]
    area_class: Annotated[AreaClassCode | None, Field(alias="class")]
    missing: list[str]


class ApprovalsOut(Out):
    """A result an area."""

    year: str
    approved: int
    results: list[ApprovalOut]

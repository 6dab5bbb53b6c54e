"""Circumstances of a person: what they use, their health, how they live."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.access import Part
from app.schemas.base import Flag, Id, In, LegalDay, Moment, Out, PageFilter, UnitCode

CircumstanceStage = Annotated[
    Literal["intake", "review", "exit", "follow_up"], Field(title="Thời điểm ghi nhận")
]
SubstanceCode = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$",
        max_length=40,
        description="A code of `GET /v1/law/substances`",
        examples=["heroin"],
    ),
]
RouteCode = Annotated[SubstanceCode, Field(title="Đường dùng", examples=["intravenous"])]
Injecting = Literal["never", "ever", "now"]
LivesWith = Literal[
    "alone", "parents", "partner", "children", "partner_children", "relatives", "friends",
    "institution", "other", "unknown",
]  # fmt: skip
Housing = Literal["stable", "unstable", "institution", "unknown"]
Work = Literal["employed", "studying", "unemployed", "unable", "unknown"]
Education = Literal[
    "none", "primary", "lower_secondary", "upper_secondary", "vocational", "higher", "unknown"
]
ReferralSource = Literal[
    "self", "family", "treatment", "health", "social", "justice", "school", "work", "other",
    "unknown",
]  # fmt: skip


def _number(most: int, title: str) -> object:
    return Field(strict=True, ge=0, le=most, title=title)


class CircumstanceIn(In):
    """What a person told on a day; items nobody told are left out, which is not the same as "no".

    An id of the caller's own makes sending it twice harmless.
    """

    id: Id | None = None
    stage: CircumstanceStage
    told_on: LegalDay
    main_substance: Annotated[SubstanceCode | None, Field(title="Chất sử dụng chính")] = None
    other_substances: Annotated[
        list[SubstanceCode] | None,
        Field(max_length=10, title="Các chất khác", description="`[]`: no other, as they told"),
    ] = None
    route: RouteCode | None = None
    first_use_age: Annotated[int | None, _number(120, "Tuổi sử dụng lần đầu")] = None
    ever_treated: Annotated[Flag | None, Field(title="Đã từng cai nghiện, điều trị")] = None
    ever_substitution: Annotated[Flag | None, Field(title="Đã từng điều trị thay thế")] = None
    days_used_30: Annotated[int | None, _number(30, "Số ngày sử dụng trong 30 ngày qua")] = None
    injecting: Annotated[Injecting | None, Field(title="Tiêm chích")] = None
    shared_needles: Annotated[Flag | None, Field(title="Dùng chung bơm kim tiêm")] = None
    hiv_tested: Annotated[Flag | None, Field(title="Đã từng xét nghiệm HIV")] = None
    hcv_tested: Annotated[Flag | None, Field(title="Đã từng xét nghiệm viêm gan C")] = None
    lives_with: Annotated[LivesWith | None, Field(title="Sống cùng")] = None
    children: Annotated[int | None, _number(30, "Số con")] = None
    housing: Annotated[Housing | None, Field(title="Nơi ở")] = None
    work: Annotated[Work | None, Field(title="Việc làm")] = None
    education: Annotated[Education | None, Field(title="Trình độ học vấn")] = None
    referral_source: Annotated[ReferralSource | None, Field(title="Nguồn giới thiệu")] = None
    unit: Annotated[
        UnitCode | None,
        Field(
            description="Where; else the caller's commune or facility, else the client's commune"
        ),
    ] = None
    case_id: Id | None = None


class CircumstanceOut(Out):
    """What was told. Items of a part that is not in `parts` are not shown, told or not."""

    id: UUID
    client_id: UUID
    case_id: UUID | None
    stage: CircumstanceStage
    told_on: date
    parts: list[Part] = Field(default_factory=list)
    main_substance: str | None
    other_substances: list[str] | None
    route: str | None
    first_use_age: int | None
    ever_treated: bool | None
    ever_substitution: bool | None
    days_used_30: int | None
    injecting: Injecting | None
    shared_needles: bool | None
    hiv_tested: bool | None
    hcv_tested: bool | None
    lives_with: LivesWith | None
    children: int | None
    housing: Housing | None
    work: Work | None
    education: Education | None
    referral_source: ReferralSource | None
    unit: str
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class CircumstanceFilter(PageFilter):
    """A page of what was told."""

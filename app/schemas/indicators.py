"""Indicators: definitions, figures, and the people behind them."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, PlainSerializer

from app.schemas.base import Filter, LegalBasisOut, LegalDay, Moment, Out, PageFilter, TextOut

Percent = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]
ScopeCode = Annotated[
    str,
    Field(
        pattern=r"^(vn|R[1-6]|[0-9]{2}|[0-9]{5}|F-[A-Za-z0-9-]{1,38})$",
        description="A unit, or `R1`…`R6` for one of the six regions",
    ),
]
Split = Literal["commune", "province", "region", "sex", "age_band"]


class VariantOut(Out):
    """A reading of the sentence: each group must be reached by one of its services."""

    code: str
    title: TextOut
    groups: list[list[str]]


class TargetOut(Out):
    """What the decision asks for, in per cent, and while it does."""

    above: int | None
    at_least: int | None
    from_: Annotated[date, Field(serialization_alias="from")]
    to: date | None


class IndicatorOut(Out):
    """The definition of an indicator."""

    code: str
    version: str
    title: TextOut
    legal_basis: list[LegalBasisOut]
    record: str
    levels: list[str]
    bases: list[str]
    kinds: list[str]
    variants: list[VariantOut]
    target_rule: TargetOut


class IndicatorListOut(Out):
    """Every definition."""

    items: list[IndicatorOut]


class QuestionFilter(Filter):
    """What is asked. Both days are in the period."""

    unit: ScopeCode | None = None
    from_: Annotated[LegalDay, Field(alias="from")]
    to: LegalDay
    variant: Literal["any", "step", "each"] = "any"
    base: Literal["ever", "stock"] = "ever"
    kind: Annotated[str | None, Field(pattern=r"^[a-z_]{1,40}$")] = None
    sex: Literal["male", "female"] | None = None


class FigureFilter(QuestionFilter):
    """A figure, perhaps with its splits."""

    by: Split | None = None


class RecordFilter(QuestionFilter, PageFilter):
    """The people of one part of a figure."""

    part: Literal["numerator", "denominator", "gap", "excluded"]


class ExcludedOut(Out):
    """How many people the definition leaves out; `records?part=excluded` lists them."""

    reason: str
    count: int


class ShareOut(Out):
    """A part of a figure."""

    key: str
    title: str | None = None
    numerator: int
    denominator: int
    value: float | None
    percent: Percent | None


class FigureOut(Out):
    """A figure with all it takes to trust it."""

    code: str
    title: TextOut
    unit: str
    from_: Annotated[date, Field(serialization_alias="from")]
    to: date
    variant: str
    variant_title: TextOut
    base: str
    kind: str | None
    numerator: int | None
    denominator: int | None
    value: Annotated[float | None, Field(description="Numerator over denominator, 0 to 1")]
    percent: Annotated[Percent | None, Field(description="The value in per cent, two decimals")]
    target: Annotated[float, Field(description="What the decision asks for, 0 to 1")]
    target_rule: TargetOut
    met: bool | None
    definition_version: str
    legal_basis: list[LegalBasisOut]
    computed_at: Moment
    cut_off: Moment
    excluded: list[ExcludedOut]
    soft: Annotated[
        int | None,
        Field(description="People counted whose place rests on historic or unverified entries"),
    ]
    soft_share: float | None
    components: list[ShareOut]
    by: str | None
    splits: list[ShareOut]


class PersonOut(Out):
    """One person behind a figure; of a gap, what is missing and which unit owes it."""

    client_id: UUID
    full_name: str
    birth_date: date | None
    sex: str
    unit: str
    province: str
    since: date
    reached: bool
    had: list[str]
    missing: list[str]
    responsible_unit: str
    soft: bool

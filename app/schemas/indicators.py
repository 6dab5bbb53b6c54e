"""Indicators: definitions, figures, and the people behind them."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, PlainSerializer

from app.access import Part
from app.periods import PATTERN
from app.schemas.base import Filter, LegalBasisOut, LegalDay, Moment, Out, PageFilter, TextOut

Percent = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]
ScopeCode = Annotated[
    str,
    Field(
        pattern=r"^(vn|R[1-6]|[0-9]{2}|[0-9]{5}|F-[A-Za-z0-9-]{1,38})$",
        description="A unit, or `R1`…`R6` for one of the six regions",
    ),
]
Split = Literal[
    "commune", "province", "region", "sex", "age_band", "ethnicity", "substance", "form", "turn",
    "commune_type",
]  # fmt: skip
Word = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,40}$")]


class VariantOut(Out):
    """A reading of the sentence: each group must be reached by one of its services."""

    code: str
    title: TextOut
    groups: list[list[str]]


class TargetOut(Out):
    """What the decision asks for, in per cent, and while it does."""

    above: int | None = None
    at_least: int | None = None
    below: int | None = None
    from_: Annotated[date, Field(serialization_alias="from")]
    to: date | None


class ExclusionOut(Out):
    """Whom a definition leaves out."""

    reason: str
    title: TextOut


class PublishedOut(Out):
    """A value of an earlier year, as it was published; without one, what was said of it."""

    year: int
    value: Annotated[float | None, Field(description="As values are told: a share is 0 to 1")]
    note: TextOut | None


class IndicatorOut(Out):
    """The definition of an indicator."""

    code: str
    version: str
    series: str
    title: TextOut
    numerator_title: TextOut
    denominator_title: TextOut | None
    legal_basis: list[LegalBasisOut]
    proposal: Annotated[
        bool, Field(description="A proposal of this house: no official set was found")
    ]
    begins: date
    ends: date | None
    counts: str
    measure: Annotated[str, Field(description="`share`, `count`, `rate` or `change`")]
    per: int
    cycle: list[str]
    levels: list[str]
    bases: list[str]
    kinds: list[str]
    splits_by: list[str]
    variants: list[VariantOut]
    exclusions: list[ExclusionOut]
    target_rule: TargetOut | None
    published: list[PublishedOut]
    beside: Annotated[
        list[str], Field(description="Indicators that are always to be shown beside this one")
    ]
    part: Annotated[
        Part | None, Field(description="The part of the file one must read to open its lists")
    ]


class IndicatorListOut(Out):
    """Every definition."""

    items: list[IndicatorOut]


class QuestionFilter(Filter):
    """What is asked: a period by its code, or its two days, both of it."""

    unit: ScopeCode | None = None
    period: Annotated[
        str | None,
        Field(
            pattern=PATTERN,
            description="`2026`, `2026-H1`, `2026-Q3`, `2026-07`, or `2026-P` for 15 December"
            " 2025 to 14 December 2026",
            examples=["2026-H1"],
        ),
    ] = None
    from_: Annotated[LegalDay | None, Field(alias="from")] = None
    to: LegalDay | None = None
    variant: Word | None = None
    base: Literal["ever", "stock"] | None = None
    kind: Annotated[str | None, Field(pattern=r"^[a-z_]{1,40}$")] = None
    as_of: Annotated[Moment | None, Field(description="As it was known at this moment")] = None
    geography: Annotated[
        Literal["today", "then"],
        Field(description="Where the file is held today, or where it was on the day that counts"),
    ] = "today"
    sex: Literal["male", "female"] | None = None
    age_band: Annotated[str | None, Field(pattern=r"^([0-9]{1,3}(-[0-9]{1,3}|\+)|unknown)$")] = None
    ethnicity: Literal["kinh", "other", "unknown"] | None = None
    substance: Word | None = None
    form: Word | None = None
    turn: Literal["first", "again", "none"] | None = None
    commune_type: Literal["I", "II", "III", "none", "unknown"] | None = None


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


class ShareFigure(Out):
    """The numbers of a figure; the denominator is null where nothing is shared out."""

    numerator: float | int | None
    denominator: float | int | None
    value: Annotated[float | None, Field(description="Numerator over denominator, 0 to 1")]
    percent: Annotated[Percent | None, Field(description="The value in per cent, two decimals")]
    withheld: Annotated[
        list[str],
        Field(
            default_factory=list,
            description="What is not told because a count of 1 to 10 could be found by it; `all`"
            " where the question is not offered to callers who may not open the figure",
        ),
    ]


class ShareOut(ShareFigure):
    """A part of a figure."""

    key: str


class FigureOut(ShareFigure):
    """A figure with all it takes to trust it."""

    code: str
    title: TextOut
    proposal: bool
    beside: Annotated[list[str], Field(description="To be shown beside it, always")]
    measure: str
    per: int
    unit: str
    from_: Annotated[date, Field(serialization_alias="from")]
    to: date
    variant: str
    variant_title: TextOut
    base: str
    kind: str | None
    target: Annotated[float | None, Field(description="What the decision asks for, 0 to 1")]
    target_rule: TargetOut | None
    met: bool | None
    definition_version: str
    legal_basis: list[LegalBasisOut]
    computed_at: Moment
    cut_off: Moment
    as_of: Moment | None
    geography: str
    filters: dict[str, str]
    excluded: list[ExcludedOut]
    soft: Annotated[
        int | None,
        Field(description="Counted whose place rests on historic or unverified entries"),
    ]
    soft_share: float | None
    newest_entry: Annotated[
        Moment | None,
        Field(description="When a service or list entry of the unit's files was last entered"),
    ]
    complete_share: Annotated[
        float | None,
        Field(description="Files with birth date, ethnicity and identity number, of the unit's"),
    ]
    not_offered: Annotated[
        list[str],
        Field(default_factory=list, description="Why a question is not offered to such callers"),
    ]
    components: list[ShareOut]
    by: str | None
    splits: list[ShareOut]


class BehindOut(Out):
    """One person or thing behind a figure; of a gap, what is missing and which unit owes it.

    `client_id` and the particulars are null of what is no person; `label` says what it is.
    """

    id: str
    client_id: UUID | None
    full_name: str | None
    label: str | None
    birth_date: date | None
    sex: str | None
    unit: str | None
    province: str | None
    day: date | None
    since: date | None
    reached: bool
    left_out: str | None
    had: list[str]
    missing: list[str]
    responsible_unit: str | None
    soft: bool
    amount: float | None
    over: float | None
    worklist: Annotated[
        str | None, Field(description="Of a gap: what is to be done for the person, by whom")
    ]


class CellOut(ShareFigure):
    """People counted in one commune then and one commune today."""

    then: Annotated[str, Field(description="Its code; with `/` and its last day if it has ended")]
    then_name: str | None
    today: str
    today_name: str | None


class GeographiesOut(Out):
    """One figure under two maps."""

    code: str
    unit: str
    from_: Annotated[date, Field(serialization_alias="from")]
    to: date
    cells: list[CellOut]
    then: list[ShareOut]
    today: list[ShareOut]
    total: ShareFigure

"""Model projects and providers of rehabilitation services."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import Count, Id, In, LegalDay, LongText, PageFilter, Text1, UnitCode
from app.schemas.staff import KeptOut

Region = Annotated[Count, Field(ge=1, le=6)]
AskedRegion = Annotated[
    Literal["1", "2", "3", "4", "5", "6"], Field(description="One of the six regions")
]
ModelKind = Literal[
    "voluntary_home", "voluntary_community", "voluntary_centre", "compulsory", "post_rehab",
    "substitution", "other",
]  # fmt: skip
ModelState = Annotated[
    Literal["planned", "running", "effective", "ended"],
    Field(description="`effective`: it runs and was judged to work; says so by `result`"),
]
ProviderKind = Literal["organisation", "individual", "private_centre", "public_unit"]
ProviderService = Annotated[
    Literal["plan_counselling", "detox", "education", "labour_vocational_reintegration"],
    Field(description="Scope of the service (116/2021/NĐ-CP, Điều 15)"),
]


class ModelProjectIn(In):
    """A model of rehabilitation; its region is that of the unit."""

    id: Id | None = None
    unit: UnitCode | None = None
    name: Text1
    kind: ModelKind
    runs_from: LegalDay
    runs_until: LegalDay | None = None
    state: ModelState = "planned"
    result: LongText | None = None
    note: LongText | None = None


class ModelProjectChangeIn(In):
    """What changes."""

    name: Text1 | None = None
    kind: ModelKind | None = None
    runs_from: LegalDay | None = None
    runs_until: LegalDay | None = None
    state: ModelState | None = None
    result: LongText | None = None
    note: LongText | None = None


class ModelProjectOut(KeptOut):
    """A model."""

    unit: str
    region: int
    name: str
    kind: ModelKind
    runs_from: date
    runs_until: date | None
    state: ModelState
    result: str | None


class ModelProjectFilter(PageFilter):
    """Which models to list."""

    unit: UnitCode | None = None
    region: AskedRegion | None = None
    state: ModelState | None = None


class ProviderIn(In):
    """A provider: by the case of its licence or publication, else by number and first day."""

    id: Id | None = None
    unit: UnitCode
    kind: ProviderKind
    name: Text1
    services: Annotated[list[ProviderService], Field(min_length=1, max_length=4)]
    case_id: Annotated[
        Id | None, Field(description="The facility's case: number and days are read from it")
    ] = None
    licence_number: Text1 | None = None
    valid_from: Annotated[LegalDay | None, Field(description="Licensed or published on")] = None
    valid_until: LegalDay | None = None
    note: LongText | None = None


class WithdrawIn(In):
    """From which day a provider may serve no more, and why."""

    withdrawn_on: LegalDay
    reason: LongText


class ProviderOut(KeptOut):
    """A provider, and whether it may serve on the day asked."""

    unit: str
    kind: ProviderKind
    name: str
    services: list[ProviderService]
    facility: str | None
    case_id: UUID | None
    licence_number: str | None
    valid_from: date | None
    valid_until: date | None
    withdrawn_on: date | None
    withdrawn_reason: str | None
    on: date
    valid: bool
    state: Annotated[
        str | None, Field(description="State of the case on that day; null where there is none")
    ]


class ProviderFilter(PageFilter):
    """Whose providers, on which day."""

    unit: UnitCode | None = None
    on: LegalDay | None = None
    kind: ProviderKind | None = None

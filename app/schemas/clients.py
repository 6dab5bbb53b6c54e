"""Clients: what comes in, what goes out, how they are listed."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, field_validator

from app.schemas.base import (
    Flag,
    Id,
    In,
    LegalDay,
    Moment,
    Out,
    PageFilter,
    PersonName,
    Text1,
    UnitCode,
    refused,
)

IdentityNumber = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{12}$",
        title="Số định danh cá nhân",
        description="12 digits; never in an address or a log",
        examples=["001098012345"],
    ),
]
Address = Annotated[Text1, Field(title="Địa chỉ")]
Phone = Annotated[str, Field(pattern=r"^\+?[0-9]{8,15}$")]

Citizenship = Annotated[
    str,
    Field(
        pattern=r"^[A-Z]{2}$",
        title="Quốc tịch",
        description="ISO 3166-1 code of two letters; a foreigner registers at a centre only",
        examples=["VN", "LA"],
    ),
]

Sex = Literal["male", "female"]
Precision = Literal["day", "month", "year", "unknown"]


class ResidenceIn(In):
    """Where the client lives."""

    unit: Annotated[UnitCode, Field(description="Commune code, of today or of a former list")]
    unit_as_of: Annotated[
        LegalDay | None, Field(description="The day of the list the code was taken from")
    ] = None
    address: Address | None = None
    stable: Annotated[
        Flag, Field(description="Stable residence in the sense of Decree 163/2026, art. 58(2)")
    ] = True


class ClientIn(In):
    """A person to register."""

    id: Annotated[Id | None, Field(description="UUIDv7 chosen by the caller, if any")] = None
    full_name: PersonName
    other_names: Annotated[list[PersonName], Field(max_length=5)] = []
    sex: Sex
    birth_date: LegalDay | None = None
    birth_precision: Precision | None = None
    identity_number: IdentityNumber | None = None
    ethnicity: Text1 | None = None
    citizenship: Citizenship = "VN"
    phone: Phone | None = None
    residence: ResidenceIn
    acknowledged_matches: Annotated[
        list[Id],
        Field(max_length=50, description="Files looked at and found to be other people"),
    ] = []

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "full_name": "Nguyễn Văn An",
                    "sex": "male",
                    "birth_date": "1998-03-02",
                    "identity_number": "001098012345",
                    "residence": {"unit": "00004", "address": "12 Hàng Bông", "stable": True},
                }
            ]
        }
    )


class ResidenceChange(In):
    """A change of address within the commune; another commune is a move."""

    address: Address | None = None
    stable: Flag | None = None

    @field_validator("stable", mode="before")
    @classmethod
    def _not_emptied(cls, value: object) -> object:
        """Refuse null: a residence is stable or it is not."""
        if value is None:
            raise refused("Không được để trống", "It may not be emptied")
        return value


class ClientChange(In):
    """What may be changed in a file; absent means unchanged."""

    full_name: PersonName | None = None
    other_names: Annotated[list[PersonName], Field(max_length=5)] | None = None
    sex: Sex | None = None
    birth_date: LegalDay | None = None
    birth_precision: Precision | None = None
    identity_number: IdentityNumber | None = None
    ethnicity: Text1 | None = None
    citizenship: Citizenship | None = None
    phone: Phone | None = None
    residence: ResidenceChange | None = None

    @field_validator(
        "full_name",
        "other_names",
        "sex",
        "citizenship",
        "birth_precision",
        "identity_number",
        "residence",
        mode="before",
    )
    @classmethod
    def _not_emptied(cls, value: object) -> object:
        """Refuse null where a file may not go without; leaving the field out changes nothing."""
        if value is None:
            raise refused("Không được để trống", "It may not be emptied")
        return value


class ResidenceOut(Out):
    """Where the client lives."""

    unit: str
    address: str | None
    stable: bool


class CautionOut(Out):
    """Something to look at again: never a block."""

    field: str
    code: str
    vi: str
    en: str


class HolderOut(Out):
    """A unit that holds the file, or held it."""

    unit: str
    kind: str
    since: Moment
    until: Moment | None
    reason: str


class ClientOut(Out):
    """A client's file. The identity number is masked in lists."""

    id: UUID
    full_name: str
    other_names: list[str]
    sex: Sex
    birth_date: date | None
    birth_precision: Precision
    identity_number: str | None
    ethnicity: str | None
    citizenship: str
    phone: str | None
    residence: ResidenceOut
    died_on: date | None
    provenance: str
    version: int
    created_at: Moment
    updated_at: Moment
    cautions: list[CautionOut] = []
    custody: list[HolderOut] = []


class ClientFilter(PageFilter):
    """Which clients to list."""

    search: Annotated[
        Text1 | None, Field(description="Parts of a name in any order, with or without marks")
    ] = None
    unit: Annotated[UnitCode | None, Field(description="A unit that holds the file")] = None


class ClientSearchIn(In):
    """A search that must not stand in an address: the identity number travels in the body."""

    identity_number: IdentityNumber


class FieldReasonOut(Out):
    """What one field says for or against its being the same person."""

    field: str
    points: int
    vi: str
    en: str


class CandidateOut(Out):
    """A file that may be of the same person."""

    client_id: UUID
    full_name: str
    birth_date: date | None
    residence_unit: str
    score: int
    certain: bool
    reasons: list[FieldReasonOut]


class MatchOut(Out):
    """The files that may be of the same person, likeliest first."""

    candidates: list[CandidateOut]


class AccessOut(Out):
    """Who opened or changed the file, and when."""

    seq: int
    at: Moment
    actor: UUID | None
    full_name: str | None
    role: str | None
    unit: str | None
    action: str

"""Staff and their credentials."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import (
    Filter,
    Id,
    In,
    LegalDay,
    LongText,
    Moment,
    Out,
    PageFilter,
    PersonName,
    Text1,
    UnitCode,
)

StaffKind = Literal[
    "doctor", "physician_assistant", "nurse", "pharmacist", "psychologist", "counsellor",
    "social_worker", "teacher", "vocational_instructor", "guard", "manager", "assessor",
    "police_officer", "official", "other",
]  # fmt: skip
StaffField = Annotated[
    Literal["medicine", "pharmacy", "social_work", "psychology", "pedagogy", "law", "economics",
            "other"],
    Field(description="Field of training (116/2021/NĐ-CP, Điều 8 khoản 1)"),
]  # fmt: skip
CredentialKind = Literal[
    "diploma", "practising_licence", "determination_certificate", "rehabilitation_certificate",
    "counselling_certificate", "judicial_record", "other",
]  # fmt: skip
CredentialLevel = Literal["intermediate", "college", "bachelor", "master", "doctor"]
Kinds = Annotated[list[StaffKind], Field(min_length=1, max_length=15)]
Fields = Annotated[list[StaffField], Field(max_length=8)]


class StaffIn(In):
    """Somebody who works at a unit: the caller's own where none is named."""

    id: Id | None = None
    unit: UnitCode | None = None
    full_name: PersonName
    kinds: Kinds
    fields: Fields = []
    account_id: Annotated[Id | None, Field(description="The account they sign in with")] = None
    employed_from: LegalDay
    employed_until: LegalDay | None = None
    note: LongText | None = None


class StaffChangeIn(In):
    """What changes; who goes to another unit ends here (`employed_until`) and begins there."""

    full_name: PersonName | None = None
    kinds: Kinds | None = None
    fields: Fields | None = None
    account_id: Id | None = None
    employed_from: LegalDay | None = None
    employed_until: LegalDay | None = None
    note: LongText | None = None


class KeptOut(Out):
    """What every kept row carries."""

    id: UUID
    note: str | None
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class StaffOut(KeptOut):
    """One of the staff."""

    unit: str
    full_name: str
    kinds: list[StaffKind]
    fields: list[StaffField]
    account_id: UUID | None
    employed_from: date
    employed_until: date | None


class StaffFilter(PageFilter):
    """Which staff to list."""

    unit: UnitCode | None = None
    kind: StaffKind | None = None
    expiring_before: Annotated[
        LegalDay | None,
        Field(description="Only who has a credential or certificate that runs out before it"),
    ] = None


class CredentialIn(In):
    """A diploma (with its level), a practising licence (with its number), a certificate."""

    id: Id | None = None
    kind: CredentialKind
    level: CredentialLevel | None = None
    field: Annotated[Text1 | None, Field(examples=["Tâm lý học"])] = None
    number: Text1 | None = None
    scope: Annotated[Text1 | None, Field(examples=["Chuyên khoa tâm thần"])] = None
    issuer: Text1
    issued_on: LegalDay
    valid_until: LegalDay | None = None
    note: LongText | None = None


class CredentialOut(KeptOut):
    """A credential."""

    staff_id: UUID
    kind: CredentialKind
    level: CredentialLevel | None
    field: str | None
    number: str | None
    scope: str | None
    issuer: str
    issued_on: date
    valid_until: date | None


class CredentialFilter(PageFilter):
    """Which credentials to list."""

    on: Annotated[LegalDay | None, Field(description="Only those in force on that day")] = None


class ExpiringFilter(PageFilter):
    """Whose credentials and trainings, running out before which day."""

    unit: UnitCode | None = None
    before: LegalDay


class HeldOut(Out):
    """A credential, or a certificate of a training, and whose it is."""

    source: Literal["credential", "training"]
    id: UUID
    staff_id: UUID
    full_name: str
    unit: str
    kind: str
    number: str | None
    since: date
    valid_until: date | None


class TrainedFilter(Filter):
    """Whose staff, on which day, by which reading."""

    unit: UnitCode | None = None
    on: LegalDay | None = None
    variant: Annotated[
        Literal["in_force", "ever"],
        Field(description="`ever`: trained once; `in_force`: and the certificate has not run out"),
    ] = "in_force"
    kind: Literal["rehabilitation", "determination", "counselling", "social_work", "substitution",
                  "management", "other"] | None = None  # fmt: skip

"""The client, and the custody of the file."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key
from app.models.past import Remembered


class Client(Remembered, Base):
    """The person whose file this is (*người được quản lý*)."""

    __tablename__ = "client"

    id: Mapped[Key]
    full_name: Mapped[str]
    other_names: Mapped[list[str]]
    name_key: Mapped[str]
    parts_key: Mapped[str]
    sort_key: Mapped[str]
    sex: Mapped[str]
    birth_date: Mapped[date | None]
    birth_precision: Mapped[str]
    identity_sealed: Mapped[bytes | None]
    identity_hash: Mapped[bytes | None]
    address_sealed: Mapped[bytes | None]
    residence_unit: Mapped[str] = mapped_column(ForeignKey("unit.code"))
    residence_stable: Mapped[bool]
    former_unit: Mapped[str | None]
    former_unit_until: Mapped[date | None]
    unit: Mapped[str]
    province: Mapped[str]
    phone_sealed: Mapped[bytes | None]
    ethnicity: Mapped[str | None]
    citizenship: Mapped[str]
    died_on: Mapped[date | None]
    provenance: Mapped[str]
    version: Mapped[int]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID]
    updated_at: Mapped[datetime]
    merged_into: Mapped[UUID | None] = mapped_column(ForeignKey("client.id"))


class Custody(Remembered, Base):
    """Which unit holds a client's file, from when to when, and why (*quản lý hồ sơ*)."""

    __tablename__ = "custody"

    id: Mapped[Key]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    unit: Mapped[str]
    province: Mapped[str]
    kind: Mapped[str]
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    reason: Mapped[str]
    opened_by: Mapped[UUID]


class ManagementRecord(Remembered, Base):
    """Time on a commune's list (*hồ sơ quản lý*): as addict, user, or in post-rehab management."""

    __tablename__ = "management_record"

    id: Mapped[Key]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    kind: Mapped[str]
    unit: Mapped[str]
    province: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]
    closed_reason: Mapped[str | None]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("legal_case.id"))
    provenance: Mapped[str]
    version: Mapped[int]

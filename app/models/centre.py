"""Life in a centre: incidents and notices, the outside, grades, measures, belongings."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json, Key
from app.models.entered import Entered


class InCentre(Entered):
    """A row of a file that a centre tells, perhaps about one of its cases."""

    __abstract__ = True

    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("legal_case.id"))


class Incident(InCentre):
    """An escape, a death, violence …; `clocks`: deadlines of a case that carry its duties."""

    __tablename__ = "incident"

    kind: Mapped[str]
    happened_at: Mapped[datetime]
    place: Mapped[str | None]
    description: Mapped[str]
    injured: Mapped[int | None]
    told_by: Mapped[str | None]
    clocks: Mapped[list[str]]


class IncidentNotice(Base):
    """Somebody who must be told of an incident, by when, and when they were."""

    __tablename__ = "incident_notice"

    id: Mapped[Key]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    incident_id: Mapped[UUID] = mapped_column(ForeignKey("incident.id"))
    duty: Mapped[str]
    recipient: Mapped[str]
    title: Mapped[Json]
    legal_basis: Mapped[list[Json]]
    at_once: Mapped[bool]
    span: Mapped[int | None]
    span_unit: Mapped[str | None]
    due_at: Mapped[datetime | None]
    explanation: Mapped[Json]
    unverified: Mapped[bool]
    given_at: Mapped[datetime | None]
    given_to: Mapped[str | None]
    given_how: Mapped[str | None]
    given_by: Mapped[UUID | None]
    given_recorded_at: Mapped[datetime | None]
    version: Mapped[int]


class OutsideContact(InCentre):
    """A visit, a call, a parcel (*thăm gặp, liên lạc, nhận quà*)."""

    __tablename__ = "outside_contact"

    kind: Mapped[str]
    happened_at: Mapped[datetime]
    minutes: Mapped[int | None]
    visitors: Mapped[int | None]
    who: Mapped[str]
    relation: Mapped[str]
    what: Mapped[str | None]
    allowed_by: Mapped[str | None]
    warnings: Mapped[list[Json]]


class MonthlyGrade(InCentre):
    """The grade of a month (*xếp loại tháng*)."""

    __tablename__ = "monthly_grade"

    month: Mapped[date]
    grade: Mapped[str]
    reason: Mapped[str | None]
    decided_by: Mapped[str]
    decided_on: Mapped[date]


class ConductMeasure(InCentre):
    """Praise or discipline (*khen thưởng, kỷ luật*)."""

    __tablename__ = "conduct_measure"

    kind: Mapped[str]
    sort: Mapped[str]
    reason: Mapped[str]
    decision_number: Mapped[str | None]
    decided_by: Mapped[str]
    decided_on: Mapped[date]
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]


class Belonging(InCentre):
    """What was taken into custody at intake, and what became of it (*đồ vật, tiền lưu ký*)."""

    __tablename__ = "belonging"

    what: Mapped[str]
    quantity: Mapped[int]
    value_dong: Mapped[int | None] = mapped_column(BigInteger)
    receipt_number: Mapped[str]
    received_at: Mapped[datetime]
    released_as: Mapped[str | None]
    released_at: Mapped[datetime | None]
    released_to: Mapped[str | None]
    released_note: Mapped[str | None]

"""Staff (*nhân sự*), their credentials, and the courses they were trained in."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from app.models.standing import Kept, Placed


class StaffMember(Placed):
    """Somebody who works at a unit; moving to another ends this row and begins one there."""

    __tablename__ = "staff_member"

    full_name: Mapped[str]
    kinds: Mapped[list[str]]
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    fields: Mapped[list[str]]
    employed_from: Mapped[date]
    employed_until: Mapped[date | None]


class Credential(Kept):
    """A diploma, licence or certificate (*văn bằng, giấy phép, chứng chỉ*)."""

    __tablename__ = "credential"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    kind: Mapped[str]
    level: Mapped[str | None]
    field: Mapped[str | None]
    number: Mapped[str | None]
    scope: Mapped[str | None]
    issuer: Mapped[str]
    issued_on: Mapped[date]
    valid_until: Mapped[date | None]


class TrainingCourse(Placed):
    """A course (*lớp tập huấn*)."""

    __tablename__ = "training_course"

    code: Mapped[str]
    title: Mapped[str]
    kind: Mapped[str]
    hours: Mapped[int] = mapped_column(SmallInteger)
    held_from: Mapped[date]
    held_until: Mapped[date]
    organiser: Mapped[str]


class TrainingAttendance(Kept):
    """What became of one person at a course, and the certificate."""

    __tablename__ = "training_attendance"

    training_id: Mapped[UUID] = mapped_column(ForeignKey("training_course.id"))
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    result: Mapped[str]
    certificate_number: Mapped[str | None]
    valid_until: Mapped[date | None]

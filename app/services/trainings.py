"""Courses, who attended them by roll, and what share of a unit's staff is trained on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.context import Context
from app.ids import new_id
from app.models.staff import StaffMember, TrainingAttendance, TrainingCourse
from app.problems import StateConflict, Text
from app.services import standing

UNKNOWN = Text("không có nhân sự này", "there is no such member of staff")
VOIDED = Text("nhân sự đã hủy do nhập nhầm", "was entered by mistake and voided")
AWAY = Text("không làm việc trong những ngày tập huấn", "did not work here on the days of it")
TOO_SOON = Text("khóa tập huấn chưa kết thúc", "the course has not ended")
EARLY = Text(
    "chứng nhận hết hạn trước khi khóa học kết thúc", "would run out before the course ends"
)
BARE = Text("chỉ người đạt mới có chứng nhận", "only who passed has a certificate")
PRESENT = Text("đã có tên trong danh sách", "is on the roll already")


@dataclass(frozen=True, slots=True)
class Line:
    """One person on a roll, as told."""

    staff_id: UUID
    result: str
    certificate_number: str | None = None
    valid_until: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of a line: the row it made, or why there is none."""

    staff_id: UUID
    attendance: TrainingAttendance | None
    reason: Text | None


def page(
    ctx: Context,
    *,
    unit: str | None = None,
    kind: str | None = None,
    after: tuple[date, UUID] | None = None,
    limit: int,
) -> list[TrainingCourse]:
    """Return courses of a unit's list, newest first; a unit also reads its province's."""
    statement = sa.select(TrainingCourse)
    if unit is not None:
        statement = statement.where(standing.within(ctx, TrainingCourse, unit))
    if kind is not None:
        statement = statement.where(TrainingCourse.kind == kind)
    if after is not None:
        here = sa.tuple_(TrainingCourse.held_from, TrainingCourse.id)
        statement = statement.where(here < after)
    statement = statement.order_by(TrainingCourse.held_from.desc(), TrainingCourse.id.desc())
    return list(ctx.session.scalars(statement.limit(limit)))


def create(
    ctx: Context, *, unit: str | None, said: Mapping[str, object], key: UUID | None
) -> TrainingCourse:
    """Enter a course; its roll may come with it or later."""
    where = standing.place(ctx, unit)
    row = TrainingCourse(
        **standing.kept(ctx, key), **said, unit=where.code, province=where.province
    )
    standing.refuse_before("/held_until", row.held_until, row.held_from)
    standing.add(ctx, row)
    return row


def void(ctx: Context, training_id: UUID, version: int, reason: str) -> TrainingCourse:
    """Mark a course entered by mistake: whoever attended it is not trained by it."""
    return standing.void(ctx, TrainingCourse, training_id, version, reason)


def roll(
    ctx: Context, training_id: UUID, *, after: UUID | None = None, limit: int
) -> list[TrainingAttendance]:
    """Return the lines of a course that the caller's reach shows."""
    standing.found(ctx, TrainingCourse, training_id)
    statement = sa.select(TrainingAttendance).where(TrainingAttendance.training_id == training_id)
    if after is not None:
        statement = statement.where(TrainingAttendance.id > after)
    return list(ctx.session.scalars(statement.order_by(TrainingAttendance.id).limit(limit)))


def enrol(ctx: Context, training_id: UUID, lines: Sequence[Line]) -> list[Noted]:
    """Enter a roll, each line by itself: one that cannot be says why, the others stand."""
    course = standing.found(ctx, TrainingCourse, training_id)
    if course.voided_at is not None:
        raise StateConflict
    wanted = sa.select(StaffMember).where(StaffMember.id.in_([line.staff_id for line in lines]))
    known = {row.id: row for row in ctx.session.scalars(wanted)}
    noted = [_enter(ctx, course, known.get(line.staff_id), line) for line in lines]
    entered = sum(1 for one in noted if one.attendance is not None)
    standing.note(ctx, course, entered=entered, refused=len(noted) - entered)
    return noted


def void_line(
    ctx: Context, training_id: UUID, attendance_id: UUID, version: int, reason: str
) -> TrainingAttendance:
    """Mark a line entered by mistake; the person may be entered anew."""
    standing.found(ctx, TrainingCourse, training_id)
    row = standing.found(ctx, TrainingAttendance, attendance_id)
    standing.refuse_foreign(row.training_id, training_id)
    return standing.void(ctx, TrainingAttendance, attendance_id, version, reason)


def _enter(ctx: Context, course: TrainingCourse, person: StaffMember | None, line: Line) -> Noted:
    """Enter one line; who is just entering the same one is waited for, and theirs stands."""
    reason = _hindrance(ctx, course, person, line)
    if reason is not None:
        return Noted(line.staff_id, None, reason)
    statement = (
        postgresql.insert(TrainingAttendance)
        .values(
            id=new_id(),
            training_id=course.id,
            staff_id=line.staff_id,
            result=line.result,
            certificate_number=line.certificate_number,
            valid_until=line.valid_until,
            note=line.note,
            recorded_by=ctx.actor.id,
            recorded_at=ctx.now,
            version=1,
        )
        .on_conflict_do_nothing(
            index_elements=[TrainingAttendance.training_id, TrainingAttendance.staff_id],
            index_where=TrainingAttendance.voided_at.is_(None),
        )
        .returning(TrainingAttendance)
    )
    row = ctx.session.scalar(statement)
    return Noted(line.staff_id, row, PRESENT if row is None else None)


def _hindrance(
    ctx: Context, course: TrainingCourse, person: StaffMember | None, line: Line
) -> Text | None:
    """Tell why a line cannot be entered."""
    if person is None:
        return UNKNOWN
    if person.voided_at is not None:
        return VOIDED
    left = person.employed_until is not None and person.employed_until < course.held_from
    if left or person.employed_from > course.held_until:
        return AWAY
    if course.held_until > ctx.today:
        return TOO_SOON
    if line.result != "passed" and (line.certificate_number or line.valid_until):
        return BARE
    early = line.valid_until is not None and line.valid_until < course.held_until
    return EARLY if early else None

"""Staff of a unit and their credentials, and who was qualified for what on a day.

Fields of training: 116/2021/NĐ-CP, Điều 8 khoản 1; 163/2026/NĐ-CP, Điều 72.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.account import Account
from app.models.staff import Credential, StaffMember, TrainingAttendance, TrainingCourse
from app.problems import Invalid, StateConflict
from app.services import standing

PASSED = "passed"
_DIPLOMA, _LICENCE = "diploma", "practising_licence"


@dataclass(frozen=True, slots=True)
class Valid:
    """A credential or a training in force on a day, and whose it is."""

    source: str
    id: UUID
    staff_id: UUID
    full_name: str
    unit: str
    kind: str
    level: str | None
    field: str | None
    number: str | None
    scope: str | None
    since: date
    valid_until: date | None


def credentials_on(
    ctx: Context, *, unit: str | None = None, staff: UUID | None = None, on: date
) -> list[Valid]:
    """Return what a person, or everybody at a unit, was qualified by on a day.

    Only of those employed that day; a training counts from the day the course ended, if passed.
    """
    if unit is None and staff is None:
        raise ValueError("of a unit, or of one of the staff")
    who = [employed_on(on)]
    who += [StaffMember.unit == unit] if unit is not None else []
    who += [StaffMember.id == staff] if staff is not None else []
    every = held(_credentials(on), training_in_force(on), *who)
    rows = ctx.session.execute(every.order_by("staff_id", "since", "id"))
    return [Valid(**row) for row in rows.mappings()]


def held(
    credentials: sa.ColumnElement[bool],
    trainings: sa.ColumnElement[bool],
    *who: sa.ColumnElement[bool],
) -> sa.Select[tuple[object, ...]]:
    """Select credentials and passed trainings that count, of staff that count, in one shape."""
    person = (StaffMember.id.label("staff_id"), StaffMember.full_name, StaffMember.unit)
    own = (
        sa.select(
            sa.literal("credential").label("source"), Credential.id, *person, Credential.kind,
            Credential.level, Credential.field, Credential.number, Credential.scope,
            Credential.issued_on.label("since"), Credential.valid_until,
        )
        .join(StaffMember, StaffMember.id == Credential.staff_id)
        .where(Credential.voided_at.is_(None), credentials)
    )  # fmt: skip
    nothing = sa.cast(None, sa.Text)
    trained = (
        sa.select(
            sa.literal("training"), TrainingAttendance.id, *person, TrainingCourse.kind, nothing,
            nothing, TrainingAttendance.certificate_number, TrainingCourse.title,
            TrainingCourse.held_until, TrainingAttendance.valid_until,
        )
        .join(StaffMember, StaffMember.id == TrainingAttendance.staff_id)
        .join(TrainingCourse, TrainingCourse.id == TrainingAttendance.training_id)
        .where(
            TrainingAttendance.voided_at.is_(None),
            TrainingAttendance.result == PASSED,
            TrainingCourse.voided_at.is_(None),
            trainings,
        )
    )  # fmt: skip
    counts = (StaffMember.voided_at.is_(None), *who)
    return sa.select(sa.union_all(own.where(*counts), trained.where(*counts)).subquery())


def page(
    ctx: Context,
    *,
    unit: str | None = None,
    kind: str | None = None,
    expiring_before: date | None = None,
    after: UUID | None = None,
    limit: int,
) -> list[StaffMember]:
    """Return staff in the order of their ids; those with something that runs out, if asked.

    What ran out already is in that list too, as long as the person still works there.
    """
    statement = sa.select(StaffMember).where(standing.within(ctx, StaffMember, unit))
    if kind is not None:
        statement = statement.where(sa.literal(kind) == sa.any_(StaffMember.kinds))
    if expiring_before is not None:
        ending = held(
            Credential.valid_until < expiring_before,
            TrainingAttendance.valid_until < expiring_before,
            employed_on(ctx.today),
        ).subquery()
        statement = statement.where(StaffMember.id.in_(sa.select(ending.c.staff_id)))
    if after is not None:
        statement = statement.where(StaffMember.id > after)
    return list(ctx.session.scalars(statement.order_by(StaffMember.id).limit(limit)))


def expiring(
    ctx: Context,
    *,
    unit: str | None,
    before: date,
    after: tuple[date, UUID] | None = None,
    limit: int,
) -> list[Valid]:
    """Return credentials and trainings that run out before a day, first out first."""
    ending = held(
        Credential.valid_until < before,
        TrainingAttendance.valid_until < before,
        employed_on(ctx.today),
        standing.within(ctx, StaffMember, unit),
    ).subquery()
    statement = sa.select(ending)
    if after is not None:
        statement = statement.where(sa.tuple_(ending.c.valid_until, ending.c.id) > after)
    statement = statement.order_by(ending.c.valid_until, ending.c.id).limit(limit)
    return [Valid(**row) for row in ctx.session.execute(statement).mappings()]


def create(
    ctx: Context, *, unit: str | None, said: Mapping[str, object], key: UUID | None
) -> StaffMember:
    """Enter somebody who works at a unit within the caller's reach."""
    where = standing.place(ctx, unit)
    row = StaffMember(**standing.kept(ctx, key), **said, unit=where.code, province=where.province)
    _refuse_misfit(ctx, row)
    standing.add(ctx, row)
    return row


def get(ctx: Context, staff_id: UUID) -> StaffMember:
    """Return one of the staff."""
    return standing.found(ctx, StaffMember, staff_id)


def change(ctx: Context, staff_id: UUID, version: int, said: Mapping[str, object]) -> StaffMember:
    """Change what is known of somebody; who goes elsewhere ends here and begins there."""
    row = standing.locked(ctx, StaffMember, staff_id, version)
    standing.assign(row, said, may_be_empty={"account_id", "employed_until", "note"})
    _refuse_misfit(ctx, row)
    standing.save(ctx, row, *said)
    return row


def void(ctx: Context, staff_id: UUID, version: int, reason: str) -> StaffMember:
    """Mark somebody entered by mistake."""
    return standing.void(ctx, StaffMember, staff_id, version, reason)


def credentials(
    ctx: Context,
    staff_id: UUID,
    *,
    on: date | None = None,
    after: tuple[date, UUID] | None = None,
    limit: int,
) -> list[Credential]:
    """Return somebody's credentials, newest first; those in force on a day, if one is named."""
    get(ctx, staff_id)
    statement = sa.select(Credential).where(Credential.staff_id == staff_id)
    if on is not None:
        statement = statement.where(Credential.voided_at.is_(None), _credentials(on))
    if after is not None:
        statement = statement.where(sa.tuple_(Credential.issued_on, Credential.id) < after)
    statement = statement.order_by(Credential.issued_on.desc(), Credential.id.desc()).limit(limit)
    return list(ctx.session.scalars(statement))


def add_credential(
    ctx: Context, staff_id: UUID, said: Mapping[str, object], key: UUID | None
) -> Credential:
    """Enter a credential of somebody; it may be old, it cannot be of tomorrow."""
    if get(ctx, staff_id).voided_at is not None:
        raise StateConflict
    row = Credential(**standing.kept(ctx, key), **said, staff_id=staff_id)
    standing.refuse_later(ctx, "/issued_on", row.issued_on)
    standing.refuse_before("/valid_until", row.valid_until, row.issued_on)
    if (row.kind == _DIPLOMA) != (row.level is not None):
        raise Invalid.at("/level", vi="văn bằng phải có trình độ", en="a diploma has a level")
    if row.kind == _LICENCE and row.number is None:
        raise Invalid.at("/number", vi="giấy phép phải có số", en="a licence has a number")
    standing.add(ctx, row)
    return row


def void_credential(
    ctx: Context, staff_id: UUID, credential_id: UUID, version: int, reason: str
) -> Credential:
    """Mark a credential entered by mistake."""
    get(ctx, staff_id)
    row = standing.found(ctx, Credential, credential_id)
    standing.refuse_foreign(row.staff_id, staff_id)
    return standing.void(ctx, Credential, credential_id, version, reason)


def employed_on(on: date) -> sa.ColumnElement[bool]:
    """Tell who works on a day."""
    ended = StaffMember.employed_until
    return sa.and_(StaffMember.employed_from <= on, sa.or_(ended.is_(None), ended >= on))


def _credentials(on: date) -> sa.ColumnElement[bool]:
    ends = Credential.valid_until
    return sa.and_(Credential.issued_on <= on, sa.or_(ends.is_(None), ends >= on))


def training_in_force(on: date) -> sa.ColumnElement[bool]:
    """Tell which trainings had ended by a day and had not run out."""
    ends = TrainingAttendance.valid_until
    return sa.and_(TrainingCourse.held_until <= on, sa.or_(ends.is_(None), ends >= on))


def _refuse_misfit(ctx: Context, row: StaffMember) -> None:
    """Refuse days that run backward, and an account of another unit."""
    standing.refuse_before("/employed_until", row.employed_until, row.employed_from)
    if row.account_id is None:
        return
    unit = ctx.session.scalar(sa.select(Account.unit).where(Account.id == row.account_id))
    if unit != row.unit:
        raise Invalid.at(
            "/account_id", vi="không phải tài khoản của đơn vị", en="no account of this unit"
        )

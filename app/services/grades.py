"""Monthly grades: given by roll, each person for themselves; what they come to where the law asks.

One living grade per person and month is a promise of the database; it is told here kindly before.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.access import Part
from app.context import Context
from app.law.days.calendar import add_months
from app.law.reading import centre_life
from app.models.centre import MonthlyGrade
from app.problems import Invalid, NotPermitted, Problem, StateConflict, Text, from_constraint
from app.services import entered, inside

_GRADED = Text("Tháng này đã xếp loại", "This month has been graded")


@dataclass(frozen=True, slots=True)
class Roll:
    """What is the same for everybody on the roll."""

    month: date
    decided_by: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the roll."""

    client_id: UUID
    grade: str
    reason: str | None = None
    case_id: UUID | None = None
    note: str | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a line: the grade, or why it was refused."""

    client_id: UUID
    grade: MonthlyGrade | None = None
    refused: Problem | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """What a person's living grades come to; `use` is what the law of today has them for."""

    counts: Mapping[str, int]
    in_a_row: int
    use: centre_life.Use | None

    @property
    def enough(self) -> bool:
        """Are the latest months in a row as many as the law asks."""
        return self.use is not None and self.in_a_row >= self.use.months


def roll(ctx: Context, facility: str, whole: Roll, lines: Sequence[Line]) -> list[Result]:
    """Grade a month for many: what is wrong with one line undoes no other.

    Raises NotPermitted for another centre, Invalid for a month that has no day past yet.
    """
    if inside.enters(ctx, Part.LEGAL) != facility:
        raise NotPermitted
    if whole.month.day != 1:
        raise Invalid.at("/month", vi="phải ghi bằng ngày đầu tháng", en="is told by its first day")
    if not whole.month <= whole.decided_on <= ctx.today:
        raise Invalid.at(
            "/decided_on",
            vi="phải từ ngày đầu tháng được xếp loại đến hôm nay",
            en="must be from the first day of the month until today",
        )
    results = [_alone(ctx, whole, line) for line in lines]
    given = sum(result.grade is not None for result in results)
    ctx.trail.note(
        object_type="monthly_grade", detail={"given": given, "refused": len(results) - given}
    )
    return results


def page(
    ctx: Context, client_id: UUID, *, after: tuple[date, UUID] | None = None, limit: int
) -> list[MonthlyGrade]:
    """Return a client's grades, newest month first, the voided too."""
    inside.file(ctx, Part.LEGAL, client_id)
    return inside.page(ctx, MonthlyGrade, client_id, MonthlyGrade.month, after=after, limit=limit)


def total(ctx: Context, client_id: UUID) -> Sum:
    """Tell what the living grades come to, and how many of the latest are fair or better."""
    statement = (
        sa.select(MonthlyGrade.month, MonthlyGrade.grade)
        .where(MonthlyGrade.client_id == client_id, MonthlyGrade.voided_at.is_(None))
        .order_by(MonthlyGrade.month.desc())
    )
    newest_first = [(row.month, row.grade) for row in ctx.session.execute(statement)]
    book = centre_life.centre()
    grades = centre_life.in_force(book.grade, ctx.lawbook, ctx.today)
    uses = centre_life.in_force(book.use, ctx.lawbook, ctx.today)
    in_a_row, expected = 0, None
    for month, grade in newest_first:
        skipped = expected is not None and month != expected
        if skipped or grade not in grades or not grades[grade].enough:
            break
        in_a_row, expected = in_a_row + 1, add_months(month, -1)
    return Sum(Counter(grade for _, grade in newest_first), in_a_row, uses.get("reduction"))


def void(ctx: Context, client_id: UUID, key: UUID, change: inside.Voiding) -> MonthlyGrade:
    """Mark a grade entered by mistake; the month may then be graded anew."""
    inside.enters(ctx, Part.LEGAL)
    return inside.void(ctx, MonthlyGrade, client_id, key, change)


def _alone(ctx: Context, whole: Roll, line: Line) -> Result:
    """Grade one person within a savepoint of their own."""
    try:
        with ctx.session.begin_nested():
            return Result(line.client_id, grade=_give(ctx, whole, line))
    except Problem as refusal:
        return Result(line.client_id, refused=refusal)
    except IntegrityError as error:
        diag = getattr(error.orig, "diag", None)
        kept = from_constraint(getattr(diag, "constraint_name", None))
        return Result(line.client_id, refused=kept)


def _give(ctx: Context, whole: Roll, line: Line) -> MonthlyGrade:
    client = inside.file(ctx, Part.LEGAL, line.client_id)
    if client.birth_date is not None and whole.decided_on < client.birth_date:
        raise Invalid.at("/decided_on", vi="trước ngày sinh", en="is before the birth date")
    entered.refuse_foreign_case(ctx, line.client_id, line.case_id)
    known = inside.known(ctx, MonthlyGrade, line.client_id, line.id)
    if known is None and _graded(ctx, line.client_id, whole.month):
        raise StateConflict(_GRADED)
    columns = {
        "month": whole.month,
        "grade": line.grade,
        "reason": line.reason,
        "decided_by": whole.decided_by,
        "decided_on": whole.decided_on,
        "case_id": line.case_id,
        "note": line.note,
    }
    told = inside.Told(line.id, whole.decided_on, columns)
    return inside.enter(ctx, MonthlyGrade, line.client_id, told)[0]


def _graded(ctx: Context, client_id: UUID, month: date) -> bool:
    statement = sa.select(MonthlyGrade.id).where(
        MonthlyGrade.client_id == client_id,
        MonthlyGrade.month == month,
        MonthlyGrade.voided_at.is_(None),
    )
    return ctx.session.scalar(statement) is not None

"""Routes of monthly grades."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, UnitCode
from app.schemas.grades import GradeFilter, GradeOut, GradeRollIn, GradeRollOut, GradesOut
from app.schemas.services import VoidIn
from app.services import grades, inside
from app.services.shown_grades import counts_out, roll_out, use_out

door = Door(tags=["life in a centre"])


@door.post("/v1/facilities/{facility}/grades", may=Permission.SERVICE_WRITE)
def record_grades(ctx: Context, facility: UnitCode, roll: GradeRollIn) -> GradeRollOut:
    """Grade a month for up to 200 people; the error of one line undoes no other."""
    lines = [grades.Line(**line.model_dump()) for line in roll.grades]
    whole = grades.Roll(roll.month, roll.decided_by, roll.decided_on)
    return roll_out(grades.roll(ctx, facility, whole, lines))


@door.get("/v1/clients/{client_id}/grades", may=Permission.CASE_READ)
def list_grades(
    ctx: Context,
    client_id: Id,
    filter: Annotated[GradeFilter, Query()],  # noqa: A002
) -> GradesOut:
    """List a client's grades, newest month first, with what the living ones come to."""
    cursor = Cursor.read(filter)
    month, key = cursor.day("month"), cursor.id("id")
    after = None if month is None or key is None else (month, key)
    rows = grades.page(ctx, client_id, after=after, limit=filter.limit + 1)
    cut = page_of(
        rows, filter, GradeOut.model_validate, lambda row: {"month": row.month, "id": row.id}
    )
    total = grades.total(ctx, client_id)
    return GradesOut(
        **cut, counts=counts_out(total), fair_in_a_row=total.in_a_row, use=use_out(total)
    )


@door.post("/v1/clients/{client_id}/grades/{grade_id}/void", may=Permission.SERVICE_WRITE,
           versioned=True)  # fmt: skip
def void_grade(ctx: Context, client_id: Id, grade_id: Id, version: int, void: VoidIn) -> GradeOut:
    """Mark a grade entered by mistake; the month may then be graded anew."""
    change = inside.Voiding(version, void.reason)
    return GradeOut.model_validate(grades.void(ctx, client_id, grade_id, change))

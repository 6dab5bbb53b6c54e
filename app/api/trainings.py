"""Routes of courses, their rolls, what runs out, and the share of staff trained."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page, PageFilter
from app.schemas.services import VoidIn
from app.schemas.staff import ExpiringFilter, HeldOut, TrainedFilter
from app.schemas.trainings import (
    AttendanceOut,
    LineIn,
    RollIn,
    RollOut,
    TrainedOut,
    TrainedStaffFilter,
    TrainedStaffOut,
    TrainingFilter,
    TrainingIn,
    TrainingMadeOut,
    TrainingOut,
)
from app.services import staff, standing, trained, trainings
from app.services.shown_staff import made_out, roll_out, trained_out, trained_staff_out

# Before the routes of one of the staff: these are no ids.
figures = Door(prefix="/v1/staff", tags=["staff"])
door = Door(prefix="/v1/trainings", tags=["staff"])


@figures.get("/expiring", may=Permission.STAFF_READ)
def list_expiring(
    ctx: Context,
    filter: Annotated[ExpiringFilter, Query()],  # noqa: A002
) -> Page[HeldOut]:
    """List credentials and training certificates of staff that run out before a day."""
    cursor = Cursor.read(filter)
    day, key = cursor.day("until"), cursor.id("id")
    rows = staff.expiring(
        ctx,
        unit=filter.unit,
        before=filter.before,
        after=None if day is None or key is None else (day, key),
        limit=filter.limit + 1,
    )
    return Page[HeldOut](
        **page_of(
            rows,
            filter,
            HeldOut.model_validate,
            lambda row: {"until": row.valid_until, "id": row.id},
        )
    )


@figures.get("/trained-share", may=Permission.STAFF_READ)
def read_trained_share(
    ctx: Context,
    filter: Annotated[TrainedFilter, Query()],  # noqa: A002
) -> TrainedOut:
    """Tell what share of a unit's staff is trained on a day, and the target with its source."""
    return trained_out(trained.share(ctx, _question(ctx, filter)))


@figures.get("/trained-share/staff", may=Permission.STAFF_READ)
def list_trained_staff(
    ctx: Context,
    filter: Annotated[TrainedStaffFilter, Query()],  # noqa: A002
) -> Page[TrainedStaffOut]:
    """List the staff behind the share, each with whether they count as trained."""
    rows = trained.behind(
        ctx,
        _question(ctx, filter),
        trained=filter.trained,
        after=Cursor.read(filter).id("id"),
        limit=filter.limit + 1,
    )
    return Page[TrainedStaffOut](
        **page_of(rows, filter, trained_staff_out, lambda row: {"id": row[0].id})
    )


def _question(ctx: Context, asked: TrainedFilter) -> trained.Question:
    unit = standing.reached(ctx, asked.unit)
    return trained.Question(unit, asked.on or ctx.today, asked.variant, asked.kind)


@door.get("", may=Permission.STAFF_READ)
def list_trainings(
    ctx: Context,
    filter: Annotated[TrainingFilter, Query()],  # noqa: A002
) -> Page[TrainingOut]:
    """List courses, newest first: one's own, and those of one's province."""
    cursor = Cursor.read(filter)
    day, key = cursor.day("on"), cursor.id("id")
    rows = trainings.page(
        ctx,
        unit=filter.unit,
        kind=filter.kind,
        after=None if day is None or key is None else (day, key),
        limit=filter.limit + 1,
    )
    return Page[TrainingOut](
        **page_of(
            rows,
            filter,
            TrainingOut.model_validate,
            lambda row: {"on": row.held_from, "id": row.id},
        )
    )


@door.post("", may=Permission.STAFF_WRITE, status_code=201)
def record_training(ctx: Context, training: TrainingIn) -> TrainingMadeOut:
    """Enter a course, and up to 200 people of it at once; each line is answered by itself."""
    said = training.model_dump(exclude={"id", "unit", "roll"})
    course = trainings.create(ctx, unit=training.unit, said=said, key=training.id)
    return made_out(course, trainings.enrol(ctx, course.id, _lines(training.roll)))


@door.post("/{training_id}/void", may=Permission.STAFF_WRITE, versioned=True)
def void_training(ctx: Context, training_id: Id, version: int, void: VoidIn) -> TrainingOut:
    """Mark a course entered by mistake: nobody is trained by it."""
    return TrainingOut.model_validate(trainings.void(ctx, training_id, version, void.reason))


@door.get("/{training_id}/roll", may=Permission.STAFF_READ)
def list_roll(
    ctx: Context,
    training_id: Id,
    filter: Annotated[PageFilter, Query()],  # noqa: A002
) -> Page[AttendanceOut]:
    """List who of the staff in reach attended a course."""
    after = Cursor.read(filter).id("id")
    rows = trainings.roll(ctx, training_id, after=after, limit=filter.limit + 1)
    return Page[AttendanceOut](
        **page_of(rows, filter, AttendanceOut.model_validate, lambda row: {"id": row.id})
    )


@door.post("/{training_id}/roll", may=Permission.STAFF_WRITE)
def record_roll(ctx: Context, training_id: Id, roll: RollIn) -> RollOut:
    """Enter up to 200 people of a course; a line that cannot be says why, the others stand."""
    return roll_out(trainings.enrol(ctx, training_id, _lines(roll.lines)))


@door.post("/{training_id}/roll/{seat_id}/void", may=Permission.STAFF_WRITE, versioned=True)
def void_training_attendance(
    ctx: Context, training_id: Id, seat_id: Id, version: int, void: VoidIn
) -> AttendanceOut:
    """Mark a line entered by mistake; the person may be entered anew."""
    made = trainings.void_line(ctx, training_id, seat_id, version, void.reason)
    return AttendanceOut.model_validate(made)


def _lines(told: list[LineIn]) -> list[trainings.Line]:
    return [trainings.Line(**line.model_dump()) for line in told]

"""Routes of sessions entered by roll."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.activities import (
    ActivityDetailOut,
    ActivityFilter,
    ActivityIn,
    ActivityOut,
    RollIn,
    RollOut,
)
from app.schemas.base import Id, Page
from app.services import activities, rolls
from app.services.shown_activities import detail_out, roll_out

door = Door(prefix="/v1/activities", tags=["activities"])


@door.post("", may=Permission.SERVICE_WRITE, status_code=201)
def record_activity(ctx: Context, activity: ActivityIn) -> RollOut:
    """Enter a session with its roll, up to 200 people, a result for each.

    Who is refused (not found, hours of work beyond the norms of the law for the age, on the roll
    otherwise) undoes nobody else. Sent again, it is answered as it stands. Where none of the people
    is found nothing is written.
    """
    session = activities.record(
        ctx, activities.Entry(**activity.model_dump(exclude={"attendances"}))
    )
    return roll_out(session, rolls.enter(ctx, session, _lines(activity)))


@door.post("/{activity_id}/attendances", may=Permission.SERVICE_WRITE, status_code=201)
def record_attendances(ctx: Context, activity_id: Id, roll: RollIn) -> RollOut:
    """Put on the roll who was forgotten when the session was entered."""
    session = activities.get(ctx, activity_id)
    return roll_out(session, rolls.enter(ctx, session, _lines(roll)))


@door.get("", may=Permission.CLIENT_READ)
def list_activities(
    ctx: Context,
    filter: Annotated[ActivityFilter, Query()],  # noqa: A002
) -> Page[ActivityOut]:
    """List the sessions of the units in reach, newest first."""
    rows = activities.page(
        ctx,
        activities.Chosen(filter.unit, filter.kind, filter.from_, filter.to),
        after=Cursor.read(filter).values,
        limit=filter.limit + 1,
    )
    return Page[ActivityOut](
        **page_of(rows, filter, ActivityOut.model_validate, lambda a: {"on": a.held_on, "id": a.id})
    )


@door.get("/{activity_id}", may=Permission.CLIENT_READ)
def read_activity(ctx: Context, activity_id: Id) -> ActivityDetailOut:
    """Show a session and those of its roll whose files the caller sees."""
    session = activities.get(ctx, activity_id)
    return detail_out(session, activities.roll(ctx, session))


def _lines(roll: RollIn) -> list[rolls.Line]:
    return [rolls.Line(**one.model_dump()) for one in roll.attendances]

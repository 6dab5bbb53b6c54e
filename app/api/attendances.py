"""Routes of the sessions in a client's file."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.activities import AttendanceFilter, AttendanceOut, HoursFilter, HoursOut
from app.schemas.base import Id, Page
from app.schemas.services import VoidIn
from app.services import attendances

door = Door(prefix="/v1/clients/{client_id}/activities", tags=["activities"])


@door.get("", may=Permission.CLIENT_READ)
def list_attendances(
    ctx: Context,
    client_id: Id,
    filter: Annotated[AttendanceFilter, Query()],  # noqa: A002
) -> Page[AttendanceOut]:
    """List the sessions a client was on the roll of, newest first."""
    rows = attendances.page(
        ctx,
        client_id,
        attendances.Chosen(filter.kind, filter.presence, filter.from_, filter.to),
        after=Cursor.read(filter).values,
        limit=filter.limit + 1,
    )
    return Page[AttendanceOut](
        **page_of(
            rows, filter, AttendanceOut.model_validate, lambda a: {"on": a.held_on, "id": a.id}
        )
    )


@door.get("/hours", may=Permission.CLIENT_READ)
def read_hours(
    ctx: Context,
    client_id: Id,
    filter: Annotated[HoursFilter, Query()],  # noqa: A002
) -> HoursOut:
    """Sum up the hours a client was there: in all, by kind, by week."""
    chosen = attendances.Chosen(since=filter.from_, until=filter.to)
    return HoursOut.model_validate(attendances.hours(ctx, client_id, chosen))


@door.post("/{attendance_id}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_attendance(
    ctx: Context, client_id: Id, attendance_id: Id, version: int, void: VoidIn
) -> AttendanceOut:
    """Mark an attendance entered by mistake; the service it was counted as goes with it."""
    row = attendances.void(ctx, client_id, attendance_id, version, void.reason)
    return AttendanceOut.model_validate(row)

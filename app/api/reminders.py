"""Routes of reminders."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.reminders import DigestFilter, DigestOut, ReminderFilter, ReminderOut
from app.services import reminder_digest, reminders
from app.services.shown_reminders import digest_out, reminder_out

door = Door(prefix="/v1/reminders", tags=["reminders"])


@door.get("", may=Permission.CASE_READ)
def list_reminders(
    ctx: Context,
    filter: Annotated[ReminderFilter, Query()],  # noqa: A002
) -> Page[ReminderOut]:
    """List what a unit is reminded of, due last at the head.

    Deadlines to those who read the legal part of a file, contacts to those who read the social.
    What was met, stopped or put off is not listed any more; neither is what stands still.
    """
    cursor = Cursor.read(filter)
    at, key = cursor.moment("at"), cursor.id("id")
    rows = reminders.page(
        ctx,
        reminders.Wanted(filter.unit, filter.stage, filter.mine, filter.unread),
        after=None if at is None or key is None else (at, key),
        limit=filter.limit + 1,
    )
    return Page[ReminderOut](
        **page_of(
            rows,
            filter,
            lambda row: reminder_out(row, ctx.now),
            lambda row: {"at": row.reminder.due_at, "id": row.reminder.id},
        )
    )


@door.get("/digest", may=Permission.CASE_READ)
def read_reminder_digest(ctx: Context, filter: Annotated[DigestFilter, Query()]) -> DigestOut:  # noqa: A002
    """Show a unit's day on one page: counts, the caller's people, and the text of a message."""
    return digest_out(ctx, reminder_digest.of_day(ctx, filter.unit, filter.day))


@door.post("/{reminder_id}/read", may=Permission.CASE_READ)
def mark_reminder_read(ctx: Context, reminder_id: Id) -> ReminderOut:
    """Mark a reminder of the caller's own unit as read; doing so again changes nothing."""
    return reminder_out(reminders.mark_read(ctx, reminder_id), ctx.now)

"""Routes of statutory deadlines."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.deadlines import BreachIn, DeadlineFilter, DeadlineOut, ExplanationOut
from app.services import clocks
from app.services.shown import deadline_out, explanation_out

door = Door(prefix="/v1/deadlines", tags=["deadlines"])


@door.get("", may=Permission.CASE_READ)
def list_deadlines(ctx: Context, filter: Annotated[DeadlineFilter, Query()]) -> Page[DeadlineOut]:  # noqa: A002
    """List deadlines by the moment they are due; `breached` is the register of what was missed."""
    rows = clocks.page(
        ctx,
        unit=filter.unit,
        status=filter.status,
        due_before=filter.due_before,
        after=Cursor.read(filter).values,
        limit=filter.limit + 1,
    )
    return Page[DeadlineOut](
        **page_of(
            rows, filter, deadline_out, lambda r: {"due_at": r.clock.due_at, "id": r.clock.id}
        )
    )


@door.get("/{deadline_id}/explanation", may=Permission.DEADLINE_EXPLAIN)
def explain_deadline(ctx: Context, deadline_id: Id) -> ExplanationOut:
    """Tell how a date came about: trigger, rule, article, every skipped day and why."""
    return explanation_out(ctx, clocks.get(ctx, deadline_id))


@door.post("/{deadline_id}/breach", may=Permission.CASE_STEP, versioned=True)
def explain_breach(ctx: Context, deadline_id: Id, version: int, breach: BreachIn) -> DeadlineOut:
    """Write beside a missed deadline why it was missed; the miss itself stays for ever."""
    return deadline_out(clocks.explain_breach(ctx, deadline_id, version, breach.reason))

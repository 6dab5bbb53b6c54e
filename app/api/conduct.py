"""Routes of praise and discipline."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.conduct import MeasureEndIn, MeasureFilter, MeasureIn, MeasureOut
from app.schemas.services import VoidIn
from app.services import conduct, inside

door = Door(prefix="/v1/clients/{client_id}/measures", tags=["life in a centre"])


@door.post("", may=Permission.SERVICE_WRITE, status_code=201)
def record_measure(ctx: Context, client_id: Id, measure: MeasureIn) -> MeasureOut:
    """Record praise or discipline, of a kind that the law of the day of the decision knows."""
    made = conduct.record(ctx, client_id, conduct.Entry(**measure.model_dump()))
    return MeasureOut.model_validate(made)


@door.get("", may=Permission.CASE_READ)
def list_measures(
    ctx: Context,
    client_id: Id,
    filter: Annotated[MeasureFilter, Query()],  # noqa: A002
) -> Page[MeasureOut]:
    """List praise and discipline, newest decision first; for those who read the legal part."""
    cursor = Cursor.read(filter)
    on, key = cursor.day("on"), cursor.id("id")
    rows = conduct.page(
        ctx,
        client_id,
        sort=filter.sort,
        after=None if on is None or key is None else (on, key),
        limit=filter.limit + 1,
    )
    return Page[MeasureOut](
        **page_of(
            rows,
            filter,
            MeasureOut.model_validate,
            lambda row: {"on": row.decided_on, "id": row.id},
        )
    )


@door.post("/{measure_id}/end", may=Permission.SERVICE_WRITE, versioned=True)
def end_measure(
    ctx: Context, client_id: Id, measure_id: Id, version: int, end: MeasureEndIn
) -> MeasureOut:
    """Tell the last day in the special area, once."""
    made = conduct.end(ctx, client_id, (measure_id, version), end.until_on)
    return MeasureOut.model_validate(made)


@door.post("/{measure_id}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_measure(
    ctx: Context, client_id: Id, measure_id: Id, version: int, void: VoidIn
) -> MeasureOut:
    """Mark a decision entered by mistake."""
    change = inside.Voiding(version, void.reason)
    return MeasureOut.model_validate(conduct.void(ctx, client_id, measure_id, change))

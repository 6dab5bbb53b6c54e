"""Routes of the worklist."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, Sortable, page_of
from app.context import Context
from app.schemas.worklist import WorklistFilter, WorklistOut
from app.services import worklist
from app.services.shown_worklist import work_item_out

door = Door(prefix="/v1/worklist", tags=["worklist"])


@door.get("", may=Permission.CASE_READ)
def read_worklist(ctx: Context, filter: Annotated[WorklistFilter, Query()]) -> WorklistOut:  # noqa: A002
    """List what a unit must do, first due first, with the article and the step that would do it.

    Deadlines that a step of the unit's own offices would meet: overdue, due today, due in the days
    ahead. Papers that the dossier of an open case lacks for such a step, if nothing but papers
    stands against it now. Files that came from elsewhere and that nobody at the unit has opened.
    Transfers that wait for the unit's answer. Chores: contacts, planned tests, reviews of plans,
    supports, notices of incidents, requests of the person, referrals, remedies and re-checks of a
    facility; of the kinds whose part of a file the caller reads.
    """
    found = worklist.page(
        ctx,
        worklist.Wanted(
            filter.unit, filter.kind, filter.procedure, filter.days, filter.mine, filter.client_id
        ),
        after=_after(filter),
        limit=filter.limit + 1,
    )
    cut = page_of(found.rows, filter, lambda row: work_item_out(ctx, row), _place)
    return WorklistOut.model_validate({**cut, "counts": found.counts})


def _after(chosen: WorklistFilter) -> worklist.Spot | None:
    cursor = Cursor.read(chosen)
    at, row = cursor.moment("at"), cursor.id("id")
    if at is None or row is None:
        return None
    return worklist.Spot(at, row, cursor.at("what") or "")


def _place(row: worklist.Told) -> dict[str, Sortable]:
    spot = row.item.spot
    return {"at": spot.at, "id": spot.id, "what": spot.what}

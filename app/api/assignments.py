"""Routes of who looks after whom."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.assignments import (
    AssignmentFilter,
    AssignmentIn,
    AssignmentOut,
    AssignmentsOut,
    ReassignedOut,
    ReassignIn,
    ReassignmentOut,
)
from app.schemas.base import Id, Page
from app.services import assignments

door = Door(prefix="/v1", tags=["assignments"])


@door.get("/assignments", may=Permission.CLIENT_READ)
def list_assignments(
    ctx: Context,
    filter: Annotated[AssignmentFilter, Query()],  # noqa: A002
) -> Page[AssignmentOut]:
    """List who of a unit looks after whom now."""
    rows = assignments.page(
        ctx,
        account=filter.account,
        unit=filter.unit,
        after=Cursor.read(filter).id("client"),
        limit=filter.limit + 1,
    )
    return Page[AssignmentOut](
        **page_of(rows, filter, AssignmentOut.model_validate, lambda row: {"client": row.client_id})
    )


@door.post("/assignments/reassign", may=Permission.CLIENT_WRITE)
def reassign_clients(ctx: Context, wish: ReassignIn) -> ReassignmentOut:
    """Hand up to 500 people to one account of the unit, with a result for each."""
    found = assignments.reassign(ctx, wish.clients, wish.account, wish.reason)
    return ReassignmentOut(items=[ReassignedOut.model_validate(result) for result in found])


@door.get("/clients/{client_id}/assignments", may=Permission.CLIENT_READ)
def list_assignments_of_client(ctx: Context, client_id: Id) -> AssignmentsOut:
    """List who looks and looked after a client."""
    found = assignments.of_client(ctx, client_id)
    return AssignmentsOut(items=[AssignmentOut.model_validate(row) for row in found])


@door.post("/clients/{client_id}/assignments", may=Permission.CLIENT_WRITE, status_code=201)
def assign_client(ctx: Context, client_id: Id, wish: AssignmentIn) -> AssignmentOut:
    """Give a client to an account of the unit; whoever looked after them before does so no more."""
    made = assignments.assign(ctx, client_id, wish.account, wish.reason)
    return AssignmentOut.model_validate(made)

"""Route of a client's plans across cases."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.plans import PlanFilter, PlanOut
from app.services import plan_reviews, plans
from app.services.shown_plans import plan_out

door = Door(prefix="/v1/clients/{client_id}/plans", tags=["plans"])


@door.get("", may=Permission.CASE_READ)
def list_plans_of_client(
    ctx: Context,
    client_id: Id,
    filter: Annotated[PlanFilter, Query()],  # noqa: A002
) -> Page[PlanOut]:
    """List a client's plans across cases, newest first."""
    cursor = Cursor.read(filter)
    on, key = cursor.day("on"), cursor.id("id")
    rows = plans.page(
        ctx,
        client_id,
        status=filter.status,
        after=None if on is None or key is None else (on, key),
        limit=filter.limit + 1,
    )
    reviews = plan_reviews.of_plans(ctx, rows)
    return Page[PlanOut](
        **page_of(
            rows,
            filter,
            lambda plan: plan_out(ctx, plan, reviews[plan.id]),
            lambda plan: {"on": plan.written_on, "id": plan.id},
        )
    )

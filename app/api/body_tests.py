"""Routes of body tests and of the plans of them."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.models.body_test import BodyTest, TestPlan
from app.schemas.base import Id, Page, PageFilter
from app.schemas.body_tests import (
    TestFilter,
    TestIn,
    TestOut,
    TestPlanIn,
    TestPlanOut,
    TestStandingOut,
)
from app.schemas.services import VoidIn
from app.services import body_tests, planned_tests, tests_law
from app.times import vn_day

door = Door(prefix="/v1/clients/{client_id}/tests", tags=["tests"])
plans = Door(prefix="/v1/clients/{client_id}/test-plans", tags=["tests"])


@door.post("", may=Permission.SERVICE_WRITE, status_code=201)
def record_test(ctx: Context, client_id: Id, test: TestIn) -> TestOut:
    """Put a body test on file. No result changes a case: what follows is a step of it."""
    return _out(ctx, body_tests.record(ctx, client_id, body_tests.Entry(**test.model_dump())))


@door.get("", may=Permission.CASE_READ)
def list_tests(
    ctx: Context,
    client_id: Id,
    filter: Annotated[TestFilter, Query()],  # noqa: A002
) -> Page[TestOut]:
    """List a client's tests of the parts the caller reads, newest first."""
    cursor = Cursor.read(filter)
    at, key = cursor.moment("at"), cursor.id("id")
    rows = body_tests.page(
        ctx,
        client_id,
        reason=filter.reason,
        result=filter.result,
        after=None if at is None or key is None else (at, key),
        limit=filter.limit + 1,
    )
    return Page[TestOut](
        **page_of(
            rows,
            filter,
            lambda row: _out(ctx, row),
            lambda row: {"at": row.taken_at, "id": row.id},
        )
    )


@door.get("/standing", may=Permission.CASE_READ)
def read_test_standing(ctx: Context, client_id: Id) -> TestStandingOut:
    """Tell the last result, the next planned test, what was missed, and the unplanned ones."""
    return TestStandingOut.model_validate(planned_tests.standing(ctx, client_id))


@door.post("/{test_id}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_test(ctx: Context, client_id: Id, test_id: Id, version: int, void: VoidIn) -> TestOut:
    """Mark a test entered by mistake: it stays on file and counts no more."""
    return _out(ctx, body_tests.void(ctx, client_id, test_id, version, void.reason))


@plans.post("", may=Permission.SERVICE_WRITE, status_code=201)
def record_test_plan(ctx: Context, client_id: Id, plan: TestPlanIn) -> TestPlanOut:
    """Set a plan of tests under a case, where the law lets people in it be tested by plan."""
    return _plan_out(planned_tests.record(ctx, client_id, planned_tests.Entry(**plan.model_dump())))


@plans.get("", may=Permission.CASE_READ)
def list_test_plans(
    ctx: Context, client_id: Id, page: Annotated[PageFilter, Query()]
) -> Page[TestPlanOut]:
    """List a client's plans of tests, newest first."""
    cursor = Cursor.read(page)
    on, key = cursor.day("on"), cursor.id("id")
    after = None if on is None or key is None else (on, key)
    rows = planned_tests.page(ctx, client_id, after=after, limit=page.limit + 1)
    return Page[TestPlanOut](
        **page_of(rows, page, _plan_out, lambda row: {"on": row.from_on, "id": row.id})
    )


@plans.post("/{test_plan_id}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_test_plan(
    ctx: Context, client_id: Id, test_plan_id: Id, version: int, void: VoidIn
) -> TestPlanOut:
    """Mark a plan set by mistake; refused while a test that counts was taken by it."""
    return _plan_out(planned_tests.void(ctx, client_id, test_plan_id, version, void.reason))


def _out(ctx: Context, test: BodyTest) -> TestOut:
    form = tests_law.form_on(ctx, vn_day(test.taken_at))
    return TestOut.model_validate(test).model_copy(update={"form": form})


def _plan_out(plan: TestPlan) -> TestPlanOut:
    due = [span.due for span in planned_tests.spans(plan)]
    return TestPlanOut.model_validate(plan).model_copy(update={"due_on": due})

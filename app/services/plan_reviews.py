"""Reviews of a plan, and when the next is due; a review entered by mistake is voided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.law.days.calendar import DAY
from app.law.reading import practice_plans
from app.models.plan import Plan, PlanReview
from app.problems import Invalid, NotFound
from app.services import entered, plans


@dataclass(frozen=True, slots=True)
class Entry:
    """A review as it is told to us."""

    held_on: date
    findings: str
    changes: str | None = None
    next_review_on: date | None = None
    held_by: str | None = None
    unit: str | None = None
    id: UUID | None = None


def record(ctx: Context, case_id: UUID, plan_id: UUID, entry: Entry) -> PlanReview:
    """Put a review of a plan on file; it may be entered later than it was held, never before."""
    plan = plans.get(ctx, case_id, plan_id)
    _, client = plans.locked_case(ctx, case_id)
    ctx.session.refresh(plan)
    plans.refuse_over(plan)
    plans.refuse_future(ctx, entry.held_on, "/held_on")
    if entry.held_on < plan.written_on:
        raise Invalid.at("/held_on", vi="trước ngày lập kế hoạch", en="is before the plan")
    if entry.next_review_on is not None and entry.next_review_on <= entry.held_on:
        raise Invalid.at(
            "/next_review_on", vi="phải sau lần đánh giá này", en="must be after this review"
        )
    place = entered.place(ctx, entry.unit or plans.own_unit(ctx, client.unit))
    row = PlanReview(
        id=entry.id or new_id(),
        client_id=plan.client_id,
        plan_id=plan.id,
        held_on=entry.held_on,
        findings=entry.findings,
        changes=entry.changes,
        next_review_on=entry.next_review_on,
        held_by=entry.held_by,
        unit=place.code,
        province=place.province,
        provenance="recorded",
        late_entry=entry.held_on < ctx.today,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )
    ctx.session.add(row)
    ctx.session.flush()
    ctx.trail.note(object_type="plan_review", object_id=row.id)
    return row


def void(
    ctx: Context, case_id: UUID, plan_id: UUID, review_id: UUID, version: int, reason: str
) -> PlanReview:
    """Mark a review entered by mistake: it stays on file and counts no more."""
    plan = plans.get(ctx, case_id, plan_id)
    known = sa.select(PlanReview.id).where(
        PlanReview.id == review_id, PlanReview.plan_id == plan.id
    )
    if ctx.session.scalar(known) is None:
        raise NotFound
    row = entered.void(ctx, PlanReview, plan.client_id, review_id, version, reason)
    ctx.trail.note(object_type="plan_review", object_id=row.id, detail={"voided": True})
    return row


def of_plan(ctx: Context, plan: Plan) -> Sequence[PlanReview]:
    """Return the reviews of a plan, newest first, voided ones too."""
    statement = sa.select(PlanReview).where(PlanReview.plan_id == plan.id)
    order = (PlanReview.held_on.desc(), PlanReview.id.desc())
    return ctx.session.scalars(statement.order_by(*order)).all()


def due_on(plan: Plan, reviews: Sequence[PlanReview]) -> date | None:
    """When a plan in force is to be looked at again; None when it is not in force.

    The day agreed at the last review, else at the writing; where none was agreed, practice says
    after how many days.
    """
    if plan.status != plans.ACTIVE or plan.voided_at is not None:
        return None
    last = next((one for one in reviews if one.voided_at is None), None)
    agreed = plan.next_review_on if last is None else last.next_review_on
    since = plan.written_on if last is None else last.held_on
    return agreed or since + practice_plans.plans().review_interval_days * DAY


def of_plans(ctx: Context, found: Sequence[Plan]) -> dict[UUID, list[PlanReview]]:
    """Return the reviews of some plans, newest first, by plan."""
    by_plan: dict[UUID, list[PlanReview]] = {plan.id: [] for plan in found}
    statement = sa.select(PlanReview).where(PlanReview.plan_id.in_(by_plan))
    for one in ctx.session.scalars(
        statement.order_by(PlanReview.held_on.desc(), PlanReview.id.desc())
    ):
        by_plan[one.plan_id].append(one)
    return by_plan

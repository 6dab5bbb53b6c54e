"""Plans and their reviews in the life of a file."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.plan import Plan, PlanReview
from app.services.events.shape import MOST, Event, morning


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return the plans that count, and the reviews of them."""
    return [*_written(ctx, client_id), *_reviewed(ctx, client_id)]


def _written(ctx: Context, client_id: UUID) -> list[Event]:
    statement = (
        sa.select(Plan, morning(Plan.written_on))
        .where(Plan.client_id == client_id, Plan.voided_at.is_(None))
        .order_by(Plan.written_on.desc())
        .limit(MOST)
    )
    return [
        {
            "at": at,
            "kind": "plan",
            "title": "written",
            "case_id": plan.case_id,
            "ref": plan.status,
            "unit": plan.unit,
        }
        for plan, at in ctx.session.execute(statement)
    ]


def _reviewed(ctx: Context, client_id: UUID) -> list[Event]:
    statement = (
        sa.select(PlanReview, Plan.case_id, morning(PlanReview.held_on))
        .join(Plan, Plan.id == PlanReview.plan_id)
        .where(
            PlanReview.client_id == client_id,
            PlanReview.voided_at.is_(None),
            Plan.voided_at.is_(None),
        )
        .order_by(PlanReview.held_on.desc())
        .limit(MOST)
    )
    return [
        {
            "at": at,
            "kind": "plan",
            "title": "reviewed",
            "case_id": case_id,
            "unit": review.unit,
        }
        for review, case_id, at in ctx.session.execute(statement)
    ]

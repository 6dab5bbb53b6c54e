"""Individual plans that are to be looked at again, as `plan_reviews.due_on` says.

Practice (`book/practice/plans.toml`) unless a day was agreed. None once the case is closed.
"""

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.law.reading import practice_plans
from app.law.shape.model import Title
from app.models.case import LegalCase
from app.models.plan import Plan, PlanReview
from app.services.chores.shape import Chore, Kind, Row, Rows, Telling, evening, morning
from app.services.chores.whose import has_people, owed_at
from app.services.plans import ACTIVE

_REVIEW = Title("Đánh giá lại kế hoạch cai nghiện", "Review the individual plan")


def select(unit_kind: str) -> Rows | None:
    """Select the plans in force of open cases with the day of their next review."""
    if not has_people(unit_kind):
        return None
    last = (
        sa.select(PlanReview.plan_id, PlanReview.held_on, PlanReview.next_review_on)
        .where(PlanReview.voided_at.is_(None))
        .where(PlanReview.plan_id == Plan.id)
        .order_by(PlanReview.held_on.desc(), PlanReview.id.desc())
        .limit(1)
        .lateral("last")
    )
    since = sa.func.coalesce(last.c.held_on, Plan.written_on)
    agreed = sa.case((last.c.plan_id.is_(None), Plan.next_review_on), else_=last.c.next_review_on)
    due_on = sa.func.coalesce(agreed, since + practice_plans.plans().review_interval_days)
    return (
        Row(
            id=Plan.id,
            client_id=Plan.client_id,
            case_id=Plan.case_id,
            unit=Plan.unit,
            since=morning(since),
            due_at=evening(due_on),
        )
        .of("review_due")
        .select_from(Plan)
        .join(LegalCase, LegalCase.id == Plan.case_id)
        .outerjoin(last, sa.true())
        .where(Plan.status == ACTIVE, Plan.voided_at.is_(None), LegalCase.closed_at.is_(None))
        .where(owed_at(unit_kind, Plan.client_id, Plan.unit))
    )


def tell(_ctx: Context, _chore: Chore) -> Telling:
    """A review of a plan has one name."""
    return Telling(_REVIEW)


KIND = Kind("review_due", Part.LEGAL, select, tell)

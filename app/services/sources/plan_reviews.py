"""Reviews of plans that fell due in the period, and those held in time (*đánh giá định kỳ*).

A plan in force, and every review of it, says when the next is due; where none was agreed, practice
says after how many days (`book/practice/plans.toml`). Left out, and shown: what is not due yet,
and what fell due after the plan or its case had ended.
"""

import sqlalchemy as sa

from app.law.reading import practice_plans
from app.models.case import LegalCase
from app.models.plan import Plan, PlanReview
from app.services import known
from app.services.question import Question
from app.services.sources.days import vn
from app.services.sources.moments import stands, today


def rows(question: Question) -> sa.Subquery:
    """Select one row a review that fell due."""
    due = _judged(question).c
    held = due.held
    ended = ~held & sa.func.coalesce(due.ended_on < due.on, sa.false())
    early = ~held & ~ended & (due.on > today(question))
    return sa.select(
        due.id,
        due.client_id,
        due.on.label("day"),
        due.from_on.label("since"),
        held.label("reached"),
        (ended | early).label("excluded"),
        sa.case((ended, "ended_before"), (early, "not_due_yet")).label("left_out"),
        due.soft,
        sa.case((~held, "plan_review")).label("missing"),
        due.unit.label("owing"),
    ).subquery("reviews")


def _judged(question: Question) -> sa.Subquery:
    """Select what fell due in the period, and whether it was held in time.

    The offset keeps the planner from looking once for every column that asks.
    """
    due = _due(question)
    held = _held(question, due.c.plan_id, due.c.from_on, due.c.on)
    return (
        sa.select(*due.c, held.label("held"))
        .select_from(due)
        .where(due.c.on.between(question.since, question.until))
        .offset(0)
        .subquery("judged")
    )


def _due(question: Question) -> sa.Subquery:
    """Select what says when a review is due: the plans in force once, and their reviews."""
    interval = practice_plans.plans().review_interval_days
    plan_table, case = known.table(question, Plan), known.table(question, LegalCase)
    review_table = known.table(question, PlanReview)
    plan, review = plan_table.c, review_table.c
    base = sa.join(plan_table, case, case.c.id == plan.case_id)
    ended = sa.func.least(plan.ended_on, vn(case.c.closed_at)).label("ended_on")
    in_force = [plan.status != "draft", stands(question, plan)]
    first = sa.select(
        plan.id, plan.id.label("plan_id"), plan.client_id, plan.unit,
        plan.written_on.label("from_on"),
        sa.func.coalesce(plan.next_review_on, plan.written_on + interval).label("on"),
        ended, plan.late_entry.label("soft"),
    ).select_from(base).where(*in_force)  # fmt: skip
    others = (
        sa.select(
            review.id, review.plan_id, review.client_id, plan.unit,
            review.held_on.label("from_on"),
            sa.func.coalesce(review.next_review_on, review.held_on + interval).label("on"),
            ended, review.late_entry.label("soft"),
        )
        .select_from(sa.join(base, review_table, review.plan_id == plan.id))
        .where(*in_force, stands(question, review))
    )  # fmt: skip
    return sa.union_all(first, others).subquery("due")


def _held(
    question: Question,
    plan: sa.ColumnElement[object],
    since: sa.ColumnElement[object],
    until: sa.ColumnElement[object],
) -> sa.ColumnElement[bool]:
    """Tell whether a review was held after the day that asked for it, and in time."""
    review = known.table(question, PlanReview).c
    return sa.exists().where(
        review.plan_id == plan,
        review.held_on > since,
        review.held_on <= until,
        stands(question, review),
    )

"""Plans as the API shows them: with the next review, and goals as far as they may be seen."""

from collections.abc import Sequence

from app.context import Context
from app.law.reading import practice_plans
from app.models.plan import Plan, PlanReview
from app.schemas.plans import PlanDetailOut, PlanOut
from app.services import plan_goals, plan_reviews


def plan_out(ctx: Context, plan: Plan, reviews: Sequence[PlanReview]) -> PlanOut:
    """Return a plan as a list shows it."""
    return PlanOut.model_validate(_told(ctx, plan, reviews))


def plan_detail_out(ctx: Context, plan: Plan) -> PlanDetailOut:
    """Return a plan with its goals and reviews."""
    reviews = plan_reviews.of_plan(ctx, plan)
    return PlanDetailOut.model_validate(
        {
            **_told(ctx, plan, reviews),
            "goals": plan_goals.of_plan(ctx, plan),
            "reviews": reviews,
            "review_interval_days": practice_plans.plans().review_interval_days,
            "unverified": practice_plans.plans().unverified,
        }
    )


def plans_out(ctx: Context, found: Sequence[Plan]) -> list[PlanOut]:
    """Return plans as a list shows them."""
    reviews = plan_reviews.of_plans(ctx, found)
    return [plan_out(ctx, plan, reviews[plan.id]) for plan in found]


def _told(ctx: Context, plan: Plan, reviews: Sequence[PlanReview]) -> dict[str, object]:
    due = plan_reviews.due_on(plan, reviews)
    names = set(PlanOut.model_fields) - {"review_due_on", "review_overdue"}
    return {
        **{name: getattr(plan, name) for name in names},
        "review_due_on": due,
        "review_overdue": due is not None and due < ctx.today,
    }

"""Routes of the individual plans of a case, their goals and reviews."""

from app.access import Permission
from app.api.door import Door
from app.context import Context
from app.schemas.base import Id
from app.schemas.plans import (
    ActivateIn,
    EndIn,
    GoalIn,
    GoalOut,
    GoalStandingIn,
    InterventionIn,
    InterventionStandingIn,
    PlanDetailOut,
    PlanIn,
    PlanListOut,
    ReviewIn,
    ReviewOut,
)
from app.schemas.services import VoidIn
from app.services import plan_goals, plan_reviews, plans
from app.services.plan_goals import Goal, Intervention, Standing
from app.services.shown_plans import plan_detail_out, plans_out

door = Door(prefix="/v1/cases/{case_id}/plans", tags=["plans"])


@door.post("", may=Permission.SERVICE_WRITE, status_code=201)
def write_plan(ctx: Context, case_id: Id, plan: PlanIn) -> PlanDetailOut:
    """Write a plan with its goals; in force, it ends the plan before it."""
    made = plans.write(ctx, case_id, plans.Entry(**plan.model_dump(exclude={"goals"})))
    plan_goals.put(ctx, made, [_goal(goal) for goal in plan.goals], "/goals")
    return plan_detail_out(ctx, made)


@door.get("", may=Permission.CASE_READ)
def list_plans_of_case(ctx: Context, case_id: Id) -> PlanListOut:
    """List the plans of a case, newest first, each with the day of its next review."""
    return PlanListOut(items=plans_out(ctx, plans.of_case(ctx, case_id)))


@door.get("/{plan_id}", may=Permission.CASE_READ)
def read_plan(ctx: Context, case_id: Id, plan_id: Id) -> PlanDetailOut:
    """Read a plan with goals, interventions and reviews; health only with the clinical part."""
    return plan_detail_out(ctx, plans.get(ctx, case_id, plan_id))


@door.post("/{plan_id}/activate", may=Permission.SERVICE_WRITE, versioned=True)
def activate_plan(
    ctx: Context, case_id: Id, plan_id: Id, version: int, said: ActivateIn
) -> PlanDetailOut:
    """Put a draft in force; it ends the plan before it."""
    made = plans.activate(ctx, case_id, plan_id, version, agreed_on=said.agreed_on)
    return plan_detail_out(ctx, made)


@door.post("/{plan_id}/end", may=Permission.SERVICE_WRITE, versioned=True)
def end_plan(ctx: Context, case_id: Id, plan_id: Id, version: int, said: EndIn) -> PlanDetailOut:
    """End a plan without another in its place."""
    made = plans.end(ctx, case_id, plan_id, version, ended_on=said.ended_on, reason=said.reason)
    return plan_detail_out(ctx, made)


@door.post("/{plan_id}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_plan(ctx: Context, case_id: Id, plan_id: Id, version: int, void: VoidIn) -> PlanDetailOut:
    """Mark a plan entered by mistake: it stays on file and counts no more."""
    return plan_detail_out(ctx, plans.void(ctx, case_id, plan_id, version, void.reason))


@door.post("/{plan_id}/goals", may=Permission.SERVICE_WRITE, status_code=201)
def add_goal(ctx: Context, case_id: Id, plan_id: Id, goal: GoalIn) -> GoalOut:
    """Put a goal into a plan."""
    made = plan_goals.add(ctx, case_id, plan_id, _goal(goal))
    return GoalOut.model_validate(plan_goals.shown(ctx, made))


@door.post("/{plan_id}/goals/{goal_id}/standing", may=Permission.SERVICE_WRITE, versioned=True)
def tell_goal(
    ctx: Context, case_id: Id, plan_id: Id, goal_id: Id, version: int, standing: GoalStandingIn
) -> GoalOut:
    """Tell how a goal stands from a day on; what was told before stays."""
    told = Standing(**standing.model_dump())
    made = plan_goals.goal_stands(ctx, case_id, plan_id, goal_id, version, told)
    return GoalOut.model_validate(plan_goals.shown(ctx, made))


@door.post(
    "/{plan_id}/goals/{goal_id}/interventions", may=Permission.SERVICE_WRITE, status_code=201
)
def add_intervention(
    ctx: Context, case_id: Id, plan_id: Id, goal_id: Id, intervention: InterventionIn
) -> GoalOut:
    """Put something to be done under a goal."""
    one = Intervention(**intervention.model_dump())
    made = plan_goals.add_intervention(ctx, case_id, plan_id, goal_id, one)
    return GoalOut.model_validate(plan_goals.shown(ctx, made))


@door.post(
    "/{plan_id}/goals/{goal_id}/interventions/{intervention_id}/standing",
    may=Permission.SERVICE_WRITE,
    versioned=True,
)
def tell_intervention(
    ctx: Context,
    case_id: Id,
    plan_id: Id,
    goal_id: Id,
    intervention_id: Id,
    version: int,
    standing: InterventionStandingIn,
) -> GoalOut:
    """Tell how an intervention stands from a day on; what was told before stays."""
    told = Standing(**standing.model_dump())
    made = plan_goals.intervention_stands(
        ctx, case_id, plan_id, goal_id, intervention_id, version, told
    )
    return GoalOut.model_validate(plan_goals.shown(ctx, made))


@door.post("/{plan_id}/reviews", may=Permission.SERVICE_WRITE, status_code=201)
def review_plan(ctx: Context, case_id: Id, plan_id: Id, review: ReviewIn) -> ReviewOut:
    """Put a review on file; the day of the next one is counted from it."""
    entry = plan_reviews.Entry(**review.model_dump())
    return ReviewOut.model_validate(plan_reviews.record(ctx, case_id, plan_id, entry))


@door.post("/{plan_id}/reviews/{plan_review_id}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_plan_review(
    ctx: Context, case_id: Id, plan_id: Id, plan_review_id: Id, version: int, void: VoidIn
) -> ReviewOut:
    """Mark a review entered by mistake: it stays on file and counts no more."""
    made = plan_reviews.void(ctx, case_id, plan_id, plan_review_id, version, void.reason)
    return ReviewOut.model_validate(made)


def _goal(goal: GoalIn) -> Goal:
    under = tuple(Intervention(**one.model_dump()) for one in goal.interventions)
    return Goal(**goal.model_dump(exclude={"interventions"}), interventions=under)

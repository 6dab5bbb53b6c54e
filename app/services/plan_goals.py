"""Goals of a plan, what is done for them, and how they stand; a later entry corrects an earlier."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.ids import new_id
from app.models.plan import Plan, PlanGoal, PlanIntervention, PlanProgress
from app.problems import Invalid, NotFound, NotPermitted, StaleVersion
from app.services import plans

HEALTH = "health"
# What is given up, wholly or in part, is given up for a reason.
_GIVEN_UP = frozenset({"partly", "dropped", "stopped"})


@dataclass(frozen=True, slots=True)
class Intervention:
    """Something to be done, as it is told to us."""

    what: str
    phase: str | None = None
    who: str | None = None
    frequency: str | None = None
    from_on: date | None = None
    until_on: date | None = None
    status: str = "planned"
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as it is told to us, with what is done for it."""

    domain: str
    goal: str
    target_on: date | None = None
    interventions: Sequence[Intervention] = ()
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a goal or an intervention stands from a day on."""

    status: str
    on: date
    reason: str | None = None


def add(ctx: Context, case_id: UUID, plan_id: UUID, goal: Goal) -> PlanGoal:
    """Put a goal into a plan that is not over."""
    return put(ctx, _plan(ctx, case_id, plan_id), [goal])[0]


def put(ctx: Context, plan: Plan, goals: Sequence[Goal], pointer: str = "") -> list[PlanGoal]:
    """Write goals of a plan; those of health are written by who reads the clinical part."""
    if any(goal.domain == HEALTH for goal in goals) and not ctx.sees(Part.CLINICAL):
        raise NotPermitted
    made = []
    for number, goal in enumerate(goals):
        place = f"{pointer}/{number}" if pointer else ""
        if goal.target_on is not None and goal.target_on < plan.written_on:
            raise Invalid.at(
                f"{place}/target_on", vi="trước ngày lập kế hoạch", en="is before the plan"
            )
        row = PlanGoal(
            id=goal.id or new_id(),
            client_id=plan.client_id,
            plan_id=plan.id,
            domain=goal.domain,
            goal=goal.goal,
            target_on=goal.target_on,
            status="open",
            recorded_by=ctx.actor.id,
            recorded_at=ctx.now,
            version=1,
        )
        ctx.session.add(row)
        ctx.session.flush()
        for order, one in enumerate(goal.interventions):
            _put_intervention(ctx, row, one, f"{place}/interventions/{order}")
        made.append(row)
    ctx.trail.note(object_type="plan", object_id=plan.id, detail={"goals": len(made)})
    return made


def add_intervention(
    ctx: Context, case_id: UUID, plan_id: UUID, goal_id: UUID, one: Intervention
) -> PlanGoal:
    """Put something to be done under a goal; return the goal."""
    plan = _plan(ctx, case_id, plan_id)
    goal = _goal(ctx, plan, goal_id)
    row = _put_intervention(ctx, goal, one, "")
    ctx.trail.note(object_type="plan_intervention", object_id=row.id)
    return goal


def goal_stands(
    ctx: Context, case_id: UUID, plan_id: UUID, goal_id: UUID, version: int, standing: Standing
) -> PlanGoal:
    """Tell how a goal stands from a day on; what was told before stays."""
    plan = _plan(ctx, case_id, plan_id)
    goal = _goal(ctx, plan, goal_id)
    _stand(ctx, plan, goal, version, standing)
    ctx.trail.note(object_type="plan_goal", object_id=goal.id, detail={"status": goal.status})
    return goal


def intervention_stands(
    ctx: Context,
    case_id: UUID,
    plan_id: UUID,
    goal_id: UUID,
    intervention_id: UUID,
    version: int,
    standing: Standing,
) -> PlanGoal:
    """Tell how an intervention stands from a day on; return its goal."""
    plan = _plan(ctx, case_id, plan_id)
    goal = _goal(ctx, plan, goal_id)
    statement = sa.select(PlanIntervention).where(
        PlanIntervention.id == intervention_id, PlanIntervention.goal_id == goal.id
    )
    row = ctx.session.scalar(statement)
    if row is None:
        raise NotFound
    _stand(ctx, plan, row, version, standing)
    detail = {"status": row.status}
    ctx.trail.note(object_type="plan_intervention", object_id=row.id, detail=detail)
    return goal


def of_plan(ctx: Context, plan: Plan) -> list[dict[str, object]]:
    """Return the goals of a plan that the caller may see, with interventions and progress."""
    statement = sa.select(PlanGoal).where(PlanGoal.plan_id == plan.id)
    if not ctx.sees(Part.CLINICAL):
        statement = statement.where(PlanGoal.domain != HEALTH)
    goals = ctx.session.scalars(statement.order_by(PlanGoal.seq)).all()
    return _shown(ctx, goals)


def shown(ctx: Context, goal: PlanGoal) -> dict[str, object]:
    """Return a goal with what is done for it and how all of it stood."""
    return _shown(ctx, [goal])[0]


def _shown(ctx: Context, goals: Sequence[PlanGoal]) -> list[dict[str, object]]:
    ids = [goal.id for goal in goals]
    asked = sa.select(PlanIntervention).where(PlanIntervention.goal_id.in_(ids))
    under = ctx.session.scalars(asked.order_by(PlanIntervention.seq)).all()
    told = sa.select(PlanProgress).where(
        PlanProgress.goal_id.in_(ids) | PlanProgress.intervention_id.in_([one.id for one in under])
    )
    progress: dict[UUID | None, list[PlanProgress]] = defaultdict(list)
    for one in ctx.session.scalars(told.order_by(PlanProgress.seq)):
        progress[one.goal_id or one.intervention_id].append(one)
    done: dict[UUID, list[dict[str, object]]] = defaultdict(list)
    for what in under:
        done[what.goal_id].append({**_columns(what), "progress": progress[what.id]})
    return [
        {**_columns(goal), "progress": progress[goal.id], "interventions": done[goal.id]}
        for goal in goals
    ]


def _columns(row: PlanGoal | PlanIntervention) -> dict[str, object]:
    return {name: getattr(row, name) for name in type(row).__table__.columns.keys()}  # noqa: SIM118


def _plan(ctx: Context, case_id: UUID, plan_id: UUID) -> Plan:
    plan = plans.get(ctx, case_id, plan_id)
    plans.locked_case(ctx, case_id)
    ctx.session.refresh(plan)
    plans.refuse_over(plan)
    return plan


def _goal(ctx: Context, plan: Plan, goal_id: UUID) -> PlanGoal:
    """Return a goal of a plan; one of health only to who reads the clinical part."""
    statement = sa.select(PlanGoal).where(PlanGoal.id == goal_id, PlanGoal.plan_id == plan.id)
    goal = ctx.session.scalar(statement)
    if goal is None or (goal.domain == HEALTH and not ctx.sees(Part.CLINICAL)):
        raise NotFound
    return goal


def _put_intervention(
    ctx: Context, goal: PlanGoal, one: Intervention, pointer: str
) -> PlanIntervention:
    if one.from_on is not None and one.until_on is not None and one.until_on < one.from_on:
        raise Invalid.at(f"{pointer}/until_on", vi="trước ngày bắt đầu", en="is before it begins")
    row = PlanIntervention(
        id=one.id or new_id(),
        client_id=goal.client_id,
        goal_id=goal.id,
        what=one.what,
        phase=one.phase,
        who=one.who,
        frequency=one.frequency,
        from_on=one.from_on,
        until_on=one.until_on,
        status=one.status,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )
    ctx.session.add(row)
    ctx.session.flush()
    return row


def _stand(
    ctx: Context, plan: Plan, row: PlanGoal | PlanIntervention, version: int, said: Standing
) -> None:
    """Write how something stands; the file is locked, so two tellings take turns."""
    if row.version != version:
        raise StaleVersion(extra={"current_version": row.version})
    plans.refuse_future(ctx, said.on, "/on")
    if said.on < plan.written_on:
        raise Invalid.at("/on", vi="trước ngày lập kế hoạch", en="is before the plan")
    if said.status in _GIVEN_UP and said.reason is None:
        raise Invalid.at("/reason", vi="phải có lý do", en="a reason is needed")
    named = "goal_id" if isinstance(row, PlanGoal) else "intervention_id"
    ctx.session.add(
        PlanProgress(
            id=new_id(),
            client_id=row.client_id,
            **{named: row.id},
            status=said.status,
            happened_on=said.on,
            reason=said.reason,
            recorded_by=ctx.actor.id,
            recorded_at=ctx.now,
        )
    )
    row.status = said.status
    row.version += 1
    ctx.session.flush()

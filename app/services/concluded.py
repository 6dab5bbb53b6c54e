"""What a step that concludes leaves on file: the result, what it rests on, when it was told."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.law.guards.evidence import Qualified
from app.law.shape.fields import StepBody
from app.models.base import Json
from app.models.case import Determination, LegalCase, Step
from app.problems import StateConflict, Text
from app.services import bodies, staff
from app.times import vn_day

_USED = Text("Lần đánh giá này đã có kết luận", "A conclusion rests on this finding already")


def keep(
    ctx: Context, client_id: UUID, case: LegalCase, step: Step, body: StepBody
) -> Determination | None:
    """Keep the result a step tells; of a step that tells none, the moment it was delivered.

    The credentials are kept as they counted that day: a paper once issued does not change.
    """
    result = bodies.text(body, "result")
    if result is None:
        _notified(ctx, case, step)
        return None
    told, met = bodies.value(body, "concluded_on"), bodies.value(body, "criteria_met")
    day = told if isinstance(told, date) else vn_day(body.occurred_at)
    screening, assessor = _key(body, "screening_id"), _key(body, "assessor_id")
    if screening is not None:
        _refuse_used(ctx, screening)
    row = Determination(
        id=new_id(),
        client_id=client_id,
        case_id=case.id,
        step_id=step.id,
        result=result,
        concluded_on=day,
        facility=bodies.text(body, "facility_name"),
        assessor=bodies.text(body, "assessor"),
        criteria_met=met if isinstance(met, int) else None,
        screening_id=screening,
        assessor_id=assessor,
        qualified_by=[] if assessor is None else _qualified_by(ctx, case, step, assessor, day),
        version=1,
    )
    ctx.session.add(row)
    return row


def resting_on(ctx: Context, screening_id: UUID) -> UUID | None:
    """Return the determination that rests on a screening, if one does."""
    statement = sa.select(Determination.id).where(Determination.screening_id == screening_id)
    return ctx.session.scalar(statement)


def _refuse_used(ctx: Context, screening_id: UUID) -> None:
    if resting_on(ctx, screening_id) is not None:
        raise StateConflict(_USED)


def _key(body: StepBody, field: str) -> UUID | None:
    found = bodies.text(body, field)
    return None if found is None else UUID(found)


def _qualified_by(
    ctx: Context, case: LegalCase, step: Step, assessor: UUID, day: date
) -> list[Json]:
    """Return the licence and certificates the law of the step asked about, in force that day."""
    rule = ctx.lawbook.procedure(case.procedure, step.edition).steps[step.name]
    asked = [guard.params for guard in rule.when if isinstance(guard.params, Qualified)]
    kinds = {kind for one in asked for kind in (one.licence, *one.certificates)}
    return [
        {
            "source": one.source,
            "id": str(one.id),
            "kind": one.kind,
            "number": one.number,
            "scope": one.scope,
            "since": one.since.isoformat(),
            "valid_until": None if one.valid_until is None else one.valid_until.isoformat(),
        }
        for one in staff.credentials_on(ctx, staff=assessor, on=day)
        if one.kind in kinds
    ]


def _notified(ctx: Context, case: LegalCase, step: Step) -> None:
    statement = sa.select(Determination).where(
        Determination.case_id == case.id, Determination.notified_at.is_(None)
    )
    for determination in ctx.session.scalars(statement):
        determination.notified_at = step.occurred_at
        determination.version += 1

"""Legal acts in the life of a file."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.case import LegalCase, Step
from app.services.events.shape import MOST, Event


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return the steps of every case."""
    statement = (
        sa.select(Step, LegalCase.procedure)
        .join(LegalCase, LegalCase.id == Step.case_id)
        .where(Step.client_id == client_id)
        .order_by(Step.occurred_at.desc())
        .limit(MOST)
    )
    found = []
    for step, procedure in ctx.session.execute(statement):
        rules = ctx.lawbook.procedures.get((procedure, step.edition))
        rule = rules.steps.get(step.name) if rules else None
        found.append(
            {
                "at": step.occurred_at,
                "kind": "step",
                "title": rule.title.vi if rule else step.name,
                "case_id": step.case_id,
                "procedure": procedure,
                "ref": step.ref,
                "unit": step.recorded_unit,
            }
        )
    return found

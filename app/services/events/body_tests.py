"""Body tests in the life of a file, as far as the caller reads their parts."""

from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.models.body_test import BodyTest
from app.services import tests_law
from app.services.events.shape import MOST, Event


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return the tests that count; whoever sees the step of one is not told of it twice."""
    statement = (
        sa.select(BodyTest)
        .where(
            BodyTest.client_id == client_id,
            BodyTest.voided_at.is_(None),
            BodyTest.reason.in_(tests_law.reasons_seen(ctx)),
        )
        .order_by(BodyTest.taken_at.desc())
        .limit(MOST)
    )
    if ctx.sees(Part.LEGAL):
        statement = statement.where(BodyTest.step_id.is_(None))
    return [
        {
            "at": test.taken_at,
            "kind": "body_test",
            "title": test.reason,
            "case_id": test.case_id,
            "ref": test.result,
            "unit": test.unit,
        }
        for test in ctx.session.scalars(statement)
    ]

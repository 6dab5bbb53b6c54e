"""A determination of addiction entered in one request: the steps of its case, one after another.

Each step is judged by the law of its own moment, as if it had been sent by itself.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.case import Determination, LegalCase
from app.problems import NotPermitted
from app.services import cases, clients

PROCEDURE = "determination"


def record(
    ctx: Context, client_id: UUID, steps: Sequence[Mapping[str, object]]
) -> tuple[LegalCase, Determination | None]:
    """Open the case with its first step and take the others; all of them or none."""
    first, *others = steps
    case = cases.open_case(ctx, client_id, PROCEDURE, first)
    for step in others:
        case = cases.take_step(ctx, case.id, case.version, step)
    statement = sa.select(Determination).where(Determination.case_id == case.id)
    return case, ctx.session.scalar(statement)


def of_client(ctx: Context, client_id: UUID) -> Sequence[Determination]:
    """Return a client's determinations, newest first; the result is part of the legal file."""
    client = clients.get(ctx, client_id)
    if not ctx.actor.parts:
        raise NotPermitted
    statement = (
        sa.select(Determination)
        .where(Determination.client_id == client.id)
        .order_by(Determination.concluded_on.desc(), Determination.id)
    )
    return ctx.session.scalars(statement).all()

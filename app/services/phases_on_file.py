"""The rows of phases of a case, and as the law looks at them."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.law.engine.phase_acts import PhaseFact
from app.models.phase import PhaseRow

_ROWS = (
    sa.select(PhaseRow)
    .where(PhaseRow.case_id == sa.bindparam("case"))
    .order_by(PhaseRow.phase, PhaseRow.started_on, PhaseRow.id)
)


def rows(ctx: Context, case_id: UUID) -> Sequence[PhaseRow]:
    """Return the phases on file of a case in their order, voided ones too."""
    return ctx.session.scalars(_ROWS, {"case": case_id}).all()


def counting(ctx: Context, case_id: UUID) -> list[PhaseRow]:
    """Return those that count."""
    return [row for row in rows(ctx, case_id) if row.voided_at is None]


def facts(found: Sequence[PhaseRow]) -> list[PhaseFact]:
    """Return rows as the law looks at them."""
    return [PhaseFact(row.phase, row.started_on, row.ended_on, row.outcome) for row in found]

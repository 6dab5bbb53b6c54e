"""The reports in a caller's reach: the list, one of them, and what becomes of it.

Submitted by its own unit; approved or returned by the unit above, the nation's by a second person
there. Whoever made or submitted a report never decides on it; the database keeps all three.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.report import Report
from app.models.unit import Unit
from app.problems import NotFound, NotPermitted, StaleVersion, StateConflict

FROZEN, SUBMITTED, APPROVED, RETURNED = "frozen", "submitted", "approved", "returned"


def page(
    ctx: Context,
    *,
    unit: str | None = None,
    kind: str | None = None,
    state: str | None = None,
    after: tuple[datetime, UUID] | None = None,
    limit: int,
) -> Sequence[Report]:
    """Return reports of the reach, newest first; `unit` narrows to those of one unit."""
    statement = sa.select(Report)
    for column, wanted in ((Report.unit, unit), (Report.kind, kind), (Report.state, state)):
        if wanted is not None:
            statement = statement.where(column == wanted)
    if after is not None:
        statement = statement.where(sa.tuple_(Report.made_at, Report.id) < after)
    statement = statement.order_by(Report.made_at.desc(), Report.id.desc()).limit(limit)
    return ctx.session.scalars(statement).all()


def found(ctx: Context, report_id: UUID) -> Report:
    """Return a report the caller's reach shows. Raises NotFound."""
    row = ctx.session.scalar(sa.select(Report).where(Report.id == report_id))
    if row is None:
        raise NotFound
    return row


def submit(ctx: Context, report_id: UUID, version: int) -> Report:
    """Send a frozen report to the unit above."""
    row = _locked(ctx, report_id, version)
    if row.unit != ctx.actor.unit:
        raise NotPermitted
    if row.state != FROZEN:
        raise StateConflict
    row.state, row.submitted_by, row.submitted_at = SUBMITTED, ctx.actor.id, ctx.now
    return _saved(ctx, row)


def approve(ctx: Context, report_id: UUID, version: int) -> Report:
    """Approve a submitted report of a unit below, or of one's own at the nation."""
    row = _submitted(ctx, report_id, version)
    row.state, row.decided_by, row.decided_at = APPROVED, ctx.actor.id, ctx.now
    return _saved(ctx, row)


def send_back(ctx: Context, report_id: UUID, version: int, reason: str) -> Report:
    """Return a submitted report with the reason; a new one may then replace it."""
    row = _submitted(ctx, report_id, version)
    row.state, row.decided_by, row.decided_at = RETURNED, ctx.actor.id, ctx.now
    row.return_reason = reason
    return _saved(ctx, row)


def _submitted(ctx: Context, report_id: UUID, version: int) -> Report:
    row = _locked(ctx, report_id, version)
    if _above(ctx, row) != ctx.actor.unit or ctx.actor.id in {row.made_by, row.submitted_by}:
        raise NotPermitted
    if row.state != SUBMITTED:
        raise StateConflict
    return row


def _above(ctx: Context, row: Report) -> str | None:
    """Return the unit that decides on a report."""
    unit = ctx.session.get(Unit, row.unit)
    below = unit is not None and unit.kind in {"commune", "facility"}
    return row.province if below else "vn"


def _locked(ctx: Context, report_id: UUID, version: int) -> Report:
    statement = sa.select(Report).where(Report.id == report_id).with_for_update()
    row = ctx.session.scalar(statement)
    if row is None:
        raise NotFound
    if row.version != version:
        raise StaleVersion(extra={"current_version": row.version})
    return row


def _saved(ctx: Context, row: Report) -> Report:
    row.version += 1
    ctx.session.flush()
    ctx.trail.note(object_type="report", object_id=row.id, detail={"state": row.state})
    return row

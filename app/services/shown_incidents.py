"""Incidents as the contract shows them, with notices and the deadlines that carry the rest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.law.reading import centre_life
from app.models.centre import Incident, IncidentNotice
from app.models.deadline import Deadline
from app.schemas.base import TextOut
from app.schemas.incidents import IncidentClockOut, IncidentNoticeOut, IncidentOut
from app.services import clocks
from app.times import vn_day

Status = Literal["open", "overdue", "given", "given_late", "void"]
_COLUMNS = tuple(name for name in IncidentOut.model_fields if name not in {"notices", "clocks"})


def incidents_out(ctx: Context, incidents: Sequence[Incident]) -> list[IncidentOut]:
    """Show incidents; what belongs to them is read for all of them together."""
    keys = [one.id for one in incidents]
    statement = sa.select(IncidentNotice).where(IncidentNotice.incident_id.in_(keys))
    notices: dict[UUID, list[IncidentNotice]] = defaultdict(list)
    for notice in ctx.session.scalars(
        statement.order_by(IncidentNotice.due_at, IncidentNotice.duty)
    ):
        notices[notice.incident_id].append(notice)
    deadlines = _deadlines(ctx, incidents)
    return [
        IncidentOut(
            **{name: getattr(one, name) for name in _COLUMNS},
            notices=[notice_out(ctx, one, notice) for notice in notices[one.id]],
            clocks=[_clock_out(ctx, one, clock, deadlines) for clock in one.clocks],
        )
        for one in incidents
    ]


def notice_out(ctx: Context, incident: Incident, notice: IncidentNotice) -> IncidentNoticeOut:
    """Show a notice and how it stands at this moment."""
    status = _status(ctx.now, incident, notice)
    names = (name for name in IncidentNoticeOut.model_fields if name != "status")
    shown = {name: getattr(notice, name) for name in names}
    return IncidentNoticeOut.model_validate({**shown, "status": status})


def _status(now: datetime, incident: Incident, notice: IncidentNotice) -> Status:
    """How a notice stands: one given late says so for ever."""
    if notice.given_at is not None:
        late = notice.due_at is not None and notice.given_at > notice.due_at
        return "given_late" if late else "given"
    if incident.voided_at is not None:
        return "void"
    return "overdue" if notice.due_at is not None and notice.due_at < now else "open"


def _deadlines(
    ctx: Context, incidents: Sequence[Incident]
) -> Mapping[tuple[UUID, str], list[Deadline]]:
    found: dict[tuple[UUID, str], list[Deadline]] = defaultdict(list)
    named = {(one.client_id, clock) for one in incidents for clock in one.clocks}
    if not named:
        return found
    pair = sa.tuple_(Deadline.client_id, Deadline.clock)
    statement = sa.select(Deadline).where(pair.in_(named))
    for deadline in ctx.session.scalars(statement.order_by(Deadline.started_at, Deadline.id)):
        if deadline.client_id is not None:
            found[deadline.client_id, deadline.clock].append(deadline)
    return found


def _clock_out(
    ctx: Context,
    incident: Incident,
    clock: str,
    deadlines: Mapping[tuple[UUID, str], list[Deadline]],
) -> IncidentClockOut:
    """The first such deadline that began on the day of the incident or after it."""
    day = vn_day(incident.happened_at)
    carrying = next(
        (
            clocks.read(one, ctx.now)
            for one in deadlines.get((incident.client_id, clock), ())
            if vn_day(one.started_at) >= day and incident.case_id in {None, one.case_id}
        ),
        None,
    )
    title = next(duty.title for duty in centre_life.centre().duty if duty.clock == clock)
    return IncidentClockOut(
        clock=clock,
        title=TextOut(vi=title.vi, en=title.en),
        deadline_id=None if carrying is None else carrying.clock.id,
        due_at=None if carrying is None else carrying.clock.due_at,
        status=None if carrying is None else carrying.status,
    )

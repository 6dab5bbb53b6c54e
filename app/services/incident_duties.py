"""What duties to tell follow from an incident: carried by a deadline of a case, or a notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.context import Context
from app.ids import new_id
from app.law.days.clock import Due, due
from app.law.reading import centre_life
from app.law.reading.words import cite
from app.models.case import LegalCase
from app.models.centre import Incident, IncidentNotice
from app.services.cited import basis
from app.services.clocks import explained
from app.times import vn_day


@dataclass(frozen=True, slots=True)
class Notice:
    """A duty to tell, and when it is due; None where no text gives a time."""

    duty: centre_life.Duty
    due: Due | None
    unverified: bool


@dataclass(frozen=True, slots=True)
class Duties:
    """The clocks of cases that carry duties, and the duties that none carries."""

    clocks: frozenset[str]
    notices: tuple[Notice, ...]


def of(ctx: Context, kind: str, at: datetime, cases: Sequence[LegalCase]) -> Duties:
    """Return the duties of the edition of that day, by the cases the incident may be about."""
    day = vn_day(at)
    found = centre_life.in_force(centre_life.centre().duty, ctx.lawbook, day).values()
    clocks: set[str] = set()
    notices: list[Notice] = []
    for duty in (one for one in found if one.kind == kind):
        if duty.clock is not None and _carried(ctx, duty.clock, at, cases):
            clocks.add(duty.clock)
        else:
            notices.append(_notice(ctx, duty, at, cases))
    return Duties(frozenset(clocks), tuple(notices))


def row(incident: Incident, notice: Notice) -> IncidentNotice:
    """Write a duty down as it was on that day: a later book does not change it."""
    duty, when = notice.duty, notice.due
    law = cite(duty.law, duty.edition, unverified=notice.unverified)
    return IncidentNotice(
        id=new_id(),
        client_id=incident.client_id,
        incident_id=incident.id,
        duty=duty.code,
        recipient=duty.to,
        title={"vi": duty.title.vi, "en": duty.title.en},
        legal_basis=basis([law]),
        at_once=duty.at_once,
        span=duty.limit,
        span_unit=duty.unit,
        due_at=None if when is None else when.at,
        explanation={} if when is None else explained(when.steps),
        unverified=notice.unverified,
        version=1,
    )


def _notice(
    ctx: Context, duty: centre_life.Duty, at: datetime, cases: Sequence[LegalCase]
) -> Notice:
    """An article is sure only where it speaks; what is due at once has a time of practice."""
    spoken = any(case.procedure in duty.procedures for case in cases)
    unsure = duty.unverified or duty.law.unverified or not spoken
    if duty.limit is not None and duty.unit is not None:
        return Notice(duty, due(ctx.calendar, at, duty.limit, duty.unit), unsure)
    if duty.at_once:
        hours = centre_life.notices().at_once_hours
        return Notice(duty, due(ctx.calendar, at, hours, "hours"), unsure)
    return Notice(duty, None, unsure)


def _carried(ctx: Context, clock: str, at: datetime, cases: Sequence[LegalCase]) -> bool:
    """Tell whether a step of one of the cases starts that clock under the edition of the day."""
    edition = ctx.lawbook.edition_on(vn_day(at)).code
    for case in cases:
        procedure = ctx.lawbook.procedures.get((case.procedure, edition))
        if procedure is not None and any(
            started.clock == clock for step in procedure.steps.values() for started in step.starts
        ):
            return True
    return False

"""Incidents in a centre, and the duties to tell that follow from them.

Whom to tell is data (`app/law/book/centre.toml`). A duty that a deadline of a case carries is not
reckoned again here: the incident names that clock, and the deadline is shown beside it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.models.case import LegalCase
from app.models.centre import Incident, IncidentNotice
from app.problems import Invalid, NotFound, StaleVersion, StateConflict, Text
from app.services import entered, incident_duties, inside
from app.times import vn_day

Standing = Literal["open", "overdue"]
_PROVINCE_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """An incident as it is told to us."""

    kind: str
    happened_at: datetime
    description: str
    place: str | None = None
    injured: int | None = None
    told_by: str | None = None
    case_id: UUID | None = None
    note: str | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """That somebody was told: when, to whom, how."""

    at: datetime
    to: str
    how: str


def record(ctx: Context, client_id: UUID, entry: Entry) -> Incident:
    """Record an incident, with a notice for every duty that no deadline of a case carries."""
    inside.enters(ctx, Part.LEGAL)
    client = inside.file(ctx, Part.LEGAL, client_id)
    day = vn_day(entry.happened_at)
    inside.refuse_not_yet(ctx, client, entry.happened_at, day, "/happened_at")
    entered.refuse_foreign_case(ctx, client_id, entry.case_id)
    cases = _cases(ctx, client_id, entry.case_id)
    duties = incident_duties.of(ctx, entry.kind, entry.happened_at, cases)
    columns = {
        "kind": entry.kind,
        "happened_at": entry.happened_at,
        "place": entry.place,
        "description": entry.description,
        "injured": entry.injured,
        "told_by": entry.told_by,
        "case_id": entry.case_id,
        "note": entry.note,
    }
    told = inside.Told(entry.id, day, columns, {"clocks": sorted(duties.clocks)})
    incident, new = inside.enter(ctx, Incident, client_id, told)
    if new:
        ctx.session.add_all(incident_duties.row(incident, duty) for duty in duties.notices)
        ctx.session.flush()
    return incident


def page(
    ctx: Context,
    client_id: UUID,
    *,
    kind: str | None = None,
    status: Standing | None = None,
    after: tuple[datetime, UUID] | None = None,
    limit: int,
) -> list[Incident]:
    """Return a client's incidents, newest first."""
    inside.file(ctx, Part.LEGAL, client_id)
    where = _narrowed(ctx, kind, status)
    return inside.page(
        ctx, Incident, client_id, Incident.happened_at, where=where, after=after, limit=limit
    )


def owed(
    ctx: Context,
    *,
    unit: str | None = None,
    kind: str | None = None,
    status: Standing | None = None,
    after: tuple[datetime, UUID] | None = None,
    limit: int,
) -> list[Incident]:
    """Return the incidents of a centre, a province or the whole reach, newest first."""
    inside.require(ctx, Part.LEGAL)
    statement = sa.select(Incident).where(*_narrowed(ctx, kind, status), *_at(unit))
    if after is not None:
        statement = statement.where(sa.tuple_(Incident.happened_at, Incident.id) < after)
    statement = statement.order_by(Incident.happened_at.desc(), Incident.id.desc()).limit(limit)
    found = list(ctx.session.scalars(statement))
    ctx.trail.note([one.client_id for one in found], object_type="incident")
    return found


def void(ctx: Context, client_id: UUID, incident_id: UUID, change: inside.Voiding) -> Incident:
    """Mark an incident entered by mistake: nobody is owed its notices any more."""
    inside.enters(ctx, Part.LEGAL)
    return inside.void(ctx, Incident, client_id, incident_id, change)


def give(
    ctx: Context, client_id: UUID, incident_id: UUID, key: tuple[UUID, int], given: Given
) -> tuple[Incident, IncidentNotice]:
    """Record that a notice was given. Late or not, it is recorded once and stays.

    Raises NotFound, StaleVersion; StateConflict where it was given, or the incident voided.
    """
    unit = inside.enters(ctx, Part.LEGAL)
    inside.file(ctx, Part.LEGAL, client_id)
    incident = ctx.session.scalar(
        sa.select(Incident)
        .where(Incident.id == incident_id, Incident.client_id == client_id)
        .with_for_update()
    )
    notice = ctx.session.scalar(
        sa.select(IncidentNotice)
        .where(IncidentNotice.id == key[0], IncidentNotice.incident_id == incident_id)
        .with_for_update()
    )
    if incident is None or notice is None:
        raise NotFound
    inside.refuse_other_centre(incident, unit)
    if notice.version != key[1]:
        raise StaleVersion(extra={"current_version": notice.version})
    if notice.given_at is not None:
        raise StateConflict(Text("Thông báo này đã được gửi", "The notice was given already"))
    if incident.voided_at is not None:
        raise StateConflict(Text("Vụ việc này đã bị hủy", "The incident was voided"))
    if not incident.happened_at <= given.at <= ctx.now:
        raise Invalid.at(
            "/given_at",
            vi="phải sau khi vụ việc xảy ra và không ở tương lai",
            en="must be after the incident and not in the future",
        )
    notice.given_at, notice.given_to, notice.given_how = given.at, given.to, given.how
    notice.given_by, notice.given_recorded_at = ctx.actor.id, ctx.now
    notice.version += 1
    ctx.session.flush()
    ctx.trail.note(object_type="incident_notice", object_id=notice.id, detail={"given": True})
    return incident, notice


def _cases(ctx: Context, client_id: UUID, case_id: UUID | None) -> list[LegalCase]:
    """Return the case told, else those of the client that are open."""
    statement = sa.select(LegalCase).where(LegalCase.client_id == client_id)
    which = LegalCase.closed_at.is_(None) if case_id is None else LegalCase.id == case_id
    return list(ctx.session.scalars(statement.where(which)))


def _narrowed(
    ctx: Context, kind: str | None, status: Standing | None
) -> list[sa.ColumnElement[bool]]:
    where: list[sa.ColumnElement[bool]] = []
    if kind is not None:
        where.append(Incident.kind == kind)
    if status is not None:
        waits = [IncidentNotice.incident_id == Incident.id, IncidentNotice.given_at.is_(None)]
        if status == "overdue":
            waits.append(IncidentNotice.due_at < ctx.now)
        where += [Incident.voided_at.is_(None), sa.exists().where(*waits)]
    return where


def _at(unit: str | None) -> list[sa.ColumnElement[bool]]:
    if unit is None or unit == "vn":
        return []
    by = Incident.province if len(unit) == _PROVINCE_DIGITS else Incident.unit
    return [by == unit]

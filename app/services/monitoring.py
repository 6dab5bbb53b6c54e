"""Events of e-monitoring devices: taken in batches, kept only where the measure needs them.

Necessary is what may be a violation or a fault (163/2026/NĐ-CP, Điều 23, 24), of a person whose
e-monitoring case was open at that moment, not older than such events are kept. Of anything else
nothing is written, not even that it came. Positions are not taken at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.access import Part
from app.context import Context
from app.ids import new_id
from app.law.reading.monitoring import monitoring
from app.models.case import LegalCase
from app.models.client import Client
from app.models.monitoring import MonitoringEvent
from app.problems import NotPermitted
from app.services import clients

Result = Literal["recorded", "repeated", "conflict", "not_necessary", "not_found", "in_future"]
Mark = tuple[UUID, str, str]
_MARK: Final = (MonitoringEvent.client_id, MonitoringEvent.device, MonitoringEvent.source_id)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as a device's system tells it; `source_id` is the device's own."""

    client_id: UUID
    device: str
    source_id: str
    kind: str
    at: datetime

    @property
    def mark(self) -> Mark:
        """What makes it the same event when it is sent again."""
        return self.client_id, self.device, self.source_id


def receive(ctx: Context, entries: Sequence[Entry]) -> list[Result]:
    """Take a batch, in any order, however late; one result an event.

    Sent again it is answered `repeated`, told otherwise under the same id `conflict`.
    """
    known = _in_sight(ctx, entries)
    cases = _cases(ctx, known)
    needed: dict[Mark, UUID] = {}
    results: list[Result | None] = []
    for entry in entries:
        refused, case_id = _judged(ctx, entry, known, cases)
        results.append(refused)
        if case_id is not None:
            needed.setdefault(entry.mark, case_id)
    fresh = _write(ctx, entries, needed)
    told = _told(ctx, list(needed))
    ctx.trail.note({mark[0] for mark in needed}, object_type="monitoring_event")
    ctx.trail.note(detail={"received": len(entries), "recorded": len(fresh)})
    return [
        refused or _kept(entry, fresh, told)
        for entry, refused in zip(entries, results, strict=True)
    ]


def page(
    ctx: Context,
    client_id: UUID,
    *,
    kind: str | None = None,
    after: tuple[datetime, UUID] | None = None,
    limit: int,
) -> list[MonitoringEvent]:
    """Return a client's events, newest first; none older than they are kept."""
    if not ctx.sees(Part.MONITORING):
        raise NotPermitted
    clients.get(ctx, client_id)
    statement = sa.select(MonitoringEvent).where(
        MonitoringEvent.client_id == client_id, MonitoringEvent.happened_at >= oldest(ctx.now)
    )
    if kind is not None:
        statement = statement.where(MonitoringEvent.kind == kind)
    if after is not None:
        here = sa.tuple_(MonitoringEvent.happened_at, MonitoringEvent.id)
        statement = statement.where(here < after)
    newest = (MonitoringEvent.happened_at.desc(), MonitoringEvent.id.desc())
    return list(ctx.session.scalars(statement.order_by(*newest).limit(limit)))


def oldest(now: datetime) -> datetime:
    """The moment before which nothing is kept."""
    return now - monitoring().keep_days * timedelta(days=1)


def _in_sight(ctx: Context, entries: Sequence[Entry]) -> frozenset[UUID]:
    wanted = {entry.client_id for entry in entries}
    return frozenset(ctx.session.scalars(sa.select(Client.id).where(Client.id.in_(wanted))))


def _cases(ctx: Context, known: frozenset[UUID]) -> Mapping[UUID, list[LegalCase]]:
    """The e-monitoring cases of each client, the newest first."""
    statement = (
        sa.select(LegalCase)
        .where(LegalCase.client_id.in_(known), LegalCase.procedure == monitoring().procedure)
        .order_by(LegalCase.opened_at.desc())
    )
    found: dict[UUID, list[LegalCase]] = {}
    for case in ctx.session.scalars(statement):
        if case.client_id is not None:
            found.setdefault(case.client_id, []).append(case)
    return found


def _judged(
    ctx: Context,
    entry: Entry,
    known: frozenset[UUID],
    cases: Mapping[UUID, list[LegalCase]],
) -> tuple[Result | None, UUID | None]:
    """Why an event is not taken, or the case that makes it necessary."""
    if entry.client_id not in known:
        return "not_found", None
    if entry.at > ctx.now:
        return "in_future", None
    case = next(
        (
            case
            for case in cases.get(entry.client_id, ())
            if case.opened_at <= entry.at and (case.closed_at is None or entry.at <= case.closed_at)
        ),
        None,
    )
    if case is None or not monitoring().needs(entry.kind) or entry.at < oldest(ctx.now):
        return "not_necessary", None
    return None, case.id


def _write(ctx: Context, entries: Sequence[Entry], needed: Mapping[Mark, UUID]) -> set[Mark]:
    """Write what was not there, once each; return which. Two at once wait for one another."""
    once = {entry.mark: entry for entry in reversed(entries) if entry.mark in needed}
    rows = [
        {
            "id": new_id(),
            "client_id": entry.client_id,
            "case_id": needed[mark],
            "device": entry.device,
            "source_id": entry.source_id,
            "kind": entry.kind,
            "happened_at": entry.at,
            "recorded_by": ctx.actor.id,
            "recorded_at": ctx.now,
        }
        # One order for all, so that two batches never wait for each other in a ring.
        for mark, entry in sorted(once.items(), key=lambda pair: pair[0])
    ]
    if not rows:
        return set()
    statement = (
        postgresql.insert(MonitoringEvent)
        .values(rows)
        .on_conflict_do_nothing(constraint="one_event_per_device_and_id")
        .returning(*_MARK)
    )
    return {(row[0], row[1], row[2]) for row in ctx.session.execute(statement)}


def _told(ctx: Context, marks: Sequence[Mark]) -> Mapping[Mark, tuple[str, datetime]]:
    """What stands under each mark now."""
    if not marks:
        return {}
    statement = sa.select(*_MARK, MonitoringEvent.kind, MonitoringEvent.happened_at).where(
        sa.tuple_(*_MARK).in_(marks)
    )
    return {(row[0], row[1], row[2]): (row[3], row[4]) for row in ctx.session.execute(statement)}


def _kept(
    entry: Entry, fresh: set[Mark], told: Mapping[Mark, tuple[str, datetime]]
) -> Literal["recorded", "repeated", "conflict"]:
    if told.get(entry.mark) != (entry.kind, entry.at):
        return "conflict"
    if entry.mark in fresh:
        fresh.discard(entry.mark)
        return "recorded"
    return "repeated"

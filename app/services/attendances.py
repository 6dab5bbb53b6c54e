"""Attendances in a client's file: written in one go, listed, summed up, voided."""

import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.context import Context
from app.law.reading.activities import activities as practice
from app.models.activity import Attendance
from app.models.service import Service
from app.services import activities, clients, counted, entered

Row = Mapping[str, object]
_WEEK = sa.cast(sa.func.date_trunc("week", sa.cast(Attendance.held_on, sa.DateTime)), sa.Date)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which attendances are asked for; both days count."""

    kind: str | None = None
    presence: str | None = None
    since: date | None = None
    until: date | None = None

    def conditions(self, client_id: UUID) -> list[sa.ColumnElement[bool]]:
        """The same as conditions on a client's attendances."""
        told = (
            (Attendance.kind, operator.eq, self.kind),
            (Attendance.presence, operator.eq, self.presence),
            (Attendance.held_on, operator.ge, self.since),
            (Attendance.held_on, operator.le, self.until),
        )
        return [
            Attendance.client_id == client_id,
            *(compare(column, value) for column, compare, value in told if value is not None),
        ]


def insert(ctx: Context, rows: Sequence[Row]) -> dict[UUID, Attendance]:
    """Write attendances in one statement; those whose id is taken are not among the answers."""
    if not rows:
        return {}
    statement = postgresql.insert(Attendance).on_conflict_do_nothing().returning(Attendance)
    return {row.id: row for row in ctx.session.scalars(statement, list(map(dict, rows)))}


def count_as_services(ctx: Context, made: Iterable[Attendance]) -> None:
    """Write the service that each attendance of who was there is counted as, in one statement."""
    rows = [
        {
            "id": one.service_id,
            "client_id": one.client_id,
            "kind": practice().of(one.kind).counts_as,
            "performed_on": one.held_on,
            "unit": one.unit,
            "province": one.province,
            "case_id": one.case_id,
            "provenance": one.provenance,
            "late_entry": one.late_entry,
            "recorded_by": one.recorded_by,
            "recorded_at": one.recorded_at,
            "version": 1,
        }
        for one in made
        if one.service_id is not None
    ]
    if rows:
        ctx.session.execute(sa.insert(Service), rows)


def page(
    ctx: Context,
    client_id: UUID,
    chosen: Chosen,
    *,
    after: Mapping[str, object] | None = None,
    limit: int,
) -> list[Attendance]:
    """Return a client's attendances, newest first, voided ones too."""
    activities.require_social(ctx)
    clients.get(ctx, client_id)
    statement = sa.select(Attendance).where(*chosen.conditions(client_id))
    if after:
        here = sa.tuple_(Attendance.held_on, Attendance.id)
        on, key = sa.cast(after["on"], sa.Date), sa.cast(after["id"], sa.Uuid)
        statement = statement.where(here < sa.tuple_(on, key))
    statement = statement.order_by(Attendance.held_on.desc(), Attendance.id.desc()).limit(limit)
    return list(ctx.session.scalars(statement))


def hours(ctx: Context, client_id: UUID, chosen: Chosen) -> dict[str, object]:
    """Sum up the hours a client was there: in all, by kind, by week and kind."""
    activities.require_social(ctx)
    clients.get(ctx, client_id)
    statement = (
        sa.select(
            _WEEK.label("week"),
            Attendance.kind,
            sa.func.count().label("sessions"),
            sa.func.coalesce(sa.func.sum(Attendance.hours), 0).label("hours"),
        )
        .where(*chosen.conditions(client_id), Attendance.voided_at.is_(None))
        .where(Attendance.presence == "present")
        .group_by(
            sa.func.grouping_sets(
                sa.tuple_(_WEEK, Attendance.kind), sa.tuple_(Attendance.kind), sa.tuple_()
            )
        )
        .order_by(_WEEK.desc(), Attendance.kind)
    )
    rows = ctx.session.execute(statement).mappings().all()
    whole = next(row for row in rows if row["kind"] is None)
    kinds = [row for row in rows if row["kind"] is not None and row["week"] is None]
    return {
        "sessions": whole["sessions"],
        "hours": whole["hours"],
        "by_kind": [{**row, "title": practice().of(row["kind"]).title} for row in kinds],
        "by_week": [dict(row) for row in rows if row["week"] is not None],
    }


def void(ctx: Context, client_id: UUID, key: UUID, version: int, reason: str) -> Attendance:
    """Mark an attendance entered by mistake, and the service it was counted as."""
    activities.require_social(ctx)
    row = entered.void(ctx, Attendance, client_id, key, version, reason)
    counted.void(ctx, row.service_id, reason)
    ctx.trail.note(object_type="attendance", object_id=row.id, detail={"voided": True})
    return row

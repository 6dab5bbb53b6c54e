"""Withdrawal and substitution treatment in the life of a file, for who reads its clinical part."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.care import HealthRecord, SubstitutionPeriod
from app.services.events.shape import MOST, Event, morning


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return the records and the periods that count."""
    return [*_records(ctx, client_id), *_periods(ctx, client_id)]


def _records(ctx: Context, client_id: UUID) -> list[Event]:
    statement = (
        sa.select(HealthRecord, morning(HealthRecord.opened_on))
        .where(HealthRecord.client_id == client_id, HealthRecord.voided_at.is_(None))
        .order_by(HealthRecord.opened_on.desc())
        .limit(MOST)
    )
    return [
        {
            "at": at,
            "kind": "health_record",
            "title": row.outcome or "open",
            "case_id": row.case_id,
            "unit": row.unit,
        }
        for row, at in ctx.session.execute(statement)
    ]


def _periods(ctx: Context, client_id: UUID) -> list[Event]:
    statement = (
        sa.select(SubstitutionPeriod, morning(SubstitutionPeriod.started_on))
        .where(SubstitutionPeriod.client_id == client_id, SubstitutionPeriod.voided_at.is_(None))
        .order_by(SubstitutionPeriod.started_on.desc())
        .limit(MOST)
    )
    return [
        {
            "at": at,
            "kind": "substitution",
            "title": row.medicine,
            "case_id": row.case_id,
            "unit": row.unit,
        }
        for row, at in ctx.session.execute(statement)
    ]

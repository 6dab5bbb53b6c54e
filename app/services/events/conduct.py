"""Grades, praise and discipline in the life of a file."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.centre import ConductMeasure, MonthlyGrade
from app.services.events.shape import MOST, Event, morning


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return those that count, each on the day it was decided."""
    return [*_grades(ctx, client_id), *_measures(ctx, client_id)]


def _grades(ctx: Context, client_id: UUID) -> list[Event]:
    statement = (
        sa.select(MonthlyGrade, morning(MonthlyGrade.decided_on))
        .where(MonthlyGrade.client_id == client_id, MonthlyGrade.voided_at.is_(None))
        .order_by(MonthlyGrade.month.desc())
        .limit(MOST)
    )
    return [
        {
            "at": at,
            "kind": "grade",
            "title": f"{one.month:%Y-%m} {one.grade}",
            "case_id": one.case_id,
            "unit": one.unit,
        }
        for one, at in ctx.session.execute(statement)
    ]


def _measures(ctx: Context, client_id: UUID) -> list[Event]:
    statement = (
        sa.select(ConductMeasure, morning(ConductMeasure.decided_on))
        .where(ConductMeasure.client_id == client_id, ConductMeasure.voided_at.is_(None))
        .order_by(ConductMeasure.decided_on.desc())
        .limit(MOST)
    )
    return [
        {
            "at": at,
            "kind": "discipline",
            "title": one.kind,
            "case_id": one.case_id,
            "unit": one.unit,
        }
        for one, at in ctx.session.execute(statement)
    ]

"""Services that something else in the file is counted as: made with it, and voided with it."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.models.activity import Attendance
from app.models.care import HealthRecord, SubstitutionPeriod
from app.models.certificate import Certificate
from app.models.counted import Counted
from app.models.screening import Screening
from app.models.service import Service
from app.models.support import SupportItem
from app.problems import StateConflict, Text

# Table → the part of a file that tells of it.
TOLD_BY: Final[Mapping[type[Counted], Part]] = {
    Screening: Part.CLINICAL,
    SupportItem: Part.SOCIAL,
    Attendance: Part.SOCIAL,
    Certificate: Part.SOCIAL,
    HealthRecord: Part.CLINICAL,
    SubstitutionPeriod: Part.CLINICAL,
}
_VOID_THAT = Text(
    "Dịch vụ này do bản ghi khác sinh ra, hãy hủy bản ghi đó",
    "The service comes of another record: void that one instead",
)


def void(ctx: Context, service_id: UUID | None, reason: str) -> None:
    """Void the service that a voided record was counted as."""
    if service_id is None:
        return
    statement = sa.select(Service).where(Service.id == service_id).with_for_update()
    service = ctx.session.scalar(statement)
    if service is not None and service.voided_at is None:
        service.voided_at, service.void_reason = ctx.now, reason
        service.version += 1
    ctx.session.flush()


def refuse_counted(ctx: Context, service_id: UUID) -> None:
    """Refuse to void a service by itself while the record it comes of still counts."""
    for table in TOLD_BY:
        statement = sa.select(table.id).where(
            table.service_id == service_id, table.voided_at.is_(None)
        )
        if ctx.session.scalar(statement) is not None:
            raise StateConflict(_VOID_THAT)


def untold(ctx: Context) -> list[sa.ColumnElement[bool]]:
    """Conditions on services: whoever sees the record is not told of its service as well."""
    return [
        ~sa.select(table.id).where(table.service_id == Service.id).exists()
        for table, part in TOLD_BY.items()
        if ctx.sees(part)
    ]

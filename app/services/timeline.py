"""The life of a file: steps, services, contacts, screenings and custody, newest first."""

from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.models.case import LegalCase, Step
from app.models.contact import Contact
from app.models.screening import Screening
from app.models.service import Service
from app.services import clients, services
from app.times import VN

MOST = 2000


def of(ctx: Context, client_id: UUID) -> list[dict[str, object]]:
    """Return everything that happened to a client that the caller may see."""
    client = clients.get(ctx, client_id)
    events: list[dict[str, object]] = [
        {
            "at": holder["since"],
            "kind": "custody",
            "title": str(holder["reason"]),
            "unit": holder["unit"],
        }
        for holder in clients.holders(ctx, client.id)
    ]
    if ctx.sees(Part.LEGAL):
        events += _steps(ctx, client_id)
    if ctx.sees(Part.CLINICAL):
        events += _screenings(ctx, client_id)
    events += _services(ctx, client_id)
    if ctx.sees(Part.SOCIAL):
        events += _contacts(ctx, client_id)
    return sorted(events, key=lambda event: event["at"], reverse=True)  # type: ignore[arg-type, return-value]


def _steps(ctx: Context, client_id: UUID) -> list[dict[str, object]]:
    statement = (
        sa.select(Step, LegalCase.procedure)
        .join(LegalCase, LegalCase.id == Step.case_id)
        .where(Step.client_id == client_id)
        .order_by(Step.occurred_at.desc())
        .limit(MOST)
    )
    found = []
    for step, procedure in ctx.session.execute(statement):
        rules = ctx.lawbook.procedures.get((procedure, step.edition))
        rule = rules.steps.get(step.name) if rules else None
        found.append(
            {
                "at": step.occurred_at,
                "kind": "step",
                "title": rule.title.vi if rule else step.name,
                "case_id": step.case_id,
                "procedure": procedure,
                "ref": step.ref,
                "unit": step.recorded_unit,
            }
        )
    return found


def _services(ctx: Context, client_id: UUID) -> list[dict[str, object]]:
    shown = services.kinds_seen(ctx)
    day = sa.cast(Service.performed_on, sa.DateTime)
    statement = (
        sa.select(Service, sa.func.timezone(str(VN), day).label("at"))
        .where(Service.client_id == client_id, Service.kind.in_(shown), Service.voided_at.is_(None))
        .order_by(Service.performed_on.desc())
        .limit(MOST)
    )
    if ctx.sees(Part.CLINICAL):
        # Whoever sees the screening is not told of it twice.
        told = sa.select(Screening.id).where(Screening.service_id == Service.id)
        statement = statement.where(~told.exists())
    return [
        {
            "at": at,
            "kind": "service",
            "title": service.kind,
            "case_id": service.case_id,
            "unit": service.unit,
        }
        for service, at in ctx.session.execute(statement)
    ]


def _contacts(ctx: Context, client_id: UUID) -> list[dict[str, object]]:
    statement = (
        sa.select(Contact)
        .where(Contact.client_id == client_id, Contact.voided_at.is_(None))
        .order_by(Contact.happened_at.desc())
        .limit(MOST)
    )
    return [
        {
            "at": contact.happened_at,
            "kind": "contact",
            "title": contact.kind,
            "case_id": contact.case_id,
            "unit": contact.unit,
        }
        for contact in ctx.session.scalars(statement)
    ]


def _screenings(ctx: Context, client_id: UUID) -> list[dict[str, object]]:
    day = sa.cast(Screening.performed_on, sa.DateTime)
    statement = (
        sa.select(Screening, sa.func.timezone(str(VN), day).label("at"))
        .where(Screening.client_id == client_id, Screening.voided_at.is_(None))
        .order_by(Screening.performed_on.desc())
        .limit(MOST)
    )
    return [
        {
            "at": at,
            "kind": "screening",
            "title": screening.instrument,
            "case_id": screening.case_id,
            "ref": screening.instrument_version,
            "unit": screening.unit,
        }
        for screening, at in ctx.session.execute(statement)
    ]

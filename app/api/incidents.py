"""Routes of incidents in centres, and of the notices they call for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.models.centre import Incident
from app.schemas.base import Id, Page
from app.schemas.incidents import (
    IncidentFilter,
    IncidentIn,
    IncidentNoticeOut,
    IncidentOut,
    IncidentsFilter,
    NoticeGivenIn,
)
from app.schemas.services import VoidIn
from app.services import incidents, inside
from app.services.shown_incidents import incidents_out, notice_out

door = Door(tags=["incidents"])
OF_CLIENT = "/v1/clients/{client_id}/incidents"


@door.post(OF_CLIENT, may=Permission.SERVICE_WRITE, status_code=201)
def record_incident(ctx: Context, client_id: Id, incident: IncidentIn) -> IncidentOut:
    """Record an incident in the caller's centre; the answer tells who must be told, and by when."""
    made = incidents.record(ctx, client_id, incidents.Entry(**incident.model_dump()))
    return incidents_out(ctx, [made])[0]


@door.get(OF_CLIENT, may=Permission.CASE_READ)
def list_incidents_of_client(
    ctx: Context,
    client_id: Id,
    filter: Annotated[IncidentFilter, Query()],  # noqa: A002
) -> Page[IncidentOut]:
    """List a client's incidents, newest first; for those who read the legal part of a file."""
    rows = incidents.page(
        ctx,
        client_id,
        kind=filter.kind,
        status=filter.status,
        after=_after(filter),
        limit=filter.limit + 1,
    )
    return _page(ctx, rows, filter)


@door.get("/v1/incidents", may=Permission.CASE_READ)
def list_incidents(
    ctx: Context,
    filter: Annotated[IncidentsFilter, Query()],  # noqa: A002
) -> Page[IncidentOut]:
    """List incidents of a centre or a province; `status`: those somebody is still to be told of."""
    rows = incidents.owed(
        ctx,
        unit=filter.unit,
        kind=filter.kind,
        status=filter.status,
        after=_after(filter),
        limit=filter.limit + 1,
    )
    return _page(ctx, rows, filter)


@door.post(f"{OF_CLIENT}/{{incident_id}}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_incident(
    ctx: Context, client_id: Id, incident_id: Id, version: int, void: VoidIn
) -> IncidentOut:
    """Mark an incident entered by mistake; nobody need be told of it any more."""
    made = incidents.void(ctx, client_id, incident_id, inside.Voiding(version, void.reason))
    return incidents_out(ctx, [made])[0]


@door.post(
    f"{OF_CLIENT}/{{incident_id}}/notices/{{notice_id}}/given",
    may=Permission.SERVICE_WRITE,
    versioned=True,
)
def give_incident_notice(
    ctx: Context,
    client_id: Id,
    incident_id: Id,
    notice_id: Id,
    version: int,
    given: NoticeGivenIn,
) -> IncidentNoticeOut:
    """Record that somebody was told: when, who took it, how. One given late stays late."""
    said = incidents.Given(given.given_at, given.given_to, given.given_how)
    incident, notice = incidents.give(ctx, client_id, incident_id, (notice_id, version), said)
    return notice_out(ctx, incident, notice)


def _after(chosen: IncidentFilter) -> tuple[datetime, UUID] | None:
    cursor = Cursor.read(chosen)
    at, key = cursor.moment("at"), cursor.id("id")
    return None if at is None or key is None else (at, key)


def _page(ctx: Context, rows: Sequence[Incident], chosen: IncidentFilter) -> Page[IncidentOut]:
    shown = incidents_out(ctx, rows)
    return Page[IncidentOut](
        **page_of(shown, chosen, lambda one: one, lambda one: {"at": one.happened_at, "id": one.id})
    )

"""Routes of services recorded for a client."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.services import ServiceFilter, ServiceIn, ServiceOut, VoidIn
from app.services import services
from app.services.shown import service_out

door = Door(prefix="/v1/clients/{client_id}/services", tags=["services"])


@door.post("", may=Permission.SERVICE_WRITE, status_code=201)
def record_service(ctx: Context, client_id: Id, service: ServiceIn) -> ServiceOut:
    """Record one thing done for a client on a day; it may be entered later, never before."""
    done = services.record(ctx, client_id, services.Entry(**service.model_dump()))
    return service_out(ctx, done)


@door.get("", may=Permission.CLIENT_READ)
def list_services(
    ctx: Context,
    client_id: Id,
    filter: Annotated[ServiceFilter, Query()],  # noqa: A002
) -> Page[ServiceOut]:
    """List a client's services of the parts the caller may read, newest first."""
    rows = services.page(
        ctx,
        client_id,
        kind=filter.kind,
        after=Cursor.read(filter).values,
        limit=filter.limit + 1,
    )
    return Page[ServiceOut](
        **page_of(
            rows,
            filter,
            lambda s: service_out(ctx, s),
            lambda s: {"on": s.performed_on, "id": s.id},
        )
    )


@door.post("/{service_id}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_service(
    ctx: Context, client_id: Id, service_id: Id, version: int, void: VoidIn
) -> ServiceOut:
    """Mark a service entered by mistake: it stays on file and counts no more."""
    return service_out(ctx, services.void(ctx, client_id, service_id, version, void.reason))

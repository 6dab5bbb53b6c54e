"""Routes of a client's certificates."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.certificates import CertificateFilter, CertificateIn, CertificateOut
from app.schemas.services import VoidIn
from app.services import certificates

door = Door(prefix="/v1/clients/{client_id}/certificates", tags=["certificates"])


@door.post("", may=Permission.SERVICE_WRITE, status_code=201)
def record_certificate(ctx: Context, client_id: Id, certificate: CertificateIn) -> CertificateOut:
    """Put a certificate on file; one of a vocation is counted as a service as well."""
    entry = certificates.Entry(**certificate.model_dump())
    return CertificateOut.model_validate(certificates.record(ctx, client_id, entry))


@door.get("", may=Permission.CLIENT_READ)
def list_certificates(
    ctx: Context,
    client_id: Id,
    filter: Annotated[CertificateFilter, Query()],  # noqa: A002
) -> Page[CertificateOut]:
    """List a client's certificates, newest first."""
    rows = certificates.page(
        ctx, client_id, after=Cursor.read(filter).values, limit=filter.limit + 1
    )
    return Page[CertificateOut](
        **page_of(
            rows, filter, CertificateOut.model_validate, lambda c: {"on": c.issued_on, "id": c.id}
        )
    )


@door.post("/{certificate_id}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_certificate(
    ctx: Context, client_id: Id, certificate_id: Id, version: int, void: VoidIn
) -> CertificateOut:
    """Mark a certificate entered by mistake; the service it was counted as goes with it."""
    row = certificates.void(ctx, client_id, certificate_id, version, void.reason)
    return CertificateOut.model_validate(row)

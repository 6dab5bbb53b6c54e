"""Routes of the audit."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.audit import AuditOut
from app.schemas.base import Page, PageFilter
from app.services import audit

door = Door(prefix="/v1/audit", tags=["audit"])


@door.get("", may=Permission.AUDIT_READ)
def list_audit(ctx: Context, page: Annotated[PageFilter, Query()]) -> Page[AuditOut]:
    """List the trail within the auditor's reach, newest first. Reading it is on record too."""
    before = Cursor.read(page).number("seq") or audit.NEWEST
    rows = list(audit.page(ctx, before=before, limit=page.limit + 1))
    ctx.trail.note(object_type="audit")
    return Page[AuditOut](
        **page_of(rows, page, AuditOut.model_validate, lambda row: {"seq": row["seq"]})
    )

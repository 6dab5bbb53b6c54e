"""Routes of corrections."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.models.rights import Correction
from app.schemas.base import Id, Page
from app.schemas.corrections import CorrectionFilter, CorrectionIn, CorrectionOut, DecisionIn
from app.schemas.requests import ReasonIn
from app.services import corrections

door = Door(prefix="/v1/clients/{client_id}/corrections", tags=["rights"])


@door.post("", may=Permission.CLIENT_WRITE, status_code=201)
def propose_correction(ctx: Context, client_id: Id, correction: CorrectionIn) -> CorrectionOut:
    """Enter what the person says is right about a record; the record stays as it was written."""
    entry = corrections.Entry(**correction.model_dump())
    return _out(ctx, corrections.propose(ctx, client_id, entry))


@door.get("", may=Permission.CLIENT_READ)
def list_corrections(
    ctx: Context,
    client_id: Id,
    filter: Annotated[CorrectionFilter, Query()],  # noqa: A002
) -> Page[CorrectionOut]:
    """List a client's corrections, newest first, of the parts of the file the caller reads."""
    cursor = Cursor.read(filter)
    at, key = cursor.moment("at"), cursor.id("id")
    rows = corrections.page(
        ctx,
        client_id,
        record_kind=filter.record_kind,
        record_id=filter.record_id,
        after=None if at is None or key is None else (at, key),
        limit=filter.limit + 1,
    )
    return Page[CorrectionOut](
        **page_of(
            rows, filter, lambda row: _out(ctx, row), lambda row: {"at": row.said_at, "id": row.id}
        )
    )


@door.post("/{correction_id}/decide", may=Permission.CLIENT_WRITE, versioned=True)
def decide_correction(
    ctx: Context, client_id: Id, correction_id: Id, version: int, decided: DecisionIn
) -> CorrectionOut:
    """Accept or refuse; accepted, a particular of the client is changed in the same act."""
    made = corrections.decide(ctx, client_id, correction_id, version, **decided.model_dump())
    return _out(ctx, made)


@door.post("/{correction_id}/void", may=Permission.CLIENT_WRITE, versioned=True)
def void_correction(
    ctx: Context, client_id: Id, correction_id: Id, version: int, why: ReasonIn
) -> CorrectionOut:
    """Mark a correction entered by mistake: it stays on file and counts no more."""
    return _out(ctx, corrections.void(ctx, client_id, correction_id, version, why.reason))


def _out(ctx: Context, row: Correction) -> CorrectionOut:
    kept = {n: getattr(row, n) for n in CorrectionOut.model_fields if n not in {"right", "former"}}
    said = {"right": corrections.right(ctx, row), "former": corrections.former(ctx, row)}
    return CorrectionOut.model_validate({**kept, **said})

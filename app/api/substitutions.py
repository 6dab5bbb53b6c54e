"""Routes of the periods of substitution treatment."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.services import VoidIn
from app.schemas.substitutions import (
    DoseIn,
    SubstitutionEndIn,
    SubstitutionFilter,
    SubstitutionIn,
    SubstitutionOut,
)
from app.services import substitutions
from app.services.shown_substitutions import shower, shown

door = Door(prefix="/v1/clients/{client_id}/substitutions", tags=["substitutions"])


@door.post("", may=Permission.SERVICE_WRITE, status_code=201)
def record_substitution(
    ctx: Context, client_id: Id, substitution: SubstitutionIn
) -> SubstitutionOut:
    """Begin a period of substitution treatment; it is counted as a service. Clinical part only."""
    entry = substitutions.Entry(**substitution.model_dump())
    return shown(ctx, substitutions.record(ctx, client_id, entry))


@door.get("", may=Permission.CLIENT_READ)
def list_substitutions(
    ctx: Context,
    client_id: Id,
    filter: Annotated[SubstitutionFilter, Query()],  # noqa: A002
) -> Page[SubstitutionOut]:
    """List a client's periods of substitution with the last dose, newest first; clinical only."""
    rows = substitutions.page(
        ctx, client_id, after=Cursor.read(filter).values, limit=filter.limit + 1
    )
    return Page[SubstitutionOut](
        **page_of(rows, filter, shower(ctx, rows), lambda s: {"on": s.started_on, "id": s.id})
    )


@door.post("/{substitution_id}/doses", may=Permission.SERVICE_WRITE, status_code=201)
def confirm_dose(ctx: Context, client_id: Id, substitution_id: Id, dose: DoseIn) -> SubstitutionOut:
    """Add a dose as it was confirmed; a mistake is put right by confirming anew."""
    told = substitutions.Dose(**dose.model_dump())
    return shown(ctx, substitutions.confirm_dose(ctx, client_id, substitution_id, told))


@door.post("/{substitution_id}/end", may=Permission.SERVICE_WRITE, versioned=True)
def end_substitution(
    ctx: Context, client_id: Id, substitution_id: Id, version: int, end: SubstitutionEndIn
) -> SubstitutionOut:
    """End a period with its reason, once."""
    row = substitutions.end(ctx, client_id, substitution_id, version, end.ended_on, end.end_reason)
    return shown(ctx, row)


@door.post("/{substitution_id}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_substitution(
    ctx: Context, client_id: Id, substitution_id: Id, version: int, void: VoidIn
) -> SubstitutionOut:
    """Mark a period entered by mistake; the service it was counted as goes with it."""
    return shown(ctx, substitutions.void(ctx, client_id, substitution_id, version, void.reason))

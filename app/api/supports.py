"""Routes of supports: of one person, and of all that a commune has on file."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.law.reading import community
from app.models.support import SupportItem
from app.schemas.base import Id, Page, PageFilter
from app.schemas.services import VoidIn
from app.schemas.supports import (
    SupportEventIn,
    SupportEventOut,
    SupportFilter,
    SupportIn,
    SupportKindsOut,
    SupportOut,
    UnitSupportFilter,
)
from app.services import supports, supports_listed

door = Door(prefix="/v1/clients/{client_id}/supports", tags=["supports"])
commune = Door(prefix="/v1/supports", tags=["supports"])


@door.post("", may=Permission.SERVICE_WRITE, status_code=201)
def record_support(ctx: Context, client_id: Id, support: SupportIn) -> SupportOut:
    """Open a support for a need."""
    made = supports.record(ctx, client_id, supports.Entry(**support.model_dump()))
    return _out(ctx, made)


@door.get("", may=Permission.CLIENT_READ)
def list_supports(
    ctx: Context,
    client_id: Id,
    filter: Annotated[SupportFilter, Query()],  # noqa: A002
) -> Page[SupportOut]:
    """List a client's supports, newest first; for those who read the social part of a file."""
    rows = supports_listed.of_client(
        ctx, client_id, _wanted(filter), after=_after(filter), limit=filter.limit + 1
    )
    return Page[SupportOut](
        **page_of(
            rows,
            filter,
            lambda row: _out(ctx, row),
            lambda row: {"on": row.opened_on, "id": row.id},
        )
    )


@door.post("/{support_id}/events", may=Permission.SERVICE_WRITE, versioned=True)
def record_support_event(
    ctx: Context, client_id: Id, support_id: Id, version: int, event: SupportEventIn
) -> SupportOut:
    """Tell what was done; an achieved support of a kind that is counted is a service with it."""
    done = supports.Act(**event.model_dump())
    return _out(ctx, supports.act(ctx, client_id, support_id, version, done))


@door.get("/{support_id}/events", may=Permission.CLIENT_READ)
def list_support_events(
    ctx: Context, client_id: Id, support_id: Id, page: Annotated[PageFilter, Query()]
) -> Page[SupportEventOut]:
    """List what was done about a need, oldest first."""
    after = Cursor.read(page).number("seq")
    rows = supports.events(ctx, client_id, support_id, after=after, limit=page.limit + 1)
    return Page[SupportEventOut](
        **page_of(rows, page, SupportEventOut.model_validate, lambda row: {"seq": row.seq})
    )


@door.post("/{support_id}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_support(
    ctx: Context, client_id: Id, support_id: Id, version: int, void: VoidIn
) -> SupportOut:
    """Mark a support entered by mistake, and the service it was counted as."""
    return _out(ctx, supports.void(ctx, client_id, support_id, version, void.reason))


@commune.get("", may=Permission.CLIENT_READ)
def list_supports_of_unit(
    ctx: Context,
    filter: Annotated[UnitSupportFilter, Query()],  # noqa: A002
) -> Page[SupportOut]:
    """List the supports of all that a unit has on file, by the day to look at each again."""
    rows = supports_listed.of_unit(
        ctx, filter.unit, _wanted(filter), after=_after(filter), limit=filter.limit + 1
    )
    return Page[SupportOut](
        **page_of(
            rows,
            filter,
            lambda row: _out(ctx, row),
            lambda row: {"on": supports_listed.day_of(row), "id": row.id},
        )
    )


@commune.get("/kinds", may=Permission.LAW_READ)
def list_support_kinds(ctx: Context) -> SupportKindsOut:
    """Tell the kinds of support, where the law names them, and what an achieved one counts as."""
    del ctx
    return SupportKindsOut.model_validate(community.supports())


def _wanted(chosen: SupportFilter) -> supports_listed.Wanted:
    return supports_listed.Wanted(chosen.kind, chosen.status, chosen.overdue)


def _after(chosen: SupportFilter) -> tuple[date, UUID] | None:
    cursor = Cursor.read(chosen)
    on, key = cursor.day("on"), cursor.id("id")
    return None if on is None or key is None else (on, key)


def _out(ctx: Context, item: SupportItem) -> SupportOut:
    shown = SupportOut.model_validate(item)
    return shown.model_copy(update={"overdue": supports.overdue(ctx, item)})

"""Routes of clients."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, Sortable, page_of
from app.context import Context
from app.models.client import Client
from app.schemas.base import Id, Page, PageFilter
from app.schemas.cases import ActionListOut, CaseOut, MomentFilter
from app.schemas.clients import (
    AccessOut,
    ClientChange,
    ClientFilter,
    ClientIn,
    ClientOut,
    ClientSearchIn,
    MatchOut,
)
from app.schemas.timeline import TimelineOut
from app.schemas.transfers import MoveIn, MoveOut
from app.services import audit, cases, clients, duplicates, moves, timeline
from app.services.duplicates import Entry
from app.services.shown import action_out, client_out

door = Door(prefix="/v1/clients", tags=["clients"])


@door.post("", may=Permission.CLIENT_WRITE, status_code=201, location="/v1/clients/{id}")
def register_client(ctx: Context, client: ClientIn) -> ClientOut:
    """Register a person; refused with candidates and reasons when likely on file already."""
    made = clients.register(ctx, _entry(client), acknowledged=client.acknowledged_matches)
    return client_out(ctx, made, whole=True)


@door.post("/match", may=Permission.CLIENT_READ)
def match_client(ctx: Context, client: ClientIn) -> MatchOut:
    """Look whether a person is on file, without writing anything."""
    found = clients.candidates(ctx, _entry(client))
    return MatchOut.model_validate({"candidates": [duplicates.shown(one) for one in found]})


@door.post("/search", may=Permission.CLIENT_READ)
def search_clients(ctx: Context, search: ClientSearchIn) -> Page[ClientOut]:
    """Find a file by identity number; the number travels in the body, never in an address."""
    found = clients.by_identity(ctx, search.identity_number)
    return Page[ClientOut](items=[client_out(ctx, one) for one in found], next=None)


@door.get("", may=Permission.CLIENT_READ)
def list_clients(ctx: Context, filter: Annotated[ClientFilter, Query()]) -> Page[ClientOut]:  # noqa: A002
    """List clients in Vietnamese order; a search takes parts of a name in any order."""
    cursor = Cursor.read(filter)
    rows = clients.page(
        ctx, search=filter.search, unit=filter.unit, after=cursor.values, limit=filter.limit + 1
    )
    return Page[ClientOut](
        **page_of(rows, filter, lambda row: client_out(ctx, row[0]), _place),
    )


@door.get("/{client_id}", may=Permission.CLIENT_READ)
def read_client(ctx: Context, client_id: Id) -> ClientOut:
    """Read a client's file. The reading is on record."""
    return client_out(ctx, clients.get(ctx, client_id), whole=True)


@door.patch("/{client_id}", may=Permission.CLIENT_WRITE)
def change_client(ctx: Context, client_id: Id, version: int, change: ClientChange) -> ClientOut:
    """Change particulars; another commune of residence is a move."""
    changes = change.model_dump(exclude_unset=True, exclude={"residence"})
    if change.residence is not None:
        changes |= {
            "residence_stable" if name == "stable" else name: value
            for name, value in change.residence.model_dump(exclude_unset=True).items()
        }
    return client_out(ctx, clients.change(ctx, client_id, version, changes), whole=True)


@door.post("/{client_id}/moves", may=Permission.CLIENT_MOVE, status_code=201, versioned=True)
def move_client(ctx: Context, client_id: Id, version: int, move: MoveIn) -> MoveOut:
    """Hand the file to the commune the client moved to; cases, clocks and papers go along.

    It leaves a transfer (`/v1/transfers`), which the commune of arrival acknowledges or refuses.
    """
    done = moves.move(ctx, client_id, version, moves.Destination(**move.model_dump()))
    return MoveOut.model_validate(done)


@door.get("/{client_id}/access-log", may=Permission.ACCESS_LOG)
def read_access_log(
    ctx: Context, client_id: Id, page: Annotated[PageFilter, Query()]
) -> Page[AccessOut]:
    """Answer the person's own question: who opened my file, and when."""
    clients.get(ctx, client_id)
    before = Cursor.read(page).number("seq") or audit.NEWEST
    rows = audit.of_client(ctx, client_id, before=before, limit=page.limit + 1)
    return Page[AccessOut](
        **page_of(rows, page, AccessOut.model_validate, lambda row: {"seq": row.seq})
    )


@door.get("/{client_id}/cases", may=Permission.CASE_READ)
def list_cases_of_client(
    ctx: Context, client_id: Id, page: Annotated[PageFilter, Query()]
) -> Page[CaseOut]:
    """List a client's cases, oldest first."""
    clients.get(ctx, client_id)
    rows = cases.page(
        ctx, client_id=client_id, after=Cursor.read(page).values, limit=page.limit + 1
    )
    return Page[CaseOut](
        **page_of(
            rows, page, CaseOut.model_validate, lambda c: {"opened_at": c.opened_at, "id": c.id}
        )
    )


@door.get("/{client_id}/actions", may=Permission.CASE_READ)
def list_openings(
    ctx: Context, client_id: Id, when: Annotated[MomentFilter, Query()]
) -> ActionListOut:
    """List every case that could be opened for a client now: allowed, or why not."""
    found = cases.openings(ctx, client_id, at=when.at)
    return ActionListOut(items=[action_out(ctx, finding) for finding in found])


@door.get("/{client_id}/timeline", may=Permission.CASE_READ)
def read_timeline(ctx: Context, client_id: Id) -> TimelineOut:
    """Read the life of a file across procedures, of the parts the caller may see."""
    return TimelineOut.model_validate({"items": timeline.of(ctx, client_id)})


def _place(row: tuple[Client, int]) -> dict[str, Sortable]:
    client, rank = row
    return {"rank": rank, "sort_key": client.sort_key, "id": client.id}


def _entry(client: ClientIn) -> Entry:
    precision = client.birth_precision or ("day" if client.birth_date else "unknown")
    return Entry(
        id=client.id,
        full_name=client.full_name,
        other_names=tuple(client.other_names),
        sex=client.sex,
        birth_date=client.birth_date,
        birth_precision=precision,
        identity_number=client.identity_number,
        ethnicity=client.ethnicity,
        citizenship=client.citizenship,
        phone=client.phone,
        residence_unit=client.residence.unit,
        unit_as_of=client.residence.unit_as_of,
        residence_stable=client.residence.stable,
        address=client.residence.address,
    )

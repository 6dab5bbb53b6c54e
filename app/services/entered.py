"""What everything entered in a client's file has in common: its place, its case, its voiding."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.context import Context
from app.ids import new_id
from app.models.base import Base
from app.models.case import LegalCase
from app.models.client import Client
from app.models.entered import Entered
from app.models.unit import Unit
from app.problems import Invalid, NotFound, StaleVersion, StateConflict
from app.services import clients

_ONE_AT_A_TIME = sa.text("select pg_advisory_xact_lock(hashtextextended(:row, 2))")
Told = TypeVar("Told", bound=Base)


@dataclass(frozen=True, slots=True)
class Place:
    """The unit where something was done, and its province."""

    code: str
    province: str


def place(ctx: Context, unit: str) -> Place:
    """Return the place a unit's code names; Invalid where there is none, or none so small."""
    found = ctx.session.get(Unit, unit)
    if found is None or found.province is None:
        raise Invalid.at("/unit", vi="không có đơn vị này", en="there is no such unit")
    return Place(found.code, found.province)


def here(ctx: Context, client: Client) -> str:
    """Where something was that names no unit: where the caller works, else the client's commune."""
    return ctx.actor.unit if ctx.actor.unit_kind in {"commune", "facility"} else client.unit


def refuse_foreign_case(ctx: Context, client_id: UUID, case_id: UUID | None) -> None:
    """Refuse a case that is not this client's; ids in bodies are the usual gap (T2)."""
    if case_id is None:
        return
    statement = sa.select(LegalCase.id).where(
        LegalCase.id == case_id, LegalCase.client_id == client_id
    )
    if ctx.session.scalar(statement) is None:
        raise Invalid.at(
            "/case_id", vi="không phải vụ việc của người này", en="not a case of this client"
        )


def once(ctx: Context, table: type[Told], key: UUID | None, **values: object) -> Told | None:
    """Write a row, under an id of the caller's or a new one; None where the id is taken.

    Whoever is just taking it is waited for before the insert and not in it: where a second
    unique key holds the id too, `on conflict` may meet that one first, and raise.
    """
    if key is not None:
        ctx.session.execute(_ONE_AT_A_TIME, {"row": f"{table.__tablename__}:{key}"})
    statement = postgresql.insert(table).values(**values, id=key or new_id())
    statement = statement.on_conflict_do_nothing(index_elements=["id"])
    return ctx.session.scalar(statement.returning(table))


Row = TypeVar("Row", bound=Entered)


def locked(ctx: Context, table: type[Row], client_id: UUID, key: UUID, version: int) -> Row:
    """Return a row of a client's file to be changed. Raises NotFound, StaleVersion."""
    clients.get(ctx, client_id)
    statement = sa.select(table).where(table.id == key, table.client_id == client_id)
    row = ctx.session.scalar(statement.with_for_update())
    if row is None:
        raise NotFound
    if row.version != version:
        raise StaleVersion(extra={"current_version": row.version})
    return row


def void(
    ctx: Context, table: type[Row], client_id: UUID, key: UUID, version: int, reason: str
) -> Row:
    """Mark a row entered by mistake: it stays on file and counts no more.

    Raises NotFound, StaleVersion, and StateConflict when it was voided before.
    """
    row = locked(ctx, table, client_id, key, version)
    if row.voided_at is not None:
        raise StateConflict
    row.voided_at, row.void_reason = ctx.now, reason
    row.version += 1
    ctx.session.flush()
    return row

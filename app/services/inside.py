"""What a centre enters in a client's file: who may, told once or twice, listed, voided.

The centre is the facility where the caller works; nobody enters what happened in another one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.models.centre import InCentre
from app.models.client import Client
from app.problems import Invalid, NotPermitted, StateConflict, Text
from app.problems.promises import KEY_TAKEN
from app.services import clients, entered

_VOIDED = Text("Bản ghi này đã bị hủy", "The entry was voided")
_ANOTHER = Text(
    "Mã này đã dùng cho bản ghi có nội dung khác", "The id stands for an entry told otherwise"
)
Row = TypeVar("Row", bound=InCentre)


@dataclass(frozen=True, slots=True)
class Told:
    """What is entered: the columns two tellings must agree in, and what was found besides."""

    key: UUID | None
    on: date
    columns: Mapping[str, object]
    found: Mapping[str, object] = field(default_factory=dict)


def centre(ctx: Context) -> str:
    """Return the facility where the caller works. Raises NotPermitted for anybody else."""
    if ctx.actor.unit_kind != "facility":
        raise NotPermitted
    return ctx.actor.unit


def require(ctx: Context, part: Part) -> None:
    """Refuse whoever does not read that part of files."""
    if not ctx.sees(part):
        raise NotPermitted


def enters(ctx: Context, part: Part) -> str:
    """Return the centre of a caller who may enter something in that part of files."""
    require(ctx, part)
    return centre(ctx)


def file(ctx: Context, part: Part, client_id: UUID, *, lock: bool = False) -> Client:
    """Return the client to those who read that part of a file."""
    require(ctx, part)
    return clients.get(ctx, client_id, lock=lock)


def refuse_not_yet(ctx: Context, client: Client, at: datetime, on: date, pointer: str) -> None:
    """Refuse what has not happened yet, and what was before the person was born."""
    if at > ctx.now:
        raise Invalid.at(pointer, vi="chưa xảy ra", en="has not happened yet")
    if client.birth_date is not None and on < client.birth_date:
        raise Invalid.at(pointer, vi="trước ngày sinh", en="is before the birth date")


def enter(ctx: Context, table: type[Row], client_id: UUID, told: Told) -> tuple[Row, bool]:
    """Enter a row, and tell whether it is new; told again in the same words it is answered.

    Raises StateConflict for an id that stands for anything else.
    """
    unit = centre(ctx)
    case_id = told.columns.get("case_id")
    entered.refuse_foreign_case(ctx, client_id, case_id if isinstance(case_id, UUID) else None)
    place = entered.place(ctx, unit)
    made = entered.once(
        ctx,
        table,
        told.key,
        **told.columns,
        **told.found,
        client_id=client_id,
        unit=place.code,
        province=place.province,
        provenance="recorded",
        late_entry=told.on < ctx.today,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )
    row = made or _repeated(ctx, table, client_id, told.key, {**told.columns, "unit": unit})
    detail = {} if made else {"repeated": True}
    ctx.trail.note(object_type=table.__tablename__, object_id=row.id, detail=detail)
    return row, made is not None


def known(ctx: Context, table: type[Row], client_id: UUID, key: UUID | None) -> Row | None:
    """Return the row on this client's file under an id."""
    if key is None:
        return None
    statement = sa.select(table).where(table.id == key, table.client_id == client_id)
    return ctx.session.scalar(statement)


def page(
    ctx: Context,
    table: type[Row],
    client_id: UUID,
    by: sa.orm.InstrumentedAttribute[datetime] | sa.orm.InstrumentedAttribute[date],
    *,
    where: Sequence[sa.ColumnElement[bool]] = (),
    after: tuple[object, UUID] | None = None,
    limit: int,
) -> list[Row]:
    """Return a client's rows, newest first by the column given."""
    statement = sa.select(table).where(table.client_id == client_id, *where)
    if after is not None:
        statement = statement.where(sa.tuple_(by, table.id) < after)
    statement = statement.order_by(by.desc(), table.id.desc()).limit(limit)
    return list(ctx.session.scalars(statement))


def void(ctx: Context, table: type[Row], client_id: UUID, key: UUID, change: "Voiding") -> Row:
    """Mark a row entered by mistake; only the centre that entered it does."""
    unit = centre(ctx)
    row = entered.void(ctx, table, client_id, key, change.version, change.reason)
    refuse_other_centre(row, unit)
    ctx.trail.note(object_type=table.__tablename__, object_id=row.id, detail={"voided": True})
    return row


@dataclass(frozen=True, slots=True)
class Voiding:
    """Why a row does not count, and the version that was seen."""

    version: int
    reason: str


def refuse_other_centre(row: InCentre, unit: str) -> None:
    """What one centre entered another does not change."""
    if row.unit != unit:
        raise NotPermitted


def _repeated(
    ctx: Context,
    table: type[Row],
    client_id: UUID,
    key: UUID | None,
    columns: Mapping[str, object],
) -> Row:
    row = known(ctx, table, client_id, key)
    if row is None:
        raise StateConflict(KEY_TAKEN)
    if row.voided_at is not None:
        raise StateConflict(_VOIDED)
    if any(getattr(row, name) != value for name, value in columns.items()):
        raise StateConflict(_ANOTHER)
    return row

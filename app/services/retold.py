"""What was told before: an entry sent again under its id, and lists newest first."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from app.context import Context
from app.models.entered import Entered
from app.problems import StateConflict, Text

Row = TypeVar("Row", bound=Entered)
_VOIDED = Text("Bản ghi này đã bị hủy", "The record was voided")
_ANOTHER = Text(
    "Mã này đã dùng cho bản ghi có nội dung khác", "The id stands for a record told otherwise"
)


def same(
    ctx: Context, table: type[Row], client_id: UUID, key: UUID | None, told: Mapping[str, object]
) -> Row | None:
    """Return the row of this client that was told under an id in these words, if there is one.

    Asked with the client's file locked, so that two tellings take turns. Raises StateConflict where
    it was voided or told otherwise.
    """
    if key is None:
        return None
    statement = sa.select(table).where(table.id == key, table.client_id == client_id)
    row = ctx.session.scalar(statement)
    if row is None:
        return None
    if row.voided_at is not None:
        raise StateConflict(_VOIDED)
    if any(getattr(row, name) != value for name, value in told.items()):
        raise StateConflict(_ANOTHER)
    ctx.trail.note(detail={"repeated": True})
    return row


def newest(
    ctx: Context,
    table: type[Row],
    day: InstrumentedAttribute[date],
    client_id: UUID,
    after: Mapping[str, object] | None,
    limit: int,
) -> list[Row]:
    """Return a page of a client's rows by a day, the newest first, voided ones too."""
    statement = sa.select(table).where(table.client_id == client_id)
    if after:
        on, key = sa.cast(after["on"], sa.Date), sa.cast(after["id"], sa.Uuid)
        statement = statement.where(sa.tuple_(day, table.id) < sa.tuple_(on, key))
    return list(ctx.session.scalars(statement.order_by(day.desc(), table.id.desc()).limit(limit)))

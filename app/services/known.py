"""Tables as they are, or as they were known at an earlier moment (ADR 0025)."""

from datetime import datetime
from typing import Any, Final, Protocol, TypeAlias

import sqlalchemy as sa
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from app.models.base import Base
from app.models.past import Past, Remembered

# The columns of a table, by their names, whichever moment it is known at.
Columns: TypeAlias = ReadOnlyColumnCollection[str, Any]
_MOMENT: Final = sa.DateTime(timezone=True)


class Asked(Protocol):
    """Whatever asks says as of when; None is now."""

    @property
    def as_of(self) -> datetime | None:
        """The moment."""


def table(question: Asked, model: type[Base]) -> sa.FromClause:
    """Return a table by its columns (`.c`), as known at the question's moment.

    Rows that are only ever added are known from their `recorded_at` on.
    """
    now = model.__table__
    if question.as_of is None:
        return now
    if not issubclass(model, Remembered):
        return sa.select(now).where(now.c.recorded_at <= question.as_of).subquery(now.description)
    return _then(now, question.as_of)


def _then(now: sa.FromClause, moment: object) -> sa.FromClause:
    """Rows that had not changed since, and the past of those that had."""
    name = now.description
    columns = [column for column in now.c if column.name != "known_from"]
    here = sa.select(*columns).where(now.c.known_from <= moment)
    kept = sa.func.jsonb_populate_record(sa.literal_column(f"null::{name}"), Past.row).table_valued(
        *(sa.column(column.name, column.type) for column in columns), name="kept"
    )
    before = (
        sa.select(*(kept.c[column.name] for column in columns))
        .select_from(sa.join(Past, kept, sa.true()))
        .where(Past.of_table == name, Past.known_from <= moment, Past.known_until > moment)
    )
    return sa.union_all(here, before).subquery(name)

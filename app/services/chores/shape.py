"""What a chore looks like, whichever its kind, and what a kind must tell of itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.access import Part, Permission
from app.context import Context
from app.law.shape.model import Title
from app.times import VN

Code = Literal[
    "contact_due", "test_due", "review_due", "support_due", "notice_due", "request_due",
    "referral_due", "remedy_due", "recheck_due",
]  # fmt: skip
# What a kind selects: `row` and no more.
Rows = sa.Select[str, UUID, UUID | None, UUID | None, str, datetime, datetime, Any]
Column = sa.SQLColumnExpression[Any]
# What every statement is given when it runs: it is built once for a kind of unit.
UNIT = sa.bindparam("unit", None, type_=sa.Text)
CODES = sa.bindparam("codes", None, type_=postgresql.ARRAY(sa.Text))
TODAY = sa.bindparam("today", None, type_=sa.Date)
_EVENING = time(23, 59, 59)
_NOBODY = sa.cast(sa.null(), sa.Uuid)
_MOMENT = sa.DateTime(timezone=True)


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to do until a moment; `id` is of the row that says so."""

    kind: Code
    id: UUID
    client_id: UUID | None
    case_id: UUID | None
    unit: str
    since: datetime
    due_at: datetime
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Telling:
    """A chore in words; without an article it is practice, and nobody has confirmed its figures."""

    title: Title
    why: Title | None = None
    legal_basis: Sequence[Mapping[str, object]] = field(default_factory=list)
    unverified: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of chore: who reads it, where units of which kind find it, how it is told.

    `select` gives the one statement for units of a kind, or None where those have none.
    """

    code: Code
    read_with: Part | Permission
    select: Callable[[str], Rows | None]
    tell: Callable[[Context, Chore], Telling]

    def read_by(self, ctx: Context) -> bool:
        """Tell whether a caller reads what such a chore is about."""
        if isinstance(self.read_with, Part):
            return ctx.sees(self.read_with)
        return self.read_with in ctx.actor.permissions


@dataclass(frozen=True, slots=True)
class Row:
    """The columns of a chore that each kind fills in; `detail` is what its words need."""

    id: Column
    unit: Column
    since: Column
    due_at: Column
    client_id: Column = _NOBODY
    case_id: Column = _NOBODY
    detail: Mapping[str, Column] = field(default_factory=dict)

    def of(self, kind: Code) -> Rows:
        """Select them under the names and in the order that all kinds have."""
        pairs = [part for name, value in self.detail.items() for part in (_word(name), value)]
        return sa.select(
            _word(kind).label("kind"),
            self.id.label("id"),
            self.client_id.label("client_id"),
            self.case_id.label("case_id"),
            self.unit.label("unit"),
            self.since.label("since"),
            self.due_at.label("due_at"),
            sa.func.jsonb_build_object(*pairs, type_=postgresql.JSONB).label("detail"),
        )


def _word(text: str) -> sa.ColumnElement[str]:
    """A word of ours as a value; its type is told, for no column tells it."""
    return sa.cast(sa.literal(text), sa.Text)


def evening(day: Column) -> sa.ColumnElement[datetime]:
    """The last second of a day in Viet Nam: what is due on it is due then."""
    end = sa.cast(day, sa.Date) + sa.cast(sa.literal(_EVENING), sa.Time)
    return sa.func.timezone(str(VN), end, type_=_MOMENT)


def morning(day: Column) -> sa.ColumnElement[datetime]:
    """The moment a day begins in Viet Nam."""
    return sa.func.timezone(str(VN), sa.cast(day, sa.DateTime), type_=_MOMENT)


def day_of(at: Column) -> sa.ColumnElement[Any]:
    """The day in Viet Nam at a moment."""
    return sa.cast(sa.func.timezone(str(VN), at), sa.Date)

"""Whose register it is and of which days, and what writing one gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.law.reading.rows import TitleRow
from app.models.case import LegalCase
from app.models.client import Client
from app.problems import Invalid
from app.services.spread import under
from app.sheets.book import Column, Sheet, Title
from app.times import VN

# A register is read by people: a longer one is asked for unit by unit, or month by month.
MOST: Final = 5_000
PERSON: Final = (
    Column("full_name", Title("Họ và tên", "Full name")),
    Column("birth_date", Title("Ngày sinh", "Date of birth"), "date"),
    Column("sex", Title("Giới tính", "Sex")),
    Column("commune", Title("Xã, phường quản lý", "Commune")),
)
_SEXES: Final = {"male": "Nam", "female": "Nữ"}


@dataclass(frozen=True, slots=True)
class Scope:
    """A unit and its days, both in."""

    unit: str
    since: date
    until: date

    @property
    def first_moment(self) -> datetime:
        """The first moment of the first day."""
        return datetime.combine(self.since, time(), VN)

    @property
    def after(self) -> datetime:
        """The first moment after the last day."""
        return datetime.combine(self.until + timedelta(days=1), time(), VN)


@dataclass(frozen=True, slots=True)
class Written:
    """The tables of a register, whose files they show, and what is to be said with them."""

    sheets: tuple[Sheet, ...]
    clients: Sequence[UUID]
    notes: tuple[Title, ...] = ()


def held_under(unit: str) -> sa.ColumnElement[bool]:
    """Tell of a client whether the file is held under a unit today; a facility's are in it."""
    if unit.startswith("F-"):
        inside = sa.select(LegalCase.client_id).where(
            LegalCase.facility == unit, LegalCase.closed_at.is_(None)
        )
        return Client.id.in_(inside)
    client = Client.__table__.c
    return under(unit, client.unit, client.province)


def rows_of(ctx: Context, statement: sa.Select[*tuple[Any, ...]]) -> Sequence[sa.RowMapping]:
    """Run the statement of a register. Raises Invalid where it is too long to be read."""
    rows = ctx.session.execute(statement.limit(MOST + 1)).mappings().all()
    refuse_too_long(rows)
    return rows


def refuse_too_long(rows: Sequence[object]) -> None:
    """Refuse a register that nobody reads through. Raises Invalid."""
    if len(rows) > MOST:
        raise Invalid.at(
            "/query/unit",
            vi=f"hơn {MOST} dòng: hãy thu hẹp đơn vị hoặc kỳ",
            en=f"more than {MOST} rows: narrow the unit or the period",
        )


def person(row: sa.RowMapping) -> dict[str, str | date | None]:
    """Return the cells that say who a row is about."""
    return {
        "full_name": row["full_name"],
        "birth_date": row["birth_date"],
        "sex": _SEXES.get(row["sex"], row["sex"]),
        "commune": row["commune"],
    }


def title(row: TitleRow) -> Title:
    """Return a text of the book as a title."""
    return Title(row.vi, row.en)

"""A source's rows with whatever a figure asks of the person and of the place, joined once each."""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.sql.selectable import LateralFromClause

from app.models.case import LegalCase
from app.models.client import Client, Custody
from app.services import known
from app.services.known import Columns
from app.services.question import Question
from app.services.sources import SOURCES
from app.units import REGIONS

_ZONE: Final = "Asia/Ho_Chi_Minh"


class Spread:
    """The rows of a question, and the joins that splits, filters and lists have asked for.

    The client is joined loosely: row security is the same on both sides, and a national figure
    that asks nothing of the client then skips the join.
    """

    def __init__(self, question: Question) -> None:
        """Begin with the bare rows of the question's source."""
        self.question = question
        self._source = SOURCES[question.indicator.source]
        self.rows = self._source.rows(question)
        self._from: sa.FromClause = self.rows
        self._client: Columns | None = None
        self._place: Columns | None = None

    @property
    def source(self) -> sa.FromClause:
        """The rows with all joins asked for so far."""
        return self._from

    @property
    def client(self) -> Columns:
        """The person's particulars as known at the question's moment."""
        if self._client is None:
            table = known.table(self.question, Client)
            self._client = table.c
            self.join(table, table.c.id == self.rows.c.client_id)
        return self._client

    def join(self, table: sa.FromClause, on: sa.ColumnElement[bool]) -> None:
        """Join something loosely; at most one row of it for each of ours."""
        self._from = sa.outerjoin(self._from, table, on)

    @property
    def unit(self) -> sa.ColumnElement[str]:
        """The commune (or other unit) of today where the row is counted."""
        unit: sa.ColumnElement[str] = self._where_counted.unit
        return unit

    @property
    def province(self) -> sa.ColumnElement[str]:
        """The province of today where the row is counted."""
        province: sa.ColumnElement[str] = self._where_counted.province
        return province

    @property
    def commune_then(self) -> sa.ColumnElement[str]:
        """The commune as it was called on the row's day: `code/last day` where it has ended."""
        client = self.client
        former = (client.former_unit + "/") + sa.cast(client.former_unit_until, sa.Text)
        return sa.case((self.rows.c.day <= client.former_unit_until, former), else_=self.unit)

    @property
    def _where_counted(self) -> Columns:
        if self._source.placed:
            return self.rows.c
        if self.question.geography == "today":
            return self.client
        if self._place is None:
            held = self._held_then()
            self._place = held.c
            self._from = sa.outerjoin(self._from, held, sa.true())
        return self._place

    def _held_then(self) -> LateralFromClause:
        """Select where the file was held at the end of the row's day, else where it was first."""
        custody = known.table(self.question, Custody).c
        ended = sa.func.timezone(_ZONE, sa.cast(self.rows.c.day + 1, sa.DateTime()))
        away = sa.func.abs(sa.func.extract("epoch", custody.since - ended))
        return (
            sa.select(custody.unit, custody.province)
            .where(custody.client_id == self.rows.c.client_id, custody.kind == "residence")
            .order_by((custody.since < ended).desc(), away)
            .limit(1)
            .lateral("held_then")
        )

    def within(self) -> list[sa.ColumnElement[bool]]:
        """Tell which rows are counted under the unit asked of; `R1`…`R6` are the regions."""
        unit = self.question.unit
        if unit == "vn":
            return []
        if unit.startswith("F-") and "facility" in self.rows.c:
            return [self.rows.c.facility == unit]
        if unit.startswith("F-") and not self._source.placed:
            case = known.table(self.question, LegalCase).c
            inside = sa.select(case.client_id).where(
                case.facility == unit, case.closed_at.is_(None)
            )
            return [self.rows.c.client_id.in_(inside)]
        return [under(unit, self.unit, self.province)]


def under(
    unit: str, own: sa.ColumnElement[str], province: sa.ColumnElement[str]
) -> sa.ColumnElement[bool]:
    """Tell of columns of unit and province whether they lie under a unit, by its code's shape."""
    if unit.startswith("R"):
        region = next((r for r in REGIONS if f"R{r.number}" == unit), None)
        return province.in_(region.provinces if region else [])
    if len(unit) == 2:  # noqa: PLR2004 - a province's code has two digits
        return sa.true() if unit == "vn" else province == unit
    return own == unit

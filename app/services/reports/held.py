"""Where a file was held on a day, by its custody: whose an event of that day was."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.selectable import LateralFromClause

from app.models.client import Custody
from app.models.unit import Unit
from app.services import known
from app.services.reports.scope import Scope
from app.services.spread import under

_ZONE = "Asia/Ho_Chi_Minh"


def at_residence(
    scope: Scope, client: sa.ColumnElement[Any], day: sa.ColumnElement[Any]
) -> LateralFromClause:
    """Select the commune that held a file at the end of a day, else the first that did."""
    custody = known.table(scope, Custody).c
    ended = sa.func.timezone(_ZONE, sa.cast(day, sa.Date) + sa.text("time '24:00'"))
    away = sa.func.abs(sa.func.extract("epoch", custody.since - ended))
    return (
        sa.select(custody.unit, custody.province)
        .where(custody.client_id == client, custody.kind == "residence")
        .order_by((custody.since < ended).desc(), away)
        .limit(1)
        .lateral("held_then")
    )


def in_reach(scope: Scope, held: LateralFromClause) -> sa.ColumnElement[bool]:
    """Tell whether what was held there counts under the unit of the report."""
    if scope.unit == "vn":
        return sa.true()
    return under(scope.unit, held.c.unit, held.c.province)


def at_facility(scope: Scope, facility: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Tell whether a facility is the unit of the report, or lies under it."""
    if scope.unit == "vn":
        return facility.is_not(None)
    if scope.unit_kind == "facility":
        return facility == scope.unit
    inside = sa.select(Unit.code).where(Unit.kind == "facility", Unit.province == scope.unit)
    return facility.in_(inside)

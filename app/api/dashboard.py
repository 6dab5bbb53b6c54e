"""Routes of the dashboard."""

from typing import Annotated, Any

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.context import Context
from app.periods import Period, parse
from app.schemas.dashboard import DashboardFilter, DashboardOut
from app.services import dashboard, figures, rates_outside

door = Door(prefix="/v1/dashboard", tags=["indicators"])


@door.get("", may=Permission.INDICATOR_READ)
def read_dashboard(ctx: Context, asked: Annotated[DashboardFilter, Query()]) -> DashboardOut:
    """Show every rate of a unit in a period, by the units below it.

    Callers who may not open a figure get no count of 1 to 10, and nothing that gives one back.
    """
    period = parse(asked.period or str(ctx.today.year))
    return DashboardOut.model_validate(
        {
            "unit": asked.unit or ctx.actor.unit,
            "period": period.code,
            "from_": period.since,
            "to": period.until,
            "rates": _rates(ctx, period, asked),
        }
    )


def _rates(ctx: Context, period: Period, asked: DashboardFilter) -> list[dict[str, Any]]:
    if Permission.INDICATOR_OPEN not in ctx.actor.permissions:
        return rates_outside.rates(ctx, period, unit=asked.unit)
    lines = dashboard.lines(ctx, period, unit=asked.unit, fresh=asked.fresh)
    return [figures.line_document(line) for line in lines]

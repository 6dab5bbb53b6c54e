"""Routes of the dashboard."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.context import Context
from app.periods import parse
from app.schemas.dashboard import DashboardFilter, DashboardOut
from app.services import dashboard, figures

door = Door(prefix="/v1/dashboard", tags=["indicators"])


@door.get("", may=Permission.INDICATOR_READ)
def read_dashboard(ctx: Context, asked: Annotated[DashboardFilter, Query()]) -> DashboardOut:
    """Show every rate of a unit in a period, by the units below it."""
    period = parse(asked.period or str(ctx.today.year))
    lines = dashboard.lines(ctx, period, unit=asked.unit, fresh=asked.fresh)
    return DashboardOut.model_validate(
        {
            "unit": asked.unit or ctx.actor.unit,
            "period": period.code,
            "from_": period.since,
            "to": period.until,
            "rates": [figures.line_document(line) for line in lines],
        }
    )

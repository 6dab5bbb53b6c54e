"""The page of a unit: every rate of a period, by the units below."""

from datetime import date
from typing import Annotated

from pydantic import Field

from app.periods import PATTERN
from app.schemas.base import Filter, Flag, Moment, Out, TextOut
from app.schemas.indicators import ScopeCode, ShareFigure, TargetOut


class DashboardFilter(Filter):
    """Which unit, which period."""

    unit: ScopeCode | None = None
    period: Annotated[
        str | None, Field(pattern=PATTERN, description="This calendar year when not given")
    ] = None
    fresh: Annotated[Flag, Field(description="Count now, not from the kept figures")] = False


class PartOut(ShareFigure):
    """The figure of a unit below."""

    unit: str
    met: bool | None


class RateOut(ShareFigure):
    """One reading of one indicator, and its parts."""

    code: str
    title: TextOut
    proposal: bool
    measure: str
    variant: str
    variant_title: TextOut
    base: str
    target: float | None
    target_rule: TargetOut | None
    met: bool | None
    soft: int | None
    excluded: int | None
    computed_at: Moment
    kept: Annotated[bool, Field(description="From the kept figures of `computed_at`")]
    parts: list[PartOut]


class DashboardOut(Out):
    """Every rate of a unit in one period."""

    unit: str
    period: str
    from_: Annotated[date, Field(serialization_alias="from")]
    to: date
    rates: list[RateOut]

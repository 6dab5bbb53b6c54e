"""Every rate of a unit in one period, by the units below it, on one page (*bảng điều hành*)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.context import Context
from app.law.reading.indicator import Indicator, definitions
from app.periods import Period
from app.services import asking, indicators, sealed, tallies
from app.services.indicators import Figure
from app.services.question import Question


@dataclass(frozen=True, slots=True)
class Line:
    """One reading of one indicator: the whole, its parts, and when it was computed."""

    indicator: Indicator
    variant: str
    base: str
    figure: Figure
    parts: Mapping[str, Figure]
    computed_at: datetime
    kept: bool


def lines(ctx: Context, period: Period, *, unit: str | None, fresh: bool) -> list[Line]:
    """Return each rate and each of its readings; kept figures where there are, unless `fresh`.

    Raises NotFound for a unit out of reach.
    """
    indicators.room(ctx)
    return [line(ctx, question, period, fresh=fresh) for question in questions(ctx, period, unit)]


def questions(ctx: Context, period: Period, unit: str | None) -> Iterator[Question]:
    """Return what the page asks: every rate in force in the period, by each of its readings."""
    for one in definitions().values():
        if one.begins > period.until or (one.ends is not None and one.ends < period.since):
            continue
        if not one.source or one.measure == "count":
            continue
        for reading in one.variant:
            if not reading.each:
                asked = asking.Asked(period.since, period.until, unit=unit, variant=reading.code)
                yield asking.ask(ctx, one.code, asked)


def below(unit: str) -> str | None:
    """Return the dimension of the units directly below one; None where there are none."""
    if unit == "vn" or unit.startswith("R"):
        return "province"
    return "commune" if len(unit) == 2 else None  # noqa: PLR2004 - a province has two digits


def line(ctx: Context, question: Question, period: Period, *, fresh: bool) -> Line:
    """Return one reading of one rate, by the units directly below."""
    by = below(question.unit)
    kept = None
    if by is not None and not fresh and not question.unit.startswith("R"):
        kept = tallies.read(ctx, question, period.code, by)
    if kept is not None:
        parts, at = kept.figures, kept.computed_at
    else:
        with sealed.counted(ctx):
            parts = indicators.figures(ctx, question, *([by] if by else []))
        at = ctx.now
    whole = indicators.total(parts.values(), question.indicator.measure)
    return Line(
        question.indicator, question.variant, question.base, whole, parts if by else {}, at,
        kept is not None,
    )  # fmt: skip

"""Routes of indicators: definitions, figures, and the people behind them."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import sqlalchemy as sa
from fastapi import Path, Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, Sortable, page_of
from app.context import Context
from app.law.reading.indicator import Indicator, definitions
from app.periods import parse
from app.problems import Invalid
from app.schemas.base import Page
from app.schemas.curves import CurveOut
from app.schemas.indicators import (
    BehindOut,
    FigureFilter,
    FigureOut,
    GeographiesOut,
    IndicatorListOut,
    IndicatorOut,
    QuestionFilter,
    RecordFilter,
)
from app.services import (
    asking,
    behind,
    curves,
    figures,
    geographies,
    indicators,
    quality,
    small_numbers,
)
from app.services.dimensions import DIMENSIONS
from app.services.question import Question

door = Door(prefix="/v1/indicators", tags=["indicators"])
IndicatorCode = Annotated[str, Path(pattern=r"^[A-Z][A-Za-z0-9.đ-]{1,30}$")]


@door.get("", may=Permission.INDICATOR_READ)
def list_indicators(ctx: Context) -> IndicatorListOut:  # noqa: ARG001 - the door needs it
    """List the definitions: numerator, denominator, variants, target, source."""
    return IndicatorListOut(items=[_definition(one) for one in definitions().values()])


@door.get("/{code}", may=Permission.INDICATOR_READ)
def read_indicator(
    ctx: Context, code: IndicatorCode, question: Annotated[FigureFilter, Query()]
) -> FigureOut:
    """Compute a figure; `by` splits it. Every figure can be opened with `/records`.

    Callers who may not open it get no count of 1 to 10, and nothing that gives one back.
    """
    asked = asking.ask(ctx, code, put(question, ctx.today))
    if small_numbers.guarded(asked) and Permission.INDICATOR_OPEN not in ctx.actor.permissions:
        outside = small_numbers.figure(ctx, asked, kind=question.kind, by=question.by)
        return FigureOut.model_validate(outside)
    answer = indicators.compute(ctx, asked, by=question.by)
    told = figures.document(answer, quality.of(ctx, asked), kind=question.kind, by=question.by)
    return FigureOut.model_validate(told)


@door.get("/{code}/records", may=Permission.INDICATOR_OPEN)
def list_indicator_records(
    ctx: Context, code: IndicatorCode, question: Annotated[RecordFilter, Query()]
) -> Page[BehindOut]:
    """List the very people behind a figure, from the same definition."""
    asked = asking.ask(ctx, code, put(question, ctx.today))
    rows = behind.records(
        ctx, asked, question.part, after=Cursor.read(question).values, limit=question.limit + 1
    )
    return Page[BehindOut](**page_of(rows, question, lambda row: _item(row, asked), _place))


@door.get("/{code}/geographies", may=Permission.INDICATOR_OPEN)
def read_geographies(
    ctx: Context, code: IndicatorCode, question: Annotated[QuestionFilter, Query()]
) -> GeographiesOut:
    """Show a figure under the communes of its day and those of today; both add up to the whole."""
    asked = asking.ask(ctx, code, put(question, ctx.today))
    cells = geographies.table(ctx, asked)
    return GeographiesOut.model_validate(figures.geographies_document(asked, cells))


@door.get("/{code}/curve", may=Permission.INDICATOR_OPEN)
def read_indicator_curve(
    ctx: Context, code: IndicatorCode, question: Annotated[QuestionFilter, Query()]
) -> CurveOut:
    """Draw the curve of who is still in service by days (Kaplan–Meier), from the figure's own rows.

    A step of it may be one person, so it is for those who may open figures. Only of an indicator
    of retention.
    """
    asked = asking.ask(ctx, code, put(question, ctx.today))
    return CurveOut.model_validate(figures.curve_document(curves.of(ctx, asked)))


def put(question: QuestionFilter, today: date) -> asking.Asked:
    """Return a question as the services take it; without a period, this calendar year's."""
    since, until = question.from_, question.to
    if question.period is not None:
        if since is not None or until is not None:
            raise Invalid.at(
                "/query/period", vi="hoặc kỳ, hoặc hai ngày", en="or two days, not both"
            )
        period = parse(question.period)
        since, until = period.since, period.until
    if since is None and until is None:
        period = parse(str(today.year))
        since, until = period.since, period.until
    if since is None or until is None:
        raise Invalid.at("/query/from", vi="cần cả hai ngày", en="both days, or neither")
    given = {name: getattr(question, name) for name in DIMENSIONS if hasattr(question, name)}
    return asking.Asked(
        since=since,
        until=until,
        unit=question.unit,
        variant=question.variant,
        base=question.base,
        kind=question.kind,
        as_of=question.as_of,
        geography=question.geography,
        filters={name: value for name, value in given.items() if value is not None},
    )


def _definition(one: Indicator) -> IndicatorOut:
    return IndicatorOut.model_validate(figures.definition_document(one))


def _item(row: sa.RowMapping, asked: Question) -> BehindOut:
    return BehindOut.model_validate(figures.item_document(row, asked))


def _place(row: sa.RowMapping) -> Mapping[str, Sortable]:
    return {"sort_key": row["sort_key"], "id": row["id"]}

"""Routes of indicators: definitions, figures, and the people behind them."""

from collections.abc import Mapping
from typing import Annotated

import sqlalchemy as sa
from fastapi import Path, Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, Sortable, page_of
from app.context import Context
from app.law.reading.indicator import Indicator, definitions
from app.schemas.base import Page
from app.schemas.indicators import (
    FigureFilter,
    FigureOut,
    IndicatorListOut,
    IndicatorOut,
    PersonOut,
    QuestionFilter,
    RecordFilter,
)
from app.services import figures, indicators
from app.services.cohort import Question

door = Door(prefix="/v1/indicators", tags=["indicators"])
IndicatorCode = Annotated[str, Path(pattern=r"^[A-Z][A-Z0-9.-]{1,30}$")]


@door.get("", may=Permission.INDICATOR_READ)
def list_indicators(ctx: Context) -> IndicatorListOut:  # noqa: ARG001 - the door needs it
    """List the definitions: numerator, denominator, variants, target, source."""
    return IndicatorListOut(items=[_definition(one) for one in definitions().values()])


@door.get("/{code}", may=Permission.INDICATOR_READ)
def read_indicator(
    ctx: Context, code: IndicatorCode, question: Annotated[FigureFilter, Query()]
) -> FigureOut:
    """Compute a figure; `by` splits it. Every figure can be opened with `/records`."""
    answer = indicators.compute(ctx, _question(ctx, code, question), by=question.by)
    return FigureOut.model_validate(figures.document(answer, kind=question.kind, by=question.by))


@door.get("/{code}/records", may=Permission.INDICATOR_OPEN)
def list_indicator_records(
    ctx: Context, code: IndicatorCode, question: Annotated[RecordFilter, Query()]
) -> Page[PersonOut]:
    """List the very people behind a figure, from the same definition."""
    asked = _question(ctx, code, question)
    rows = indicators.records(
        ctx, asked, question.part, after=Cursor.read(question).values, limit=question.limit + 1
    )
    return Page[PersonOut](**page_of(rows, question, lambda row: _person(row, asked), _place))


def _question(ctx: Context, code: str, asked: QuestionFilter) -> Question:
    return indicators.ask(
        ctx,
        code,
        indicators.Asked(
            since=asked.from_,
            until=asked.to,
            unit=asked.unit,
            variant=asked.variant,
            base=asked.base,
            kind=asked.kind,
            sex=asked.sex,
        ),
    )


def _definition(one: Indicator) -> IndicatorOut:
    return IndicatorOut.model_validate(figures.definition_document(one))


def _person(row: sa.RowMapping, asked: Question) -> PersonOut:
    return PersonOut.model_validate(figures.person_document(row, asked))


def _place(row: sa.RowMapping) -> Mapping[str, Sortable]:
    return {"sort_key": row["sort_key"], "client_id": row["client_id"]}

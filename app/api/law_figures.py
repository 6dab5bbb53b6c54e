"""Routes of the law's figures that are no step: criteria, phases, norms."""

from datetime import date
from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.context import Context
from app.law.pages import figures
from app.law.pages import substances as drugs
from app.law.reading.substances import substances
from app.problems import NotFound
from app.schemas.law import DayFilter
from app.schemas.law_figures import CriteriaFilter, CriterionListOut, NormListOut, PhaseListOut
from app.schemas.substances import SubstanceListOut

door = Door(prefix="/v1/law", tags=["law"])


@door.get("/criteria", may=Permission.LAW_READ)
def list_criteria(ctx: Context, chosen: Annotated[CriteriaFilter, Query()]) -> CriterionListOut:
    """List the criteria that facilities must meet on a day, with their figures."""
    found = figures.criteria(ctx.lawbook, _day(ctx, chosen.on), chosen.applies)
    return CriterionListOut.model_validate({"items": found})


@door.get("/phases", may=Permission.LAW_READ)
def list_phases(ctx: Context, when: Annotated[DayFilter, Query()]) -> PhaseListOut:
    """List the five phases of rehabilitation as they are on a day."""
    found = figures.phases(ctx.lawbook, _day(ctx, when.on))
    return PhaseListOut.model_validate({"items": found})


@door.get("/norms", may=Permission.LAW_READ)
def list_norms(ctx: Context, when: Annotated[DayFilter, Query()]) -> NormListOut:
    """List the norms of life in a centre, support and costs of a day, with sums in đồng."""
    found = figures.norms(ctx.lawbook, _day(ctx, when.on))
    return NormListOut.model_validate({"items": found})


@door.get("/substances", may=Permission.LAW_READ)
def list_substances(ctx: Context) -> SubstanceListOut:  # noqa: ARG001 - the door needs it
    """List substances and routes as the intake sheet codes them, with ICD-10 and ICD-11."""
    return SubstanceListOut.model_validate(drugs.listed(substances()))


def _day(ctx: Context, on: date | None) -> date:
    """The day meant; not found before the first edition of the book."""
    day = on or ctx.today
    try:
        ctx.lawbook.edition_on(day)
    except LookupError:
        raise NotFound from None
    return day

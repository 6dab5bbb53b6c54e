"""Routes of the law book."""

from datetime import date
from typing import Annotated

from fastapi import Path, Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, Paged, filter_hash
from app.context import Context
from app.law.checks.coverage import coverage as held
from app.law.pages import beside, coverage, plain, step, turning
from app.law.shape.model import Edition
from app.problems import NotFound
from app.schemas.coverage import CoverageOut
from app.schemas.impact import (
    ImpactFilter,
    ImpactOut,
    SimulationIn,
    SimulationOut,
)
from app.schemas.law import DayFilter, EditionListOut, ProcedureDetailOut, ProcedureListOut
from app.schemas.law_pages import (
    AuthorityListOut,
    ClockListOut,
    PaperRuleListOut,
    QuestionListOut,
    TermRulesOut,
    TransitionOut,
)
from app.services import impact
from app.services.impact_shown import case_change_out

door = Door(prefix="/v1/law", tags=["law"])
ProcedureCode = Annotated[str, Path(pattern=r"^[a-z][a-z0-9-]{0,60}$")]


@door.get("/editions", may=Permission.LAW_READ)
def list_editions(ctx: Context) -> EditionListOut:
    """List the editions of the law, each with the acts it was read from."""
    return EditionListOut.model_validate({"items": plain.editions(ctx.lawbook)})


@door.get("/procedures", may=Permission.LAW_READ)
def list_procedures(ctx: Context, when: Annotated[DayFilter, Query()]) -> ProcedureListOut:
    """List the procedures in force on a day."""
    edition = _edition(ctx, when.on)
    return ProcedureListOut.model_validate({"items": plain.procedures(ctx.lawbook, edition)})


@door.get("/procedures/{code}", may=Permission.LAW_READ)
def read_procedure(
    ctx: Context, code: ProcedureCode, when: Annotated[DayFilter, Query()]
) -> ProcedureDetailOut:
    """Read a procedure in full as the edition of a day has it, with a diagram of its states."""
    found = ctx.lawbook.procedures.get((code, _edition(ctx, when.on).code))
    if found is None:
        raise NotFound
    return ProcedureDetailOut.model_validate(step.procedure(ctx.lawbook, found))


@door.get("/authorities", may=Permission.LAW_READ)
def list_authorities(ctx: Context, when: Annotated[DayFilter, Query()]) -> AuthorityListOut:
    """List the offices of a day: who records for each, and every step it may take."""
    items = beside.authorities(ctx.lawbook, _edition(ctx, when.on))
    return AuthorityListOut.model_validate({"items": items})


@door.get("/papers", may=Permission.LAW_READ)
def list_paper_rules(ctx: Context, when: Annotated[DayFilter, Query()]) -> PaperRuleListOut:
    """List the papers of a day with their form numbers, and the steps that issue or need them."""
    items = beside.papers(ctx.lawbook, _edition(ctx, when.on))
    return PaperRuleListOut.model_validate({"items": items})


@door.get("/terms", may=Permission.LAW_READ)
def read_terms(ctx: Context, when: Annotated[DayFilter, Query()]) -> TermRulesOut:
    """Tell how long each measure lasts on a day, and which days away count as served."""
    found = beside.terms(ctx.lawbook, _edition(ctx, when.on))
    return TermRulesOut.model_validate(found)


@door.get("/clocks", may=Permission.LAW_READ)
def list_clock_rules(ctx: Context, when: Annotated[DayFilter, Query()]) -> ClockListOut:
    """List every deadline of a day: what starts it, what meets it, what a miss brings about."""
    items = beside.clocks(ctx.lawbook, _edition(ctx, when.on))
    return ClockListOut.model_validate({"items": items})


@door.get("/transition", may=Permission.LAW_READ)
def read_transition(ctx: Context) -> TransitionOut:
    """Tell which edition governs a case that lives under two, row by row."""
    items = turning.transition(ctx.lawbook, ctx.answers)
    return TransitionOut.model_validate({"items": items})


@door.get("/questions", may=Permission.LAW_READ)
def list_questions(ctx: Context) -> QuestionListOut:
    """List the open questions of the law, with the answer that decides here meanwhile."""
    items = beside.questions(ctx.lawbook, ctx.answers)
    return QuestionListOut.model_validate({"items": items})


@door.get("/coverage", may=Permission.LAW_READ)
def read_coverage(ctx: Context) -> CoverageOut:
    """Tell how much of the law the book holds, row by row, and what it deliberately leaves out."""
    found = held(ctx.lawbook)
    return CoverageOut.model_validate(coverage.coverage(ctx.lawbook, found))


@door.get("/impact", may=Permission.CASE_READ)
def read_impact(ctx: Context, chosen: Annotated[ImpactFilter, Query()]) -> ImpactOut:
    """List the open cases whose verdicts or dates change with the edition that begins on a day."""
    look = impact.Look(chosen.unit, Cursor.read(chosen).values, chosen.limit)
    edition, found = impact.at_beginning(ctx, chosen.on, look)
    return ImpactOut(
        edition=None if edition is None else edition.code,
        items=[case_change_out(one) for one in found.changed],
        next=_following(found, chosen),
    )


@door.post("/simulations", may=Permission.CASE_READ)
def simulate_law(ctx: Context, trial: SimulationIn) -> SimulationOut:
    """Try other figures of the law on the open cases in reach: who would be affected; no effect."""
    look = impact.Look(trial.unit, Cursor.read(trial).values, trial.limit)
    found = impact.simulate(ctx, trial.changes, look)
    items = [case_change_out(one) for one in found.changed]
    return SimulationOut(items=items, next=_following(found, trial))


def _following(found: impact.Found, chosen: Paged) -> str | None:
    case = found.reached
    if case is None:
        return None
    return Cursor.encode({"opened_at": case.opened_at, "id": case.id}, filter_hash(chosen))


def _edition(ctx: Context, on: date | None) -> Edition:
    try:
        return ctx.lawbook.edition_on(on or ctx.today)
    except LookupError:
        raise NotFound from None

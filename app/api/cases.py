"""Routes of cases, their steps, papers and deadlines."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, Sortable, page_of
from app.context import Context
from app.models.case import LegalCase
from app.problems import Invalid
from app.schemas.base import Id, Page
from app.schemas.cases import (
    ActionListOut,
    CaseDetailOut,
    CaseFilter,
    CaseIn,
    CaseOut,
    DossierOut,
    MomentFilter,
    PaperIn,
    PaperListOut,
    PaperOut,
    StepIn,
    StepListOut,
    TermDaysFilter,
    TermDaysOut,
)
from app.schemas.deadlines import DeadlineOut
from app.services import cases, clocks, dossier, terms
from app.services.impact_shown import term_days_out
from app.services.shown import action_out, case_out, deadline_out, paper_out, step_out

door = Door(prefix="/v1/cases", tags=["cases"])


@door.post("", may=Permission.CASE_STEP, status_code=201, location="/v1/cases/{id}")
def open_case(ctx: Context, case: CaseIn) -> CaseDetailOut:
    """Open a case with its opening step. The edition of the law follows from the day."""
    if (case.client_id is None) == (case.facility is None):
        raise Invalid.at(
            "/client_id",
            vi="vụ việc thuộc một người hoặc một cơ sở",
            en="a case belongs to one client or to one facility",
        )
    made = cases.open_case(
        ctx,
        case.client_id,
        case.procedure,
        case.step.model_dump(),
        facility=case.facility,
        case_id=case.id,
    )
    return case_out(ctx, made, cases.steps(ctx, made.id))


@door.get("", may=Permission.CASE_READ)
def list_cases(ctx: Context, filter: Annotated[CaseFilter, Query()]) -> Page[CaseOut]:  # noqa: A002
    """List cases of a commune, facility, court or province, oldest first."""
    rows = cases.page(
        ctx,
        unit=filter.unit,
        procedure=filter.procedure,
        state=filter.state,
        client_id=filter.client_id,
        open_only=filter.open,
        after=Cursor.read(filter).values,
        limit=filter.limit + 1,
    )
    return Page[CaseOut](**page_of(rows, filter, CaseOut.model_validate, _place))


@door.get("/{case_id}", may=Permission.CASE_READ)
def read_case(ctx: Context, case_id: Id) -> CaseDetailOut:
    """Read a case with its steps. The reading is on record."""
    return case_out(ctx, cases.get(ctx, case_id), cases.steps(ctx, case_id))


@door.post(
    "/{case_id}/steps",
    may=Permission.CASE_STEP,
    status_code=201,
    versioned=True,
    location="/v1/cases/{id}",
)
def take_step(ctx: Context, case_id: Id, version: int, step: StepIn) -> CaseDetailOut:
    """Take one legal step in a case; refused with every reason and its article."""
    done = cases.take_step(ctx, case_id, version, step.model_dump())
    return case_out(ctx, done, cases.steps(ctx, case_id))


@door.get("/{case_id}/steps", may=Permission.CASE_READ)
def list_steps(ctx: Context, case_id: Id) -> StepListOut:
    """List the steps of a case in their order."""
    case = cases.get(ctx, case_id)
    return StepListOut(items=[step_out(ctx, case, one) for one in cases.steps(ctx, case_id)])


@door.get("/{case_id}/actions", may=Permission.CASE_READ)
def list_actions(
    ctx: Context, case_id: Id, when: Annotated[MomentFilter, Query()]
) -> ActionListOut:
    """List every step from here: allowed, or why not, with the body it asks for."""
    found = cases.possible(ctx, case_id, at=when.at)
    return ActionListOut(items=[action_out(ctx, finding) for finding in found])


@door.get("/{case_id}/dossier", may=Permission.CASE_READ)
def read_dossier(ctx: Context, case_id: Id) -> DossierOut:
    """Tell which papers the steps from here need, and which are missing."""
    items = dossier.of(ctx, case_id)
    return DossierOut.model_validate(
        {"items": items, "complete": all(item["present"] for item in items)}
    )


@door.get("/{case_id}/papers", may=Permission.CASE_READ)
def list_papers(ctx: Context, case_id: Id) -> PaperListOut:
    """List the papers of a case, received and issued."""
    return PaperListOut(items=[paper_out(ctx, one) for one in dossier.papers(ctx, case_id)])


@door.post("/{case_id}/papers", may=Permission.CASE_STEP, status_code=201)
def receive_paper(ctx: Context, case_id: Id, paper: PaperIn) -> PaperOut:
    """Put a paper into the dossier between two steps."""
    return paper_out(ctx, dossier.receive(ctx, case_id, **paper.model_dump()))


@door.get("/{case_id}/deadlines", may=Permission.CASE_READ)
def list_deadlines_of_case(ctx: Context, case_id: Id) -> Page[DeadlineOut]:
    """List every clock a case has set running, met or not."""
    cases.get(ctx, case_id)
    found = clocks.page(ctx, case_id=case_id, limit=500)
    return Page[DeadlineOut](items=[deadline_out(one) for one in found], next=None)


@door.get("/{case_id}/term/days", may=Permission.CASE_READ)
def list_term_days(
    ctx: Context, case_id: Id, period: Annotated[TermDaysFilter, Query()]
) -> TermDaysOut:
    """Explain a term day by day: served, still to serve, or not counted and by which article."""
    return term_days_out(terms.days(ctx, case_id, period.from_, period.to))


def _place(case: LegalCase) -> dict[str, Sortable]:
    return {"opened_at": case.opened_at, "id": case.id}

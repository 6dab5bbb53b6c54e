"""Routes of determinations of addiction."""

from app.access import Permission
from app.api.door import Door
from app.context import Context
from app.schemas.base import Id
from app.schemas.determinations import (
    DeterminationIn,
    DeterminationListOut,
    DeterminationOut,
    DeterminationRecordedOut,
)
from app.schemas.result_papers import ResultPaperOut
from app.services import cases, determinations, result_papers
from app.services.shown import case_out

door = Door(prefix="/v1/clients/{client_id}/determinations", tags=["determinations"])


@door.post("", may=Permission.DETERMINE, status_code=201)
def record_determination(
    ctx: Context, client_id: Id, determination: DeterminationIn
) -> DeterminationRecordedOut:
    """Record a determination from request to delivered result; each step is judged by itself."""
    case, found = determinations.record(ctx, client_id, _steps(determination))
    return DeterminationRecordedOut(
        case=case_out(ctx, case, cases.steps(ctx, case.id)),
        determination=None if found is None else DeterminationOut.model_validate(found),
    )


@door.get("", may=Permission.CASE_READ)
def list_determinations(ctx: Context, client_id: Id) -> DeterminationListOut:
    """List a client's determinations, newest first."""
    found = determinations.of_client(ctx, client_id)
    return DeterminationListOut(items=[DeterminationOut.model_validate(one) for one in found])


@door.get("/{determination_id}/paper", may=Permission.CASE_READ)
def read_result_paper(ctx: Context, client_id: Id, determination_id: Id) -> ResultPaperOut:
    """Tell what the result paper says, ready to be printed; the clinical part to its readers."""
    return result_papers.of(ctx, client_id, determination_id)


def _steps(given: DeterminationIn) -> list[dict[str, object]]:
    """Spell the request out as the steps of the procedure, in their order."""
    opening = given.model_dump(include={"group", "held"}, exclude_none=True)
    if given.requested_by == "self":
        opening = {}
    steps: list[dict[str, object]] = [
        {
            "name": "apply" if given.requested_by == "self" else "request",
            "occurred_at": given.requested_at.isoformat(),
            "papers": [p.model_dump(mode="json", exclude_none=True) for p in given.papers],
            **opening,
        }
    ]
    if given.received_at is not None:
        steps.append({"name": "receive", "occurred_at": given.received_at.isoformat()})
    if given.concluded_at is not None:
        asked = {
            "result", "concluded_on", "assessor", "facility_name", "criteria_met", "screening_id",
            "assessor_id", "paper_number",
        }  # fmt: skip
        body = given.model_dump(mode="json", include=asked, exclude_none=True)
        steps.append({"name": "conclude", "occurred_at": given.concluded_at.isoformat(), **body})
    if given.delivered_at is not None:
        steps.append({"name": "deliver", "occurred_at": given.delivered_at.isoformat()})
    return steps

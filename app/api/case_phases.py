"""Route of the phases of a case."""

from app.access import Permission
from app.api.door import Door
from app.context import Context
from app.law.engine.phases import lasted
from app.schemas.base import Id
from app.schemas.case_phases import CasePhaseListOut
from app.services import phases
from app.services.cited import basis

door = Door(prefix="/v1/cases", tags=["cases"])


@door.get("/{case_id}/phases", may=Permission.CASE_READ)
def list_phases_of_case(ctx: Context, case_id: Id) -> CasePhaseListOut:
    """List the five phases with the stretches told, and what does not fit; that bars nothing."""
    found = phases.of(ctx, case_id)
    items = [
        {
            "code": phase.code,
            "title": {"vi": phase.title.vi, "en": phase.title.en},
            "spans": [
                {"start": start, "end": end} for start, end in found.spans.get(phase.code, ())
            ],
            "days": lasted(found.spans.get(phase.code, ())),
            "legal_basis": basis([phase.law]),
            "remarks": [
                {
                    "code": one.code,
                    "title": {"vi": one.title.vi, "en": one.title.en},
                    "legal_basis": basis([one.law]),
                }
                for one in found.remarks
                if one.phase == phase.code
            ],
        }
        for phase in found.phases
    ]
    return CasePhaseListOut.model_validate({"items": items})

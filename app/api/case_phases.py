"""Routes of the phases of a case."""

from app.access import Permission
from app.api.door import Door
from app.context import Context
from app.law.engine.phases import lasted
from app.schemas.base import Id
from app.schemas.case_phases import CasePhaseListOut, PhaseCloseIn, PhaseIn, PhaseRowOut
from app.schemas.services import VoidIn
from app.services import phase_rows, phases
from app.services.cited import basis
from app.services.phase_evidence import Evidence

door = Door(prefix="/v1/cases", tags=["cases"])


@door.get("/{case_id}/phases", may=Permission.CASE_READ)
def list_phases_of_case(ctx: Context, case_id: Id) -> CasePhaseListOut:
    """List the five phases: what steps told, what is on file, and what does not fit."""
    found = phases.of(ctx, case_id)
    items = [
        {
            "code": phase.code,
            "title": {"vi": phase.title.vi, "en": phase.title.en},
            "spans": [
                {"start": start, "end": end} for start, end in found.spans.get(phase.code, ())
            ],
            "days": lasted(found.spans.get(phase.code, ())),
            "rows": [row for row in found.rows if row.phase == phase.code],
            "carried_out_by": phase.by and {"vi": phase.by.vi, "en": phase.by.en},
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


@door.post("/{case_id}/phases", may=Permission.SERVICE_WRITE, status_code=201)
def begin_phase(ctx: Context, case_id: Id, phase: PhaseIn) -> PhaseRowOut:
    """Begin a phase; refused with the article where it must follow another."""
    made = phase_rows.begin(ctx, case_id, phase_rows.Beginning(**phase.model_dump()))
    return PhaseRowOut.model_validate(made)


@door.post("/{case_id}/phases/{phase_id}/close", may=Permission.SERVICE_WRITE, versioned=True)
def close_phase(
    ctx: Context, case_id: Id, phase_id: Id, version: int, ending: PhaseCloseIn
) -> PhaseRowOut:
    """Close a phase; completed only with the length, the records and whom the law asks for."""
    said = phase_rows.Ending(
        **ending.model_dump(exclude={"evidence"}),
        evidence=[Evidence(**one.model_dump()) for one in ending.evidence],
    )
    return PhaseRowOut.model_validate(phase_rows.close(ctx, case_id, phase_id, version, said))


@door.post("/{case_id}/phases/{phase_id}/reopen", may=Permission.SERVICE_WRITE, versioned=True)
def reopen_phase(ctx: Context, case_id: Id, phase_id: Id, version: int, why: VoidIn) -> PhaseRowOut:
    """Go on with a phase closed by mistake: a new row, which names the voided one it follows."""
    made = phase_rows.reopen(ctx, case_id, phase_id, version, why.reason)
    return PhaseRowOut.model_validate(made)


@door.post("/{case_id}/phases/{phase_id}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_phase(ctx: Context, case_id: Id, phase_id: Id, version: int, void: VoidIn) -> PhaseRowOut:
    """Mark a phase entered by mistake: it stays on file and counts no more."""
    made = phase_rows.void(ctx, case_id, phase_id, version, void.reason)
    return PhaseRowOut.model_validate(made)

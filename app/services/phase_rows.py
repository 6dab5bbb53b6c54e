"""The phases of a case as they were carried out: begun, closed, reopened, voided.

What the law asks is judged in `law/engine/phase_acts.py`. Once the case is closed its phases stand:
the step that closed it told them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.law.engine import phase_acts
from app.law.engine.phase_acts import Closing, PhaseFinding
from app.law.shape.figures import Phase
from app.models.case import LegalCase
from app.models.phase import PhaseRow
from app.problems import Invalid, NotFound, StaleVersion, StateConflict, StepRefused, Text
from app.services import entered, phase_evidence, phases, phases_on_file, plans

COMPLETED = "completed"
_NO_PHASES = Text(
    "Thủ tục này không có các giai đoạn cai nghiện", "The procedure has no phases of rehabilitation"
)
_TAKEN = Text(
    "Giai đoạn này đã được ghi trong khoảng thời gian đó",
    "The phase is on file for these days already",
)
_ENDED = Text("Giai đoạn đã kết thúc hoặc đã hủy", "The phase has ended, or was voided")
_OPEN = Text("Giai đoạn chưa kết thúc hoặc đã hủy", "The phase has not ended, or was voided")


@dataclass(frozen=True, slots=True)
class Beginning:
    """A phase that begins, as it is told to us."""

    phase: str
    started_on: date
    carried_out_by: str | None = None
    unit: str | None = None
    note: str | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a phase ended, as it is told to us."""

    ended_on: date
    outcome: str
    reason: str | None = None
    evidence: Sequence[phase_evidence.Evidence] = ()
    carried_out_by: str | None = None


def begin(ctx: Context, case_id: UUID, said: Beginning) -> PhaseRow:
    """Begin a phase; it may be entered later than it began, never before.

    Raises StepRefused with the article where it must follow another, StateConflict where the phase
    is on file for that day.
    """
    case, client = plans.locked_case(ctx, case_id)
    plans.refuse_closed(case)
    plans.refuse_future(ctx, said.started_on, "/started_on")
    phase = _phase(ctx, case, said.phase)
    known = phases_on_file.counting(ctx, case.id)
    for row in known:
        if row.phase == said.phase and (row.ended_on is None or said.started_on <= row.ended_on):
            raise StateConflict(_TAKEN)
    _obey(phase_acts.begin(phase, said.started_on, phases_on_file.facts(known)))
    place = entered.place(ctx, said.unit or plans.own_unit(ctx, client.unit))
    row = PhaseRow(
        id=said.id or new_id(),
        client_id=client.id,
        case_id=case.id,
        phase=phase.code,
        edition=phase.law.edition,
        started_on=said.started_on,
        carried_out_by=said.carried_out_by,
        evidence=[],
        unit=place.code,
        province=place.province,
        note=said.note,
        **_kept(ctx, late=said.started_on < ctx.today),
    )
    return _added(ctx, row)


def close(ctx: Context, case_id: UUID, phase_id: UUID, version: int, said: Ending) -> PhaseRow:
    """Close a phase: completed as the law asks, or not completed or interrupted for a reason."""
    case, row = _locked(ctx, case_id, phase_id, version)
    if row.ended_on is not None or row.voided_at is not None:
        raise StateConflict(_ENDED)
    plans.refuse_future(ctx, said.ended_on, "/ended_on")
    if said.ended_on < row.started_on:
        raise Invalid.at("/ended_on", vi="trước ngày bắt đầu", en="is before it began")
    if said.outcome != COMPLETED and said.reason is None:
        raise Invalid.at("/reason", vi="phải có lý do", en="a reason is needed")
    kept, records = phase_evidence.read(ctx, case, said.evidence)
    by = said.carried_out_by or row.carried_out_by
    if said.outcome == COMPLETED:
        told = Closing(row.started_on, said.ended_on, records, by is not None)
        titles = {code: paper.title for code, paper in ctx.lawbook.papers.items()}
        others = [one for one in phases_on_file.counting(ctx, case.id) if one.id != row.id]
        phase = _phase(ctx, case, row.phase)
        _obey(phase_acts.complete(phase, told, phases_on_file.facts(others), titles))
    row.ended_on, row.outcome, row.outcome_reason = said.ended_on, said.outcome, said.reason
    row.evidence, row.carried_out_by = kept, by
    row.version += 1
    ctx.session.flush()
    detail = {"phase": row.phase, "outcome": row.outcome}
    ctx.trail.note(object_type="phase", object_id=row.id, detail=detail)
    return row


def reopen(ctx: Context, case_id: UUID, phase_id: UUID, version: int, reason: str) -> PhaseRow:
    """Go on with a phase closed by mistake: its row is voided, a new one names it and is open."""
    case, row = _locked(ctx, case_id, phase_id, version)
    if row.ended_on is None or row.voided_at is not None:
        raise StateConflict(_OPEN)
    others = phases_on_file.counting(ctx, case.id)
    if any(one.phase == row.phase and one.started_on > row.started_on for one in others):
        raise StateConflict(_TAKEN)
    entered.void(ctx, PhaseRow, row.client_id, row.id, version, reason)
    again = PhaseRow(
        id=new_id(),
        client_id=row.client_id,
        case_id=row.case_id,
        phase=row.phase,
        edition=row.edition,
        started_on=row.started_on,
        carried_out_by=row.carried_out_by,
        evidence=[],
        follows=row.id,
        unit=row.unit,
        province=row.province,
        note=row.note,
        **_kept(ctx, late=row.started_on < ctx.today),
    )
    return _added(ctx, again)


def void(ctx: Context, case_id: UUID, phase_id: UUID, version: int, reason: str) -> PhaseRow:
    """Mark a phase entered by mistake: it stays on file and counts no more."""
    _, row = _locked(ctx, case_id, phase_id, version)
    entered.void(ctx, PhaseRow, row.client_id, row.id, version, reason)
    ctx.trail.note(object_type="phase", object_id=row.id, detail={"voided": True})
    return row


def _phase(ctx: Context, case: LegalCase, code: str) -> Phase:
    """Return the phase as the edition that governs the term has it."""
    governing = phases.governing(ctx, case)
    if not governing.held:
        raise StateConflict(_NO_PHASES)
    return next(phase for phase in governing.phases if phase.code == code)


def _locked(
    ctx: Context, case_id: UUID, phase_id: UUID, version: int
) -> tuple[LegalCase, PhaseRow]:
    case, _ = plans.locked_case(ctx, case_id)
    statement = sa.select(PhaseRow).where(PhaseRow.id == phase_id, PhaseRow.case_id == case.id)
    row = ctx.session.scalar(statement.with_for_update())
    if row is None:
        raise NotFound
    if row.version != version:
        raise StaleVersion(extra={"current_version": row.version})
    plans.refuse_closed(case)
    return case, row


def _obey(finding: PhaseFinding) -> None:
    if not finding.allowed:
        raise StepRefused(finding)


def _kept(ctx: Context, *, late: bool) -> dict[str, object]:
    return {
        "provenance": "recorded",
        "late_entry": late,
        "recorded_by": ctx.actor.id,
        "recorded_at": ctx.now,
        "version": 1,
    }


def _added(ctx: Context, row: PhaseRow) -> PhaseRow:
    ctx.session.add(row)
    ctx.session.flush()
    ctx.trail.note(object_type="phase", object_id=row.id, detail={"phase": row.phase})
    return row

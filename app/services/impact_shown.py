"""Changes of the law as the API shows them: before and after, each with its articles."""

from app.law.days.term import Term
from app.law.engine.measure import Measure
from app.law.shape.model import Title
from app.law.trials.differences import ClockDifference, StepDifference, StepSide, TermDifference
from app.schemas.cases import TermDayOut, TermDaysOut
from app.schemas.impact import CaseChangeOut, ShiftOut
from app.services.cited import basis
from app.services.impact import Changed
from app.services.reckoning import Shift
from app.services.terms import Days


def case_change_out(changed: Changed) -> CaseChangeOut:
    """Return a case with what changes in it."""
    case, found = changed.case, changed.found
    return CaseChangeOut.model_validate(
        {
            "case_id": case.id,
            "client_id": case.client_id,
            "procedure": case.procedure,
            "state": case.state,
            "unit": case.unit,
            "steps": [_step(row) for row in found.steps],
            "clocks": [_clock(row) for row in found.clocks],
            "term": _term(found.term) if found.term is not None else None,
        }
    )


def shift_out(shift: Shift) -> ShiftOut:
    """Return a deadline that would move."""
    clock = shift.clock
    return ShiftOut.model_validate(
        {
            "deadline_id": clock.id,
            "case_id": clock.case_id,
            "client_id": clock.client_id,
            "unit": clock.unit,
            "clock": clock.clock,
            "title": clock.title,
            "due_before": clock.due_at,
            "due_after": shift.due_after,
        }
    )


def term_days_out(days: Days) -> TermDaysOut:
    """Return the days of a term, each with why it counts or not."""
    term: Term | None = days.term
    return TermDaysOut(
        start=term.start if term else None,
        end=term.end if term else None,
        items=[TermDayOut.model_validate(note) for note in days.notes],
    )


def _step(row: StepDifference) -> dict[str, object]:
    return {
        "step": row.step,
        "title": _title(row.title),
        "before": _side(row.before) if row.before is not None else None,
        "after": _side(row.after) if row.after is not None else None,
    }


def _side(side: StepSide) -> dict[str, object]:
    return {
        "allowed": side.allowed,
        "reasons": [
            {
                "code": reason.code,
                "title": _title(reason.title),
                "law": basis([reason.law])[0] if reason.law is not None else None,
            }
            for reason in side.reasons
        ],
        "missing": list(side.missing),
        "by": [{"code": code, "title": _title(title)} for code, title in side.by],
        "clocks": side.clocks,
        "legal_basis": basis(side.law),
    }


def _clock(row: ClockDifference) -> dict[str, object]:
    return {
        "clock": row.clock,
        "title": _title(row.title),
        "due_before": row.before,
        "due_after": row.after,
        "legal_basis": basis([row.law]),
    }


def _term(row: TermDifference) -> dict[str, object]:
    return {
        "before": _measure(row.before) if row.before is not None else None,
        "after": _measure(row.after) if row.after is not None else None,
    }


def _measure(found: Measure) -> dict[str, object]:
    return {
        "edition": found.governing.edition,
        "months": found.months,
        "start": found.term.start if found.term else None,
        "end": found.term.end if found.term else None,
        "legal_basis": basis([found.law.law]),
    }


def _title(title: Title) -> dict[str, str]:
    return {"vi": title.vi, "en": title.en}

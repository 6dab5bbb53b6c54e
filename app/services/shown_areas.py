"""An area as the API shows it: its figures, its people, and per person the next duty."""

from collections import Counter
from collections.abc import Mapping

from app.access import Part
from app.context import Context
from app.law.shape.model import Title
from app.schemas.worklist import AreaPersonOut, AreaSummaryOut, DutyOut
from app.services.areas import Person, Summary
from app.services.chores.shape import Chore
from app.services.owed import Horizon, known, lateness
from app.services.shown_worklist import chore_words, steps_out, words
from app.services.worklist import Kept


def summary_out(ctx: Context, summary: Summary) -> AreaSummaryOut:
    """Return an area in figures; a state that several editions name is counted once."""
    counts: Counter[tuple[str, str]] = Counter()
    editions: dict[tuple[str, str], str] = {}
    for (procedure, edition, state), count in summary.cases.items():
        counts[procedure, state] += count
        editions[procedure, state] = edition
    return AreaSummaryOut.model_validate(
        {
            "people": {"on_file": summary.on_file, "with_open_case": summary.with_open_case},
            "cases": [
                {**_stands(ctx, procedure, editions[procedure, state], state), "count": count}
                for (procedure, state), count in counts.items()
            ],
            "duties": summary.duties,
            "chores": summary.chores,
        }
    )


def area_person_out(ctx: Context, lines: Horizon, person: Person) -> AreaPersonOut:
    """Return a person with what is open and what comes next."""
    return AreaPersonOut.model_validate(
        {
            "client_id": person.spot.id,
            "full_name": person.full_name if ctx.sees(Part.IDENTITY) else None,
            "open_cases": [
                {"id": case.id, **_stands(ctx, case.procedure, case.edition, case.state)}
                for case in person.cases
            ],
            "overdue": person.overdue,
            "next_duty": None if person.next is None else _duty_out(ctx, lines, person.next),
        }
    )


def _duty_out(ctx: Context, lines: Horizon, duty: Kept | Chore) -> DutyOut:
    if isinstance(duty, Chore):
        status = lines.due(duty.due_at)
        shown = chore_words(ctx, duty, status) | {"kind": duty.kind, "status": status}
        return DutyOut.model_validate({name: shown[name] for name in DutyOut.model_fields})
    clock, case = duty
    days, hours = lateness(clock.due_at, ctx.now)
    marks = known(ctx).answers(case.procedure, clock.clock, clock.met_by)
    return DutyOut.model_validate(
        {
            "kind": lines.due(clock.due_at),
            "status": lines.due(clock.due_at),
            "title": clock.title,
            "due_at": clock.due_at,
            "late_days": days,
            "late_hours": hours,
            "deadline_id": clock.id,
            "record_id": None,
            "practice": False,
            "case_id": case.id,
            "procedure": case.procedure,
            "clock": clock.clock,
            "advisory": clock.advisory,
            "unverified": clock.unverified,
            "legal_basis": clock.legal_basis,
            "steps": steps_out(ctx, marks),
        }
    )


def _stands(ctx: Context, procedure: str, edition: str, state: str) -> Mapping[str, object]:
    """Return a procedure and a state with the titles its edition gives them."""
    known_as = ctx.lawbook.procedures.get((procedure, edition))
    named = known_as.states.get(state) if known_as else None
    unknown = Title("Không rõ", "Unknown")
    return {
        "procedure": procedure,
        "procedure_title": words(known_as.title if known_as else unknown),
        "state": state,
        "state_title": words(named.title if named else unknown),
    }

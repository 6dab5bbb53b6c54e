"""The phases that a case tells of, beside those of the law that governs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.context import Context
from app.law.engine.casefile import value_at
from app.law.engine.phases import Remark, Span, remarks, told
from app.law.shape.figures import Phase, in_force
from app.law.trials.impact import measure_of
from app.services import cases, subjects
from app.services.facts import facts_of


@dataclass(frozen=True, slots=True)
class PhasesOfCase:
    """The phases of the law, the stretches told, and what does not fit."""

    phases: Sequence[Phase]
    spans: dict[str, list[Span]]
    remarks: Sequence[Remark]


def of(ctx: Context, case_id: UUID) -> PhasesOfCase:
    """Hold the phases told in the steps of a case against the edition that governs its term."""
    case = cases.get(ctx, case_id)
    subject = subjects.of(ctx, client_id=case.client_id, facility=case.subject_unit)
    facts = facts_of(ctx, subject, case_id=case.id)
    book = ctx.lawbook
    measure = measure_of(book, ctx.calendar, facts, ctx.now)
    edition = case.edition if measure is None else measure.governing.edition
    phases = in_force(book.figures.phases, book.day_under(edition, ctx.today))
    bodies = [] if facts.case is None else [step.body for step in facts.case.steps]
    end: date | None = measure.term.end if measure is not None and measure.term else None
    spans = told(body for body in bodies if value_at(body, "phases"))
    return PhasesOfCase(phases, spans, tuple(remarks(phases, spans, end)))

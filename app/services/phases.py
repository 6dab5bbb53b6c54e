"""The phases of a case: what the steps told, what is on file of them, and those of the law."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.context import Context
from app.law.engine.casefile import value_at
from app.law.engine.facts import Facts
from app.law.engine.measure import Measure
from app.law.engine.phases import Remark, Span, remarks, told
from app.law.shape.figures import Phase, in_force
from app.law.trials.impact import measure_of
from app.models.case import LegalCase
from app.models.phase import PhaseRow
from app.services import cases, phases_on_file, subjects
from app.services.facts import facts_of


@dataclass(frozen=True, slots=True)
class Governing:
    """The phases of the edition that governs the term of a case, and the measure itself.

    `held`: the measure holds phases; where none is fixed yet, one of those the procedure may fix.
    """

    phases: Sequence[Phase]
    held: bool
    measure: Measure | None
    facts: Facts


@dataclass(frozen=True, slots=True)
class PhasesOfCase:
    """The phases of the law, the stretches told, those on file, and what does not fit."""

    phases: Sequence[Phase]
    spans: dict[str, list[Span]]
    rows: Sequence[PhaseRow]
    remarks: Sequence[Remark]


def of(ctx: Context, case_id: UUID) -> PhasesOfCase:
    """Hold the phases of a case against the edition that governs its term.

    Of a phase that is on file its rows count, else what the steps told.
    """
    case = cases.get(ctx, case_id)
    law = governing(ctx, case)
    bodies = [] if law.facts.case is None else [step.body for step in law.facts.case.steps]
    measure = law.measure
    end: date | None = measure.term.end if measure is not None and measure.term else None
    spans = told(body for body in bodies if value_at(body, "phases"))
    rows = phases_on_file.rows(ctx, case.id)
    counting = [row for row in rows if row.voided_at is None]
    lived = _lived(counting, ctx.today)
    found = remarks(law.phases, {**spans, **lived}, end)
    finished = {row.phase for row in counting if row.outcome == "completed"}
    # A phase that is not over yet is not too short.
    fitting = tuple(
        one
        for one in found
        if one.code != "phase-too-short" or one.phase not in lived or one.phase in finished
    )
    return PhasesOfCase(law.phases, spans, rows, fitting)


def governing(ctx: Context, case: LegalCase) -> Governing:
    """Return the phases as the edition that governs the term of a case has them."""
    subject = subjects.of(ctx, client_id=case.client_id, facility=case.subject_unit)
    facts = facts_of(ctx, subject, case_id=case.id)
    book = ctx.lawbook
    measure = measure_of(book, ctx.calendar, facts, ctx.now)
    edition = case.edition if measure is None else measure.governing.edition
    phases = in_force(book.figures.phases, book.day_under(edition, ctx.today))
    held = _may_hold(ctx, case) if measure is None else bool(measure.law.phases)
    return Governing(phases, held, measure, facts)


def _may_hold(ctx: Context, case: LegalCase) -> bool:
    """May the steps of the procedure fix a measure that holds phases."""
    procedure, book = ctx.lawbook.procedures[case.procedure, case.edition], ctx.lawbook
    fixed = {term.fixes for step in procedure.steps.values() for term in step.term if term.fixes}
    return any(book.terms[code, case.edition].phases for code in fixed)


def _lived(rows: Sequence[PhaseRow], today: date) -> dict[str, list[Span]]:
    """The stretches on file that count; one that goes on lasts until today."""
    lived: dict[str, list[Span]] = {}
    for row in rows:
        if row.outcome != "not_completed":
            end = row.ended_on or max(today, row.started_on)
            lived.setdefault(row.phase, []).append((row.started_on, end))
    return lived

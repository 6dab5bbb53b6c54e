"""The facts of many cases at once: six statements however many they are, for lists that judge.

The same plain values as `facts.facts_of` gathers for one case; a test holds the two together.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import load_only

from app.context import Context
from app.law.engine.facts import CaseFacts, ClockFact, DeterminationFact, Facts, StepFact
from app.models.case import Determination, LegalCase, Paper, Step
from app.models.client import Client
from app.models.deadline import Deadline
from app.services.facts import SET_ASIDE, Result, actor_facts, case_fact, clock_fact
from app.services.subjects import Subject

Key = UUID | str | None
# What the law asks of a clock: the reckoning of its date, day by day, is left in the table.
_CLOCK = load_only(
    Deadline.clock, Deadline.due_at, Deadline.case_id, Deadline.started_at, Deadline.late_fact,
    Deadline.met_at, Deadline.met_by, Deadline.cancelled_at, Deadline.edition, Deadline.span,
    Deadline.span_unit, Deadline.pauses, Deadline.extensions,
)  # fmt: skip


def facts_of_many(ctx: Context, case_ids: Collection[UUID]) -> dict[UUID, Facts]:
    """Gather what judgements of these cases are made on; a case out of reach is left out."""
    subjects = _subjects(ctx, case_ids)
    keys = {_key(subject) for subject in subjects.values()}
    cases = _cases(ctx, keys, case_ids)
    told = _told(ctx, cases)
    clocks = _clocks(ctx, cases)
    determined = _determined(ctx, keys)
    held: dict[Key, list[CaseFacts]] = defaultdict(list)
    for case in cases:
        held[case.client_id or case.subject_unit].append(told[case.id])
    return {
        case_id: Facts(
            client=subject.facts(),
            subject="facility" if subject.client is None else "client",
            actor=actor_facts(ctx.actor),
            case=told[case_id],
            cases=tuple(one for one in held[_key(subject)] if one is not told[case_id]),
            determinations=tuple(determined[_key(subject)]),
            clocks=tuple(clocks[_key(subject)]),
            unit=subject.unit,
            province=subject.province,
            answers=ctx.answers,
        )
        for case_id, subject in subjects.items()
    }


def _key(subject: Subject) -> Key:
    return subject.client_id or subject.facility


def _subjects(ctx: Context, case_ids: Collection[UUID]) -> dict[UUID, Subject]:
    statement = (
        sa.select(LegalCase, Client)
        .outerjoin(Client, Client.id == LegalCase.client_id)
        .where(LegalCase.id.in_(case_ids))
        .order_by(LegalCase.opened_at, LegalCase.id)
    )
    return {
        case.id: Subject(client, case.subject_unit, case.unit, case.province)
        for case, client in ctx.session.execute(statement)
    }


def _cases(ctx: Context, keys: Collection[Key], asked: Collection[UUID]) -> list[LegalCase]:
    """Return every case of these clients and facilities, in the order they were opened."""
    clients = [key for key in keys if isinstance(key, UUID)]
    facilities = [key for key in keys if isinstance(key, str)]
    statement = (
        sa.select(LegalCase)
        .where(LegalCase.client_id.in_(clients) | LegalCase.subject_unit.in_(facilities))
        .where(LegalCase.outcome.is_distinct_from(SET_ASIDE) | LegalCase.id.in_(asked))
        .order_by(LegalCase.opened_at)
    )
    return list(ctx.session.scalars(statement))


def _told(ctx: Context, cases: Collection[LegalCase]) -> Mapping[UUID, CaseFacts]:
    """Return the cases with their steps and papers."""
    ids = [case.id for case in cases]
    taken = sa.select(
        Step.case_id, Step.name, Step.ref, Step.edition, Step.occurred_at, Step.to_state, Step.body
    )
    steps = defaultdict(list)
    for row in ctx.session.execute(
        taken.where(Step.case_id.in_(ids)).order_by(Step.case_id, Step.seq)
    ):
        steps[row.case_id].append(StepFact(*row[1:]))
    papers: dict[UUID, set[str]] = defaultdict(set)
    for held_in, code in ctx.session.execute(
        sa.select(Paper.case_id, Paper.code).where(Paper.case_id.in_(ids))
    ):
        papers[held_in].add(code)
    return {case.id: case_fact(case, steps[case.id], papers[case.id]) for case in cases}


def _clocks(ctx: Context, cases: Collection[LegalCase]) -> Mapping[Key, list[ClockFact]]:
    keys: dict[UUID, Key] = {case.id: case.client_id or case.subject_unit for case in cases}
    statement = (
        sa.select(Deadline)
        .options(_CLOCK)
        .where(Deadline.case_id.in_(keys))
        .order_by(Deadline.started_at, Deadline.id)
    )
    clocks: dict[Key, list[ClockFact]] = defaultdict(list)
    for clock in ctx.session.scalars(statement):
        clocks[keys[clock.case_id]].append(clock_fact(clock))
    return clocks


def _determined(ctx: Context, keys: Collection[Key]) -> Mapping[Key, list[DeterminationFact]]:
    clients = [key for key in keys if isinstance(key, UUID)]
    statement = (
        sa.select(
            Determination.client_id,
            Determination.result,
            Determination.concluded_on,
            Determination.notified_at,
        )
        .where(Determination.client_id.in_(clients))
        .order_by(Determination.concluded_on, Determination.id)
    )
    found: dict[Key, list[DeterminationFact]] = defaultdict(list)
    for client, result, concluded, notified in ctx.session.execute(statement):
        found[client].append(DeterminationFact(cast(Result, result), concluded, notified))
    return found

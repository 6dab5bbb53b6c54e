"""From the tables to the plain values the law engine judges on."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast
from uuid import UUID

import sqlalchemy as sa

from app.context import Actor, Context
from app.law.days.clock import Unit
from app.law.engine.facts import (
    ActorFacts,
    CaseFacts,
    ClockFact,
    DeterminationFact,
    Facts,
    StepFact,
)
from app.models.case import Determination, LegalCase, Paper, Step
from app.models.deadline import Deadline
from app.services.standstill import extensions_of, pauses_of
from app.services.subjects import Subject

Hanging = Step | Paper | Deadline
Clause = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Asks:
    """The statements that gather the cases of one kind of subject, built once."""

    cases: sa.Select[LegalCase]
    steps: sa.Select[UUID, str, str, str, datetime, str, dict[str, object]]
    papers: sa.Select[UUID, str]
    clocks: sa.Select[Deadline]


def _asks(case: sa.ColumnElement[bool], of: Callable[[type[Hanging]], Clause]) -> Asks:
    return Asks(
        cases=sa.select(LegalCase).where(case).order_by(LegalCase.opened_at),
        steps=sa.select(
            Step.case_id, Step.name, Step.ref, Step.edition, Step.occurred_at, Step.to_state,
            Step.body,
        ).where(of(Step)).order_by(Step.case_id, Step.seq),
        papers=sa.select(Paper.case_id, Paper.code).where(of(Paper)).order_by(Paper.recorded_at),
        clocks=sa.select(Deadline).where(of(Deadline)).order_by(Deadline.started_at),
    )  # fmt: skip


def _of_client() -> Asks:
    client = sa.bindparam("subject", type_=sa.Uuid)
    return _asks(LegalCase.client_id == client, lambda table: table.client_id == client)


def _of_facility() -> Asks:
    case = LegalCase.subject_unit == sa.bindparam("subject", type_=sa.Text)
    own = sa.select(LegalCase.id).where(case)
    return _asks(case, lambda table: table.case_id.in_(own))


_OF_CLIENT, _OF_FACILITY = _of_client(), _of_facility()
_DETERMINATIONS = (
    sa.select(Determination.result, Determination.concluded_on, Determination.notified_at)
    .where(Determination.client_id == sa.bindparam("client"))
    .order_by(Determination.concluded_on, Determination.id)
)

Result = Literal["addicted", "not_addicted"]
# The outcome of a case told twice, in two files that became one: the law looks at the other.
SET_ASIDE = "set_aside"
# The role an API client without one acts in: no authority of the law has it.
NO_OFFICE = "api_client"


def facts_of(ctx: Context, subject: Subject, *, case_id: UUID | None = None) -> Facts:
    """Gather what a judgement is made on."""
    asks = _OF_CLIENT if subject.client is not None else _OF_FACILITY
    ask = {"subject": subject.client_id or subject.facility}
    steps = defaultdict(list)
    for row in ctx.session.execute(asks.steps, ask):
        steps[row.case_id].append(StepFact(*row[1:]))
    papers: dict[UUID, set[str]] = defaultdict(set)
    for held_in, code in ctx.session.execute(asks.papers, ask):
        papers[held_in].add(code)
    cases = {
        case.id: case_fact(case, steps[case.id], papers[case.id])
        for case in ctx.session.scalars(asks.cases, ask)
        if case.outcome != SET_ASIDE or case.id == case_id
    }
    told = set(cases)
    return Facts(
        client=subject.facts(),
        subject="facility" if subject.client is None else "client",
        actor=actor_facts(ctx.actor),
        case=cases.pop(case_id) if case_id is not None else None,
        cases=tuple(cases.values()),
        determinations=tuple(
            DeterminationFact(cast(Result, row[0]), row[1], row[2])
            for row in ctx.session.execute(_DETERMINATIONS, {"client": subject.client_id})
        ),
        clocks=tuple(
            clock_fact(clock)
            for clock in ctx.session.scalars(asks.clocks, ask)
            if clock.case_id in told
        ),
        unit=subject.unit,
        province=subject.province,
        answers=ctx.answers,
    )


def actor_facts(actor: Actor) -> ActorFacts:
    """Return who records, as the law asks: role, unit, reach."""
    reach = actor.unit_kind
    return ActorFacts(
        role=actor.role or NO_OFFICE,
        unit=actor.unit,
        unit_kind=actor.unit_kind,
        covers="nation" if reach == "nation" else "province" if reach == "province" else "unit",
        province=actor.province or "",
    )


def case_fact(case: LegalCase, steps: Iterable[StepFact], papers: Iterable[str]) -> CaseFacts:
    """Return a case as the law looks at it."""
    return CaseFacts(
        id=str(case.id),
        procedure=case.procedure,
        edition=case.edition,
        state=case.state,
        unit=case.unit,
        province=case.province,
        facility=case.facility,
        court=case.court,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        steps=tuple(steps),
        papers=frozenset(papers),
        provenance=case.provenance,
        outcome=case.outcome,
    )


def clock_fact(clock: Deadline) -> ClockFact:
    """Return a clock as the law looks at it."""
    return ClockFact(
        clock=clock.clock,
        due_at=clock.due_at,
        case_id=str(clock.case_id),
        started_at=clock.started_at,
        late=clock.late_fact or "",
        met_at=clock.met_at,
        met_by=tuple(clock.met_by),
        cancelled=clock.cancelled_at is not None,
        cancelled_at=clock.cancelled_at,
        edition=clock.edition,
        limit=clock.span,
        unit=cast(Unit, clock.span_unit),
        pauses=pauses_of(clock),
        extended_by=extensions_of(clock),
    )

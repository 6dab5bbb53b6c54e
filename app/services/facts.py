"""From the tables to the plain values the law engine judges on."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal, cast
from uuid import UUID

import sqlalchemy as sa

from app.context import Actor, Context
from app.law.facts import (
    ActorFacts,
    CaseFacts,
    ClientFacts,
    ClockFact,
    DeterminationFact,
    Facts,
    Precision,
    StepFact,
)
from app.models.case import Determination, LegalCase, Paper, Step
from app.models.client import Client
from app.models.deadline import Deadline

_OF_CLIENT: sa.BindParameter[UUID] = sa.bindparam("client")
_CASES = sa.select(LegalCase).where(LegalCase.client_id == _OF_CLIENT).order_by(LegalCase.opened_at)
_STEPS = (
    sa.select(
        Step.case_id, Step.name, Step.ref, Step.edition, Step.occurred_at, Step.to_state, Step.body
    )
    .where(Step.client_id == _OF_CLIENT)
    .order_by(Step.case_id, Step.seq)
)
_PAPERS = (
    sa.select(Paper.case_id, Paper.code)
    .where(Paper.client_id == _OF_CLIENT)
    .order_by(Paper.recorded_at)
)
_DETERMINATIONS = (
    sa.select(Determination.result, Determination.concluded_on, Determination.notified_at)
    .where(Determination.client_id == _OF_CLIENT)
    .order_by(Determination.concluded_on, Determination.id)
)
_CLOCKS = sa.select(Deadline).where(Deadline.client_id == _OF_CLIENT).order_by(Deadline.started_at)

Result = Literal["addicted", "not_addicted"]
# The role an API client without one acts in: no authority of the law has it.
NO_OFFICE = "api_client"


def facts_of(
    ctx: Context, client: Client, *, case_id: UUID | None = None, unit: str = "", province: str = ""
) -> Facts:
    """Gather what a judgement is made on; `unit` is where a case to be opened will be held."""
    ask = {"client": client.id}
    steps = defaultdict(list)
    for row in ctx.session.execute(_STEPS, ask):
        steps[row.case_id].append(StepFact(*row[1:]))
    papers: dict[UUID, set[str]] = defaultdict(set)
    for held_in, code in ctx.session.execute(_PAPERS, ask):
        papers[held_in].add(code)
    cases = {
        case.id: _case(case, steps[case.id], papers[case.id])
        for case in ctx.session.scalars(_CASES, ask)
    }
    return Facts(
        client=ClientFacts(
            birth_date=client.birth_date,
            birth_precision=_precision(client.birth_precision),
            sex=client.sex,
            residence_stable=client.residence_stable,
            residence_unit=client.residence_unit,
        ),
        actor=actor_facts(ctx.actor),
        case=cases.pop(case_id) if case_id is not None else None,
        cases=tuple(cases.values()),
        determinations=tuple(
            DeterminationFact(cast(Result, row[0]), row[1], row[2])
            for row in ctx.session.execute(_DETERMINATIONS, ask)
        ),
        clocks=tuple(_clock(clock) for clock in ctx.session.scalars(_CLOCKS, ask)),
        unit=unit,
        province=province,
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


def _precision(value: str) -> Precision:
    return "month" if value == "month" else "year" if value == "year" else "day"


def _case(case: LegalCase, steps: Iterable[StepFact], papers: Iterable[str]) -> CaseFacts:
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


def _clock(clock: Deadline) -> ClockFact:
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
    )

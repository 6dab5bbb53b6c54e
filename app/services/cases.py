"""Cases and their steps: open, take a step, read, list, and what can be done next.

A step travels `api/cases → take_step → law.judge → models → audit`; the law engine has the only
opinion, here it is only carried out.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.law.engine.facts import Facts
from app.law.engine.finding import Finding
from app.law.engine.judge import actions, judge
from app.law.shape.fields import StepBody
from app.models.case import LegalCase, Step
from app.problems import Invalid, NotFound, StaleVersion, StepRefused
from app.services import bodies, carry, named_evidence, phases_told, subjects, units
from app.services.facts import facts_of
from app.services.subjects import Subject

_BY_ID = sa.select(LegalCase).where(LegalCase.id == sa.bindparam("id"))
_BY_ID_LOCKED = _BY_ID.with_for_update()
_STEPS = sa.select(Step).where(Step.case_id == sa.bindparam("case")).order_by(Step.seq)


def open_case(
    ctx: Context,
    client_id: UUID | None,
    procedure: str,
    given: Mapping[str, object],
    *,
    facility: str | None = None,
    case_id: UUID | None = None,
) -> LegalCase:
    """Open a case with its opening step; the edition follows from the law.

    Raises StepRefused, citing the article, and StateConflict when another request was first.
    """
    subject = subjects.of(ctx, client_id=client_id, facility=facility, lock=True)
    body = bodies.read(ctx, procedure, given, pointer="/step")
    facts = facts_of(ctx, subject)
    finding = _judged(ctx, facts, procedure, body)
    case = LegalCase(
        id=case_id or new_id(),
        client_id=subject.client_id,
        subject_unit=subject.facility,
        procedure=procedure,
        unit=subject.unit,
        province=subject.province,
        facility=subject.facility,
        opened_at=body.occurred_at,
        provenance="recorded",
        version=1,
        created_at=ctx.now,
        created_by=ctx.actor.id,
    )
    carry.onto(ctx, case, finding, body)
    ctx.session.add(case)
    ctx.session.flush()
    carry.out(ctx, subject.client, case, finding, body, seq=1)
    return case


def take_step(ctx: Context, case_id: UUID, version: int, given: Mapping[str, object]) -> LegalCase:
    """Take one legal step in a case.

    Raises StepRefused with every reason and its article, StaleVersion when somebody was first.
    """
    case, subject = _locked(ctx, case_id, version)
    named = named_evidence.read(ctx, case, phases_told.agreed(ctx, case, given))
    body = bodies.read(ctx, case.procedure, named.told, pointer="")
    facts = named.beside(facts_of(ctx, subject, case_id=case.id))
    finding = _judged(ctx, facts, case.procedure, body)
    count = len(facts.case.steps) if facts.case is not None else 0
    carry.onto(ctx, case, finding, body)
    case.version += 1
    ctx.session.flush()
    carry.out(ctx, subject.client, case, finding, body, seq=count + 1)
    return case


def get(ctx: Context, case_id: UUID) -> LegalCase:
    """Return a case in the caller's custody; NotFound otherwise."""
    case = ctx.session.scalar(_BY_ID, {"id": case_id})
    if case is None:
        raise NotFound
    ctx.trail.note([case.client_id], object_type="case", object_id=case.id)
    return case


def steps(ctx: Context, case_id: UUID) -> Sequence[Step]:
    """Return the steps of a case in their order."""
    return ctx.session.scalars(_STEPS, {"case": case_id}).all()


def page(
    ctx: Context,
    *,
    unit: str | None = None,
    procedure: str | None = None,
    state: str | None = None,
    client_id: UUID | None = None,
    open_only: bool | None = None,
    after: Mapping[str, object] | None = None,
    limit: int,
) -> list[LegalCase]:
    """Return cases, oldest first; `unit` is a commune, facility, court, province or the nation."""
    statement = sa.select(LegalCase)
    if client_id is not None:
        living = sa.func.coalesce(sa.func.successor_of(client_id), client_id)
        statement = statement.where(LegalCase.client_id == living)
    else:
        statement = statement.where(within(ctx, unit or ctx.actor.unit))
    if client_id is not None and unit is not None:
        statement = statement.where(within(ctx, unit))
    if procedure is not None:
        statement = statement.where(LegalCase.procedure == procedure)
    if state is not None:
        statement = statement.where(LegalCase.state == state)
    if open_only is not None:
        closed = LegalCase.closed_at.is_(None)
        statement = statement.where(closed if open_only else ~closed)
    if after:
        here = sa.tuple_(LegalCase.opened_at, LegalCase.id)
        moment = sa.cast(after["opened_at"], sa.DateTime(timezone=True))
        statement = statement.where(here > sa.tuple_(moment, sa.cast(after["id"], sa.Uuid)))
    statement = statement.order_by(LegalCase.opened_at, LegalCase.id).limit(limit)
    found = list(ctx.session.scalars(statement))
    ctx.trail.note([case.client_id for case in found])
    return found


def possible(ctx: Context, case_id: UUID, *, at: datetime | None) -> list[Finding]:
    """Return every step from here: allowed, or why not (feature 88)."""
    case = get(ctx, case_id)
    subject = subjects.of(ctx, client_id=case.client_id, facility=case.subject_unit)
    facts = facts_of(ctx, subject, case_id=case.id)
    return actions(ctx.lawbook, ctx.calendar, facts, at=_moment(ctx, at), now=ctx.now)


def openings(ctx: Context, client_id: UUID, *, at: datetime | None) -> list[Finding]:
    """Return every step that could open a case for a client: allowed, or why not."""
    subject = subjects.of(ctx, client_id=client_id, facility=None)
    facts = facts_of(ctx, subject)
    return actions(ctx.lawbook, ctx.calendar, facts, at=_moment(ctx, at), now=ctx.now)


def _moment(ctx: Context, at: datetime | None) -> datetime:
    if at is not None and at > ctx.now:
        raise Invalid.at("query:at", vi="chưa xảy ra", en="has not happened yet")
    return at or ctx.now


def _judged(ctx: Context, facts: Facts, procedure: str, body: StepBody) -> Finding:
    finding = judge(
        ctx.lawbook,
        ctx.calendar,
        facts,
        procedure=procedure,
        step=bodies.text(body, "name") or "",
        body=bodies.plain(body),
        at=body.occurred_at,
        now=ctx.now,
    )
    if not finding.allowed:
        raise StepRefused(finding)
    return finding


def _locked(ctx: Context, case_id: UUID, version: int) -> tuple[LegalCase, Subject]:
    """Lock client, then case: always in this order, so that two steps cannot deadlock."""
    case = get(ctx, case_id)
    subject = subjects.of(ctx, client_id=case.client_id, facility=case.subject_unit, lock=True)
    locked = ctx.session.scalar(
        _BY_ID_LOCKED, {"id": case_id}, execution_options={"populate_existing": True}
    )
    if locked is None:
        # The file moved away while we waited for it.
        raise NotFound
    if locked.version != version:
        raise StaleVersion(extra={"current_version": locked.version})
    return locked, subject


def within(ctx: Context, unit: str) -> sa.ColumnElement[bool]:
    """Tell which cases belong to a unit's list, by the shape of its code."""
    if unit == "vn":
        return sa.true()
    if unit.startswith("F-"):
        return LegalCase.facility == unit
    if unit.startswith("C-"):
        return LegalCase.court == unit
    if len(unit) == 2:  # noqa: PLR2004 - a province's code has two digits
        return LegalCase.province == unit
    return LegalCase.unit.in_(units.today(ctx, unit))

"""Clocks (*thời hạn*): started, met and stopped by steps; open, overdue, met or breached when read.

Nothing here decides a length: the law engine does, and it stays as it was when the clock started
(163/2026/NĐ-CP has no saving clause; TR-22 of the book).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.law.days.calendar import DayNote
from app.law.engine.finding import Finding, StartedClock
from app.models.case import LegalCase, Step
from app.models.deadline import Deadline, DeadlineChange
from app.problems import NotFound, StaleVersion, StateConflict, Text
from app.services import standstill, units
from app.services.cited import basis, note_document

Status = Literal["open", "overdue", "met", "breached", "cancelled"]

_RUNNING = (
    sa.select(Deadline)
    .where(
        sa.or_(
            Deadline.client_id == sa.bindparam("client", type_=sa.Uuid),
            Deadline.case_id == sa.bindparam("case", type_=sa.Uuid),
        ),
        Deadline.met_at.is_(None),
        Deadline.cancelled_at.is_(None),
    )
    .order_by(Deadline.due_at, Deadline.id)
    .with_for_update()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock as it stands at a moment."""

    clock: Deadline
    status: Status
    late: bool


def follow(ctx: Context, case: LegalCase, step: Step, finding: Finding) -> None:
    """Meet the clocks this step answers, change those it touches, then start new ones."""
    moved = {change.clock: change for change in finding.moved}
    changed = {
        change.clock: change for change in (*finding.paused, *finding.resumed, *finding.extended)
    }
    fresh = {started.clock for started in finding.starts}
    mark = f"{case.procedure}:{step.name}"
    running = {"client": case.client_id, "case": case.id}
    for clock in ctx.session.scalars(_RUNNING, running):
        own = clock.case_id == case.id
        if mark in clock.met_by or (own and clock.clock in finding.meets):
            clock.met_at, clock.met_step = step.occurred_at, step.id
            clock.version += 1
        elif own and clock.clock in fresh:
            _cancel(clock, "started-again", step.occurred_at)
        elif own and ("*" in finding.cancels or clock.clock in finding.cancels):
            _cancel(clock, mark, step.occurred_at)
        elif own and clock.clock in changed:
            change = changed[clock.clock]
            standstill.write(clock, change)
            move(ctx, clock, change.due_at, explained(change.explanation), mark)
        elif own and clock.clock in moved:
            shift = moved[clock.clock]
            move(ctx, clock, shift.due_at, explained(shift.explanation), "term-moved")
    ctx.session.add_all(_started(case, step, finding, started) for started in finding.starts)


def _started(case: LegalCase, step: Step, finding: Finding, started: StartedClock) -> Deadline:
    return Deadline(
        id=new_id(),
        client_id=case.client_id,
        case_id=case.id,
        unit=case.unit,
        province=case.province,
        clock=started.clock,
        edition=finding.edition,
        title={"vi": started.title.vi, "en": started.title.en},
        started_at=started.started_at,
        started_by=step.id,
        span=started.limit,
        span_unit=started.unit,
        due_at=started.due_at,
        explanation=explained(started.explanation),
        legal_basis=basis([started.law]),
        met_by=list(started.met_by),
        late_fact=started.late or None,
        advisory=started.advisory,
        unverified=started.unverified,
        pauses=[],
        extensions=[],
        version=1,
    )


def stop(ctx: Context, case: LegalCase, step: Step, finding: Finding) -> None:
    """Stop the clocks of a case that a step has closed.

    What is still owed runs on: what another procedure must meet, and what a step after the end
    can still do (sending the decision that ended the case). Nothing is owed of the dead.
    """
    ctx.session.flush()
    procedure = ctx.lawbook.procedures[case.procedure, finding.edition]
    left = {rule.name for rule in procedure.steps.values() if finding.to_state in rule.from_}
    for clock in ctx.session.scalars(_RUNNING, {"client": case.client_id, "case": case.id}):
        elsewhere = any(":" in mark for mark in clock.met_by)
        here = bool(left.intersection(clock.met_by))
        owed = finding.records != "death" and (elsewhere or here)
        if clock.case_id == case.id and not owed:
            _cancel(clock, "case-closed", step.occurred_at)


def read(clock: Deadline, now: datetime) -> Reading:
    """Tell how a clock stands: derived when read, never written by a reader.

    `breached`: met late, or missed where missing it is itself a fact of the law (not registering,
    not performing). `overdue`: past due and still owed. An advisory clock (a time to wait, a
    limit the law in force does not set) is never breached, and one that stands still is not late,
    even when it is met or stopped standing.
    """
    standing = clock.paused_at is not None
    if clock.cancelled_at is not None:
        late = not standing and clock.cancelled_at > clock.due_at
        return Reading(clock, "cancelled", late=late)
    if clock.met_at is not None:
        late = not standing and clock.met_at > clock.due_at
        return Reading(clock, "breached" if late and not clock.advisory else "met", late=late)
    if now <= clock.due_at or standing:
        return Reading(clock, "open", late=False)
    return Reading(clock, "breached" if clock.late_fact else "overdue", late=True)


def page(
    ctx: Context,
    *,
    unit: str | None = None,
    status: str | None = None,
    due_before: datetime | None = None,
    case_id: UUID | None = None,
    client_id: UUID | None = None,
    after: Mapping[str, object] | None = None,
    limit: int,
) -> list[Reading]:
    """Return clocks by the moment they are due. `breached` is the register of everything missed."""
    statement = sa.select(Deadline)
    if case_id is not None:
        statement = statement.where(Deadline.case_id == case_id)
    elif client_id is not None:
        statement = statement.where(Deadline.client_id == client_id)
    else:
        statement = statement.where(_at(ctx, unit or ctx.actor.unit))
    if status is not None:
        statement = statement.where(_standing(status, ctx.now))
    if due_before is not None:
        statement = statement.where(Deadline.due_at < due_before)
    if after:
        here = sa.tuple_(Deadline.due_at, Deadline.id)
        moment = sa.cast(after["due_at"], sa.DateTime(timezone=True))
        statement = statement.where(here > sa.tuple_(moment, sa.cast(after["id"], sa.Uuid)))
    statement = statement.order_by(Deadline.due_at, Deadline.id).limit(limit)
    found = [read(clock, ctx.now) for clock in ctx.session.scalars(statement)]
    ctx.trail.note([reading.clock.client_id for reading in found])
    return found


def get(ctx: Context, deadline_id: UUID) -> Reading:
    """Return one clock in the caller's custody; NotFound otherwise."""
    clock = ctx.session.scalar(sa.select(Deadline).where(Deadline.id == deadline_id))
    if clock is None:
        raise NotFound
    ctx.trail.note([clock.client_id], object_type="deadline", object_id=clock.id)
    return read(clock, ctx.now)


def changes(ctx: Context, deadline_id: UUID) -> list[DeadlineChange]:
    """Return what later holiday decisions did to a clock."""
    statement = sa.select(DeadlineChange).where(DeadlineChange.deadline_id == deadline_id)
    return list(ctx.session.scalars(statement.order_by(DeadlineChange.changed_at)))


def explain_breach(ctx: Context, deadline_id: UUID, version: int, reason: str) -> Reading:
    """Write beside a missed clock why it was missed, and who says so; the miss itself stays."""
    clock = ctx.session.scalar(
        sa.select(Deadline).where(Deadline.id == deadline_id).with_for_update()
    )
    if clock is None:
        raise NotFound
    if clock.version != version:
        raise StaleVersion(extra={"current_version": clock.version})
    if not read(clock, ctx.now).late:
        raise StateConflict(detail=Text("Thời hạn này không bị lỡ", "This deadline was not missed"))
    clock.breach_reason, clock.breach_by = reason, ctx.actor.id
    clock.version += 1
    ctx.session.flush()
    ctx.trail.note([clock.client_id], object_type="deadline", object_id=clock.id)
    return read(clock, ctx.now)


def explained(days: Sequence[DayNote]) -> dict[str, object]:
    """Return how a date came about: every day, counted or skipped, and why."""
    return {
        "unverified": any(note.unverified for note in days),
        "days": [note_document(note) for note in days],
    }


def move(
    ctx: Context, clock: Deadline, due_at: datetime, explanation: dict[str, object], reason: str
) -> None:
    """Give a running clock another date, with before and after on record."""
    ctx.session.add(
        DeadlineChange(
            id=new_id(),
            client_id=clock.client_id,
            deadline_id=clock.id,
            changed_at=ctx.now,
            changed_by=ctx.actor.id,
            due_before=clock.due_at,
            due_after=due_at,
            reason=reason,
        )
    )
    clock.due_at, clock.explanation = due_at, explanation
    clock.version += 1


def _cancel(clock: Deadline, reason: str, at: datetime) -> None:
    """Stop a clock at the moment of the act, not of its entry: a late entry makes nothing late."""
    clock.cancelled_at, clock.cancelled_reason = at, reason
    clock.version += 1


def _standing(status: str, now: datetime) -> sa.ColumnElement[bool]:
    running = sa.and_(Deadline.met_at.is_(None), Deadline.cancelled_at.is_(None))
    paused = Deadline.paused_at.is_not(None)
    missed = sa.and_(running, Deadline.due_at < now, ~paused)
    match status:
        case "open":
            return sa.and_(running, sa.or_(Deadline.due_at >= now, paused))
        case "overdue":
            return missed
        case "met":
            in_time = sa.or_(Deadline.advisory, paused, Deadline.met_at <= Deadline.due_at)
            return sa.and_(Deadline.met_at.is_not(None), in_time)
        case _:
            late = sa.or_(missed, sa.and_(Deadline.met_at > Deadline.due_at, ~paused))
            return sa.and_(late, ~Deadline.advisory)


def _at(ctx: Context, unit: str) -> sa.ColumnElement[bool]:
    if unit == "vn":
        return sa.true()
    if unit[:2] in {"F-", "C-"}:
        column = LegalCase.facility if unit[0] == "F" else LegalCase.court
        return Deadline.case_id.in_(sa.select(LegalCase.id).where(column == unit))
    if len(unit) == 2:  # noqa: PLR2004 - a province's code has two digits
        return Deadline.province == unit
    return Deadline.unit.in_(units.today(ctx, unit))

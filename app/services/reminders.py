"""Reminders of a unit: listed, marked as read. The worker makes and ends them (`rounds`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.models.assignment import Assignment
from app.models.deadline import Deadline
from app.models.reminder import Reminder
from app.problems import NotFound
from app.services import assignments
from app.services.worklist import names_of, place_of

# Which part of a file a reminder tells of.
_PARTS = {"deadline": Part.LEGAL, "contact": Part.SOCIAL}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reminders: of which unit and stage, of the caller's own people, not yet read."""

    unit: str | None = None
    stage: str | None = None
    mine: bool = False
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A reminder with its clock, and the name for those who read identity."""

    reminder: Reminder
    clock: Deadline | None
    full_name: str | None
    mine: bool


def page(
    ctx: Context, wanted: Wanted, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[Told]:
    """Return the reminders that stand, due last at the head."""
    statement = sa.select(Reminder).where(of_unit(ctx, wanted.unit), visible(ctx), _standing())
    if wanted.stage is not None:
        statement = statement.where(Reminder.stage == wanted.stage)
    if wanted.mine:
        statement = statement.where(mine(ctx))
    if wanted.unread:
        statement = statement.where(Reminder.read_at.is_(None))
    if after is not None:
        statement = statement.where(sa.tuple_(Reminder.due_at, Reminder.id) < after)
    order = (Reminder.due_at.desc(), Reminder.id.desc())
    return told(ctx, ctx.session.scalars(statement.order_by(*order).limit(limit)).all())


def mark_read(ctx: Context, reminder_id: UUID) -> Told:
    """Mark a reminder of the caller's own unit as read; who read it first stays on record."""
    statement = sa.select(Reminder).where(
        Reminder.id == reminder_id, of_unit(ctx, None), visible(ctx)
    )
    found = ctx.session.scalar(statement.with_for_update())
    if found is None:
        raise NotFound
    if found.read_at is None:
        found.read_at, found.read_by = ctx.now, ctx.actor.id
        found.version += 1
        ctx.session.flush()
    ctx.trail.note(object_type="reminder", object_id=found.id)
    return told(ctx, [found])[0]


def told(ctx: Context, rows: Sequence[Reminder]) -> list[Told]:
    """Fetch what is shown of reminders, and put on record whose files they show."""
    clocks = _clocks(ctx, [row.deadline_id for row in rows if row.deadline_id is not None])
    names = names_of(ctx, [row.client_id for row in rows])
    ids = {row.client_id for row in rows}
    own = (
        set(ctx.session.scalars(assignments.mine(ctx).where(Assignment.client_id.in_(ids))))
        if ids
        else set()
    )
    ctx.trail.note(sorted(ids))
    return [
        Told(
            row,
            None if row.deadline_id is None else clocks.get(row.deadline_id),
            names.get(row.client_id),
            row.unit == ctx.actor.unit and row.client_id in own,
        )
        for row in rows
    ]


def of_unit(ctx: Context, unit: str | None) -> sa.ColumnElement[bool]:
    """Tell which reminders are a unit's; a former commune is what it went into."""
    return Reminder.unit.in_(place_of(ctx, unit or ctx.actor.unit).codes)


def visible(ctx: Context) -> sa.ColumnElement[bool]:
    """Tell which reminders the caller may read, by the part of the file they tell of."""
    return Reminder.kind.in_([kind for kind, part in _PARTS.items() if ctx.sees(part)])


def mine(ctx: Context) -> sa.ColumnElement[bool]:
    """Tell which reminders are of people the caller looks after today."""
    return (Reminder.unit == ctx.actor.unit) & Reminder.client_id.in_(assignments.mine(ctx))


def _standing() -> sa.ColumnElement[bool]:
    """Not ended, neither here nor, since the last round, there; a clock at a standstill waits."""
    runs = (
        sa.exists()
        .where(
            Deadline.id == Reminder.deadline_id,
            Deadline.met_at.is_(None),
            Deadline.cancelled_at.is_(None),
            Deadline.paused_at.is_(None),
            Deadline.due_at == Reminder.due_at,
        )
        .correlate(Reminder)
    )
    return Reminder.closed_at.is_(None) & sa.or_(Reminder.deadline_id.is_(None), runs)


def _clocks(ctx: Context, ids: Sequence[UUID]) -> Mapping[UUID, Deadline]:
    statement = sa.select(Deadline).where(Deadline.id.in_(ids))
    return {clock.id: clock for clock in ctx.session.scalars(statement)} if ids else {}

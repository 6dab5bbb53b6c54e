"""Individual plans: written, agreed, in force one at a time, ended; a new one ends the old.

For those who read the legal part of a file; goals of health are told to the clinical part alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.ids import new_id
from app.models.account import Account
from app.models.case import LegalCase
from app.models.client import Client
from app.models.plan import Plan
from app.problems import Invalid, NotFound, NotPermitted, StaleVersion, StateConflict, Text
from app.services import cases, clients, entered

DRAFT, ACTIVE, ENDED = "draft", "active", "ended"
SUPERSEDED = "superseded"
_NO_PERSON = Text("Vụ việc không phải của một người", "The case is not of a person")
_CLOSED = Text("Vụ việc đã đóng", "The case is closed")
_NOT_DRAFT = Text("Kế hoạch không còn là bản thảo", "The plan is no draft any more")
_OVER = Text("Kế hoạch đã kết thúc hoặc đã hủy", "The plan has ended, or was voided")


@dataclass(frozen=True, slots=True)
class Entry:
    """A plan as it is told to us, without its goals."""

    written_on: date
    status: str = ACTIVE
    owner_id: UUID | None = None
    owner_name: str | None = None
    agreed_on: date | None = None
    next_review_on: date | None = None
    unit: str | None = None
    note: str | None = None
    id: UUID | None = None


def write(ctx: Context, case_id: UUID, entry: Entry) -> Plan:
    """Write a plan of an open case; one in force ends the one before it."""
    case, client = locked_case(ctx, case_id)
    refuse_closed(case)
    _refuse_impossible(ctx, entry)
    place = entered.place(ctx, entry.unit or own_unit(ctx, client.unit))
    owner = entry.owner_id
    if owner is not None:
        _refuse_stranger(ctx, client.id, owner)
    elif entry.owner_name is None:
        owner = ctx.actor.id
    plan = Plan(
        id=entry.id or new_id(),
        client_id=client.id,
        case_id=case.id,
        written_on=entry.written_on,
        owner_id=owner,
        owner_name=entry.owner_name,
        agreed_on=entry.agreed_on,
        next_review_on=entry.next_review_on,
        status=DRAFT,
        unit=place.code,
        province=place.province,
        note=entry.note,
        provenance="recorded",
        late_entry=entry.written_on < ctx.today,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )
    if entry.status == ACTIVE:
        _put_in_force(ctx, plan)
    ctx.session.add(plan)
    ctx.session.flush()
    ctx.trail.note(object_type="plan", object_id=plan.id, detail={"status": plan.status})
    return plan


def activate(
    ctx: Context, case_id: UUID, plan_id: UUID, version: int, *, agreed_on: date | None
) -> Plan:
    """Put a draft in force; the plan in force until now ends and stays as it was."""
    case, _ = locked_case(ctx, case_id)
    plan = locked(ctx, case, plan_id, version)
    refuse_closed(case)
    if plan.status != DRAFT or plan.voided_at is not None:
        raise StateConflict(_NOT_DRAFT)
    if agreed_on is not None:
        refuse_future(ctx, agreed_on, "/agreed_on")
    _put_in_force(ctx, plan)
    plan.agreed_on = agreed_on or plan.agreed_on
    return changed(ctx, plan, {"status": plan.status})


def end(
    ctx: Context, case_id: UUID, plan_id: UUID, version: int, *, ended_on: date, reason: str
) -> Plan:
    """End a plan that no other replaces; it stays on file."""
    case, _ = locked_case(ctx, case_id)
    plan = locked(ctx, case, plan_id, version)
    refuse_over(plan)
    refuse_future(ctx, ended_on, "/ended_on")
    if ended_on < plan.written_on:
        raise Invalid.at("/ended_on", vi="trước ngày lập kế hoạch", en="is before it was written")
    plan.status, plan.ended_on, plan.end_reason = ENDED, ended_on, reason
    return changed(ctx, plan, {"status": plan.status})


def void(ctx: Context, case_id: UUID, plan_id: UUID, version: int, reason: str) -> Plan:
    """Mark a plan entered by mistake: it stays on file and counts no more."""
    case, client = locked_case(ctx, case_id)
    locked(ctx, case, plan_id, version)
    plan = entered.void(ctx, Plan, client.id, plan_id, version, reason)
    ctx.trail.note(object_type="plan", object_id=plan.id, detail={"voided": True})
    return plan


def get(ctx: Context, case_id: UUID, plan_id: UUID) -> Plan:
    """Return a plan of a case. Raises NotFound, NotPermitted."""
    require_legal(ctx)
    case = cases.get(ctx, case_id)
    plan = ctx.session.scalar(sa.select(Plan).where(Plan.id == plan_id, Plan.case_id == case.id))
    if plan is None:
        raise NotFound
    ctx.trail.note(object_type="plan", object_id=plan.id)
    return plan


def of_case(ctx: Context, case_id: UUID) -> Sequence[Plan]:
    """Return the plans of a case, newest first, voided ones too."""
    require_legal(ctx)
    case = cases.get(ctx, case_id)
    statement = sa.select(Plan).where(Plan.case_id == case.id)
    return ctx.session.scalars(statement.order_by(Plan.written_on.desc(), Plan.id.desc())).all()


def page(
    ctx: Context,
    client_id: UUID,
    *,
    status: str | None = None,
    after: tuple[date, UUID] | None = None,
    limit: int,
) -> list[Plan]:
    """Return a client's plans across cases, newest first."""
    require_legal(ctx)
    clients.get(ctx, client_id)
    statement = sa.select(Plan).where(Plan.client_id == client_id)
    if status is not None:
        statement = statement.where(Plan.status == status)
    if after is not None:
        statement = statement.where(sa.tuple_(Plan.written_on, Plan.id) < after)
    statement = statement.order_by(Plan.written_on.desc(), Plan.id.desc()).limit(limit)
    return list(ctx.session.scalars(statement))


def require_legal(ctx: Context) -> None:
    """Refuse whoever does not read the legal part of files."""
    if not ctx.sees(Part.LEGAL):
        raise NotPermitted


def locked_case(ctx: Context, case_id: UUID) -> tuple[LegalCase, Client]:
    """Return a person's case, its file locked: client first, as a step does."""
    require_legal(ctx)
    case = cases.get(ctx, case_id)
    if case.client_id is None:
        raise StateConflict(_NO_PERSON)
    client = clients.get(ctx, case.client_id, lock=True)
    ctx.session.refresh(case)
    return case, client


def locked(ctx: Context, case: LegalCase, plan_id: UUID, version: int) -> Plan:
    """Return a plan of a case to be changed. Raises NotFound, StaleVersion."""
    statement = sa.select(Plan).where(Plan.id == plan_id, Plan.case_id == case.id)
    plan = ctx.session.scalar(statement.with_for_update())
    if plan is None:
        raise NotFound
    if plan.version != version:
        raise StaleVersion(extra={"current_version": plan.version})
    return plan


def refuse_closed(case: LegalCase) -> None:
    """Refuse to go on in a case that is over."""
    if case.closed_at is not None:
        raise StateConflict(_CLOSED)


def refuse_over(plan: Plan) -> None:
    """Refuse to go on with a plan that is over."""
    if plan.status == ENDED or plan.voided_at is not None:
        raise StateConflict(_OVER)


def changed(ctx: Context, plan: Plan, detail: Mapping[str, object]) -> Plan:
    """Write a changed plan down."""
    plan.version += 1
    ctx.session.flush()
    ctx.trail.note(object_type="plan", object_id=plan.id, detail=detail)
    return plan


def own_unit(ctx: Context, commune: str) -> str:
    """Where the caller works, if people are rehabilitated there; else the client's commune."""
    return ctx.actor.unit if ctx.actor.unit_kind in {"commune", "facility"} else commune


def _put_in_force(ctx: Context, plan: Plan) -> None:
    statement = sa.select(Plan).where(
        Plan.case_id == plan.case_id, Plan.status == ACTIVE, Plan.voided_at.is_(None)
    )
    old = ctx.session.scalar(statement.with_for_update())
    if old is not None:
        old.status, old.end_reason = ENDED, SUPERSEDED
        old.ended_on = max(plan.written_on, old.written_on)
        old.version += 1
        # The old one ends before the new one begins: the promise looks at each row as it comes.
        ctx.session.flush()
        plan.supersedes = old.id
    plan.status = ACTIVE


def _refuse_impossible(ctx: Context, entry: Entry) -> None:
    refuse_future(ctx, entry.written_on, "/written_on")
    if entry.agreed_on is not None:
        refuse_future(ctx, entry.agreed_on, "/agreed_on")
    if entry.next_review_on is not None and entry.next_review_on < entry.written_on:
        raise Invalid.at(
            "/next_review_on", vi="trước ngày lập kế hoạch", en="is before it was written"
        )


def refuse_future(ctx: Context, day: date, pointer: str) -> None:
    """Refuse a day that has not come yet."""
    if day > ctx.today:
        raise Invalid.at(pointer, vi="chưa đến ngày này", en="lies in the future")


def _refuse_stranger(ctx: Context, client_id: UUID, owner: UUID) -> None:
    """Refuse an owner who is not at a unit that holds the file; absent and hidden alike."""
    holding = {row["unit"] for row in clients.holders(ctx, client_id) if row["until"] is None}
    statement = sa.select(Account.unit).where(Account.id == owner, Account.disabled_at.is_(None))
    if ctx.session.scalar(statement) not in holding:
        raise Invalid.at(
            "/owner_id",
            vi="không phải cán bộ của đơn vị đang quản lý hồ sơ",
            en="is nobody of a unit that holds the file",
        )

"""Plans of body tests, and where a person stands with them: done, next due, missed.

A plan spreads its tests evenly over its days: each test has its own span, at whose end it is due.
Neither decree sets how often (116/2021/NĐ-CP, Điều 79; 163/2026/NĐ-CP, Điều 136): the plan does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.ids import new_id
from app.models.body_test import BodyTest, TestPlan
from app.models.case import LegalCase
from app.models.client import Client
from app.problems import Invalid, NotPermitted, StateConflict, Text
from app.services import body_tests, clients, entered, tests_law
from app.times import vn_day

_UNANNOUNCED: Final = ("unplanned", "on_ground")
# Whoever refuses was called for; what came to nothing is done again.
DONE: Final = ("negative", "positive", "refused")


@dataclass(frozen=True, slots=True)
class Entry:
    """A plan as it is told to us."""

    case_id: UUID
    set_on: date
    from_on: date
    until_on: date
    how_many: int
    unit: str
    set_by: str | None = None
    paper_number: str | None = None
    note: str | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The days one planned test has; it is due on the last."""

    first: date
    due: date


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands with their tests on a day."""

    last_taken_at: datetime | None
    last_result: str | None
    planned: int
    done: int
    missed: int
    next_due: date | None
    overdue: bool
    unplanned_this_month: int


def record(ctx: Context, client_id: UUID, entry: Entry) -> TestPlan:
    """Set a plan under an open case; by those who may require tests, where the law lets them plan.

    Raises StateConflict naming the article; and where a plan covers these days already.
    """
    _file(ctx, client_id)
    _refuse_impossible(ctx, entry)
    tests_law.refuse_other_offices(ctx, entry.set_on)
    case = tests_law.case_on(ctx, client_id, entry.case_id, entry.from_on)
    tests_law.refuse_unlawful(
        ctx, body_tests.PLANNED, None if case is None else case.procedure, entry.from_on
    )
    if case is not None and case.term_end is not None and entry.until_on > case.term_end:
        raise Invalid.at("/until_on", vi="sau khi hết thời hạn", en="is after the term is over")
    _refuse_overlapping(ctx, client_id, entry)
    place = entered.place(ctx, entry.unit)
    plan = TestPlan(
        id=entry.id or new_id(),
        client_id=client_id,
        case_id=entry.case_id,
        set_on=entry.set_on,
        from_on=entry.from_on,
        until_on=entry.until_on,
        how_many=entry.how_many,
        set_by=entry.set_by,
        paper_number=entry.paper_number,
        unit=place.code,
        province=place.province,
        note=entry.note,
        provenance="recorded",
        late_entry=entry.set_on < ctx.today,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )
    ctx.session.add(plan)
    ctx.session.flush()
    ctx.trail.note(object_type="test_plan", object_id=plan.id, detail={"tests": plan.how_many})
    return plan


def page(
    ctx: Context, client_id: UUID, *, after: tuple[date, UUID] | None = None, limit: int
) -> list[TestPlan]:
    """Return a client's plans, newest first, voided ones too."""
    _file(ctx, client_id)
    statement = sa.select(TestPlan).where(TestPlan.client_id == client_id)
    if after is not None:
        statement = statement.where(sa.tuple_(TestPlan.from_on, TestPlan.id) < after)
    statement = statement.order_by(TestPlan.from_on.desc(), TestPlan.id.desc()).limit(limit)
    return list(ctx.session.scalars(statement))


def void(ctx: Context, client_id: UUID, plan_id: UUID, version: int, reason: str) -> TestPlan:
    """Mark a plan set by mistake. StateConflict while a test that counts rests on it."""
    _file(ctx, client_id)
    plan = entered.void(ctx, TestPlan, client_id, plan_id, version, reason)
    resting = sa.select(BodyTest.id).where(
        BodyTest.plan_id == plan.id, BodyTest.voided_at.is_(None)
    )
    if ctx.session.scalar(resting.limit(1)) is not None:
        raise StateConflict(
            Text("Đã có xét nghiệm theo kế hoạch này", "Tests were taken by this plan")
        )
    ctx.trail.note(object_type="test_plan", object_id=plan.id, detail={"voided": True})
    return plan


def standing(ctx: Context, client_id: UUID) -> Standing:
    """Tell the last result, what the plans ask for and what was missed; nothing is written."""
    _file(ctx, client_id)
    newest_first = ctx.session.scalars(
        sa.select(BodyTest)
        .where(
            BodyTest.client_id == client_id,
            BodyTest.voided_at.is_(None),
            BodyTest.reason.in_(tests_law.reasons_seen(ctx)),
        )
        .order_by(BodyTest.taken_at.desc(), BodyTest.id.desc())
    ).all()
    taken = [test for test in newest_first if test.plan_id and test.result in DONE]
    asked = _asked(ctx, client_id)
    open_spans = [span for span in asked if not _taken_in(span, taken)]
    missed = [span for span in open_spans if span.due < ctx.today]
    waiting = [span.due for span in open_spans if span.due >= ctx.today]
    last_day = vn_day(taken[0].taken_at) if taken else None
    month = ctx.today.replace(day=1)
    return Standing(
        last_taken_at=newest_first[0].taken_at if newest_first else None,
        last_result=newest_first[0].result if newest_first else None,
        planned=len(asked),
        done=len(asked) - len(open_spans),
        missed=len(missed),
        next_due=min(waiting, default=None),
        overdue=bool(missed) and (last_day is None or last_day <= missed[-1].due),
        unplanned_this_month=sum(
            test.reason in _UNANNOUNCED and vn_day(test.taken_at) >= month for test in newest_first
        ),
    )


def spans(plan: TestPlan) -> list[Span]:
    """Spread the tests of a plan evenly over its days; the last is due when the plan ends."""
    days, first, found = (plan.until_on - plan.from_on).days, plan.from_on, []
    for number in range(1, plan.how_many + 1):
        due = plan.from_on + timedelta(days=1) * (days * number // plan.how_many)
        found.append(Span(first, due))
        first = due + timedelta(days=1)
    return found


def _asked(ctx: Context, client_id: UUID) -> list[Span]:
    """What every plan that counts asks for, in order; nothing more once its case is closed."""
    rows = ctx.session.execute(
        sa.select(TestPlan, LegalCase.closed_at)
        .join(LegalCase, LegalCase.id == TestPlan.case_id)
        .where(TestPlan.client_id == client_id, TestPlan.voided_at.is_(None))
        .order_by(TestPlan.from_on)
    )
    return [
        span
        for plan, closed in rows
        for span in spans(plan)
        if closed is None or span.due <= vn_day(closed)
    ]


def _taken_in(span: Span, taken: Sequence[BodyTest]) -> bool:
    return any(span.first <= vn_day(test.taken_at) <= span.due for test in taken)


def _refuse_impossible(ctx: Context, entry: Entry) -> None:
    if entry.set_on > ctx.today:
        raise Invalid.at("/set_on", vi="chưa đến ngày này", en="lies in the future")
    if entry.from_on < entry.set_on:
        raise Invalid.at("/from_on", vi="trước ngày lập", en="is before the plan was set")
    if entry.until_on < entry.from_on:
        raise Invalid.at("/until_on", vi="trước ngày bắt đầu", en="is before it begins")
    if entry.how_many > (entry.until_on - entry.from_on).days + 1:
        raise Invalid.at("/how_many", vi="nhiều hơn số ngày", en="is more than there are days")


def _refuse_overlapping(ctx: Context, client_id: UUID, entry: Entry) -> None:
    """Kindly before the constraint, which keeps it under a race."""
    statement = sa.select(TestPlan.id).where(
        TestPlan.client_id == client_id,
        TestPlan.voided_at.is_(None),
        TestPlan.from_on <= entry.until_on,
        TestPlan.until_on >= entry.from_on,
    )
    if ctx.session.scalar(statement.limit(1)) is not None:
        raise StateConflict(
            Text(
                "Đã có kế hoạch xét nghiệm trong thời gian này",
                "A plan of tests covers these days already",
            )
        )


def _file(ctx: Context, client_id: UUID) -> Client:
    """Return the client to those who work with the legal part of a file."""
    if not ctx.sees(Part.LEGAL):
        raise NotPermitted
    return clients.get(ctx, client_id)

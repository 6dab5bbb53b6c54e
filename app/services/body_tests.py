"""Body tests of a person (*xét nghiệm chất ma túy trong cơ thể*): on a ground, by plan or not.

A test that is a step of a case tells what the step told and is not typed a second time. No result
changes a case: a positive one is no relapse by itself, what follows is a step somebody takes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from app.access import TEST_PARTS
from app.context import Context
from app.ids import new_id
from app.models.body_test import BodyTest, TestPlan
from app.models.case import LegalCase, Step
from app.models.client import Client
from app.problems import Fault, Invalid, NotPermitted, Text
from app.services import clients, entered, tests_law
from app.times import vn_day

PLANNED: Final = "planned"
REFUSED: Final = "refused"
# The step of the procedure that tells a result, and what a test takes from it.
_PROCEDURE, _STEP = "body-test", "record_result"
_FROM_STEP = ("taken_at", "result", "sample", "substances")
_MISSING = Text("Phải ghi trường này", "This field is required")
_TOLD = Text("Bước của vụ việc đã ghi", "The step of the case tells this already")


@dataclass(frozen=True, slots=True)
class Entry:
    """A test as it is told to us; with a step, what the step told is left out."""

    reason: str
    unit: str
    ground: str | None = None
    taken_at: datetime | None = None
    result: str | None = None
    method: str | None = None
    sample: str | None = None
    substances: str | None = None
    done_by: str | None = None
    paper_number: str | None = None
    case_id: UUID | None = None
    plan_id: UUID | None = None
    step_id: UUID | None = None
    note: str | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a test found, told by the caller or by the step."""

    taken_at: datetime
    result: str
    sample: str | None
    substances: str | None


def record(ctx: Context, client_id: UUID, entry: Entry) -> BodyTest:
    """Put a test on file; it may be entered later than it was taken, never before.

    Raises StateConflict naming the article where the law asks for a ground and none is told.
    """
    client = file(ctx, client_id, entry.reason)
    found = _told(entry) if entry.step_id is None else _of_step(ctx, client_id, entry)
    _refuse_impossible(ctx, client, entry, found)
    case = _case(ctx, client_id, entry, found)
    procedure = None if case is None else case.procedure
    tests_law.refuse_unlawful(ctx, entry.reason, procedure, vn_day(found.taken_at))
    place = entered.place(ctx, entry.unit)
    test = BodyTest(
        id=entry.id or new_id(),
        client_id=client_id,
        case_id=None if case is None else case.id,
        plan_id=entry.plan_id,
        step_id=entry.step_id,
        reason=entry.reason,
        ground=entry.ground,
        taken_at=found.taken_at,
        result=found.result,
        method=entry.method,
        sample=found.sample,
        substances=found.substances,
        done_by=entry.done_by,
        paper_number=entry.paper_number,
        unit=place.code,
        province=place.province,
        note=entry.note,
        provenance="recorded",
        late_entry=vn_day(found.taken_at) < ctx.today,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )
    ctx.session.add(test)
    ctx.session.flush()
    ctx.trail.note(object_type="body_test", object_id=test.id, detail={"reason": test.reason})
    return test


def page(
    ctx: Context,
    client_id: UUID,
    *,
    reason: str | None = None,
    result: str | None = None,
    after: tuple[datetime, UUID] | None = None,
    limit: int,
) -> list[BodyTest]:
    """Return a client's tests of the parts the caller reads, newest first, voided ones too."""
    clients.get(ctx, client_id)
    shown = tests_law.reasons_seen(ctx)
    if not shown or (reason is not None and reason not in shown):
        raise NotPermitted
    asked = shown if reason is None else [reason]
    statement = sa.select(BodyTest).where(
        BodyTest.client_id == client_id, BodyTest.reason.in_(asked)
    )
    if result is not None:
        statement = statement.where(BodyTest.result == result)
    if after is not None:
        statement = statement.where(sa.tuple_(BodyTest.taken_at, BodyTest.id) < after)
    statement = statement.order_by(BodyTest.taken_at.desc(), BodyTest.id.desc()).limit(limit)
    return list(ctx.session.scalars(statement))


def void(ctx: Context, client_id: UUID, test_id: UUID, version: int, reason: str) -> BodyTest:
    """Mark a test entered by mistake; the step it told of stays. NotPermitted out of one's part."""
    seen = tests_law.reasons_seen(ctx)
    told = sa.select(BodyTest.reason).where(BodyTest.id == test_id, BodyTest.client_id == client_id)
    if not seen or ctx.session.scalar(told) not in {*seen, None}:
        raise NotPermitted
    test = entered.void(ctx, BodyTest, client_id, test_id, version, reason)
    ctx.trail.note(object_type="body_test", object_id=test.id, detail={"voided": True})
    return test


def file(ctx: Context, client_id: UUID, reason: str) -> Client:
    """Return the client to those who work with the part that tests for such a reason are of."""
    if not ctx.sees(TEST_PARTS[reason]):
        raise NotPermitted
    return clients.get(ctx, client_id)


def _told(entry: Entry) -> Found:
    """What the caller told of the test."""
    wanted = ["taken_at", "result"]
    if entry.result != REFUSED:
        wanted.append("sample")
    missing = [name for name in wanted if getattr(entry, name) is None]
    if entry.taken_at is None or entry.result is None or missing:
        raise Invalid(errors=tuple(Fault(f"/{name}", _MISSING) for name in missing))
    if entry.result == REFUSED and (entry.sample or entry.method or entry.substances):
        raise Invalid.at("/sample", vi="không chấp hành thì không có mẫu", en="it was refused")
    return Found(entry.taken_at, entry.result, entry.sample, entry.substances)


def _of_step(ctx: Context, client_id: UUID, entry: Entry) -> Found:
    """What the step told of the test; Invalid where it is no result of this client's."""
    twice = [name for name in _FROM_STEP if getattr(entry, name) is not None]
    if twice:
        raise Invalid(errors=tuple(Fault(f"/{name}", _TOLD) for name in twice))
    statement = (
        sa.select(Step)
        .join(LegalCase, LegalCase.id == Step.case_id)
        .where(Step.id == entry.step_id, Step.client_id == client_id, Step.name == _STEP)
        .where(LegalCase.procedure == _PROCEDURE)
    )
    step = ctx.session.scalar(statement)
    if step is None:
        raise Invalid.at(
            "/step_id",
            vi="không phải bước ghi kết quả xét nghiệm của người này",
            en="is no step that recorded a result of this client",
        )
    said: Mapping[str, object] = step.body
    substances = said.get("substances")
    return Found(
        step.occurred_at,
        str(said["result"]),
        str(said["sample"]),
        None if substances is None else str(substances),
    )


def _refuse_impossible(ctx: Context, client: Client, entry: Entry, found: Found) -> None:
    if found.taken_at > ctx.now:
        raise Invalid.at("/taken_at", vi="chưa xảy ra", en="has not happened yet")
    if client.birth_date is not None and vn_day(found.taken_at) < client.birth_date:
        raise Invalid.at("/taken_at", vi="trước ngày sinh", en="is before the birth date")
    if (entry.reason == "on_ground") != (entry.ground is not None):
        raise Invalid.at(
            "/ground",
            vi="ghi căn cứ khi, và chỉ khi, xét nghiệm vì có căn cứ",
            en="a ground is told of a test on a ground, and of no other",
        )
    if (entry.reason == PLANNED) != (entry.plan_id is not None):
        raise Invalid.at(
            "/plan_id",
            vi="ghi kế hoạch khi, và chỉ khi, xét nghiệm theo kế hoạch",
            en="a plan is named by a planned test, and by no other",
        )


def _case(ctx: Context, client_id: UUID, entry: Entry, found: Found) -> LegalCase | None:
    """The case a test is taken under: the one told, or that of its plan."""
    day, case_id = vn_day(found.taken_at), entry.case_id
    if entry.plan_id is not None:
        statement = sa.select(TestPlan).where(
            TestPlan.id == entry.plan_id,
            TestPlan.client_id == client_id,
            TestPlan.voided_at.is_(None),
        )
        # Locked: the plan is not voided while a test rests on it.
        plan = ctx.session.scalar(statement.with_for_update())
        if plan is None or not plan.from_on <= day <= plan.until_on:
            raise Invalid.at(
                "/plan_id",
                vi="không phải kế hoạch của người này vào ngày đó",
                en="is no plan of this client for that day",
            )
        if case_id not in {None, plan.case_id}:
            raise Invalid.at("/case_id", vi="kế hoạch thuộc vụ việc khác", en="is not the plan's")
        case_id = plan.case_id
    return tests_law.case_on(ctx, client_id, case_id, day)

"""Planned body tests that are due or were missed, as `planned_tests.standing` says.

A plan has one chore: the test missed last while none was taken since, else the next. Nothing is
asked for once the case is closed.
"""

from typing import Any

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.law.shape.model import Title
from app.models.body_test import BodyTest, TestPlan
from app.models.case import LegalCase
from app.services.chores.shape import (
    TODAY,
    Chore,
    Column,
    Kind,
    Row,
    Rows,
    Telling,
    day_of,
    evening,
    morning,
)
from app.services.chores.whose import has_people, owed_at
from app.services.planned_tests import DONE

_TEST = Title("Xét nghiệm chất ma túy theo kế hoạch", "Body test by plan")


def select(unit_kind: str) -> Rows | None:
    """Select the plans of open cases with the test each waits for."""
    if not has_people(unit_kind):
        return None
    span = _spans(unit_kind)
    open_ = ~_taken(span, day_of(BodyTest.taken_at).between(span.c.first, span.c.due_on))
    gone = sa.and_(span.c.due_on < TODAY, open_)
    owed = sa.and_(gone, ~_taken(span, day_of(BodyTest.taken_at) > span.c.due_on))
    due_on = sa.func.coalesce(
        sa.func.max(span.c.due_on).filter(owed),
        sa.func.min(span.c.due_on).filter(span.c.due_on >= TODAY, open_),
    )
    return (
        Row(
            id=span.c.id,
            client_id=span.c.client_id,
            case_id=span.c.case_id,
            unit=span.c.unit,
            since=morning(span.c.from_on),
            due_at=evening(due_on),
            detail={"missed": sa.func.count().filter(gone)},
        )
        .of("test_due")
        .group_by(span.c.id, span.c.client_id, span.c.case_id, span.c.unit, span.c.from_on)
        .having(due_on.is_not(None))
    )


def tell(_ctx: Context, chore: Chore) -> Telling:
    """Say how many tests of the plan were missed."""
    missed: int = chore.detail["missed"]
    if not missed:
        return Telling(_TEST)
    return Telling(_TEST, Title(f"đã lỡ {missed} lần xét nghiệm", f"{missed} missed by the plan"))


def _spans(unit_kind: str) -> sa.Subquery:
    """Spread the tests of each plan over its days, as `planned_tests.spans` does."""
    number = sa.func.generate_series(1, TestPlan.how_many).column_valued(
        "number", joins_implicitly=True
    )
    days = sa.type_coerce(TestPlan.until_on - TestPlan.from_on, sa.Integer)

    def due(which: Column | int) -> sa.ColumnElement[Any]:
        return TestPlan.from_on + sa.type_coerce(days * which // TestPlan.how_many, sa.Integer)

    first = sa.case((number == 1, TestPlan.from_on), else_=due(number - 1) + 1)
    return (
        sa.select(
            TestPlan.id, TestPlan.client_id, TestPlan.case_id, TestPlan.unit, TestPlan.from_on,
            first.label("first"), due(number).label("due_on"),
        )
        .join(LegalCase, LegalCase.id == TestPlan.case_id)
        .where(TestPlan.voided_at.is_(None), LegalCase.closed_at.is_(None))
        .where(owed_at(unit_kind, TestPlan.client_id, TestPlan.unit))
        .subquery("span")
    )  # fmt: skip


def _taken(span: sa.Subquery, when: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Tell that a planned test of the person that counts was taken then."""
    return sa.exists().where(
        BodyTest.client_id == span.c.client_id,
        BodyTest.plan_id.is_not(None),
        BodyTest.voided_at.is_(None),
        BodyTest.result.in_(DONE),
        when,
    )


KIND = Kind("test_due", Part.LEGAL, select, tell)

"""Tests of the body in the period, and which of them found use again (*tái sử dụng*).

`with.per`: `test` counts tests, `person` counts people by whether any of theirs was positive. Left
out and shown: tests without a result, tests on arrival, and tests of people who had entered none of
`with.procedures` by that day: what those find is use, not use again.
"""

from typing import Any

import sqlalchemy as sa

from app.models.body_test import BodyTest
from app.models.case import LegalCase
from app.services import known
from app.services.question import Question
from app.services.sources.days import vn
from app.services.sources.shape import listed


def rows(question: Question) -> sa.Subquery:
    """Select one row a test, or a person."""
    tests = _tests(question)
    if question.said["per"] == "test":
        return tests
    test = tests.c
    excluded = sa.func.bool_and(test.excluded)
    return (
        sa.select(
            test.client_id.label("id"),
            test.client_id,
            sa.literal(question.until).label("day"),
            sa.func.min(test.day).label("since"),
            sa.func.bool_or(test.reached & sa.not_(test.excluded)).label("reached"),
            excluded.label("excluded"),
            sa.func.bool_and(test.soft).label("soft"),
            sa.case((excluded, sa.func.min(test.left_out))).label("left_out"),
        )
        .group_by(test.client_id)
        .subquery("reuse")
    )


def _tests(question: Question) -> sa.Subquery:
    test = known.table(question, BodyTest).c
    day = vn(test.taken_at)
    none = test.result.not_in(listed(question.said["results"]))
    arrival = test.reason.in_(listed(question.said["on_arrival"]))
    before = sa.not_(_entered_by(question, test.client_id, day))
    return (
        sa.select(
            test.id,
            test.client_id,
            day.label("day"),
            day.label("since"),
            (test.result == "positive").label("reached"),
            (none | arrival | before).label("excluded"),
            (test.provenance != "recorded").label("soft"),
            sa.case((none, "no_result"), (arrival, "on_arrival"), (before, "no_cure_before")).label(
                "left_out"
            ),
        )
        .where(
            test.voided_at.is_(None),
            test.taken_at >= question.first_moment,
            test.taken_at < question.last_moment,
        )
        .subquery("tests")
    )


def _entered_by(
    question: Question, person: sa.ColumnElement[Any], day: sa.ColumnElement[Any]
) -> sa.ColumnElement[bool]:
    case = known.table(question, LegalCase).alias("entered").c
    return sa.exists().where(
        case.client_id == person,
        case.procedure.in_(listed(question.said["procedures"])),
        case.started_on <= day,
    )

# ruff: noqa: S608 - the names in the SQL are those of this file
"""What a centre wrote down stays as it was told: the database alone, the services left out."""

import pytest
from psycopg import errors

from tests.access.conftest import planted, world
from tests.services.hostile import UNIT, hostile, mine, theirs

__all__ = ["hostile", "mine", "planted", "theirs", "world"]

GIVEN = (
    "given_at = now(), given_to = 'a', given_how = 'letter', given_by = id,"
    " given_recorded_at = now()"
)
CENTRE = {**UNIT, "units": "F-01-01"}


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("incident", "description = 'khác'"),
        ("incident", "happened_at = happened_at - interval '1 day'"),
        ("incident_notice", "due_at = now()"),
        ("incident_notice", "recipient = 'không ai'"),
        ("outside_contact", "warnings = '[]', minutes = 5"),
        ("monthly_grade", "grade = 'good'"),
        ("conduct_measure", "reason = 'khác'"),
        ("belonging", "quantity = 7"),
        ("belonging", "unit = unit, receipt_number = 'khác'"),
    ],
)
def test_nothing_told_is_rewritten(hostile, mine, table, change):
    statement = f"update {table} set {change}, version = version + 1 where client_id = %s"
    with hostile(CENTRE) as say, pytest.raises(errors.CheckViolation, match="told otherwise"):
        say(statement, (mine.client,))


@pytest.mark.parametrize(
    ("table", "first", "again"),
    [
        (
            "belonging",
            "released_as = 'returned', released_at = recorded_at, released_to = 'mẹ'",
            "released_to = 'ai khác'",
        ),
        (
            "belonging",
            "released_as = 'returned', released_at = recorded_at, released_to = 'mẹ'",
            "released_as = null, released_at = null, released_to = null",
        ),
        (
            "incident_notice",
            GIVEN,
            "given_at = now() - interval '1 day'",
        ),
        ("conduct_measure", "until_on = from_on", "until_on = from_on + 1"),
    ],
)
def test_what_is_done_once_is_not_done_again(hostile, mine, table, first, again):
    statement = "update {} set {}, version = version + 1 where client_id = %s"
    with hostile(CENTRE) as say:
        say(statement.format(table, first), (mine.client,))
        with pytest.raises(errors.CheckViolation, match="done already"):
            say(statement.format(table, again), (mine.client,))


def test_what_was_handed_on_may_still_be_voided(hostile, mine):
    released = "released_as = 'returned', released_at = recorded_at, released_to = 'mẹ'"
    voided = "voided_at = now(), void_reason = 'nhầm'"
    with hostile(CENTRE) as say:
        for change in (released, voided):
            say(f"update belonging set {change}, version = version + 1 where client_id = %s",
                (mine.client,))  # fmt: skip


def test_a_month_has_one_living_grade(hostile, mine):
    anew = (
        "insert into monthly_grade select (jsonb_populate_record(g, jsonb_build_object("
        "'id', gen_random_uuid(), 'voided_at', null, 'void_reason', null))).*"
        " from monthly_grade g where client_id = %s"
    )
    void = (
        "update monthly_grade set voided_at = now(), void_reason = 'x', version = version + 1"
        " where client_id = %s"
    )
    with hostile(CENTRE) as say, pytest.raises(errors.UniqueViolation, match="one_living_grade"):
        say(anew, (mine.client,))
    with hostile(CENTRE) as say:
        say(void, (mine.client,))
        assert say(anew, (mine.client,)).rowcount == 1


def test_a_duty_has_one_notice(hostile, mine):
    copy = (
        "insert into incident_notice select (jsonb_populate_record(n, jsonb_build_object("
        "'id', gen_random_uuid()))).* from incident_notice n where client_id = %s"
    )
    with hostile(CENTRE) as say, pytest.raises(errors.UniqueViolation, match="one_notice"):
        say(copy, (mine.client,))

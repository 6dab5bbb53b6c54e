"""The hand-written floor reads the same rows as we do: a column it lacks would flatter it."""

import pytest

from app.models.case import LegalCase, Step
from app.models.client import Client
from app.models.deadline import Deadline
from bench.floor_read import CASE_COLUMNS, STEP_COLUMNS
from bench.floor_write import CLIENT_COLUMNS, DEADLINE_COLUMNS


def named(columns):
    names = columns.split(",") if isinstance(columns, str) else columns
    return {name.strip() for name in names}


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        (LegalCase, CASE_COLUMNS),
        (Step, STEP_COLUMNS),
        (Deadline, DEADLINE_COLUMNS),
        (Client, CLIENT_COLUMNS),
    ],
)
def test_the_floor_has_every_column_of_the_model(table, columns):
    # The moment a row is known from is the database's own: we do not fetch it either.
    assert named(columns) == set(table.__table__.columns.keys()) - {"known_from"}

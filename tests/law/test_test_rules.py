"""When a person may be tested by plan or unannounced, by edition; ids are citations."""

import pytest

from app.law.reading import community
from app.law.reading.loader import lawbook

CODES = [edition.code for edition in lawbook().editions]


def on(procedure, edition):
    return community.rules_of_tests().on(procedure, CODES[: CODES.index(edition) + 1])


@pytest.mark.parametrize(
    ("procedure", "edition", "planned", "unplanned"),
    [
        pytest.param("use-management", "d116", False, False, id="105/2021 Điều 45"),
        pytest.param("use-management", "d116-2025-07", False, False, id="105/2021 Điều 45, 2025"),
        pytest.param("use-management", "d163", True, False, id="163/2026 Điều 61 khoản 1"),
        pytest.param("post-rehab", "d116", True, True, id="116/2021 Điều 79 khoản 2 điểm c"),
        pytest.param("post-rehab", "d163", True, True, id="163/2026 Điều 136 khoản 2 điểm c"),
        pytest.param("voluntary-home", "d163", True, True, id="120/2025 Điều 32 khoản 5 điểm b"),
        pytest.param(None, "d116", False, False, id="73/2021 Điều 22 khoản 1"),
        pytest.param("determination", "d163", False, False, id="120/2025 Điều 23 khoản 1"),
    ],
)
def test_whom_the_law_lets_be_tested_without_a_ground(procedure, edition, planned, unplanned):
    rule = on(procedure, edition)
    assert (rule.planned, rule.unplanned) == (planned, unplanned)


def test_every_row_names_procedures_and_editions_of_the_book():
    known = {code for code, _ in lawbook().procedures}
    for row in community.rules_of_tests().rule:
        assert row.edition in CODES
        assert set(row.procedures) <= known


def test_what_the_readings_infer_is_said_to_be_unverified():
    """Neither decree sets how often whoever is in a centre or in substitution is tested."""
    for edition in ("d116", "d163"):
        for procedure in ("compulsory", "substitution"):
            assert on(procedure, edition).law.unverified is True

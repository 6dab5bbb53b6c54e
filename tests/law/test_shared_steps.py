"""Adults and minors share the steps of a stay; where the law tells them apart is said here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.law.model import StepRule
from tests.law.dossier import BOOK

DOSSIER = {
    "open_dossier",
    "complete_dossier",
    "notify",
    "finish_reading",
    "submit_to_court",
    "court_ask",
    "answer_court",
    "court_accept",
    "court_extend",
    "court_decide",
    "take_effect",
}
CHECK = {"send_for_check", "return_for_supplement", "supplement"}
STAY = {"admit", "reduce", "complete"}
PLACING = {"forward_placement", "assign_centre", "transfer", "complete"}


@pytest.mark.parametrize(
    ("edition", "apart"),
    [
        ("d116", DOSSIER | CHECK | STAY),
        ("d116-2025-03", DOSSIER | STAY),
        ("d116-2025-07", DOSSIER | CHECK | STAY),
        ("d163", DOSSIER | PLACING),
    ],
)
def test_steps_of_adults_and_minors_differ_only_where_the_law_does(edition, apart) -> None:
    adult = BOOK.procedure("compulsory", edition).steps
    minor = BOOK.procedure("compulsory-minor", edition).steps
    shared = [name for name in adult if name in minor]
    assert {name for name in shared if _plain(adult[name]) != _plain(minor[name])} <= apart


def _plain(rule: StepRule) -> StepRule:
    """The rule without the complaint, a state that only adults have."""
    return replace(rule, from_=rule.from_ - {"complained"})

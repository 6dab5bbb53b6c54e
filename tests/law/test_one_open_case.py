"""Nobody has two open cases of one procedure: the law says so before the database has to.

Monitoring alone may overlap, of two measures: the next is decided weeks before the first has ended
(163/2026/NĐ-CP, Điều 16 khoản 2 điểm a, Điều 20 khoản 4).
"""

from __future__ import annotations

import pytest

from app.law.reading.loader import lawbook

OVERLAPPING = "e-monitoring"
OPENINGS = [
    pytest.param(procedure, step, id=f"{procedure.edition}:{procedure.code}:{step.name}")
    for procedure in lawbook().procedures.values()
    if procedure.code != OVERLAPPING
    for step in procedure.steps.values()
    if step.opening and any(not procedure.states[state].final for state in step.targets)
]


@pytest.mark.parametrize(("procedure", "step"), OPENINGS)
def test_a_second_case_of_the_same_procedure_is_refused(procedure, step) -> None:
    refusing = (guard for guard in step.when if guard.name == "no_open_case")
    assert any(
        procedure.code in guard.params.procedures and not guard.params.field for guard in refusing
    )

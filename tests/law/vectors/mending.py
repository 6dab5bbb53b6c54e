"""Make a condition of the law hold, one way for each kind of guard.

Raises `Wanted` where the history itself must have been another: a step that was never taken, one
that must not have been, a field that an earlier step must have told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.law.shape.model import Guard
from tests.law.vectors.appraising import CRITERIA_MENDERS
from tests.law.vectors.counting import COUNT_MENDERS
from tests.law.vectors.days import DAY_MENDERS
from tests.law.vectors.evidence import EVIDENCE_MENDERS
from tests.law.vectors.mending_case import CASE_MENDERS
from tests.law.vectors.mending_field import FIELD_MENDERS
from tests.law.vectors.mending_person import PERSON_MENDERS
from tests.law.vectors.mending_term import TERM_MENDERS
from tests.law.vectors.offices import OFFICE_MENDERS
from tests.law.vectors.situation import Draft
from tests.law.vectors.wanted import CannotMend

_MENDERS: dict[str, Callable[[Draft, Any], None]] = {
    **PERSON_MENDERS,
    **CASE_MENDERS,
    **COUNT_MENDERS,
    **CRITERIA_MENDERS,
    **DAY_MENDERS,
    **EVIDENCE_MENDERS,
    **FIELD_MENDERS,
    **OFFICE_MENDERS,
    **TERM_MENDERS,
}


def mend(draft: Draft, guard: Guard) -> None:
    """Change the draft so that the guard holds, or a little nearer to it."""
    make = _MENDERS.get(guard.name)
    if make is None:
        raise CannotMend(f"no way known to satisfy {guard.name}")
    make(draft, guard.params)

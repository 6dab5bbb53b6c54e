"""Make one condition of the law fail and leave the rest as it is, one way for each guard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.law.shape.model import Guard
from tests.law.vectors.appraising import CRITERIA_SPOILERS
from tests.law.vectors.counting import COUNT_SPOILERS
from tests.law.vectors.days import DAY_SPOILERS
from tests.law.vectors.evidence import EVIDENCE_SPOILERS
from tests.law.vectors.offices import OFFICE_SPOILERS
from tests.law.vectors.situation import Draft
from tests.law.vectors.spoiling_case import CASE_SPOILERS
from tests.law.vectors.spoiling_field import FIELD_SPOILERS
from tests.law.vectors.spoiling_person import PERSON_SPOILERS
from tests.law.vectors.spoiling_term import TERM_SPOILERS
from tests.law.vectors.wanted import CannotMend

_SPOILERS: dict[str, Callable[[Draft, Any, bool], None]] = {
    **PERSON_SPOILERS,
    **CASE_SPOILERS,
    **COUNT_SPOILERS,
    **CRITERIA_SPOILERS,
    **DAY_SPOILERS,
    **EVIDENCE_SPOILERS,
    **FIELD_SPOILERS,
    **OFFICE_SPOILERS,
    **TERM_SPOILERS,
}


def spoil(draft: Draft, guard: Guard, *, other_end: bool = False) -> None:
    """Change the draft so that the guard fails; `other_end` the second way, where there is one."""
    make = _SPOILERS.get(guard.name)
    if make is None:
        raise CannotMend(f"no way known to break {guard.name}")
    make(draft, guard.params, other_end)


def second_way(guard: Guard) -> str:
    """The code of a second way in which the guard can fail, or nothing."""
    params = guard.params
    if guard.name == "determined_addicted" and params.within_months is not None:
        return "determination-too-old"
    if guard.name == "ground_exists" and params.within_months is not None and not params.or_paper:
        return "limitation-over"
    if guard.name == "field_between" and params.min is not None and params.max is not None:
        return "field-between"
    if guard.name == "exclusive_form":
        return "exclusive-form"
    return ""

"""The closed set of guards. A new one is a pure function with its own tests, listed in its room."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from app.law.case_guards import CASE_GUARDS
from app.law.count_guards import COUNT_GUARDS
from app.law.criteria_guards import CRITERIA_GUARDS
from app.law.field_guards import FIELD_GUARDS
from app.law.guard_kind import GuardKind
from app.law.office_guards import OFFICE_GUARDS
from app.law.person_guards import PERSON_GUARDS
from app.law.phase_guards import PHASE_GUARDS
from app.law.term_guards import TERM_GUARDS
from app.law.time_guards import TIME_GUARDS

GUARDS: Final[Mapping[str, GuardKind]] = MappingProxyType(
    {
        **PERSON_GUARDS,
        **CASE_GUARDS,
        **COUNT_GUARDS,
        **CRITERIA_GUARDS,
        **FIELD_GUARDS,
        **OFFICE_GUARDS,
        **PHASE_GUARDS,
        **TERM_GUARDS,
        **TIME_GUARDS,
    }
)

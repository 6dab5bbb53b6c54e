"""The closed set of guards. A new one is a pure function with its own tests, listed in its room."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from app.law.guards.table.case import CASE_GUARDS
from app.law.guards.table.count import COUNT_GUARDS
from app.law.guards.table.criteria import CRITERIA_GUARDS
from app.law.guards.table.field import FIELD_GUARDS
from app.law.guards.table.kind import GuardKind
from app.law.guards.table.office import OFFICE_GUARDS
from app.law.guards.table.person import PERSON_GUARDS
from app.law.guards.table.phase import PHASE_GUARDS
from app.law.guards.table.term import TERM_GUARDS
from app.law.guards.table.time import TIME_GUARDS

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

"""The closed set of guards. A new one is a pure function with its own tests, listed in its room."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from app.law.guards.case import CASE_GUARDS
from app.law.guards.count import COUNT_GUARDS
from app.law.guards.criteria import CRITERIA_GUARDS
from app.law.guards.evidence import EVIDENCE_GUARDS
from app.law.guards.field import FIELD_GUARDS
from app.law.guards.kind import GuardKind
from app.law.guards.office import OFFICE_GUARDS
from app.law.guards.person import PERSON_GUARDS
from app.law.guards.phase import PHASE_GUARDS
from app.law.guards.term import TERM_GUARDS
from app.law.guards.time import TIME_GUARDS

GUARDS: Final[Mapping[str, GuardKind]] = MappingProxyType(
    {
        **PERSON_GUARDS,
        **CASE_GUARDS,
        **COUNT_GUARDS,
        **CRITERIA_GUARDS,
        **EVIDENCE_GUARDS,
        **FIELD_GUARDS,
        **OFFICE_GUARDS,
        **PHASE_GUARDS,
        **TERM_GUARDS,
        **TIME_GUARDS,
    }
)

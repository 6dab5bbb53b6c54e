"""Who may do what: every permission, every role and every class of data, on this one page.

Two axes (design §5). *Which clients*: those in the custody of the caller's unit; that is the
wall in the database. *Which acts and parts*: the table below; that is the door.
The law has a word of its own on who may take a step (`app/law/book/authorities.toml`).
"""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """One thing a caller may be allowed to do; each route names exactly one."""

    SELF = "self"  # what everybody signed in may do: who am I, sign out
    LAW_READ = "law:read"
    UNIT_READ = "unit:read"
    UNIT_WRITE = "unit:write"
    CLIENT_READ = "client:read"
    CLIENT_WRITE = "client:write"
    CLIENT_MOVE = "client:move"
    CLIENT_MERGE = "client:merge"
    CASE_READ = "case:read"
    CASE_STEP = "case:step"
    SERVICE_WRITE = "service:write"
    DETERMINE = "determination:write"
    DEADLINE_EXPLAIN = "deadline:explain"
    INDICATOR_READ = "indicator:read"
    INDICATOR_OPEN = "indicator:open"  # from the figure to the people behind it
    ACCESS_LOG = "access-log:read"
    AUDIT_READ = "audit:read"
    ACCOUNT_MANAGE = "account:manage"
    CALENDAR_WRITE = "calendar:write"
    MONITORING_WRITE = "monitoring:write"  # the feed of e-monitoring devices; no person holds it
    STAFF_READ = "staff:read"
    STAFF_WRITE = "staff:write"
    STANDARD_READ = "standard:read"  # reviews of facilities, model projects, providers
    STANDARD_WRITE = "standard:write"
    PLACE_WRITE = "place:write"  # areas, rooms and the capacity of a facility
    AREA_FACT_WRITE = "area-fact:write"  # yearly facts of a unit that no file holds
    REPORT_WRITE = "report:write"  # freeze and submit a report of one's own unit
    REPORT_APPROVE = "report:approve"  # approve or return what a unit below submitted
    FILE_SEAL = "file:seal"  # hold a file, seal it, open a sealed one with a purpose


class Part(StrEnum):
    """A class of data in a file; a role reads the parts it needs and no other."""

    IDENTITY = "identity"
    LEGAL = "legal"
    CLINICAL = "clinical"
    SOCIAL = "social"
    MONITORING = "monitoring"


class Role(StrEnum):
    """The work a person does; names fixed by the contract."""

    COMMUNE_OFFICIAL = "commune_official"
    COMMUNE_POLICE = "commune_police"
    CENTRE_CASEWORKER = "centre_caseworker"
    CENTRE_CLINICIAN = "centre_clinician"
    CENTRE_DIRECTOR = "centre_director"
    COURT_CLERK = "court_clerk"
    PROVINCE_MANAGER = "province_manager"
    NATION_MANAGER = "nation_manager"
    ANALYST = "analyst"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a role holds: at which kinds of unit, which acts, which parts of a file."""

    kinds: frozenset[str]
    permissions: frozenset[Permission]
    parts: frozenset[Part]


P = Permission
_EVERYONE = {P.SELF, P.LAW_READ, P.UNIT_READ}
_READS = _EVERYONE | {P.CLIENT_READ, P.CASE_READ, P.DEADLINE_EXPLAIN}
_WRITES = _READS | {P.CLIENT_WRITE, P.CASE_STEP, P.SERVICE_WRITE, P.ACCESS_LOG}
_FIGURES = {P.INDICATOR_READ, P.INDICATOR_OPEN}
# Staff and standards hang on no file: who works with files reads them, who answers for a unit
# keeps its staff, province and nation keep the rest.
_STANDARDS = {P.STAFF_READ, P.STANDARD_READ}
_ALL_PARTS = set(Part)


def _grant(kinds: set[str], permissions: set[Permission], parts: set[Part]) -> Grant:
    return Grant(frozenset(kinds), frozenset(permissions), frozenset(parts))


GRANTS: dict[Role, Grant] = {
    Role.COMMUNE_OFFICIAL: _grant(
        {"commune"},
        _WRITES
        | _STANDARDS
        | {P.STAFF_WRITE}
        | _FIGURES
        | {P.CLIENT_MOVE, P.CLIENT_MERGE, P.DETERMINE}
        | {P.AREA_FACT_WRITE, P.REPORT_WRITE},
        {Part.IDENTITY, Part.LEGAL, Part.SOCIAL},
    ),
    Role.COMMUNE_POLICE: _grant(
        {"commune"},
        _WRITES
        | _STANDARDS
        | _FIGURES
        | {P.CLIENT_MOVE, P.DETERMINE, P.AREA_FACT_WRITE, P.REPORT_WRITE},
        {Part.IDENTITY, Part.LEGAL, Part.SOCIAL, Part.MONITORING},
    ),
    Role.CENTRE_CASEWORKER: _grant(
        {"facility"}, _WRITES | _STANDARDS | _FIGURES, {Part.IDENTITY, Part.LEGAL, Part.SOCIAL}
    ),
    Role.CENTRE_CLINICIAN: _grant(
        {"facility"},
        _WRITES | _STANDARDS | {P.DETERMINE},
        {Part.IDENTITY, Part.LEGAL, Part.CLINICAL, Part.SOCIAL},
    ),
    Role.CENTRE_DIRECTOR: _grant(
        {"facility"},
        _WRITES
        | _STANDARDS
        | _FIGURES
        | {P.STAFF_WRITE, P.PLACE_WRITE, P.AREA_FACT_WRITE, P.REPORT_WRITE},
        _ALL_PARTS - {Part.MONITORING},
    ),
    Role.COURT_CLERK: _grant(
        {"court"}, _READS | {P.CASE_STEP, P.ACCESS_LOG}, {Part.IDENTITY, Part.LEGAL}
    ),
    Role.PROVINCE_MANAGER: _grant(
        {"province"},
        _READS
        | _STANDARDS
        | {P.STAFF_WRITE, P.STANDARD_WRITE}
        | _FIGURES
        | {P.CASE_STEP, P.CLIENT_MOVE, P.CLIENT_MERGE, P.ACCESS_LOG, P.UNIT_WRITE}
        | {P.PLACE_WRITE, P.FILE_SEAL, P.AREA_FACT_WRITE}
        | {P.REPORT_WRITE, P.REPORT_APPROVE},
        _ALL_PARTS,
    ),
    Role.NATION_MANAGER: _grant(
        {"nation"},
        _READS
        | _STANDARDS
        | {P.STANDARD_WRITE}
        | _FIGURES
        | {P.CASE_STEP, P.CLIENT_MOVE, P.CLIENT_MERGE, P.ACCESS_LOG, P.UNIT_WRITE}
        | {P.CALENDAR_WRITE, P.PLACE_WRITE, P.FILE_SEAL, P.AREA_FACT_WRITE}
        | {P.REPORT_WRITE, P.REPORT_APPROVE},
        _ALL_PARTS,
    ),
    Role.ANALYST: _grant(
        {"commune", "province", "nation", "facility"}, _EVERYONE | {P.INDICATOR_READ}, set()
    ),
    Role.AUDITOR: _grant({"province", "nation"}, _EVERYONE | {P.AUDIT_READ}, set()),
    Role.ADMINISTRATOR: _grant(
        {"commune", "province", "nation", "facility", "court"},
        _EVERYONE | {P.ACCOUNT_MANAGE},
        set(),
    ),
}

# What an API client may be given: a scope is the name of a permission. Accounts, the audit, the
# calendar, the seal, the word on a report, and that two files are of one person stay with people.
SCOPES: frozenset[Permission] = frozenset(P) - {
    P.ACCOUNT_MANAGE,
    P.AUDIT_READ,
    P.CALENDAR_WRITE,
    P.CLIENT_MERGE,
    P.FILE_SEAL,
    P.REPORT_APPROVE,
}

# Whoever holds none of these needs no file: the wall shows them nothing at all.
_NEED_FILES = {P.CLIENT_READ, P.CASE_READ, P.INDICATOR_READ}

# An API client reads the parts that its scopes stand for.
SCOPE_PARTS: dict[Permission, frozenset[Part]] = {
    P.CLIENT_READ: frozenset({Part.IDENTITY}),
    P.CASE_READ: frozenset({Part.LEGAL}),
    P.SERVICE_WRITE: frozenset({Part.SOCIAL}),
    P.DETERMINE: frozenset({Part.CLINICAL}),
}

# Which part of a file a kind of service belongs to.
SERVICE_PARTS: dict[str, Part] = {
    "counselling": Part.SOCIAL,
    "screening_examination": Part.CLINICAL,
    "assessment": Part.CLINICAL,
    "behaviour_education": Part.SOCIAL,
    "treatment": Part.CLINICAL,
    "rehabilitation": Part.LEGAL,
    "vocational_training": Part.SOCIAL,
    "job_support": Part.SOCIAL,
    "loan": Part.SOCIAL,
    "reintegration": Part.SOCIAL,
    "prevention": Part.SOCIAL,
}

# Which part of a file a body test belongs to, by its reason. What the law lets an office require
# is an act of law: its result goes to the commune at once (73/2021 Đ.22, 120/2025 Đ.23 khoản 2).
# What is tested in order to treat stays with those who treat (116/2021 Đ.4; 163/2026 Đ.3).
TEST_PARTS: dict[str, Part] = {
    "planned": Part.LEGAL,
    "unplanned": Part.LEGAL,
    "on_ground": Part.LEGAL,
    "return_from_leave": Part.LEGAL,
    "intake": Part.CLINICAL,
    "treatment": Part.CLINICAL,
}

# Which part of a file an item of a person's circumstances belongs to. What the dossier tells of use
# (substance, mode, first use, earlier treatment: the curriculum vitae, form 33) is of the legal
# part, as body tests are; health is of the clinical, the life they live of the social.
CIRCUMSTANCE_PARTS: dict[str, Part] = {
    "main_substance": Part.LEGAL,
    "other_substances": Part.LEGAL,
    "route": Part.LEGAL,
    "first_use_age": Part.LEGAL,
    "ever_treated": Part.LEGAL,
    "ever_substitution": Part.LEGAL,
    "days_used_30": Part.CLINICAL,
    "injecting": Part.CLINICAL,
    "shared_needles": Part.CLINICAL,
    "hiv_tested": Part.CLINICAL,
    "hcv_tested": Part.CLINICAL,
    "lives_with": Part.SOCIAL,
    "children": Part.SOCIAL,
    "housing": Part.SOCIAL,
    "work": Part.SOCIAL,
    "education": Part.SOCIAL,
    "referral_source": Part.SOCIAL,
}


def blind_roles() -> list[str]:
    """Return the roles whose sessions the wall keeps from every file."""
    return sorted(r.value for r, g in GRANTS.items() if not (g.permissions & _NEED_FILES))


def permissions_of(role: str | None, scopes: tuple[str, ...]) -> frozenset[Permission]:
    """Return what a person's role allows; a system's scopes, within its role if it has one."""
    granted = SCOPES | {P.SELF} if role is None else GRANTS[Role(role)].permissions
    if not scopes:
        return granted if role is not None else frozenset({P.SELF})
    return granted & {P.SELF, *(Permission(scope) for scope in scopes)}


def parts_of(role: str | None, scopes: tuple[str, ...]) -> frozenset[Part]:
    """Return the classes of data a person's role, or a system's scopes, may read."""
    granted = frozenset(Part) if role is None else GRANTS[Role(role)].parts
    if not scopes:
        return granted if role is not None else frozenset()
    asked = (SCOPE_PARTS.get(Permission(scope), frozenset()) for scope in scopes)
    return granted & frozenset[Part]().union(*asked)

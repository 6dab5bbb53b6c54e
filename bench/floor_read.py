"""Reading, by hand: the statements of our own routes and the same JSON."""
# ruff: noqa: S608 - built from constants of the bench only

import json
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

import psycopg

from app.access import blind_roles
from app.db import ENTER
from app.law.reading.loader import lawbook

Cursor = psycopg.Cursor[tuple[object, ...]]

# The very statement of the house, in psycopg's own parameter style.
ENTERING = (
    str(ENTER)
    .replace(":blind", "%(blind)s")
    .replace(":hash", "%(hash)s")
    .replace(":now", "%(now)s")
)
BLIND = blind_roles()
CASE_COLUMNS = (
    "id", "client_id", "subject_unit", "procedure", "edition", "state", "unit", "province",
    "facility", "court", "opened_at", "closed_at", "outcome", "decided_on", "started_on",
    "term", "term_start", "term_end", "provenance", "unverified", "version", "created_at",
    "created_by",
)  # fmt: skip
STEP_COLUMNS = (
    "id", "client_id", "case_id", "seq", "name", "ref", "from_state", "to_state", "edition",
    "authority", "occurred_at", "recorded_at", "recorded_by", "recorded_role", "recorded_unit",
    "body", "legal_basis", "answers", "late_entry", "unverified", "note",
)  # fmt: skip
CASE_SHOWN = tuple(
    (name, CASE_COLUMNS.index(name))
    for name in (
        "id", "client_id", "subject_unit", "procedure", "edition", "state", "unit", "facility",
        "court", "opened_at", "closed_at", "outcome", "term", "provenance", "unverified", "version",
    )
)  # fmt: skip
STEP_SHOWN = tuple(
    (name, place) for place, name in enumerate(STEP_COLUMNS) if name not in {"client_id", "case_id"}
)
CASE = f"select {', '.join(CASE_COLUMNS)} from legal_case where id = %s"
CASES = (
    f"select {', '.join(CASE_COLUMNS)} from legal_case where unit = %s and closed_at is null"
    " order by opened_at, id limit %s"
)
STEPS = f"select {', '.join(STEP_COLUMNS)} from step where case_id = %s order by seq"
AUDIT = "select audit_append(%s, %s::uuid[], %s, %s, %s, %s)"
PROCEDURE, EDITION, STATE = (CASE_COLUMNS.index(n) for n in ("procedure", "edition", "state"))
OPENED = CASE_COLUMNS.index("opened_at")
STEP_NAME, STEP_EDITION = STEP_COLUMNS.index("name"), STEP_COLUMNS.index("edition")

TITLES = {
    key: {"vi": found.title.vi, "en": found.title.en} for key, found in lawbook().procedures.items()
}
STATE_TITLES = {
    (*key, code): {"vi": state.title.vi, "en": state.title.en}
    for key, found in lawbook().procedures.items()
    for code, state in found.states.items()
}
STEP_TITLES = {
    (*key, name): {"vi": step.title.vi, "en": step.title.en}
    for key, found in lawbook().procedures.items()
    for name, step in found.steps.items()
}


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode


def dumps(value: object) -> str:
    """Return JSON as ours is written: compact, letters as they are."""
    return _encode(value)


def enter(cursor: Cursor, digest: bytes, now: datetime) -> tuple[object, ...]:
    """Find the token and narrow the session."""
    row = cursor.execute(ENTERING, {"hash": digest, "now": now, "blind": BLIND}).fetchone()
    if row is None:
        raise PermissionError
    return row


def read_case(cursor: Cursor, case_id: str) -> bytes:
    """Read one case with its steps; the reading is on record."""
    case = cursor.execute(CASE, (case_id,)).fetchone()
    if case is None:
        raise LookupError
    steps = cursor.execute(STEPS, (case_id,)).fetchall()
    note(cursor, "read_case", [case[1]], case[0], "{}")
    return shown(case, steps)


def list_cases(cursor: Cursor, unit: str, limit: int) -> bytes:
    """List a commune's open cases, oldest first."""
    rows = cursor.execute(CASES, (unit, limit + 1)).fetchall()
    page = rows[:limit]
    cursor.execute(AUDIT, ("list_cases", [row[1] for row in page], None, None, uuid4(), "{}"))
    following = None
    if len(rows) > limit:
        following = dumps([page[-1][OPENED], page[-1][0]])
    items = [{name: row[place] for name, place in CASE_SHOWN} for row in page]
    return dumps({"items": items, "next": following}).encode()


def note(cursor: Cursor, action: str, clients: Sequence[object], case: object, detail: str) -> None:
    """Append to the audit, the last statement before COMMIT."""
    cursor.execute(AUDIT, (action, list(clients), "case", case, uuid4(), detail))


def shown(case: Sequence[object], steps: Sequence[Sequence[object]]) -> bytes:
    """Write a case with its steps as ours is written."""
    law = (case[PROCEDURE], case[EDITION])
    told = {name: case[place] for name, place in CASE_SHOWN}
    told["title"] = TITLES[law]  # type: ignore[index]
    told["state_title"] = STATE_TITLES[*law, case[STATE]]  # type: ignore[index]
    told["steps"] = [
        {
            **{name: step[place] for name, place in STEP_SHOWN},
            "title": STEP_TITLES[case[PROCEDURE], step[STEP_EDITION], step[STEP_NAME]],  # type: ignore[index]
        }
        for step in steps
    ]
    return dumps(told).encode()

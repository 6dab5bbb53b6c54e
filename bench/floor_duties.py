"""What the hand-written lists of a commune share: its clocks, and the law they need written down.

What the law engine finds out stands here as constants: which steps answer which clock, whose work
they are, which papers they ask for.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from app.law.engine.owed import duties
from app.law.reading.loader import lawbook
from app.services.arrivals import LISTS
from app.services.cited import basis, form_of
from app.times import VN, vn_day
from bench.floor_read import AUDIT, Cursor

Row = Mapping[str, Any]
EDITION = "d163"
DAYS = 7
BOOK = lawbook()
DUTIES = duties(BOOK, date(2026, 11, 20))
MARKS, CLOCKS = sorted(DUTIES.of("commune")), sorted(DUTIES.clocks_of("commune"))


def _step(mark: str) -> Row:
    found = DUTIES.steps[mark]
    return {
        "procedure": found.procedure.code,
        "name": found.rule.name,
        "ref": found.rule.id,
        "title": {"vi": found.rule.title.vi, "en": found.rule.title.en},
        "by": [
            {"code": o.code, "title": {"vi": o.title.vi, "en": o.title.en}} for o in found.offices
        ],
    }


STEPS = {mark: _step(mark) for mark in DUTIES.steps}
# Papers that are asked for without a condition, by step; the bench has no others missing.
NEEDS = {
    f"{procedure.code}:{rule.name}": [
        (need.papers, basis([need.law]))
        for need in rule.needs
        if not (need.only.if_ or need.only.unless or need.only.given)
    ]
    for procedure in BOOK.procedures_of(EDITION)
    for rule in procedure.steps.values()
}
PAPERS = {code: {"vi": paper.title.vi, "en": paper.title.en} for code, paper in BOOK.papers.items()}
SHARED = {code for code, paper in BOOK.papers.items() if paper.shared}
FORMS = {code: form_of(BOOK, code, EDITION) for code in BOOK.papers}

MINE = """
from deadline d join legal_case c on c.id = d.case_id
where d.unit = %(unit)s and d.met_at is null and d.cancelled_at is null and d.paused_at is null
  and (exists (select from unnest(d.met_by) m where case when strpos(m, ':') > 0 then m
      else c.procedure || ':' || m end = any (%(marks)s))
    or c.procedure || ':' || d.clock = any (%(clocks)s))
"""
KEPT = """
select d.id, d.title, d.due_at, d.started_at, d.unit, d.clock, d.advisory, d.unverified,
    d.legal_basis, d.met_by, c.id as case_id, c.procedure, c.edition, c.state
from deadline d join legal_case c on c.id = d.case_id where d.id = any (%s)
"""


def rows(
    cursor: Cursor, statement: str, given: Mapping[str, object] | Sequence[object]
) -> list[dict[str, Any]]:
    """Return rows with the names of their columns."""
    found = cursor.execute(statement, given).fetchall()
    names = [column.name for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found]


def asked_of(unit: str, now: datetime) -> dict[str, Any]:
    """Return what every statement is given."""
    today = datetime.combine(vn_day(now) + timedelta(days=1), time(), tzinfo=VN)
    return {
        "unit": unit, "now": now, "day": vn_day(now), "today": today,
        "soon": today + timedelta(days=DAYS),
        "marks": MARKS, "clocks": CLOCKS, "lists": list(LISTS),
    }  # fmt: skip


def due(at: datetime, asked: Row) -> str:
    """Tell how a moment stands to now."""
    if at < asked["now"]:
        return "overdue"
    return "due_today" if at < asked["today"] else "due_soon" if at < asked["soon"] else "later"


def marks_of(clock: Row) -> tuple[str, ...]:
    """Return the steps that would meet a clock."""
    procedure = clock["procedure"]
    told = (mark if ":" in mark else f"{procedure}:{mark}" for mark in clock["met_by"])
    return tuple(dict.fromkeys((*told, *DUTIES.meeting.get((procedure, clock["clock"]), ()))))


def late(at: datetime, now: datetime) -> dict[str, Any]:
    """Return how late something is."""
    if now <= at:
        return {"late_days": 0, "late_hours": 0}
    return {"late_days": (vn_day(now) - vn_day(at)).days,
            "late_hours": (now - at) // timedelta(hours=1)}  # fmt: skip


def note(cursor: Cursor, action: str, clients: Sequence[object], detail: str) -> None:
    """Append to the audit, the last statement before COMMIT."""
    cursor.execute(AUDIT, (action, list(clients), None, None, uuid4(), detail))

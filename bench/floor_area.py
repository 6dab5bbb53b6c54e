"""A commune on one page, by hand: the statements of our own route and the same JSON."""
# ruff: noqa: S608 - built from constants of the bench only

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bench.floor_chores import KINDS, chores, words
from bench.floor_duties import KEPT, MINE, STEPS, Row, asked_of, due, late, marks_of, note, rows
from bench.floor_read import STATE_TITLES, TITLES, Cursor, dumps

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
PEOPLE = f"""
with duty as (
    select client_id, min(due_at) as due_at, (array_agg(id order by due_at, id, chore))[1] as id,
        (array_agg(chore order by due_at, id, chore))[1] as chore,
        count(*) filter (where due_at < %(now)s) as overdue
    from (select d.id, d.due_at, d.client_id, null as chore {MINE}
        union all select * from unnest(%(ids)s::uuid[], %(dues)s::timestamptz[],
            %(clients)s::uuid[], %(kinds)s::text[])) owed group by client_id)
select p.id, p.full_name, duty.id as next, duty.chore, coalesce(duty.overdue, 0) as overdue
from client p left join duty on duty.client_id = p.id where p.unit = %(unit)s
order by coalesce(duty.due_at, '9999-12-31Z'), p.sort_key, p.id limit %(limit)s
"""
CASES = """
select id, client_id, procedure, edition, state from legal_case
where client_id = any (%s) and closed_at is null order by opened_at, id
"""
ON_FILE = """
select count(*) as on_file, count(*) filter (where exists (select from legal_case c
    where c.client_id = p.id and c.closed_at is null)) as with_open_case
from client p where p.unit = %(unit)s
"""
STATES = """
select procedure, edition, state, count(*) as count from legal_case
where unit = %(unit)s and closed_at is null group by 1, 2, 3 order by 1, 2, 3
"""
DUE = f"""
select count(*) filter (where due_at < %(now)s) as overdue,
    count(*) filter (where due_at >= %(now)s and due_at < %(today)s) as due_today,
    count(*) filter (where due_at >= %(today)s and due_at < %(soon)s) as due_soon,
    count(*) filter (where due_at >= %(soon)s) as later
from (select d.due_at {MINE}) owed
"""
UNIT = """
select code, name, kind, place_type, parent, province, region, valid_from, null as valid_to
from unit where code = %(unit)s
"""
BEFORE = "select old_code from unit_successor where new_code = %(unit)s"


def read_area(cursor: Cursor, unit: str, limit: int, now: datetime) -> bytes:
    """Read a commune on one page; the first one, with its figures."""
    asked = asked_of(unit, now)
    [place] = rows(cursor, UNIT, asked)
    rows(cursor, BEFORE, asked)
    beside = {(one["kind"], one["id"]): one for one in chores(cursor, asked, NEVER)}
    given = {"ids": [one["id"] for one in beside.values()],
             "dues": [one["due_at"] for one in beside.values()],
             "clients": [one["client_id"] for one in beside.values()],
             "kinds": [one["kind"] for one in beside.values()]}  # fmt: skip
    people = rows(cursor, PEOPLE, {**asked, **given, "limit": limit + 1})
    ids = [one["next"] for one in people if one["chore"] is None]
    kept = {row["id"]: row for row in rows(cursor, KEPT, (ids,))}
    cases = defaultdict(list)
    for case in rows(cursor, CASES, ([one["id"] for one in people],)):
        cases[case["client_id"]].append({"id": case["id"], **_stands(case)})
    [on_file], [duties_due] = rows(cursor, ON_FILE, asked), rows(cursor, DUE, asked)
    states: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows(cursor, STATES, asked):
        one = states.setdefault((row["procedure"], row["state"]), {"count": 0})
        one |= {**_stands(row), "count": one["count"] + row["count"]}
    note(cursor, "read_area", [one["id"] for one in people], dumps({"unit": unit}))
    items = [
        {
            "client_id": one["id"],
            "full_name": one["full_name"],
            "open_cases": cases[one["id"]],
            "overdue": one["overdue"],
            "next_duty": _next(one, kept, beside, asked),
        }
        for one in people[:limit]
    ]
    near = Counter(one["kind"] for one in beside.values() if one["due_at"] < asked["soon"])
    summary = {
        "people": on_file, "cases": list(states.values()), "duties": duties_due,
        "chores": {kind: near[kind] for kind in KINDS},
    }  # fmt: skip
    more = dumps(people[limit - 1]["id"]) if len(people) > limit else None
    return dumps({"items": items, "next": more, "unit": place, "summary": summary}).encode()


def _next(one: Row, kept: Row, beside: Mapping[Any, Row], asked: Row) -> Row | None:
    if one["next"] is None:
        return None
    if one["chore"] is None:
        return _duty(kept[one["next"]], asked)
    chore = beside[one["chore"], one["next"]]
    told = words(chore, asked["now"], {"vi": "", "en": ""})
    shown = {name: told[name] for name in told if name not in {"reason", "since", "unit"}}
    return shown | {
        "kind": chore["kind"], "status": due(chore["due_at"], asked), "deadline_id": None,
        "procedure": None, "clock": None, "advisory": False, "steps": [],
    }  # fmt: skip


def _duty(kept: Row, asked: Row) -> Row:
    at = kept["due_at"]
    return late(at, asked["now"]) | {
        "kind": due(at, asked), "status": due(at, asked), "record_id": None, "practice": False,
        "title": kept["title"], "due_at": at, "deadline_id": kept["id"],
        "case_id": kept["case_id"], "procedure": kept["procedure"], "clock": kept["clock"],
        "advisory": kept["advisory"], "unverified": kept["unverified"],
        "legal_basis": kept["legal_basis"], "steps": [STEPS[mark] for mark in marks_of(kept)],
    }  # fmt: skip


def _stands(row: Row) -> dict[str, Any]:
    law = row["procedure"], row["edition"]
    return {
        "procedure": row["procedure"], "procedure_title": TITLES[law],
        "state": row["state"], "state_title": STATE_TITLES[*law, row["state"]],
    }  # fmt: skip

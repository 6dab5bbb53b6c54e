"""The worklist of a commune, by hand: the statements of our own route and the same JSON."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.times import VN
from bench.floor_chores import KINDS, chores, words
from bench.floor_duties import (
    DUTIES,
    FORMS,
    KEPT,
    MINE,
    NEEDS,
    PAPERS,
    SHARED,
    STEPS,
    Row,
    asked_of,
    due,
    late,
    marks_of,
    note,
    rows,
)
from bench.floor_read import TITLES, Cursor, dumps

OWED = (
    "select d.id, d.due_at, d.clock, d.case_id, d.client_id, d.met_by, c.procedure,"
    f" c.closed_at is null as open {MINE} order by d.due_at, d.id"
)
HELD = """
select distinct case_id, client_id, code from paper
where client_id = any (%(clients)s) or case_id = any (%(cases)s)
"""
CAME = """
with came as materialized (
    select k.id, k.client_id, k.unit, k.since from custody k join account a on a.id = k.opened_by
    where k.unit = %(unit)s and k.until is null and a.unit <> k.unit
      and not exists (select from step s where s.client_id = k.client_id
          and s.recorded_unit = k.unit and s.recorded_at >= k.since))
select c.id, c.client_id, c.unit, c.since from came c
where not exists (select from audit_of_client(c.client_id, 4611686018427387904, 1000000) e
    where e.unit = c.unit and e.at >= c.since and e.action <> all (%(lists)s))
order by c.since, c.id
"""
WAITING = """
select id, client_id, from_unit, to_unit, sent_at, due_at, legal_basis from transfer
where state = 'in_transit' and to_unit = %(unit)s order by due_at, id
"""
_NOTHING = dict.fromkeys(
    ("due_at", "case_id", "procedure", "procedure_title", "state", "deadline_id", "clock", "paper",
     "form")
) | {"advisory": False, "unverified": False, "legal_basis": [], "steps": []}  # fmt: skip
NAMES = "select id, full_name from client where id = any (%s)"


def read_worklist(cursor: Cursor, unit: str, limit: int, now: datetime) -> bytes:
    """List what a commune must do; the first page, with its counts."""
    asked = asked_of(unit, now)
    clocks = rows(cursor, OWED, asked)
    found = [
        (clock["due_at"], clock["id"], "", due(clock["due_at"], asked), clock, ())
        for clock in clocks
        if clock["due_at"] < asked["soon"]
    ]
    found += _lacking(cursor, clocks)
    found += [
        (file["since"], file["id"], "", "new_file", file, ()) for file in rows(cursor, CAME, asked)
    ]
    found += [
        (one["due_at"], one["id"], "", "transfer", one, ()) for one in rows(cursor, WAITING, asked)
    ]
    found += [
        (one["due_at"], one["id"], one["kind"], one["kind"], one, ())
        for one in chores(cursor, asked, asked["soon"])
    ]
    found.sort(key=lambda one: one[:3])
    counts = dict.fromkeys(
        ("overdue", "due_today", "due_soon", "missing_paper", "new_file", "transfer", *KINDS), 0
    )
    for one in found:
        counts[one[3]] += 1
    page = found[:limit]
    ids = [one[1] for one in page if one[3] not in {"new_file", "transfer", *KINDS}]
    kept = {row["id"]: row for row in rows(cursor, KEPT, (ids,))}
    clients = [one[4]["client_id"] for one in page]
    names = dict(cursor.execute(NAMES, (clients,)).fetchall())
    note(cursor, "read_worklist", clients, "{}")
    items = [_item(one, kept.get(one[1]), names, asked) for one in page]
    more = dumps([page[-1][0], page[-1][1]]) if len(found) > len(page) else None
    return dumps({"items": items, "next": more, "counts": counts}).encode()


def _lacking(cursor: Cursor, clocks: Sequence[Row]) -> list[tuple[Any, ...]]:
    """Take the papers held from those the waiting steps ask for."""
    waiting: dict[Any, dict[str, Row]] = defaultdict(dict)
    for clock in clocks:
        for mark in marks_of(clock) if clock["open"] else ():
            own = mark.startswith(f"{clock['procedure']}:") and mark in DUTIES.of("commune")
            if own and NEEDS.get(mark):
                waiting[clock["case_id"]].setdefault(mark, clock)
    clients = {clock["client_id"] for marks in waiting.values() for clock in marks.values()}
    given = {"clients": list(clients), "cases": list(waiting)}
    own_papers, shared = defaultdict(set), defaultdict(set)
    for case, client, code in cursor.execute(HELD, given).fetchall():
        own_papers[case].add(code)
        if code in SHARED:
            shared[client].add(code)
    found: dict[tuple[Any, str], tuple[Any, ...]] = {}
    for case, marks in waiting.items():
        for mark, clock in marks.items():
            held = own_papers[case] | shared[clock["client_id"]]
            for papers, law in NEEDS[mark]:
                if held.isdisjoint(papers):
                    code = "|".join(papers)
                    at = clock["due_at"], clock["id"], code
                    first = (*at, "missing_paper", clock, (papers, law, ()))
                    *same, lacks = found.get((case, code), first)
                    found[case, code] = (*same, (*lacks[:2], (*lacks[2], mark)))
    return list(found.values())


def _item(one: Sequence[Any], kept: Row | None, names: Row, asked: Row) -> Row:
    at, _, _, kind, source, lacks = one
    now, status = asked["now"], None if kind == "new_file" else due(at, asked)
    told: dict[str, Any] = {
        "kind": kind, "status": status, "client_id": source["client_id"],
        "full_name": names.get(source["client_id"]), "transfer_id": None, "record_id": None,
        "practice": False,
    }  # fmt: skip
    if kind in KINDS:
        return told | _NOTHING | words(source, now, _reason(status, at))
    if kind == "transfer":
        return told | _NOTHING | _transfer(source, now)
    if kept is None:
        return told | _NOTHING | _file(source, now)
    told |= late(at, now) | {
        "title": kept["title"], "reason": _reason(kind, at), "due_at": at,
        "since": kept["started_at"], "unit": kept["unit"], "case_id": kept["case_id"],
        "procedure": kept["procedure"],
        "procedure_title": TITLES[kept["procedure"], kept["edition"]], "state": kept["state"],
        "deadline_id": kept["id"], "clock": kept["clock"], "paper": None, "form": None,
        "advisory": kept["advisory"], "unverified": kept["unverified"],
        "legal_basis": kept["legal_basis"], "steps": [STEPS[mark] for mark in marks_of(kept)],
    }  # fmt: skip
    if lacks:
        papers, law, marks = lacks
        titles = [PAPERS[code] for code in papers]
        vi, en = " hoặc ".join(t["vi"] for t in titles), " or ".join(t["en"] for t in titles)
        told |= {
            "title": {"vi": vi, "en": en},
            "reason": {"vi": f"Thiếu giấy tờ: {vi}", "en": f"Missing paper: {en}"},
            "paper": " | ".join(papers), "form": FORMS[papers[0]],
            "unverified": law[0]["unverified"], "legal_basis": law,
            "steps": [STEPS[mark] for mark in marks],
        }  # fmt: skip
    return told


def _reason(kind: str | None, at: datetime) -> Row:
    local = at.astimezone(VN)
    vi, en = f"{local:%H:%M ngày %d/%m/%Y}", f"{local:%Y-%m-%d %H:%M}"
    if kind == "overdue":
        return {"vi": f"Đã hết hạn lúc {vi} mà chưa thực hiện",
                "en": f"Was due at {en} and is still owed"}  # fmt: skip
    if kind == "due_today":
        return {"vi": f"Hết hạn hôm nay, lúc {local:%H:%M}", "en": f"Due today at {local:%H:%M}"}
    return {"vi": f"Hết hạn lúc {vi}", "en": f"Due at {en}"}


def _file(file: Row, now: datetime) -> Row:
    since = file["since"].astimezone(VN)
    return late(file["since"], now) | {
        "title": {"vi": "Hồ sơ mới chuyển đến, chưa ai mở",
                  "en": "A file that came and nobody has opened"},
        "reason": {
            "vi": f"Chuyển đến lúc {since:%H:%M ngày %d/%m/%Y}, chưa ai ở đơn vị mở xem",
            "en": f"Came at {since:%Y-%m-%d %H:%M}; nobody at the unit has opened it",
        },
        "since": file["since"], "unit": file["unit"],
    }  # fmt: skip


def _transfer(sent: Row, now: datetime) -> Row:
    at, by = sent["sent_at"].astimezone(VN), sent["due_at"].astimezone(VN)
    return late(sent["due_at"], now) | {
        "title": {"vi": "Xác nhận tiếp nhận hồ sơ chuyển đến",
                  "en": "Acknowledge a file that was transferred"},
        "reason": {
            "vi": f"Gửi từ {sent['from_unit']} lúc {at:%H:%M ngày %d/%m/%Y}, chưa xác nhận;"
                  f" hạn {by:%H:%M ngày %d/%m/%Y}",
            "en": f"Sent from {sent['from_unit']} at {at:%Y-%m-%d %H:%M}, not acknowledged;"
                  f" due {by:%Y-%m-%d %H:%M}",
        },
        "due_at": sent["due_at"], "since": sent["sent_at"], "unit": sent["to_unit"],
        "transfer_id": sent["id"], "unverified": True, "legal_basis": sent["legal_basis"],
    }  # fmt: skip

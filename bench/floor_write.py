"""Writing, by hand: one step of one procedure, and one registration, with their constants."""
# ruff: noqa: S608 - built from constants of the bench only

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from psycopg.types.json import Jsonb

from app import names
from app.ids import new_id
from app.times import VN, vn_day
from app.vault import Vault, place
from bench.floor_read import AUDIT, CASE, CASE_COLUMNS, STEPS, Cursor, dumps, note, shown

CLIENT_COLUMNS = (
    "id, full_name, other_names, name_key, parts_key, sort_key, sex, birth_date, birth_precision,"
    " identity_sealed, identity_hash, address_sealed, residence_unit, residence_stable, unit,"
    " province, phone_sealed, ethnicity, citizenship, died_on, provenance, version, created_at,"
    " created_by, updated_at, merged_into, former_unit, former_unit_until"
)
DEADLINE_COLUMNS = (
    "id, client_id, case_id, unit, province, clock, edition, title, started_at, started_by, span,"
    " span_unit, due_at, explanation, legal_basis, met_by, late_fact, advisory, unverified, met_at,"
    " met_step, cancelled_at, cancelled_reason, breach_reason, breach_by, version,"
    " paused_at, pauses, extensions"
)
CLOCK, MET_BY, VERSION_OF_CLOCK, CASE_OF_CLOCK = 5, 15, 25, 2
OPENED_AT, PROVINCE, STATE, VERSION = (
    CASE_COLUMNS.index(name) for name in ("opened_at", "province", "state", "version")
)

LOCK_CLIENT = f"select {CLIENT_COLUMNS} from client where id = %s for update"
LOCK_CASE = f"{CASE} for update"
FACTS = (
    (
        "select case_id, name, ref, edition, occurred_at, to_state, body from step"
        " where client_id = %s order by case_id, seq"
    ),
    "select case_id, code from paper where client_id = %s order by recorded_at",
    CASE.replace("where id", "where client_id") + " order by opened_at",
    (
        "select result, concluded_on, notified_at from determination where client_id = %s"
        " order by concluded_on"
    ),
    f"select {DEADLINE_COLUMNS} from deadline where client_id = %s order by started_at",
)
BEFORE = "select to_state from step where case_id = %s and seq = %s"
BEGIN = "update legal_case set state = 'in_service', started_on = %s, version = %s where id = %s"
STEP = (
    "insert into step (id, client_id, case_id, seq, name, ref, from_state, to_state, edition,"
    " authority, occurred_at, recorded_at, recorded_by, recorded_role, recorded_unit, body,"
    " legal_basis, answers, late_entry, unverified, note)"
    " values (%s, %s, %s, %s, 'begin', 'VH5', %s, 'in_service', 'd163', 'commune_supporter', %s,"
    " %s, %s, %s, %s, %s, %s, %s, %s, false, null)"
)
RUNNING = (
    f"select {DEADLINE_COLUMNS} from deadline where client_id = %s and met_at is null"
    " and cancelled_at is null order by due_at, id for update"
)
PAPER = (
    "insert into paper (id, client_id, case_id, step_id, code, form, direction, number, issued_on,"
    " issuer, note, recorded_at, recorded_by)"
    " values (%s, %s, %s, %s, %s, %s, 'issued', null, %s, null, null, %s, %s)"
)
MEET = "update deadline set met_at = %s, met_step = %s, version = %s where id = %s"
LAW = [
    {
        "act": "163/2026/NĐ-CP",
        "at": "Điều 4 khoản 8, Điều 92 khoản 1 điểm b",
        "edition": "d163",
        "unverified": False,
    }
]
ISSUED = (("intake-information", "V-17"), ("rehab-plan", "V-18"))

UNIT = (
    "select code, name, kind, place_type, parent, province, region, search_key, valid_from"
    " from unit where code = %s"
)
ALIKE = f"""
select {", ".join("client." + name.strip() for name in CLIENT_COLUMNS.split(","))}, unit.province
from client join unit on unit.code = client.residence_unit
where client.merged_into is null
  and (client.parts_key = %(parts)s or client.identity_hash = %(number)s
       or client.birth_date = %(born)s or client.id = %(former)s)
order by case when client.identity_hash = %(number)s then 4 else 0 end
    + case when client.parts_key = %(parts)s then 2 else 0 end
    + case when client.birth_date = %(born)s then 1 else 0 end desc, client.id
limit 50
"""
CUSTODY = (
    "insert into custody (id, client_id, unit, province, kind, since, until, reason, opened_by)"
    " values (%s, %s, %s, %s, 'residence', %s, null, 'registered', %s)"
)
CLIENT = f"insert into client ({CLIENT_COLUMNS}) values ({', '.join(['%s'] * 28)})"
FORMER = "select file_of_former_number(%s)"
CLAIM = "select claim_identity(%s, %s)"
HOLDERS = "select * from holders(%s)"


def take_step(
    cursor: Cursor, who: tuple[object, ...], case_id: str, version: int, given: Mapping[str, Any]
) -> bytes:
    """Begin a voluntary rehabilitation at home under Decree 163/2026."""
    now, occurred = datetime.now(VN), datetime.fromisoformat(given["occurred_at"])
    case = cursor.execute(CASE, (case_id,)).fetchone()
    if case is None:
        raise LookupError
    client = case[1]
    cursor.execute(LOCK_CLIENT, (client,)).fetchone()
    case = cursor.execute(LOCK_CASE, (case_id,)).fetchone()
    if case is None or case[VERSION] != version or case[STATE] != "decided":
        raise ValueError(case_id)
    taken, *_ = [cursor.execute(words, (client,)).fetchall() for words in FACTS]
    count = sum(row[0] == case[0] for row in taken)
    step = new_id()
    cursor.execute(BEGIN, (vn_day(occurred), version + 1, case_id))
    before = cursor.execute(BEFORE, (case_id, count)).fetchone()
    cursor.execute(STEP, (
        step, client, case_id, count + 1, before and before[0], occurred, now, who[0], who[4],
        who[5], Jsonb({"provider": given["provider"]}), Jsonb(LAW), Jsonb({"RS3-Q1": "started"}),
        vn_day(occurred) < vn_day(now),
    ))  # fmt: skip
    for clock in cursor.execute(RUNNING, (client,)).fetchall():
        if clock[CASE_OF_CLOCK] == case[0] and "begin" in clock[MET_BY]:  # type: ignore[operator]
            cursor.execute(MEET, (occurred, step, clock[VERSION_OF_CLOCK] + 1, clock[0]))  # type: ignore[operator]
    cursor.executemany(PAPER, [
        (new_id(), client, case_id, step, code, form, vn_day(occurred), now, who[0])
        for code, form in ISSUED
    ])  # fmt: skip
    steps = cursor.execute(STEPS, (case_id,)).fetchall()
    note(cursor, "take_step", [client], case[0], '{"step":"begin","ref":"VH5","edition":"d163"}')
    changed = list(case)
    changed[STATE], changed[VERSION] = "in_service", version + 1
    return shown(changed, steps)


def register(
    cursor: Cursor, who: tuple[object, ...], vault: Vault, given: Mapping[str, Any]
) -> bytes:
    """Open the file of a person in the custody of the caller's commune."""
    now, key, born = datetime.now(VN), new_id(), date.fromisoformat(given["birth_date"])
    home, name, number = given["residence"], given["full_name"], given["identity_number"]
    unit = cursor.execute(UNIT, (home["unit"],)).fetchone()
    if unit is None:
        raise LookupError
    hashed, parts = vault.blind_index("client.identity", number), names.parts_key(name)
    former = cursor.execute(FORMER, (hashed,)).fetchone()
    cursor.execute(
        ALIKE, {"former": former and former[0], "parts": parts, "number": hashed, "born": born}
    ).fetchall()
    cursor.execute(CUSTODY, (new_id(), key, unit[0], unit[5], now, who[0]))
    cursor.execute(CLIENT, (
        key, name, [], names.search_key(name), parts, names.sort_key(name), given["sex"], born,
        "day", _sealed(vault, key, "identity", number), hashed,
        _sealed(vault, key, "address", home["address"]), unit[0], home["stable"], unit[0], unit[5],
        _sealed(vault, key, "phone", given["phone"]), None, "VN", None, "recorded",
        1, now, who[0], now, None, None, None,
    ))  # fmt: skip
    cursor.execute(CLAIM, (key, hashed))
    holders = cursor.execute(HOLDERS, (key,)).fetchall()
    cursor.execute(AUDIT, ("register_client", [key], "client", key, uuid4(), "{}"))
    return dumps({
        "id": key, "full_name": name, "other_names": [], "sex": given["sex"],
        "birth_date": born, "birth_precision": "day", "identity_number": number,
        "ethnicity": None, "citizenship": "VN", "phone": given["phone"],
        "residence": {"unit": unit[0], "address": home["address"], "stable": home["stable"]},
        "died_on": None, "provenance": "recorded", "version": 1, "created_at": now,
        "updated_at": now, "cautions": [],
        "custody": [
            dict(zip(("unit", "kind", "since", "until", "reason"), row, strict=True))
            for row in holders
        ],
    }).encode()  # fmt: skip


def _sealed(vault: Vault, key: UUID, field: str, text: str) -> bytes:
    return vault.seal(text, place("client", key, field))

"""A centre with areas and rooms, and people who are given a place in it."""

import sqlalchemy as sa

from app.ids import new_id
from tests.scenarios.chain import admitted_163, decided, to_court_2026
from tests.scenarios.story import CENTRE, moment, ok

DIRECTOR, INTAKE = "centre_director", "centre_caseworker"
FROM = "2026-01-01"
PLACES = f"/v1/facilities/{CENTRE}"


def area(caller, code="A", kind="living", **said):
    body = {"code": code, "name": f"Khu {code}", "kind": kind, "valid_from": FROM, **said}
    return ok(caller.post(f"{PLACES}/areas", json=body))


def try_room(caller, held_in, code="1", places=2, **said):
    body = {
        "area_id": held_in["id"], "code": code, "places": places, "valid_from": FROM, **said
    }  # fmt: skip
    return caller.post(f"{PLACES}/rooms", json=body)


def room(caller, held_in, code="1", places=2, **said):
    return ok(try_room(caller, held_in, code, places, **said))


def in_the_centre(addict, **particulars):
    """In the centre since 2026-09-04 09:00, under Decree 163."""
    file = to_court_2026(addict("2026-07-20 09:00", **particulars))
    decided(file, "2026-08-11 09:00", "2026-08-20 09:00")
    return admitted_163(file, "2026-08-31 08:00", "2026-09-03", "2026-09-04 09:00")


def problem(answer, status=409):
    assert answer.status_code == status, answer.text
    return answer.json()


def stays_of(file):
    return f"/v1/clients/{file.client['id']}/stays"


def place(file, where, when="2026-09-04 10:00", role=INTAKE, recorded=None, **said):
    body = {
        "case_id": file.case["id"], "room_id": where["id"], "since": file.at(when, recorded),
        **said,
    }  # fmt: skip
    return file.as_(role).post(stays_of(file), json=body)


def move(file, stay, where, when, role=INTAKE, **said):
    body = {"room_id": where["id"], "at": file.at(when), **said}
    path = f"{stays_of(file)}/{stay['id']}/moves"
    return file.as_(role).post(path, json=body, version=stay["version"])


def end(file, stay, when, reason, role=INTAKE):
    body = {"at": file.at(when), "reason": reason}
    path = f"{stays_of(file)}/{stay['id']}/end"
    return file.as_(role).post(path, json=body, version=stay["version"])


def listed(file, role=INTAKE):
    return ok(file.as_(role).get(stays_of(file)), 200)["items"]


def occupancy(caller, **params):
    return ok(caller.get(f"{PLACES}/occupancy", params=params), 200)


# A case from before this system, as it would be loaded: in the centre since 1 March 2026.
_CASE = sa.text("""
insert into legal_case (id, client_id, procedure, edition, state, unit, province, facility,
    opened_at, provenance, unverified, version, created_at, created_by)
select :case, c.id, 'voluntary-centre', 'd116-2025-07', 'in_centre', c.unit, c.province,
    'F-01-01', :at, 'historic', false, 1, :at, :case
from client c where c.id = :client
""")
_STEP = sa.text("""
insert into step (id, client_id, case_id, seq, name, ref, from_state, to_state, edition, authority,
    occurred_at, recorded_at, recorded_by, recorded_role, recorded_unit, body, legal_basis,
    answers, late_entry, unverified)
values (:step, :client, :case, 1, 'admit', 'VC3', '', 'in_centre', 'd116-2025-07', '', :at, :at,
    :case, 'centre_caseworker', 'F-01-01', '{}', '[]', '{}', false, false)
""")
_HOLDS = sa.text("""
insert into custody (id, client_id, unit, province, kind, since, reason, opened_by)
values (:step, :client, 'F-01-01', '01', 'facility', :at, 'planted', :case)
on conflict do nothing
""")
_AUDIT = sa.text("select audit_append('planted', '{}', null, null, null, '{}')")


def lodged(desk, client):
    """Load a case that lodges a client in the centre; return its id."""
    given = {"case": new_id(), "step": new_id(), "client": client,
             "at": moment("2026-03-01 08:00")}  # fmt: skip
    with desk.as_nation() as session:
        for statement in (_CASE, _STEP, _HOLDS, _AUDIT):
            session.execute(statement, given)
    return str(given["case"])

"""A centre with areas and rooms, and people who are given a place in it."""

from tests.scenarios.chain import admitted_163, decided, to_court_2026
from tests.scenarios.story import CENTRE, ok

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

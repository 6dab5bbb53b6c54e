"""Phases of a case, begun and closed over HTTP by the commune that carries them out."""

from tests.scenarios.story import REGISTRATION, REGISTRATION_163, ok, signed

CHAIR, POLICE = "commune_official", "commune_police"


def at_home_116(file):
    """At home under the old law, from 10 March 2026 for six months."""
    file.open(CHAIR, "voluntary-home", "register", "2026-03-04 09:00", papers=REGISTRATION)
    file.take(CHAIR, "decide", "2026-03-06 09:00", term_months=6, decision=signed("2026-03-06"))
    return file.take(CHAIR, "begin", "2026-03-10 09:00")


def at_home_163(file):
    """At home under Decree 163, from 5 August 2026 for 24 months."""
    file.open(POLICE, "voluntary-home", "register", "2026-08-03 15:00", papers=REGISTRATION_163)
    file.take(POLICE, "decide", "2026-08-04 09:00", decision=signed("2026-08-04"))
    return file.take(POLICE, "begin", "2026-08-05 08:00")


def path_of(file, rest=""):
    return f"/v1/cases/{file.case['id']}/phases{rest}"


def begin(file, phase, on, when=None, role=POLICE, **said):
    file.at(f"{when or on} 16:00")
    body = {"phase": phase, "started_on": on, **said}
    return file.as_(role).post(path_of(file), json=body)


def close(file, row, on, outcome="completed", when=None, role=POLICE, version=None, **said):
    file.at(f"{when or on} 17:00")
    body = {"ended_on": on, "outcome": outcome, "carried_out_by": "BS. Bình", **said}
    body = {name: value for name, value in body.items() if value is not None}
    path = path_of(file, f"/{row['id']}/close")
    return file.as_(role).post(path, json=body, version=version or row["version"])


def act(file, row, what, version=None, role=POLICE):
    path = path_of(file, f"/{row['id']}/{what}")
    said = {"reason": "Ghi nhầm ngày"}
    return file.as_(role).post(path, json=said, version=version or row["version"])


def paper(file, code, role=POLICE):
    made = ok(file.as_(role).post(f"/v1/cases/{file.case['id']}/papers", json={"code": code}))
    return {"kind": "paper", "id": made["id"]}


def done(file, phase, start, end, **said):
    return ok(close(file, ok(begin(file, phase, start)), end, **said), 200)


def seen(file, role=POLICE):
    return {row["code"]: row for row in file.look(role, "/phases")["items"]}


def reasons(answer):
    assert (answer.status_code, answer.json()["code"]) == (409, "step-refused"), answer.text
    return [(one["code"], one["law"]["at"], one["pointer"]) for one in answer.json()["reasons"]]

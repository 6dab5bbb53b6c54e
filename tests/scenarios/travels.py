"""Short ways through treatment, what people tell on them, and exports read over HTTP."""

from tests.scenarios.story import REGISTRATION, ok, signed

OFFICIAL, POLICE, CLINICIAN = "commune_official", "commune_police", "centre_clinician"
PROVINCE, NATION = "province_manager", "nation_manager"
YEAR = {"from": "2026-01-01", "to": "2026-12-31"}
USE = {
    "main_substance": "heroin", "other_substances": ["methamphetamine"], "route": "smoke",
    "first_use_age": 17, "ever_treated": False,
}  # fmt: skip
LIFE = {"housing": "stable", "work": "unemployed", "lives_with": "parents", "children": 1}


def at_home(addict, **person):
    """Told on 26 February 2026, at home from 9 March, until a violation on 4 May."""
    file = addict("2026-02-26 09:00", **person)
    file.open(OFFICIAL, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION)
    file.take(OFFICIAL, "decide", "2026-03-04 10:00", term_months=6, decision=signed("2026-03-04"))
    return file.take(OFFICIAL, "begin", "2026-03-09 08:00")


def broken_off(file, day="2026-05-04"):
    return file.take(
        POLICE, "record_violation", f"{day} 09:00", ground="used_again", happened_on=day
    )


def substituted(file, day):
    """Registered, decided and begun on one day."""
    papers = ("substitution-application", "determination-result")
    file.open(OFFICIAL, "substitution", "register", f"{day} 09:00", opioid=True, papers=papers)
    file.take(OFFICIAL, "decide", f"{day} 10:00", decision=signed(day))
    return file.take(OFFICIAL, "start", f"{day} 11:00")


def tell(file, day, role=OFFICIAL, **said):
    file.at(f"{day} 09:00")
    path = f"/v1/clients/{file.client['id']}/circumstances"
    return ok(file.as_(role).post(path, json={"stage": "intake", "told_on": day, **said}))


def exported(caller, what="journeys", **params):
    asked = {"year": "2026"} if what == "tdi" else YEAR
    return ok(caller.get(f"/v1/exports/{what}", params={**asked, **params}), 200)

"""One vector for each row on transition: the act in which that row is the one that decides.

The details stand in the tests beside; this is what a new row has to be given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from app.law.engine.facts import ActorFacts
from app.law.engine.finding import Finding
from tests.law.centre_stays import CENTRE, registered
from tests.law.dossier import (
    CHAIR,
    COURT,
    DIRECTOR,
    INTAKE,
    NATION,
    POLICE,
    PROVINCE,
    Dossier,
    moment,
    phases,
    signed,
)
from tests.law.standing import MINOR, standing
from tests.law.transition.legacy import COMPULSORY, FILE, FIRST, HOME, LAST, MINORS, court, home

USERS, AFTER, PENDING = "use-management", "post-rehab", "pending-management"
LICENCE, PROVIDER, MONITORING = "private-licence", "provider-publication", "e-monitoring"
BEFORE = ("2026-06-15", "2026-06-20 08:00", "2026-06-28 08:00")


class Shown(NamedTuple):
    """An act judged, and the file it was judged on, as it stood before."""

    at: datetime
    file: Dossier
    found: Finding


def _ask(
    file: Dossier, procedure: str, step: str, at: str, by: ActorFacts, **said: object
) -> Shown:
    return Shown(moment(at), file, file.ask(procedure, step, at, by, **said))


def in_cure() -> Shown:
    return _ask(court(*BEFORE), COMPULSORY, "record_escape", FIRST, DIRECTOR)


def decided_after() -> Shown:
    said = {"decision": signed("2026-07-15"), "outcome": "apply"}
    return _ask(court("2026-06-25"), COMPULSORY, "court_decide", "2026-07-15 08:00", COURT, **said)


def licence_ends() -> Shown:
    file = standing(LICENCE, "licensed", "2025-08-04")
    return _ask(file, LICENCE, "expire", FIRST, PROVINCE, ended_on="2026-07-01")


def licence_file() -> Shown:
    file = standing(LICENCE, "applied", "2026-06-25")
    return _ask(file, LICENCE, "refuse", FIRST, PROVINCE, reason="Không đủ điều kiện")


def licence_again() -> Shown:
    file = standing(LICENCE, "licensed", "2025-08-04")
    hand = {"hand": "licence-application facility-proof"}
    file.take(LICENCE, "apply_reissue", LAST, PROVINCE, reason="moved", **hand)
    return _ask(file, LICENCE, "refuse_reissue", FIRST, PROVINCE, reason="Không đủ điều kiện")


def monitored() -> Shown:
    said = {"decision": signed("2026-07-01"), "basis": "home", "term_months": 6}
    said |= {"effective_at": "2026-07-01T08:00:00+07:00"}
    return _ask(
        standing(HOME, "in_service", "2026-03-02"), MONITORING, "decide", FIRST, POLICE, **said
    )


def _placed(begun: str, months: int) -> Shown:
    file = court("2025-12-30", "2025-12-31 08:00", f"{begun} 08:00", months, MINORS, MINOR)
    said = {"decision": signed("2026-07-01"), "facility": "F-02"}
    return _ask(file, MINORS, "place_legacy_minor", FIRST, NATION, **said)


def five_months_left() -> Shown:
    return _placed("2026-06-01", 6)


def seven_months_left() -> Shown:
    return _placed("2026-02-01", 12)


def old_step_gone() -> Shown:
    file = standing(PENDING, "facility_decided", "2026-07-01")
    return _ask(file, PENDING, "hand_over_to_family", "2026-07-01 08:00", POLICE)


def daily_life() -> Shown:
    said = {"visitors": 2, "minutes": 45}
    return _ask(court(*BEFORE), COMPULSORY, "record_visit", FIRST, INTAKE, **said)


def three_phases() -> Shown:
    file = home("2025-12-29 08:00", "2025-12-29 09:00", "2025-12-29 10:00")
    return _ask(file, HOME, "complete", FIRST, POLICE, phases=phases(*"abc"))


def reduced() -> Shown:
    file = court("2025-02-28", "2025-03-02 08:00", "2025-03-03 08:00")
    file.answers["TR-12"] = "of_decision"
    said = {"decision": signed("2026-07-01"), "graded_well": True, "progress_months": 2}
    return _ask(file, COMPULSORY, "reduce", FIRST, COURT, **said)


def not_begun() -> Shown:
    file = home("2026-06-29 09:00", "2026-06-29 10:00")
    return _ask(file, HOME, "begin", "2026-07-02 09:00", POLICE)


def _after(done: str) -> Shown:
    """Post-rehab after a compulsory term carried through at a moment."""
    file = standing(AFTER, "proposed", "2026-06-29", papers=frozenset({"certificate-compulsory"}))
    told = {"state": "completed", "outcome": "completed", "closed_at": moment(done)}
    origin = court(*BEFORE).cases[COMPULSORY]
    file.cases[COMPULSORY] = replace(origin, id="00000000-0000-0000-0000-0000000000d1", **told)
    said = {"decision": signed("2026-07-02"), "from_on": done[:10]}
    return _ask(file, AFTER, "decide", "2026-07-02 09:00", CHAIR, **said)


def completed_before() -> Shown:
    return _after(LAST)


def completed_after() -> Shown:
    return _after(FIRST)


def user_managed() -> Shown:
    file = Dossier()
    file.take(USERS, "verify_residence", LAST, POLICE, residence="stable", hand="test-result")
    file.take(USERS, "notify", LAST, POLICE, hand="use-statement")
    file.take(USERS, "decide", LAST, CHAIR, decision=signed("2026-06-30"))
    return _ask(file, USERS, "complete", "2027-06-30 09:00", POLICE)


def new_office() -> Shown:
    said = {"decision": signed("2026-07-01"), "hand": "reception-record"}
    return _ask(home("2026-06-30 09:00"), HOME, "decide", FIRST, POLICE, **said)


def omitted_before() -> Shown:
    said = {"ground": "not_performed", "happened_on": "2026-06-30"}
    file = home("2026-06-22 09:00", "2026-06-22 10:00")
    return _ask(file, HOME, "record_violation", FIRST, POLICE, **said)


def old_licence() -> Shown:
    said = {"decision": signed("2026-08-01")}
    file = registered("2026-06-30", "private")
    return _ask(file, CENTRE, "decide", "2026-08-01 09:00", POLICE, **said)


def withdrawn() -> Shown:
    file = standing(PROVIDER, "published", "2025-08-04")
    return _ask(file, PROVIDER, "withdraw", FIRST, PROVINCE, reason="Không còn đủ điều kiện")


def opened_on_the_day() -> Shown:
    return _ask(Dossier().addicted("2026-07-01"), HOME, "register", FIRST, POLICE, hand=FILE)


def old_result() -> Shown:
    return _ask(Dossier().addicted("2026-01-01"), HOME, "register", FIRST, POLICE, hand=FILE)


def changes_of_2025() -> Shown:
    said = {"court": "C-01", "receiving_facility": "F-01"}
    file = standing(COMPULSORY, "with_checker", "2025-02-24")
    return _ask(file, COMPULSORY, "submit_to_court", "2025-03-01 00:00", POLICE, **said)


def from_the_family() -> Shown:
    file = standing(PENDING, "at_family", "2026-06-29")
    said = {"decision": signed("2026-07-01"), "facility": "F-01"}
    return _ask(file, PENDING, "place_in_facility", FIRST, POLICE, **said)


def suspended() -> Shown:
    file = court("2026-02-27", "2026-02-28 08:00", "2026-03-02 08:00")
    said = {"decision": signed("2026-06-22"), "hand": "medical-proof"}
    file.take(COMPULSORY, "suspend", "2026-06-22 08:00", COURT, **said)
    return _ask(file, COMPULSORY, "resume", FIRST, DIRECTOR)


SHOWN: Final[dict[str, Callable[[], Shown]]] = {
    "TR-1": in_cure,
    "TR-1b": completed_after,
    "TR-2": decided_after,
    "TR-3": licence_ends,
    "TR-4": licence_file,
    "TR-4b": licence_again,
    "TR-5": monitored,
    "TR-6": five_months_left,
    "TR-8": old_step_gone,
    "TR-10": daily_life,
    "TR-11": three_phases,
    "TR-12": reduced,
    "TR-13": not_begun,
    "TR-14": completed_before,
    "TR-15": user_managed,
    "TR-16": new_office,
    "TR-17": omitted_before,
    "TR-18": old_licence,
    "TR-19": withdrawn,
    "TR-20": opened_on_the_day,
    "TR-21": old_result,
    "TR-22": new_office,
    "TR-23": changes_of_2025,
    "TR-24": seven_months_left,
    "TR-25": from_the_family,
    "TR-26": suspended,
}

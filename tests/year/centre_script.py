"""The year of the centre: taken in, given a bed, taught, graded, visited, let go."""

from collections.abc import Iterator
from datetime import datetime

from tests.scenarios.story import DOSSIER, REGISTRATION_163, phases, signed
from tests.year.acts import (
    CENTRE,
    CLERK,
    COURT,
    DIRECTOR,
    FAR,
    HOME,
    INTAKE,
    MANAGER,
    OFFICIAL,
    POLICE,
    Act,
    later,
    when,
)
from tests.year.centre_life import DETOX, has_plan, lived
from tests.year.paper import months_after

VOLUNTARY, COMPULSORY = "voluntary-centre", "compulsory"
NO_EXCLUSION = {"without_capacity": False, "pregnant": False, "raising_child": False}
# Areas by whom they keep: code, and what is said when they are opened.
GROUPS = {
    "A": {"name": "Khu nam tự nguyện", "kind": "voluntary", "sex": "male"},
    "W": {"name": "Khu nữ tự nguyện", "kind": "voluntary", "sex": "female"},
    "C": {"name": "Khu nam bắt buộc", "kind": "compulsory", "sex": "male"},
    "D": {"name": "Khu nữ bắt buộc", "kind": "compulsory", "sex": "female"},
    "M": {"name": "Khu người chưa thành niên", "kind": "minors"},
}
BEDS = 10
# Of ten people five came before the cutover of themselves, three after it, two by the court.
OLD_COURT, NEW_COURT, NEW = 8, 9, (5, 6, 7)
# When this one comes the centre is full.
FULL = 7


def is_woman(n: int) -> bool:
    return n % 5 == 3


def is_minor(n: int) -> bool:
    return n % 50 == 25 or n == 5


def group_of(n: int) -> str:
    """The area where somebody belongs."""
    if n % 10 in {OLD_COURT, NEW_COURT}:
        return "D" if is_woman(n) else "C"
    if is_minor(n):
        return "M"
    return "W" if is_woman(n) else "A"


def residents(count: int) -> Iterator[Act]:
    """Everything that happens to all of them, person by person."""
    for n in range(count):
        if n % 10 == OLD_COURT:
            yield from by_the_court_of_2025(n)
        elif n % 10 == NEW_COURT:
            yield from by_the_court_of_2026(n)
        elif n % 10 in NEW:
            yield from of_themselves_2026(n)
        else:
            yield from of_themselves_2025(n)


def home_of(n: int) -> str:
    """Where they live: the next commune, or far away in another province."""
    return FAR if n % 10 == 3 else HOME


def particulars(n: int) -> dict[str, object]:
    said: dict[str, object] = {"unit": home_of(n)}
    if is_woman(n):
        said["sex"] = "female"
    if is_minor(n):
        said["birth_date"] = "2010-05-05"
    return said


def of_themselves_2025(n: int) -> Iterator[Act]:
    """Decree 116: six months by contract, from the winter to the summer."""
    day = later(when(1, 5, 8, n % 50), n % 75)
    case = {"procedure": VOLUNTARY}
    yield Act(day, "register", n, OFFICIAL, particulars(n), unit=home_of(n))
    said = {"name": "register", **case, "centre": "private", "facility": CENTRE, "holds": True,
            "papers": ("registration", "identity-copy")}  # fmt: skip
    yield Act(later(day, 0, 9), "open", n, OFFICIAL, said, unit=home_of(n))
    said = {"name": "sign_contract", **case, "term_months": 6}
    yield Act(later(day, 0, 10), "step", n, DIRECTOR, said)
    yield Act(later(day, 0, 11), "step", n, INTAKE, {"name": "admit", **case})
    yield from taken_in(n, day, VOLUNTARY)
    over = months_after(day.date(), 6)
    end = day.replace(month=over.month, day=over.day, hour=9)
    if n == 2:
        yield from died(n, later(day, 60, 3), VOLUNTARY)
    elif n % 25 != 10:
        done = phases("abc", day.date().isoformat(), later(end, -3).date().isoformat())
        if has_plan(n):
            # On file with its days: what is certified must be what was written down.
            done[1] = phases("b", *(later(day, d).date().isoformat() for d in DETOX))[0]
        yield Act(end, "step", n, DIRECTOR, {"name": "complete", **case, "phases": done})
        yield Act(later(end, 0, 10), "end_stay", n, INTAKE, {"reason": "discharged"})


def of_themselves_2026(n: int) -> Iterator[Act]:
    """Decree 163: determined, decided and taken in on one day, for twenty-four months."""
    day = later(when(7, 6, 7, n % 50), n % 110)
    case = {"procedure": VOLUNTARY}
    yield Act(day, "register", n, OFFICIAL, particulars(n), unit=HOME)
    papers = ("representative-consent",) if is_minor(n) else ()
    yield Act(later(day, 0, 8), "determine", n, OFFICIAL, {"papers": papers}, unit=HOME)
    said = {"name": "register", **case, "centre": "private", "facility": CENTRE, "holds": True,
            "papers": (*REGISTRATION_163, *papers)}  # fmt: skip
    if is_minor(n):
        said["representative"] = {"full_name": "Nguyễn Thị Lan", "relation": "mẹ"}
    yield Act(later(day, 0, 9), "open", n, POLICE, said, unit=HOME)
    said = {"name": "decide", **case, "decision": signed(day.date().isoformat())}
    yield Act(later(day, 0, 10), "step", n, POLICE, said, unit=HOME)
    yield Act(later(day, 0, 11), "step", n, DIRECTOR, {"name": "sign_contract", **case})
    yield Act(later(day, 0, 12), "step", n, INTAKE, {"name": "admit", **case})
    said = {"name": "notify_commune", **case, "papers": ("centre-notice",)}
    if n % 7:
        yield Act(later(day, 0, 16), "step", n, INTAKE, said)
    yield from taken_in(n, day, VOLUNTARY)


def by_the_court_of_2025(n: int) -> Iterator[Act]:
    """Decree 116 as of 2025: the commune police compile, the court gives twelve months."""
    m, case = n % 50, {"procedure": COMPULSORY}
    yield from caught(n, (2, 26), (3, 2), COMPULSORY)
    for by, name, at, more in (
        (POLICE, "notify", (3, 4, 9), {"papers": DOSSIER}),
        (POLICE, "finish_reading", (3, 10, 8), {}),
        (POLICE, "submit_to_court", (3, 10, 15), {"court": COURT, "receiving_facility": CENTRE}),
        (CLERK, "court_accept", (3, 12, 9), {}),
        (CLERK, "court_decide", (3, 19, 9),
         {"outcome": "apply", "decision": signed("2026-03-19"), "term_months": 12}),
        (CLERK, "take_effect", (3, 30, 8), {"facility": CENTRE}),
        (POLICE, "receive_decision", (3, 31, 9), {}),
        (INTAKE, "admit", (4, 2, 9), {}),
    ):  # fmt: skip
        unit = HOME if by == POLICE else ""
        yield Act(when(*at, m), "step", n, by, {"name": name, **case, **more}, unit=unit)
    day = when(4, 2, 9, m)
    yield from taken_in(n, day, COMPULSORY)
    if n % 20 == OLD_COURT:
        yield from escaped(n, later(day, 40, 21))


def by_the_court_of_2026(n: int) -> Iterator[Act]:
    """Decree 163: the chain of twenty-four hours, for twenty-four months."""
    m, case = n % 50, {"procedure": COMPULSORY}
    yield from caught(n, (7, 20), (8, 3), COMPULSORY, not_criminal=True)
    for by, name, at, more in (
        (POLICE, "notify", (8, 4, 9), {"papers": DOSSIER}),
        (POLICE, "finish_reading", (8, 10, 8), {}),
        (POLICE, "submit_to_court", (8, 10, 15), {"court": COURT}),
        (CLERK, "court_accept", (8, 11, 9), {}),
        (CLERK, "court_decide", (8, 20, 9),
         {"outcome": "apply", "decision": signed("2026-08-20")}),
        (CLERK, "take_effect", (8, 31, 8), {}),
        (POLICE, "receive_decision", (9, 3, 9), {}),
        (POLICE, "request_placement", (9, 3, 10), {}),
        (MANAGER, "assign_centre", (9, 3, 14),
         {"decision": signed("2026-09-03", "3/QĐ-CAT"), "facility": CENTRE}),
        (POLICE, "send_assignment", (9, 3, 15), {}),
        (INTAKE, "admit", (9, 4, 9), {}),
    ):  # fmt: skip
        unit = HOME if by == POLICE else ""
        yield Act(when(*at, m), "step", n, by, {"name": name, **case, **more}, unit=unit)
    yield from taken_in(n, when(9, 4, 9, m), COMPULSORY)
    if n % 40 == 29:
        at = when(11, 3, 8, m)
        yield Act(at, "end_stay", n, INTAKE, {"reason": "transferred"})
        said = {"name": "transfer", **case, "decision": signed("2026-11-03"),
                "facility": "F-01-02"}  # fmt: skip
        yield Act(later(at, 0, 10), "step", n, MANAGER, said)


def caught(
    n: int, told: tuple[int, int], found: tuple[int, int], procedure: str, **more: object
) -> Iterator[Act]:
    """Told that they are addicted, then caught using again."""
    yield Act(when(*told, 8, n % 50), "register", n, OFFICIAL, particulars(n), unit=HOME)
    yield Act(when(*told, 9, n % 50), "determine", n, OFFICIAL, unit=HOME)
    at = when(*found, 9, n % 50)
    said = {"name": "open_dossier", "procedure": procedure, "grounds": ["used_again"],
            "detected_at": at.isoformat(), **NO_EXCLUSION, "papers": ("violation-record",),
            **more}  # fmt: skip
    yield Act(at, "open", n, POLICE, said, unit=HOME)


def taken_in(n: int, day: datetime, procedure: str) -> Iterator[Act]:
    """Given a bed; one of them not before the centre has one."""
    case = {"procedure": procedure}
    if n == FULL:
        yield Act(
            later(day, 0, 12).replace(minute=57), "capacity", -1, DIRECTOR, {"places": "taken"}
        )
        yield Act(later(day, 0, 12).replace(minute=58), "no_place", n, INTAKE, {**case})
        yield Act(later(day, 0, 12).replace(minute=59), "capacity", -1, DIRECTOR, {"places": "all"})
    yield Act(later(day, 0, 14), "place", n, INTAKE, {**case})
    yield from lived(n, day, procedure)


def died(n: int, at: datetime, procedure: str) -> Iterator[Act]:
    said = {"name": "record_death", "procedure": procedure, "died_on": at.date().isoformat()}
    yield Act(
        later(at, 0, 4),
        "incident",
        n,
        INTAKE,
        {"kind": "death", "procedure": procedure},
        f"death:{n}",
    )
    yield Act(later(at, 0, 5), "step", n, DIRECTOR, said)
    for hour, whom in ((5, "relatives"), (9, "procuracy")):
        told = {"recipient": whom, "late": hour > 6}
        yield Act(later(at, 0, hour), "notice", n, DIRECTOR, told, f"death:{n}")
    yield Act(later(at, 0, 6), "end_stay", n, INTAKE, {"reason": "died"})


def escaped(n: int, at: datetime) -> Iterator[Act]:
    case = {"procedure": COMPULSORY}
    yield Act(at, "step", n, DIRECTOR, {"name": "record_escape", **case})
    yield Act(later(at, 0, 22), "end_stay", n, INTAKE, {"reason": "escaped"})
    back = later(at, 10, 9)
    yield Act(back, "step", n, INTAKE, {"name": "record_return", **case})
    yield Act(later(back, 0, 10), "place", n, INTAKE, case)

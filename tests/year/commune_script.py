"""The year of the commune: registered, determined, followed at home, met, helped, moved."""

from collections.abc import Iterator
from datetime import datetime

from tests.scenarios.story import REGISTRATION, REGISTRATION_163, phases, signed
from tests.year.acts import (
    COMMUNE,
    LAST,
    NEXT,
    OFFICIAL,
    POLICE,
    Act,
    later,
    when,
)
from tests.year.paper import months_after

HOMEWARD, AFTER = "voluntary-home", "post-rehab"
# Of six people: two at home by the old law (for six months, for twelve), one by the new law, one
# who never registered, one who is only known, one decided and never begun.
SIX, TWELVE, NEW, NEVER, KNOWN, IDLE = range(6)
LEAVES = when(10, 5, 8)
# Nobody manages this one any more from September on.
SEALED = 4
ANSWERS = ("acknowledge", "refuse", None)


def answer_to(k: int) -> str | None:
    """What the next commune says of somebody who goes there, one in ten; None: nothing yet."""
    return ANSWERS[k // 10 % 3]


def has_left(k: int) -> bool:
    """Is this one in the other commune from October on."""
    return k % 10 == 1 and answer_to(k) != "refuse"


def neighbours(first: int, count: int) -> Iterator[Act]:
    """Everything that happens to all of them, person by person."""
    for k in range(count):
        for act in life(first + k, k):
            if act.at < here_until(k) or act.name in {"move", "answer_transfer"}:
                yield act


def here_until(k: int) -> datetime:
    """When the commune has no hand in this file any more."""
    if k == SEALED:
        return when(9, 10, 8)
    return LEAVES if has_left(k) else LAST


def life(n: int, k: int) -> Iterator[Act]:
    """Everything of one person, as if nobody ever left."""
    kind = k % 6
    told = when(8, 4, 8, k % 50) if kind in {NEW, IDLE} else when(1, 12, 8, k % 50)
    told = later(told, k % 30)
    said = {"unit": COMMUNE, **({"sex": "female"} if k % 7 == 3 else {})}
    yield Act(told, "register", n, OFFICIAL, said, unit=COMMUNE)
    if kind != KNOWN:
        yield Act(later(told, 0, 9), "determine", n, OFFICIAL, unit=COMMUNE)
    yield from at_home(n, kind, told)
    yield from met(n, k, told)
    yield from helped(n, k, told)
    yield from moved(n, k)


def at_home(n: int, kind: int, told: datetime) -> Iterator[Act]:
    """Rehabilitation at home, and what comes after it."""
    case = {"procedure": HOMEWARD}
    new = told.month >= 7
    desk, head = (POLICE, POLICE) if new else (OFFICIAL, OFFICIAL)
    if kind in {NEVER, KNOWN}:
        return
    papers = REGISTRATION_163 if new else REGISTRATION
    said = {"name": "register", **case, "papers": papers}
    yield Act(later(told, 0, 10), "open", n, desk, said, unit=COMMUNE)
    day = told.date().isoformat()
    said = {"name": "decide", **case, "decision": signed(day)}
    if not new:
        said["term_months"] = 12 if kind == TWELVE else 6
    yield Act(later(told, 0, 11), "step", n, head, said, unit=COMMUNE)
    if kind == IDLE:
        return
    yield Act(later(told, 0, 13), "step", n, OFFICIAL, {"name": "begin", **case}, unit=COMMUNE)
    if kind == SIX:
        yield from afterwards(n, told)


def afterwards(n: int, told: datetime) -> Iterator[Act]:
    """Completed after the cutover, by the new law's office; then a year of management."""
    over = months_after(told.date(), 6)
    end = told.replace(month=over.month, day=over.day, hour=9)
    done = phases("abc", told.date().isoformat(), later(end, -3).date().isoformat())
    said = {"name": "complete", "procedure": HOMEWARD, "phases": done}
    yield Act(end, "step", n, POLICE, said, unit=COMMUNE)
    said = {"name": "propose", "procedure": AFTER, "origin": HOMEWARD}
    yield Act(later(end, 1), "open", n, POLICE, said, unit=COMMUNE)
    on = end.date().isoformat()
    said = {"name": "decide", "procedure": AFTER, "from_on": on,
            "decision": signed(later(end, 2).date().isoformat())}  # fmt: skip
    yield Act(later(end, 2), "step", n, OFFICIAL, said, unit=COMMUNE)


OUTCOMES = (
    "met", "not_met", "refused", "not_met", "not_met", "left_message", "not_met", "met",
)  # fmt: skip
KINDS = ("visit", "office", "telephone", "visit", "family")


def met(n: int, k: int, told: datetime) -> Iterator[Act]:
    """About once a month; some told late, some sent twice by a tablet, some with a day agreed."""
    for turn in range((12 - told.month) if k % 3 else 2):
        at = later(told, 28 * (turn + 1), 15)
        if at.month == 12 and at.day > 10:
            return
        said = {"kind": KINDS[(k + turn) % 5], "outcome": OUTCOMES[(k * 3 + turn) % 8],
                "happened": at}  # fmt: skip
        if (k + turn) % 9 == 0:
            said["next_due"] = later(at, 12).date().isoformat()
        if (k + turn) % 4 == 0:
            said |= {"id": f"01a2015f-adb6-79aa-8a45-{n:08}{turn:04}", "twice": True}
        entered = later(at, 3) if (k + turn) % 6 == 0 else at
        yield Act(entered, "contact", n, OFFICIAL, said, f"c{n}.{turn}", COMMUNE)


WANTED = ("job", "loan", "vocational_training", "reintegration", "study", "papers")
ENDS = ("achieved", "achieved", "refused_by_client", "achieved", None, "not_available")


def helped(n: int, k: int, told: datetime) -> Iterator[Act]:
    """A support asked for, offered, and what came of it; some counselling beside."""
    if k % 5 < 3:
        key, end = f"{WANTED[k // 5 % 6]}:{n}", ENDS[k % 6]
        at = later(told, 90, 10)
        yield Act(at, "support", n, OFFICIAL, {}, key, COMMUNE)
        for days, state in ((5, "offered"), (9, "in_progress"), (30, end)):
            if state is not None:
                said = {"state": state}
                yield Act(later(at, days), "support_event", n, OFFICIAL, said, key, COMMUNE)
    if k % 4 == 1:
        said = {"kind": "counselling"}
        yield Act(later(told, 20, 14), "service", n, OFFICIAL, said, unit=COMMUNE)


def moved(n: int, k: int) -> Iterator[Act]:
    """One in ten goes to the next commune: acknowledged, refused, or still on the way."""
    if k % 10 != 1:
        return
    key, at = f"t{n}", when(10, 5, 9, k % 50)
    yield Act(at, "move", n, OFFICIAL, {"to": NEXT}, key, COMMUNE)
    if answer_to(k):
        said = {"how": answer_to(k), "back": COMMUNE}
        yield Act(later(at, 0, 15), "answer_transfer", n, OFFICIAL, said, key, NEXT)

"""Patterns: a few hundred invented files, taken step by step through the real services.

The law engine has judged every step of them; the other files of the bench are copies with other
people, places and hours (`stamp.py`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from app.context import Context
from app.house import House
from app.ids import new_id
from app.models.case import LegalCase
from app.problems import StepRefused
from app.services import audit, cases, clients, duplicates
from app.times import VN, Timekeeper
from bench.people import Person

OFFICIAL, POLICE, CLERK = "commune_official", "commune_police", "court_clerk"
# From here on Decree 163/2026 asks other things of the same acts.
CUTOVER = date(2026, 7, 1)
LAST = date(2026, 11, 19)


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a story: who takes it, how long after its beginning, what it says."""

    role: str
    name: str
    day: int
    hour: int
    body: Mapping[str, object]
    procedure: str = ""  # named when the step opens a case


@dataclass(frozen=True, slots=True)
class Story:
    """A file's life so far. `share` is its part of all files."""

    group: str
    begins: date
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the patterns live: a commune, its court, and the accounts that act there."""

    commune: str
    court: str
    usernames: Mapping[str, str]


def _determination(begins: date) -> tuple[Move, ...]:
    papers = [{"paper": "determination-application"}]
    found = {
        "result": "addicted",
        "concluded_on": (begins + timedelta(days=1)).isoformat(),
        "criteria_met": 4,
        "assessor": "Bác sĩ Lê Thị Hồng Vân",
    }
    return (
        Move(POLICE, "apply", 0, 8, {"papers": papers}, "determination"),
        Move(POLICE, "receive", 0, 9, {}),
        Move(POLICE, "conclude", 1, 8, found),
        Move(POLICE, "deliver", 1, 9, {}),
    )


def _decision(day: date) -> dict[str, object]:
    return {"number": "12/QĐ-UBND", "on": day.isoformat(), "signed_by": "Trần Văn Bình"}


def _voluntary(begins: date) -> tuple[Move, ...]:
    """Voluntary rehabilitation at home as far as it goes, by the edition of its days."""
    new = begins >= CUTOVER
    desk, head = (POLICE, POLICE) if new else (OFFICIAL, OFFICIAL)
    papers: list[dict[str, object]] = [
        {"paper": code}
        for code in ("registration", "cv", "determination-result", "identity-copy")
        if new or code != "cv"
    ]
    decided = begins + timedelta(days=2)
    decision: dict[str, object] = {"decision": _decision(decided)}
    if not new:
        decision["term_months"] = 6
    return (
        Move(desk, "register", 1, 10, {"papers": papers, "place": "home"}, "voluntary-home"),
        Move(head, "decide", 2, 8, decision),
        Move(POLICE, "serve_decision", 2, 9, {"received_by": {"full_name": "Nguyễn Thị Lan"}}),
        Move(OFFICIAL, "begin", 3, 8, {"provider": "Đội tình nguyện xã"}),
    )


def _violation(begins: date) -> Move:
    said = {"ground": "used_again", "happened_on": (begins + timedelta(days=20)).isoformat()}
    return Move(POLICE, "record_violation", 21, 9, said)


def _completion(begins: date) -> Move:
    """Completion under Decree 116: six months from the beginning."""
    done = begins + timedelta(days=3)
    phases = [
        {"phase": phase, "start": done.isoformat(), "end": (done + timedelta(days=60)).isoformat()}
        for phase in ("a", "b", "c")
    ]
    head = POLICE if begins + timedelta(days=190) >= CUTOVER else OFFICIAL
    return Move(head, "complete", 190, 9, {"phases": phases})


def _post_rehab(begins: date) -> tuple[Move, ...]:
    papers = [{"paper": "cv"}, {"paper": "certificate-home"}]
    proposed = begins + timedelta(days=192)
    said = {"decision": _decision(proposed), "from_on": (proposed - timedelta(days=2)).isoformat()}
    proposal = {"papers": papers, "origin": "@voluntary-home"}
    return (
        Move(POLICE, "propose", 191, 9, proposal, "post-rehab"),
        Move(OFFICIAL, "decide", 192, 10, said),
    )


def _compulsory(begins: date, court: str) -> tuple[Move, ...]:
    found = datetime.combine(begins + timedelta(days=21), time(8), VN)
    opening: dict[str, object] = {
        "grounds": ["used_again"],
        "detected_at": found.isoformat(),
        "not_criminal": True,
        "without_capacity": False,
        "pregnant": False,
        "raising_child": False,
        "papers": [{"paper": "violation-record"}],
    }
    handed = [{"paper": p} for p in ("cv", "violation-record", "determination-result", "proposal")]
    decided = begins + timedelta(days=43)
    ruling = {"decision": _decision(decided), "outcome": "apply"}
    return (
        Move(POLICE, "open_dossier", 22, 9, opening, "compulsory"),
        Move(POLICE, "notify", 23, 9, {"papers": handed}),
        Move(POLICE, "finish_reading", 32, 9, {}),
        Move(POLICE, "submit_to_court", 33, 9, {"court": court}),
        Move(CLERK, "court_accept", 34, 10, {}),
        Move(CLERK, "court_decide", 43, 10, ruling),
        Move(CLERK, "take_effect", 54, 9, {}),
    )


def stories(stage: Stage) -> Iterator[Story]:
    """Yield every pattern: procedures, states and beginnings over two years and two decrees."""
    for begins in _mondays(date(2025, 7, 14), date(2026, 11, 2), weeks=3):
        yield Story("determination", begins, _determination(begins))
    for begins in _mondays(date(2025, 7, 21), date(2026, 4, 6), weeks=4):
        home = (*_determination(begins), *_voluntary(begins))
        yield Story("voluntary", begins, (*home, _completion(begins)))
        yield Story("voluntary", begins, home[:7])
        yield Story("voluntary", begins, home)
        yield Story("post-rehab", begins, (*home, _completion(begins), *_post_rehab(begins)))
    for begins in _mondays(date(2026, 7, 6), date(2026, 10, 12), weeks=2):
        home = (*_determination(begins), *_voluntary(begins))
        yield from (Story("voluntary", begins, home[:cut]) for cut in (5, 6, 7, 7, 8))
        yield Story("voluntary", begins, (*home, _violation(begins)))
        court = _compulsory(begins, stage.court)
        whole = (*_determination(begins), *court)
        yield from (Story("compulsory", begins, whole[:cut]) for cut in range(5, 12))


def _mondays(first: date, last: date, *, weeks: int) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(weeks=weeks)


def tell(house: House, stage: Stage, story: Story, person: Person) -> UUID:
    """Live a story; what would lie in the future is left out. Returns the client."""
    start = datetime.combine(story.begins, time(7, 30), VN)
    house.clock = Timekeeper(start)
    with house.sessions() as session:
        ctx = house.enter_as(session, stage.usernames[POLICE], action="bench", request=new_id())
        client_id = clients.register(ctx, _entry(person, stage.commune)).id
        audit.write(ctx)
        session.commit()
    opened: dict[str, LegalCase] = {}
    current = ""
    for move in story.moves:
        at = datetime.combine(story.begins + timedelta(days=move.day), time(move.hour), VN)
        if at.date() > LAST:
            break
        house.clock = Timekeeper(at + timedelta(minutes=2))
        with house.sessions() as session:
            ctx = house.enter_as(
                session, stage.usernames[move.role], action="take_step", request=new_id()
            )
            given = {"name": move.name, "occurred_at": at.isoformat(), **move.body}
            if given.get("origin") == "@voluntary-home":
                given["origin"] = str(opened["voluntary-home"].id)
            current = move.procedure or current
            try:
                opened[current] = _taken(ctx, client_id, opened.get(current), current, given)
            except StepRefused as refused:
                refused.add_note(f"story {story.group} of {story.begins}: {current}:{move.name}")
                raise
            audit.write(ctx)
            session.commit()
    return client_id


def _taken(
    ctx: Context,
    client_id: UUID,
    case: LegalCase | None,
    procedure: str,
    given: Mapping[str, object],
) -> LegalCase:
    if case is None:
        return cases.open_case(ctx, client_id, procedure, given)
    return cases.take_step(ctx, case.id, case.version, given)


def _entry(person: Person, commune: str) -> duplicates.Entry:
    return duplicates.Entry(
        full_name=person.full_name,
        sex=person.sex,
        birth_date=person.birth_date,
        birth_precision="day",
        residence_unit=commune,
        unit_as_of=None,
        residence_stable=True,
        address=person.address,
        identity_number=person.number,
        phone=person.phone,
    )

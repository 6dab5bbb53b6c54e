"""Random lawful lives of a case: seeded, through `judge`, with time going by.

Every walk has a state it would like to see; most of its steps lead there, the others anywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from app.law.engine.facts import ClientFacts
from app.law.engine.finding import Finding
from app.law.engine.judge import state_in
from app.law.shape.model import Book, Edition, Procedure, StepRule
from app.times import VN, vn_day
from tests.law.vectors import forms
from tests.law.vectors.aims import Aim, NoWay, Route
from tests.law.vectors.attempt import attempt
from tests.law.vectors.builder import _plan, blank, edges, ends
from tests.law.vectors.situation import Body, Draft, Situation, at_nine, recorded
from tests.law.vectors.wanted import Wanted
from tests.law.walks.past import Past, lived, moves
from tests.law.walks.telling import taken_up, untold

LONGEST, WAITS, AFTERWARDS = 28, 14, 2
HOURS = (1, 3, 20, 24, 70, 24 * 8, 24 * 35, 24 * 120)
# How often a field that may be left out is filled in; an office acts where the file is held.
_OPTIONAL = {"text": 0.3, "person": 0.3, "days": 0.3, "date": 0.3, "moment": 0.3, "facility": 0.9}
# How often the other cases of a client with a past stand still beside an act of the walk.
_ALONE = 0.7
ADULT, MINOR = date(1990, 5, 6), 15


@dataclass
class Walk:
    """One case from its opening on: every act with the file before it, and what was found."""

    procedure: str
    seed: int
    acts: list[tuple[Draft, Finding]] = field(default_factory=list)
    stood: set[tuple[str, str]] = field(default_factory=set)
    stuck: str = ""
    told: list[tuple[Draft, Finding]] = field(default_factory=list)  # the past, then all acts
    origin: Situation | None = None

    @property
    def editions(self) -> set[str]:
        return {found.edition for _, found in self.acts}


def walks(
    book: Book,
    code: str,
    edition: Edition,
    count: int,
    past: Past | None = None,
    goals: tuple[str, ...] = (),
) -> Iterator[Walk]:
    """So many walks that set out under an edition; the same ones every time.

    `goals` are the states they would like to see, when not all of them.

    A past that cannot have been before the day on which a walk sets out leaves that walk out.
    """
    procedure = book.procedures[code, edition.code]
    seen: Counter[tuple[str, str]] = Counter()
    states = goals or tuple(procedure.states)
    for number in range(count):
        seed = " ".join([code, edition.code, str(number), *goals])
        chance = Random(seed)  # noqa: S311 - a walk must be the same every time
        walk = Walk(code, number)
        try:
            file = _start(book, walk, edition, chance, past)
        except NoWay:
            continue
        _walk(walk, file, edition, chance, states[number % len(states)], seen)
        yield walk


def _departure(book: Book, edition: Edition, chance: Random) -> datetime:
    """A day of the edition, often one shortly before it ends."""
    last = ends(book, edition)
    room = min((last - at_nine(edition.begins)).days - 1, 1200)
    day = vn_day(last) - timedelta(days=chance.randint(1, min(room, 60)))
    if chance.random() < 0.5 or room == 1200:
        day = edition.begins + timedelta(days=chance.randint(0, room))
    return at_nine(day)


def _start(
    book: Book, walk: Walk, edition: Edition, chance: Random, past: Past | None
) -> Situation:
    """The file before the case is opened; somebody who is addicted, unless the past says no."""
    code = walk.procedure
    subject = book.procedures[code, edition.code].subject
    file = blank(book, _departure(book, edition, chance), subject)
    past = past or Past(addicted=code != "determination", minor="minor" in code)
    minor = date(vn_day(file.at).year - MINOR, 1, 5)
    file = replace(file, client=ClientFacts(minor if past.minor else ADULT))
    file, walk.told = lived(file, past)
    walk.origin = walk.told[0][0].file if walk.told else file
    return replace(file, at=file.at + timedelta(hours=1))


def _walk(
    walk: Walk, file: Situation, edition: Edition, chance: Random, goal: str, seen: Counter
) -> None:
    book, code = file.book, walk.procedure
    # One walk in three waits where it wanted to go until the next edition begins.
    waits = edition is not book.editions[-1] and chance.random() < 0.3
    patient = vn_day(ends(book, edition)) if waits else date.min
    after = 0
    for _ in range(LONGEST):
        act = _next(file, code, chance, goal, seen)
        if act is None:
            here = file.procedure(code)
            state = state_in(here, file.case) if here and file.case else ""
            if not (here and state in here.states and here.states[state].final):
                walk.stuck = f"in {state!r} since {file.at:%Y-%m-%d}"
            break
        draft, found = act
        walk.acts.append(act)
        walk.told.append(act)
        seen[found.edition, found.step] += 1
        file = recorded(draft, found)
        _stand(book, walk, file)
        if found.to_state == goal and vn_day(file.at) < patient:
            file = replace(file, at=at_nine(patient))
            _stand(book, walk, file)
        if found.outcome or (file.case and file.case.closed_at):
            after += 1
            if after > AFTERWARDS:
                break
        file = replace(file, at=file.at + timedelta(hours=chance.choice(HOURS), minutes=5))
        file = _meanwhile(walk, file, chance)
    if walk.acts and walk.told[0] is walk.acts[0]:
        # Who the person is shows when the case is opened: as old as the law wants them.
        walk.origin = replace(walk.origin, client=walk.acts[0][0].file.client)


def _meanwhile(walk: Walk, file: Situation, chance: Random) -> Situation:
    """Now and then another open case of the client goes a step on, by an act that can be told."""
    own = file.case
    running = [case for case in file.others if case.closed_at is None and case.steps]
    if own is None or not running or chance.random() < _ALONE:
        return file
    turned = taken_up(file, chance.choice(running).id)
    other = turned.case
    here = turned.procedure(other.procedure)
    if here is None or other.unit != own.unit:
        return file
    ways = list(edges(here, state_in(here, other)))
    chance.shuffle(ways)
    ways.sort(key=lambda way: not (way[1] in here.states and here.states[way[1]].final))
    for name, to in ways:
        act = _try(turned, here, here.steps[name], to, chance)
        if act is not None and not untold(turned, act[0]) and not moves(act[1]):
            walk.told.append(act)
            return taken_up(recorded(*act), own.id)
    return file


def _stand(book: Book, walk: Walk, file: Situation) -> None:
    """Remember the state under the edition of the day."""
    here = file.procedure(walk.procedure)
    state = state_in(here, file.case) if here and file.case else None
    if here is not None and state is not None:
        walk.stood.add((here.edition, state))


def _next(
    file: Situation, code: str, chance: Random, goal: str, seen: Counter
) -> tuple[Draft, Finding] | None:
    """An act that the law allows now or later; None when none ever is."""
    for wait in range(WAITS):
        here = file.procedure(code)
        if here is None:
            return None
        stands = state_in(here, file.case) if file.case else ""
        for name, to in _order(here, stands, chance, goal, seen):
            found = _try(file, here, here.steps[name], to, chance)
            if found is not None:
                return found
        later = _later(file, wait)
        if later is None:
            return None
        file = replace(file, at=later)
    return None


def _order(
    here: Procedure, stands: str | None, chance: Random, goal: str, seen: Counter
) -> list[tuple[str, str]]:
    """The steps from here: the way to the goal first (mostly), then the rarer ones."""
    found = list(edges(here, stands))
    chance.shuffle(found)
    found.sort(key=lambda edge: (_ends_early(here, edge, goal), seen[here.edition, edge[0]]))
    way = _plan(here, stands, goal, frozenset(), Route(), set()) if goal in here.states else None
    if way and chance.random() < 0.6:
        found.insert(0, way[0])
    return found


def _ends_early(here: Procedure, edge: tuple[str, str], goal: str) -> bool:
    return edge[1] in here.states and here.states[edge[1]].final and edge[1] != goal


def _try(
    file: Situation, here: Procedure, rule: StepRule, to: str, chance: Random
) -> tuple[Draft, Finding] | None:
    aim = Aim(to=to, wishes=_said(rule, chance))
    for wishes in (aim.wishes, {}):
        try:
            draft = attempt(file, here, rule, replace(aim, wishes=wishes))
        except (NoWay, Wanted):
            continue
        if file.case is not None and draft.file.client != file.client:
            continue  # nobody is born anew in the middle of a case
        return draft, draft.found
    return None


def _said(rule: StepRule, chance: Random) -> Body:
    """Some answers at random, some fields that may be left out."""
    told: Body = {}
    for ask in rule.asks:
        if ask.values and chance.random() < 0.7:
            told[ask.field] = chance.choice(ask.values).code
        elif not ask.required and chance.random() < _OPTIONAL.get(ask.type, 0):
            told[ask.field] = forms.GIVEN
    return told


def _later(file: Situation, wait: int) -> datetime | None:
    """The next moment at which something may have changed: a clock, the term, an edition."""
    moments = [row.due_at + timedelta(seconds=1) for row in file.clocks if row.open]
    moments += [at_nine(edition.begins) for edition in file.book.editions]
    moments += [file.at + timedelta(days=90 * (wait + 1))]
    later = [moment for moment in moments if moment > file.at]
    return min(later) if later and min(later) < datetime(2043, 1, 1, tzinfo=VN) else None

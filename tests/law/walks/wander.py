"""Random lawful lives of a case: seeded, through `judge`, with time going by.

Every walk has a state it would like to see; most of its steps lead there, the others anywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from app.law.facts import ClientFacts, DeterminationFact
from app.law.finding import Finding
from app.law.judge import state_in
from app.law.model import Book, Edition, Procedure, StepRule
from app.times import VN, vn_day
from tests.law.vectors import forms
from tests.law.vectors.aims import Aim, NoWay, Route
from tests.law.vectors.attempt import attempt
from tests.law.vectors.builder import _plan, blank, edges, ends
from tests.law.vectors.situation import Body, Draft, Situation, at_nine, recorded
from tests.law.vectors.wanted import Wanted

LONGEST, WAITS, AFTERWARDS = 28, 14, 2
HOURS = (1, 3, 20, 24, 70, 24 * 8, 24 * 35, 24 * 120)
# How often a field that may be left out is filled in; an office acts where the file is held.
_OPTIONAL = {"text": 0.3, "person": 0.3, "days": 0.3, "date": 0.3, "moment": 0.3, "facility": 0.9}
ADULT, MINOR = date(1990, 5, 6), 15


@dataclass
class Walk:
    """One case from its opening on: every act with the file before it, and what was found."""

    procedure: str
    seed: int
    acts: list[tuple[Draft, Finding]] = field(default_factory=list)
    stood: set[tuple[str, str]] = field(default_factory=set)
    stuck: str = ""

    @property
    def editions(self) -> set[str]:
        return {found.edition for _, found in self.acts}


def walks(book: Book, code: str, edition: Edition, count: int) -> Iterator[Walk]:
    """So many walks that set out under an edition; the same ones every time."""
    procedure = book.procedures[code, edition.code]
    seen: Counter[tuple[str, str]] = Counter()
    states = list(procedure.states)
    for number in range(count):
        seed = f"{code} {edition.code} {number}"
        chance = Random(seed)  # noqa: S311 - a walk must be the same every time
        walk = _walk(book, code, edition, chance, states[number % len(states)], seen)
        walk.seed = number
        yield walk


def _departure(book: Book, edition: Edition, chance: Random) -> datetime:
    """A day of the edition, often one shortly before it ends."""
    last = ends(book, edition)
    room = min((last - at_nine(edition.begins)).days - 1, 1200)
    day = vn_day(last) - timedelta(days=chance.randint(1, min(room, 60)))
    if chance.random() < 0.5 or room == 1200:
        day = edition.begins + timedelta(days=chance.randint(0, room))
    return at_nine(day)


def _walk(
    book: Book, code: str, edition: Edition, chance: Random, goal: str, seen: Counter
) -> Walk:
    walk = Walk(code, 0)
    subject = book.procedures[code, edition.code].subject
    file = blank(book, _departure(book, edition, chance), subject)
    minor = date(vn_day(file.at).year - MINOR, 1, 5)
    known = DeterminationFact("addicted", vn_day(file.at), file.at)
    file = replace(
        file,
        client=ClientFacts(minor if "minor" in code else ADULT),
        determinations=() if code == "determination" else (known,),
        at=file.at + timedelta(hours=1),
    )
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
        walk.acts.append((draft, found))
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
    return walk


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

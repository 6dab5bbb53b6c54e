"""Find a way to take a step lawfully: walk to where it starts by acts that the law allows.

Every act of the way goes through `judge`, and a way that `judge` does not allow is no way.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from app.law.days.calendar import Calendar
from app.law.engine.facts import ClientFacts
from app.law.engine.judge import state_in
from app.law.reading.loader import lawbook
from app.law.shape.model import Book, Edition, Procedure, StepRule
from app.times import vn_day
from tests.law.vectors.aims import Aim, NoWay, Route
from tests.law.vectors.attempt import attempt, pinned
from tests.law.vectors.situation import (
    CENTRE,
    COMMUNE,
    Draft,
    Situation,
    Subject,
    at_nine,
    recorded,
)
from tests.law.vectors.wanted import Wanted

CALENDAR = Calendar.from_toml()
A_WHILE = timedelta(minutes=20)
# How many days before (or after) an edition begins a way may set out; the first that works.
DEPARTURES = (40, -20, -100, -400, -800, -1150)
DETOURS = 10


def blank(book: Book, at: datetime, subject: Subject = "client") -> Situation:
    """Nothing is on file."""
    unit = COMMUNE if subject == "client" else CENTRE
    return Situation(book, CALENDAR, at, ClientFacts(date(1990, 5, 6)), unit=unit, subject=subject)


def approach(book: Book, code: str, state: str, departure: datetime, route: Route) -> Situation:
    """A file whose case stands in a state, reached by allowed steps only."""
    subject = next(row.subject for row in book.procedures.values() if row.code == code)
    file, banned = blank(book, departure, subject), set()
    for _ in range(60):
        here = file.procedure(code)
        way = None
        if here is not None:
            stands = state_in(here, file.case) if file.case else ""
            done = _done(file, route)
            way = _plan(here, stands, state, done, route, banned)
        if way == []:
            return file
        if way is None:
            file = replace(file, at=_next_edition(book, file.at))
            banned.clear()
            continue
        name, to = way[0]
        try:
            aim = Aim(to=to, wishes=route.told())
            draft = attempt(file, here, here.steps[name], aim)
            file = replace(recorded(draft, draft.found), at=draft.at + A_WHILE)
            banned.clear()
        except NoWay:
            banned.add((name, to))
    raise NoWay(f"{code}: no way to {state}")


def _next_edition(book: Book, at: datetime) -> datetime:
    later = [edition.begins for edition in book.editions if edition.begins > vn_day(at)]
    if not later:
        raise NoWay("no later edition opens a way")
    return at_nine(later[0])


def _done(file: Situation, route: Route) -> frozenset[int]:
    taken = {step.name for step in file.case.steps} if file.case else set()
    return frozenset(n for n, names in enumerate(route.pass_by) if names & taken)


def _plan(
    procedure: Procedure,
    stands: str | None,
    state: str,
    done: frozenset[int],
    route: Route,
    banned: set[tuple[str, str]],
) -> list[tuple[str, str]] | None:
    """The shortest row of steps to a state that passes by what the route wants."""
    wanted = len(route.pass_by)
    start = (stands, done)
    todo = deque([start])
    came: dict[Any, Any] = {start: None}
    while todo:
        here = todo.popleft()
        if here[0] == state and len(here[1]) == wanted:
            return _back(came, here)
        for name, to in edges(procedure, here[0]):
            if name in route.shun or (name, to) in banned:
                continue
            passed = here[1] | {n for n, names in enumerate(route.pass_by) if name in names}
            there = (to, frozenset(passed))
            if there not in came:
                came[there] = (here, (name, to))
                todo.append(there)
    return None


def _back(came: dict[Any, Any], here: Any) -> list[tuple[str, str]]:
    way = []
    while came[here] is not None:
        here, step = came[here]
        way.append(step)
    return way[::-1]


def edges(procedure: Procedure, stands: str | None) -> Iterable[tuple[str, str]]:
    """Every step from a state (openings from the empty one) with where it may lead."""
    for rule in procedure.steps.values():
        if rule.opening if stands == "" else stands in rule.from_:
            for to in rule.targets or (stands or "",):
                yield rule.name, to


@cache
def _approach(code: str, state: str, departure: datetime, route: Route) -> Situation | str:
    try:
        return approach(lawbook(), code, state, departure, route)
    except NoWay as error:
        return str(error)


def ends(book: Book, edition: Edition) -> datetime:
    """The first morning after an edition, or one far off."""
    later = [row.begins for row in book.editions if row.begins > edition.begins]
    return at_nine(later[0] if later else date(2044, 1, 1))


def departures(book: Book, edition: Edition) -> list[datetime]:
    first = book.editions[0].begins
    days = [edition.begins + timedelta(days=shift) for shift in DEPARTURES]
    return [at_nine(day) for day in days if day >= first]


def find(procedure: Procedure, rule: StepRule, state: str, aim: Aim) -> Draft:
    """A lawful draft of a step from one of its states under its own edition, however found."""
    said = NoWay("no way")
    for told in (aim, *_otherwise(rule, aim)):
        try:
            return _find(procedure, rule, state, told)
        except NoWay as error:
            said = error
    raise said


def _otherwise(rule: StepRule, aim: Aim) -> Iterable[Aim]:
    """The aim with another answer in a field that a condition depends on."""
    held = (guard for row in rule.when for guard in (*row.only.if_, *row.only.unless))
    fields = dict.fromkeys(guard.params.field for guard in held if guard.name == "field_is")
    for ask in rule.asks:
        if ask.field in fields and ask.field not in pinned(aim):
            for value in ask.values:
                yield replace(aim, wishes={**aim.wishes, ask.field: value.code})


def _find(procedure: Procedure, rule: StepRule, state: str, aim: Aim) -> Draft:
    book = lawbook()
    edition = book.edition(procedure.edition)
    said = "no way"
    for departure in departures(book, edition):
        routes, tried = [Route()], set()
        while routes and len(tried) < DETOURS:
            route = routes.pop(0)
            tried.add(route)
            try:
                return _from(procedure, rule, state, departure, route, aim, edition)
            except Wanted as wanted:
                said = f"{rule.name}: waits for {sorted(wanted.steps) or wanted.wishes}"
                routes += [new for new in route.wider(wanted) if new not in tried]
            except NoWay as error:
                said = str(error)
    raise NoWay(said)


def _from(
    procedure: Procedure,
    rule: StepRule,
    state: str,
    departure: datetime,
    route: Route,
    aim: Aim,
    edition: Edition,
) -> Draft:
    book = lawbook()
    if rule.opening:
        file = blank(book, departure, procedure.subject)
    else:
        reached = _approach(procedure.code, state, departure, route)
        if isinstance(reached, str):
            raise NoWay(reached)
        file = reached
    file = replace(file, at=max(file.at, at_nine(edition.begins + timedelta(days=3))))
    if file.at >= ends(book, edition):
        raise NoWay(f"{rule.name}: {edition.code} is over before {state} is reached")
    return attempt(file, procedure, rule, aim)

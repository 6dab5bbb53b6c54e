"""What a client lived through before a walk sets out: other cases, by steps the law allows.

Where a step of a walk wants another case on file, `attempt` puts one there out of nothing. No
application can be told that. `wanted` reads off what was put there; `lived` makes it happen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from app.law.engine.facts import CaseFacts, DeterminationFact
from app.law.engine.finding import Finding
from app.law.engine.judge import state_in
from app.times import vn_day
from tests.law.vectors.aims import Aim, NoWay, Route
from tests.law.vectors.attempt import attempt
from tests.law.vectors.builder import A_WHILE, DETOURS, _done, _plan
from tests.law.vectors.situation import Situation, recorded
from tests.law.vectors.wanted import Wanted
from tests.law.walks.telling import Acts, put_aside, untold

# How many days before the walk the past begins; the first that works.
EARLIER = (2, 40, 400, 800, 1200)
LONGEST = 40
ADULT = 18


@dataclass(frozen=True)
class Need:
    """A case there must have been: where it stands, and a step it passed by."""

    procedure: str
    state: str
    step: str = ""


@dataclass(frozen=True)
class Past:
    """The cases of before, one after another, and what the person is.

    `addicted`: determined to be; `minor`: under age also where the procedure does not say so.
    """

    cases: tuple[Need, ...] = ()
    addicted: bool = True
    minor: bool = False


def wanted(acts: Acts) -> list[Past]:
    """The pasts under which the walk might have needed nothing out of nothing."""
    files = [draft.file for draft, _ in acts]
    known = [bool(file.determinations) for file in files]
    addicted = all(known[:1]) and not any(a and not b for a, b in pairwise(known))
    minor = any((file.client.age_on(vn_day(file.at)) or ADULT) < ADULT for file in files[:1])
    made: dict[str, list[Need]] = {}
    for file in files:
        for case in file.others:
            need = _need(case)
            needs = made.setdefault(case.procedure, [])
            if need.state and need not in needs:
                needs.append(need)
    first = tuple(needs[0] for needs in made.values() if needs)
    last = tuple(max(needs, key=lambda one: bool(one.step)) for needs in made.values() if needs)
    return list(dict.fromkeys([Past(last, addicted, minor), Past(first, addicted, minor)]))


def moves(found: Finding) -> bool:
    """Does the file go to another commune; then all its cases go, which the engine is not told."""
    return any(kind == "commune" for kind, _ in found.holds)


def _need(case: CaseFacts) -> Need:
    if case.steps:
        return Need(case.procedure, case.steps[-1].to_state, case.steps[-1].name)
    return Need(case.procedure, case.outcome or case.state)


def lived(file: Situation, past: Past) -> tuple[Situation, Acts]:
    """The file after such a past, at the moment of the file or a little later; raises NoWay."""
    said = NoWay("no past")
    for days in EARLIER if past.cases else (0,):
        start = replace(file, at=file.at - timedelta(days=days))
        if vn_day(start.at) < file.book.editions[0].begins:
            break
        known = DeterminationFact("addicted", vn_day(start.at), start.at)
        start = replace(
            start, determinations=(known,) if past.addicted else (), at=start.at + A_WHILE
        )
        try:
            found, acts = _all(start, past.cases)
        except NoWay as error:
            said = error
            continue
        at = max(file.at, found.at)
        if file.book.edition_on(vn_day(at)) == file.book.edition_on(vn_day(file.at)):
            return replace(found, at=at), acts
        said = NoWay("the past lasts too long")
    raise said


def _all(file: Situation, needs: Iterable[Need]) -> tuple[Situation, Acts]:
    acts: Acts = []
    for need in needs:
        file, more = _one(file, need)
        acts += more
    return file, acts


def _one(file: Situation, need: Need) -> tuple[Situation, Acts]:
    """Live one case; another route where the history must be another."""
    first = Route(pass_by=(frozenset({need.step}),) if need.step else ())
    routes, tried = [first], set()
    while routes and len(tried) < DETOURS:
        route = routes.pop(0)
        tried.add(route)
        try:
            return _by(file, need, route)
        except Wanted as other:
            routes += [new for new in route.wider(other) if new not in tried]
    raise NoWay(f"{need.procedure}: no way to {need.state}")


def _by(file: Situation, need: Need, route: Route) -> tuple[Situation, Acts]:
    acts: Acts = []
    banned: set[tuple[str, str]] = set()
    for _ in range(LONGEST):
        here = file.procedure(need.procedure)
        stands = state_in(here, file.case) if here and file.case else ""
        way = here and _plan(here, stands, need.state, _done(file, route), route, banned)
        if here is None or way is None:
            break
        if not way:
            return put_aside(file), acts
        name, to = way[0]
        try:
            draft = attempt(file, here, here.steps[name], Aim(to=to, wishes=route.told()))
        except NoWay:
            banned.add((name, to))
            continue
        if untold(file, draft) or moves(draft.found):
            banned.add((name, to))
            continue
        acts.append((draft, draft.found))
        file = replace(recorded(draft, draft.found), at=draft.at + A_WHILE)
        banned.clear()
    raise NoWay(f"{need.procedure}: no way to {need.state}")

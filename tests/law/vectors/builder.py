"""Find a way to take a step lawfully: walk to where it starts, mend what does not hold yet.

Nothing here decides what is lawful: every act of the way goes through `judge`, and a way that
`judge` does not allow is no way.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from app.law.calendar import Calendar
from app.law.facts import ClientFacts
from app.law.finding import Finding
from app.law.judge import state_in
from app.law.loader import lawbook
from app.law.model import Book, Edition, Guard, Only, Procedure, StepRule
from app.law.office import offices
from app.law.scene import Scene
from app.times import vn_day
from tests.law.vectors import forms
from tests.law.vectors.mending import CannotMend, Wanted, mend
from tests.law.vectors.situation import (
    CENTRE,
    COMMUNE,
    Body,
    Draft,
    Situation,
    at_nine,
    recorded,
)
from tests.law.vectors.spoiling import spoil

CALENDAR = Calendar.from_toml()
A_WHILE = timedelta(minutes=20)
# How many days before (or after) an edition begins a way may set out; the first that works.
DEPARTURES = (40, -20, -100, -400, -800, -1150)
MENDINGS, DETOURS = 16, 10


class NoWay(Exception):
    """The builder found no lawful way; the text says where it stood still."""


@dataclass(frozen=True)
class Route:
    """What a way must hold besides reaching a state."""

    pass_by: tuple[frozenset[str], ...] = ()
    shun: frozenset[str] = frozenset()
    wishes: tuple[tuple[str, Any, str], ...] = ()

    def told(self) -> Body:
        """What the fields on the way are to say."""
        return {name: value for name, value, _ in self.wishes}

    def wider(self, wanted: Wanted) -> list[Route]:
        """The routes that give what is wanted.

        Where two steps want a field to say different things, one of the two is shunned.
        """
        pass_by = self.pass_by
        if wanted.steps and wanted.steps not in pass_by:
            pass_by = (*pass_by, wanted.steps)
        clash = {by for name, value, by in self.wishes if wanted.wishes.get(name, value) != value}
        kept = [row for row in self.wishes if row[0] not in wanted.wishes]
        wishes = (*kept, *((name, value, wanted.by) for name, value in wanted.wishes.items()))
        made = [Route(pass_by, self.shun | wanted.shun | clash, wishes)]
        if clash:
            made.append(replace(self, shun=self.shun | {wanted.by}))
        return [route for route in made if route != self]


@dataclass(frozen=True)
class Aim:
    """Where one act should lead, and which conditions of a row should hold or fail there."""

    to: str = ""
    hold: tuple[Guard, ...] = ()
    fail: tuple[Guard, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    wishes: Mapping[str, Any] = field(default_factory=dict)
    not_before: datetime | None = None

    @classmethod
    def of(cls, only: Only, **rest: Any) -> Aim:
        answers = ((only.given.question, only.given.answer),) if only.given else ()
        return cls(hold=only.if_, fail=only.unless, answers=answers, **rest)


def blank(book: Book, at: datetime, subject: str = "client") -> Situation:
    """Nothing is on file."""
    unit = COMMUNE if subject == "client" else CENTRE
    return Situation(book, CALENDAR, at, ClientFacts(date(1990, 5, 6)), unit=unit)


def attempt(file: Situation, procedure: Procedure, rule: StepRule, aim: Aim) -> Draft:
    """A draft of the step that the law allows, starting from a file; raises Wanted or NoWay."""
    for question, answer in aim.answers:
        file = replace(file, answers={**file.answers, question: answer})
    if rule.opening and file.case is not None:
        file = replace(file, others=(*file.others, file.case), case=None)
    actor = file.allowed_actor(rule, procedure.edition) or file.actors(rule, procedure.edition)[0]
    body = forms.filled(rule, file.at, file, aim.to, aim.wishes)
    draft = Draft(file, procedure, rule, body, actor, pinned=_pinned(aim))
    try:
        return _mended(draft, aim)
    except Wanted as wanted:
        wanted.by = rule.name
        raise


def _pinned(aim: Aim) -> frozenset[str]:
    """The fields an aim is about."""
    asked = (getattr(guard.params, "field", "") for guard in (*aim.hold, *aim.fail))
    return frozenset([*aim.wishes, *(field for field in asked if field)])


def _mended(draft: Draft, aim: Aim) -> Draft:
    """Mend the draft until the law allows it."""
    rule, found = draft.rule, None
    for turn in range(MENDINGS):
        _date_body(draft)
        scene = draft.scene()
        wrong = _wrong(scene, rule, aim)
        found = draft.judged()
        if found.allowed and not wrong:
            draft.found = found
            return draft
        if not wrong:
            _mend_rest(draft, found, turn)
        for guard, should_hold in wrong:
            _turn(draft, guard, should_hold=should_hold)
        if vn_day(draft.at) != vn_day(scene.at):
            edition = draft.file.book.edition_on(vn_day(draft.at)).code
            if edition != draft.procedure.edition:
                raise NoWay(f"{rule.name}: only possible under {edition}")
    codes = sorted({reason.code for reason in found.reasons}) if found else []
    raise NoWay(f"{rule.name}: {', '.join(codes) or 'a condition of a row'}")


def _wrong(scene: Scene, rule: StepRule, aim: Aim) -> list[tuple[Guard, bool]]:
    """Guards that are not as they should be, with how they should be."""
    when = [guard for guard in rule.when if scene.holds(guard.only)]
    wrong = [(g, True) for g in (*when, *aim.hold) if g.check(scene, g.params) is not None]
    return wrong + [(g, False) for g in aim.fail if g.check(scene, g.params) is None]


def _turn(draft: Draft, guard: Guard, *, should_hold: bool) -> None:
    try:
        mend(draft, guard) if should_hold else spoil(draft, guard)
    except CannotMend as error:
        raise NoWay(f"{draft.rule.name}: {error}") from None


def _date_body(draft: Draft) -> None:
    """Days and moments that the form fills in are those of the act."""
    for ask in draft.rule.asks:
        if ask.type in {"date", "moment", "decision"} and ask.field in draft.body:
            draft.body[ask.field] = forms.value(ask, draft.at, draft.file)


def _mend_rest(draft: Draft, found: Finding, turn: int) -> None:
    """Mend what is not a guard: the length of the term, an extension, a paper."""
    codes = {reason.code for reason in found.reasons}
    if codes == {"wrong-authority"}:
        raise _place(draft)
    for term in draft.rule.term:
        if term.fixes and term.months and "term-out-of-bounds" in codes:
            lengths = _lengths(draft.file.book, term.fixes)
            draft.body[term.months.removeprefix("field:")] = lengths[turn % len(lengths)]
    for row in draft.rule.extends:
        if row.field and "extension-over-cap" in codes:
            draft.body[row.field] = 1
    for missing in found.missing:
        forms.hand(draft.body, missing.split("|")[0])


def _place(draft: Draft) -> Exception:
    """The case must have been at a court or centre of the kind whose office may act."""
    case, edition = draft.file.case, draft.procedure.edition
    kinds = {kind for row in offices(draft.file.book, draft.rule, edition) for kind in row.kinds}
    steps, wishes = set(), {}
    for rule in draft.procedure.steps.values():
        for hold in rule.holds:
            if case is not None and hold.kind in kinds and rule.name != draft.rule.name:
                steps.add(rule.name)
                wishes[hold.field] = forms.GIVEN
    if not steps:
        return NoWay(f"{draft.rule.name}: wrong-authority")
    return Wanted(steps=frozenset(steps), wishes=wishes)


def _lengths(book: Book, code: str) -> list[int]:
    """Every length that some edition gives a measure."""
    found: dict[int, None] = {}
    for law in book.terms.values():
        if law.code == code:
            told = [law.min, law.months, law.first, law.again, *(o.months for o in law.origins)]
            found |= dict.fromkeys(length for length in told if length)
    return list(found)


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
        if ask.field in fields and ask.field not in _pinned(aim):
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

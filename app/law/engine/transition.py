"""Which edition governs: the act by its own day, the term by the rows of transition.toml.

163/2026/NĐ-CP, Điều 150, 151; 120/2025/QH15, Điều 55, 56. A clock takes its length from the
edition on the day it starts, which is the day of the act that starts it, and keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from app.law.days.calendar import DAY
from app.law.engine.casefile import Act, acts_of, decided_in, started_in, value_at
from app.law.engine.facts import Body, CaseFacts
from app.law.shape.model import Book, Citation, Edition, Procedure, TransitionRule
from app.times import vn_day


@dataclass(frozen=True, slots=True)
class CaseDays:
    """The days of a case that transition rules look at; `completed` is that of the rehabilitation.

    For a post-rehab case it is the completion of the case it follows. `undecided`: the case stands
    where its opening has put it. `asked`: when what the act answers was asked for.
    """

    act: date
    opened: date
    decided: date | None = None
    started: date | None = None
    completed: date | None = None
    undecided: bool = False
    asked: date | None = None


@dataclass(frozen=True, slots=True)
class Governing:
    """The edition that fixes a term, the rule that says so, and whether a human must confirm it."""

    edition: str
    rule: str = ""
    law: Citation | None = None
    ask: bool = False
    choice: str = "of_decision"
    unverified: bool = False


Predicate = Callable[[CaseDays, date], bool]


def _before(day: date | None, cutover: date) -> bool:
    return day is not None and day < cutover


def _from(day: date | None, cutover: date) -> bool:
    return day is not None and day >= cutover


PREDICATES: Final[Mapping[str, Predicate]] = MappingProxyType(
    {
        "opened_before_cutover": lambda days, cutover: _before(days.opened, cutover),
        "opened_from_cutover": lambda days, cutover: _from(days.opened, cutover),
        "decided_before_cutover": lambda days, cutover: _before(days.decided, cutover),
        "decided_from_cutover": lambda days, cutover: _from(days.decided, cutover),
        "started_before_cutover": lambda days, cutover: _before(days.started, cutover),
        "started_from_cutover": lambda days, cutover: _from(days.started, cutover),
        "asked_before_cutover": lambda days, cutover: _before(days.asked, cutover),
        "undecided": lambda days, _cutover: days.undecided,
        "not_started_before_cutover": lambda days, cutover: not _before(days.started, cutover),
        "completed_before_cutover": lambda days, cutover: _before(days.completed, cutover),
        "completed_from_cutover": lambda days, cutover: _from(days.completed, cutover),
        "act_before_cutover": lambda days, cutover: _before(days.act, cutover),
        "act_from_cutover": lambda days, cutover: _from(days.act, cutover),
    }
)

_CHOICES: Final[Mapping[str, Callable[[CaseDays], date | None]]] = MappingProxyType(
    {
        "of_decision": lambda days: days.decided or days.started,
        "of_act": lambda days: days.act,
        "of_start": lambda days: days.started,
        "of_completion": lambda days: days.completed,
        "of_opening": lambda days: days.opened,
    }
)


def act_edition(book: Book, at: datetime) -> Edition:
    """The edition of the day of an act: who may take it, on which papers (TR-16)."""
    return book.edition_on(vn_day(at))


def acting(
    book: Book,
    at: datetime,
    case: CaseFacts | None,
    body: Body,
    answers: Mapping[str, str],
    step: str = "",
) -> Governing:
    """The edition an act of a case is judged by: that of its day, unless a row says otherwise.

    A row `of_opening` lets a file received before the cutover be finished by the rules it was
    received under, as they stood last (TR-4), unless the file or a human asks for those of the
    day. A row that names steps is for those alone (TR-4b, TR-12); `rule` tells which row it was.
    """
    now, turn = act_edition(book, at), cutover(book)
    if case is None or vn_day(at) < turn or vn_day(case.opened_at) >= turn:
        return Governing(now.code, choice="of_act")
    days = _days(book, at, case, step)
    for rule in _of_acts(book, case.procedure, step):
        if all(PREDICATES[name](days, turn) for name in rule.when):
            asked = _asked_for(rule, case, body)
            if asked is None:
                found = _governing(book, rule, days, answers)
            else:
                choice = "of_act" if asked == book.root(now.code) else rule.edition
                found = _governing(book, replace(rule, ask=False, edition=choice), days, answers)
            old = book.root(found.edition) != book.root(now.code)
            edition = book.edition_on(turn - DAY) if old else now
            return replace(found, edition=edition.code)
    return Governing(now.code, choice="of_act")


def carrying(
    book: Book, at: datetime, case: CaseFacts | None, answers: Mapping[str, str], step: str
) -> Iterator[Governing]:
    """The rows carried by the conditions of a step (TR-11, TR-26); some ask a human (TR-24)."""
    turn = cutover(book)
    if case is None or vn_day(at) < turn or vn_day(case.opened_at) >= turn:
        return
    named = f"{case.procedure}:{step}"
    for rule in book.transition:
        # A row that looks at the day of the act alone is the law of that day, and no row of a case.
        of_case = set(rule.when) - {"act_from_cutover"}
        if rule.decides == "steps" and named in rule.steps and of_case:
            days = _days(book, at, case, step)
            if all(PREDICATES[name](days, turn) for name in rule.when):
                yield _governing(book, rule, days, answers)


def _days(book: Book, at: datetime, case: CaseFacts, step: str) -> CaseDays:
    """What the rows on acts look at."""
    acts = acts_of(book, case)
    return CaseDays(
        vn_day(at),
        vn_day(case.opened_at),
        decided=decided_in(acts),
        started=started_in(acts),
        undecided=_undecided(book, case),
        asked=_asked_on(acts, step),
    )


def _of_acts(book: Book, procedure: str, step: str) -> Iterator[TransitionRule]:
    """The rows on acts of a procedure; a row that names steps only for one of them."""
    named = f"{procedure}:{step}"
    for rule in book.transition:
        ours = not rule.procedures or procedure in rule.procedures
        if rule.decides == "act" and ours and (not rule.steps or named in rule.steps):
            yield rule


def _undecided(book: Book, case: CaseFacts) -> bool:
    """Does a case still stand where an opening step puts it."""
    edition = case.steps[-1].edition if case.steps else case.edition
    procedure = book.procedures.get((case.procedure, edition))
    rules = procedure.steps.values() if procedure else ()
    return any(case.state in rule.targets for rule in rules if rule.opening)


def _asked_on(acts: Sequence[Act], step: str) -> date | None:
    """The day of the request that a step answers: it started a clock which the step meets."""
    for fact, rule in reversed(acts) if step else ():
        if any(step in clock.met_by for clock in rule.starts):
            return vn_day(fact.occurred_at)
    return None


def _asked_for(rule: TransitionRule, case: CaseFacts, body: Body) -> object:
    """The edition that the file itself asks for: said now, or in an earlier step."""
    if not rule.field:
        return None
    told = (value_at(said, rule.field) for said in (body, *(s.body for s in case.steps[::-1])))
    return next((value for value in told if value is not None), None)


def cutover(book: Book) -> date:
    """The day the latest edition that stands on its own began: where transition rules turn."""
    return max(edition.begins for edition in book.editions if edition.base is None)


def term_edition(
    book: Book, procedure: str, days: CaseDays, answers: Mapping[str, str]
) -> Governing:
    """The edition that fixes the term of a case: the first row whose predicates all hold.

    A row that asks may be answered by its id with another choice (`TR-13` = `of_act`).
    """
    turn = cutover(book)
    for rule in book.transition:
        if rule.decides not in {"term", "post_rehab"}:
            continue
        if rule.procedures and procedure not in rule.procedures:
            continue
        if all(PREDICATES[name](days, turn) for name in rule.when):
            return _governing(book, rule, days, answers)
    return Governing(book.edition_on(days.decided or days.started or days.act).code)


def _governing(
    book: Book, rule: TransitionRule, days: CaseDays, answers: Mapping[str, str]
) -> Governing:
    choice = answers.get(rule.id, rule.edition) if rule.ask else rule.edition
    day = _CHOICES.get(choice, _CHOICES[rule.edition])(days) or days.act
    edition = book.edition_on(day).code
    return Governing(edition, rule.id, rule.law, rule.ask, choice, rule.unverified)


def carried(procedure: Procedure, state: str) -> str | None:
    """The name a state reached under another edition has in this one; None if it has none."""
    state = procedure.carries.get(state, state)
    return state if state in procedure.states else None

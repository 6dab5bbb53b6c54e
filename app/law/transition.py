"""Which edition governs: the act by its own day, the term by the rows of transition.toml.

163/2026/NĐ-CP, Điều 150, 151; 120/2025/QH15, Điều 55, 56. A clock takes its length from the
edition on the day it starts, which is the day of the act that starts it, and keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from app.law.model import Book, Citation, Edition, Procedure, TransitionRule
from app.times import vn_day


@dataclass(frozen=True, slots=True)
class CaseDays:
    """The days of a case that transition rules look at; `completed` is that of the rehabilitation.

    For a post-rehab case it is the completion of the case it follows.
    """

    act: date
    opened: date
    decided: date | None = None
    started: date | None = None
    completed: date | None = None


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
    """The edition that says who may act, on which papers: that of the day of the act (TR-16)."""
    return book.edition_on(vn_day(at))


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

"""Every row on transition has a vector in which it decides; a row without one fails here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Final

import pytest

from app.law.engine.casefile import acts_of, completed_on, reckon, started_on
from app.law.engine.facts import CaseFacts, ClockFact, StepFact
from app.law.engine.transition import PREDICATES, CaseDays, cutover
from app.law.shape.model import Book, TransitionRule
from app.times import VN, vn_day
from tests.law.dossier import BOOK
from tests.law.transition.shown import SHOWN, Shown

TURN: Final = cutover(BOOK)
MIDNIGHT: Final = datetime(TURN.year, TURN.month, TURN.day, tzinfo=VN)
# §12.2 and §12.3 of the reading; TR-7 is accounting and TR-9 no predicate: blind spots.
READ: Final = {f"TR-{number}" for number in range(1, 27)} - {"TR-7", "TR-9"} | {"TR-1b", "TR-4b"}


def opened_to(case: CaseFacts) -> set[str]:
    """The states in which a case stands as long as nothing was decided."""
    rules = BOOK.procedures[case.procedure, case.edition].steps.values()
    return {state for rule in rules if rule.opening for state in rule.targets}


def asked_on(case: CaseFacts, step: str) -> date | None:
    """The day of the request that a step answers."""
    asked = [
        vn_day(fact.occurred_at)
        for fact, rule in acts_of(BOOK, case)
        if any(step in clock.met_by for clock in rule.starts)
    ]
    return max(asked, default=None)


def days_of(shown: Shown) -> CaseDays:
    """The days that a row looks at, as the file tells them with the act in it."""
    found, day = shown.found, vn_day(shown.at)
    case = None if found.opening else shown.file.cases.get(found.procedure)
    if case is None:
        return CaseDays(day, day)
    acts = acts_of(BOOK, case)
    if found.allowed:
        rule = BOOK.procedures[found.procedure, found.edition].steps[found.step]
        fact = StepFact(found.step, found.ref, found.edition, shown.at, found.to_state)
        acts.append((fact, rule))
    return CaseDays(
        day,
        vn_day(case.opened_at),
        reckon(acts, lambda _act, _term: True).decided,
        started_on(BOOK, case),
        next(filter(None, (completed_on(BOOK, row) for row in shown.file.cases.values())), None),
        undecided=case.state in opened_to(case),
        asked=asked_on(case, found.step),
    )


def fits(rule: TransitionRule, shown: Shown) -> bool:
    """Does every predicate of a row hold in its vector."""
    days = days_of(shown)
    return all(PREDICATES[name](days, TURN) for name in rule.when)


def by_term(rule: TransitionRule, shown: Shown) -> bool:
    return shown.found.allowed and shown.found.term_rule == rule.id


def by_act(rule: TransitionRule, shown: Shown) -> bool:
    return shown.found.allowed and shown.found.act_rule == rule.id


def by_step(rule: TransitionRule, shown: Shown) -> bool:
    """A step the row names is taken, or refused by the row's own article (TR-6: stays)."""
    found = shown.found
    named = f"{found.procedure}:{found.step}" in rule.steps
    laws = [reason.law for reason in found.reasons if reason.law is not None]
    told = any((law.act, law.at) == (rule.law.act, rule.law.at) for law in laws)
    asked = rule.id in found.asks or not (rule.ask and found.allowed)
    return named and asked and (found.allowed or told)


def old_clocks(shown: Shown) -> list[ClockFact]:
    """Clocks of the case that had started before the cutover."""
    return [row for row in shown.file.clocks if row.started_at and row.started_at < MIDNIGHT]


def by_clock(_rule: TransitionRule, shown: Shown) -> bool:
    """The act meets a clock of before, or rests on one that had been missed by then."""
    step = BOOK.procedures[shown.found.procedure, shown.found.edition].steps[shown.found.step]
    grounds = {str(getattr(guard.params, "clock", "")) for guard in step.when}
    return shown.found.allowed and any(
        row.clock in shown.found.meets or (row.clock in grounds and row.missed_at(MIDNIGHT))
        for row in old_clocks(shown)
    )


def by_rest(_rule: TransitionRule, shown: Shown) -> bool:
    """No other row holds: the edition is that of the day."""
    found = shown.found
    none = (found.term_rule, found.act_rule, found.asks) == ("", "", ())
    return none and found.edition == BOOK.edition_on(vn_day(shown.at)).code


WAYS: Final[dict[str, Callable[[TransitionRule, Shown], bool]]] = {
    "term": by_term,
    "post_rehab": by_term,
    "act": by_act,
    "steps": by_step,
    "clock": by_clock,
    "rest": by_rest,
}


def unshown(book: Book) -> list[str]:
    """The rows that no vector shows."""
    found = []
    for rule in book.transition:
        shown = SHOWN[rule.id]() if rule.id in SHOWN else None
        if shown is None or not fits(rule, shown) or not WAYS[rule.decides](rule, shown):
            found.append(rule.id)
    return found


def test_every_row_on_transition_decides_in_a_vector_of_its_own() -> None:
    assert unshown(BOOK) == []


def test_the_rows_are_those_of_the_reading_and_every_vector_is_of_a_row() -> None:
    assert {rule.id for rule in BOOK.transition} == READ == set(SHOWN)


def test_a_new_row_without_a_vector_is_told() -> None:
    extra = replace(BOOK.transition[0], id="TR-99")
    assert unshown(replace(BOOK, transition=(*BOOK.transition, extra))) == ["TR-99"]


def test_a_row_that_a_vector_never_reaches_is_told() -> None:
    """A row moved to where it can no longer decide: TR-1 for cases opened after the cutover."""
    rule = replace(BOOK.transition[0], when=("opened_from_cutover",))
    assert unshown(replace(BOOK, transition=(rule,))) == ["TR-1"]


@pytest.mark.parametrize("row", ["TR-11", "TR-19", "TR-26"])
def test_an_act_that_rests_on_an_inferred_row_says_so(row) -> None:
    rule = next(rule for rule in BOOK.transition if rule.id == row)
    found = SHOWN[row]().found
    assert found.allowed
    assert found.unverified
    assert rule.law in found.legal_basis


def test_a_row_on_the_day_alone_marks_nothing() -> None:
    """TR-18 is of private centres under an old licence; a day does not tell whose licence it is."""
    rule = next(rule for rule in BOOK.transition if rule.id == "TR-18")
    assert rule.law not in SHOWN["TR-18"]().found.legal_basis

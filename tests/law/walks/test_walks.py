"""Random lawful lives of every procedure: all states reached, no trap, no edition mixed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.law.engine.transition import acting
from app.times import vn_day
from tests.law.walks.lives import BOOK, CODES, walked
from tests.law.walks.wander import Walk

# A file received before the cutover may be finished by the rules of before (TR-4).
OLD_RULES = {"private-licence"}
CUTOVERS = {edition.code for edition in BOOK.editions[1:]}


def line(edition: str) -> set[str]:
    """An edition, those it stands on, and those that stand on it."""
    found, todo = set(), [edition]
    while todo:
        code = todo.pop()
        if code not in found:
            found.add(code)
            base = BOOK.edition(code).base
            todo += [base] if base else []
            todo += [row.code for row in BOOK.editions if row.base == code]
    return found


@pytest.mark.parametrize("code", CODES)
def test_random_lives(code):
    """One test a procedure, so that its walks are made once."""
    found = [
        walk
        for edition in BOOK.editions
        if (code, edition.code) in BOOK.procedures
        for walk in walked(code, edition.code)
    ]
    _no_trap(found)
    _every_state(code, found)
    _no_mixture(found)
    _crossings(code, found)


def _no_trap(found: list[Walk]) -> None:
    """From a state that is not final some step can always be taken, now or later."""
    assert [(walk.seed, walk.stuck) for walk in found if walk.stuck] == []


def _every_state(code: str, found: list[Walk]) -> None:
    stood = set().union(*(walk.stood for walk in found))
    for (name, edition), procedure in BOOK.procedures.items():
        if name == code:
            here = {state for where, state in stood if where in line(edition)}
            assert set(procedure.states) <= here, edition


def _no_mixture(found: list[Walk]) -> None:
    """An act is judged by the edition of its day; only the term may be of another."""
    for walk in found:
        for draft, act in walk.acts:
            day = BOOK.edition_on(vn_day(draft.at)).code
            if walk.procedure in OLD_RULES and not draft.rule.opening:
                case = draft.file.case
                day = acting(BOOK, draft.at, case, draft.body, draft.file.answers).edition
            assert act.edition == day
            allowed = {day} | (line(act.case_edition) if act.months is not None else set())
            laws = {law.edition for law in act.legal_basis}
            assert laws <= allowed | line(day), (act.step, laws)
            assert act.legal_basis[0].edition == day
            assert act.to_state in BOOK.procedures[act.procedure, day].states
            for clock in (*act.starts, *act.moved):
                assert (clock.edition, clock.law.edition) == (day, day)
            for clock in act.starts:
                assert clock.due_at.tzinfo is not None
            if act.term is not None:
                assert act.term.start <= act.term.end
                whole = sum(part.days for part in act.term.parts)
                assert (act.term.end - act.term.start).days <= whole  # less when it was cut short


def _crossings(code: str, found: list[Walk]) -> None:
    """Some walks live under two editions, across each day on which the law changed."""
    crossed = set()
    for walk in found:
        editions = [act.edition for _, act in walk.acts]
        crossed |= {new for old, new in pairwise(editions) if old != new}
    held = {edition for name, edition in BOOK.procedures if name == code}
    first = next(edition.code for edition in BOOK.editions if edition.code in held)
    assert CUTOVERS & held - {first} <= crossed

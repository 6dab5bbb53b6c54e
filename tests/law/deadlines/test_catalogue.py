"""Every row of both catalogues of deadlines stands in the book as it was read."""

from __future__ import annotations

from itertools import chain, product
from typing import Final

import pytest

from app.law.reading.loader import lawbook
from app.law.shape.model import ClockRule
from tests.law.deadlines.row import EDITIONS, Start, catalogue

LETTERED: Final = ("D-05b", "D-41b", "D-61b", "D-72b")
IDS: Final = (*(f"D-{number:02}" for number in range(1, 80)), *LETTERED)
# What starts no clock at all: bars and maxima, in `test_bars.py`.
NO_CLOCK: Final = {"D-65", "D-77", "D-79"}


def told(procedure: str, step: str, rule: ClockRule) -> Start:
    """A clock of the book in the words of the table."""
    runs_from = "before" if rule.before_term_end else rule.from_
    met_by = frozenset(rule.met_by)
    return Start(rule.limit, rule.unit, procedure, step, runs_from, met_by, rule.late)


def in_book(code: str, edition: str) -> set[Start]:
    return {
        told(procedure.code, step.name, rule)
        for procedure in lawbook().procedures_of(edition)
        for step in procedure.steps.values()
        for rule in step.starts
        if rule.clock == code
    }


def as_read(code: str, edition: str) -> set[Start]:
    _, clocks = catalogue()
    return {row.start for row in clocks if (row.id, row.edition) == (code, edition)}


@pytest.mark.parametrize(("code", "edition"), [*product(IDS, EDITIONS)])
def test_a_clock_runs_as_it_was_read_and_where_there_is_none_none_starts(code, edition) -> None:
    assert in_book(code, edition) == as_read(code, edition)


def test_every_id_of_the_catalogues_is_typed_or_carried_by_a_bar() -> None:
    typed, _ = catalogue()
    assert set(typed) | NO_CLOCK == set(IDS)


def test_no_clock_of_the_catalogues_is_in_the_book_under_another_id() -> None:
    rules = chain.from_iterable(
        step.starts
        for procedure in lawbook().procedures.values()
        for step in procedure.steps.values()
    )
    assert {rule.clock for rule in rules if rule.clock.startswith("D-")} <= set(IDS)


@pytest.mark.parametrize("code", ["D-23", "D-24"])
def test_what_was_not_read_for_decree_163_is_shown_but_never_breached(code: str) -> None:
    rules = [
        rule
        for procedure in lawbook().procedures_of("d163")
        for step in procedure.steps.values()
        for rule in step.starts
        if rule.clock == code
    ]
    assert rules
    assert all(rule.advisory and rule.law.unverified for rule in rules)

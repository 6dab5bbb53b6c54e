"""Definitions name clocks, procedures, states, steps and editions: each is one of the law book."""

import pytest

from app.law.reading.indicator import definitions
from app.law.reading.loader import lawbook
from app.services.sources.shape import listed, tabled

BOOK = lawbook()
STEPS = {(p.code, name) for p in BOOK.procedures.values() for name in p.steps}
STATES = {(p.code, code) for p in BOOK.procedures.values() for code in p.states}
PROCEDURES = {p.code for p in BOOK.procedures.values()}
CLOCKS = {
    start.clock for p in BOOK.procedures.values() for s in p.steps.values() for start in s.starts
}
MET_BY = {
    mark
    for p in BOOK.procedures.values()
    for s in p.steps.values()
    for start in s.starts
    for mark in start.met_by
}
EDITIONS = {edition.code for edition in BOOK.editions}
SAID = {
    f"{code}:{where}": said
    for code, one in definitions().items()
    for where, said in (("with", one.with_), *((v.code, v.with_) for v in one.variant))
}


@pytest.mark.parametrize("where", SAID)
def test_clocks_and_editions_are_of_the_book(where):
    said = SAID[where]
    assert set(listed(said.get("clocks"))) <= CLOCKS
    assert set(listed(said.get("met_by"))) <= MET_BY
    rules = said.get("rules")
    if isinstance(rules, dict):
        assert {code for codes in rules.values() for code in codes} == EDITIONS


@pytest.mark.parametrize("where", SAID)
def test_procedures_steps_and_states_are_of_the_book(where):
    said = SAID[where]
    for name in ("procedures", "episodes", "cases"):
        assert set(listed(said.get(name))) <= PROCEDURES
    for row in (*tabled(said.get("places")), *tabled(said.get("marks")), *tabled(said.get("once"))):
        of = listed(row.get("procedures")) or sorted(PROCEDURES)
        assert set(of) <= PROCEDURES
        for state in listed(row.get("states")):
            assert any((code, state) in STATES for code in of), (row, state)
        for step in listed(row.get("steps")):
            assert any((code, step) in STEPS for code in of), (row, step)
        _values_are_choices(row, of)


def _values_are_choices(row, of):
    """A field told apart by its values has them among its choices, or is free text."""
    if "field" not in row:
        return
    asks = [
        ask
        for p in BOOK.procedures.values()
        if p.code in of
        for name in listed(row["steps"])
        if name in p.steps
        for ask in p.steps[name].asks
        if ask.field == row["field"]
    ]
    assert asks
    choices = {choice.code for ask in asks for choice in ask.values}
    assert not choices or set(listed(row["values"])) <= choices


def test_every_proposed_code_is_there():
    """`law/indicators-and-context` §1.5 and §1.6, one file each."""
    wanted = {f"VH-{n:02}" for n in range(1, 14)}
    wanted |= {f"QT-{n:02}" for n in (*range(1, 16), *range(20, 28))}
    assert wanted <= set(definitions())

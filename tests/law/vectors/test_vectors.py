"""For every step of the book: allowed where it should be, refused by each of its conditions.

The vectors are generated from the book (`vectors.py`) and compared with the committed tables, so
that a change of the law is read as a change of a table.
"""

from __future__ import annotations

import re

import pytest

from app.law.guards.table import GUARDS
from app.law.reading.loader import lawbook
from app.law.shape.model import Procedure
from tests.law.vectors import mending, spoiling, tables
from tests.law.vectors.appraising import criteria_asked
from tests.law.vectors.tables import COMMAND, made
from tests.law.vectors.vector import Gap, Vector

BOOK = lawbook()
EVERY = [
    pytest.param(procedure, id=f"{procedure.edition}:{procedure.code}")
    for procedure in BOOK.procedures.values()
]
LINE = {edition.code: place for place, edition in enumerate(BOOK.editions)}

# (edition, procedure, step, condition): vectors the builder cannot make, each with the reason.
GAPS: dict[tuple[str, str, str, str], str] = {}


def rows(procedure: Procedure) -> list[Vector]:
    return [row for row in made(procedure.code, procedure.edition) if isinstance(row, Vector)]


@pytest.mark.parametrize("procedure", EVERY)
def test_the_engine_says_what_the_book_does(procedure):
    wrong = [
        f"{row.step} | {row.condition} | expected {row.code or 'allowed'} {row.law.at}"
        f" | told {[(reason.code, reason.law) for reason in row.found.reasons]}"
        for row in rows(procedure)
        if not row.holds
    ]
    assert wrong == []


@pytest.mark.parametrize("procedure", EVERY)
def test_every_step_is_allowed_from_each_of_its_states(procedure):
    allowed = {(row.step, row.condition) for row in rows(procedure) if not row.code}
    wanted = set()
    for rule in procedure.steps.values():
        wanted |= {(rule.name, f"allowed from {state}") for state in rule.from_}
        wanted |= {(rule.name, "allowed")} if rule.opening else set()
    missing = {
        (step, said) for step, said in wanted - allowed if not _excused(procedure, step, said)
    }
    assert missing == set()


@pytest.mark.parametrize("procedure", EVERY)
def test_every_condition_has_a_vector_in_which_it_refuses(procedure):
    refusing = {}
    for row in rows(procedure):
        refusing.setdefault(row.step, []).append(row)
    for rule in procedure.steps.values():
        told = refusing[rule.name]
        by_kind = [row.condition.partition(":")[0] for row in told if row.code]
        assert by_kind.count("paper") == len(rule.needs), rule.name
        laws = [(row.code, row.law) for row in told]
        for guard in rule.when:
            if guard.name == "criteria_met":
                # Each criterion is refused by its own article.
                wanted = criteria_asked(BOOK, procedure, guard)
                assert {law for code, law in laws if code == "criteria-met"} == wanted, rule.name
            elif not _excused(procedure, rule.name, ""):
                assert (guard.name.replace("_", "-"), guard.law) in laws, (rule.name, guard.name)
        assert {"state", "office", "day", "edition"} <= {*by_kind} | (
            {"state"} if rule.opening else set()
        ), rule.name
        fixes = [term for term in rule.term if term.fixes and term.months]
        assert by_kind.count("term") >= len(fixes), rule.name
        assert by_kind.count("extension") == len(rule.extends), rule.name


@pytest.mark.parametrize("procedure", EVERY)
def test_refusals_cite_the_edition_in_force(procedure):
    """Offices, terms and criteria may stand since an earlier edition; all else is of the day's."""
    for row in rows(procedure):
        kind = row.condition.partition(":")[0]
        if not row.code or kind in {"office", "term", "criterion"}:
            assert LINE[row.law.edition] <= LINE[procedure.edition], row
        elif kind == "edition":
            assert row.law.edition == (row.found.edition or BOOK.editions[0].code)
        else:
            assert row.law.edition == row.found.edition == procedure.edition
        assert row.law.act, row
        assert row.law.at, row


@pytest.mark.parametrize("procedure", EVERY)
def test_a_refusal_is_in_words(procedure):
    """A name with an underscore is one that only programs know."""
    coded = {
        (row.step, reason.code, text)
        for row in rows(procedure)
        for reason in row.found.reasons
        for text in (reason.title.vi, reason.title.en)
        if re.search(r"\b[a-z]+_[a-z_]+\b", text)
    }
    assert coded == set()


@pytest.mark.parametrize("procedure", EVERY)
def test_the_table_is_the_committed_one(procedure):
    path = tables.path(procedure)
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    assert kept == tables.table(procedure), f"the law has changed: {COMMAND}, then read the diff"


def test_no_table_is_left_of_a_procedure_that_is_gone():
    known = {tables.path(procedure) for procedure in BOOK.procedures.values()}
    assert set(tables.FOLDER.glob("*.txt")) <= known


@pytest.mark.parametrize("procedure", EVERY)
def test_what_the_builder_cannot_make_is_listed(procedure):
    found = {
        (procedure.edition, procedure.code, gap.step, gap.condition): gap.why
        for gap in made(procedure.code, procedure.edition)
        if isinstance(gap, Gap)
    }
    listed = {
        key: why for key, why in GAPS.items() if key[:2] == (procedure.edition, procedure.code)
    }
    assert found.keys() == listed.keys(), found


def test_the_builder_knows_every_guard():
    assert set(mending._MENDERS) == set(GUARDS)
    assert set(spoiling._SPOILERS) == set(GUARDS)


def _excused(procedure: Procedure, step: str, condition: str) -> bool:
    key = (procedure.edition, procedure.code, step)
    return any(gap[:3] == key and condition in {gap[3], ""} for gap in GAPS)

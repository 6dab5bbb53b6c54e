"""What only the whole book can tell of its criteria, phases and norms."""

# ruff: noqa: E501 - a table is read by whole rows

import pytest

from app.law.checks.health import check
from app.law.reading.loader import lawbook, load

GUARD = '{ guard = "criteria_met", applies = "private_centre"%s }'
BELL = ', where = { takes_minors = { field = "ages" } }'
ASK = '{ field = "appraisal", type = "appraisal", title = { vi = "Thẩm định", en = "Appraisal" } }'
WHEN = 'when = [{ guard = "term_over" }, { guard = "phases_done" }]'
PHASES = 'asks = [{ field = "phases"'


def asked(folder, guard, *asks):
    path = folder / "procedures/e1/care.toml"
    text = path.read_text(encoding="utf-8")
    assert WHEN in text
    text = text.replace(WHEN, WHEN.removesuffix("]") + f", {guard}]")
    text = text.replace(PHASES, f"asks = [{''.join(f'{ask}, ' for ask in asks)}" + PHASES[8:])
    path.write_text(text, encoding="utf-8")
    book = load(folder)
    return {fault.code for fault in check(book, since=book.editions[0].begins)}


def test_a_step_that_asks_for_criteria_can_be_told_of_them(copy):
    assert asked(copy, GUARD % BELL, ASK) == set()


def test_an_appraisal_must_be_asked_for(copy):
    assert asked(copy, GUARD % BELL) == {"appraisal-not-asked"}


def test_every_circumstance_of_a_criterion_must_be_told(copy):
    assert asked(copy, GUARD % "", ASK) == {"circumstance-not-told"}


def test_a_kind_must_have_criteria(copy):
    none = GUARD.replace("private_centre", "reform_school") % ""
    assert asked(copy, none, ASK) == {"kind-without-criteria"}


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("phases.toml", 'code = "e"\nedition = "e1"', 'code = "e"\nedition = "e2"', "edition-without-phase"),
        ("criteria.toml", 'vi = "Có chuông"', 'vi = "A bell"', "title-not-vietnamese"),
        ("norms.toml", "begins = 2024-07-01", 'begins = 2024-07-01\nuntil = "e1b"', "norm-without-base"),
    ],
)  # fmt: skip
def test_a_gap_is_a_fault(copy, file, old, new, code):
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    book = load(copy)
    assert {fault.code for fault in check(book, since=book.editions[0].begins)} == {code}


def test_the_figures_of_the_book_are_whole():
    assert check(lawbook()) == []

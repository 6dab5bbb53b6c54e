"""What only the whole book can tell."""

import pytest

from app.law.checks.health import check
from app.law.pages import beside, plain, step
from app.law.pages.diagram import moves
from app.law.reading.loader import load

SPOILT = [
    ("procedures/e1/care.toml", 'to = "in_service"', 'to = ""', "unreachable-state"),
    (
        "procedures/e2/confine.toml",
        'from = ["escaped"]\nto = "inside"',
        'from = ["ordered"]\nto = "inside"',
        "no-way-out",
    ),
    ("procedures/e1/care.toml", 'met_by = ["give_notice"]', "met_by = []", "clock-never-met"),
    ("procedures/e2/care.toml", 'carries = { in_service = "running" }', "", "state-not-carried"),
    ("papers.toml", 'forms = { e1 = "2", e2 = "N-2" }', 'forms = { e2 = "N-2" }', "no-form"),
    (
        "terms.toml",
        'counts = ["care", "confine"]',
        'counts = ["care", "cure"]',
        "unknown-procedure",
    ),
    ("terms.toml", 'question = "Q-COUNT"', 'question = "Q-NONE"', "unknown-question"),
    (
        "transition.toml",
        'procedures = ["care", "confine"]',
        'procedures = ["cure"]',
        "unknown-procedure",
    ),
    (
        "transition.toml",
        'when = ["opened_before_cutover", "decided_from_cutover"]',
        'when = ["started_before_cutover", "decided_from_cutover"]',
        "rule-never-first",
    ),
    (
        "procedures/e1/confine.toml",
        '"relapse"], field',
        '"relapses"], field',
        "ground-never-arises",
    ),
    (
        "terms.toml",
        'editions = ["e1", "e1b", "e2"]\ncounted = false',
        'editions = ["e1b", "e2"]\ncounted = false',
        "no-reason",
    ),
    (
        "procedures/e1/confine.toml",
        'deduct_days = "field:pending_days"',
        'deduct_days = "field:pending_days", deduct_from = { procedure = "care", states = ["x"] }',
        "no-state",
    ),
]


def begins(book):
    return book.editions[0].begins


def test_the_invented_book_is_whole(book):
    assert check(book, since=begins(book)) == []


@pytest.mark.parametrize(
    ("file", "good", "bad", "code"), SPOILT, ids=[f"{row[3]}-{n}" for n, row in enumerate(SPOILT)]
)
def test_a_fault_of_the_whole_is_found(copy, file, good, bad, code):
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    book = load(copy)
    assert code in {fault.code for fault in check(book, since=begins(book))}


def test_days_and_roles(book):
    assert [fault.code for fault in check(book)] == ["day-without-edition"]
    found = check(book, roles={"court_clerk"}, since=begins(book))
    assert {fault.code for fault in found} == {"unknown-role"}
    assert "desk" in {fault.where for fault in found}


def test_editions_tell_their_days(book):
    found = plain.editions(book)
    assert [(row["code"], str(row["begins"]), str(row["ends"])) for row in found] == [
        ("e1", "2024-01-01", "2024-12-31"),
        ("e1b", "2025-01-01", "2025-12-31"),
        ("e2", "2026-01-01", "None"),
    ]


def test_a_procedure_is_told_in_full(book):
    found = step.procedure(book, book.procedure("care", "e1"))
    begin = next(row for row in found["steps"] if row["name"] == "begin")
    assert begin["unverified"]
    assert begin["legal_basis"] == [
        {"act": "1/2024", "at": "art 5", "edition": "e1", "unverified": True}
    ]
    assert "  decided --> in_service: Bắt đầu" in found["diagram"].splitlines()
    assert found["terms"][0]["max"] == 12
    assert [row["code"] for row in plain.procedures(book, book.edition("e2"))] == [
        "after",
        "care",
        "confine",
    ]
    assert {row["code"] for row in beside.questions(book, {})} == {"Q-START", "Q-COUNT"}


def test_moves_hold_every_step_and_every_carry(book):
    found = moves(book)
    assert ("care", "", "registered") in found
    assert ("care", "registered", "registered") in found
    assert ("care", "in_service", "completed") in found
    assert ("confine", "reading", "ordered") in found
    assert ("care", "registered", "completed") not in found

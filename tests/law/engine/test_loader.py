"""The book is refused by file, line and key when it says what the engine does not know."""

import time

import pytest

from app.law.reading.loader import BookError, load

CARE = "procedures/e1/care.toml"
FAULTS = [
    (
        CARE,
        'name = "register"',
        'name = "register"\ncolour = "red"',
        r"care.toml:\d+: step\[0\]\(register\).colour: Extra",
    ),
    (
        CARE,
        'guard = "age_at_least"',
        'guard = "age_atleast"',
        r"care.toml:\d+: step\[0\]\(register\).when\[0\].guard: unknown guard 'age_atleast'",
    ),
    (CARE, "years = 12", "year = 12", r"care.toml:\d+: .*when\[0\].year.*"),
    (
        CARE,
        "years = 12",
        'years = "12"',
        r"when\[0\].years: guard 'age_at_least': Input should be a valid integer",
    ),
    (
        CARE,
        'procedures = ["care", "confine"]',
        'procedures = ["cares"]',
        r"when\[2\].procedures: unknown procedures 'cares'",
    ),
    (
        CARE,
        'type = "months"',
        'type = "month"',
        r"step\[2\]\(decide\).asks\[1\].type: unknown field type 'month'",
    ),
    (
        CARE,
        'field = "term_months"',
        'field = "note"',
        r"asks\[1\].field: 'note' is a field of every step",
    ),
    (CARE, 'unit = "hours"', 'unit = "hour"', r"starts\[0\].unit: Input should be"),
    (
        CARE,
        'from = ["decided"]',
        'from = ["decide"]',
        r"step\[3\]\(begin\).from: unknown state 'decide'",
    ),
    (
        CARE,
        'to = "in_service"',
        'to = "service"',
        r"step\[3\]\(begin\).to: unknown state 'service'",
    ),
    (
        CARE,
        'months = "field:term_months"',
        'months = "field:term"',
        r"term\[0\].months: unknown field 'term'",
    ),
    (
        CARE,
        'months = "field:term_months"',
        'months = "field:term_months", since = "field:term_months"',
        r"term\[0\].since: `since` tells when an `interrupt` began",
    ),
    (CARE, 'fixes = "care"', 'fixes = "cure"', r"step\[2\]\(decide\): unknown term 'cure'"),
    (CARE, 'by = "desk"', 'by = "bench"', r"step\[0\]\(register\): unknown authority 'bench'"),
    (
        CARE,
        '{ paper = "result" },\n',
        '{ paper = "results" },\n',
        r"needs\[0\]: unknown paper 'results'",
    ),
    (
        CARE,
        'met_by = ["give_notice"]',
        'met_by = ["give_notices"]',
        r"starts\[0\].met_by: unknown step 'give_notices'",
    ),
    (
        CARE,
        'answer = "decision"',
        'answer = "decisions"',
        r"term\[1\].given: unknown answer 'decisions'",
    ),
    (CARE, 'name = "begin"', 'name = "decide"', r"step\[3\]\(decide\): 'decide' stands twice"),
    (CARE, 'code = "care"', 'code = "care"\ncode = "x"', r"care.toml: Cannot overwrite a value"),
    ("procedures/e2/care.toml", '"running" }', '"runing" }', r"carries: unknown state 'runing'"),
    (
        "procedures/e1/confine.toml",
        'apply = "ordered", not_apply',
        'applied = "ordered", not_apply',
        r"to_by: unknown value 'applied'",
    ),
    (
        "procedures/e1/confine.toml",
        'interrupt = "escape"',
        'interrupt = "flight"',
        r"unknown reason .* 'flight'",
    ),
    (
        "procedures/e1/confine.toml",
        'deduct_days = "field:pending_days"',
        'deduct_from = { procedure = "cares", states = ["held"] }',
        r"deduct_from: unknown procedure 'cares'",
    ),
    (
        "editions/e1b.toml",
        'clock = "C-2"',
        'clock = "C-9"',
        r"editions/e1b.toml:7: override\[0\]: no clock 'C-9' in 'decide'",
    ),
    (
        "editions/e1b.toml",
        'step = "post"',
        'step = "posted"',
        r"e1b.toml:\d+: override\[2\]: no step 'posted' in 'care'",
    ),
    ("editions/e1b.toml", "drop = true", "", r"override\[2\]: needs exactly one of"),
    ("editions/e1b.toml", 'base = "e1"', 'base = "e0"', r"base: no earlier edition 'e0'"),
    (
        "editions/e1b.toml",
        "set = { limit = 7",
        "set = { limits = 7",
        r"e1b.toml over procedures/e1/care.toml: step\[1\]\(decide\).starts\[0\].limits: Extra",
    ),
    ("editions/e2.toml", "2026-01-01", "2025-01-01", r"begins: two editions begin on that day"),
    ("authorities.toml", 'until = "e2"', 'until = "e9"', r"unknown name 'e9'"),
    (
        "authorities.toml",
        'reach = "any"',
        'reach = "all"',
        r"authority\[5\]\(anyone\).reach: Input should be",
    ),
    (
        "terms.toml",
        "min = 6",
        "first = 6",
        r"terms.toml:\d+: term\[0\]\(care\).min: a term 'between' needs 'min'",
    ),
    (
        "transition.toml",
        '"started_before_cutover"',
        '"begun_before_cutover"',
        r"rule\[0\].*when: unknown name 'begun_before_cutover'",
    ),
    (
        "questions.toml",
        'default = "begin"',
        'default = "start"',
        r"question\[0\]\(Q-START\).default: unknown name 'start'",
    ),
    (
        "papers.toml",
        'e2 = "N-1"',
        'e3 = "N-1"',
        r"paper\[0\]\(application\).forms: unknown name 'e3'",
    ),
]


@pytest.mark.parametrize(("file", "good", "bad", "told"), FAULTS, ids=[row[3] for row in FAULTS])
def test_a_fault_is_told_by_file_and_key(copy, file, good, bad, told):
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(BookError, match=told):
        load(copy)


def test_the_line_is_that_of_the_key(copy):
    path = copy / CARE
    lines = path.read_text(encoding="utf-8").replace("years = 12", "years = -1").splitlines()
    path.write_text("\n".join(lines), encoding="utf-8")
    line = next(n for n, text in enumerate(lines, 1) if text == "when = [")
    with pytest.raises(BookError, match=rf"care.toml:{line}: "):
        load(copy)


def test_an_office_without_power_in_the_edition_is_refused(copy):
    path = copy / "procedures/e2/care.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('by = "desk"', 'by = "anyone"'))
    with pytest.raises(BookError, match="'anyone' has no power in e2"):
        load(copy)


def test_a_missing_file_is_named(copy):
    (copy / "clocks.toml").unlink()
    with pytest.raises(BookError, match=r"clocks\.toml"):
        load(copy)


def test_an_edition_is_its_base_with_its_changes(book):
    old, new = book.procedure("care", "e1"), book.procedure("care", "e1b")
    assert (old.steps["decide"].starts[0].limit, new.steps["decide"].starts[0].limit) == (5, 7)
    assert (old.steps["decide"].by, new.steps["decide"].by) == (("chair",), ("police_head",))
    assert set(old.steps) - set(new.steps) == {"post"}
    assert set(new.steps) - set(old.steps) == {"announce"}
    assert new.steps["begin"].law[0].edition == "e1b"


def test_offices_hold_until_replaced_or_ended(book):
    assert book.authority("desk", "e1").title.en == "Desk"
    assert book.authority("desk", "e1b").title.en == "New desk"
    assert book.authority("desk", "e2").title.en == "New desk"
    assert ("anyone", "e2") not in book.authorities


def test_forms_follow_the_edition(book):
    def form(edition):
        return book.procedure("care", edition).steps["decide"].papers[0].form

    assert [form("e1"), form("e1b"), form("e2")] == ["2", "2", "N-2"]


def test_the_hash_changes_with_any_file(book, copy):
    assert load(copy).hash == book.hash
    with (copy / "clocks.toml").open("a") as file:
        file.write("# x\n")
    assert load(copy).hash != book.hash


def test_loading_is_quick(copy):
    start = time.perf_counter()
    load(copy)
    assert time.perf_counter() - start < 0.3

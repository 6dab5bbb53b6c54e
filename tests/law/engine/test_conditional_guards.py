"""A guard that holds in some cases only: `only_if`, `unless` and `given` on a row of `when`."""

from dataclasses import replace

import pytest

from app.law.checks.health import check
from app.law.engine.facts import ClientFacts
from app.law.engine.judge import actions
from app.law.pages.step import procedure
from app.law.reading.loader import BookError, load
from tests.law.engine.conftest import Desk, moment

CARE = "procedures/e1/care.toml"
ALWAYS_AGAINST = '{ guard = "open_case", procedures = ["after"]'


def with_guard(copy, guard, *, step="begin"):
    """The invented book with a guard of a step of care."""
    path = copy / CARE
    asks = 'asks = [{ field = "place", type = "choice", required = false, title = { vi = "N", en = "N" }, values = [{ code = "home", title = { vi = "H", en = "H" } }, { code = "away", title = { vi = "A", en = "A" } }] }]'  # noqa: E501
    text = path.read_text(encoding="utf-8")
    head = f'name = "{step}"\n'
    assert head in text
    path.write_text(text.replace(head, f"{head}when = [{guard}]\n{asks}\n"), encoding="utf-8")
    return load(copy)


def decided(book, **parts):
    desk = Desk(book, **parts)
    desk.take("care:register", "2024-03-04", papers=["result", "no-home-paper"])
    desk.case = replace(desk.case, papers=frozenset({"application", "result"}))
    desk.decided("2024-03-05")
    return desk


def told(desk, **body):
    return {reason.code for reason in desk.judge("care:begin", "2024-03-06", **body).reasons}


def test_only_if_reads_the_body(copy):
    inner = '{ guard = "field_is", field = "place", values = ["away"] }'
    guard = f"{ALWAYS_AGAINST}, only_if = {inner} }}"
    desk = decided(with_guard(copy, guard))
    assert told(desk, place="away") == {"open-case"}
    assert told(desk, place="home") == set()
    assert told(desk) == set()


def test_unless_reads_what_is_on_file(copy):
    book = with_guard(copy, f'{ALWAYS_AGAINST}, unless = "stable_residence" }}')
    assert told(decided(book)) == set()
    away = ClientFacts(decided(book).client.birth_date, residence_stable=False)
    assert told(decided(book, client=away)) == {"open-case"}


def test_given_asks_the_open_question(copy):
    book = with_guard(
        copy, f'{ALWAYS_AGAINST}, given = {{ question = "Q-COUNT", answer = "completed" }} }}'
    )
    assert told(decided(book)) == set()
    assert told(decided(book, answers={"Q-COUNT": "completed"})) == {"open-case"}


@pytest.mark.parametrize("key", ["only_if", "unless"])
def test_without_a_body_a_guard_that_depends_on_one_is_left_open(copy, key):
    inner = '{ guard = "field_is", field = "place", values = ["home"] }'
    desk = decided(with_guard(copy, f"{ALWAYS_AGAINST}, {key} = {inner} }}"))
    at = moment("2024-03-06")
    found = actions(desk.book, desk.calendar, desk.facts("chair"), at=at, now=at)
    assert {row.step: row.allowed for row in found}["begin"]


def test_conditions_are_described_and_looked_at_for_faults(copy):
    book = with_guard(
        copy, f'{ALWAYS_AGAINST}, unless = {{ guard = "ground_exists", grounds = ["nowhere"] }} }}'
    )
    row = next(
        s for s in procedure(book, book.procedure("care", "e1"))["steps"] if s["name"] == "begin"
    )
    assert row["conditions"][0]["unless"][0]["guard"] == "ground_exists"
    assert row["conditions"][0]["only_if"] == []
    assert row["conditions"][0]["given"] is None
    assert "ground-never-arises" in {fault.code for fault in check(book)}


def test_a_condition_of_a_condition_is_refused(copy):
    inner = '{ guard = "stable_residence", unless = ["again"] }'
    with pytest.raises(BookError, match="unless"):
        with_guard(copy, f"{ALWAYS_AGAINST}, only_if = {inner} }}")

"""Which edition judges an act: that of its day, unless a row lets an old file end by old rules."""

from dataclasses import replace
from datetime import date

import pytest

from app.law.engine.judge import actions
from app.law.reading.loader import load
from tests.law.engine.conftest import Desk, moment

RULE = """
[[rule]]
id = "T-4"
decides = "act"
procedures = ["care"]
when = ["act_from_cutover", "opened_before_cutover", "undecided"]
edition = "of_opening"
field = "rules"
ask = true
law = { act = "3/2026", at = "art 57" }
text = { vi = "Hồ sơ cũ theo quy định cũ", en = "Old files by the old rules" }
"""


@pytest.fixture
def old(copy):
    """Registered under the first edition, in a book whose rules let old files end by old rules."""
    with (copy / "transition.toml").open("a", encoding="utf-8") as file:
        file.write(RULE)
    desk = Desk(load(copy))
    desk.take("care:register", "2024-12-20", papers=["result"])
    desk.case = replace(desk.case, papers=frozenset({"application", "result"}))
    return desk


def test_an_old_file_is_judged_by_the_old_rules_as_they_stood_last(old):
    found = old.judge("care:decide", "2026-01-05", by="police")
    assert (found.edition, found.asks, found.answers["T-4"]) == ("e1b", ("T-4",), "of_opening")


def test_a_step_of_the_day_refused_to_an_old_file_tells_which_row_asks(old):
    found = old.judge("care:post", "2026-01-05")
    assert found.reasons[0].code == "wrong-edition"
    assert (found.act_rule, found.asks, found.answers["T-4"]) == ("T-4", ("T-4",), "of_opening")
    assert found.legal_basis[-1].at == "art 57"


def test_its_actions_are_those_of_the_old_rules(old):
    at = moment("2026-01-05")
    found = actions(old.book, old.calendar, old.facts("police"), at=at, now=at)
    assert {row.edition for row in found} == {"e1b"}


@pytest.mark.parametrize(("asked", "edition"), [("e2", "e2"), ("e1", "e1b"), ("other", "e1b")])
def test_the_file_itself_may_ask_for_the_rules_of_the_day(old, asked, edition):
    found = old.judge("care:decide", "2026-01-05", by="police", rules=asked)
    assert (found.edition, found.asks) == (edition, ())


def test_what_it_asked_for_before_holds_on(old):
    steps = old.case.steps
    old.case = replace(old.case, steps=(replace(steps[0], body={"rules": "e2"}),))
    assert old.judge("care:decide", "2026-01-05", by="police").edition == "e2"


@pytest.mark.parametrize(("answer", "edition"), [("of_act", "e2"), ("of_opening", "e1b")])
def test_a_human_may_answer_for_every_file(old, answer, edition):
    old.answers = {"T-4": answer}
    assert old.judge("care:decide", "2026-01-05", by="police").edition == edition


def test_the_file_goes_before_the_human(old):
    old.answers = {"T-4": "of_act"}
    assert old.judge("care:decide", "2026-01-05", by="police", rules="e1").edition == "e1b"


def test_once_decided_it_is_judged_by_the_day(old):
    decision = {"number": "1", "on": date(2025, 1, 6), "signed_by": "An"}
    old.take("care:decide", "2025-01-06", by="police", decision=decision, term_months=6)
    assert old.judge("care:begin", "2026-02-03", by="police").edition == "e2"


def test_before_the_cutover_the_day_decides(old):
    assert old.judge("care:decide", "2024-12-27").edition == "e1"
    assert old.judge("care:decide", "2025-01-03", by="police").edition == "e1b"

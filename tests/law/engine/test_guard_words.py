"""Every condition of the law in words, for whoever reads its pages."""

import re
from typing import get_args

import pytest

from app.law.engine.transition import PREDICATES
from app.law.guards.table import GUARDS
from app.law.pages import turning
from app.law.pages.conditions import _TEMPLATES, sentence
from app.law.reading.loader import lawbook
from app.law.shape.model import Decides, EditionChoice

BOOK = lawbook()


def conditions():
    for procedure in BOOK.procedures.values():
        for rule in procedure.steps.values():
            for guard in rule.when:
                for one in (guard, *guard.only.if_, *guard.only.unless):
                    yield procedure, rule, one


def said(procedure, step, guard):
    found = BOOK.procedure(procedure, "d163")
    rule = found.steps[step]
    one = next(row for row in rule.when if row.name == guard)
    return sentence(BOOK, found, rule, one)


def test_every_guard_has_its_sentence():
    assert set(_TEMPLATES) == set(GUARDS)


def test_no_condition_of_the_book_shows_a_code_to_its_reader():
    """A name with an underscore is one that only programs know."""
    codes = set()
    for procedure, rule, guard in conditions():
        text = sentence(BOOK, procedure, rule, guard)
        assert text.vi, guard
        assert text.en, guard
        if re.search(r"\b[a-z]+_[a-z_]+\b|\{|\}", text.vi + text.en):
            codes.add((procedure.edition, procedure.code, rule.name, text.vi))
    assert codes == set()


@pytest.mark.parametrize(
    ("procedure", "step", "guard", "vi", "en"),
    [
        (
            "compulsory", "open_dossier", "age_at_least",
            "Từ đủ 18 tuổi", "At least 18 years old",
        ),
        (
            "voluntary-home", "register", "determined_addicted",
            "Đã được xác định là người nghiện, trong 6 tháng",
            "Determined addicted, within 6 months",
        ),
        (
            "compulsory", "finish_reading", "clock_over",
            "Đã hết thời hạn: Đọc hồ sơ (D-17)",
            "The time limit is over: Reading the dossier (D-17)",
        ),
    ],
)  # fmt: skip
def test_a_condition_reads_like_the_law(procedure, step, guard, vi, en):
    found = said(procedure, step, guard)
    assert (found.vi, found.en) == (vi, en)


def test_every_row_on_transition_is_told_in_words():
    """A predicate, a choice or a thing decided that has no words is a KeyError here, not later."""
    assert set(turning._WHEN) == set(PREDICATES)
    assert set(turning._EDITION) == set(get_args(EditionChoice))
    assert set(turning._DECIDES) == set(get_args(Decides))
    told = {row["id"]: row for row in turning.transition(BOOK, {})}
    assert told["TR-2"]["when"][0]["text"]["vi"] == "hồ sơ lập trước ngày luật mới"


@pytest.mark.parametrize(("row", "edition"), [("TR-11", "d116"), ("TR-1", "d163")])
def test_a_row_cites_an_act_in_the_edition_the_act_belongs_to(row, edition):
    law = next(rule.law for rule in BOOK.transition if rule.id == row)
    assert law is not None
    assert law.edition == edition

"""Guards about the body of the step, as a table: what it says, and whether the guard holds."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.law.days.calendar import Calendar
from app.law.engine.facts import ActorFacts, CaseFacts, ClientFacts, Facts, StepFact
from app.law.engine.scene import Scene
from app.law.guards.field import FIELD_GUARDS
from app.times import VN

NOW = datetime(2024, 6, 1, 9, tzinfo=VN)
OPENED = datetime(2024, 1, 2, 9, tzinfo=VN)
BASE = Facts(ClientFacts(date(1990, 1, 1)), ActorFacts("commune_official", "00004", "commune"))
STEP = StepFact("register", "A1", "e1", OPENED, "registered", {"place": "home"})
CASE = CaseFacts("c1", "care", "e1", "registered", "00004", OPENED, steps=(STEP,))
IN_CASE = replace(BASE, case=CASE)

TABLE = [
    ("field_is", {"field": "x", "values": ["a"]}, BASE, {"x": "a"}, None),
    ("field_is", {"field": "x", "values": ["a"]}, BASE, {"x": ["a", "b"]}, "field-is"),
    ("field_is", {"field": "x", "values": ["a"]}, BASE, {}, "field-is"),
    ("field_is_not", {"field": "x", "values": ["a"]}, BASE, {"x": "b"}, None),
    ("field_is_not", {"field": "x", "values": ["a"]}, BASE, {"x": "a"}, "field-is-not"),
    ("case_field_is", {"field": "place", "values": ["home"]}, IN_CASE, {}, None),
    (
        "case_field_is",
        {"field": "place", "values": ["home"]},
        IN_CASE,
        {"place": "away"},
        "case-field-is",
    ),
    ("field_true", {"field": "x"}, BASE, {"x": True}, None),
    ("field_true", {"field": "x"}, BASE, {}, "field-true"),
    ("field_false", {"field": "x"}, BASE, {}, None),
    ("field_false", {"field": "x"}, BASE, {"x": True}, "field-false"),
    ("field_set", {"field": "x"}, BASE, {"x": 0}, None),
    ("field_set", {"field": "x"}, BASE, {"x": ""}, "field-set"),
    ("field_between", {"field": "x", "min": 1, "max": 3}, BASE, {"x": 3}, None),
    ("field_between", {"field": "x", "min": 1, "max": 3}, BASE, {"x": 4}, "field-between"),
    ("field_between", {"field": "x", "min": 1}, BASE, {"x": 0}, "field-between"),
    ("not_pregnant", {}, BASE, {}, None),
    ("not_pregnant", {}, BASE, {"pregnant": True}, "not-pregnant"),
    ("exclusions", {"fields": ["x", "y"]}, BASE, {"x": False}, None),
    ("exclusions", {"fields": ["x", "y"]}, BASE, {"y": True}, "exclusions"),
    ("exclusive_form", {"fields": ["x", "y"]}, BASE, {"x": "1"}, None),
    ("exclusive_form", {"fields": ["x", "y"]}, BASE, {"x": "1", "y": "2"}, "exclusive-form"),
    ("answer_is", {"question": "Q-START", "answers": ["begin"]}, BASE, {}, None),
    (
        "answer_is",
        {"question": "Q-START", "answers": ["begin"]},
        replace(BASE, answers={"Q-START": "decision"}),
        {},
        "answer-is",
    ),
]


@pytest.mark.parametrize(
    ("name", "params", "facts", "body", "code"),
    TABLE,
    ids=[f"{n}-{row[0]}-{row[4] or 'holds'}" for n, row in enumerate(TABLE)],
)
def test_guard(book, name, params, facts, body, code):
    procedure = book.procedure("care", "e1")
    kind = FIELD_GUARDS[name]
    scene = Scene(book, Calendar({}), facts, procedure, procedure.steps["begin"], body, NOW)
    refusal = kind.check(scene, kind.params.model_validate(params))
    assert (refusal.code if refusal else None) == code
    if refusal:
        assert refusal.vi
        assert refusal.en


def test_every_guard_stands_in_the_table():
    assert {row[0] for row in TABLE} == set(FIELD_GUARDS)

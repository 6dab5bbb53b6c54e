"""Guards that count, as a table: what was done before, what is asked, whether it holds."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from pydantic import ValidationError

from app.law.days.calendar import Calendar
from app.law.engine.facts import ActorFacts, CaseFacts, ClientFacts, Facts, StepFact
from app.law.engine.scene import Scene
from app.law.guards.count import COUNT_GUARDS
from app.law.reading.loader import BookError, load
from app.times import VN

NOW = datetime(2024, 6, 5, 9, tzinfo=VN)  # a Wednesday
CASE = CaseFacts("c1", "care", "e1", "in_service", "00004", datetime(2024, 1, 2, 9, tzinfo=VN))
FACTS = Facts(ClientFacts(date(1990, 1, 1)), ActorFacts("commune_official", "00004", "commune"))


def done(*told):
    """Steps of the case: `visit 2024-06-03 grade=good`."""
    steps = []
    for line in told:
        name, day, *said = line.split()
        body = dict(word.split("=") for word in said)
        at = datetime.fromisoformat(f"{day}T08:00").replace(tzinfo=VN)
        steps.append(StepFact(name, "X", "e1", at, "in_service", body))
    return tuple(steps)


WEEK = {"step": "visit", "times": 1, "per": "week"}
MONTH = {"step": "visit", "times": 2, "per": "month"}
GRADED = {"step": "grade", "times": 1, "per": "month", "on": "month_on"}
LAST = {"step": "grade", "field": "grade", "among": ["good", "fair"], "at_least": 2, "of": 3}
LEAVE = {"open": ["leave", "hospital"], "close": ["back", "escape"]}
TABLE = [
    (
        "times_taken",
        {"step": "visit", "at_least": 2},
        done("visit 2024-06-03", "visit 2024-06-04"),
        {},
        None,
    ),
    (
        "times_taken",
        {"step": "visit", "at_least": 2},
        done("visit 2024-06-03", "visit 2024-06-06"),
        {},
        "times-taken",
    ),
    (
        "times_taken",
        {"step": "visit", "at_least": 1, "field": "act", "values": ["b", "c"]},
        done("visit 2024-06-03 act=a"),
        {},
        "times-taken",
    ),
    (
        "times_taken",
        {"step": "visit", "at_least": 2, "field": "act", "values": ["b", "c"]},
        done("visit 2024-06-03 act=b", "visit 2024-06-04 act=c"),
        {},
        None,
    ),
    ("times_taken", {"step": "visit", "at_least": 1}, None, {}, "times-taken"),
    ("not_more_than", WEEK, done("visit 2024-06-02"), {}, None),
    ("not_more_than", WEEK, done("visit 2024-06-03"), {}, "not-more-than"),
    ("not_more_than", WEEK, done("leave 2024-06-03"), {}, None),
    ("not_more_than", MONTH, done("visit 2024-05-31", "visit 2024-06-01"), {}, None),
    ("not_more_than", MONTH, done("visit 2024-06-01", "visit 2024-06-02"), {}, "not-more-than"),
    ("not_more_than", WEEK | {"per": "day"}, done("visit 2024-06-04"), {}, None),
    ("not_more_than", WEEK | {"per": "day"}, done("visit 2024-06-05"), {}, "not-more-than"),
    ("not_more_than", WEEK | {"per": "year"}, done("visit 2023-12-31"), {}, None),
    ("not_more_than", WEEK | {"per": "year"}, done("visit 2024-01-01"), {}, "not-more-than"),
    (
        "not_more_than",
        GRADED,
        done("grade 2024-06-01 month_on=2024-05-01"),
        {"month_on": "2024-05-31"},
        "not-more-than",
    ),
    (
        "not_more_than",
        GRADED,
        done("grade 2024-06-01 month_on=2024-05-01"),
        {"month_on": "2024-06-01"},
        None,
    ),
    (
        "not_more_than",
        GRADED,
        done("grade 2024-06-01 month_on=2024-05-01", "grade 2024-06-02"),
        {},
        None,
    ),
    (
        "last_values",
        LAST,
        done(
            "grade 2024-03-01 grade=good",
            "grade 2024-04-01 grade=poor",
            "grade 2024-05-01 grade=fair",
        ),
        {},
        None,
    ),
    (
        "last_values",
        LAST,
        done(
            "grade 2024-02-01 grade=good",
            "grade 2024-03-01 grade=good",
            "grade 2024-04-01 grade=poor",
            "grade 2024-05-01 grade=poor",
        ),
        {},
        "last-values",
    ),
    ("last_values", LAST, done("grade 2024-05-01 grade=good"), {}, "last-values"),
    ("last_values", LAST, None, {}, "last-values"),
    ("step_open", LEAVE, done("leave 2024-05-01"), {}, None),
    ("step_open", LEAVE, done("leave 2024-05-01", "back 2024-05-03"), {}, "step-open"),
    (
        "step_open",
        LEAVE,
        done("leave 2024-05-01", "back 2024-05-03", "hospital 2024-05-04", "visit 2024-05-05"),
        {},
        None,
    ),
    ("step_open", LEAVE, done(), {}, "step-open"),
    ("step_not_open", LEAVE, done("leave 2024-05-01"), {}, "step-not-open"),
    ("step_not_open", LEAVE, done("leave 2024-05-01", "escape 2024-05-03"), {}, None),
    ("step_not_open", LEAVE, None, {}, None),
]


@pytest.mark.parametrize(
    ("name", "params", "steps", "body", "code"),
    TABLE,
    ids=[f"{n}-{row[0]}-{row[4] or 'holds'}" for n, row in enumerate(TABLE)],
)
def test_guard(book, name, params, steps, body, code):
    procedure = book.procedure("care", "e1")
    kind = COUNT_GUARDS[name]
    facts = FACTS if steps is None else replace(FACTS, case=replace(CASE, steps=steps))
    scene = Scene(book, Calendar({}), facts, procedure, procedure.steps["begin"], body, NOW)
    refusal = kind.check(scene, kind.params.model_validate(params))
    assert (refusal.code if refusal else None) == code
    if refusal:
        assert refusal.vi
        assert refusal.en


def test_every_guard_stands_in_the_table():
    assert {row[0] for row in TABLE} == set(COUNT_GUARDS)


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("not_more_than", {"step": "visit", "times": 1, "per": "fortnight"}),
        ("last_values", LAST | {"among": []}),
        ("step_open", {"open": ["leave"]}),
        ("times_taken", {"step": "visit"}),
    ],
)
def test_parameters_are_typed(name, params):
    with pytest.raises(ValidationError):
        COUNT_GUARDS[name].params.model_validate(params)


@pytest.mark.parametrize(
    ("guard", "told"),
    [
        ('guard = "times_taken", step = "begun", at_least = 1', "unknown step 'begun'"),
        ('guard = "step_open", open = ["begun"], close = ["begin"]', "unknown open 'begun'"),
        ('guard = "phases_lasted", least = { b = "10 days" }', "phases_lasted.*Extra inputs"),
    ],
)
def test_names_are_known_steps(copy, guard, told):
    path = copy / "procedures/e1/care.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('guard = "age_at_least", years = 12', guard, 1), encoding="utf-8")
    with pytest.raises(BookError, match=told):
        load(copy)

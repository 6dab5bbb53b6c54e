"""Each guard on its own, as a table: what it is asked, what it is told, whether it holds."""

# ruff: noqa: E501 - a table is read by whole rows

from dataclasses import replace
from datetime import date, datetime

import pytest
from pydantic import ValidationError

from app.law.days.calendar import Calendar
from app.law.engine.facts import (
    ActorFacts,
    CaseFacts,
    ClientFacts,
    ClockFact,
    DeterminationFact,
    Facts,
    StepFact,
)
from app.law.engine.scene import Scene
from app.law.guards.count import COUNT_GUARDS
from app.law.guards.criteria import CRITERIA_GUARDS
from app.law.guards.evidence import EVIDENCE_GUARDS
from app.law.guards.field import FIELD_GUARDS
from app.law.guards.office import OFFICE_GUARDS
from app.law.guards.table import GUARDS
from app.law.guards.time import TIME_GUARDS
from app.times import VN


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=VN)


NOW = at("2024-06-01T09:00")
ACTOR = ActorFacts("commune_official", "00004", "commune")
RUNNING = CaseFacts(
    "c1",
    "care",
    "e1",
    "in_service",
    "00004",
    at("2024-01-02T09:00"),
    steps=(
        StepFact("register", "A1", "e1", at("2024-01-02T09:00"), "registered", {"place": "home"}),
        StepFact("decide", "A2", "e1", at("2024-01-03T09:00"), "decided", {"term_months": 6}),
        StepFact("begin", "A3", "e1", at("2024-01-04T09:00"), "in_service"),
    ),
    papers=frozenset({"application"}),
)
CLOSED = replace(RUNNING, id="c0", closed_at=at("2024-05-01T09:00"), outcome="completed")
VIOLATED = replace(
    RUNNING,
    id="c2",
    closed_at=at("2024-05-01T09:00"),
    outcome="violated",
    steps=(
        StepFact(
            "record_violation",
            "A5",
            "e1",
            at("2024-05-01T09:00"),
            "violated",
            {"ground": "used_again"},
        ),
    ),
)
AFTER = CaseFacts("c3", "after", "e1", "managed", "00004", at("2024-03-01T09:00"))
BASE = Facts(ClientFacts(date(1990, 1, 1)), ACTOR)
IN_CASE = replace(BASE, case=RUNNING)
ADDICTED = DeterminationFact("addicted", date(2024, 1, 1), at("2024-01-02T09:00"))
CLEARED = DeterminationFact("not_addicted", date(2024, 5, 1))


def clock(**changes):
    row = ClockFact("C-2", at("2024-05-20T23:59"), "c1", late="not_performed")
    return replace(row, **changes)


def with_clock(**changes):
    return replace(IN_CASE, clocks=(clock(**changes),))


def spans(**phases):
    """Phases with their first and last day."""
    return {
        "phases": [
            {"phase": code, "start": told[0], "end": told[1]} for code, told in phases.items()
        ]
    }


GROUNDS = {"grounds": ["used_again", "not_performed", "relapse"]}
BY_PAPER = GROUNDS | {
    "field": "grounds",
    "or_paper": "violation-record",
    "latest_on": "detected_at",
    "within_months": 3,
}


def on_paper(issued_on=None, ground="used_again"):
    """A ground claimed on a record handed in, dated or not."""
    paper = {"paper": "violation-record"} | ({"issued_on": issued_on} if issued_on else {})
    return {"grounds": [ground], "papers": [paper]}


# fmt: off
TABLE = [
    ("age_at_least", {"years": 34}, BASE, {}, None),
    ("age_at_least", {"years": 35}, BASE, {}, "age-at-least"),
    ("age_below", {"years": 35}, BASE, {}, None),
    ("age_below", {"years": 34}, BASE, {}, "age-below"),
    ("age_below", {"years": 34}, replace(BASE, client=ClientFacts()), {}, "age-unknown"),
    ("determined_addicted", {}, replace(BASE, determinations=(ADDICTED,)), {}, None),
    ("determined_addicted", {}, replace(BASE, determinations=(ADDICTED, CLEARED)), {}, "determined-addicted"),
    ("determined_addicted", {"within_months": 5}, replace(BASE, determinations=(ADDICTED,)), {}, None),
    ("determined_addicted", {"within_months": 4}, replace(BASE, determinations=(ADDICTED,)), {}, "determination-too-old"),
    ("not_determined_addicted", {}, replace(BASE, determinations=(ADDICTED, CLEARED)), {}, None),
    ("not_determined_addicted", {}, replace(BASE, determinations=(ADDICTED,)), {}, "not-determined-addicted"),
    ("notified", {}, replace(BASE, determinations=(ADDICTED,)), {}, None),
    ("notified", {}, replace(BASE, determinations=(ADDICTED, CLEARED)), {}, "notified"),
    ("stable_residence", {}, BASE, {}, None),
    ("no_stable_residence", {}, BASE, {}, "no-stable-residence"),
    ("citizen", {}, BASE, {}, None),
    ("citizen", {}, replace(BASE, client=ClientFacts(citizenship="LA")), {}, "citizen"),
    ("representative_if_minor", {"years": 18}, BASE, {}, None),
    ("representative_if_minor", {"years": 40}, BASE, {}, "representative-if-minor"),
    ("representative_if_minor", {"years": 40}, BASE, {"representative": {"full_name": "Lan"}}, None),
    ("no_open_case", {"procedures": ["care"]}, replace(BASE, cases=(CLOSED, AFTER)), {}, None),
    ("no_open_case", {"procedures": ["after"]}, replace(BASE, cases=(CLOSED, AFTER)), {}, "no-open-case"),
    ("no_open_case", {"procedures": ["care"], "field": "place"}, replace(BASE, cases=(RUNNING,)), {"place": "home"}, "no-open-case"),
    ("no_open_case", {"procedures": ["care"], "field": "place"}, replace(BASE, cases=(RUNNING,)), {"place": "centre"}, None),
    ("no_open_case", {"procedures": ["care"], "field": "place"}, replace(BASE, cases=(RUNNING,)), {}, None),
    ("no_open_case", {"procedures": ["care"], "field": "place"}, replace(BASE, cases=(CLOSED,)), {"place": "home"}, None),
    ("open_case", {"procedures": ["after"]}, replace(BASE, cases=(AFTER,)), {}, None),
    ("open_case", {"procedures": ["care"]}, replace(BASE, cases=(CLOSED,)), {}, "open-case"),
    ("has_completed", {"procedures": ["care"]}, replace(BASE, cases=(CLOSED,)), {}, None),
    ("has_completed", {"procedures": ["care"], "within_months": 1}, replace(BASE, cases=(CLOSED,)), {}, None),
    ("has_completed", {"procedures": ["care"], "within_months": 0}, replace(BASE, cases=(CLOSED,)), {}, "has-completed"),
    ("has_completed", {"procedures": ["care"]}, replace(BASE, cases=(VIOLATED,)), {}, "has-completed"),
    ("case_completed", {"procedures": ["care"], "field": "origin"}, replace(BASE, cases=(CLOSED,)), {"origin": "c0"}, None),
    ("case_completed", {"procedures": ["care"], "field": "origin"}, replace(BASE, cases=(CLOSED,)), {"origin": "c9"}, "case-completed"),
    ("case_completed", {"procedures": ["care"]}, replace(BASE, cases=(CLOSED,)), {}, None),
    ("step_taken", {"steps": ["begin"]}, IN_CASE, {}, None),
    ("step_taken", {"steps": ["complete"]}, IN_CASE, {}, "step-taken"),
    ("step_taken", {"steps": ["begin"], "procedures": ["care"]}, replace(BASE, cases=(CLOSED,)), {}, None),
    ("step_taken", {"steps": ["begin"], "procedures": ["care"], "since_opening": True}, replace(BASE, case=AFTER, cases=(CLOSED,)), {}, "step-taken"),
    ("step_taken", {"steps": ["begin"], "procedures": ["care"], "since_opening": True}, IN_CASE, {}, None),
    ("step_not_taken", {"steps": ["complete"]}, IN_CASE, {}, None),
    ("step_not_taken", {"steps": ["begin"]}, IN_CASE, {}, "step-not-taken"),
    ("days_since_step", {"step": "begin", "at_least_days": 149}, IN_CASE, {}, None),
    ("days_since_step", {"step": "begin", "at_least_days": 150}, IN_CASE, {}, "days-since-step"),
    ("days_since_step", {"step": "begin", "at_most_days": 148}, IN_CASE, {}, "days-since-step"),
    ("days_since_step", {"step": "complete"}, IN_CASE, {}, "days-since-step"),
    ("clock_over", {"clock": "C-2"}, with_clock(), {}, None),
    ("clock_over", {"clock": "C-2"}, with_clock(due_at=at("2024-06-02T09:00")), {}, "clock-over"),
    ("clock_over", {"clock": "C-2"}, IN_CASE, {}, "clock-over"),
    ("clock_over", {"clock": "C-2"}, with_clock(case_id="other"), {}, "clock-over"),
    ("clock_running", {"clock": "C-2"}, with_clock(due_at=NOW), {}, None),
    ("clock_running", {"clock": "C-2"}, with_clock(), {}, "clock-running"),
    ("clock_missed", {"clock": "C-2"}, with_clock(), {}, None),
    ("clock_missed", {"clock": "C-2"}, with_clock(met_at=at("2024-05-20T08:00")), {}, "clock-missed"),
    ("clock_missed", {"clock": "C-2"}, with_clock(met_at=at("2024-05-21T08:00")), {}, None),
    ("clock_missed", {"clock": "C-2"}, with_clock(cancelled=True), {}, "clock-missed"),
    ("clock_missed", {"clock": "C-2"}, with_clock(cancelled=True, cancelled_at=at("2024-05-20T08:00")), {}, "clock-missed"),
    ("clock_missed", {"clock": "C-2"}, with_clock(cancelled=True, cancelled_at=at("2024-05-21T08:00")), {}, None),
    ("clock_missed", {"clock": "C-2", "field": "ground", "among": ["late"]}, IN_CASE, {"ground": "other"}, None),
    ("paper_held", {"papers": ["application"]}, IN_CASE, {}, None),
    ("paper_held", {"papers": ["application", "result"]}, IN_CASE, {"papers": [{"paper": "result"}]}, None),
    ("paper_held", {"papers": ["result"]}, IN_CASE, {}, "paper-held"),
    ("first_time", {"procedures": ["care"]}, BASE, {}, None),
    ("first_time", {"procedures": ["care"]}, replace(BASE, cases=(CLOSED,)), {}, "first-time"),
    ("again", {"procedures": ["care"]}, replace(BASE, cases=(CLOSED,)), {}, None),
    ("again", {"procedures": ["care"]}, BASE, {}, "again"),
    ("phases_done", {}, IN_CASE, {"phases": [{"phase": "a", "end": "x"}, {"phase": "b", "end": "x"}]}, None),
    ("phases_done", {}, IN_CASE, {"phases": [{"phase": "a", "end": "x"}, {"phase": "b"}]}, "phases-done"),
    ("phases_done", {}, replace(BASE, case=replace(RUNNING, phases=frozenset("ab"))), {}, None),
    ("phases_done", {"phases": ["e"]}, IN_CASE, {}, "phases-done"),
    ("phases_lasted", {}, IN_CASE, {}, None),
    ("phases_lasted", {}, IN_CASE, spans(b=("2024-01-05", "2024-01-14")), None),
    ("phases_lasted", {}, IN_CASE, spans(b=("2024-01-05", "2024-01-13")), "phases-lasted"),
    ("phases_lasted", {}, IN_CASE, spans(c=("2024-01-31", "2024-04-29")), None),
    ("phases_lasted", {}, IN_CASE, spans(c=("2024-01-31", "2024-04-28")), "phases-lasted"),
    ("phases_lasted", {}, BASE, spans(c=("2024-01-31", "2024-02-01")), None),
    ("term_running", {}, IN_CASE, {}, None),
    ("term_running", {}, BASE, {}, "term-not-begun"),
    ("term_over", {}, IN_CASE, {}, "term-over"),
    ("term_over", {"allow_days": 33}, IN_CASE, {}, None),
    ("term_over", {"allow_days": 32, "allow_hours": 15}, IN_CASE, {}, None),
    ("term_over", {"allow_days": 32, "allow_hours": 14}, IN_CASE, {}, "term-over"),
    ("term_over", {"allow_working_days": 24}, IN_CASE, {}, None),
    ("term_over", {"allow_working_days": 23}, IN_CASE, {}, "term-over"),
    ("part_served", {"of": 2}, IN_CASE, {}, None),
    ("part_served", {"of": 1}, IN_CASE, {}, "part-served"),
    ("term_left_at_least", {"months": 1}, IN_CASE, {}, None),
    ("term_left_at_least", {"months": 2}, IN_CASE, {}, "term-left-at-least"),
    ("term_left_at_least", {"months": 0, "on_cutover": True}, IN_CASE, {}, "term-left-at-least"),
    ("ground_exists", GROUNDS, BASE, {}, "ground-exists"),
    ("ground_exists", GROUNDS, replace(BASE, cases=(VIOLATED,)), {}, None),
    ("ground_exists", GROUNDS | {"within_months": 1}, replace(BASE, cases=(VIOLATED,)), {}, None),
    ("ground_exists", GROUNDS | {"within_months": 0}, replace(BASE, cases=(VIOLATED,)), {}, "limitation-over"),
    ("ground_exists", GROUNDS, with_clock(case_id="any"), {}, None),
    ("ground_exists", GROUNDS, with_clock(met_at=at("2024-05-01T09:00")), {}, "ground-exists"),
    ("ground_exists", GROUNDS | {"field": "grounds"}, replace(BASE, cases=(VIOLATED,)), {"grounds": ["not_performed"]}, "ground-exists"),
    ("ground_exists", GROUNDS | {"field": "grounds"}, replace(BASE, cases=(VIOLATED,)), {"grounds": ["used_again"]}, None),
    ("ground_exists", GROUNDS | {"field": "grounds", "or_paper": "violation-record"}, BASE, {"grounds": ["used_again"], "papers": [{"paper": "violation-record"}]}, None),
    ("ground_exists", BY_PAPER, BASE, on_paper(), None),
    ("ground_exists", BY_PAPER, BASE, on_paper("2024-03-01"), None),
    ("ground_exists", BY_PAPER, BASE, on_paper("2024-02-29"), "limitation-over"),
    ("ground_exists", BY_PAPER, BASE, on_paper() | {"detected_at": "2024-02-29T09:00:00+07:00"}, "limitation-over"),
    ("ground_exists", BY_PAPER, BASE, on_paper("2024-03-01") | {"detected_at": "2024-02-29T09:00:00+07:00"}, None),
    ("ground_exists", BY_PAPER | {"within_months": 0}, replace(BASE, cases=(VIOLATED,)), on_paper(), "limitation-over"),
    ("ground_exists", BY_PAPER | {"within_months": 0}, replace(BASE, cases=(VIOLATED,)), on_paper("2024-06-01"), None),
    ("ground_exists", BY_PAPER, with_clock(due_at=at("2024-06-02T09:00")), on_paper(ground="not_performed"), "ground-exists"),
    ("ground_exists", BY_PAPER, with_clock(due_at=at("2024-06-02T09:00")), on_paper(), None),
    ("ground_exists", BY_PAPER, with_clock(due_at=at("2024-06-02T09:00"), cancelled=True), on_paper(ground="not_performed"), None),
    ("ground_exists", GROUNDS | {"relapse_in": ["after"]}, replace(BASE, cases=(AFTER,), determinations=(replace(ADDICTED, concluded_on=date(2024, 4, 1)),) ), {}, None),
    ("ground_exists", GROUNDS | {"relapse_in": ["after"]}, replace(BASE, cases=(AFTER,), determinations=(ADDICTED,)), {}, "ground-exists"),
]
# fmt: on


@pytest.mark.parametrize(
    ("name", "params", "facts", "body", "code"),
    TABLE,
    ids=[f"{n}-{row[0]}-{row[4] or 'holds'}" for n, row in enumerate(TABLE)],
)
def test_guard(book, name, params, facts, body, code):
    procedure = book.procedure("care", "e1")
    kind = GUARDS[name]
    scene = Scene(book, Calendar({}), facts, procedure, procedure.steps["begin"], body, NOW)
    refusal = kind.check(scene, kind.params.model_validate(params))
    assert (refusal.code if refusal else None) == code
    if refusal:
        assert refusal.vi
        assert refusal.en


def test_every_guard_stands_in_the_table():
    elsewhere = {
        *FIELD_GUARDS, *COUNT_GUARDS, *OFFICE_GUARDS, *CRITERIA_GUARDS, *TIME_GUARDS,
        *EVIDENCE_GUARDS,
    }  # fmt: skip
    assert {row[0] for row in TABLE} == set(GUARDS) - elsewhere


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("age_at_least", {}),
        ("age_at_least", {"years": -1}),
        ("no_open_case", {"procedures": []}),
        ("field_is", {"field": "x"}),
        ("stable_residence", {"x": 1}),
        ("citizen", {"x": 1}),
    ],
)
def test_parameters_are_typed(name, params):
    with pytest.raises(ValidationError):
        GUARDS[name].params.model_validate(params)

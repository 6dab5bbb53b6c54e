"""The list of possible acts, and how quickly an act is judged."""

import time
from dataclasses import replace
from datetime import date, datetime

from app.law.engine.judge import actions, judge
from app.times import VN


def decision_of(day):
    return {"decision": {"number": "1", "on": day, "signed_by": "An"}, "term_months": 6}


def test_actions_tell_every_step_from_here(book, desk):
    at = datetime(2024, 3, 4, 9, tzinfo=VN)
    opening = actions(book, desk.calendar, desk.facts("chair"), at=at, now=at)
    assert [(found.procedure, found.step, found.allowed) for found in opening] == [
        ("after", "propose", False),
        ("care", "register", False),
        ("confine", "open_dossier", False),
    ]
    assert opening[1].missing == ("result",)
    desk.take("care:register", "2024-03-04", papers=["result"])
    desk.case = replace(desk.case, papers=frozenset({"application", "result"}))
    later = datetime(2024, 3, 5, 9, tzinfo=VN)
    found = actions(book, desk.calendar, desk.facts("chair"), at=later, now=later)
    assert {row.step: row.allowed for row in found} == {
        "post": True,
        "decide": True,
        "record_violation": True,
    }


def test_a_judgement_takes_less_than_a_fifth_of_a_millisecond(book, desk):
    desk.take("care:register", "2024-03-04", papers=["result"])
    facts = desk.facts("chair")
    at = datetime(2024, 3, 5, 9, tzinfo=VN)
    body = {
        "decision": {"number": "1", "on": date(2024, 3, 5), "signed_by": "An"},
        "term_months": 6,
    }

    def once():
        start = time.perf_counter()
        judge(book, desk.calendar, facts, procedure="care", step="decide", body=body, at=at, now=at)
        return time.perf_counter() - start

    assert min(once() for _ in range(200)) < 0.0002

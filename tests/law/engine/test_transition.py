"""Cases that live under two editions: which one fixes the term, which one judges the act."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.law.engine.facts import CaseFacts, StepFact
from app.law.engine.transition import CaseDays, carried, cutover, term_edition
from app.times import VN

ACT = date(2026, 3, 1)
ROWS = [
    (
        "T-1 running at the cutover",
        CaseDays(ACT, date(2025, 6, 1), date(2025, 7, 1), date(2025, 7, 5)),
        "e1b",
        "T-1",
    ),
    (
        "T-1 begun under the first edition",
        CaseDays(ACT, date(2024, 6, 1), date(2024, 7, 1), date(2024, 7, 5)),
        "e1",
        "T-1",
    ),
    (
        "T-2 opened before, decided after",
        CaseDays(ACT, date(2025, 12, 1), date(2026, 1, 9)),
        "e2",
        "T-2",
    ),
    (
        "T-2 decided on the very day",
        CaseDays(ACT, date(2025, 12, 1), date(2026, 1, 1)),
        "e2",
        "T-2",
    ),
    ("T-13 decided, not begun", CaseDays(ACT, date(2025, 12, 1), date(2025, 12, 9)), "e1b", "T-13"),
    ("no rule: all after", CaseDays(ACT, date(2026, 2, 1), date(2026, 2, 9)), "e2", ""),
    (
        "no rule: all before",
        CaseDays(date(2025, 3, 1), date(2025, 2, 1), date(2025, 3, 1)),
        "e1b",
        "",
    ),
]


@pytest.mark.parametrize(
    ("days", "edition", "rule"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_the_edition_of_a_term(book, days, edition, rule):
    found = term_edition(book, "care", days, {})
    assert (found.edition, found.rule) == (edition, rule)
    assert found.ask is (rule == "T-13")


def test_a_human_may_answer_a_rule_that_asks(book):
    days = CaseDays(ACT, date(2025, 12, 1), date(2025, 12, 9))
    assert term_edition(book, "care", days, {"T-13": "of_act"}).edition == "e2"
    assert term_edition(book, "care", days, {"T-13": "nonsense"}).edition == "e1b"
    assert (
        term_edition(book, "care", replace(days, started=days.decided), {"T-1": "of_act"}).edition
        == "e1b"
    )


def test_aftercare_goes_by_completion(book):
    days = CaseDays(ACT, ACT, ACT, None, date(2025, 12, 31))
    assert term_edition(book, "after", days, {}).edition == "e1b"


def test_the_cutover_is_where_the_last_law_of_its_own_begins(book):
    assert cutover(book) == date(2026, 1, 1)


def test_states_are_carried_by_name_or_by_the_table(book):
    care, confine = book.procedure("care", "e2"), book.procedure("confine", "e2")
    assert carried(care, "in_service") == "running"
    assert carried(care, "decided") == "decided"
    assert carried(confine, "reading") == "at_court"
    assert carried(care, "nowhere") is None


def registered(desk, at="2025-12-20"):
    desk.take("care:register", at, by="police", papers=["result"])


def decided(desk, at):
    on = date.fromisoformat(at)
    decision = {"number": "1", "on": on, "signed_by": "An"}
    return desk.take("care:decide", at, by="police", decision=decision, term_months=8)


def test_registered_before_decided_after_runs_under_the_new_law(desk):
    registered(desk)
    found = desk.take("care:decide", "2026-01-05", by="police")
    assert (found.edition, found.case_edition, found.term_rule) == ("e2", "e2", "T-2")
    assert (found.months, found.term.start) == (24, date(2025, 12, 20))
    assert found.papers_issued[0].form == "N-2"
    assert found.meets == ("C-1",)


def test_decided_before_and_begun_after_keeps_the_old_term_and_asks(desk):
    registered(desk)
    decided(desk, "2025-12-22")
    found = desk.take("care:begin", "2026-01-05")
    assert (found.edition, found.case_edition, found.term_rule) == ("e2", "e1b", "T-13")
    assert found.months == 8
    assert found.asks == ("T-13",)
    assert found.answers == {"T-13": "of_decision", "Q-START": "begin"}
    assert found.term.end == date(2026, 9, 5)


def test_a_human_may_put_it_under_the_new_law(desk):
    registered(desk)
    decided(desk, "2025-12-22")
    desk.answers = {"T-13": "of_act"}
    found = desk.take("care:begin", "2026-01-05")
    assert (found.case_edition, found.months, found.answers["T-13"]) == ("e2", 24, "of_act")


def test_a_running_case_is_finished_by_the_new_offices_with_the_old_term(desk):
    registered(desk, "2025-06-02")
    decided(desk, "2025-06-03")
    desk.take("care:begin", "2025-06-04")
    assert desk.case.state == "in_service"
    found = desk.take("care:complete", "2026-02-03 10:00", by="police")
    assert (found.edition, found.case_edition, found.ref) == ("e2", "e1b", "Z4")
    assert found.outcome == "completed"


def test_a_clock_keeps_the_length_of_the_day_it_started(desk):
    registered(desk, "2025-12-31")
    clock = desk.clocks[0]
    assert clock.due_at == datetime(2026, 1, 5, 23, 59, 59, tzinfo=VN)
    found = desk.judge("care:decide", "2026-01-05", by="police")
    assert found.allowed
    assert found.starts[0].limit == 2
    assert found.starts[0].edition == "e2"


def earlier(book_edition="e1", step="begin", provenance="recorded"):
    """A case of care that got as far as a step."""
    at = datetime(2024, 5, 1, 9, tzinfo=VN)
    return CaseFacts(
        "old",
        "care",
        book_edition,
        "completed",
        "00004",
        at,
        closed_at=at,
        outcome="withdrawn",
        provenance=provenance,
        steps=(StepFact(step, "A", book_edition, at, "in_service"),),
    )


SECOND = [
    ("begun counts", earlier(), {}, 36),
    ("only registered does not", earlier(step="register"), {}, 24),
    ("history counts", earlier(step="register", provenance="historic"), {}, 36),
    ("completed only: begun", earlier(), {"Q-COUNT": "completed"}, 24),
    ("completed only: completed", earlier(step="complete"), {"Q-COUNT": "completed"}, 36),
    ("another procedure", replace(earlier(), procedure="after"), {}, 24),
]


@pytest.mark.parametrize(
    ("case", "answers", "months"), [row[1:] for row in SECOND], ids=[row[0] for row in SECOND]
)
def test_first_and_second_time(desk, case, answers, months):
    desk.cases, desk.answers = (case,), answers
    desk.determinations = (replace(desk.determinations[0], concluded_on=date(2026, 2, 1)),)
    desk.take("care:register", "2026-02-02", by="police", papers=["result"])
    found = desk.take("care:decide", "2026-02-03", by="police")
    assert found.months == months
    assert found.answers["Q-COUNT"] == answers.get("Q-COUNT", "started")


@pytest.mark.parametrize(("origin", "months"), [("care", 12), ("confine", 24)])
def test_aftercare_lasts_by_what_was_completed(desk, origin, months):
    done = datetime(2025, 5, 1, 9, tzinfo=VN)
    case = CaseFacts(
        "11111111-1111-7111-8111-111111111111",
        origin,
        "e1",
        "completed",
        "00004",
        done,
        closed_at=done,
        outcome="completed",
    )
    desk.cases = (case,)
    desk.take("after:propose", "2025-05-05", by="police", origin=case.id)
    found = desk.take("after:decide", "2025-05-06", starts_on=date(2025, 5, 1))
    assert found.months == months
    assert found.term.start == date(2025, 5, 1)
    assert found.case_edition == "e1b"

"""What an edition that begins, or a figure tried out, changes for one case of an invented law."""

from dataclasses import replace
from datetime import date

import pytest

from app.law.days.calendar import Calendar, DayMark
from app.law.engine.facts import DeterminationFact
from app.law.reading.loader import load
from app.law.reading.patch import (
    ClockChange,
    GuardChange,
    OfficeChange,
    PatchError,
    TermChange,
)
from app.law.reading.source import BookError
from app.law.trials.impact import as_of, beginning, compare, measure_of, of_edition, patched, upto
from tests.law.engine.conftest import BOOK, Desk, moment

CALENDAR = Calendar({})
DECIDE = ("care", "decide")


def trial(book, *changes):
    return patched(book, changes, BOOK)


def tried(desk, *changes, at, calendar=CALENDAR):
    book = trial(desk.book, *changes)
    when = moment(at)
    facts = desk.facts("chair")
    return compare(desk.book, book, CALENDAR, calendar, facts, at=when, now=when)


@pytest.fixture
def registered(desk) -> Desk:
    desk.take("care:register", "2024-03-04", papers=["result"])
    return desk


@pytest.fixture
def begun(registered) -> Desk:
    registered.decided("2024-03-05")
    registered.take("care:begin", "2024-03-06")
    return registered


def test_an_edition_tells_which_steps_change_and_how(registered):
    """e1b: another office decides within seven days; nobody posts any more."""
    found = of_edition(
        registered.book, CALENDAR, registered.facts("chair"), registered.book.editions[1]
    )
    steps = {row.step: row for row in found.steps}
    assert set(steps) == {"decide", "post"}
    assert steps["post"].after is None
    decide = steps["decide"]
    assert [code for code, _ in decide.before.by] == ["chair"]
    assert [code for code, _ in decide.after.by] == ["police_head"]
    assert [clock.limit for clock in decide.before.clocks] == [5]
    assert [clock.limit for clock in decide.after.clocks] == [7]
    assert decide.after.law[0].act == "2/2025"
    assert (found.clocks, found.term) == ((), None)


def test_who_looks_makes_no_difference(registered):
    edition = registered.book.editions[1]
    facts = [registered.facts(by) for by in ("chair", "court", "other_chair")]
    found = [of_edition(registered.book, CALENDAR, one, edition) for one in facts]
    assert found[0] == found[1] == found[2]


def test_an_edition_judges_the_case_as_it_stood_that_day(registered):
    """What was decided in February 2025 was not decided when the edition began."""
    registered.decided("2025-02-03", by="police")
    found = of_edition(
        registered.book, CALENDAR, registered.facts("chair"), registered.book.editions[1]
    )
    assert "decide" in {row.step for row in found.steps}


def test_a_running_clock_keeps_its_length_when_an_edition_begins(desk):
    desk.take("care:register", "2024-12-27", papers=["result"])
    desk.decided("2024-12-30")
    found = of_edition(desk.book, CALENDAR, desk.facts("chair"), desk.book.editions[1])
    assert found.clocks == ()
    assert {row.step for row in found.steps} == {"announce"}


def test_only_an_edition_that_follows_another_begins():
    book = load(BOOK)
    assert beginning(book, date(2024, 1, 1)) is None
    assert beginning(book, date(2025, 1, 1)).code == "e1b"
    assert beginning(book, date(2025, 1, 2)) is None
    assert [row.code for row in upto(book, date(2025, 6, 1)).editions] == ["e1", "e1b"]


def test_the_same_book_says_the_same(begun):
    assert not tried(begun, at="2024-03-07")


def test_another_limit_moves_the_running_clock_and_the_next_ones(registered):
    registered.decided("2024-03-05")
    found = tried(registered, ClockChange("e1", *DECIDE, "C-2", 2), at="2024-03-06")
    [clock] = found.clocks
    assert (clock.clock, clock.before.date().isoformat()) == ("C-2", "2024-03-12")
    assert clock.after.date().isoformat() == "2024-03-07"
    assert clock.law.at == "art 5"


def test_a_clock_that_hangs_on_the_term_follows_a_trial_too(begun):
    change = ClockChange("e1", "care", "begin", "C-3", 60)
    [clock] = tried(begun, change, at="2024-03-07").clocks
    assert (clock.before.date().isoformat(), clock.after.date().isoformat()) == (
        "2024-08-07",
        "2024-07-08",
    )


def test_a_clock_paused_and_lengthened_is_compared_as_it_ran(registered):
    other = Calendar({date(2024, 3, 6): DayMark("holiday", "Lễ", "Feast", "QĐ 1")})
    [clock] = tried(registered, at="2024-03-05", calendar=other).clocks
    assert (clock.before.date().isoformat(), clock.after.date().isoformat()) == (
        "2024-03-07",
        "2024-03-08",
    )


def test_a_change_of_an_edition_holds_in_those_that_rest_on_it_but_not_over_their_own(book):
    new = trial(
        book, ClockChange("e1", *DECIDE, "C-2", 9), ClockChange("e1", "care", "register", "C-1", 4)
    )
    limits = {
        edition: (
            new.procedure("care", edition).steps["decide"].starts[0].limit,
            new.procedure("care", edition).steps["register"].starts[0].limit,
        )
        for edition in ("e1", "e1b", "e2")
    }
    assert limits == {"e1": (9, 4), "e1b": (7, 4), "e2": (2, 24)}
    assert book.procedure("care", "e1").steps["decide"].starts[0].limit == 5


def test_another_unit_another_office_another_age(book):
    new = trial(
        book,
        ClockChange("e1b", *DECIDE, "C-2", 1, "months"),
        OfficeChange("e1", "care", "begin", ("court",)),
        GuardChange("e1", "care", "register", "age_at_least", "years", 18),
    )
    assert new.procedure("care", "e1b").steps["decide"].starts[0].unit == "months"
    assert new.procedure("care", "e1").steps["decide"].starts[0].unit == "working_days"
    assert new.procedure("care", "e1b").steps["begin"].by == ("court",)
    guard = new.procedure("care", "e1b").steps["register"].when[0]
    assert guard.params.model_dump()["years"] == 18


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (TermChange("e1", "care", "max", 9), {"e1": (6, 9), "e1b": (6, 9)}),
        (TermChange("e1b", "care", "max", 9), {"e1": (6, 12), "e1b": (6, 9)}),
        (TermChange("e1", "care", "min", 1), {"e1": (1, 12), "e1b": (1, 12)}),
    ],
)
def test_a_term_is_changed_from_an_edition_on(book, change, expected):
    new = trial(book, change)
    found = {code: (new.term("care", code).min, new.term("care", code).max) for code in expected}
    assert found == expected
    assert new.term("care", "e2") == book.term("care", "e2")


def test_another_term_by_count_moves_the_end_of_the_term(desk):
    desk.determinations = (DeterminationFact("addicted", date(2026, 1, 5)),)
    desk.take("care:register", "2026-03-02", by="police", papers=["result"])
    desk.take("care:decide", "2026-03-03", by="police", papers=["result"])
    found = tried(desk, TermChange("e2", "care", "first", 18), at="2026-03-04")
    assert (found.term.before.term.end, found.term.after.term.end) == (
        date(2028, 3, 2),
        date(2027, 9, 2),
    )
    assert measure_of(desk.book, CALENDAR, desk.facts("chair"), moment("2026-03-04")).months == 24


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (ClockChange("e9", *DECIDE, "C-2", 1), "e9 has no procedure 'care'"),
        (ClockChange("e1", "cure", "decide", "C-2", 1), "e1 has no procedure 'cure'"),
        (ClockChange("e1", "care", "deride", "C-2", 1), "nothing to change at e1 care:deride"),
        (ClockChange("e1", *DECIDE, "C-9", 1), "nothing to change at e1 care:decide, clock C-9"),
        (ClockChange("e1", *DECIDE, "C-2", -1), "greater than or equal to 0"),
        (OfficeChange("e1", *DECIDE, ("king",)), "unknown authority 'king'"),
        (GuardChange("e1", "care", "register", "age_at_most", "years", 1), "nothing to change"),
        (GuardChange("e1", "care", "register", "age_at_least", "days", 1), "nothing to change"),
        (GuardChange("e1", "care", "register", "age_at_least", "years", 18, 1), "nothing"),
        (TermChange("e1", "care", "first", 1), "e1 has no 'first' of 'care'"),
        (TermChange("e9", "care", "min", 1), "e9 has no 'min' of 'care'"),
        (TermChange("e1", "care", "min", 13), "13 > 12"),
    ],
)
def test_a_change_that_changes_nothing_or_breaks_the_book_is_refused(book, change, complaint):
    with pytest.raises(BookError, match=complaint):
        trial(book, change)


def test_a_patched_book_is_of_the_files_that_were_read(book):
    with pytest.raises(PatchError, match="no longer"):
        trial(replace(book, hash="other"), TermChange("e1", "care", "max", 9))


def test_no_change_is_the_book_itself(book):
    assert trial(book) is book


def test_as_of_forgets_what_came_later(begun):
    facts = as_of(begun.facts("chair"), moment("2024-03-05 08:00"))
    assert (facts.case.state, len(facts.case.steps)) == ("registered", 1)
    assert [clock.open for clock in facts.clocks] == [True]

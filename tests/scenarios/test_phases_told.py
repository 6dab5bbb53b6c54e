"""The phases on file and those a step tells are one truth (ADR 0020)."""

import pytest

from tests.scenarios.phase_acts import POLICE, act, at_home_116, begin, close, done, paper, seen
from tests.scenarios.story import ok, phases


@pytest.fixture
def old(addict):
    return at_home_116(addict("2026-03-02 09:00"))


def through(file):
    """Phases a to c of the old law, on file."""
    row = ok(begin(file, "a", "2026-03-10"))
    shown = [paper(file, "intake-information"), paper(file, "rehab-plan")]
    ok(close(file, row, "2026-03-12", evidence=shown), 200)
    done(file, "b", "2026-03-12", "2026-03-25")
    done(file, "c", "2026-03-25", "2026-08-30")


FULL = [
    {"phase": "a", "start": "2026-03-10", "end": "2026-03-12"},
    {"phase": "b", "start": "2026-03-12", "end": "2026-03-25"},
    {"phase": "c", "start": "2026-03-25", "end": "2026-08-30"},
]


def test_the_last_step_takes_the_phases_from_the_file(old):
    through(old)
    old.take(POLICE, "complete", "2026-09-10 09:00")
    found = seen(old)
    assert {code: found[code]["spans"] for code in "abc"} == {
        row["phase"]: [{"start": row["start"], "end": row["end"]}] for row in FULL
    }


def test_the_last_step_may_tell_them_as_they_are(old):
    through(old)
    old.take(POLICE, "complete", "2026-09-10 09:00", phases=FULL[:2])
    assert seen(old)["c"]["spans"] == [{"start": "2026-03-25", "end": "2026-08-30"}]


@pytest.mark.parametrize(
    "told",
    [
        [{"phase": "b", "start": "2026-03-12", "end": "2026-03-26"}],
        [{"phase": "b", "start": "2026-03-11", "end": "2026-03-25"}],
        [{"phase": "b", "start": "2026-03-12"}],
        [*FULL, {"phase": "a", "start": "2026-03-01", "end": "2026-03-02"}],
    ],
)
def test_a_step_that_tells_otherwise_is_refused(old, told):
    through(old)
    answer = old.try_take(POLICE, "complete", "2026-09-10 09:00", phases=told)
    assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict")
    assert answer.json()["errors"][0]["pointer"] == "/phases"
    assert old.look(POLICE)["closed_at"] is None


def test_what_is_not_completed_on_file_is_not_told_as_done(old):
    row = ok(begin(old, "c", "2026-03-25"))
    for told in (FULL, phases("c", "2026-03-25", "2026-03-30")):
        answer = old.try_take(POLICE, "complete", "2026-09-10 09:00", phases=told)
        assert answer.json()["code"] == "state-conflict"
    ok(close(old, row, "2026-03-30", "interrupted", when="2026-09-10", reason="Ốm"), 200)
    answer = old.try_take(
        POLICE, "complete", "2026-09-10 18:00", phases=phases("c", "2026-03-25", "2026-03-30")
    )
    assert answer.json()["code"] == "state-conflict"


def test_a_phase_that_is_not_on_file_is_told_by_the_step(old):
    """Half of the way was on paper: the step tells that half, the file the other."""
    done(old, "c", "2026-03-25", "2026-08-30")
    old.take(POLICE, "complete", "2026-09-10 09:00", phases=FULL[:2])
    assert [seen(old)[code]["days"] for code in "abc"] == [3, 14, 159]


def test_phases_on_file_are_asked_for_their_length_by_the_last_step(old):
    """The engine judges the phases of the file as it judges those told: b is missing."""
    done(old, "c", "2026-03-25", "2026-08-30")
    refused = old.refused(POLICE, "complete", "2026-09-10 09:00")
    assert refused.law_of("phases-done") == ("73/2021/QH14", "Điều 29 khoản 2")


def test_a_closed_case_keeps_its_phases_as_they_were_told(old):
    through(old)
    old.take(POLICE, "complete", "2026-09-10 09:00")
    row = seen(old)["c"]["rows"][0]
    assert begin(old, "e", "2026-09-10").status_code == 409
    assert act(old, row, "void").status_code == 409
    assert act(old, row, "reopen").status_code == 409

"""A running clock paused, resumed and lengthened by steps of an invented law; D-23 of the real."""

from dataclasses import replace

import pytest

from app.law.checks.health import check
from app.law.days.calendar import Calendar
from app.law.days.clock import Extension, Pause, due
from app.law.days.running import Run, reckon_run
from app.law.reading.loader import BookError, lawbook, load
from tests.law.engine.conftest import Desk, moment

CHANGES = """
[[step]]
id = "A6"
name = "detain"
title = { vi = "Tạm giữ", en = "Detain" }
from = ["registered", "decided"]
by = "chair"
pauses = [{ clock = "C-1", law = { act = "1/2024", at = "art 9" } }]
law = { act = "1/2024", at = "art 8" }

[[step]]
id = "A7"
name = "release"
title = { vi = "Thả", en = "Release" }
from = ["registered", "decided"]
by = "chair"
resumes = ["C-1"]
law = { act = "1/2024", at = "art 10" }

[[step]]
id = "A8"
name = "prolong"
title = { vi = "Gia hạn", en = "Prolong" }
from = ["registered", "decided"]
by = "chair"
asks = [{ field = "days", type = "days", title = { vi = "Số ngày", en = "Days" } }]
extends = [{ clock = "C-1", by = "field:days", unit = "working_days", cap = 5 }]
law = { act = "1/2024", at = "art 11" }
"""
CARE = "procedures/e1/care.toml"


def spoil(folder, text, old="", new=""):
    path = folder / CARE
    path.write_text((path.read_text() + text).replace(old or "\0", new), encoding="utf-8")
    return folder


@pytest.fixture
def desk(copy) -> Desk:
    desk = Desk(load(spoil(copy, CHANGES)))
    desk.take("care:register", "2024-03-04", papers=["result"])  # a Monday
    return desk


def clock(desk):
    return next(row for row in desk.clocks if row.clock == "C-1")


def day(found):
    return found.due_at.date().isoformat()


def test_a_clock_of_three_working_days_is_due_on_thursday(desk):
    assert day(clock(desk)) == "2024-03-07"


@pytest.mark.parametrize(
    ("released", "expected"),
    [
        ("2024-03-05 15:00", "2024-03-07"),
        ("2024-03-06", "2024-03-08"),
        ("2024-03-08", "2024-03-12"),
        ("2024-04-01", "2024-04-03"),
    ],
    ids=["same-day", "one-day", "over-the-weekend", "weeks"],
)
def test_a_clock_stands_still_from_the_detention_to_the_release(desk, released, expected):
    [paused] = desk.take("care:detain", "2024-03-05").paused
    assert (paused.law.at, paused.pauses[0].to, day(paused)) == ("art 9", None, "2024-03-07")
    [resumed] = desk.take("care:release", released).resumed
    assert day(resumed) == expected
    assert resumed.pauses[0].to == moment(released)
    still = [note for note in resumed.explanation if note.code == "paused"]
    assert all(note.law == "1/2024, art 9" and note.en == "Clock paused: Detain" for note in still)


def test_a_clock_that_stands_still_is_not_missed_and_may_be_met(desk):
    desk.take("care:detain", "2024-03-05")
    assert not clock(desk).missed_at(moment("2024-06-03"))
    assert clock(desk).open
    found = desk.take("care:release", "2024-06-03")
    assert found.resumed
    assert clock(desk).missed_at(moment("2024-06-06"))


def test_a_missed_clock_is_neither_paused_nor_lengthened(desk):
    assert not desk.judge("care:detain", "2024-03-08").paused
    found = desk.judge("care:prolong", "2024-03-08", days=2)
    assert (found.allowed, found.extended) == (True, ())


def test_what_already_stands_is_not_paused_again_and_what_runs_is_not_resumed(desk):
    assert not desk.judge("care:release", "2024-03-05").resumed
    desk.take("care:detain", "2024-03-05")
    assert not desk.judge("care:detain", "2024-03-06").paused


def test_a_clock_may_be_paused_twice(desk):
    for held, released in (("2024-03-05", "2024-03-06"), ("2024-03-07", "2024-03-08")):
        desk.take("care:detain", held)
        desk.take("care:release", released)
    assert day(clock(desk)) == "2024-03-11"
    assert len(clock(desk).pauses) == 2


@pytest.mark.parametrize(
    ("given", "due_on", "refused"),
    [
        ([2], "2024-03-11", False),
        ([5], "2024-03-14", False),
        ([2, 3], "2024-03-14", False),
        ([6], "", True),
        ([3, 3], "", True),
    ],
    ids=["art 11: two", "art 11: five", "art 11: two and three", "six", "three and three"],
)
def test_a_clock_is_lengthened_up_to_its_cap_and_no_further(desk, given, due_on, refused):
    for days in given[:-1]:
        desk.take("care:prolong", "2024-03-05", days=days)
    found = desk.judge("care:prolong", "2024-03-05", days=given[-1])
    assert found.allowed is not refused
    if refused:
        [reason] = found.reasons
        assert (reason.code, reason.law.at, reason.pointer) == (
            "extension-over-cap",
            "art 11",
            "/days",
        )
        assert not found.extended
    else:
        assert day(found.extended[0]) == due_on
        assert sum(longer.by for longer in found.extended[0].extended_by) == sum(given)


def test_a_clock_lengthened_while_it_stands_still_is_due_later_once_resumed(desk):
    desk.take("care:detain", "2024-03-05")
    desk.take("care:prolong", "2024-03-06", days=1)
    [found] = desk.take("care:release", "2024-03-07").resumed
    assert day(found) == "2024-03-12"
    assert [note.code for note in found.explanation].count("extended") == 1


def test_another_case_keeps_its_clock(desk):
    other = replace(clock(desk), case_id="another", due_at=moment("2024-03-20"))
    desk.clocks = (other, *desk.clocks)
    [found] = desk.judge("care:detain", "2024-03-05").paused
    assert day(found) == "2024-03-07"


@pytest.mark.parametrize("unit", ["hours", "working_days", "calendar_days", "months"])
def test_a_lengthening_in_the_unit_of_the_limit_is_counted_with_it(unit):
    run = Run(moment("2024-03-04"), 2, unit, extensions=(Extension(1, unit, 1, law="art 11"),))
    found = reckon_run(Calendar({}), run, moment("2024-03-04"))
    assert found.at == due(Calendar({}), run.start, 3, unit).at
    [told] = [note for note in found.steps if note.code == "extended"]
    assert (told.counted, told.law) == (False, "art 11")
    assert [n for n in found.steps if n.code != "extended"] == list(
        due(Calendar({}), run.start, 3, unit).steps
    )[: len(found.steps) - 1] or unit == "hours"


def test_a_lengthening_in_another_unit_runs_on_from_the_last_day_and_stands_still_too():
    start, now = moment("2024-03-04"), moment("2024-05-01")
    longer = (Extension(3, "months", 3),)
    run = Run(start, 5, "working_days", (), longer)
    assert reckon_run(Calendar({}), run, now).day.isoformat() == "2024-06-11"
    pause = Pause(moment("2024-04-01"), moment("2024-04-11"), "Tạm giữ")
    run = Run(start, 5, "working_days", (pause,), longer)
    assert reckon_run(Calendar({}), run, now).day.isoformat() == "2024-06-21"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('clock = "C-1", by', 'clock = "C-9", by', "unknown clock 'C-9'"),
        ('resumes = ["C-1"]', 'resumes = ["C-9"]', "unknown clock 'C-9'"),
        ('"field:days"', '"field:reason"', "unknown field that counts 'reason'"),
        ('"field:days"', "6", "6 is over its own cap of 5"),
        ('"field:days"', '"days"', "extends"),
        ("cap = 5", "cap = 0", "greater than or equal to 1"),
        ("cap = 5", "most = 5", "extends"),
        (
            'resumes = ["C-1"]',
            'resumes = ["C-1"]\npauses = [{ clock = "C-1" }]',
            "changed twice by one step",
        ),
    ],
    ids=["clock", "resumed", "field", "over-cap", "reference", "no-cap", "key", "twice"],
)
def test_a_row_about_a_clock_that_means_nothing_is_refused(copy, old, new, complaint):
    with pytest.raises(BookError, match=complaint) as told:
        load(spoil(copy, CHANGES, old, new))
    assert CARE in str(told.value)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('clock = "C-1", by', 'clock = "C-9b", by', "clock-never-started"),
        ('clock = "C-1", by', 'clock = "C-3", by', "clock-follows-term"),
        ('resumes = ["C-1"]', "resumes = []", "clock-never-resumed"),
    ],
)
def test_a_change_of_a_clock_that_cannot_happen_is_a_fault(copy, old, new, fault):
    text = CHANGES.replace(old, new)
    elsewhere = copy / "procedures/e1/confine.toml"
    if "C-9b" in new:
        start = (
            '{ clock = "C-9b", limit = 3, unit = "hours", met_by = ["care:register"],'
            ' title = { vi = "x", en = "x" } }'
        )
        whole = elsewhere.read_text().replace("starts = [", f"starts = [{start}, ", 1)
        assert "C-9b" in whole
        elsewhere.write_text(whole)
    assert fault in {found.code for found in check(load(spoil(copy, text)))}


@pytest.mark.parametrize("edition", ["d116", "d116-2025-07", "d163"])
@pytest.mark.parametrize("procedure", ["compulsory", "compulsory-minor"])
def test_the_court_has_fifteen_days_and_thirty_in_all_from_acceptance(edition, procedure):
    """03/2022/UBTVQH15, Điều 8: accepted on Friday 1 March 2024, the fifteenth is a Saturday."""
    steps = lawbook().procedure(procedure, edition).steps
    [rule] = [row for row in steps["court_accept"].starts if row.clock == "D-23"]
    [longer] = steps["court_extend"].extends
    assert (rule.limit, rule.unit, longer.clock) == (15, "calendar_days", "D-23")
    start = moment("2024-03-01")
    first = due(Calendar({}), start, rule.limit, rule.unit)
    assert first.day.isoformat() == "2024-03-18"
    extension = Extension(longer.by, longer.unit, longer.cap)
    run = Run(start, rule.limit, rule.unit, extensions=(extension,))
    whole = reckon_run(Calendar({}), run, start)
    assert whole.at == due(Calendar({}), start, 30, "calendar_days").at
    assert longer.by == longer.cap

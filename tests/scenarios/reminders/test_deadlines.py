"""Reminders of a deadline: before the day, on it and after, until it is met; each once."""

import pytest

from app.services.rounds import Round
from tests.scenarios.chain import CLERK, POLICE, to_court_2026
from tests.scenarios.reminders.conftest import CHAIR
from tests.scenarios.reminders.seen import listed, stages
from tests.scenarios.story import ok, signed

NOTHING = Round(0, 0, 0)


@pytest.mark.parametrize(
    ("when", "stage", "late"),
    [
        ("2026-03-02 09:01", "before", 0),
        ("2026-03-04 23:59", "before", 0),
        ("2026-03-05 00:00", "on", 0),
        ("2026-03-05 23:59", "on", 0),
        ("2026-03-06 00:00", "after", 1),
        ("2026-03-09 10:00", "after", 4),
    ],
)
def test_the_stage_is_that_of_viet_nams_day(file, work, when, stage, late):
    work(when)
    [row] = listed(file.as_(CHAIR))
    assert (row["clock"], row["stage"], row["late_days"]) == ("D-10", stage, late)
    assert row["title"]["vi"] == "Ra quyết định cai nghiện tự nguyện"
    assert (row["client_id"], row["full_name"]) == (file.client["id"], "Nguyễn Văn An")
    [law] = row["legal_basis"]
    assert (law["act"], law["at"]) == ("116/2021/NĐ-CP", "Điều 30 khoản 1")


def test_each_stage_comes_once_and_puts_the_one_before_it_aside(file, work, rows):
    assert work("2026-03-02 09:01").made == 1
    assert work() == NOTHING
    assert work("2026-03-05 08:00") == Round(1, 0, 1)
    assert work("2026-03-06 08:00") == Round(1, 0, 1)
    assert work("2026-03-20 08:00") == NOTHING
    assert rows("D-10") == [
        ("D-10", "before", "00004", "03-02", "superseded"),
        ("D-10", "on", "00004", "03-05", "superseded"),
        ("D-10", "after", "00004", "03-06", None),
    ]


def test_days_slept_through_are_caught_up_and_only_the_last_stands(file, work, rows):
    work("2026-03-04 08:00")
    assert work("2026-03-09 08:00") == Round(2, 0, 1)
    assert [row[1:] for row in rows("D-10")] == [
        ("before", "00004", "03-02", "superseded"),
        ("on", "00004", "03-05", "superseded"),
        ("after", "00004", "03-06", None),
    ]
    assert stages(file.as_(CHAIR)) == [("D-10", "after")]


def test_a_deadline_that_is_met_reminds_no_more(file, work, rows):
    work("2026-03-04 08:00")
    file.take(CHAIR, "decide", "2026-03-04 09:00", term_months=6, decision=signed("2026-03-04"))
    # Before the next round too: what is shown looks at the deadline itself.
    assert "D-10" not in {clock for clock, _ in stages(file.as_(CHAIR))}
    work()
    work("2026-03-20 08:00")
    assert [row[1:] for row in rows("D-10")] == [("before", "00004", "03-02", "met")]


def test_nothing_is_reminded_of_in_a_closed_case(file, work, rows):
    work("2026-03-03 08:00")
    assert stages(file.as_(CHAIR)) == [("D-10", "before")]
    file.take(POLICE, "record_death", "2026-03-04 09:00", died_on="2026-03-04")
    assert file.case["closed_at"] is not None
    assert listed(file.as_(CHAIR)) == []
    work()
    work("2026-04-06 09:00")
    assert [row[1:] for row in rows("D-10")] == [("before", "00004", "03-02", "cancelled")]


def test_a_holiday_moves_the_reminders_with_the_day(file, work, rows):
    work("2026-03-05 08:00")
    assert stages(file.as_(CHAIR)) == [("D-10", "on")]
    mark = {"kind": "day_off", "title_vi": "Nghỉ đột xuất", "title_en": "Off", "source": "QĐ 1"}
    nation = file.as_("nation_manager")
    ok(nation.put("/v1/calendar/2026-03-04", json=mark), 200)
    assert listed(file.as_(CHAIR)) == []
    work()
    assert stages(file.as_(CHAIR)) == [("D-10", "before")]
    assert [row[1:] for row in rows("D-10")][-1] == ("before", "00004", "03-03", None)
    work("2026-03-06 08:00")
    assert stages(file.as_(CHAIR)) == [("D-10", "on")]
    # Taken back: the first date's own reminder stands again, and is not made twice.
    ok(nation.put("/v1/calendar/2026-03-04", json={**mark, "kind": "plain"}), 200)
    work()
    assert stages(file.as_(CHAIR)) == [("D-10", "after")]
    assert len(rows("D-10")) == len({row[1:4] for row in rows("D-10")}) == 5


def test_a_clock_that_stands_still_reminds_nobody_until_it_runs_on(addict, work, rows):
    """03/2022/UBTVQH15, Điều 24 khoản 1: the time of a court that has suspended stands still."""
    file = to_court_2026(addict("2026-07-20 09:00"))
    file.take(CLERK, "court_accept", "2026-08-11 09:00")
    work(file.deadline("D-23", CLERK)["due_at"][:10] + " 08:00")
    assert ("D-23", "on") in stages(file.as_(CLERK))
    assert ("D-23", "on") not in stages(file.as_(POLICE))
    file.clock.set(file.clock.now().replace(month=8, day=20))
    said = {"outcome": "suspend", "decision": signed("2026-08-20", "7/QĐ-TA")}
    file.take(CLERK, "court_decide", "2026-08-20 09:00", **said)
    assert "D-23" not in {clock for clock, _ in stages(file.as_(CLERK))}
    work("2026-11-01 09:00")
    assert "D-23" not in {clock for clock, _ in stages(file.as_(CLERK))}
    assert [row[1] for row in rows("D-23") if row[4] is None] == ["on"]


def test_the_unit_that_holds_the_file_now_is_reminded_and_the_old_one_no_more(file, work, rows):
    work("2026-03-04 08:00")
    move = {"to": "00008", "occurred_at": file.at("2026-03-04 10:00"), "reason": "chuyển nhà"}
    path = f"/v1/clients/{file.client['id']}"
    official = file.as_(CHAIR)
    version = ok(official.get(path), 200)["version"]
    ok(official.post(f"{path}/moves", json=move, version=version))
    work()
    there = file.offices(CHAIR, "00008")
    assert listed(official) == []
    assert stages(there) == [("D-10", "before")]
    assert [row[1:] for row in sorted(rows("D-10"), key=lambda row: row[2])] == [
        ("before", "00004", "03-02", "moved"),
        ("before", "00008", "03-02", None),
    ]
    # Back again: the first unit's own reminder stands again.
    version = ok(there.get(path), 200)["version"]
    back = {**move, "to": "00004", "occurred_at": file.at("2026-03-04 11:00")}
    ok(there.post(f"{path}/moves", json=back, version=version))
    work()
    assert stages(official) == [("D-10", "before")]
    assert len(rows("D-10")) == 2

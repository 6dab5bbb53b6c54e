"""Deadlines as their readers see them: missed, met late, explained day by day, listed."""

import pytest

from tests.scenarios.story import REGISTRATION, moment, ok

CHAIR, POLICE = "commune_official", "commune_police"


def listed(file, status, by=CHAIR, **rest):
    answer = file.as_(by).get("/v1/deadlines", params={"status": status, **rest})
    return {row["id"] for row in ok(answer, 200)["items"]}


def test_a_registration_that_never_came_is_breached_and_stays_owed(addict):
    file = addict("2026-02-26 09:00")
    file.clock.set(moment("2026-03-05 23:59"))
    assert file.deadline_of("determination", "D-09")["status"] == "open"
    file.clock.set(moment("2026-03-06 00:00"))
    missed = file.deadline_of("determination", "D-09")
    assert (missed["status"], missed["late"], missed["met_at"]) == ("breached", True, None)
    assert missed["late_fact"] == "not_registered"
    assert missed["id"] in listed(file, "breached")
    assert missed["id"] in listed(file, "overdue")
    assert missed["id"] not in listed(file, "open")
    assert missed["id"] in listed(file, "breached", by="province_manager", unit="01")


def test_a_registration_that_came_late_is_met_and_breached_for_ever(addict):
    file = addict("2026-02-26 09:00")
    file.open(CHAIR, "voluntary-home", "register", "2026-03-06 09:00", papers=REGISTRATION)
    late = file.deadline_of("determination", "D-09")
    assert (late["status"], late["late"]) == ("breached", True)
    assert late["met_at"] == "2026-03-06T09:00:00+07:00"
    assert late["id"] in listed(file, "breached")
    assert late["id"] not in listed(file, "met")
    assert late["id"] not in listed(file, "overdue")


def test_who_missed_it_and_why_is_written_beside_it(addict):
    file = addict("2026-02-26 09:00")
    file.clock.set(moment("2026-03-10 09:00"))
    missed = file.deadline_of("determination", "D-09")
    path = f"/v1/deadlines/{missed['id']}/breach"
    reason = {"reason": "Người được thông báo đang điều trị nội trú"}
    assert file.as_(CHAIR).post(path, json=reason).status_code == 428
    told = ok(file.as_(CHAIR).post(path, json=reason, version=missed["version"]), 200)
    assert (told["status"], told["breach_reason"]) == ("breached", reason["reason"])
    stale = file.as_(CHAIR).post(path, json=reason, version=missed["version"])
    assert (stale.status_code, stale.json()["current_version"]) == (412, told["version"])


def test_a_deadline_that_was_not_missed_has_nothing_to_explain(addict):
    file = addict("2026-02-26 09:00")
    clock = file.deadline_of("determination", "D-09")
    answer = file.as_(CHAIR).post(
        f"/v1/deadlines/{clock['id']}/breach", json={"reason": "chưa lỡ"}, version=1
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict")


def skipped(explanation):
    return {day["day"]: day["vi"] for day in explanation["days"] if not day["counted"]}


def test_the_explanation_names_every_day_of_tet_2026(addict):
    """Told on Wednesday 11 February 2026: two working days, then nine days of Tết, then three."""
    file = addict("2026-02-11 09:00")
    clock = file.deadline_of("determination", "D-09")
    assert clock["due_at"] == "2026-02-25T23:59:59+07:00"
    told = file.explained(clock)
    assert (told["limit"], told["unit"], told["trigger"]) == (5, "working_days", "AD5 deliver")
    days = skipped(told)
    assert set(days) == {f"2026-02-{day}" for day in (11, *range(14, 23))}
    assert "mùng một" in days["2026-02-17"]
    counted = [day["day"] for day in told["days"] if day["counted"]]
    assert counted == [f"2026-02-{day}" for day in (12, 13, 23, 24, 25)]


def test_a_swapped_saturday_is_worked_and_its_friday_is_off(addict):
    """Told on Tuesday 30 December 2025: 2 January is off in exchange for Saturday 10 January."""
    file = addict("2025-12-30 09:00")
    told = file.explained(file.deadline_of("determination", "D-09"))
    days = skipped(told)
    assert "hoán đổi" in days["2026-01-02"]
    assert "Tết Dương lịch" in days["2026-01-01"]
    assert told["deadline"]["due_at"].startswith("2026-01-08")
    file = addict("2026-01-07 09:00", full_name="Trần Văn Bình", birth_date="1990-01-01")
    told = file.explained(file.deadline_of("determination", "D-09"))
    counted = [day["day"] for day in told["days"] if day["counted"]]
    assert "2026-01-10" in counted
    assert "2026-01-11" in skipped(told)
    assert told["deadline"]["due_at"].startswith("2026-01-13")


def test_hours_are_explained_without_days(addict):
    told = addict("2026-08-01 22:00")
    told = told.explained(told.deadline_of("determination", "D-09"))
    assert (told["limit"], told["unit"]) == (24, "hours")
    assert told["deadline"]["due_at"] == "2026-08-02T22:00:00+07:00"


@pytest.mark.parametrize(
    ("before", "seen"), [("2026-03-05T23:59:59+07:00", False), ("2026-03-06T00:00:00+07:00", True)]
)
def test_due_before_is_exclusive(addict, before, seen):
    file = addict("2026-02-26 09:00")
    clock = file.deadline_of("determination", "D-09")
    assert (clock["id"] in listed(file, "open", due_before=before)) is seen


def test_a_holiday_decided_later_moves_the_open_clock_and_keeps_both_dates(addict):
    file = addict("2026-02-26 09:00")
    before = file.deadline_of("determination", "D-09")
    mark = {
        "kind": "day_off", "title_vi": "Nghỉ đột xuất", "title_en": "Sudden day off",
        "source": "Quyết định 1/QĐ-TTg",
    }  # fmt: skip
    edit = file.as_("nation_manager").put("/v1/calendar/2026-03-03", json=mark)
    assert ok(edit, 200)["moved_deadlines"] == 1
    after = file.explained(before)
    assert after["deadline"]["due_at"] == "2026-03-06T23:59:59+07:00"
    [change] = after["changes"]
    assert (change["due_before"], change["due_after"]) == (
        before["due_at"],
        after["deadline"]["due_at"],
    )
    assert change["reason"] == "Quyết định 1/QĐ-TTg"
    assert skipped(after)["2026-03-03"] == "Nghỉ đột xuất"
    undone = {**mark, "kind": "plain", "source": "Bãi bỏ"}
    assert ok(file.as_("nation_manager").put("/v1/calendar/2026-03-03", json=undone), 200)
    assert file.deadline_of("determination", "D-09")["due_at"] == before["due_at"]
    assert len(file.explained(before)["changes"]) == 2


def test_only_the_nation_edits_the_calendar(addict):
    file = addict("2026-02-26 09:00")
    mark = {"kind": "day_off", "title_vi": "Nghỉ", "title_en": "Off", "source": "không có"}
    for role in (CHAIR, POLICE, "province_manager"):
        assert file.as_(role).put("/v1/calendar/2026-03-03", json=mark).status_code == 403

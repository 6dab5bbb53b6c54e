"""What misses in a row call for, and when the next contact is due: told when it is read.

The figures are those of the book of practice; what is tested is how they are counted.
"""

from datetime import date, timedelta

import pytest

from app.law.reading import practice
from tests.scenarios.story import ok

OFFICIAL, POLICE = "commune_official", "commune_police"
RULES = practice.contacts()
FIRST, SECOND, THIRD = RULES.rung


@pytest.fixture
def file(new_file):
    return new_file().register("2026-03-02 08:00")


def tell(file, day, outcome, kind="visit", **said):
    """A contact of a day at nine, entered at once."""
    at = file.at(f"{day} 09:00")
    body = {"kind": kind, "happened_at": at, "outcome": outcome, **said}
    return ok(file.as_(OFFICIAL).post(f"/v1/clients/{file.client['id']}/contacts", json=body))


def standing(file, on=None, role=OFFICIAL):
    if on is not None:
        file.at(f"{on} 17:00")
    return ok(file.as_(role).get(f"/v1/clients/{file.client['id']}/contacts/standing"), 200)


def after(day, days):
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def test_of_whom_nothing_was_told_nothing_is_due(file):
    found = standing(file)
    assert (found["last_met_at"], found["last_outcome"], found["next_due"]) == (None, None, None)
    assert (found["overdue"], found["missed_in_a_row"], found["rung"]) == (False, 0, None)


def test_the_figures_are_told_as_practice_nobody_has_confirmed(file):
    found = standing(file)
    assert (found["interval_days"], found["unverified"]) == (RULES.interval_days, True)


def test_who_was_met_is_due_again_after_the_interval(file):
    tell(file, "2026-03-05", "met")
    due = after("2026-03-05", RULES.interval_days)
    assert standing(file)["next_due"] == due
    assert standing(file, on=due)["overdue"] is False
    assert standing(file, on=after(due, 1))["overdue"] is True


def test_a_day_agreed_goes_before_the_interval(file):
    tell(file, "2026-03-05", "met", next_due="2026-03-09")
    assert standing(file)["next_due"] == "2026-03-09"
    assert standing(file, on="2026-03-10")["overdue"] is True


def test_each_miss_climbs_the_ladder_until_the_person_is_met(file):
    tell(file, "2026-03-05", "met")
    days = ["2026-04-04", "2026-04-11", "2026-04-18", "2026-04-21"]
    for missed, (day, rung) in enumerate(zip(days, [FIRST, SECOND, THIRD, THIRD], strict=True), 1):
        tell(file, day, "not_met")
        found = standing(file)
        assert (found["missed_in_a_row"], found["rung"]) == (missed, rung.model_dump())
        assert found["next_due"] == after(day, rung.within_days)
        assert found["last_met_at"] == "2026-03-05T09:00:00+07:00"
    tell(file, "2026-04-22", "met", kind="office")
    found = standing(file)
    assert (found["missed_in_a_row"], found["rung"]) == (0, None)
    assert found["next_due"] == after("2026-04-22", RULES.interval_days)


def test_who_was_reached_and_refused_was_not_missed(file):
    tell(file, "2026-03-05", "met")
    tell(file, "2026-03-12", "not_met")
    tell(file, "2026-03-19", "refused")
    found = standing(file)
    assert (found["last_outcome"], found["missed_in_a_row"]) == ("refused", 0)
    assert found["last_met_at"] == "2026-03-05T09:00:00+07:00"
    assert found["next_due"] == after("2026-03-19", RULES.interval_days)
    tell(file, "2026-03-26", "not_met")
    assert standing(file)["rung"] == FIRST.model_dump()


def test_a_message_left_is_neither_a_miss_nor_a_meeting(file):
    tell(file, "2026-03-05", "not_met")
    tell(file, "2026-03-06", "left_message", kind="telephone")
    found = standing(file)
    assert found["missed_in_a_row"] == 1
    assert found["next_due"] == after("2026-03-05", FIRST.within_days)
    tell(file, "2026-03-12", "not_met")
    assert standing(file)["rung"] == SECOND.model_dump()


def test_a_talk_with_the_family_does_not_meet_the_person(file):
    tell(file, "2026-03-05", "not_met")
    tell(file, "2026-03-06", "met", kind="family")
    found = standing(file)
    assert (found["last_met_at"], found["missed_in_a_row"]) == (None, 1)
    assert found["next_due"] == after("2026-03-05", FIRST.within_days)
    tell(file, "2026-03-07", "met", kind="family", next_due="2026-03-20")
    assert standing(file)["next_due"] == "2026-03-20"


def test_a_family_that_was_not_at_home_is_not_a_miss_of_the_person(file):
    tell(file, "2026-03-05", "met")
    tell(file, "2026-03-06", "not_met", kind="family")
    assert standing(file)["missed_in_a_row"] == 0


def test_a_meeting_entered_late_takes_its_own_place(file):
    """Told on the 20th, it happened between two misses: only the later one still counts."""
    tell(file, "2026-03-05", "not_met")
    tell(file, "2026-03-15", "not_met")
    assert standing(file)["rung"] == SECOND.model_dump()
    file.at("2026-03-20 09:00")
    body = {"kind": "visit", "happened_at": "2026-03-10T09:00:00+07:00", "outcome": "met"}
    path = f"/v1/clients/{file.client['id']}/contacts"
    assert ok(file.as_(OFFICIAL).post(path, json=body))["late_entry"] is True
    found = standing(file)
    assert (found["missed_in_a_row"], found["rung"]) == (1, FIRST.model_dump())
    assert found["next_due"] == after("2026-03-15", FIRST.within_days)


def test_a_voided_contact_counts_no_more(file):
    tell(file, "2026-03-05", "met")
    missed = tell(file, "2026-03-12", "not_met")
    path = f"/v1/clients/{file.client['id']}/contacts/{missed['id']}/void"
    ok(file.as_(POLICE).post(path, json={"reason": "Nhầm nhà"}, version=1), 200)
    found = standing(file)
    assert (found["last_outcome"], found["missed_in_a_row"]) == ("met", 0)
    assert found["next_due"] == after("2026-03-05", RULES.interval_days)


def test_looking_writes_nothing(file):
    tell(file, "2026-03-05", "not_met")
    first = standing(file, on="2026-06-01")
    assert first["overdue"] is True
    assert standing(file, role=POLICE) == first


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_the_newest_come_first_in_pages_that_join(file, limit):
    days = ["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-05", "2026-03-06"]
    for day in days:
        tell(file, day, "met")
    path, read, cursor = f"/v1/clients/{file.client['id']}/contacts", [], None
    while True:
        params = {"limit": limit} | ({"cursor": cursor} if cursor else {})
        found = ok(file.as_(OFFICIAL).get(path, params=params), 200)
        read += found["items"]
        cursor = found["next"]
        if cursor is None:
            break
    assert [row["happened_at"][:10] for row in read] == sorted(days, reverse=True)
    assert len({row["id"] for row in read}) == len(days)


def test_a_list_may_be_narrowed_by_kind_and_outcome(file):
    tell(file, "2026-03-03", "met")
    tell(file, "2026-03-04", "not_met")
    tell(file, "2026-03-05", "not_met", kind="telephone")
    path = f"/v1/clients/{file.client['id']}/contacts"
    rows = ok(file.as_(OFFICIAL).get(path, params={"outcome": "not_met", "kind": "visit"}), 200)
    assert [row["happened_at"][:10] for row in rows["items"]] == ["2026-03-04"]
    assert file.as_(OFFICIAL).get(path, params={"outcome": "away"}).status_code == 422

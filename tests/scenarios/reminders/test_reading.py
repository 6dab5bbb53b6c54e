"""Who reads a reminder: the unit, those who look after the person, a gateway for messages."""

from datetime import date

from app.law.reading import practice
from tests.scenarios.chain import POLICE
from tests.scenarios.reminders.conftest import CHAIR
from tests.scenarios.reminders.seen import digest, listed
from tests.scenarios.story import ok


def give(file, account):
    path = f"/v1/clients/{file.client['id']}/assignments"
    ok(file.as_(CHAIR).post(path, json={"account": str(account.id)}))


def visit(file, when, due):
    body = {"kind": "visit", "happened_at": file.at(when), "outcome": "met", "next_due": due}
    ok(file.as_(CHAIR).post(f"/v1/clients/{file.client['id']}/contacts", json=body))


def test_the_figures_are_practice_nobody_has_confirmed():
    rules = practice.reminders()
    assert rules.unverified
    assert (rules.deadline.before_days, rules.deadline.after_days) == (3, 1)


def test_an_unassigned_persons_goes_to_the_unit(file, work):
    work("2026-03-04 08:00")
    for role in (CHAIR, POLICE):
        [row] = listed(file.as_(role))
        assert (row["account_id"], row["mine"], row["unit"]) == (None, False, "00004")
        assert listed(file.as_(role), mine="true") == []
        assert [one["client_id"] for one in digest(file.as_(role))["items"]] == [row["client_id"]]


def test_an_assigned_persons_goes_to_whoever_looks_after_them(file, work):
    chair, police = file.as_(CHAIR), file.as_(POLICE)
    give(file, police)
    work("2026-03-04 08:00")
    [row] = listed(police, mine="true")
    assert (row["account_id"], row["mine"]) == (str(police.id), True)
    assert listed(chair, mine="true") == []
    assert len(listed(chair)) == 1
    assert (len(digest(police)["items"]), digest(chair)["items"]) == (1, [])
    # Handed over: it follows, and is no second reminder.
    give(file, chair)
    work()
    assert [row["account_id"] for row in listed(chair, mine="true")] == [str(chair.id)]
    assert listed(police, mine="true") == []


def test_a_reminder_is_read_once_and_stays_read(file, work):
    work("2026-03-04 08:00")
    chair, police = file.as_(CHAIR), file.as_(POLICE)
    [row] = listed(chair, unread="true")
    path = f"/v1/reminders/{row['id']}/read"
    read = ok(chair.post(path), 200)
    assert (read["read_by"], read["version"]) == (str(chair.id), 2)
    assert ok(police.post(path), 200)["read_by"] == str(chair.id)
    assert listed(police, unread="true") == []
    assert len(listed(police)) == 1
    work()
    assert ok(police.post(path), 200)["version"] == 2
    # The next stage is another reminder, and nobody has read it.
    work("2026-03-05 08:00")
    assert [row["stage"] for row in listed(police, unread="true")] == ["on"]


def test_a_reminder_of_another_unit_is_not_marked_as_read(file, work):
    work("2026-03-04 08:00")
    [row] = listed(file.as_(CHAIR))
    for role in ("province_manager", "nation_manager"):
        [seen] = listed(file.as_(role), unit="00004")
        assert seen["id"] == row["id"]
        assert file.as_(role).post(f"/v1/reminders/{row['id']}/read").status_code == 404
        assert listed(file.as_(role)) == []


def test_what_a_reminder_tells_is_shown_to_those_who_read_that_part(file, work):
    """A court's clerk does not read the social part; a system with no scope for parts neither."""
    visit(file, "2026-03-03 09:00", "2026-03-05")
    work("2026-03-05 08:00")
    assert {row["kind"] for row in listed(file.as_(CHAIR))} == {"contact", "deadline"}
    gateway = file.offices.desk(None, "00004", scopes=("case:read",))
    shown = listed(gateway)
    assert {row["kind"] for row in shown} == {"deadline"}
    assert {row["full_name"] for row in shown} == {None}
    page = digest(gateway)
    assert "Nguyễn Văn An" not in page["text"]
    assert file.client["id"] in page["text"]


def test_the_digest_counts_the_day_and_is_a_message_in_vietnamese_first(file, work):
    visit(file, "2026-03-03 09:00", "2026-03-05")
    work("2026-03-05 08:00")
    page = digest(file.as_(CHAIR))
    counted = {(one["kind"], one["stage"]): one["count"] for one in page["counts"]}
    assert {key: n for key, n in counted.items() if n} == {
        ("deadline", "on"): 1, ("contact", "on"): 1,
    }  # fmt: skip
    lines = page["text"].splitlines()
    assert lines[0] == "Nhắc việc ngày 05/03/2026, đơn vị 00004"
    assert "Thời hạn, đến hạn hôm nay: 1" in lines
    told = "- Nguyễn Văn An: Ra quyết định cai nghiện tự nguyện; hạn 23:59 05/03/2026"
    assert told in lines
    assert lines[lines.index("") + 1] == "Reminders of 2026-03-05, unit 00004"
    assert lines.index(told) < lines.index("")


def test_the_digest_of_a_day_gone_by_is_that_of_the_day(file, work):
    for day in range(2, 12):
        work(f"2026-03-{day:02} 10:00")
    stood = {}
    for day in range(1, 12):
        page = digest(file.as_(CHAIR), day=date(2026, 3, day).isoformat())
        stood[day] = [(row["stage"], row["late_days"]) for row in page["items"]]
    assert stood == {
        1: [], 2: [("before", 0)], 3: [("before", 0)], 4: [("before", 0)], 5: [("on", 0)],
        6: [("after", 1)], 7: [("after", 2)], 8: [("after", 3)], 9: [("after", 4)],
        10: [("after", 5)], 11: [("after", 6)],
    }  # fmt: skip
    empty = digest(file.as_(CHAIR), day="2026-03-01")
    assert "Không có lời nhắc." in empty["text"].splitlines()


def test_a_list_goes_on_page_by_page_due_last_first(file, work):
    visit(file, "2026-03-03 09:00", "2026-03-06")
    work("2026-03-05 08:00")
    chair = file.as_(CHAIR)
    first = ok(chair.get("/v1/reminders", params={"limit": 1}), 200)
    second = ok(chair.get("/v1/reminders", params={"limit": 1, "cursor": first["next"]}), 200)
    assert [row["kind"] for row in first["items"] + second["items"]] == ["contact", "deadline"]
    assert second["next"] is None
    assert [row["kind"] for row in listed(chair, stage="on")] == ["deadline"]

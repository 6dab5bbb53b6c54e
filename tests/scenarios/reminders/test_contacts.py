"""Reminders of a contact that is due: until the person is met, or their case is closed."""

from tests.scenarios.chain import POLICE
from tests.scenarios.reminders.conftest import CHAIR
from tests.scenarios.reminders.seen import listed, stages
from tests.scenarios.story import ok


def tell(file, when, outcome="met", by=CHAIR, **said):
    body = {"kind": "visit", "happened_at": file.at(when), "outcome": outcome, **said}
    return ok(file.as_(by).post(f"/v1/clients/{file.client['id']}/contacts", json=body))


def contacts(rows):
    return [row[1:] for row in rows("contact")]


def test_the_day_agreed_is_reminded_of_before_on_and_after(file, work, rows):
    tell(file, "2026-03-03 09:00", next_due="2026-03-20")
    for day in range(18, 24):
        work(f"2026-03-{day} 08:00")
    assert contacts(rows) == [
        ("before", "00004", "03-19", "superseded"),
        ("on", "00004", "03-20", "superseded"),
        ("after", "00004", "03-21", None),
    ]
    [row] = [row for row in listed(file.as_(CHAIR)) if row["kind"] == "contact"]
    assert (row["late_days"], row["due_at"]) == (3, "2026-03-20T23:59:59+07:00")
    assert (row["title"]["vi"], row["unverified"]) == ("Đến kỳ tiếp xúc, thăm gặp", True)


def test_it_is_due_when_the_standing_says_so(file, work, rows):
    """The figures of practice are reckoned in SQL as `contacts.standing` reckons them."""
    for when, outcome, kind in (
        ("2026-03-03 09:00", "met", "visit"),
        ("2026-03-04 09:00", "not_met", "visit"),
        ("2026-03-05 09:00", "met", "family"),
        ("2026-03-06 09:00", "not_met", "telephone"),
        ("2026-03-07 09:00", "left_message", "telephone"),
        ("2026-03-08 09:00", "not_met", "visit"),
        ("2026-03-09 09:00", "refused", "visit"),
        ("2026-03-10 09:00", "not_met", "visit"),
    ):
        tell(file, when, outcome, kind=kind)
        path = f"/v1/clients/{file.client['id']}/contacts/standing"
        due = ok(file.as_(CHAIR).get(path), 200)["next_due"]
        work(f"{due} 08:00")
        [(at,)] = rows.ask(
            "select to_char(due_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') from reminder"
            " where kind = 'contact' and closed_at is null"
        )
        assert (when, at) == (when, due)


def test_whoever_is_met_is_reminded_of_no_more_and_whoever_is_missed_sooner(file, work, rows):
    tell(file, "2026-03-03 09:00", next_due="2026-03-20")
    work("2026-03-19 08:00")
    tell(file, "2026-03-19 09:00", "not_met")
    work()
    assert contacts(rows) == [("before", "00004", "03-19", "superseded")]
    work("2026-03-26 08:00")
    assert contacts(rows)[1:] == [
        ("before", "00004", "03-25", "superseded"),
        ("on", "00004", "03-26", None),
    ]
    tell(file, "2026-03-26 09:00")
    work()
    assert contacts(rows)[2] == ("on", "00004", "03-26", "met")


def test_a_contact_entered_by_mistake_reminds_nobody(file, work, rows):
    made = tell(file, "2026-03-03 09:00", next_due="2026-03-04")
    work("2026-03-04 08:00")
    path = f"/v1/clients/{file.client['id']}/contacts/{made['id']}/void"
    ok(file.as_(CHAIR).post(path, json={"reason": "Nhầm người"}, version=1), 200)
    work()
    assert {row[3] for row in contacts(rows)} == {"superseded", "cancelled"}


def test_nobody_is_visited_whose_case_is_closed(file, work, rows):
    tell(file, "2026-03-03 09:00", next_due="2026-03-05")
    work("2026-03-04 08:00")
    file.take(POLICE, "record_death", "2026-03-04 09:00", died_on="2026-03-04")
    work()
    work("2026-03-20 08:00")
    assert contacts(rows) == [("before", "00004", "03-04", "cancelled")]


def test_a_contact_is_the_work_of_whoever_holds_the_file_now(file, work, rows):
    tell(file, "2026-03-03 09:00", next_due="2026-03-05")
    work("2026-03-04 08:00")
    official, path = file.as_(CHAIR), f"/v1/clients/{file.client['id']}"
    version = ok(official.get(path), 200)["version"]
    move = {"to": "00008", "occurred_at": file.at("2026-03-04 10:00"), "reason": "chuyển nhà"}
    ok(official.post(f"{path}/moves", json=move, version=version))
    work()
    assert contacts(rows) == [
        ("before", "00004", "03-04", "moved"),
        ("before", "00008", "03-04", None),
    ]
    assert ("contact", "before") in stages(file.offices(CHAIR, "00008"))

"""A file on its way between communes: told, acknowledged, sent back, lost on the road."""

import pytest
import sqlalchemy as sa

from tests.scenarios.chain import CHAIR, POLICE
from tests.scenarios.story import REGISTRATION, moment, ok, signed
from tests.scenarios.worklist.seen import items, worklist

HERE, THERE, ELSEWHERE = "00004", "26740", "25747"
MOVED = "2026-03-10 09:00"


@pytest.fixture
def file(addict):
    """Registered for rehabilitation at home in Hà Nội, not yet decided."""
    return addict("2026-02-26 09:00").open(
        CHAIR, "voluntary-home", "register", "2026-03-09 09:00", papers=REGISTRATION
    )


def move(file, to=THERE, when=MOVED, recorded=None, **other):
    body = {"to": to, "occurred_at": file.at(when, recorded), "reason": "Theo gia đình", **other}
    path = f"/v1/clients/{file.client['id']}"
    version = ok(file.as_(CHAIR).get(path), 200)["version"]
    done = ok(file.as_(CHAIR).post(f"{path}/moves", json=body, version=version))
    return done["transfer_id"]


def there(file, role=CHAIR, unit=THERE):
    return file.offices(role, unit)


def read(caller, key):
    return ok(caller.get(f"/v1/transfers/{key}"), 200)


def answer(caller, key, how, version=1, **said):
    return caller.post(f"/v1/transfers/{key}/{how}", json=said, version=version)


def listed(caller, **asked):
    return [row["id"] for row in ok(caller.get("/v1/transfers", params=asked), 200)["items"]]


def held_by(file, caller):
    return caller.get(f"/v1/clients/{file.client['id']}").status_code == 200


# --- The notice -----------------------------------------------------------------------------------


def test_the_sender_sees_the_transfer_of_a_file_it_no_longer_sees(file):
    key = move(file, address="5 Lê Lợi")
    assert not held_by(file, file.as_(CHAIR))
    for caller in (file.as_(CHAIR), there(file), there(file, POLICE)):
        told = read(caller, key)
        assert (told["state"], told["full_name"], told["birth_year"]) == (
            "in_transit", "Nguyễn Văn An", 1998,
        )  # fmt: skip
        assert (told["address"], told["reason"]) == ("5 Lê Lợi", "Theo gia đình")
    assert there(file, unit=ELSEWHERE).get(f"/v1/transfers/{key}").status_code == 404


def test_in_and_out_are_told_apart(file):
    key = move(file)
    assert listed(file.as_(CHAIR), direction="out") == [key] == listed(there(file), direction="in")
    assert listed(file.as_(CHAIR), direction="in") == [] == listed(there(file), direction="out")
    for province in ("01", "79"):
        assert listed(file.offices("province_manager", province)) == [key]
    assert listed(file.offices("nation_manager"), unit=THERE) == [key]
    assert listed(file.offices("province_manager", "48")) == []


def test_under_the_law_of_2021_notice_and_answer_have_five_working_days(file):
    """Law 73/2021 art. 43(2); the time of the answer is the same again, as practice."""
    told = read(there(file), move(file))
    assert told["due_at"] == told["notice_due_at"] == "2026-03-17T23:59:59+07:00"
    assert told["notice_late"] is False
    [law] = told["legal_basis"]
    assert (law["act"], law["at"]) == ("73/2021/QH14", "Điều 43 khoản 2")
    assert law["unverified"] is True


def test_under_the_law_of_2025_they_have_24_hours(addict):
    """Law 120/2025 art. 48(2)."""
    file = addict("2026-07-20 09:00")
    told = read(there(file), move(file, when="2026-08-07 16:00", recorded="2026-08-09 10:00"))
    assert told["notice_due_at"] == "2026-08-08T16:00:00+07:00"
    assert (told["notice_late"], told["due_at"]) == (True, "2026-08-10T10:00:00+07:00")
    [law] = told["legal_basis"]
    assert (law["act"], law["at"]) == ("120/2025/QH15", "Điều 48 khoản 2")


def test_who_left_under_the_old_law_and_is_told_under_the_new_has_both_named(addict):
    file = addict("2026-06-01 09:00")
    told = read(there(file), move(file, when="2026-06-30 09:00", recorded="2026-07-02 09:00"))
    assert told["notice_due_at"] == "2026-07-07T23:59:59+07:00"
    assert told["due_at"] == "2026-07-03T09:00:00+07:00"
    assert {(law["act"], law["unverified"]) for law in told["legal_basis"]} == {
        ("120/2025/QH15", True),
        ("73/2021/QH14", False),
    }


def test_a_step_of_the_law_goes_the_same_way(file):
    file.take(CHAIR, "decide", "2026-03-10 09:00", term_months=6, decision=signed("2026-03-10"))
    file.take(CHAIR, "move", "2026-03-11 09:00", to_unit=THERE)
    [key] = listed(there(file), direction="in", status="in_transit")
    told = read(there(file), key)
    assert (told["ref"], told["notice_due_at"], told["notice_late"]) == ("VH7", None, False)
    ok(answer(there(file), key, "refuse", reason="Không cư trú tại đây"), 200)
    assert file.look(CHAIR)["unit"] == HERE


# --- The answer -----------------------------------------------------------------------------------


def test_it_is_overdue_until_it_is_answered(file):
    key = move(file)
    assert listed(there(file), status="overdue") == []
    file.clock.set(moment("2026-03-18 08:00"))
    for caller in (there(file), file.as_(CHAIR), file.offices("province_manager", "79")):
        assert listed(caller, status="overdue") == [key]
    done = ok(answer(there(file), key, "acknowledge"), 200)
    assert (done["state"], done["overdue"], done["version"]) == ("acknowledged", False, 2)
    assert listed(there(file), status="overdue") == listed(there(file), status="in_transit") == []
    assert read(file.as_(CHAIR), key)["state"] == "acknowledged"


def test_first_the_paper_and_then_the_person(file):
    key = move(file)
    ok(answer(there(file), key, "acknowledge"), 200)
    again = answer(there(file), key, "acknowledge", version=2)
    assert (again.status_code, again.json()["code"]) == (409, "state-conflict")
    when = file.at("2026-03-12 08:00")
    done = ok(answer(there(file, POLICE), key, "acknowledge", version=2, arrived_at=when), 200)
    assert (done["state"], done["arrived_at"]) == ("arrived", "2026-03-12T08:00:00+07:00")
    late = answer(there(file), key, "lost", version=3, reason="Không thấy đến")
    assert (late.status_code, late.json()["code"]) == (409, "state-conflict")


@pytest.mark.parametrize("when", ["2026-03-10 08:59", "2026-03-10 09:01"])
def test_nobody_arrives_before_leaving_or_after_now(file, when):
    key = move(file)
    said = moment(when).isoformat()
    refused = answer(there(file), key, "acknowledge", arrived_at=said)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/arrived_at")


@pytest.mark.parametrize("how", ["refuse", "lost"])
def test_what_is_sent_back_comes_back_whole(file, as_nation, how):
    key = move(file, address="5 Lê Lợi", stable=False)
    file.at("2026-03-11 09:00")
    done = ok(answer(there(file), key, how, reason="Không cư trú tại đây"), 200)
    assert done["state"] == {"refuse": "refused", "lost": "lost"}[how]
    assert not held_by(file, there(file))
    home = ok(file.as_(CHAIR).get(f"/v1/clients/{file.client['id']}"), 200)
    assert home["residence"] == {"unit": HERE, "address": "12 Hàng Bông", "stable": True}
    assert file.look(CHAIR)["unit"] == HERE
    assert file.deadline("D-10")["unit"] == HERE
    with as_nation() as session:
        lists = "select unit from management_record where until is null"
        assert session.scalars(sa.text(lists)).all() == [HERE]
    assert read(file.as_(CHAIR), key)["answer_reason"] == "Không cư trú tại đây"
    assert read(there(file), key)["state"] == done["state"]
    ok(answer_step(file), 201)


def answer_step(file):
    """The case goes on at home."""
    return file.try_take(
        CHAIR, "decide", "2026-03-12 09:00", term_months=6, decision=signed("2026-03-12"),
        version=file.look(CHAIR)["version"],
    )  # fmt: skip


def test_who_was_acknowledged_may_still_be_lost_but_not_refused(file):
    key = move(file)
    ok(answer(there(file), key, "acknowledge"), 200)
    refused = answer(there(file), key, "refuse", version=2, reason="Nhầm xã")
    assert (refused.status_code, refused.json()["code"]) == (409, "state-conflict")
    ok(answer(there(file), key, "lost", version=2, reason="Không đến trình diện"), 200)
    assert held_by(file, file.as_(CHAIR))


def test_the_sender_does_not_answer_for_the_receiver(file):
    key = move(file)
    for caller in (file.as_(CHAIR), file.offices("province_manager", "01")):
        refused = answer(caller, key, "refuse", reason="Rút lại")
        assert (refused.status_code, refused.json()["code"]) == (403, "not-permitted")
    assert answer(there(file, unit=ELSEWHERE), key, "acknowledge").status_code == 404
    ok(answer(file.offices("province_manager", "79"), key, "acknowledge"), 200)


def test_whoever_sends_a_file_on_has_received_it(file):
    first = move(file)
    file.unit = THERE
    second = move(file, ELSEWHERE, "2026-03-11 09:00")
    assert read(file.offices(CHAIR, HERE), first)["state"] == "acknowledged"
    late = answer(there(file), first, "refuse", version=2, reason="Nhầm")
    assert late.status_code in {403, 409}
    assert read(there(file, unit=ELSEWHERE), second)["state"] == "in_transit"
    ok(answer(there(file, unit=ELSEWHERE), second, "refuse", reason="Nhầm"), 200)
    assert held_by(file, there(file))
    lost = answer(there(file), first, "lost", version=2, reason="Không đến")
    assert (lost.status_code, lost.json()["code"]) == (409, "state-conflict")


def test_a_stale_answer_is_refused(file):
    key = move(file)
    ok(answer(there(file), key, "acknowledge"), 200)
    assert answer(there(file), key, "lost", reason="Không đến").status_code == 412
    path = f"/v1/transfers/{key}/lost"
    assert there(file).post(path, json={"reason": "Không đến"}).status_code == 428


# --- Where it shows -------------------------------------------------------------------------------


def test_it_waits_on_the_worklist_of_the_receiver_with_article_and_reason(file):
    key = move(file)
    [row] = items(there(file), kind="transfer")
    assert (row["transfer_id"], row["due_at"]) == (key, "2026-03-17T23:59:59+07:00")
    assert row["reason"]["vi"].startswith("Gửi từ 00004 lúc 09:00 ngày 10/03/2026, chưa xác nhận")
    assert (row["legal_basis"][0]["act"], row["unverified"]) == ("73/2021/QH14", True)
    assert (row["full_name"], row["late_hours"]) == ("Nguyễn Văn An", 0)
    file.clock.set(moment("2026-03-19 00:00"))
    [row] = items(there(file), kind="transfer")
    assert (row["late_days"], row["late_hours"]) == (2, 24)
    assert items(file.as_(CHAIR)) == []
    ok(answer(there(file), key, "acknowledge"), 200)
    counts = worklist(there(file))["counts"]
    assert (counts["transfer"], counts["new_file"]) == (0, 0)


def test_seeing_a_transfer_in_a_list_is_not_opening_the_file(file):
    move(file)
    listed(there(file))
    assert worklist(there(file))["counts"]["new_file"] == 1


def test_the_life_of_the_file_tells_it_to_whoever_holds_the_file(file):
    key = move(file)
    path = f"/v1/clients/{file.client['id']}/timeline"
    [event] = [e for e in there(file).get(path).json()["items"] if e["kind"] == "transfer"]
    assert (event["title"], event["unit"]) == ("in_transit", THERE)
    ok(answer(there(file), key, "refuse", reason="Nhầm"), 200)
    [event] = [e for e in file.as_(CHAIR).get(path).json()["items"] if e["kind"] == "transfer"]
    assert event["title"] == "refused"


def test_a_program_that_does_not_read_identity_gets_no_name(file):
    key = move(file, address="5 Lê Lợi")
    program = file.offices.desk(None, THERE, scopes=("case:read",))
    told = read(program, key)
    assert (told["full_name"], told["birth_year"], told["address"]) == (None, None, None)
    bare = file.offices.desk(None, THERE, scopes=("client:read",))
    assert bare.get(f"/v1/transfers/{key}").status_code == 403


def test_pages_join(file, addict):
    keys = [move(file)]
    for name, day in (("Trần Văn Bình", "04"), ("Lê Thị Cúc", "05")):
        other = addict("2026-02-26 09:00", full_name=name, birth_date=f"1990-01-{day}")
        keys.append(move(other))
    cursor, seen = None, []
    while True:
        params = {"limit": 1} | ({"cursor": cursor} if cursor else {})
        page = ok(there(file).get("/v1/transfers", params=params), 200)
        seen += [row["id"] for row in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert sorted(seen) == sorted(keys)

"""Referrals: to a centre, to somebody outside; answered, done, taken back; who sees what when."""

import pytest

from tests.scenarios.chain import CHAIR, POLICE, decided, to_court_2026
from tests.scenarios.chain import admitted_163 as admitted
from tests.scenarios.story import CENTRE, COMMUNE, moment, ok

INTAKE, CLINICIAN, DIRECTOR = "centre_caseworker", "centre_clinician", "centre_director"
ELSEWHERE = "F-79-01"
MINE = "01a2015f-adb6-79aa-8a45-fd8b9fc69bc8"


@pytest.fixture
def file(new_file):
    return new_file().register("2026-03-02 09:00")


def refer(file, when="2026-03-03 09:00", role=CHAIR, recorded=None, **said):
    body = {"to_unit": CENTRE, "purpose": "vocational", "referred_at": file.at(when, recorded)}
    path = f"/v1/clients/{file.client['id']}/referrals"
    given = {name: value for name, value in {**body, **said}.items() if value is not None}
    return file.as_(role).post(path, json=given)


def outside(file, **said):
    return refer(file, to_unit=None, provider="Trung tâm trợ giúp pháp lý", **said)


def act(caller, made, how, version=None, **said):
    path = f"/v1/referrals/{made['id']}/{how}"
    return caller.post(path, json=said or None, version=version or made["version"])


def listed(caller, **asked):
    return [row["id"] for row in ok(caller.get("/v1/referrals", params=asked), 200)["items"]]


def holds(file, caller):
    return caller.get(f"/v1/clients/{file.client['id']}").status_code == 200


def refused(answer):
    return answer.status_code, answer.json()["code"]


def test_before_its_yes_the_centre_sees_a_card_and_nothing_of_the_file(file):
    made = ok(refer(file, note="Muốn học nghề điện"))
    centre = file.as_(INTAKE)
    seen = ok(centre.get(f"/v1/referrals/{made['id']}"), 200)
    assert seen == made
    assert (seen["full_name"], seen["birth_year"]) == ("Nguyễn Văn An", 1998)
    assert (seen["purpose"], seen["note"]) == ("vocational", "Muốn học nghề điện")
    assert listed(centre, direction="in") == [made["id"]]
    assert not holds(file, centre)
    assert centre.get(f"/v1/clients/{file.client['id']}/referrals").status_code == 404
    stranger = file.offices(INTAKE, ELSEWHERE)
    assert stranger.get(f"/v1/referrals/{made['id']}").status_code == 404
    assert listed(stranger) == []


def test_from_its_yes_to_the_end_it_holds_the_file(file):
    made = ok(refer(file))
    centre = file.as_(INTAKE)
    yes = ok(act(centre, made, "accept"), 200)
    assert (yes["state"], yes["version"]) == ("accepted", 2)
    assert holds(file, centre)
    whole = ok(file.as_(CHAIR).get(f"/v1/clients/{file.client['id']}"), 200)
    assert [(row["unit"], row["kind"]) for row in whole["custody"]] == [
        (COMMUNE, "residence"),
        (CENTRE, "facility"),
    ]
    file.at("2026-05-04 09:00")
    done = ok(act(centre, yes, "done", outcome="Đã học xong 240 giờ"), 200)
    assert (done["state"], done["outcome"]) == ("done", "Đã học xong 240 giờ")
    assert not holds(file, centre)
    assert ok(centre.get(f"/v1/referrals/{made['id']}"), 200)["state"] == "done"


def test_a_no_gives_nothing_and_says_why(file):
    made = ok(refer(file))
    no = ok(act(file.as_(INTAKE), made, "refuse", reason="Không có lớp"), 200)
    assert (no["state"], no["reason"]) == ("refused", "Không có lớp")
    assert not holds(file, file.as_(INTAKE))
    assert refused(act(file.as_(INTAKE), no, "accept")) == (409, "state-conflict")
    ok(refer(file, "2026-03-04 09:00"))


def test_the_sender_takes_it_back_before_and_after_the_answer(file):
    made = ok(refer(file))
    back = ok(act(file.as_(POLICE), made, "revoke", reason="Đã có việc"), 200)
    assert back["state"] == "revoked"
    again = ok(refer(file, "2026-03-04 09:00"))
    yes = ok(act(file.as_(INTAKE), again, "accept"), 200)
    ok(act(file.as_(CHAIR), yes, "revoke", reason="Đã có việc"), 200)
    assert not holds(file, file.as_(INTAKE))


@pytest.mark.parametrize(
    ("how", "said"),
    [("accept", {}), ("refuse", {"reason": "Không"}), ("done", {"outcome": "Xong"})],
)
def test_the_sender_does_not_answer_for_a_centre(file, how, said):
    made = ok(refer(file))
    if how == "done":
        made = ok(act(file.as_(INTAKE), made, "accept"), 200)
    assert refused(act(file.as_(CHAIR), made, how, **said)) == (403, "not-permitted")


def test_the_receiver_does_not_take_back_what_another_sent(file):
    made = ok(refer(file))
    answer = act(file.as_(INTAKE), made, "revoke", reason="Không")
    assert refused(answer) == (403, "not-permitted")


def test_a_sender_who_holds_the_file_no_longer_opens_it_to_nobody(file):
    made = ok(refer(file))
    body = {"to": "26740", "occurred_at": file.at("2026-03-04 09:00"), "reason": "Chuyển"}
    ok(file.as_(CHAIR).post(f"/v1/clients/{file.client['id']}/moves", json=body, version=1))
    answer = act(file.as_(INTAKE), made, "accept")
    assert refused(answer) == (409, "state-conflict")
    assert "không còn quản lý" in answer.json()["detail"]
    assert not holds(file, file.as_(INTAKE))
    ok(act(file.as_(CHAIR), made, "revoke", reason="Đã chuyển đi"), 200)


def test_for_a_provider_outside_the_sender_writes_the_answer(file):
    made = ok(outside(file, purpose="legal_aid"))
    assert (made["to_unit"], made["provider"]) == (None, "Trung tâm trợ giúp pháp lý")
    yes = ok(act(file.as_(CHAIR), made, "accept"), 200)
    done = ok(act(file.as_(CHAIR), yes, "done", outcome="Đã làm xong giấy tờ"), 200)
    assert done["state"] == "done"
    whole = ok(file.as_(CHAIR).get(f"/v1/clients/{file.client['id']}"), 200)
    assert len(whole["custody"]) == 1


def test_of_a_provider_outside_the_outcome_may_be_the_first_that_is_heard(file):
    done = ok(act(file.as_(CHAIR), ok(outside(file)), "done", outcome="Đã xong"), 200)
    assert (done["state"], done["answered_at"]) == ("done", done["ended_at"])
    to_centre = ok(refer(file))
    ahead = act(file.as_(INTAKE), to_centre, "done", outcome="Đã xong")
    assert refused(ahead) == (409, "state-conflict")


def test_two_referrals_to_one_centre_hold_the_file_until_both_are_over(file):
    centre = file.as_(INTAKE)
    one, two = ok(refer(file)), ok(refer(file, purpose="job"))
    one, two = (ok(act(centre, made, "accept"), 200) for made in (one, two))
    ok(act(centre, one, "done", outcome="Xong"), 200)
    assert holds(file, centre)
    ok(act(centre, two, "done", outcome="Xong"), 200)
    assert not holds(file, centre)


def test_a_centre_with_an_open_case_keeps_the_file(addict):
    """Referred first, then admitted under a decision: the end of the referral ends no case."""
    file = addict("2026-07-20 09:00")
    made = ok(refer(file, "2026-07-21 09:00", purpose="treatment"))
    yes = ok(act(file.as_(INTAKE), made, "accept"), 200)
    to_court_2026(file)
    decided(file, "2026-08-11 09:00", "2026-08-20 09:00")
    admitted(file, "2026-08-31 08:00", "2026-09-03", "2026-09-04 09:00")
    ok(act(file.as_(INTAKE), yes, "done", outcome="Đã vào cơ sở"), 200)
    assert holds(file, file.as_(INTAKE))
    assert file.look(INTAKE)["facility"] == CENTRE


def test_it_is_overdue_after_three_working_days_by_practice(file):
    made = ok(refer(file, "2026-03-05 09:00"))
    assert made["answer_due_at"] == "2026-03-10T23:59:59+07:00"
    assert listed(file.as_(INTAKE), status="overdue") == []
    file.clock.set(moment("2026-03-11 00:00"))
    assert listed(file.as_(INTAKE), status="overdue", direction="in") == [made["id"]]
    assert listed(file.as_(CHAIR), status="overdue", direction="out") == [made["id"]]
    assert listed(file.offices("province_manager"), status="overdue") == [made["id"]]
    ok(act(file.as_(INTAKE), made, "accept"), 200)
    assert listed(file.as_(CHAIR), status="overdue") == []


def test_a_centre_refers_to_another(file):
    held = ok(act(file.as_(INTAKE), ok(refer(file)), "accept"), 200)
    made = ok(refer(file, "2026-03-04 09:00", role=CLINICIAN, to_unit=ELSEWHERE, purpose="health"))
    assert made["from_unit"] == CENTRE
    there = file.offices(CLINICIAN, ELSEWHERE)
    ok(act(there, made, "accept"), 200)
    ok(act(file.as_(INTAKE), held, "done", outcome="Xong"), 200)
    assert holds(file, there)
    assert not holds(file, file.as_(INTAKE))


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"provider": "Ai đó"}, "/to_unit"),
        ({"to_unit": None}, "/to_unit"),
        ({"to_unit": "26740"}, "/to_unit"),
        ({"to_unit": "F-01-99"}, "/to_unit"),
        ({"case_id": MINE}, "/case_id"),
        ({"purpose": "holiday"}, "/purpose"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(file, said, pointer):
    answer = refer(file, **said)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


def test_a_referral_of_tomorrow_is_refused_and_one_of_yesterday_is_late(file):
    late = ok(refer(file, "2026-03-03 09:00", recorded="2026-03-04 08:00"))
    assert late["late_entry"] is True
    answer = refer(file, "2026-03-05 09:00", recorded="2026-03-04 09:00")
    assert answer.json()["errors"][0]["pointer"] == "/referred_at"


def test_told_twice_under_one_id_it_is_one(file):
    first = ok(refer(file, id=MINE))
    assert ok(refer(file, id=MINE)) == first
    assert refused(refer(file, id=MINE, purpose="job")) == (409, "state-conflict")


def test_the_life_of_the_file_and_its_list_tell_it(file):
    one = ok(refer(file))
    two = ok(outside(file, when="2026-03-04 09:00", purpose="job"))
    path = f"/v1/clients/{file.client['id']}"
    rows = ok(file.as_(CHAIR).get(f"{path}/referrals"), 200)["items"]
    assert [row["id"] for row in rows] == [two["id"], one["id"]]
    life = ok(file.as_(CHAIR).get(f"{path}/timeline"), 200)["items"]
    told = [(e["title"], e["ref"], e["unit"]) for e in life if e["kind"] == "referral"]
    assert told == [("job", "sent", None), ("vocational", "sent", CENTRE)]

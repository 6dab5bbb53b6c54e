"""Staff, what qualifies them, and the courses they are sent to."""

from datetime import date

import pytest

from tests.scenarios.story import ok

DIRECTOR, OFFICIAL, POLICE, MANAGER = (
    "centre_director", "commune_official", "commune_police", "province_manager",
)  # fmt: skip
DOCTOR = {
    "full_name": "Lê Thị Hạnh", "kinds": ["doctor", "assessor"], "fields": ["medicine"],
    "employed_from": "2024-01-01",
}  # fmt: skip
LICENCE = {
    "kind": "practising_licence", "number": "001234/HNO-CCHN", "scope": "Chuyên khoa tâm thần",
    "issuer": "Sở Y tế", "issued_on": "2025-03-01", "valid_until": "2027-02-28",
}  # fmt: skip
COURSE = {
    "code": "TH-01", "title": "Tập huấn cai nghiện ma túy", "kind": "rehabilitation", "hours": 24,
    "held_from": "2026-03-02", "held_until": "2026-03-04", "organiser": "Công an tỉnh",
}  # fmt: skip


def hired(caller, **said):
    return ok(caller.post("/v1/staff", json={**DOCTOR, **said}))


def listed(caller, path="/v1/staff", **params):
    return ok(caller.get(path, params=params), 200)["items"]


def refused_at(answer):
    return answer.status_code, answer.json()["errors"][0]["pointer"]


# --- People -------------------------------------------------------------------------------------


def test_a_director_enters_the_staff_of_the_centre(offices):
    director = offices(DIRECTOR)
    made = hired(director)
    assert (made["unit"], made["kinds"], made["version"]) == ("F-01-01", ["doctor", "assessor"], 1)
    assert [row["id"] for row in listed(director)] == [made["id"]]
    assert listed(director, kind="nurse") == []


def test_staff_are_seen_in_their_unit_and_above_it(offices):
    at_centre, at_commune = hired(offices(DIRECTOR)), hired(offices(OFFICIAL), kinds=["official"])
    assert [row["id"] for row in listed(offices(POLICE))] == [at_commune["id"]]
    above = {row["id"] for row in listed(offices(MANAGER))}
    assert above == {at_centre["id"], at_commune["id"]}
    assert [r["id"] for r in listed(offices(MANAGER), unit="F-01-01")] == [at_centre["id"]]
    assert listed(offices(MANAGER, "79")) == []
    path = f"/v1/staff/{at_centre['id']}"
    assert offices(OFFICIAL).get(path).status_code == 404


def test_staff_of_another_unit_are_not_entered(offices):
    body = {**DOCTOR, "unit": "00008"}
    assert offices(OFFICIAL).post("/v1/staff", json=body).status_code == 403
    assert ok(offices(MANAGER).post("/v1/staff", json=body))["unit"] == "00008"
    assert offices(POLICE).post("/v1/staff", json=DOCTOR).status_code == 403


def test_who_leaves_has_a_last_day_and_every_change_a_version(offices):
    director = offices(DIRECTOR)
    path = f"/v1/staff/{hired(director)['id']}"
    left = ok(director.patch(path, version=1, json={"employed_until": "2026-06-30"}), 200)
    assert (left["employed_until"], left["version"]) == ("2026-06-30", 2)
    assert director.patch(path, version=1, json={"note": "x"}).status_code == 412
    backward = director.patch(path, version=2, json={"employed_until": "2023-01-01"})
    assert refused_at(backward) == (422, "/employed_until")
    assert refused_at(director.patch(path, version=2, json={"kinds": None})) == (422, "/kinds")


def test_an_account_is_one_of_the_unit_and_of_one_person(offices):
    director, clinician = offices(DIRECTOR), offices("centre_clinician")
    hired(director, account_id=str(clinician.id))
    again = director.post("/v1/staff", json={**DOCTOR, "account_id": str(clinician.id)})
    assert (again.status_code, again.json()["code"]) == (409, "state-conflict")
    foreign = {**DOCTOR, "account_id": str(offices(OFFICIAL).id)}
    assert refused_at(director.post("/v1/staff", json=foreign)) == (422, "/account_id")


# --- Credentials --------------------------------------------------------------------------------


def test_a_licence_that_runs_out_is_seen_coming(offices):
    director = offices(DIRECTOR)
    doctor, _nurse = hired(director), hired(director, full_name="Vũ Văn Bảo", kinds=["nurse"])
    path = f"/v1/staff/{doctor['id']}/credentials"
    made = ok(director.post(path, json=LICENCE))
    soon = listed(director, expiring_before="2027-03-01")
    assert [row["id"] for row in soon] == [doctor["id"]]
    assert listed(director, expiring_before="2027-02-28") == []
    running = listed(director, "/v1/staff/expiring", before="2027-03-01")
    assert [(r["id"], r["source"], r["valid_until"]) for r in running] == [
        (made["id"], "credential", "2027-02-28")
    ]
    assert listed(director, path, on="2027-02-28") == [made]
    assert listed(director, path, on="2027-03-01") == []


def test_a_credential_entered_by_mistake_stays_and_counts_no_more(offices):
    director = offices(DIRECTOR)
    path = f"/v1/staff/{hired(director)['id']}/credentials"
    made = ok(director.post(path, json=LICENCE))
    voided = director.post(f"{path}/{made['id']}/void", version=1, json={"reason": "Nhập nhầm"})
    assert ok(voided, 200)["void_reason"] == "Nhập nhầm"
    assert [row["id"] for row in listed(director, path)] == [made["id"]]
    assert listed(director, path, on="2026-01-01") == []
    other = f"/v1/staff/{hired(director)['id']}/credentials/{made['id']}/void"
    assert director.post(other, version=2, json={"reason": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"kind": "diploma"}, "/level"),
        ({"level": "bachelor"}, "/level"),
        ({"number": None}, "/number"),
        ({"issued_on": "2026-11-21"}, "/issued_on"),
        ({"valid_until": "2025-02-28"}, "/valid_until"),
    ],
)
def test_a_credential_that_cannot_be_is_refused(offices, said, pointer):
    path = f"/v1/staff/{hired(offices(DIRECTOR))['id']}/credentials"
    assert refused_at(offices(DIRECTOR).post(path, json={**LICENCE, **said})) == (422, pointer)


# --- Courses ------------------------------------------------------------------------------------


def line(person, **said):
    return {"staff_id": person["id"], "result": "passed", **said}


def test_a_course_and_its_roll_are_entered_in_one_request(offices):
    manager = offices(MANAGER)
    people = [hired(manager, unit="00004") for _ in range(200)]
    roll = [line(person, certificate_number=f"CN-{n}") for n, person in enumerate(people)]
    made = ok(manager.post("/v1/trainings", json={**COURSE, "roll": roll}))
    assert (made["roll"]["entered"], made["roll"]["refused"]) == (200, 0)
    told = [row["attendance"]["certificate_number"] for row in made["roll"]["lines"]]
    assert told == [f"CN-{n}" for n in range(200)]
    seen = listed(offices(OFFICIAL), f"/v1/trainings/{made['id']}/roll", limit="500")
    assert len(seen) == 200
    longer = {**COURSE, "code": "TH-02", "roll": [*roll, roll[0]]}
    assert manager.post("/v1/trainings", json=longer).status_code == 422


def test_each_line_of_a_roll_is_answered_by_itself(offices):
    official, director = offices(OFFICIAL), offices(DIRECTOR)
    course = ok(offices(MANAGER).post("/v1/trainings", json=COURSE))
    here, newcomer, theirs = (
        hired(official), hired(official, employed_from="2026-03-05"), hired(director),
    )  # fmt: skip
    lines = [
        line(here), line(newcomer), line(theirs), line(here),
        line(hired(official), result="failed", certificate_number="1"),
        line(hired(official), valid_until="2026-03-03"),
    ]  # fmt: skip
    path = f"/v1/trainings/{course['id']}/roll"
    told = ok(official.post(path, json={"lines": lines}), 200)
    assert (told["entered"], told["refused"]) == (1, 5)
    assert [one["entered"] for one in told["lines"]] == [True, *[False] * 5]
    assert [one["reason"]["en"] for one in told["lines"][1:4]] == [
        "did not work here on the days of it",
        "there is no such member of staff",
        "is on the roll already",
    ]
    assert len(listed(official, path)) == 1


def test_a_line_voided_may_be_entered_anew(offices):
    official = offices(OFFICIAL)
    person = hired(official)
    course = ok(official.post("/v1/trainings", json={**COURSE, "roll": [line(person)]}))
    path = f"/v1/trainings/{course['id']}/roll"
    first = course["roll"]["lines"][0]["attendance"]
    ok(official.post(f"{path}/{first['id']}/void", version=1, json={"reason": "Sai kết quả"}), 200)
    again = ok(official.post(path, json={"lines": [line(person, result="failed")]}), 200)
    assert again["entered"] == 1
    assert [row["result"] for row in listed(official, path)] == ["passed", "failed"]


def test_nobody_is_trained_by_a_course_that_has_not_ended(offices):
    official = offices(OFFICIAL)
    body = {**COURSE, "held_until": "2026-11-21", "roll": [line(hired(official))]}
    told = ok(official.post("/v1/trainings", json=body))["roll"]["lines"][0]
    assert told["reason"]["en"] == "the course has not ended"


def test_a_code_names_one_course_of_a_unit(offices):
    ok(offices(OFFICIAL).post("/v1/trainings", json=COURSE))
    again = offices(OFFICIAL).post("/v1/trainings", json=COURSE)
    assert (again.status_code, again.json()["code"]) == (409, "state-conflict")
    ok(offices(DIRECTOR).post("/v1/trainings", json=COURSE))


# --- The share ----------------------------------------------------------------------------------


def share(caller, **asked):
    return ok(caller.get("/v1/staff/trained-share", params=asked), 200)


def test_the_share_of_staff_trained_falls_when_certificates_run_out(offices):
    official = offices(OFFICIAL)
    five = [hired(official) for _ in range(5)]
    roll = [line(person, valid_until="2026-06-30") for person in five[:4]]
    roll.append(line(five[4], result="failed"))
    ok(official.post("/v1/trainings", json={**COURSE, "roll": roll}))
    found = share(official, on="2026-06-30")
    assert (found["numerator"], found["denominator"], found["percent"]) == (4, 5, 80.0)
    # Four of five is 80 %, and the decision wants more than 80 %.
    assert (found["target"]["above"], found["met"], found["unverified"]) == (80, False, True)
    assert found["legal_basis"][0]["act"] == "1393/QĐ-LĐTBXH"
    assert share(official, on="2026-07-01")["numerator"] == 0
    assert share(official, on="2026-07-01", variant="ever")["numerator"] == 4
    assert share(official, on="2026-03-03")["numerator"] == 0
    assert share(official, on="2026-06-30", kind="counselling")["numerator"] == 0


def test_the_list_behind_the_share_is_the_share(offices):
    official = offices(OFFICIAL)
    people = [hired(official) for _ in range(3)]
    hired(official, employed_until="2025-12-31")
    ok(official.post("/v1/trainings", json={**COURSE, "roll": [line(people[0])]}))
    figure = share(official)
    path = "/v1/staff/trained-share/staff"
    assert len(listed(official, path)) == figure["denominator"] == 3
    trained = listed(official, path, trained="true")
    assert [row["id"] for row in trained] == [people[0]["id"]]
    assert figure["numerator"] == 1
    assert len(listed(official, path, trained="false")) == 2


def test_a_part_is_never_told_as_the_whole(offices):
    for above in ("01", "vn", "00008"):
        asked = offices(OFFICIAL).get("/v1/staff/trained-share", params={"unit": above})
        assert asked.status_code == 404, above


def test_a_course_voided_trains_nobody(offices):
    official = offices(OFFICIAL)
    body = {**COURSE, "roll": [line(hired(official))]}
    course = ok(official.post("/v1/trainings", json=body))
    assert share(official)["numerator"] == 1
    path = f"/v1/trainings/{course['id']}/void"
    ok(official.post(path, version=1, json={"reason": "Nhập nhầm lớp"}), 200)
    assert share(official)["numerator"] == 0
    assert date.fromisoformat(share(official)["on"]) == date(2026, 11, 20)

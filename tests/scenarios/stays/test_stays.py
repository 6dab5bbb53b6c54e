"""Stays of residents: into a room, from room to room, out; who may say so."""

import pytest

from tests.scenarios.lodging import (
    DIRECTOR,
    INTAKE,
    area,
    end,
    listed,
    move,
    place,
    problem,
    room,
    stays_of,
)
from tests.scenarios.story import ok

MINE = "01a2015f-adb6-79aa-8a45-fd8b9fc69bc8"

# --- In, from room to room, out -----------------------------------------------------------------


def test_a_person_taken_in_is_given_a_place(file, bedroom):
    made = ok(place(file, bedroom))
    assert (made["facility"], made["area"], made["room"]) == ("F-01-01", "A", "1")
    assert (made["regime"], made["until"], made["absences"]) == ("compulsory", None, [])
    assert (made["late_entry"], made["version"]) == (False, 1)
    assert listed(file) == [made]


def test_a_move_ends_one_stay_and_begins_the_next(file, offices, living, bedroom):
    first = ok(place(file, bedroom))
    other = room(offices(DIRECTOR), living, "2")
    second = ok(move(file, first, other, "2026-09-10 08:00"))
    newest, oldest = listed(file)
    assert newest == second
    assert (oldest["until"], oldest["reason_ended"]) == (second["since"], "moved")
    assert (second["continues"], second["room"], second["case_id"]) == (
        first["id"], "2", first["case_id"],
    )  # fmt: skip


def test_an_ended_stay_is_neither_ended_again_nor_moved(file, offices, living, bedroom):
    made = ok(place(file, bedroom))
    ended = ok(end(file, made, "2026-09-20 09:00", "transferred"), 200)
    assert (ended["reason_ended"], ended["version"]) == ("transferred", 2)
    assert problem(end(file, ended, "2026-09-21 09:00", "other"))["code"] == "state-conflict"
    other = room(offices(DIRECTOR), living, "2")
    assert problem(move(file, ended, other, "2026-09-21 09:00"))["code"] == "state-conflict"
    assert end(file, made, "2026-09-21 09:00", "other").status_code == 412


def test_nobody_has_two_places(file, offices, living, bedroom):
    ok(place(file, bedroom))
    other = room(offices(DIRECTOR), living, "2")
    said = problem(place(file, other, "2026-09-05 09:00"))
    assert (said["code"], "chuyển phòng" in said["detail"]) == ("state-conflict", True)


def test_a_stay_that_was_over_when_told_is_entered_late(file, bedroom):
    over = {"until": "2026-09-06T09:00:00+07:00", "reason_ended": "hospital"}
    made = ok(place(file, bedroom, recorded="2026-09-08 09:00", **over))
    assert (made["late_entry"], made["reason_ended"]) == (True, "hospital")
    ok(place(file, bedroom, "2026-09-06 09:00", recorded="2026-09-08 09:00"))
    assert problem(place(file, bedroom, "2026-09-05 09:00", recorded="2026-09-08 10:00",
                         until="2026-09-05T10:00:00+07:00", reason_ended="other"))  # fmt: skip


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"since": "2026-09-04T10:01:00+07:00"}, "/since"),
        ({"until": "2026-09-04T09:59:00+07:00", "reason_ended": "other"}, "/until"),
        ({"until": "2026-09-04T10:00:00+07:00", "reason_ended": "other"}, "/until"),
        ({"reason_ended": "other"}, "/reason_ended"),
        ({"reason_ended": "moved"}, "/reason_ended"),
        ({"room_id": MINE}, "/room_id"),
        ({"case_id": MINE}, "/case_id"),
        ({"disease": "flu"}, "/disease"),
    ],
)
def test_what_cannot_be_is_refused(file, bedroom, said, pointer):
    answer = problem(place(file, bedroom, **said), 422)
    assert answer["errors"][0]["pointer"] == pointer
    assert listed(file) == []


def test_nobody_sleeps_there_before_the_step_that_takes_them_in(file, bedroom):
    said = problem(place(file, bedroom, "2026-09-04 08:59", recorded="2026-09-04 10:00"))
    assert said["code"] == "state-conflict"
    wrong = file.cases["determination"]["id"]
    assert problem(place(file, bedroom, case_id=wrong))["code"] == "state-conflict"


def test_sent_again_under_its_id_it_is_answered_as_it_stands(file, bedroom):
    first = place(file, bedroom, id=MINE, note="giường trong")
    again = place(file, bedroom, recorded="2026-09-06 09:00", id=MINE, note="giường trong")
    assert (again.status_code, again.text) == (201, first.text)
    assert problem(place(file, bedroom, id=MINE, note="khác"))["code"] == "state-conflict"
    assert len(listed(file)) == 1


def test_a_voided_stay_stays_on_file_and_takes_no_place(file, offices, living):
    single = room(offices(DIRECTOR), living, "9", 1)
    made = ok(place(file, single))
    path = f"{stays_of(file)}/{made['id']}/void"
    voided = ok(file.as_(INTAKE).post(path, json={"reason": "Nhầm phòng"}, version=1), 200)
    again = ok(place(file, single, "2026-09-04 11:00"))
    assert listed(file) == [again, voided]
    assert file.as_(INTAKE).post(path, json={"reason": "x"}, version=2).status_code == 409


# --- Places -------------------------------------------------------------------------------------


def test_a_full_room_is_refused_with_the_rooms_that_would_do(file, second, offices, living):
    director = offices(DIRECTOR)
    single, free = room(director, living, "1", 1), room(director, living, "2", 3)
    room(director, living, "nu", 5, sex="female")
    ok(place(file, single))
    other = second()
    said = problem(place(other, single))
    assert said["code"] == "no-place"
    assert said["free_rooms"] == [
        {"room_id": free["id"], "area": "A", "room": "2", "free": 3},
    ]
    assert said["detail"] == "Đã hết chỗ; còn chỗ ở phòng: A/2"
    ok(place(other, free))


def test_an_area_and_a_facility_hold_no_more_than_their_own_figure(file, second, offices):
    director = offices(DIRECTOR)
    tight = area(director, "T", places=1)
    one, two = room(director, tight, "1"), room(director, tight, "2")
    ok(place(file, one))
    other = second()
    assert problem(place(other, two))["free_rooms"] == []
    wide = room(director, area(director, "W"), "1")
    ok(director.put("/v1/facilities/F-01-01/capacity", json={"places": 1}), 200)
    assert problem(place(other, wide))["code"] == "no-place"
    ok(director.put("/v1/facilities/F-01-01/capacity", json={"places": 2}), 200)
    ok(place(other, wide))


def test_a_place_is_neither_closed_nor_made_smaller_under_people(file, offices, living, bedroom):
    director = offices(DIRECTOR)
    made = ok(place(file, bedroom))
    paths = [f"/v1/facilities/F-01-01/rooms/{bedroom['id']}",
             f"/v1/facilities/F-01-01/areas/{living['id']}"]  # fmt: skip
    for path in paths:
        closed = director.patch(path, json={"valid_until": "2026-09-30"}, version=1)
        assert problem(closed)["code"] == "state-conflict"
    small = director.put("/v1/facilities/F-01-01/capacity", json={"places": 0})
    assert problem(small)["code"] == "state-conflict"
    ok(end(file, made, "2026-09-20 09:00", "discharged"), 200)
    for path in paths:
        ok(director.patch(path, json={"valid_until": "2026-09-30"}, version=1), 200)
    said = problem(place(file, bedroom, "2026-10-01 09:00"), 422)
    assert said["errors"][0]["pointer"] == "/room_id"


# --- Who may ------------------------------------------------------------------------------------


def test_only_a_centre_or_those_above_it_give_anybody_a_bed(file, bedroom):
    for role in ("commune_official", "commune_police"):
        assert place(file, bedroom, role=role).status_code == 403
    ok(place(file, bedroom, role="province_manager"))
    assert len(listed(file, "commune_police")) == 1


def test_a_room_of_another_centre_is_none(file, sign_in):
    other = sign_in("centre_director", "F-01-02", username="gd-khac")
    body = {"code": "A", "name": "Khu A", "kind": "living", "valid_from": "2026-01-01"}
    theirs = ok(other.post("/v1/facilities/F-01-02/areas", json=body))
    path = "/v1/facilities/F-01-02/rooms"
    body = {"area_id": theirs["id"], "code": "1", "places": 2, "valid_from": "2026-01-01"}
    strange = ok(other.post(path, json=body))
    for role in (INTAKE, "province_manager"):
        said = problem(place(file, strange, role=role), 422)
        assert said["errors"][0]["pointer"] in {"/room_id", "/case_id"}
    assert file.as_(INTAKE).get(path).status_code == 404
    assert file.as_(DIRECTOR).post(path, json=body).status_code == 404

"""Stays of residents: into a room, from room to room, out; apart from whom the law says."""

import pytest

from tests.scenarios.lodging import (
    DIRECTOR,
    INTAKE,
    area,
    end,
    in_the_centre,
    listed,
    move,
    occupancy,
    place,
    room,
    stays_of,
)
from tests.scenarios.story import ok

MINE = "01a2015f-adb6-79aa-8a45-fd8b9fc69bc8"


@pytest.fixture
def file(addict):
    return in_the_centre(addict)


@pytest.fixture
def second(addict):
    """Another man in the centre."""
    return lambda **said: in_the_centre(
        addict, **{"full_name": "Lê Quang Hải", "birth_date": "1990-01-01", **said}
    )


@pytest.fixture
def living(offices):
    return area(offices(DIRECTOR))


@pytest.fixture
def bedroom(offices, living):
    return room(offices(DIRECTOR), living)


def problem(answer, status=409):
    assert answer.status_code == status, answer.text
    return answer.json()


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


# --- Apart --------------------------------------------------------------------------------------


def refusal(answer):
    said = problem(answer)
    assert said["code"] == "placement-refused", said
    return {(one["code"], one["law"]["act"], one["law"]["at"]) for one in said["reasons"]}


LAW = ("120/2025/QH15", "Điều 46 khoản 2 điểm h")


def test_women_and_men_sleep_apart(file, second, offices, living, bedroom):
    women = room(offices(DIRECTOR), living, "nu", sex="female")
    assert refusal(place(file, women)) == {("women-apart", *LAW)}
    woman = second(full_name="Lê Thị Hoa", sex="female")
    assert refusal(place(woman, bedroom)) == {("women-apart", *LAW)}
    answer = place(woman, bedroom).json()
    assert answer["detail"] == "Nữ phải ở khu hoặc phòng riêng dành cho nữ"
    assert {"act": LAW[0], "at": LAW[1], "edition": "d163", "unverified": False} in (
        answer["legal_basis"]
    )
    ok(place(woman, women))


def test_who_has_a_communicable_disease_sleeps_apart(file, offices, bedroom):
    ward = room(offices(DIRECTOR), area(offices(DIRECTOR), "B", "infectious"))
    assert refusal(place(file, bedroom, disease="infectious")) == {("infectious-apart", *LAW)}
    assert refusal(place(file, ward)) == {("infectious-apart", *LAW)}
    made = ok(place(file, bedroom))
    assert refusal(move(file, made, ward, "2026-09-10 09:00")) == {("infectious-apart", *LAW)}
    moved = ok(move(file, made, ward, "2026-09-10 09:00", disease="infectious"))
    assert refusal(move(file, moved, bedroom, "2026-09-12 09:00")) == {("infectious-apart", *LAW)}
    ok(move(file, moved, bedroom, "2026-09-12 09:00", disease="none"))


def test_the_disease_is_shown_to_those_who_read_the_clinical_part(file, offices):
    ward = room(offices(DIRECTOR), area(offices(DIRECTOR), "B", "infectious"))
    assert ok(place(file, ward, disease="infectious"))["disease"] is None
    assert listed(file, "centre_clinician")[0]["disease"] == "infectious"
    assert listed(file, "commune_police")[0]["disease"] is None


def test_whose_body_differs_has_a_room_of_their_own_in_the_area_of_the_body(file, offices, living):
    director = offices(DIRECTOR)
    women = area(director, "N", "women")
    plain, own = room(director, women, "1"), room(director, women, "2", body="differs")
    wrong = room(director, living, "2", body="differs")
    assert refusal(place(file, plain, body_sex="female")) == {("body-apart", *LAW)}
    assert refusal(place(file, wrong, body_sex="female")) == {("women-apart", *LAW)}
    ok(place(file, own, body_sex="female"))


def test_an_adult_sleeps_in_no_area_of_minors(file, offices):
    minors = room(offices(DIRECTOR), area(offices(DIRECTOR), "M", "minors"))
    assert refusal(place(file, minors)) == {("minors-apart", "163/2026/NĐ-CP", "Điều 66 khoản 4")}


# --- Away, how full, the life of a file ----------------------------------------------------------


def test_in_hospital_the_place_is_kept_and_shown(file, second, offices, living):
    single = room(offices(DIRECTOR), living, "9", 1)
    ok(place(file, single))
    file.take("centre_clinician", "send_to_hospital", "2026-09-10 09:00", reason="Sốt cao",
              place="Bệnh viện Bạch Mai")  # fmt: skip
    [stay] = listed(file)
    [away] = stay["absences"]
    assert (away["kind"], away["until"], away["keeps_place"]) == ("hospital", None, True)
    [fill] = occupancy(file.as_(INTAKE))["areas"][0]["rooms"]
    assert (fill["taken"], fill["people"][0]["away"]["kind"]) == (1, "hospital")
    assert problem(place(second(), single, "2026-09-11 09:00"))["code"] == "no-place"


def test_how_full_it_is_on_a_day(file, second, offices, living, bedroom):
    first = ok(place(file, bedroom))
    other = second()
    ok(place(other, bedroom))
    ok(end(file, first, "2026-09-20 09:00", "discharged"), 200)
    now = occupancy(file.as_(INTAKE))
    assert (now["places"], now["taken"], now["free"]) == (2, 1, 1)
    [fill] = now["areas"][0]["rooms"]
    assert [one["full_name"] for one in fill["people"]] == ["Lê Quang Hải"]
    then = occupancy(file.as_(INTAKE), on="2026-09-19")
    assert (then["taken"], then["free"]) == (2, 0)
    assert occupancy(file.as_(INTAKE), on="2026-09-03")["taken"] == 0
    path = "/v1/facilities/F-01-01/occupancy?on=2026-09-21"
    assert problem(file.as_(INTAKE).get(path), 422)["errors"][0]["pointer"] == "query:on"


def test_who_reads_no_files_sees_numbers(file, bedroom, sign_in):
    ok(place(file, bedroom))
    for unit in ("F-01-01", "01", "vn"):
        seen = occupancy(sign_in("analyst", unit, username=f"pt-{unit.lower()}"))
        assert seen["taken"] == 1
        assert [fill["people"] for fill in seen["areas"][0]["rooms"]] == [None]


def test_stays_stand_in_the_life_of_the_file(file, offices, living, bedroom):
    first = ok(place(file, bedroom))
    moved = ok(move(file, first, room(offices(DIRECTOR), living, "2"), "2026-09-10 08:00"))
    ended = ok(end(file, moved, "2026-09-20 09:00", "escaped"), 200)
    items = ok(file.as_("commune_police").get(f"/v1/clients/{file.client['id']}/timeline"), 200)
    told = [(e["at"], e["title"]) for e in items["items"] if e["kind"] == "stay"]
    assert told == [
        (ended["until"], "escaped"), (moved["since"], "moved"), (first["since"], "placed"),
    ]  # fmt: skip


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

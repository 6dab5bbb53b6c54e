"""Who is placed where: apart from whom the law says, with the article."""

from tests.scenarios.lodging import DIRECTOR, area, listed, move, place, problem, room
from tests.scenarios.story import ok

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

"""Monthly grades by roll: each line stands for itself, one living grade a month, what it is for."""

import pytest

from app.ids import new_id
from tests.scenarios.inside import DIRECTOR, INTAKE, WRONG, events, path, under_116, under_163
from tests.scenarios.story import CENTRE, ok

MINE = "01a2015f-adb6-79aa-8a45-fd8b9fc69bc8"


@pytest.fixture
def file(addict):
    return under_163(addict)


def roll(file, month, *lines, on=None, role=DIRECTOR, centre=CENTRE):
    decided = on or f"{month}-28"
    file.at(f"{decided} 16:00")
    body = {
        "month": f"{month}-01", "decided_by": "Trần Văn Bình", "decided_on": decided,
        "grades": list(lines),
    }  # fmt: skip
    return file.as_(role).post(f"/v1/facilities/{centre}/grades", json=body)


def line(file, grade="fair", **said):
    return {"client_id": file.client["id"], "grade": grade, **said}


def graded(file, role=DIRECTOR):
    return ok(file.as_(role).get(path(file, "grades")), 200)


def one(answer):
    [result] = ok(answer, 200)["results"]
    return result


def void(file, grade):
    where = f"{path(file, 'grades')}/{grade['id']}/void"
    return file.as_(INTAKE).post(where, json=WRONG, version=grade["version"])


def test_the_error_of_one_line_undoes_no_other(file):
    stranger = {"client_id": str(new_id()), "grade": "good"}
    foreign = line(file, case_id=str(new_id()))
    found = ok(roll(file, "2026-10", stranger, foreign, line(file, "good"), line(file)), 200)
    assert [bool(result["grade"]) for result in found["results"]] == [False, False, True, False]
    assert [r["refused"] and r["refused"]["code"] for r in found["results"]] == [
        "not-found", "invalid", None, "state-conflict",
    ]  # fmt: skip
    assert found["given"] == 1
    [kept] = graded(file)["items"]
    assert (kept["month"], kept["grade"], kept["unit"]) == ("2026-10-01", "good", CENTRE)


def test_a_month_is_graded_once_and_anew_only_when_voided(file):
    made = one(roll(file, "2026-10", line(file, "poor")))["grade"]
    assert one(roll(file, "2026-10", line(file)))["refused"]["detail"]["vi"] == (
        "Tháng này đã xếp loại"
    )
    ok(void(file, made), 200)
    assert one(roll(file, "2026-10", line(file)))["refused"] is None
    assert [row["grade"] for row in graded(file)["items"] if row["voided_at"] is None] == ["fair"]


def test_a_roll_sent_twice_under_the_same_ids_grades_nobody_twice(file):
    first, again = (ok(roll(file, "2026-10", line(file, id=MINE)), 200) for _ in range(2))
    assert first == again
    assert one(roll(file, "2026-10", line(file, "poor", id=MINE)))["refused"]["code"] == (
        "state-conflict"
    )
    assert len(graded(file)["items"]) == 1


def test_under_decree_116_three_months_fair_or_better_in_a_row_suffice(addict):
    file = under_116(addict)
    for month, grade in (("2025-11", "fair"), ("2025-12", "good")):
        ok(roll(file, month, line(file, grade)), 200)
    use = graded(file)["use"]
    assert (use["months"], use["enough"], use["legal_basis"]["at"]) == (
        3, False, "Điều 58 khoản 1",
    )  # fmt: skip
    ok(roll(file, "2026-01", line(file)), 200)
    found = graded(file)
    assert (found["fair_in_a_row"], found["use"]["enough"]) == (3, True)
    ok(roll(file, "2026-02", line(file, "average")), 200)
    assert (graded(file)["fair_in_a_row"], graded(file)["use"]["enough"]) == (0, False)
    assert {row["grade"]: row["months"] for row in graded(file)["counts"]} == {
        "good": 1, "fair": 2, "average": 1, "poor": 0,
    }  # fmt: skip


def test_a_month_left_out_breaks_the_row(addict):
    file = under_116(addict)
    for month in ("2025-11", "2025-12", "2026-02"):
        ok(roll(file, month, line(file)), 200)
    assert (graded(file)["fair_in_a_row"], graded(file)["use"]["enough"]) == (1, False)


def test_decree_163_has_grades_for_nothing(file):
    for month in ("2026-09", "2026-10", "2026-11"):
        ok(roll(file, month, line(file)), 200)
    assert (graded(file)["fair_in_a_row"], graded(file)["use"]) == (3, None)


@pytest.mark.parametrize(
    ("month", "on", "pointer"),
    [("2026-10", "2026-09-30", "/decided_on"), ("2026-10-15", "2026-10-28", "/month")],
)
def test_a_month_is_told_by_its_first_day_and_graded_from_then_on(file, month, on, pointer):
    file.at(f"{on} 16:00")
    body = {
        "month": month if len(month) > 7 else f"{month}-01", "decided_by": "Bình",
        "decided_on": on, "grades": [line(file)],
    }  # fmt: skip
    answer = file.as_(DIRECTOR).post(f"/v1/facilities/{CENTRE}/grades", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


def test_nobody_is_graded_on_the_roll_of_another_centre(file):
    assert roll(file, "2026-10", line(file), centre="F-01-02").status_code == 403
    assert roll(file, "2026-10", line(file), role="commune_police").status_code == 403
    assert graded(file)["items"] == []


def test_a_roll_holds_two_hundred(file):
    many = [{"client_id": str(new_id()), "grade": "fair"} for _ in range(199)]
    assert ok(roll(file, "2026-10", *many, line(file)), 200)["given"] == 1
    assert roll(file, "2026-10", *many, line(file), line(file)).status_code == 422


def test_a_grade_stands_in_the_life_of_the_file(file):
    ok(roll(file, "2026-10", line(file, "good")), 200)
    assert events(file, "grade") == ["2026-10 good"]

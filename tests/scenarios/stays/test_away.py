"""Who is away, how full the centre is on a day, and stays in the life of a file."""

from tests.scenarios.lodging import (
    DIRECTOR,
    INTAKE,
    area,
    end,
    listed,
    move,
    occupancy,
    place,
    problem,
    room,
)
from tests.scenarios.story import ok
from tests.scenarios.worklist.seen import counted

# --- Away, how full, the life of a file ----------------------------------------------------------


def test_in_hospital_the_place_is_kept_and_shown(file, second, offices, living):
    single = room(offices(DIRECTOR), living, "9", 1)
    ok(place(file, single))
    file.take("centre_clinician", "send_to_hospital", "2026-09-10 09:00", place="Bạch Mai")
    [stay] = listed(file)
    [away] = stay["absences"]
    assert (away["kind"], away["until"], away["keeps_place"]) == ("hospital", None, True)
    [fill] = occupancy(file.as_(INTAKE))["areas"][0]["rooms"]
    assert (fill["taken"], fill["people"][0]["away"]["kind"]) == (1, "hospital")
    assert problem(place(second(), single, "2026-09-11 09:00"))["code"] == "no-place"


def test_an_escape_from_the_hospital_ends_one_absence_and_begins_another(file, bedroom):
    ok(place(file, bedroom))
    file.take("centre_clinician", "send_to_hospital", "2026-09-10 09:00", place="Bạch Mai")
    file.take(DIRECTOR, "record_escape", "2026-09-11 21:00")
    [stay] = listed(file)
    told = [(one["kind"], one["until"], one["keeps_place"]) for one in stay["absences"]]
    assert told == [("hospital", "2026-09-11T21:00:00+07:00", True), ("escape", None, False)]


def test_how_full_it_is_takes_as_many_statements_for_four_as_for_one(
    file, second, offices, living, bedroom, app_engine
):
    ok(place(file, bedroom))
    with counted(app_engine) as for_one:
        occupancy(file.as_(INTAKE))
    director = offices(DIRECTOR)
    for number, name in enumerate(("Phan Văn Cường", "Đinh Thế Dũng", "Hồ Trọng Giang")):
        born = f"198{number}-05-05"
        where = room(director, area(director, f"X{number}"), "1")
        ok(place(second(full_name=name, birth_date=born), where))
    with counted(app_engine) as for_four:
        assert occupancy(file.as_(INTAKE))["taken"] == 4
    assert len(for_four) == len(for_one), for_four


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

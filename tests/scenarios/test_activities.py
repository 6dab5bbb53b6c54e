"""Sessions entered by roll: many people in one request, a result for each, nobody undone."""

import pytest
import sqlalchemy as sa

from app.law.reading.activities import activities as practice
from app.schemas.activities import ActivityKind
from tests.scenarios.story import ok

OFFICIAL, POLICE, INTAKE = "commune_official", "commune_police", "centre_caseworker"
SESSION_ID = "01a2015f-adb6-79aa-8a45-fd8b9fc69bd1"
LINE_ID = "01a2015f-adb6-79aa-8a45-fd8b9fc69bd2"
NAMES = ("Lê Thị Hoa", "Phạm Đức Long", "Vũ Ngọc Hà", "Đặng Quốc Khánh")
ABSENT = "01a2015f-adb6-79aa-8a45-fd8b9fc69bff"


@pytest.fixture
def people(new_file):
    """Four people of one commune."""
    return [
        new_file().register("2026-03-02 09:00", full_name=name, birth_date=f"199{n}-05-06")
        for n, name in enumerate(NAMES)
    ]


def there(file, **said):
    return {"client_id": file.client["id"], "presence": "present", **said}


def hold(file, lines, role=OFFICIAL, recorded="2026-03-05 18:00", **said):
    """A session of the commune, entered in the evening."""
    file.at(recorded)
    body = {"kind": "topic", "held_on": "2026-03-05", "title": "Luật", "hours": 2,
            "attendances": lines, **said}  # fmt: skip
    return file.as_(role).post("/v1/activities", json=body)


def listed(file, kind="activities", role=OFFICIAL, **params):
    path = f"/v1/clients/{file.client['id']}/{kind}"
    return ok(file.as_(role).get(path, params=params), 200)["items"]


def void(file, made, role=OFFICIAL, **headers):
    path = f"/v1/clients/{file.client['id']}/activities/{made['id']}/void"
    return file.as_(role).post(path, json={"reason": "Nhập nhầm người"}, **headers)


def outcomes(done):
    return [one["outcome"] for one in done["items"]]


# --- The roll -----------------------------------------------------------------------------------


def test_a_session_is_entered_with_everybody_who_was_there(people):
    an, hoa, long, ha = people
    lines = [there(an), there(hoa, hours=1.25, result="đạt", mark=8.5),
             {"client_id": long.client["id"], "presence": "absent"},
             {"client_id": ha.client["id"], "presence": "excused", "note": "ốm"}]  # fmt: skip
    done = ok(hold(an, lines, starts_at="08:00", phase="c", led_by="Cô Tư"))
    assert outcomes(done) == ["recorded"] * 4
    assert [one["client_id"] for one in done["items"]] == [p.client["id"] for p in people]
    whole, part, absent, excused = (one["attendance"] for one in done["items"])
    assert (whole["hours"], part["hours"], part["mark"]) == (2, 1.25, 8.5)
    assert (absent["hours"], absent["service_id"]) == (0, None)
    assert (excused["presence"], excused["note"]) == ("excused", "ốm")
    assert listed(hoa) == [part]


@pytest.mark.parametrize("kind", [row.kind for row in practice().session])
def test_who_was_there_has_the_service_it_counts_as(people, kind):
    an, hoa, *_ = people
    lines = [there(an), {"client_id": hoa.client["id"], "presence": "absent"}]
    done = ok(hold(an, lines, kind=kind))
    [service] = listed(an, "services")
    assert service["id"] == done["items"][0]["attendance"]["service_id"]
    assert (service["kind"], service["on"]) == (practice().of(kind).counts_as, "2026-03-05")
    assert listed(hoa, "services") == []


def test_every_kind_of_session_has_its_row_of_practice():
    assert {row.kind for row in practice().session} == set(ActivityKind.__origin__.__args__)
    assert practice().unverified is True


def test_one_persons_refusal_undoes_nobody(people):
    an, hoa, long, _ = people
    lines = [there(an), {"client_id": ABSENT, "presence": "present"}, there(hoa, hours=3),
             there(long), there(an)]  # fmt: skip
    done = ok(hold(an, lines))
    assert outcomes(done) == ["recorded", "refused", "refused", "recorded", "refused"]
    unknown, longer, twice = (done["items"][n]["problem"] for n in (1, 2, 4))
    assert (unknown["code"], unknown["detail"]["vi"]) == ("not-found", "Không tìm thấy")
    assert (longer["code"], longer["pointer"]) == ("invalid", "/attendances/2/hours")
    assert longer["detail"] == {"vi": "dài hơn cả buổi", "en": "is longer than the session"}
    assert twice["code"] == "state-conflict"
    assert len(listed(an)) == len(listed(long)) == 1
    assert listed(hoa) == []


def test_a_session_about_nobody_we_know_is_not_found(people):
    answer = hold(people[0], [{"client_id": ABSENT, "presence": "present"}])
    assert answer.status_code == 404
    assert ok(people[0].as_(OFFICIAL).get("/v1/activities"), 200)["items"] == []


def test_the_case_of_another_person_is_refused_for_that_person(addict, people):
    file, an = addict("2026-03-03 09:00"), people[0]
    case = file.cases["determination"]["id"]
    done = ok(hold(an, [there(file, case_id=case), there(an, case_id=case)]))
    assert outcomes(done) == ["recorded", "refused"]
    assert done["items"][1]["problem"]["pointer"] == "/attendances/1/case_id"


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"held_on": "2026-03-06"}, "/held_on"),
        ({"hours": 1.3}, "/hours"),
        ({"hours": 0}, "/hours"),
        ({"hours": 24.25}, "/hours"),
        ({"hours": "2"}, "/hours"),
        ({"starts_at": "24:00"}, "/starts_at"),
        ({"kind": "dream"}, "/kind"),
        ({"phase": "f"}, "/phase"),
        ({"unit": "01"}, "/unit"),
        ({"unit": "00008"}, "/unit"),
        ({"unit": "F-01-01"}, "/unit"),
        ({"attendances": []}, "/attendances"),
    ],
)
def test_a_session_that_cannot_be_is_refused_whole(people, said, pointer):
    answer = hold(people[0], [there(people[0])], **said)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
    assert listed(people[0]) == []


def test_who_was_absent_has_no_hours(people):
    line = {"client_id": people[0].client["id"], "presence": "excused", "hours": 1}
    [one] = ok(hold(people[0], [line]))["items"]
    assert one["problem"]["pointer"] == "/attendances/0/hours"


def test_two_hundred_people_fit_and_one_more_does_not(people):
    lines = [{"client_id": f"01a2015f-adb6-79aa-8a45-{n:012}", "presence": "absent"}
             for n in range(199)]  # fmt: skip
    done = ok(hold(people[0], [*lines, there(people[0])]))
    assert outcomes(done) == ["refused"] * 199 + ["recorded"]
    answer = hold(people[0], [*lines, there(people[0]), there(people[1])])
    assert answer.json()["errors"][0]["pointer"] == "/attendances"


def test_as_many_statements_for_fifty_people_as_for_one(new_file, app_engine):
    files = [
        new_file().register("2026-03-02 09:00", full_name=f"Lê {a} {b}", birth_date=f"19{n}-01-02")
        for n, (a, b) in enumerate(
            ((a, b) for a in ("Bá", "Công", "Duy", "Gia", "Huy") for b in (
                "Anh", "Bảo", "Chiến", "Dũng", "Hải", "Khôi", "Lộc", "Nghĩa", "Phong", "Sơn")), 50
        )
    ]  # fmt: skip
    counts = []
    sent: list[str] = []
    listener = lambda *told: sent.append(told[2])  # noqa: E731
    sa.event.listen(app_engine, "before_cursor_execute", listener)
    for some in (files[:1], files[1:51]):
        sent.clear()
        done = ok(hold(files[0], [there(file) for file in some], kind="labour_therapy"))
        assert outcomes(done) == ["recorded"] * len(some)
        counts.append(len(sent))
    sa.event.remove(app_engine, "before_cursor_execute", listener)
    assert counts[0] == counts[1] < 30


# --- Told again, told later ---------------------------------------------------------------------


def test_sent_again_under_its_ids_it_is_answered_as_it_stands(people):
    an, hoa, *_ = people
    lines = [there(an, id=LINE_ID, hours=1), there(hoa)]
    first = ok(hold(an, lines, id=SESSION_ID))
    again = ok(hold(an, lines, id=SESSION_ID, recorded="2026-03-09 08:00"))
    assert again == first
    assert len(listed(an)) == len(listed(an, "services")) == 1


def test_the_same_id_for_another_session_is_a_conflict(people):
    ok(hold(people[0], [there(people[0])], id=SESSION_ID))
    for other in ({"title": "Khác"}, {"hours": 1}, {"kind": "class"}, {"led_by": "Cô Tư"}):
        answer = hold(people[0], [there(people[0])], id=SESSION_ID, **other)
        assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict")


def test_a_person_told_otherwise_is_refused_and_the_next_is_recorded(people):
    an, hoa, *_ = people
    ok(hold(an, [there(an)], id=SESSION_ID))
    done = ok(hold(an, [there(an, result="đạt"), there(hoa)], id=SESSION_ID))
    assert outcomes(done) == ["refused", "recorded"]
    assert done["items"][0]["problem"]["code"] == "state-conflict"


def test_an_id_of_another_attendance_is_taken(people):
    an, hoa, *_ = people
    ok(hold(an, [there(an, id=LINE_ID)]))
    done = ok(hold(an, [there(hoa, id=LINE_ID)]))
    assert done["items"][0]["problem"]["code"] == "state-conflict"
    assert listed(hoa) == listed(hoa, "services") == []


def test_who_was_forgotten_is_put_on_the_roll_later(people):
    an, hoa, *_ = people
    session = ok(hold(an, [there(an)]))["activity"]
    an.at("2026-03-09 08:00")
    path = f"/v1/activities/{session['id']}/attendances"
    done = ok(an.as_(POLICE).post(path, json={"attendances": [there(hoa)]}))
    assert (done["activity"], outcomes(done)) == (session, ["recorded"])
    assert done["items"][0]["attendance"]["late_entry"] is True
    roll = ok(an.as_(OFFICIAL).get(f"/v1/activities/{session['id']}"), 200)["attendances"]
    assert [row["client_id"] for row in roll] == [an.client["id"], hoa.client["id"]]


def test_a_voided_attendance_takes_its_service_with_it_and_may_be_told_anew(people):
    an = people[0]
    [one] = ok(hold(an, [there(an, id=LINE_ID)], id=SESSION_ID))["items"]
    service = listed(an, "services")[0]
    path = f"/v1/clients/{an.client['id']}/services/{service['id']}/void"
    alone = an.as_(OFFICIAL).post(path, json={"reason": "Nhầm"}, version=1)
    assert (alone.status_code, alone.json()["code"]) == (409, "state-conflict")
    assert void(an, one["attendance"]).status_code == 428
    voided = ok(void(an, one["attendance"], version=1), 200)
    assert (voided["void_reason"], voided["version"]) == ("Nhập nhầm người", 2)
    assert listed(an, "services")[0]["void_reason"] == "Nhập nhầm người"
    assert void(an, one["attendance"], version=2).status_code == 409
    again = ok(hold(an, [there(an, id=LINE_ID)], id=SESSION_ID))
    assert again["items"][0]["problem"]["detail"]["en"] == "This attendance was voided"
    assert outcomes(ok(hold(an, [there(an, hours=1)], id=SESSION_ID))) == ["recorded"]


def test_an_attendance_is_voided_only_in_its_own_file(people):
    an, hoa, *_ = people
    [one] = ok(hold(an, [there(an)]))["items"]
    assert void(hoa, one["attendance"], version=1).status_code == 404


# --- Reading ------------------------------------------------------------------------------------


def test_lists_are_narrowed_and_hours_summed_up_by_week(people):
    an = people[0]
    for day, kind, hours in (("2026-03-02", "class", 2), ("2026-03-08", "class", 1.5),
                             ("2026-03-09", "sport", 0.25)):  # fmt: skip
        ok(hold(an, [there(an)], held_on=day, kind=kind, hours=hours, recorded="2026-03-10 08:00"))
    gone = ok(hold(an, [there(an)], kind="class", recorded="2026-03-10 08:00"))["items"][0]
    ok(void(an, gone["attendance"], version=1), 200)
    ok(hold(an, [{"client_id": an.client["id"], "presence": "absent"}],
            recorded="2026-03-10 08:00"))  # fmt: skip
    assert [row["held_on"] for row in listed(an, kind="activities", **{"from": "2026-03-06"})] == [
        "2026-03-09", "2026-03-08",
    ]  # fmt: skip
    assert [row["kind"] for row in listed(an, presence="absent")] == ["topic"]
    first = ok(an.as_(OFFICIAL).get(f"/v1/clients/{an.client['id']}/activities",
                                    params={"limit": "2"}), 200)  # fmt: skip
    rest = listed(an, limit="2", cursor=first["next"])
    assert len({row["id"] for row in (*first["items"], *rest)}) == 4
    path = f"/v1/clients/{an.client['id']}/activities/hours"
    sums = ok(an.as_(OFFICIAL).get(path), 200)
    assert (sums["sessions"], sums["hours"]) == (3, 3.75)
    assert [(k["kind"], k["sessions"], k["hours"]) for k in sums["by_kind"]] == [
        ("class", 2, 3.5), ("sport", 1, 0.25),
    ]  # fmt: skip
    assert [(w["week"], w["kind"], w["hours"]) for w in sums["by_week"]] == [
        ("2026-03-09", "sport", 0.25), ("2026-03-02", "class", 3.5),
    ]  # fmt: skip
    late = ok(an.as_(OFFICIAL).get(path, params={"from": "2026-03-09"}), 200)
    assert (late["sessions"], late["hours"]) == (1, 0.25)
    none = ok(an.as_(OFFICIAL).get(path, params={"from": "2026-03-10"}), 200)
    assert (none["sessions"], none["hours"], none["by_week"]) == (0, 0, [])


def test_sessions_attended_stand_in_the_life_of_the_file_once(people):
    an, hoa, *_ = people
    ok(hold(an, [there(an), {"client_id": hoa.client["id"], "presence": "absent"}]))
    for file, told in ((an, ["topic"]), (hoa, [])):
        path = f"/v1/clients/{file.client['id']}/timeline"
        events = ok(file.as_(OFFICIAL).get(path), 200)["items"]
        assert [e["title"] for e in events if e["kind"] in {"activity", "service"}] == told


def test_the_centre_does_not_read_the_sessions_of_the_commune(people):
    an = people[0]
    session = ok(hold(an, [there(an)]))["activity"]
    centre = an.as_(INTAKE)
    assert ok(centre.get("/v1/activities"), 200)["items"] == []
    assert centre.get(f"/v1/activities/{session['id']}").status_code == 404
    assert ok(an.as_("province_manager").get("/v1/activities"), 200)["items"] == [session]

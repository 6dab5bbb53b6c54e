"""Contacts with a person: told from the roadside, told twice, told late, taken back."""

import pytest

from tests.scenarios.chain import admitted_163, decided, to_court_2026
from tests.scenarios.story import CENTRE, ok

OFFICIAL, POLICE, INTAKE = "commune_official", "commune_police", "centre_caseworker"
MINE = "01a2015f-adb6-79aa-8a45-fd8b9fc69bc8"


@pytest.fixture
def file(new_file):
    return new_file().register("2026-03-02 09:00")


def record(file, when, outcome="met", role=OFFICIAL, recorded=None, **said):
    """A contact entered at its moment, or at the moment it is said to be recorded."""
    body = {"kind": "visit", "happened_at": file.at(when, recorded), "outcome": outcome, **said}
    return file.as_(role).post(f"/v1/clients/{file.client['id']}/contacts", json=body)


def listed(file, role=OFFICIAL, **params):
    path = f"/v1/clients/{file.client['id']}/contacts"
    return ok(file.as_(role).get(path, params=params), 200)["items"]


def void(file, made, role=OFFICIAL, **headers):
    path = f"/v1/clients/{file.client['id']}/contacts/{made['id']}/void"
    return file.as_(role).post(path, json={"reason": "Nhập nhầm người"}, **headers)


def refused_at(answer):
    return answer.status_code, answer.json()["errors"][0]["pointer"]


def in_the_centre(addict):
    file = to_court_2026(addict("2026-07-20 09:00"))
    decided(file, "2026-08-11 09:00", "2026-08-20 09:00")
    return admitted_163(file, "2026-08-31 08:00", "2026-09-03", "2026-09-04 09:00")


# --- Recording ----------------------------------------------------------------------------------


def test_kind_moment_and_outcome_suffice(file):
    made = ok(record(file, "2026-03-05 14:30"))
    assert (made["kind"], made["outcome"], made["unit"]) == ("visit", "met", "00004")
    assert made["happened_at"] == "2026-03-05T14:30:00+07:00"
    assert (made["late_entry"], made["version"]) == (False, 1)
    assert listed(file) == [made]


def test_what_was_learnt_has_three_fields(file):
    told = {
        "health": "Ăn ngủ được", "family_work": "Đã có việc ở xưởng mộc",
        "behaviour": "Chấp hành tốt\nKhông qua lại với nhóm cũ",
    }  # fmt: skip
    made = ok(record(file, "2026-03-05 14:30", **told, note="Hẹn tháng sau"))
    assert {name: made[name] for name in told} == told


def test_what_is_entered_the_day_after_is_a_late_entry(file):
    assert ok(record(file, "2026-03-05 23:50", recorded="2026-03-06 00:05"))["late_entry"] is True
    assert ok(record(file, "2026-03-06 00:05"))["late_entry"] is False


@pytest.mark.parametrize(
    ("when", "said", "pointer"),
    [
        ("2026-03-05 09:01", {}, "/happened_at"),
        ("1998-03-01 23:59", {}, "/happened_at"),
        ("2026-03-05 09:00", {"next_due": "2026-03-04"}, "/next_due"),
        ("2026-03-05 09:00", {"unit": "99999"}, "/unit"),
        ("2026-03-05 09:00", {"unit": "vn"}, "/unit"),
        ("2026-03-05 09:00", {"kind": "dream"}, "/kind"),
        ("2026-03-05 09:00", {"outcome": "missed"}, "/outcome"),
        ("2026-03-05 09:00", {"case_id": MINE}, "/case_id"),
        ("2026-03-05 09:00", {"health": ""}, "/health"),
    ],
)
def test_what_cannot_be_is_refused(file, when, said, pointer):
    assert refused_at(record(file, when, recorded="2026-03-05 09:00", **said)) == (422, pointer)
    assert listed(file) == []


def test_a_contact_of_the_day_of_birth_is_not_before_it(file):
    ok(record(file, "1998-03-02 00:00", recorded="2026-03-05 09:00"))


def test_a_contact_names_a_case_of_this_person_only(addict, new_file):
    file = addict("2026-07-20 09:00")
    case = file.cases["determination"]["id"]
    assert ok(record(file, "2026-07-21 09:00", case_id=case))["case_id"] == case
    other = new_file().register("2026-07-21 09:00", full_name="Lê Thị Hoa", birth_date="1990-01-01")
    assert refused_at(record(other, "2026-07-21 09:00", case_id=case)) == (422, "/case_id")


# --- From a phone, on a bad line ----------------------------------------------------------------


def test_sent_again_under_its_id_it_is_answered_as_it_stands(file):
    told = {"id": MINE, "health": "Khỏe", "next_due": "2026-04-01", "note": "Gặp ở chợ"}
    first = record(file, "2026-03-05 09:00", **told)
    again = record(file, "2026-03-05 09:00", recorded="2026-03-08 20:00", **told)
    assert (again.status_code, again.text) == (201, first.text)
    assert again.headers["etag"] == first.headers["etag"] == '"v1"'
    assert [row["id"] for row in listed(file)] == [MINE]


def test_told_by_a_colleague_it_is_the_same_contact(file):
    first = ok(record(file, "2026-03-05 09:00", id=MINE))
    assert ok(record(file, "2026-03-05 09:00", role=POLICE, id=MINE)) == first


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "office"},
        {"outcome": "refused"},
        {"happened_at": "2026-03-05T09:00:01+07:00"},
        {"next_due": "2026-04-02"},
        {"next_due": None},
        {"health": "Ốm"},
        {"family_work": "Mất việc"},
        {"behaviour": "Vắng mặt"},
        {"note": "khác"},
        {"note": None},
        {"unit": "00008"},
        {"case_id": None},
    ],
)
def test_the_same_id_with_anything_else_is_a_conflict(addict, other):
    file = addict("2026-03-02 09:00")
    told = {
        "id": MINE, "health": "Khỏe", "family_work": "Có việc", "behaviour": "Tốt",
        "next_due": "2026-04-01", "note": "như vậy", "case_id": file.cases["determination"]["id"],
    }  # fmt: skip
    made = ok(record(file, "2026-03-05 09:00", **told))
    changed = {name: value for name, value in {**told, **other}.items() if value is not None}
    answer = record(file, "2026-03-05 09:00", recorded="2026-03-05 10:00", **changed)
    assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict")
    assert listed(file) == [made]


def test_an_id_of_another_persons_contact_is_taken(file, new_file):
    ok(record(file, "2026-03-05 09:00", id=MINE))
    other = new_file().register("2026-03-05 09:00", full_name="Lê Thị Hoa", birth_date="1990-01-01")
    answer = record(other, "2026-03-05 09:00", id=MINE)
    assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict")
    assert listed(other) == []


def test_a_voided_contact_is_not_repeated_by_sending_it_again(file):
    made = ok(record(file, "2026-03-05 09:00", id=MINE))
    ok(void(file, made, version=1), 200)
    answer = record(file, "2026-03-05 09:00", id=MINE)
    assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict")
    assert ok(record(file, "2026-03-05 09:00"))["voided_at"] is None


def test_the_same_idempotency_key_gives_the_first_answer(file):
    body = {"kind": "visit", "happened_at": file.at("2026-03-05 09:00"), "outcome": "met"}
    path = f"/v1/clients/{file.client['id']}/contacts"
    first, again = (file.as_(OFFICIAL).post(path, json=body, key="lan-1") for _ in range(2))
    assert (again.status_code, again.text) == (201, first.text)
    assert again.headers["idempotency-replayed"] == "true"


# --- Who tells, who reads -----------------------------------------------------------------------


def test_commune_and_centre_tell_of_one_person_each_from_where_they_are(addict):
    file = in_the_centre(addict)
    ok(record(file, "2026-09-10 09:00", role=POLICE, kind="family"))
    ok(record(file, "2026-09-11 09:00", role=INTAKE, kind="office"))
    for role in (OFFICIAL, POLICE, INTAKE, "centre_clinician", "centre_director",
                 "province_manager", "nation_manager"):  # fmt: skip
        assert [row["unit"] for row in listed(file, role)] == [CENTRE, "00004"]


def test_the_centre_without_the_file_tells_and_reads_nothing(file):
    assert record(file, "2026-03-05 09:00", role=INTAKE).status_code == 404
    path = f"/v1/clients/{file.client['id']}/contacts"
    assert file.as_(INTAKE).get(path).status_code == 404


def test_a_court_that_holds_the_file_reads_no_contact(addict):
    file = to_court_2026(addict("2026-07-20 09:00"))
    ok(record(file, "2026-08-11 09:00"))
    clerk, path = file.as_("court_clerk"), f"/v1/clients/{file.client['id']}"
    assert clerk.get(path).status_code == 200
    assert clerk.get(f"{path}/contacts").status_code == 403
    assert clerk.get(f"{path}/contacts/standing").status_code == 403
    events = ok(clerk.get(f"{path}/timeline"), 200)["items"]
    assert "contact" not in {event["kind"] for event in events}


def test_a_system_that_may_read_clients_reads_no_contact(file, sign_in):
    ok(record(file, "2026-03-05 09:00"))
    path = f"/v1/clients/{file.client['id']}"
    system = sign_in(None, "00004", scopes=("client:read",), username="doc-ho-so")
    assert system.get(path).status_code == 200
    assert system.get(f"{path}/contacts").status_code == 403
    assert system.get(f"{path}/contacts/standing").status_code == 403


@pytest.mark.parametrize("seat", ["vn", "01"])
def test_what_a_system_without_a_place_of_its_own_tells_was_in_the_clients_commune(
    file, sign_in, seat
):
    system = sign_in(None, seat, scopes=("client:read", "service:write"), username="dien-thoai")
    body = {"kind": "telephone", "happened_at": file.at("2026-03-05 09:00"), "outcome": "met"}
    made = ok(system.post(f"/v1/clients/{file.client['id']}/contacts", json=body))
    assert made["unit"] == "00004"


def test_contacts_stand_in_the_life_of_the_file(file):
    kept = ok(record(file, "2026-03-05 09:00", kind="office"))
    ok(void(file, ok(record(file, "2026-03-06 09:00")), version=1), 200)
    path = f"/v1/clients/{file.client['id']}/timeline"
    events = ok(file.as_(OFFICIAL).get(path), 200)["items"]
    assert [(e["at"], e["title"], e["unit"]) for e in events if e["kind"] == "contact"] == [
        (kept["happened_at"], "office", "00004")
    ]


# --- Voiding ------------------------------------------------------------------------------------


def test_a_contact_entered_by_mistake_is_marked_once_and_stays(file):
    made = ok(record(file, "2026-03-05 09:00"))
    assert void(file, made).status_code == 428
    voided = ok(void(file, made, version=1), 200)
    assert (voided["void_reason"], voided["version"]) == ("Nhập nhầm người", 2)
    assert void(file, made, version=1).status_code == 412
    assert void(file, made, version=2).status_code == 409
    assert listed(file) == [voided]


def test_a_contact_is_voided_only_in_its_own_file(file, new_file):
    made = ok(record(file, "2026-03-05 09:00"))
    other = new_file().register("2026-03-05 09:00", full_name="Lê Thị Hoa", birth_date="1990-01-01")
    assert void(other, made, version=1).status_code == 404

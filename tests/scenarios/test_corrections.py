"""Corrections: what the person says is right, beside what was written; nothing is overwritten."""

import pytest

from tests.scenarios.story import ok

OFFICIAL = "commune_official"
MINE = "01a2015f-adb6-79aa-8a45-fd8b9fc69bc8"


@pytest.fixture
def file(new_file):
    return new_file().register("2026-03-02 08:00")


def path(file, rest=""):
    return f"/v1/clients/{file.client['id']}{rest}"


def contact(file):
    body = {
        "kind": "visit", "happened_at": file.at("2026-03-02 09:00"), "outcome": "met",
        "behaviour": "Không chấp hành",
    }  # fmt: skip
    return ok(file.as_(OFFICIAL).post(path(file, "/contacts"), json=body))


def propose(file, when, kind, record, field, right, role=OFFICIAL, **said):
    body = {
        "record_kind": kind, "record_id": record, "field": field, "right": right,
        "said_at": file.at(when), **said,
    }  # fmt: skip
    return file.as_(role).post(path(file, "/corrections"), json=body)


def of_person(file, field, right, when="2026-03-03 09:00", **said):
    return propose(file, when, "client", file.client["id"], field, right, **said)


def decide(file, made, decision, when="2026-03-04 09:00", role=OFFICIAL, version=None):
    file.at(when)
    return file.as_(role).post(
        path(file, f"/corrections/{made['id']}/decide"), version=version or made["version"],
        json={"decision": decision, "reason": "Theo giấy khai sinh"},
    )  # fmt: skip


def listed(file, role=OFFICIAL, **params):
    return ok(file.as_(role).get(path(file, "/corrections"), params=params), 200)["items"]


def refused_at(answer):
    return answer.status_code, answer.json()["errors"][0]["pointer"]


def person(file):
    return ok(file.as_(OFFICIAL).get(path(file)), 200)


@pytest.mark.parametrize(
    ("field", "right", "stood"),
    [
        ("full_name", "Nguyễn Văn Ân", "Nguyễn Văn An"),
        ("birth_date", "1998-02-03", "1998-03-02"),
        ("sex", "female", "male"),
        ("ethnicity", "Tày", None),
        ("citizenship", "LA", "VN"),
        ("phone", "0912345678", None),
        ("identity_number", "001098012345", None),
    ],
)
def test_an_accepted_particular_is_changed_and_what_stood_there_stays_readable(
    file, field, right, stood
):
    made = ok(of_person(file, field, right))
    assert (made["decision"], person(file)[field], person(file)["version"]) == (None, stood, 1)
    done = ok(decide(file, made, "accepted"), 200)
    assert (done["right"], done["former"]) == (right, stood)
    assert (person(file)[field], person(file)["version"]) == (right, 2)


def test_an_accepted_address_is_changed_too(file):
    done = ok(decide(file, ok(of_person(file, "address", "1 Hàng Gai")), "accepted"), 200)
    assert done["former"] == "12 Hàng Bông"
    assert person(file)["residence"]["address"] == "1 Hàng Gai"


def test_what_stood_there_lies_sealed(file, as_nation):
    ok(decide(file, ok(of_person(file, "full_name", "Nguyễn Văn Ân")), "accepted"), 200)
    with as_nation() as session:
        row = session.connection().exec_driver_sql("select * from correction").mappings().one()
        assert "Nguyễn" not in str({k: v for k, v in row.items() if k != "decision_reason"})
        assert "Nguyễn".encode() not in bytes(row["former_sealed"]) + bytes(row["right_sealed"])


def test_a_refused_correction_changes_nothing_and_stays(file):
    made = ok(of_person(file, "full_name", "Nguyễn Văn Ân"))
    done = ok(decide(file, made, "refused"), 200)
    assert (done["decision"], done["former"]) == ("refused", None)
    assert person(file)["full_name"] == "Nguyễn Văn An"
    assert listed(file) == [done]


def test_a_correction_is_decided_once(file):
    done = ok(decide(file, ok(of_person(file, "sex", "female")), "refused"), 200)
    assert decide(file, done, "accepted").status_code == 409
    assert decide(file, done, "accepted", version=1).status_code == 412
    void = file.as_(OFFICIAL).post(
        path(file, f"/corrections/{done['id']}/void"), version=2, json={"reason": "x"}
    )
    assert void.status_code == 409
    assert person(file)["sex"] == "male"


def test_a_record_of_another_kind_stays_as_it_was_written(file):
    told = contact(file)
    made = ok(propose(file, "2026-03-03 09:00", "contact", told["id"], "behaviour", "Có chấp hành"))
    done = ok(decide(file, made, "accepted"), 200)
    contacts = ok(file.as_(OFFICIAL).get(path(file, "/contacts")), 200)["items"]
    assert contacts == [told]
    # Shown with the record: by its kind and id.
    assert listed(file, record_kind="contact", record_id=told["id"]) == [done]
    assert listed(file, record_kind="service") == []


@pytest.mark.parametrize(
    ("field", "right", "pointer"),
    [
        ("birth_date", "hôm qua", "/right"),
        ("sex", "x", "/right"),
        ("identity_number", "12", "/right"),
        ("died_on", "2026-01-01", "/field"),
        ("version", "9", "/field"),
        ("full_name", "", "/right"),
    ],
)
def test_what_cannot_stand_there_is_refused(file, field, right, pointer):
    assert refused_at(of_person(file, field, right)) == (422, pointer)


def test_a_correction_names_a_record_and_a_request_of_this_person_only(file, new_file):
    told = contact(file)
    asked = ok(file.as_(OFFICIAL).post(path(file, "/requests"), json={
        "kind": "correct", "content": "Sai tên", "received_at": file.at("2026-03-02 10:00"),
    }))  # fmt: skip
    made = ok(of_person(file, "full_name", "Nguyễn Văn Ân", request_id=asked["id"]))
    assert made["request_id"] == asked["id"]
    other = new_file().register("2026-03-03 09:00", full_name="Lê Thị Hoa", birth_date="1990-01-01")
    answer = propose(other, "2026-03-03 09:00", "contact", told["id"], "note", "x")
    assert refused_at(answer) == (422, "/record_id")
    answer = of_person(other, "full_name", "Lê Thị Hòa", request_id=asked["id"])
    assert refused_at(answer) == (422, "/request_id")
    assert decide(other, made, "accepted").status_code == 404


def test_who_does_not_read_the_part_neither_enters_nor_sees_it(addict):
    file = addict("2026-02-26 09:00")
    told = contact(file)
    ok(propose(file, "2026-03-03 09:00", "contact", told["id"], "note", "Đã gặp"))
    clerk_sees = ok(file.as_("province_manager").get(path(file, "/corrections")), 200)["items"]
    assert [row["record_kind"] for row in clerk_sees] == ["contact"]
    case = file.cases["determination"]["id"]
    ok(propose(file, "2026-03-03 09:00", "case", case, "outcome", "khác"))
    assert {row["record_kind"] for row in listed(file)} == {"contact", "case"}


def test_a_system_that_reads_the_identity_part_alone_sees_no_correction_of_another(file, sign_in):
    told = contact(file)
    ok(propose(file, "2026-03-03 09:00", "contact", told["id"], "note", "Đã gặp"))
    kept = ok(of_person(file, "full_name", "Nguyễn Văn Ân"))
    system = sign_in(None, "00004", scopes=("client:read", "client:write"), username="cong-dan")
    seen = ok(system.get(path(file, "/corrections")), 200)["items"]
    assert [row["id"] for row in seen] == [kept["id"]]
    body = {
        "record_kind": "contact", "record_id": told["id"], "field": "note", "right": "x",
        "said_at": file.at("2026-03-03 10:00"),
    }  # fmt: skip
    assert system.post(path(file, "/corrections"), json=body).status_code == 403


def test_sent_again_under_its_id_it_is_answered_as_it_stands(file):
    first = ok(of_person(file, "full_name", "Nguyễn Văn Ân", id=MINE))
    assert ok(of_person(file, "full_name", "Nguyễn Văn Ân", id=MINE)) == first
    assert of_person(file, "full_name", "Nguyễn Văn Ấn", id=MINE).status_code == 409
    assert listed(file) == [first]


def test_a_correction_stands_in_the_life_of_the_file(file):
    ok(of_person(file, "full_name", "Nguyễn Văn Ân"))
    events = ok(file.as_(OFFICIAL).get(path(file, "/timeline")), 200)["items"]
    assert "client.full_name" in [e["title"] for e in events if e["kind"] == "correction"]

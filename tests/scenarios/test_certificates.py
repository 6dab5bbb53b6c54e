"""Certificates of a client: of a vocation they are a service as well."""

import pytest

from app.law.reading.activities import activities as practice
from app.schemas.certificates import CertificateKind
from tests.scenarios.story import ok

OFFICIAL = "commune_official"
MINE = "01a2015f-adb6-79aa-8a45-fd8b9fc69be1"
BODY = {
    "kind": "vocational_elementary", "title": "Nghề mộc", "hours": 300, "issued_on": "2026-03-04",
    "number": "15/CC", "issuer": "Trường Trung cấp nghề số 1",
}  # fmt: skip


@pytest.fixture
def file(new_file):
    return new_file().register("2026-03-02 09:00")


def path_of(file, kind="certificates"):
    return f"/v1/clients/{file.client['id']}/{kind}"


def record(file, recorded="2026-03-05 09:00", **said):
    file.at(recorded)
    return file.as_(OFFICIAL).post(path_of(file), json={**BODY, **said})


def listed(file, kind="certificates"):
    return ok(file.as_(OFFICIAL).get(path_of(file, kind)), 200)["items"]


def void(file, made, **headers):
    path = f"{path_of(file)}/{made['id']}/void"
    return file.as_(OFFICIAL).post(path, json={"reason": "Nhập nhầm"}, **headers)


def test_a_certificate_of_a_vocation_is_the_service_of_its_day(file):
    made = ok(record(file))
    assert listed(file) == [made]
    [service] = listed(file, "services")
    assert (service["id"], service["kind"]) == (made["service_id"], "vocational_training")
    assert (service["on"], service["provider"]) == ("2026-03-04", BODY["issuer"])


def test_every_kind_of_certificate_has_its_row_of_practice(file):
    rows = practice().certificate
    assert {row.kind for row in rows} == set(CertificateKind.__origin__.__args__)
    for number, row in enumerate(rows):
        made = ok(record(file, kind=row.kind, number=str(number)))
        assert (made["service_id"] is None) == (row.counts_as is None)


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"issued_on": "2026-03-06"}, "/issued_on"),
        ({"issued_on": "1998-03-01"}, "/issued_on"),
        ({"hours": 0}, "/hours"),
        ({"kind": "doctor"}, "/kind"),
        ({"number": " "}, "/number"),
        ({"case_id": MINE}, "/case_id"),
        ({"unit": "99999"}, "/unit"),
    ],
)
def test_a_certificate_that_cannot_be_is_refused(file, said, pointer):
    answer = record(file, **said)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
    assert listed(file) == listed(file, "services") == []


def test_one_number_of_one_issuer_stands_once_on_a_file(file, new_file):
    ok(record(file))
    answer = record(file, title="Nghề hàn")
    assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict")
    ok(record(file, issuer="Trường khác"))
    other = new_file().register("2026-03-05 09:00", full_name="Lê Thị Hoa", birth_date="1990-01-01")
    ok(record(other))


def test_sent_again_under_its_id_it_is_answered_as_it_stands(file):
    first = ok(record(file, id=MINE))
    assert ok(record(file, id=MINE, recorded="2026-03-08 09:00")) == first
    assert len(listed(file, "services")) == 1
    answer = record(file, id=MINE, title="Nghề hàn")
    assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict")


def test_voided_it_takes_its_service_with_it_and_may_be_entered_anew(file):
    made = ok(record(file, id=MINE))
    service = listed(file, "services")[0]
    alone = file.as_(OFFICIAL).post(
        f"{path_of(file, 'services')}/{service['id']}/void", json={"reason": "Nhầm"}, version=1
    )
    assert alone.status_code == 409
    assert void(file, made).status_code == 428
    assert ok(void(file, made, version=1), 200)["version"] == 2
    assert listed(file, "services")[0]["void_reason"] == "Nhập nhầm"
    assert void(file, made, version=2).status_code == 409
    assert record(file, id=MINE).status_code == 409
    ok(record(file))


def test_a_certificate_stands_once_in_the_life_of_the_file(file):
    ok(record(file))
    events = ok(file.as_(OFFICIAL).get(path_of(file, "timeline")), 200)["items"]
    told = [(e["kind"], e["title"]) for e in events if e["kind"] in {"service", "certificate"}]
    assert told == [("certificate", "vocational_elementary")]

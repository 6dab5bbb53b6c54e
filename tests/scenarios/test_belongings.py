"""Belongings: taken into custody with a receipt, handed on once."""

import pytest

from tests.scenarios.inside import DIRECTOR, INTAKE, fault, listed, path, under_163, void
from tests.scenarios.story import ok

KIND = "belongings"


@pytest.fixture
def file(addict):
    return under_163(addict)


def receive(file, when, role=INTAKE, **said):
    body = {
        "what": "Điện thoại", "receipt_number": "BN-12", "received_at": file.at(when), **said,
    }  # fmt: skip
    return file.as_(role).post(path(file, KIND), json=body)


def release(file, thing, when, how="returned", recorded=None, **said):
    body = {
        "released_as": how, "released_at": file.at(when, recorded),
        "released_to": "Nguyễn Văn An", **said,
    }  # fmt: skip
    where = f"{path(file, KIND)}/{thing['id']}/release"
    return file.as_(DIRECTOR).post(where, json=body, version=thing["version"])


def test_what_is_taken_has_a_receipt_and_a_value(file):
    made = ok(receive(file, "2026-09-04 10:00", quantity=2, value_dong=3_000_000))
    assert (made["receipt_number"], made["quantity"], made["value_dong"]) == (
        "BN-12", 2, 3_000_000,
    )  # fmt: skip
    assert (listed(file, KIND, kept="true"), listed(file, KIND, kept="false")) == ([made], [])


@pytest.mark.parametrize("how", ["returned", "sent_home", "destroyed"])
def test_nothing_is_handed_on_twice(file, how):
    made = ok(receive(file, "2026-09-04 10:00"))
    gone = ok(release(file, made, "2026-10-01 09:00", how), 200)
    assert (gone["released_as"], gone["released_to"]) == (how, "Nguyễn Văn An")
    assert release(file, made, "2026-10-02 09:00").status_code == 412
    answer = release(file, gone, "2026-10-02 09:00")
    assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict")
    assert (listed(file, KIND, kept="true"), listed(file, KIND, kept="false")) == ([], [gone])


@pytest.mark.parametrize("when", ["2026-09-04 09:59", "2026-10-01 09:01"])
def test_it_is_handed_on_after_it_came_and_not_tomorrow(file, when):
    made = ok(receive(file, "2026-09-04 10:00"))
    assert fault(release(file, made, when, recorded="2026-10-01 09:00")) == (422, "/released_at")


def test_what_was_entered_by_mistake_is_not_handed_on(file):
    made = ok(receive(file, "2026-09-04 10:00"))
    voided = ok(void(file, KIND, made), 200)
    assert release(file, voided, "2026-10-01 09:00").status_code == 409
    assert (listed(file, KIND), listed(file, KIND, kept="true")) == ([voided], [])


def test_the_commune_takes_nothing_into_custody(file):
    assert receive(file, "2026-09-04 10:00", role="commune_police").status_code == 403


def test_belongings_are_no_event_of_a_life(file):
    ok(receive(file, "2026-09-04 10:00"))
    kinds = ok(file.as_(DIRECTOR).get(path(file, "timeline")), 200)["items"]
    assert "belonging" not in {one["kind"] for one in kinds}

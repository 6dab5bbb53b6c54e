"""Files that came from elsewhere wait on the list until somebody at the unit opens them."""

import pytest

from tests.scenarios.chain import CHAIR, CLERK, POLICE, to_court_2026
from tests.scenarios.story import REGISTRATION, ok
from tests.scenarios.worklist.seen import area, items, worklist

THERE = "26740"


@pytest.fixture
def file(addict):
    """Moved to another commune with a case that is open."""
    file = addict("2026-02-26 09:00")
    file.open(CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION)
    return move(file, THERE, "2026-03-03 09:00")


def move(file, to, when):
    path = f"/v1/clients/{file.client['id']}"
    version = ok(file.as_(CHAIR).get(path), 200)["version"]
    body = {"to": to, "occurred_at": file.at(when), "reason": "Chuyển nơi cư trú"}
    ok(file.as_(CHAIR).post(f"{path}/moves", json=body, version=version))
    return file


def came(caller):
    return items(caller, kind="new_file")


def test_who_is_new_here_and_since_when(file):
    [row] = came(file.offices(CHAIR, THERE))
    assert (row["client_id"], row["full_name"]) == (file.client["id"], "Nguyễn Văn An")
    assert (row["unit"], row["since"], row["due_at"]) == (THERE, "2026-03-03T09:00:00+07:00", None)
    assert row["reason"]["vi"].startswith("Chuyển đến lúc 09:00 ngày 03/03/2026")
    assert row["legal_basis"] == row["steps"] == []


def test_the_duties_come_along(file):
    there = file.offices(CHAIR, THERE)
    assert [row["clock"] for row in items(there, kind="due_soon")] == ["D-10"]
    assert came(file.as_(CHAIR)) == items(file.as_(CHAIR)) == []


def test_seeing_a_file_in_a_list_is_not_opening_it(file):
    there = file.offices(CHAIR, THERE)
    for path in ("/v1/clients", "/v1/cases", "/v1/deadlines", "/v1/worklist"):
        assert file.client["id"] in there.get(path).text
    assert area(there, THERE)["items"][0]["client_id"] == file.client["id"]
    assert len(came(there)) == 1


@pytest.mark.parametrize("path", ["/v1/clients/{client}", "/v1/cases/{case}"])
def test_once_anybody_of_the_unit_has_opened_it_it_is_off_the_list(file, path):
    chair, police = file.offices(CHAIR, THERE), file.offices(POLICE, THERE)
    assert len(came(police)) == 1
    ok(chair.get(path.format(client=file.client["id"], case=file.case["id"])), 200)
    assert came(police) == came(chair) == []


def test_a_province_that_looked_has_not_opened_it_for_the_commune(file):
    province = file.offices("province_manager", "79")
    ok(province.get(f"/v1/clients/{file.client['id']}"), 200)
    assert len(came(file.offices(CHAIR, THERE))) == 1
    assert len(items(province, kind="new_file", unit=THERE)) == 1
    assert came(province) == []


def test_who_was_registered_here_is_not_new(new_file):
    file = new_file().register("2026-03-02 09:00")
    assert worklist(file.as_(CHAIR))["counts"]["new_file"] == 0


def test_a_dossier_submitted_to_a_court_is_new_to_the_court(addict):
    file = to_court_2026(addict("2026-07-20 09:00"))
    [row] = came(file.as_(CLERK))
    assert row["client_id"] == file.client["id"]
    file.take(CLERK, "court_accept", "2026-08-11 09:00")
    assert came(file.as_(CLERK)) == []


def test_a_list_narrowed_to_a_procedure_has_no_files(file):
    there = file.offices(CHAIR, THERE)
    assert worklist(there, procedure="voluntary-home")["counts"]["new_file"] == 0

"""Where people are managed, and how they came into a centre: one person of every kind."""

import pytest

from tests.scenarios.chain import DIRECTOR, INTAKE, POLICE, PROVINCE, opened
from tests.scenarios.story import CENTRE, COMMUNE, REGISTRATION_163, ok, signed
from tests.services.reading import Reader

PRIVATE = "F-01-02"
CLINIC = "centre_clinician"


def there(file, role, unit, step, when):
    """Take a step in another centre than the one of the stories."""
    said = {"name": step, "occurred_at": file.at(when)}
    path = f"/v1/cases/{file.case['id']}/steps"
    file.case = ok(file.offices(role, unit).post(path, json=said, version=file.case["version"]))


def volunteers(file, centre, **said):
    file.open(POLICE, "voluntary-centre", "register", "2026-08-03 09:00", centre=centre,
              papers=REGISTRATION_163, **said)  # fmt: skip
    return file.take(POLICE, "decide", "2026-08-03 10:00", decision=signed("2026-08-03"))


def private(file):
    volunteers(file, "private", facility=PRIVATE)
    there(file, DIRECTOR, PRIVATE, "sign_contract", "2026-08-03 14:00")
    there(file, INTAKE, PRIVATE, "admit", "2026-08-03 15:00")


def public(file):
    volunteers(file, "public")
    file.take(POLICE, "request_placement", "2026-08-03 11:00")
    file.take(PROVINCE, "assign_centre", "2026-08-03 15:00", facility=CENTRE,
              decision=signed("2026-08-03"))  # fmt: skip
    file.take(INTAKE, "admit", "2026-08-04 09:00")


def substituted(file):
    file.open(POLICE, "substitution", "register", "2026-08-03 09:00", facility=CENTRE,
              papers=("substitution-application", "determination-result"))  # fmt: skip
    file.take(CLINIC, "start", "2026-08-04 09:00", eligible_at="2026-08-04T08:00:00+07:00")


def held(file):
    opened(file, "2026-08-03 09:00", POLICE, not_criminal=True)
    file.open(POLICE, "pending-management", "decide_facility", "2026-08-03 10:00",
              facility=CENTRE, reason="Đang lập hồ sơ", decision=signed("2026-08-03"))  # fmt: skip
    file.take(POLICE, "hand_over_to_facility", "2026-08-03 15:00", papers=("cv",))


def gone(file):
    file.open(POLICE, "addict-list", "enter", "2026-08-03 09:00")
    file.take(POLICE, "report_departure", "2026-08-20 09:00",
              departed_at="2026-08-20T08:00:00+07:00")  # fmt: skip


def stays(file):
    """Nothing happens."""


LIVES = {"Ngọc": private, "Oanh": public, "Phú": substituted, "Quý": held, "Sơn": gone,
         "Tâm": stays}  # fmt: skip


@pytest.fixture
def read(addict, offices):
    for number, (name, live) in enumerate(LIVES.items()):
        born = {
            "full_name": f"Đào Kim {name}",
            "birth_date": f"{1970 + 3 * number}-0{number + 1}-11",
        }
        file = addict("2026-08-03 08:00", **born)
        live(file)
    file.at("2026-09-10 09:00")
    return Reader(offices, {"from": "2026-08-01", "to": "2026-08-31"})


def who(read, code, kind):
    return read.names(code, "numerator", variant="each", kind=kind)


def test_everybody_is_in_one_place(read):
    assert read.each("VH-06") == {
        "private_centre": 1, "public_centre": 2, "substitution": 1, "absent_unknown": 1,
        "home_community": 1,
    }  # fmt: skip
    assert who(read, "VH-06", "private_centre") == ["Ngọc"]
    assert who(read, "VH-06", "public_centre") == ["Oanh", "Quý"]
    assert who(read, "VH-06", "substitution") == ["Phú"]
    assert who(read, "VH-06", "absent_unknown") == ["Sơn"]
    assert read.count("VH-01") == (6, None)


def test_admissions_and_residents_by_how_they_came(read):
    for code in ("VH-08", "VH-09"):
        assert read.each(code) == {"voluntary": 2, "held": 1}
        assert who(read, code, "held") == ["Quý"]
    assert read.count("VH-07") == (3, 6)
    assert read.names("VH-07", "numerator") == ["Quý", "Sơn", "Tâm"]


def test_both_centres_are_known_to_be_lived_in_and_neither_said_its_places(read):
    rows = read.rows("VH-09-2", "excluded")
    assert {(row["id"], row["amount"]) for row in rows} == {(CENTRE, 2), (PRIVATE, 1)}
    assert read.count("VH-09", COMMUNE) == (3, None)

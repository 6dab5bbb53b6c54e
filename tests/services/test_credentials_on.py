"""Who was qualified for what on a day: what a determination will ask of its assessor."""

from datetime import date

import pytest

from app.ids import new_id
from app.services import staff
from tests.scenarios.story import ok

PERSON = {"full_name": "Lê Thị Hạnh", "kinds": ["doctor"], "employed_from": "2025-01-01",
          "employed_until": "2026-10-31"}  # fmt: skip
LICENCE = {
    "kind": "practising_licence", "number": "1", "issuer": "Sở Y tế", "issued_on": "2025-03-01",
    "valid_until": "2026-08-31",
}  # fmt: skip
COURSE = {
    "code": "TH-01", "title": "Xác định tình trạng nghiện", "kind": "determination", "hours": 24,
    "held_from": "2026-03-02", "held_until": "2026-03-04", "organiser": "Bệnh viện",
}  # fmt: skip


@pytest.fixture
def doctor(offices):
    director = offices("centre_director")
    person = ok(director.post("/v1/staff", json=PERSON))
    path = f"/v1/staff/{person['id']}/credentials"
    ok(director.post(path, json=LICENCE))
    voided = ok(director.post(path, json={**LICENCE, "number": "2"}))
    ok(director.post(f"{path}/{voided['id']}/void", version=1, json={"reason": "x"}), 200)
    failed = ok(director.post("/v1/staff", json={**PERSON, "full_name": "Vũ Văn Bảo"}))
    roll = [{"staff_id": person["id"], "result": "passed", "certificate_number": "CN-9"},
            {"staff_id": failed["id"], "result": "failed"}]  # fmt: skip
    ok(director.post("/v1/trainings", json={**COURSE, "roll": roll}))
    return person


@pytest.fixture
def on(house, offices, doctor):
    """`on(day, unit=…)`: kind and number of what counts that day, as the director's session."""
    director = offices("centre_director")

    def ask(day, **whom):
        with house.sessions() as session:
            ctx = house.enter_as(session, director.username, action="test", request=new_id())
            found = staff.credentials_on(ctx, on=date.fromisoformat(day), **whom)
            session.rollback()
            return [(one.source, one.kind, one.number) for one in found]

    return ask


LICENSED = ("credential", "practising_licence", "1")
TRAINED = ("training", "determination", "CN-9")


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2025-02-28", []),
        ("2025-03-01", [LICENSED]),
        ("2026-03-03", [LICENSED]),
        ("2026-03-04", [LICENSED, TRAINED]),
        ("2026-08-31", [LICENSED, TRAINED]),
        ("2026-09-01", [TRAINED]),
        ("2026-10-31", [TRAINED]),
        ("2026-11-01", []),
    ],
)
def test_what_counts_on_a_day(on, doctor, day, counts):
    assert on(day, unit="F-01-01") == counts
    assert on(day, staff=doctor["id"]) == counts


def test_nobody_else_is_qualified_by_it(on):
    assert on("2026-03-04", unit="F-01-02") == []
    assert on("2026-03-04", staff=new_id()) == []

"""What may be told twice under one id, told at once: one row, and the same answer to both.

The two stand before the very insert, and go at it together.
"""

import pytest
import sqlalchemy as sa

from app.ids import new_id
from tests.races.track import statuses
from tests.scenarios.story import CENTRE

CHAIR, POLICE = "commune_official", "commune_police"
DIRECTOR, WORKER = "centre_director", "centre_caseworker"
AT, DAY = "2026-03-01T09:00:00+07:00", "2026-03-01"
_HOLD = sa.text("""
insert into custody values (:id, :client, :unit, '01', 'facility', now(), null, 'planted', :id)
""")
_AUDIT = sa.text("select audit_append('planted', '{}', null, null, null, '{}')")
IN_COMMUNE = {
    "contact": ("contacts", {"kind": "visit", "happened_at": AT, "outcome": "met"}),
    "referral": ("referrals", {"to_unit": CENTRE, "purpose": "job", "referred_at": AT}),
    "subject_request": (
        "requests", {"kind": "access", "content": "Theo đơn", "received_at": AT},
    ),
}  # fmt: skip
IN_CENTRE = {
    "incident": ("incidents", {"kind": "death", "happened_at": AT, "description": "Tai nạn"}),
    "belonging": ("belongings", {"what": "Ví", "receipt_number": "BN-1", "received_at": AT}),
    "outside_contact": (
        "outside-contacts", {"kind": "visit", "happened_at": AT, "who": "Lan", "relation": "mẹ"},
    ),
    "conduct_measure": (
        "measures",
        {"kind": "commendation", "reason": "Tốt", "decided_by": "Bình",
         "decided_on": DAY},
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def promises(track):
    """Look at every promise when the race is over."""
    yield
    track.promises_hold()


@pytest.fixture
def file(track):
    """A person whose file the commune holds and the centre has."""
    file = track.file()
    file.at("2026-03-02 09:00")
    for role in (CHAIR, POLICE, DIRECTOR, WORKER):
        track.offices(role)
    with track.offices.desk.as_nation() as session:
        session.execute(_HOLD, {"id": new_id(), "client": file.client["id"], "unit": CENTRE})
        session.execute(_AUDIT)
    return file


def told_twice(track, table, path, body, roles):
    """One row under one id, whoever was first, and both read it."""
    key = str(new_id())
    callers = [track.offices(role) for role in roles]
    acts = [lambda one=one: one.post(path, json={**body, "id": key}) for one in callers]
    answers = track.race(acts, table=table)
    assert statuses(answers) == [201, 201], [answer.text for answer in answers]
    assert answers[0].json() == answers[1].json()
    assert track.rows(f"select count(*) from {table} where id = %s", key) == [(1,)]  # noqa: S608


@pytest.mark.parametrize("table", IN_COMMUNE)
def test_told_twice_by_two_desks_of_a_commune(track, file, rounds, table):
    rest, body = IN_COMMUNE[table]
    for _ in range(rounds):
        told_twice(track, table, f"/v1/clients/{file.client['id']}/{rest}", body, (CHAIR, POLICE))


@pytest.mark.parametrize("table", IN_CENTRE)
def test_told_twice_by_two_desks_of_a_centre(track, file, rounds, table):
    rest, body = IN_CENTRE[table]
    path = f"/v1/clients/{file.client['id']}/{rest}"
    for _ in range(rounds):
        told_twice(track, table, path, body, (DIRECTOR, WORKER))


def test_a_session_told_twice_by_two_desks(track, file, rounds):
    """Its table has a second unique key over the id too."""
    body = {"kind": "sport", "held_on": DAY, "title": "Bóng đá", "hours": 1,
            "attendances": [{"client_id": file.client["id"], "presence": "present"}]}  # fmt: skip
    for _ in range(rounds):
        told_twice(track, "activity_session", "/v1/activities", body, (CHAIR, POLICE))

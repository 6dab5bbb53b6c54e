"""The last place: twenty ask for it at once and one gets it, whatever else happens meanwhile."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from psycopg import errors

from app import db
from app.ids import new_id
from tests.races.track import statuses
from tests.scenarios.lodging import PLACES, area, lodged, room
from tests.scenarios.story import ok

CROWD = 20
DIRECTOR, INTAKE = "centre_director", "centre_caseworker"
OVERFULL = """
select r.id from room r join stay s on s.room_id = r.id and s.until is null and s.voided_at is null
group by r.id having count(*) > r.places
"""
# What the service does not do: a row by itself, to ask the database alone.
SLEEPS = """
insert into stay (id, client_id, case_id, room_id, area_id, area_code, room_code, regime, disease,
    since, unit, province, provenance, late_entry, recorded_by, recorded_at)
values (%s, %s, %s, %s, %s, 'A', '1', 'voluntary', 'none', '2026-03-02', 'F-01-01', '01',
    'recorded', false, %s, '2026-03-02')
"""


@pytest.fixture(autouse=True)
def promises(track):
    """Look at every promise when the race is over, and at every room."""
    yield
    track.promises_hold()
    assert track.rows(OVERFULL) == []


@pytest.fixture
def crowd(track, house, ground):
    """`crowd(acts)`: all at once, each again as long as the house is too busy to answer."""
    engine = db.engine(ground.app_url, CROWD + 2)
    house.sessions = db.sessions(engine)

    def run(acts):
        with ThreadPoolExecutor(len(acts)) as threads:
            return list(threads.map(_until_answered, acts))

    yield run
    engine.dispose()


def _until_answered(act):
    for _ in range(200):
        answer = act()
        if answer.status_code != 503:
            return answer
    return answer


@pytest.fixture
def resident(track):
    """`resident()`: somebody of the centre without a place: client and case."""

    def make():
        body = {"sex": "male", "residence": {"unit": "00004", "stable": True}, **track.person()}
        client = ok(track.offices("commune_official").post("/v1/clients", json=body))["id"]
        return client, lodged(track.offices.desk, client)

    return make


@pytest.fixture
def house_of(track):
    """A new area; its code is nobody else's."""
    track.clock.set(track.clock.now())
    return lambda **said: area(track.offices(DIRECTOR), str(new_id())[-12:], **said)


def place(track, who, where, **said):
    client, case = who
    body = {"case_id": case, "room_id": where["id"], "since": "2026-03-02T07:00:00+07:00", **said}
    return lambda: track.offices(INTAKE).post(f"/v1/clients/{client}/stays", json=body)


def test_twenty_for_the_last_place(track, crowd, resident, house_of):
    held_in, director = house_of(), track.offices(DIRECTOR)
    single, spare = room(director, held_in, "1", 1), room(director, held_in, "2", CROWD)
    answers = crowd([place(track, resident(), single) for _ in range(CROWD)])
    assert statuses(answers) == [201] + [409] * (CROWD - 1)
    for answer in answers:
        if answer.status_code == 409:
            said = answer.json()
            assert said["code"] == "no-place"
            assert spare["id"] in {free["room_id"] for free in said["free_rooms"]}
            assert said["detail"].startswith("Đã hết chỗ; còn chỗ ở phòng: ")
    kept = track.rows("select count(*) from stay where room_id = %s", single["id"])
    assert kept == [(1,)]


def test_the_last_place_of_an_area_is_asked_for_in_every_room(track, crowd, resident, house_of):
    held_in, director = house_of(places=1), track.offices(DIRECTOR)
    rooms = [room(director, held_in, str(number), 2) for number in range(5)]
    answers = crowd([place(track, resident(), where) for where in rooms])
    assert statuses(answers) == [201, 409, 409, 409, 409]
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"no-place"}


def test_one_person_is_asked_into_two_rooms(track, crowd, resident, house_of, rounds):
    held_in, director = house_of(), track.offices(DIRECTOR)
    one, two = (room(director, held_in, code, 50) for code in ("1", "2"))
    for _ in range(min(rounds, 5)):
        who = resident()
        answers = crowd([place(track, who, one), place(track, who, two), place(track, who, one)])
        assert statuses(answers) == [201, 409, 409]
        assert {a.json()["code"] for a in answers if a.status_code == 409} == {"state-conflict"}


def test_a_room_is_closed_while_somebody_moves_in(track, crowd, resident, house_of, rounds):
    held_in, director = house_of(), track.offices(DIRECTOR)
    for number in range(min(rounds, 5)):
        where = room(director, held_in, str(number), 1)
        path = f"{PLACES}/rooms/{where['id']}"
        close = lambda path=path: director.patch(  # noqa: E731
            path, json={"valid_until": "2026-03-01"}, version=1
        )
        came, closed = crowd([place(track, resident(), where), close])
        assert (came.status_code, closed.status_code) in {(201, 409), (422, 200)}


def test_the_database_alone_keeps_the_last_place(track, resident, house_of):
    """Two rows past the service, at once: the second waits for the first and is refused."""
    where = room(track.offices(DIRECTOR), house_of(), "1", 1)
    two = [
        (new_id(), client, case, where["id"], where["area_id"], new_id())
        for client, case in (resident(), resident())
    ]
    with (
        psycopg.connect(track.owner_url) as first,
        psycopg.connect(track.owner_url) as second,
        ThreadPoolExecutor(1) as thread,
    ):
        for connection in (first, second):
            connection.execute("set constraints all deferred")
        first.execute(SLEEPS, two[0])
        waiting = thread.submit(second.execute, SLEEPS, two[1])
        assert not waiting.done()
        first.execute("select audit_append('x', '{}', null, null, null, '{}')")
        first.commit()
        with pytest.raises(errors.CheckViolation) as refused:
            waiting.result()
        assert refused.value.diag.constraint_name == "room_has_a_place"
        second.rollback()

"""Life in a centre told twice at once: one grade a month, one release, one notice."""

import pytest
import sqlalchemy as sa

from app.ids import new_id
from tests.races.track import statuses
from tests.scenarios.story import CENTRE, ok

DIRECTOR, WORKER = "centre_director", "centre_caseworker"
AT = "2026-03-01T09:00:00+07:00"
_HOLD = sa.text("""
insert into custody values (:id, :client, :unit, '01', 'facility', now(), null, 'planted', :id)
""")
_AUDIT = sa.text("select audit_append('planted', '{}', null, null, null, '{}')")


@pytest.fixture(autouse=True)
def promises(track):
    """Look at every promise when the race is over."""
    yield
    track.promises_hold()


@pytest.fixture
def hold(track):
    """`hold()`: a person whose file the centre has."""

    def make():
        file = track.file()
        file.at("2026-03-02 09:00")
        track.offices(DIRECTOR)
        with track.offices.desk.as_nation() as session:
            session.execute(_HOLD, {"id": new_id(), "client": file.client["id"], "unit": CENTRE})
            session.execute(_AUDIT)
        return file

    return make


def path(file, rest):
    return f"/v1/clients/{file.client['id']}/{rest}"


def grade(caller, *files, month="2026-02"):
    lines = [{"client_id": file.client["id"], "grade": "fair"} for file in files]
    body = {
        "month": f"{month}-01", "decided_by": "Trần Văn Bình", "decided_on": "2026-03-01",
        "grades": lines,
    }  # fmt: skip
    return lambda: caller.post(f"/v1/facilities/{CENTRE}/grades", json=body)


def test_two_rolls_of_one_month(track, hold, rounds):
    """Each person is graded once, by either; whom the other graded is a line that was refused."""
    one, two = hold(), hold()
    for number in range(min(rounds, 12)):
        month = f"2025-{number + 1:02}"
        acts = [grade(track.offices(role), one, two, month=month) for role in (DIRECTOR, WORKER)]
        answers = track.race(acts, one.client["id"])
        assert statuses(answers) == [200, 200]
        assert sum(answer.json()["given"] for answer in answers) == 2
        refused = [r["refused"] for answer in answers for r in answer.json()["results"]]
        assert {one["code"] for one in refused if one} == {"state-conflict"}
        kept = track.rows(
            "select count(*), count(distinct client_id) from monthly_grade where month = %s",
            f"{month}-01",
        )
        assert kept == [(2, 2)]


def test_a_belonging_returned_twice(track, hold, rounds):
    file = hold()
    for _ in range(rounds):
        body = {"what": "Ví", "receipt_number": "BN-1", "received_at": AT}
        made = ok(track.offices(WORKER).post(path(file, "belongings"), json=body))
        acts = [
            lambda role=role, made=made: track.offices(role).post(
                path(file, f"belongings/{made['id']}/release"),
                json={"released_as": "returned", "released_at": AT, "released_to": role},
                version=1,
            )
            for role in (DIRECTOR, WORKER)
        ]
        assert statuses(track.race(acts)) == [200, 412]


def test_a_notice_given_twice(track, hold, rounds):
    file = hold()
    for _ in range(rounds):
        body = {"kind": "death", "happened_at": AT, "description": "Tai nạn"}
        made = ok(track.offices(WORKER).post(path(file, "incidents"), json=body))
        notice = made["notices"][0]["id"]
        acts = [
            lambda role=role, made=made, notice=notice: track.offices(role).post(
                path(file, f"incidents/{made['id']}/notices/{notice}/given"),
                json={"given_at": AT, "given_to": role, "given_how": "letter"},
                version=1,
            )
            for role in (DIRECTOR, WORKER)
        ]
        assert statuses(track.race(acts)) == [200, 412]


def test_an_incident_told_twice_without_a_key(track, hold, rounds):
    """One incident, and each duty to tell of it once."""
    file = hold()
    for _ in range(rounds):
        key = str(new_id())
        body = {"id": key, "kind": "death", "happened_at": AT, "description": "Tai nạn"}
        acts = [
            lambda role=role, body=body: track.offices(role).post(
                path(file, "incidents"), json=body
            )
            for role in (DIRECTOR, WORKER)
        ]
        answers = track.race(acts)
        assert statuses(answers) == [201, 201]
        assert answers[0].json() == answers[1].json()
        [(told,)] = track.rows("select count(*) from incident_notice where incident_id = %s", key)
        assert told == len(answers[0].json()["notices"]) > 0


def test_of_two_visits_of_one_week_one_is_told_it_is_the_second(track, hold, rounds):
    for _ in range(min(rounds, 5)):
        file = hold()
        body = {"kind": "visit", "happened_at": AT, "who": "Lan", "relation": "mẹ"}
        acts = [
            lambda role=role, file=file, body=body: track.offices(role).post(
                path(file, "outside-contacts"), json=body
            )
            for role in (DIRECTOR, WORKER)
        ]
        answers = track.race(acts)
        assert statuses(answers) == [201, 201]
        assert sorted(len(answer.json()["warnings"]) for answer in answers) == [0, 1]

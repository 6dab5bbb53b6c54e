"""A contact told twice at once: one row, one answer; told otherwise, one of the two is refused."""

import pytest

from app.ids import new_id
from tests.races.track import statuses
from tests.scenarios.story import ok

CHAIR, POLICE = "commune_official", "commune_police"
BODY = {"kind": "visit", "happened_at": "2026-03-01T09:00:00+07:00", "outcome": "met"}


@pytest.fixture(autouse=True)
def promises(track):
    """Look at every promise when the race is over."""
    yield
    track.promises_hold()


@pytest.fixture
def file(track):
    file = track.file()
    file.at("2026-03-02 09:00")
    return file


def path_of(file):
    return f"/v1/clients/{file.client['id']}/contacts"


def tell(caller, file, **said):
    return lambda: caller.post(path_of(file), json={**BODY, **said})


def kept(track, key):
    return track.rows("select client_id::text, outcome from contact where id = %s", key)


def test_the_same_contact_twice_without_a_key(track, file, rounds):
    """No Idempotency-Key: the id alone makes it harmless, also from two phones."""
    chair, police = track.offices(CHAIR), track.offices(POLICE)
    for _ in range(rounds):
        key = str(new_id())
        acts = [tell(caller, file, id=key) for caller in (chair, police, chair)]
        answers = track.race(acts, file.client["id"])
        assert statuses(answers) == [201, 201, 201]
        assert len({answer.text for answer in answers}) == 1
        assert kept(track, key) == [(file.client["id"], "met")]


def test_one_id_with_two_contents(track, file, rounds):
    chair = track.offices(CHAIR)
    for _ in range(rounds):
        key = str(new_id())
        acts = [tell(chair, file, id=key, outcome=outcome) for outcome in ("met", "not_met")]
        answers = track.race(acts, file.client["id"])
        assert statuses(answers) == [201, 409]
        won, lost = sorted(answers, key=lambda answer: answer.status_code)
        assert lost.json()["code"] == "state-conflict"
        assert kept(track, key) == [(file.client["id"], won.json()["outcome"])]


def test_one_id_for_two_people(track, file, rounds):
    chair, other = track.offices(CHAIR), track.file()
    other.at("2026-03-02 09:00")
    for _ in range(rounds):
        key = str(new_id())
        answers = track.race([tell(chair, file, id=key), tell(chair, other, id=key)])
        assert statuses(answers) == [201, 409]
        won, lost = sorted(answers, key=lambda answer: answer.status_code)
        assert lost.json()["code"] == "state-conflict"
        assert kept(track, key) == [(won.json()["client_id"], "met")]


def test_a_contact_voided_twice(track, file, rounds):
    chair = track.offices(CHAIR)
    for _ in range(rounds):
        made = ok(tell(chair, file)())
        act = lambda made=made: chair.post(  # noqa: E731
            f"{path_of(file)}/{made['id']}/void", json={"reason": "Nhầm"}, version=1
        )
        assert statuses(track.race([act, act])) == [200, 412]


def test_sent_again_while_it_is_voided(track, file, rounds):
    """The answer is the contact as it was, or that it was voided; it never comes back."""
    chair = track.offices(CHAIR)
    for _ in range(rounds):
        made = ok(tell(chair, file, id=str(new_id()))())
        act = lambda made=made: chair.post(  # noqa: E731
            f"{path_of(file)}/{made['id']}/void", json={"reason": "Nhầm"}, version=1
        )
        again, voided = track.race([tell(chair, file, id=made["id"]), act])
        assert voided.status_code == 200
        assert again.status_code in {201, 409}
        [(version, at)] = track.rows(
            "select version, voided_at from contact where id = %s", made["id"]
        )
        assert version == 2
        assert at is not None

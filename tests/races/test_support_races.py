"""One support achieved twice at once: one outcome, one service."""

import pytest

from tests.races.track import statuses
from tests.scenarios.story import ok

CHAIR, POLICE = "commune_official", "commune_police"
NEED = {"kind": "job", "need": "Việc làm", "opened_on": "2026-03-01", "unit": "00004"}
DONE = {"on": "2026-03-01", "what": "Đã có việc", "unit": "00004", "state": "achieved"}


@pytest.fixture(autouse=True)
def promises(track):
    """Look at every promise when the race is over."""
    yield
    track.promises_hold()


def test_an_outcome_told_twice(track, rounds):
    file = track.file()
    file.at("2026-03-02 09:00")
    chair, police = track.offices(CHAIR), track.offices(POLICE)
    path = f"/v1/clients/{file.client['id']}/supports"
    for _ in range(rounds):
        item = ok(chair.post(path, json=NEED))
        acts = [
            lambda caller=caller, item=item: caller.post(
                f"{path}/{item['id']}/events", json=DONE, version=1
            )
            for caller in (chair, police)
        ]
        assert statuses(track.race(acts, file.client["id"])) == [200, 412]
    question = "select count(*) from service where client_id = %s and kind = 'job_support'"
    assert track.rows(question, file.client["id"]) == [(rounds,)]

"""Rolls that meet: one person on one roll twice, and hours of work entered from two sides."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.ids import new_id
from tests.races.track import statuses

CHAIR, POLICE = "commune_official", "commune_police"
BODY = {"kind": "labour_therapy", "held_on": "2026-03-01", "title": "Vườn", "hours": 5}


@pytest.fixture(autouse=True)
def promises(track):
    """Look at every promise when the race is over."""
    yield
    track.promises_hold()


def tell(caller, people, **said):
    lines = [{"client_id": one.client["id"], "presence": "present"} for one in people]
    return lambda: caller.post("/v1/activities", json={**BODY, **said, "attendances": lines})


def live(track, file):
    return track.rows(
        "select count(*), count(distinct service_id), coalesce(sum(hours), 0) from attendance"
        " where client_id = %s and voided_at is null",
        file.client["id"],
    )[0]


def test_the_same_roll_from_two_desks_puts_everybody_on_it_once(track, rounds):
    callers = track.offices(CHAIR), track.offices(POLICE)
    for _ in range(rounds):
        file = track.file()
        file.at("2026-03-02 09:00")
        key = str(new_id())
        answers = track.race([tell(one, [file], id=key) for one in callers], file.client["id"])
        assert statuses(answers) == [201, 201]
        assert answers[0].json() == answers[1].json()
        assert live(track, file) == (1, 1, 5)


def test_two_rolls_together_do_not_work_anybody_beyond_the_norm(track, rounds):
    callers = track.offices(CHAIR), track.offices(POLICE)
    for _ in range(rounds):
        file = track.file()
        file.at("2026-03-02 09:00")
        answers = track.race([tell(one, [file]) for one in callers], file.client["id"])
        outcomes = sorted(answer.json()["items"][0]["outcome"] for answer in answers)
        assert outcomes == ["recorded", "refused"]
        assert live(track, file) == (1, 1, 5)


def test_two_rolls_in_opposite_order_do_not_lock_each_other_out(track, rounds):
    one, two = track.offices(CHAIR), track.offices(POLICE)
    files = [track.file() for _ in range(6)]
    files[0].at("2026-03-02 09:00")
    with ThreadPoolExecutor(2) as pool:
        for _ in range(rounds):
            acts = (
                tell(one, files, kind="sport", hours=0.25),
                tell(two, files[::-1], kind="sport", hours=0.25),
            )
            answers = [started.result() for started in [pool.submit(act) for act in acts]]
            assert statuses(answers) == [201, 201]
            for answer in answers:
                assert {line["outcome"] for line in answer.json()["items"]} == {"recorded"}

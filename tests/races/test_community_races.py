"""Plans and events told twice at once: one plan a day, one row an event."""

from datetime import date, timedelta

import pytest

from tests.races.track import statuses
from tests.scenarios.story import REGISTRATION, signed

CHAIR, POLICE = "commune_official", "commune_police"


@pytest.fixture(autouse=True)
def promises(track):
    """Look at every promise when the race is over."""
    yield
    track.promises_hold()


def at_home(track):
    """Somebody in rehabilitation at home from 2026-03-23, for six months."""
    file = track.file()
    file.open(CHAIR, "voluntary-home", "register", "2026-03-09 09:00", papers=REGISTRATION)
    said = {"term_months": 6, "decision": signed("2026-03-10")}
    file.take(CHAIR, "decide", "2026-03-10 09:00", **said)
    return file.take(CHAIR, "begin", "2026-03-23 09:00")


def test_two_plans_for_the_same_days(track, rounds):
    file, caller = at_home(track), track.offices(POLICE)
    path = f"/v1/clients/{file.client['id']}/test-plans"
    for number in range(rounds):
        first = date(2026, 4, 1) + timedelta(days=2 * number)
        plan = {"case_id": file.case["id"], "set_on": "2026-03-23", "from_on": str(first),
                "until_on": str(first + timedelta(days=1)), "how_many": 1,
                "unit": "00004"}  # fmt: skip
        acts = [lambda plan=plan: caller.post(path, json=plan)] * 2
        answers = track.race(acts, file.client["id"])
        assert statuses(answers) == [201, 409]
        assert max(answers, key=lambda a: a.status_code).json()["code"] == "state-conflict"


def test_one_batch_sent_twice(track, rounds):
    file = at_home(track)
    told = {"basis": "home", "term_months": 2, "effective_at": "2026-07-02T12:00:00+07:00"}
    file.open(POLICE, "e-monitoring", "decide", "2026-07-02 09:00", decision=signed("2026-07-02"),
              **told)  # fmt: skip
    file.at("2026-07-03 09:00")
    feed = track.offices.desk(None, "00004", scopes=("monitoring:write",))
    for number in range(rounds):
        batch = [
            {"client_id": file.client["id"], "device": "GS-17", "source_id": f"{number}-{one}",
             "kind": "tamper", "at": "2026-07-03T08:00:00+07:00"}
            for one in range(20)
        ]  # fmt: skip
        acts = [
            lambda items=items: feed.post("/v1/monitoring-events", json={"items": items})
            for items in (batch, batch[::-1])
        ]
        answers = track.race(acts, file.client["id"])
        assert statuses(answers) == [200, 200]
        assert sum(answer.json()["recorded"] for answer in answers) == len(batch)
    question = "select count(*) from monitoring_event where client_id = %s"
    assert track.rows(question, file.client["id"]) == [(20 * rounds,)]

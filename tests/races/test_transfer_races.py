"""A transfer answered twice at once, or while the file is sent on: one wins, nothing is lost."""

import pytest

from tests.races.track import statuses
from tests.scenarios.chain import CHAIR, POLICE
from tests.scenarios.story import REGISTRATION, ok

HERE, THERE, ELSEWHERE = "00004", "26740", "25747"
NOW = "2026-03-02 09:00"
AT = "2026-03-02T09:00:00+07:00"


@pytest.fixture(autouse=True)
def promises(track):
    """Look at every promise when the race is over; and no file has two open transfers."""
    yield
    track.promises_hold()
    assert track.rows(
        "select client_id from transfer where state = 'in_transit' group by 1 having count(*) > 1"
    ) == []  # fmt: skip


@pytest.fixture
def sent(track):
    """`sent()`: a file with an open case, on its way from Hà Nội, and its transfer."""

    def make():
        file = track.file()
        file.open(CHAIR, "voluntary-home", "register", NOW, papers=REGISTRATION)
        path = f"/v1/clients/{file.client['id']}"
        return file, ok(move(track.offices(CHAIR), path, THERE)())["transfer_id"]

    return make


def move(caller, path, to):
    version = ok(caller.get(path), 200)["version"]
    body = {"to": to, "occurred_at": AT, "reason": "Chuyển"}
    return lambda: caller.post(f"{path}/moves", json=body, version=version)


def answer(caller, key, how, **said):
    return lambda: caller.post(f"/v1/transfers/{key}/{how}", json=said, version=1)


def where(track, file):
    """Where client, open case, running clock and open list are: one place, or the file is torn."""
    rows = track.rows(
        "select unit from client where id = %(c)s union all"
        " select unit from legal_case where client_id = %(c)s and closed_at is null union all"
        " select unit from deadline where client_id = %(c)s and met_at is null"
        " and cancelled_at is null union all"
        " select unit from management_record where client_id = %(c)s and until is null union all"
        " select unit from custody where client_id = %(c)s and until is null".replace(
            "%(c)s", f"'{file.client['id']}'"
        )
    )
    assert len(rows) >= 5
    [place] = {row[0] for row in rows}
    return place


def state(track, key):
    return track.rows("select state, version from transfer where id = %s", key)


def test_acknowledged_and_refused_at_once(track, sent, rounds):
    chair, police = track.offices(CHAIR, THERE), track.offices(POLICE, THERE)
    for _ in range(rounds):
        file, key = sent()
        acts = [answer(chair, key, "acknowledge"), answer(police, key, "refuse", reason="Nhầm")]
        kept, back = track.race(acts, file.client["id"])
        assert sorted([kept.status_code, back.status_code]) == [200, 412]
        if kept.status_code == 200:
            assert (state(track, key), where(track, file)) == ([("acknowledged", 2)], THERE)
        else:
            assert (state(track, key), where(track, file)) == ([("refused", 2)], HERE)


def test_refused_twice_at_once(track, sent, rounds):
    chair, police = track.offices(CHAIR, THERE), track.offices(POLICE, THERE)
    for _ in range(rounds):
        file, key = sent()
        acts = [answer(who, key, "refuse", reason="Nhầm") for who in (chair, police)]
        assert statuses(track.race(acts, file.client["id"])) == [200, 412]
        assert (state(track, key), where(track, file)) == ([("refused", 2)], HERE)


def test_refused_while_it_is_sent_on(track, sent, rounds):
    chair, police = track.offices(CHAIR, THERE), track.offices(POLICE, THERE)
    for _ in range(rounds):
        file, key = sent()
        path = f"/v1/clients/{file.client['id']}"
        acts = [answer(chair, key, "refuse", reason="Nhầm"), move(police, path, ELSEWHERE)]
        back, on = track.race(acts, file.client["id"])
        if back.status_code == 200:
            assert on.status_code in {404, 412}
            assert (state(track, key), where(track, file)) == ([("refused", 2)], HERE)
        else:
            assert (back.status_code, on.status_code) == (412, 201)
            assert (state(track, key), where(track, file)) == ([("acknowledged", 2)], ELSEWHERE)


def test_acknowledged_while_it_is_sent_on(track, sent, rounds):
    """Both may be done, one after the other: what was acknowledged may be sent on."""
    chair, police = track.offices(CHAIR, THERE), track.offices(POLICE, THERE)
    for _ in range(rounds):
        file, key = sent()
        path = f"/v1/clients/{file.client['id']}"
        acts = [answer(chair, key, "acknowledge"), move(police, path, ELSEWHERE)]
        kept, on = track.race(acts, file.client["id"])
        assert on.status_code == 201
        assert kept.status_code in {200, 412}
        assert (state(track, key), where(track, file)) == ([("acknowledged", 2)], ELSEWHERE)


def test_sent_to_two_places_at_once(track, rounds):
    chair, police = track.offices(CHAIR), track.offices(POLICE)
    for _ in range(rounds):
        file = track.file()
        file.at(NOW)
        path = f"/v1/clients/{file.client['id']}"
        acts = [move(chair, path, THERE), move(police, path, ELSEWHERE)]
        answers = track.race(acts, file.client["id"])
        won = [one for one in answers if one.status_code == 201]
        assert len(won) == 1
        assert {one.status_code for one in answers} <= {201, 404, 412}
        kept = "select to_unit, state from transfer where client_id = %s"
        assert track.rows(kept, file.client["id"]) == [(won[0].json()["moved_to"], "in_transit")]

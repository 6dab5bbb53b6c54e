"""Files are merged while others write to them: nothing is lost, and one merge wins."""

import pytest

from app.ids import new_id
from tests.races.track import statuses
from tests.scenarios.story import REGISTRATION, handed, ok

CHAIR, POLICE, PROVINCE = "commune_official", "commune_police", "province_manager"
AT = "2026-03-02T09:00:00+07:00"
BODY = {"kind": "visit", "happened_at": "2026-03-01T09:00:00+07:00", "outcome": "met"}


@pytest.fixture(autouse=True)
def promises(track):
    """Look at every promise when the race is over."""
    yield
    track.promises_hold()


def two(track):
    first, second = track.file(), track.file()
    second.at("2026-03-02 09:00")
    return first, second


def merge(by, first, second):
    """A merge as it would be sent with the versions of the preview."""
    pair = {"survivor": first.client["id"], "merged": second.client["id"]}
    seen = ok(by.post("/v1/merges/preview", json=pair), 200)
    body = {
        **pair, "reason": "Cùng một người", "survivor_version": seen["survivor"]["version"],
        "merged_version": seen["merged"]["version"],
    }  # fmt: skip
    return lambda: by.post("/v1/merges", json=body)


def contacts(track, key):
    return track.rows("select client_id::text from contact where id = %s", key)


def test_a_contact_told_while_its_file_is_merged_is_in_the_file_that_stays(track, rounds):
    """Whoever comes first: the row is moved, or the request is led on."""
    chair = track.offices(CHAIR)
    for _ in range(rounds // 4):
        first, second = two(track)
        keys = [str(new_id()) for _ in range(3)]
        path = f"/v1/clients/{second.client['id']}/contacts"
        told = [
            lambda key=key, path=path: chair.post(path, json={**BODY, "id": key}) for key in keys
        ]
        answers = track.race([merge(track.offices(PROVINCE), first, second), *told],
                             second.client["id"])  # fmt: skip
        assert statuses(answers) == [201] * 4, [answer.text for answer in answers]
        for key in keys:
            assert contacts(track, key) == [(first.client["id"],)]


def test_a_case_opened_while_its_file_is_merged_stands_in_the_file_that_stays(track, rounds):
    chair = track.offices(CHAIR)
    for _ in range(rounds // 4):
        first, second = two(track)
        step = {"name": "register", "occurred_at": AT, "papers": handed(*REGISTRATION)}
        body = {"client_id": second.client["id"], "procedure": "voluntary-home", "step": step}
        opening = lambda body=body: chair.post("/v1/cases", json=body)  # noqa: E731
        answers = track.race([merge(chair, first, second), opening], second.client["id"])
        assert statuses(answers) == [201, 201], [answer.text for answer in answers]
        case = next(a.json() for a in answers if "procedure" in a.json())
        rows = track.rows(
            "select k.client_id::text, s.client_id::text from legal_case k"
            " join step s on s.case_id = k.id where k.id = %s", case["id"],
        )  # fmt: skip
        assert rows == [(first.client["id"],) * 2]


def test_two_merges_the_opposite_way_round(track, rounds):
    """One wins; the other finds a file that is no more, or is told that it changed."""
    chair, province = track.offices(CHAIR), track.offices(PROVINCE)
    for _ in range(rounds // 4):
        first, second = two(track)
        acts = [merge(chair, first, second), merge(province, second, first)]
        answers = track.race(acts, min(first.client["id"], second.client["id"]))
        assert statuses(answers)[0] == 201
        assert statuses(answers)[1] in {404, 409, 412, 422}, [a.text for a in answers]
        living = track.rows(
            "select count(*) from client where id = any(%s::uuid[]) and merged_into is null",
            [first.client["id"], second.client["id"]],
        )
        assert living == [(1,)]


def test_an_undo_and_a_contact_to_the_old_id(track, rounds):
    """The contact stands in one of the two files; both are whole again."""
    chair = track.offices(CHAIR)
    for _ in range(rounds // 4):
        first, second = two(track)
        made = ok(merge(chair, first, second)())
        key = str(new_id())
        path = f"/v1/clients/{second.client['id']}/contacts"
        undo = f"/v1/merges/{made['id']}/undo"
        answers = track.race([
            lambda undo=undo: chair.post(undo, json={"reason": "Nhầm"}, version=1),
            lambda path=path, key=key: chair.post(path, json={**BODY, "id": key}),
        ], first.client["id"])  # fmt: skip
        assert statuses(answers) == [200, 201], [answer.text for answer in answers]
        [(where,)] = contacts(track, key)
        assert where in {first.client["id"], second.client["id"]}


def test_two_undoings(track, rounds):
    chair = track.offices(CHAIR)
    for _ in range(rounds // 4):
        first, second = two(track)
        made = ok(merge(chair, first, second)())
        path = f"/v1/merges/{made['id']}/undo"
        act = lambda path=path: chair.post(path, json={"reason": "Nhầm"}, version=1)  # noqa: E731
        answers = track.race([act, act], first.client["id"])
        assert statuses(answers)[0] == 200
        assert statuses(answers)[1] in {409, 412}

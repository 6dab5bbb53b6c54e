"""Rights of the person under a race: one answer, one decision, one seal, no deletion on hold."""

import pytest

from tests.races.track import statuses
from tests.scenarios.story import File, ok

CHAIR, POLICE, PROVINCE = "commune_official", "commune_police", "province_manager"
HOLD = {"reason": "Điều tra", "basis": "CV 1"}
SEAL = {"ground": "other", "reason": "Hết quản lý"}


@pytest.fixture(autouse=True)
def promises(track):
    """Look at every promise when the race is over."""
    yield
    track.promises_hold()


@pytest.fixture
def new_file(track):
    """`new_file()`: a person nobody manages."""

    def make():
        track.clock.set(track.clock.now())
        file = File(track.offices, track.clock)
        return file.register("2026-03-02 08:00", **track.person())

    return make


def path(file, rest):
    return f"/v1/clients/{file.client['id']}{rest}"


def asked(file, kind="delete"):
    body = {"kind": kind, "content": "Theo đơn", "received_at": file.at("2026-03-02 09:00")}
    return ok(file.as_(CHAIR).post(path(file, "/requests"), json=body))


def answer(caller, file, made, **said):
    url = path(file, f"/requests/{made['id']}/answer")
    return lambda: caller.post(url, json=said, version=1)


def test_a_request_is_answered_once(track, new_file, rounds):
    refusal = {"outcome": "refused", "ground": "unfounded", "reason": "Không đúng"}
    for _ in range(rounds):
        file = new_file()
        made = asked(file, "access")
        acts = [
            answer(track.offices(CHAIR), file, made, outcome="granted"),
            answer(track.offices(POLICE), file, made, **refusal),
        ]
        answers = track.race(acts, file.client["id"])
        assert statuses(answers) == [200, 412]
        won = min(answers, key=lambda one: one.status_code).json()
        kept = track.rows("select outcome from subject_request where id = %s", made["id"])
        assert kept == [(won["outcome"],)]


def test_no_deletion_is_granted_once_a_hold_stands(track, new_file, rounds):
    for _ in range(rounds):
        file = new_file()
        made = asked(file)
        track.offices(PROVINCE)
        acts = [
            answer(track.offices(CHAIR), file, made, outcome="granted"),
            lambda file=file: track.offices(PROVINCE).post(path(file, "/holds"), json=HOLD),
        ]
        granted, held = track.race(acts, file.client["id"])
        assert held.status_code == 201
        # Both wait for the file's row: whoever had it first was first in the trail too.
        first = track.rows(
            "select action from audit_entry where client_ids @> array[%s::uuid]"
            " and action in ('answer_request', 'place_hold') order by seq limit 1",
            file.client["id"],
        )
        if granted.status_code == 200:
            assert first == [("answer_request",)]
        else:
            assert (granted.status_code, granted.json()["code"]) == (409, "legal-hold")


def test_a_correction_is_decided_once_and_changes_the_person_once(track, new_file, rounds):
    for _ in range(rounds):
        file = new_file()
        client = file.client["id"]
        said = {
            "record_kind": "client", "record_id": client, "field": "ethnicity", "right": "Tày",
            "said_at": file.at("2026-03-02 09:00"),
        }  # fmt: skip
        made = ok(file.as_(CHAIR).post(path(file, "/corrections"), json=said))
        url = path(file, f"/corrections/{made['id']}/decide")
        acts = [
            lambda role=role, url=url: track.offices(role).post(
                url, version=1, json={"decision": "accepted", "reason": "Đúng"}
            )
            for role in (CHAIR, POLICE)
        ]
        assert statuses(track.race(acts, client)) == [200, 412]
        kept = track.rows("select ethnicity, version from client where id = %s", client)
        assert kept == [("Tày", 2)]


def test_a_file_is_sealed_once(track, new_file, rounds):
    for _ in range(rounds):
        file = new_file()
        client = file.client["id"]
        for role in (PROVINCE, "nation_manager"):
            track.offices(role)
        acts = [
            lambda role=role, file=file: track.offices(role).post(
                path(file, "/seal"), version=1, json=SEAL
            )
            for role in (PROVINCE, "nation_manager")
        ]
        answers = track.race(acts, client)
        assert answers[0].status_code == 201 or answers[1].status_code == 201
        assert statuses(answers) in ([201, 404], [201, 409])
        kept = track.rows("select count(*) from seal where client_id = %s", client)
        assert kept == [(1,)]

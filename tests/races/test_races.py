"""Races on real connections: one wins, the other is told so, and every promise holds afterwards.

Both requests are held at one locked row until both wait for it (reliability §4.3), so each round
really is a meeting; where they share no row they start together.
"""

import pytest

from tests.races.track import statuses
from tests.scenarios.chain import NO_EXCLUSION
from tests.scenarios.story import PERSON, REGISTRATION, handed, ok, signed

CHAIR, POLICE = "commune_official", "commune_police"
NOW = "2026-03-02 09:00"
AT = "2026-03-02T09:00:00+07:00"


@pytest.fixture(autouse=True)
def promises(track):
    """Look at every promise when the race is over."""
    yield
    track.promises_hold()


def registered(track):
    file = track.file()
    return file.open(CHAIR, "voluntary-home", "register", NOW, papers=REGISTRATION)


def take(file, name, role=CHAIR, **said):
    """A step, as it would be sent with the version that was read."""
    caller, version = file.as_(role), file.case["version"]
    path = f"/v1/cases/{file.case['id']}/steps"
    body = {"name": name, "occurred_at": AT, **said}
    return lambda: caller.post(path, json=body, version=version)


def test_two_openings_of_a_compulsory_case(track, rounds):
    police = track.offices(POLICE)
    for _ in range(rounds):
        file = track.file()
        file.at(NOW)
        said = {
            "name": "open_dossier", "occurred_at": AT, "grounds": ["used_again"],
            "detected_at": AT, "papers": handed("violation-record"), **NO_EXCLUSION,
        }  # fmt: skip
        body = {"client_id": file.client["id"], "procedure": "compulsory", "step": said}
        answers = track.race(
            [lambda body=body: police.post("/v1/cases", json=body)] * 2, file.client["id"]
        )
        assert statuses(answers) == [201, 409]
        lost = max(answers, key=lambda answer: answer.status_code)
        assert lost.json()["code"] in {"step-refused", "state-conflict"}


def test_the_same_step_twice(track, rounds):
    for _ in range(rounds):
        file = registered(track)
        act = take(file, "decide", term_months=6, decision=signed("2026-03-02"))
        answers = track.race([act, act], file.client["id"])
        assert statuses(answers) == [201, 412]
        lost = max(answers, key=lambda answer: answer.status_code)
        assert lost.json()["current_version"] == 2


def test_two_different_steps_from_one_state(track, rounds):
    for _ in range(rounds):
        file = registered(track)
        answers = track.race(
            [
                take(file, "decide", term_months=6, decision=signed("2026-03-02")),
                take(file, "withdraw", reason="Không tiếp tục"),
            ],
            file.client["id"],
        )
        assert statuses(answers) == [201, 412]


def test_two_edits_with_one_version(track, rounds):
    chair = track.offices(CHAIR)
    for _ in range(rounds):
        file = track.file()
        path = f"/v1/clients/{file.client['id']}"
        acts = [
            lambda value=value, path=path: chair.patch(path, json={"ethnicity": value}, version=1)
            for value in ("Kinh", "Tày")
        ]
        answers = track.race(acts, file.client["id"])
        assert statuses(answers) == [200, 412]
        won = min(answers, key=lambda answer: answer.status_code).json()
        assert ok(chair.get(path), 200)["ethnicity"] == won["ethnicity"]


def test_the_same_post_twice_with_one_key(track, rounds):
    chair = track.offices(CHAIR)
    for number in range(rounds):
        body = {**PERSON, **track.person()}
        act = lambda body=body, key=f"khoa-{number}": chair.post(  # noqa: E731
            "/v1/clients", json=body, key=key
        )
        answers = track.race([act, act, act])
        assert statuses(answers) == [201, 201, 201]
        assert len({answer.json()["id"] for answer in answers}) == 1
        assert sum("idempotency-replayed" in answer.headers for answer in answers) == 2


def test_the_same_service_twice_with_one_key(track, rounds):
    chair = track.offices(CHAIR)
    file = track.file()
    file.at(NOW)
    path = f"/v1/clients/{file.client['id']}/services"
    body = {"kind": "counselling", "on": "2026-03-01", "unit": "00004"}
    for number in range(rounds):
        act = lambda key=f"dv-{number}": chair.post(path, json=body, key=key)  # noqa: E731
        assert statuses(track.race([act, act])) == [201, 201]
    [(found,)] = track.rows("select count(*) from service where client_id = %s", file.client["id"])
    assert found == rounds


def test_a_move_against_a_step(track, rounds):
    chair = track.offices(CHAIR)
    for _ in range(rounds):
        file = registered(track)
        said = {"to": "26740", "occurred_at": AT, "reason": "Chuyển"}
        path = f"/v1/clients/{file.client['id']}/moves"
        version = ok(chair.get(f"/v1/clients/{file.client['id']}"), 200)["version"]
        acts = [
            lambda path=path, said=said, v=version: chair.post(path, json=said, version=v),
            take(file, "decide", term_months=6, decision=signed("2026-03-02")),
        ]
        moved, stepped = track.race(acts, file.client["id"])
        assert moved.status_code == 201
        assert stepped.status_code in {201, 404, 409, 412}
        there = track.offices(CHAIR, "26740").get(f"/v1/cases/{file.case['id']}").json()
        assert there["unit"] == "26740"
        assert there["state"] == ("decided" if stepped.status_code == 201 else "registered")


def test_a_move_against_an_edit(track, rounds):
    chair = track.offices(CHAIR)
    for _ in range(rounds):
        file = track.file()
        file.at(NOW)
        path = f"/v1/clients/{file.client['id']}"
        said = {"to": "26740", "occurred_at": AT, "reason": "Chuyển"}
        acts = [
            lambda path=path, said=said: chair.post(f"{path}/moves", json=said, version=1),
            lambda path=path: chair.patch(path, json={"ethnicity": "Kinh"}, version=1),
        ]
        codes = statuses(track.race(acts, file.client["id"]))
        assert codes in ([200, 412], [201, 404], [201, 412])


def test_two_registrations_of_one_number_far_apart_are_both_answered_alike(track, rounds):
    """Neither learns of the other; one holds the number, the desk is told of the second."""
    here, there = track.offices(CHAIR), track.offices(CHAIR, "26740")
    for number in range(rounds):
        identity = f"001098{number + 100:06}"
        acts = [
            lambda caller=caller, unit=unit, identity=identity, who=who: caller.post(
                "/v1/clients",
                json={**PERSON, **who, "identity_number": identity, "residence": {"unit": unit}},
            )
            for caller, unit, who in (
                (here, "00004", track.person()),
                (there, "26740", track.person()),
            )
        ]
        answers = track.race(acts)
        assert statuses(answers) == [201, 201]
        ids = [answer.json()["id"] for answer in answers]
        claims = track.rows("select client_id from identity_claim where client_id = any(%s)", ids)
        desk = track.rows("select 1 from duplicate_review where client_id = any(%s)", ids)
        assert (len(claims), len(desk)) == (1, 1)


def test_two_registrations_of_one_number_in_one_commune(track, rounds):
    """Seen too late to refuse by the look, in time by the claim: one file, or one for the desk."""
    chair = track.offices(CHAIR)
    for number in range(rounds):
        identity = f"001097{number + 100:06}"
        acts = [
            lambda who=who, identity=identity: chair.post(
                "/v1/clients", json={**PERSON, **who, "identity_number": identity}
            )
            for who in (track.person(), track.person())
        ]
        answers = track.race(acts)
        assert statuses(answers) in ([201, 201], [201, 409])
        made = [answer.json()["id"] for answer in answers if answer.status_code == 201]
        desk = track.rows("select 1 from duplicate_review where client_id = any(%s)", made)
        assert len(desk) == len(made) - 1


def test_a_service_voided_twice(track, rounds):
    chair = track.offices(CHAIR)
    file = track.file()
    file.at(NOW)
    path = f"/v1/clients/{file.client['id']}/services"
    for _ in range(rounds):
        body = {"kind": "counselling", "on": "2026-03-01", "unit": "00004"}
        made = ok(chair.post(path, json=body))
        act = lambda made=made: chair.post(  # noqa: E731
            f"{path}/{made['id']}/void", json={"reason": "Nhầm"}, version=1
        )
        assert statuses(track.race([act, act])) == [200, 412]


def test_a_holiday_against_a_step(track, rounds):
    """The calendar moves open clocks while a step meets one of them: no clock ends twice."""
    nation = track.offices("nation_manager")
    for number in range(min(rounds, 28)):
        file = registered(track)
        mark = {"kind": "day_off", "title_vi": "Nghỉ", "title_en": "Off", "source": f"QĐ {number}"}
        acts = [
            lambda mark=mark, day=number + 1: nation.put(
                f"/v1/calendar/2027-01-{day:02}", json=mark
            ),
            take(file, "decide", term_months=6, decision=signed("2026-03-02")),
        ]
        edited, taken = track.race(acts)
        assert (edited.status_code, taken.status_code) == (200, 201)

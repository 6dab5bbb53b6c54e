"""A finding, its observation and its conclusion, changed by two at once."""

import pytest

from tests.access.sent import OBSERVED, SIX_CRITERIA
from tests.races.track import statuses
from tests.scenarios.story import ok

SCOPES = ("client:read", "service:write", "determination:write")
WHY = {"reason": "Nhập nhầm"}


@pytest.fixture(autouse=True)
def promises(track):
    """Look at every promise when the race is over."""
    yield
    track.promises_hold()


@pytest.fixture
def clinic(track):
    return track.offices.desk(None, "00004", scopes=SCOPES)


@pytest.fixture
def found(track, clinic):
    """A person with a finding that calls for observation, and one day of it."""

    def make():
        file = track.file()
        file.at("2026-03-09 09:00")
        path = f"/v1/clients/{file.client['id']}/screenings"
        first = ok(clinic.post(path, json={**SIX_CRITERIA, "unit": "00004"}))
        day = {**OBSERVED, "unit": "00004", "findings": "ngáp"}
        seen = ok(clinic.post(f"{path}/{first['id']}/observations", json=day))
        last = {**SIX_CRITERIA, "unit": "00004", "on": "2026-03-09", "follows": first["id"]}
        return file.client["id"], path, first, seen, lambda: clinic.post(path, json=last)

    return make


def test_two_conclusions_of_one_observation(track, rounds, found):
    for _ in range(rounds):
        client, _, first, _, conclude = found()
        assert statuses(track.race([conclude, conclude], client)) == [201, 409]
        counted = track.rows("select count(*) from service where client_id = %s", client)
        assert counted == [(2,)]
        held = track.rows("select 1 from screening where follows = %s", first["id"])
        assert held == [(1,)]


def test_a_conclusion_against_the_voiding_of_what_it_rests_on(track, rounds, clinic, found):
    for number in range(rounds):
        client, path, first, seen, conclude = found()
        beside = f"{path}/{first['id']}"
        away = f"{beside}/observations/{seen['id']}/void" if number % 2 else f"{beside}/void"
        acts = [conclude, lambda away=away: clinic.post(away, json=WHY, version=1)]
        assert statuses(track.race(acts, client)) in ([200, 422], [201, 409])
        loose = track.rows(
            "select s.id from screening s join screening f on f.id = s.follows"
            " where s.client_id = %s and (f.voided_at is not null or not exists (select from"
            " observation o where o.screening_id = f.id and o.voided_at is null))", client,
        )  # fmt: skip
        assert loose == []


def test_a_screening_and_its_service_voided_at_once(track, rounds, clinic, found):
    """The service goes with its screening, never alone."""
    for _ in range(rounds):
        client, path, first, _, _ = found()
        service = f"/v1/clients/{client}/services/{first['service_id']}/void"
        acts = [
            lambda path=path, first=first: clinic.post(
                f"{path}/{first['id']}/void", json=WHY, version=1
            ),
            lambda service=service: clinic.post(service, json=WHY, version=1),
        ]
        screening, alone = track.race(acts)
        assert (screening.status_code, alone.status_code) in {(200, 409), (200, 412)}
        parted = track.rows(
            "select 1 from screening s join service v on v.id = s.service_id"
            " where s.client_id = %s and (s.voided_at is null) <> (v.voided_at is null)", client,
        )  # fmt: skip
        assert parted == []

"""Two clinics at once: of a client one period of substitution and one health record is open."""

import pytest

from tests.races.track import statuses

SCOPES = ("client:read", "service:write", "determination:write")
PERIOD = {"medicine": "methadone", "started_on": "2026-03-01"}
RECORD = {
    "opened_on": "2026-03-01", "substances": ["opioids"], "protocol": "Clonidin",
    "severity": "mild", "doctor": "BS. Bình",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "body", "table"),
    [
        ("substitutions", PERIOD, "substitution_period"),
        ("health-records", RECORD, "health_record"),
    ],
)
def test_of_two_begun_at_once_one_stands(track, rounds, kind, body, table):
    clinics = [track.offices.desk(None, "00004", scopes=SCOPES) for _ in range(2)]
    for _ in range(rounds):
        file = track.file()
        file.at("2026-03-02 09:00")
        path = f"/v1/clients/{file.client['id']}/{kind}"
        acts = [lambda c=c, path=path: c.post(path, json=body) for c in clinics]
        assert statuses(track.race(acts, file.client["id"])) == [201, 409]
        for one in (table, "service"):
            question = f"select count(*) from {one} where client_id = %s"  # noqa: S608
            assert track.rows(question, file.client["id"]) == [(1,)]
    track.promises_hold()

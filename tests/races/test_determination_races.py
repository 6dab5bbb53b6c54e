"""A finding that is voided while a determination is drawn from it."""

import pytest

from tests.access.sent import SIX_CRITERIA
from tests.races.track import statuses
from tests.scenarios.story import handed, ok


@pytest.fixture(autouse=True)
def promises(track):
    """Look at every promise when the race is over."""
    yield
    track.promises_hold()


def test_a_finding_is_voided_or_concluded_from_but_not_both(track, rounds):
    clinician = track.offices("centre_clinician", "00004")
    answers = [
        {**one, "option": "yes"} for one in SIX_CRITERIA["answers"] if one["item"] != "time"
    ] + [{"item": "time", "option": "month"}]
    for _ in range(rounds):
        file = track.file()
        at = file.at("2026-03-09 09:00")
        path = f"/v1/clients/{file.client['id']}"
        said = {**SIX_CRITERIA, "unit": "00004", "on": at[:10], "answers": answers}
        found = ok(clinician.post(f"{path}/screenings", json=said))["id"]
        body = {
            "requested_by": "self", "requested_at": at, "received_at": at, "concluded_at": at,
            "concluded_on": at[:10], "papers": handed("determination-application"),
            "screening_id": found,
        }  # fmt: skip

        def conclude(path=path, body=body):
            return clinician.post(f"{path}/determinations", json=body)

        def void(path=path, found=found):
            why = {"reason": "Nhập nhầm"}
            return clinician.post(f"{path}/screenings/{found}/void", json=why, version=1)

        told = statuses(track.race([conclude, void], file.client["id"]))
        assert told in ([201, 409], [200, 409])
        resting = track.rows(
            "select 1 from determination d join screening s on s.id = d.screening_id"
            " where s.id = %s and s.voided_at is not null", found,
        )  # fmt: skip
        assert resting == []

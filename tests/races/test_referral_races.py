"""A referral accepted while it is taken back: one of the two, and custody says the same."""

import pytest

from tests.races.track import statuses
from tests.scenarios.chain import CHAIR
from tests.scenarios.story import CENTRE, ok

AT = "2026-03-02T09:00:00+07:00"
HELD = "select count(*) from custody where client_id = %s and kind = 'facility' and until is null"


@pytest.fixture(autouse=True)
def promises(track):
    """Look at every promise when the race is over."""
    yield
    track.promises_hold()


def test_accepted_while_it_is_taken_back(track, rounds):
    chair, centre = track.offices(CHAIR), track.offices("centre_caseworker")
    for _ in range(rounds):
        file = track.file()
        file.at("2026-03-02 09:00")
        said = {"to_unit": CENTRE, "purpose": "job", "referred_at": AT}
        made = ok(chair.post(f"/v1/clients/{file.client['id']}/referrals", json=said))
        path = f"/v1/referrals/{made['id']}"
        acts = [
            lambda path=path: centre.post(f"{path}/accept", version=1),
            lambda path=path: chair.post(
                f"{path}/revoke", json={"reason": "Đã có việc"}, version=1
            ),
        ]
        yes, back = track.race(acts)
        assert statuses([yes, back]) == [200, 412]
        assert track.rows(HELD, file.client["id"]) == [(1 if yes.status_code == 200 else 0,)]

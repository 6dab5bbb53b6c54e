"""Reports decided, and replaced, by two at once."""

import pytest

from tests.races.track import statuses
from tests.scenarios.reports_story import HALF, act, freeze
from tests.scenarios.story import moment, ok

COMMUNE = "00004"


@pytest.fixture
def official(track):
    return track.offices("commune_official")


@pytest.fixture
def managers(track):
    return track.offices("province_manager"), track.offices.desk("province_manager", "01")


@pytest.fixture
def sent(track, official):
    """`sent()`: a report the commune has submitted."""

    def submitted():
        track.clock.set(moment("2026-07-02 08:00"))
        return ok(act(official, freeze(official), "submit"), 200)

    return submitted


def test_one_approves_and_another_returns(track, rounds, official, managers, sent):
    """One word stands: the other finds a newer version."""
    first, other = managers
    for _ in range(rounds):
        report = sent()
        outcome = track.race(
            [
                lambda report=report: act(first, report, "approve"),
                lambda report=report: act(other, report, "return", reason="Thiếu số liệu"),
            ]
        )
        assert statuses(outcome) == [200, 412]
        kept = ok(official.get(f"/v1/reports/{report['id']}"), 200)
        assert (kept["state"] == "returned") == (kept["return_reason"] is not None)
        assert kept["version"] == report["version"] + 1


def test_a_returned_report_is_replaced_once(track, rounds, official, managers, sent):
    for _ in range(rounds):
        back = ok(act(managers[0], sent(), "return", reason="Thiếu số liệu"), 200)
        said = {"kind": "coverage", **HALF, "replaces": back["id"]}
        again = [lambda said=said: official.post("/v1/reports", json=said)] * 2
        assert statuses(track.race(again)) == [201, 409]

"""The court's time to decide: fifteen days from acceptance, thirty at most (Ordinance 03/2022)."""

import pytest

from tests.scenarios.chain import CLERK, to_court_2025
from tests.scenarios.story import signed


@pytest.fixture
def accepted(addict):
    file = to_court_2025(addict("2025-08-25 09:00"))
    return file.take(CLERK, "court_accept", "2025-09-17 09:00")


def test_an_extension_is_counted_from_the_acceptance_and_told(accepted):
    assert accepted.deadline("D-23", CLERK)["due_at"][:10] == "2025-10-02"
    accepted.take(CLERK, "court_extend", "2025-09-30 09:00", reason="vụ việc phức tạp")
    clock = accepted.deadline("D-23", CLERK)
    assert (clock["status"], clock["due_at"][:10]) == ("open", "2025-10-17")
    told = accepted.as_(CLERK).get(f"/v1/deadlines/{clock['id']}/explanation").json()
    assert [row["by"] for row in told["extensions"]] == [15]
    assert "extended" in {day["code"] for day in told["days"]}
    assert [change["due_after"][:10] for change in told["changes"]] == ["2025-10-17"]


def test_a_second_extension_is_over_the_cap(accepted):
    accepted.take(CLERK, "court_extend", "2025-09-30 09:00", reason="vụ việc phức tạp")
    again = accepted.try_take(CLERK, "court_extend", "2025-10-10 09:00", reason="vẫn phức tạp")
    assert again.status_code == 409


def test_the_time_stands_while_the_consideration_is_suspended(accepted):
    """Ordinance 03/2022, art. 24(1): suspended is not decided; a session opened again goes on."""
    said = {
        "decision": signed("2025-09-22"),
        "outcome": "suspend",
        "reason": "Người bị đề nghị đang điều trị bệnh nặng",
    }
    accepted.take(CLERK, "court_decide", "2025-09-22 09:00", **said)
    clock = accepted.deadline("D-23", CLERK)
    assert (clock["met_at"], clock["status"]) == (None, "open")
    accepted.take(CLERK, "court_open", "2025-10-06 09:00")
    assert accepted.deadline("D-23", CLERK)["due_at"][:10] == "2025-10-16"
    decided = {"decision": signed("2025-10-13"), "outcome": "apply", "term_months": 12}
    accepted.take(CLERK, "court_decide", "2025-10-13 09:00", **decided)
    assert accepted.deadline("D-23", CLERK)["status"] == "met"

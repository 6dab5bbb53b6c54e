"""The court's time to decide: fifteen days from acceptance, thirty at most (Ordinance 03/2022)."""

import pytest

from tests.scenarios.chain import CLERK, to_court_2025


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

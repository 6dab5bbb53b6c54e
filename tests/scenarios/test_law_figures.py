"""Anyone who reads the law reads its criteria, phases and norms of a day, each with its article."""

import pytest

CHAIR = "commune_official"


@pytest.fixture
def read(sign_in):
    reader = sign_in(CHAIR, "00004")

    def get(what, status=200, **params):
        answer = reader.get(f"/v1/law/{what}", params=params)
        assert answer.status_code == status, answer.json()
        return answer.json()["items"] if status == 200 else answer.json()

    return get


def test_the_criteria_of_a_private_centre_have_figures_and_articles(read):
    found = {
        row["code"]: row for row in read("criteria", on="2026-08-03", applies="private_centre")
    }
    assert len(found) == 18
    detox = found["C3-13"]
    assert detox["figures"] == [{"at_least": 5, "unit": "m2", "where": None}]
    assert detox["legal_basis"][0]["at"] == "Điều 71 khoản 1 điểm a"
    assert (detox["begins"], detox["ends"]) == ("2026-07-01", None)
    [school] = [one for one in found["C3-06"]["applies"] if one["to"] == "private_centre"]
    assert (school["where"], school["legal_basis"][0]["at"]) == (
        ["takes_minors"], "Điều 71 khoản 1 điểm c",
    )  # fmt: skip
    assert found["C3-20"]["proved_by"]["code"] == "head-cv"


def test_criteria_are_those_of_the_day(read):
    def old(day):
        return {row["code"]: row for row in read("criteria", on=day)}

    assert old("2024-12-31")["C17"]["ends"] == "2024-12-31"
    assert "bác sĩ" in old("2025-01-01")["C17"]["title"]["vi"]
    assert [row["at_least"] for row in old("2025-01-01")["C02"]["figures"]] == [80, 100, 120]
    assert "C02" not in old("2026-07-01")


def test_phases_have_lengths_since_decree_163(read):
    now = {row["code"]: row for row in read("phases", on="2026-08-03")}
    assert now["b"]["least"] == {"number": 10, "unit": "days"}
    assert (now["a"]["most"]["number"], now["d"]["after"], now["e"]["last"]["number"]) == (
        2, "b", 30,
    )  # fmt: skip
    assert [row["code"] for row in now["a"]["records"]] == ["intake-information", "rehab-plan"]
    assert {row["least"] for row in read("phases", on="2026-06-30")} == {None}


def test_norms_are_reckoned_from_the_base_salary_of_the_day(read):
    before = {row["code"]: row for row in read("norms", on="2026-06-30")}
    after = {row["code"]: row for row in read("norms", on="2026-07-01")}
    assert (before["food"]["amount"], after["food"]["amount"]) == (1872000, 2024000)
    assert (after["food"]["value"], after["food"]["of"]) == (0.8, "base-salary")
    assert after["proceeds-food"]["value"] == 30
    assert after["base-salary"]["unverified"] is True


@pytest.mark.parametrize("what", ["criteria", "phases", "norms"])
def test_figures_of_today_are_given_and_none_before_the_first_edition(read, what):
    assert read(what)
    assert read(what, 404, on="2021-12-31")["status"] == 404


def test_an_unknown_kind_of_facility_is_a_mistake_of_form(read):
    read("criteria", 422, applies="hospital")

"""Forms 01–04-BCN for history, and the sheets of programme, quality and typology."""

import pytest

from tests.scenarios.lodging import in_the_centre
from tests.scenarios.reports_story import act, freeze, rows, second, verify
from tests.scenarios.story import REGISTRATION, moment, ok

OFFICIAL = "commune_official"
MARCH = {"from": "2024-03-01", "to": "2024-03-31"}


def counts(report, sheet):
    """Counts of a form by block and measure, those of nought left out."""
    return {
        (row["code"], row["measure"]): row["count"]
        for row in rows(report, sheet).values()
        if row["count"]
    }


def at_home(addict, place="home"):
    """A cure at home under way since 1 March 2024."""
    file = addict("2024-02-26 09:00")
    file.open(
        OFFICIAL, "voluntary-home", "register", "2024-02-27 09:00", papers=REGISTRATION,
        place=place,
    ).take(
        OFFICIAL, "decide", "2024-02-29 09:00", term_months=6, papers=("voluntary-decision",),
        decision={"number": "1", "on": "2024-02-29", "signed_by": "Trần Thị Bình"},
    ).take(OFFICIAL, "begin", "2024-03-01 09:00")  # fmt: skip
    return file


def test_a_commune_tells_its_month_by_the_place_of_the_cure(addict, offices):
    file = at_home(addict)
    file.at("2024-04-02 09:00")
    told = counts(freeze(offices(OFFICIAL), "01-BCN", **MARCH), "community")
    assert told == {
        ("voluntary-at-home", "Tiếp nhận trong kỳ"): 1,
        ("voluntary-at-home", "Có mặt cuối kỳ"): 1,
    }
    file.at("2024-05-02 09:00")
    april = {"from": "2024-04-01", "to": "2024-04-30"}
    again = counts(freeze(offices(OFFICIAL), "01-BCN", **april), "community")
    assert again == {("voluntary-at-home", "Có mặt cuối kỳ"): 1}


def test_a_person_who_moved_later_stays_in_the_month_of_the_commune_of_then(addict, offices, clock):
    file = at_home(addict)
    official = offices(OFFICIAL)
    clock.set(moment("2024-04-02 09:00"))
    before = counts(freeze(official, "01-BCN", **MARCH), "community")
    clock.set(moment("2026-07-03 09:00"))
    client = f"/v1/clients/{file.client['id']}"
    move = {
        "to": "26740", "occurred_at": "2026-07-03T08:00:00+07:00", "reason": "Chuyển đi",
        "stable": True, "address": "1 Lê Lợi",
    }  # fmt: skip
    version = ok(official.get(client), 200)["version"]
    ok(official.post(f"{client}/moves", version=version, json=move))
    clock.set(moment("2026-07-04 09:00"))
    report = freeze(second(offices, OFFICIAL, "00004"), "01-BCN", **MARCH)
    assert counts(report, "community") == before
    there = freeze(offices(OFFICIAL, "26740"), "01-BCN", **MARCH)
    assert counts(there, "community") == {}
    assert verify(second(offices, OFFICIAL, "00004"), report)["now"]["figures"] == []


def test_a_centre_and_its_province_tell_the_same_people(addict, offices):
    in_the_centre(addict).at("2026-10-02 09:00")
    september = {"from": "2026-09-01", "to": "2026-09-30"}
    wanted = {
        ("compulsory-in-centre", "Tiếp nhận trong kỳ"): 1,
        ("compulsory-in-centre", "Có mặt cuối kỳ"): 1,
    }
    director, manager = offices("centre_director"), offices("province_manager")
    assert counts(freeze(director, "02-BCN", **september), "centre") == wanted
    assert counts(freeze(manager, "04-BCN", **september), "centre") == wanted
    assert counts(freeze(offices("nation_manager"), "04-BCN", **september), "centre") == wanted


def test_what_the_house_does_not_know_is_told_as_unknown(offices):
    year = {"from": "2024-01-01", "to": "2024-12-31"}
    report = freeze(offices("province_manager"), "04-BCN", **year)
    other = rows(report, "other")
    assert other["budget.Chưa có số liệu"]["count"] is None
    notes = [note["vi"] for sheet in report["figures"]["sheets"] for note in sheet["notes"]]
    assert any("Các cột của biểu chưa đọc được" in note for note in notes)
    assert any("Căn cứ chưa kiểm chứng" in note["vi"] for note in report["figures"]["notes"])


def test_staff_and_budget_are_of_december_alone(offices):
    codes = {code for code, _ in counts(freeze(offices(OFFICIAL), "01-BCN", **MARCH), "community")}
    assert not codes & {"staff", "budget"}


def test_communes_without_addicts_are_those_with_nobody_on_the_list(addict, offices):
    file = addict("2024-02-26 09:00")
    manager = offices("province_manager")
    year = {"from": "2024-01-01", "to": "2024-12-31"}
    file.at("2025-01-02 09:00")
    before = {"from": "2023-01-01", "to": "2023-12-31"}
    key = "communes-without-addicts.Xã, phường không có người nghiện"
    then = rows(freeze(manager, "03-BCN", **before), "community")[key]["count"]
    now = rows(freeze(manager, "03-BCN", **year), "community")[key]["count"]
    assert now == then - 1


@pytest.mark.parametrize("kind", ["programme", "typology", "quality"])
def test_a_sheet_of_indicators_is_made_of_those_there_are(offices, clock, kind):
    clock.set(moment("2026-07-05 09:00"))
    report = freeze(offices("province_manager"), kind)
    listed = ok(offices("province_manager").get("/v1/reports/definitions"), 200)["items"]
    definition = next(one for one in listed if one["code"] == kind)
    for table in definition["tables"]:
        told = {name.rsplit(".", 2)[0] for name in rows(report, table["code"])}
        assert told == set(table["indicators"]) - set(table["missing"])


def test_a_centre_reports_the_quality_of_its_own_files(offices, clock):
    clock.set(moment("2026-07-05 09:00"))
    director = offices("centre_director")
    report = freeze(director, "quality")
    assert (report["unit"], report["province"]) == ("F-01-01", "01")
    assert any("Mẫu đề xuất" in note["vi"] for note in report["figures"]["notes"])
    sent = ok(act(director, report, "submit"), 200)
    assert act(offices("nation_manager"), sent, "approve").status_code == 403
    assert ok(act(offices("province_manager"), sent, "approve"), 200)["state"] == "approved"

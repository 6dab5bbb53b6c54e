"""Flow and stock (VH) of the seven people of `flow.py`, every figure counted by hand."""

import pytest

from tests.scenarios.chain import CHAIR, POLICE
from tests.scenarios.story import CENTRE, signed
from tests.services.flow import BA_DINH, NOW, SAI_GON, Flow
from tests.services.reading import Reader

CLINIC = "centre_clinician"


@pytest.fixture
def flow(offices, clock, new_file):
    return Flow(offices, clock, new_file)


@pytest.fixture
def read(flow):
    return flow.reader()


def test_stock_is_who_is_on_the_list_on_the_last_day(read):
    """An has completed and Em has died; Bình and Cường stay on the list in the centre."""
    assert read.count("VH-01") == (4, None)
    assert read.names("VH-01", "numerator") == ["Bình", "Cường", "Dũng", "Giang"]
    assert read.left_out("VH-01") == {"left_before_the_last_day": 2}
    assert read.names("VH-01", "excluded") == ["An", "Em"]
    assert (read.count("VH-01", BA_DINH), read.count("VH-01", SAI_GON)) == ((2, None), (2, None))
    assert read.names("VH-02", "numerator") == ["Hà"]
    assert read.names("VH-03", "numerator") == ["An"]


def test_stock_of_an_earlier_day_is_who_was_on_the_list_then(read):
    june = {"from": "2026-06-01", "to": "2026-06-30"}
    assert read.names("VH-01", "numerator", **june) == ["An", "Dũng", "Em", "Giang"]
    assert read.count("VH-02", **june) == read.count("VH-03", **june) == (0, None)


def test_newly_determined_is_who_never_was_before(read):
    """Dũng was determined in February, and again in August."""
    assert read.count("VH-05") == (2, None)
    assert read.names("VH-05", "numerator") == ["Bình", "Cường"]
    assert read.left_out("VH-05") == {"determined_before": 1}
    assert read.names("VH-05", "excluded") == ["Dũng"]


def test_everybody_of_the_stock_is_in_one_place(read):
    assert read.each("VH-06") == {"home_community": 2, "public_centre": 1, "absent_unknown": 1}
    assert read.count("VH-06", variant="each", kind="public_centre") == (1, 4)
    for kind, name in (("public_centre", ["Bình"]), ("absent_unknown", ["Cường"])):
        asked = {"variant": "each", "kind": kind}
        assert read.names("VH-06", "numerator", **asked) == name
    gap = read.names("VH-06", "gap", variant="each", kind="home_community")
    assert gap == ["Bình", "Cường"]


def test_where_somebody_was_on_a_day_is_not_changed_by_what_came_later(read):
    """On 30 September Cường was still in the centre."""
    september = {"from": "2026-07-01", "to": "2026-09-30"}
    assert read.each("VH-06", **september) == {"home_community": 2, "public_centre": 2}
    assert read.names("VH-09", "numerator", **september) == ["Bình", "Cường"]


def test_who_is_in_no_service_is_told_beside_who_is(read):
    assert read.count("VH-07") == (2, 4)
    assert read.names("VH-07", "numerator") == ["Dũng", "Giang"]
    assert read.names("VH-07", "gap") == ["Bình", "Cường"]


def test_admissions_residents_and_places(flow, read):
    flow.places(10)
    assert (read.count("VH-08"), read.each("VH-08")) == ((2, None), {"compulsory": 2})
    august = {"from": "2026-08-01", "to": "2026-08-31"}
    assert read.count("VH-08", **august) == (0, None)
    assert read.names("VH-09", "numerator") == ["Bình"]
    assert read.each("VH-09") == {"compulsory": 1}
    assert read.count("VH-09-2") == (1, 10)
    [centre] = read.rows("VH-09-2", "numerator")
    assert (centre["id"], centre["unit"], centre["amount"]) == (CENTRE, CENTRE, 1)
    assert read.figure("VH-09-2", "01")["percent"] == 10.0


def test_a_centre_that_said_no_places_is_left_out(read):
    assert read.figure("VH-09-2")["value"] is None
    assert read.left_out("VH-09-2") == {"capacity_unknown": 1}
    [centre] = read.rows("VH-09-2", "excluded")
    assert (centre["id"], centre["left_out"]) == (CENTRE, "capacity_unknown")


def test_completions_by_form(read):
    assert (read.count("VH-10"), read.each("VH-10")) == ((1, None), {"voluntary_home": 1})
    assert read.names("VH-10", "numerator") == ["An"]


# Days in service from 1 July to 31 October: An to 9 September 31 + 31 + 9 = 71, Em to 15 August
# 31 + 15 = 46, Bình and Cường from 4 September 27 + 31 = 58 each; a month has 30.4375 of them:
# 2.3326 + 1.5113 + 1.9055 + 1.9055.
MONTHS = 7.6549


def test_escapes_and_deaths_over_the_months_in_service(read):
    assert read.count("VH-11") == read.count("VH-12") == (1, MONTHS)
    assert read.names("VH-11", "numerator") == ["Cường"]
    assert read.names("VH-12", "numerator") == ["Em"]
    assert read.names("VH-12", "gap") == ["An", "Bình", "Cường"]
    months = {row["full_name"]: row["over"] for row in read.rows("VH-11", "denominator")}
    assert sorted(months.values()) == [1.5113, 1.9055, 1.9055, 2.3326]


def test_a_self_quit_told_twice_happened_once(addict, offices):
    """Stopped on 10 June, a violation on the 15th; from 1 May 31 + 15 days in service."""
    file = addict("2026-04-20 08:00")
    file.open(CHAIR, "substitution", "register", "2026-04-20 09:00", opioid=True, facility=CENTRE,
              papers=("substitution-application", "determination-result"))  # fmt: skip
    file.take(CHAIR, "decide", "2026-04-21 10:00", decision=signed("2026-04-21"))
    file.take(CLINIC, "start", "2026-04-22 09:00")
    file.take(CLINIC, "stop", "2026-06-10 09:00", reason="self_terminated")
    said = {"kind": "self_terminated", "happened_on": "2026-06-10"}
    file.take(POLICE, "record_violation", "2026-06-15 09:00", **said)
    read = Reader(offices, {"from": "2026-05-01", "to": "2026-06-30"})
    assert read.count("VH-11") == (1, round(46 / 30.4375, 4))
    assert read.count("VH-11", **{"from": "2026-06-11"})[0] == 0


def test_a_transfer_nobody_answered_within_a_day_is_unmatched(flow, read):
    assert read.count("VH-13") == (1, 2)
    [dung] = read.rows("VH-13", "numerator")
    assert (dung["full_name"], dung["missing"]) == ("Lý Tấn Dũng", ["arrival"])
    assert dung["responsible_unit"] == SAI_GON
    assert read.names("VH-13", "gap") == ["Giang"]


def test_a_transfer_of_this_morning_is_not_late_yet(flow):
    file = flow.addict("2026-11-18 09:00", {"full_name": "Mai Thu Lan", "birth_date": "1994-09-09"})
    flow.move(file, "2026-11-20 08:00")
    file.at(NOW)
    november = flow.reader(**{"from": "2026-11-01", "to": "2026-11-30"})
    assert november.count("VH-13") == (0, 0)
    assert november.left_out("VH-13") == {"not_due_yet": 1}
    file.at("2026-11-21 09:00")
    assert november.count("VH-13") == (1, 1)


def test_an_escape_told_today_is_not_known_yesterday(flow, read):
    flow.binh.take("centre_director", "record_escape", "2026-10-20 09:00",
                   recorded="2026-11-20 10:00", circumstance="from_leave")  # fmt: skip
    assert (read.count("VH-09"), read.count("VH-11")) == ((0, None), (2, MONTHS))
    before = {"as_of": "2026-11-20T09:30:00+07:00"}
    assert (read.count("VH-09", **before), read.count("VH-11", **before)) == (
        (1, None), (1, MONTHS),
    )  # fmt: skip
    assert [row["soft"] for row in read.rows("VH-11", "numerator")].count(True) == 1

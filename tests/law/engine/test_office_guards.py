"""Who signs by where a place lies, a clock that waits for a birthday; by an invented law."""

# ruff: noqa: E501 - a row of the law is read whole

from datetime import date

import pytest

from app.law.checks import health
from app.law.engine.facts import ClientFacts
from app.law.guards.office import province_of
from app.law.reading.loader import BookError, load
from tests.law.engine.conftest import ACTORS, Desk

STEP = """
[[step]]
id = "A98"
name = "place"
title = { vi = "Bố trí", en = "Place" }
from = ["registered"]
law = { act = "1/2024", at = "art 8" }
"""
SIGNED = """
by = ["desk", "police_head"]
asks = [{ field = "facility", type = "facility", title = { vi = "Nơi nhận", en = "To" } }]
when = [
  { guard = "acts_as", office = "desk", only_if = [{ guard = "same_province", field = "facility" }] },
  { guard = "acts_as", office = "police_head", unless = [{ guard = "same_province", field = "facility" }] },
]
"""
BIRTHDAY = """
by = ["desk"]
starts = [{ clock = "C-18", limit = 0, unit = "calendar_days", from = "age:18", met_by = ["decide"], title = { vi = "Đủ 18 tuổi", en = "Turns 18" } }]
"""


def law(folder, keys):
    """The invented law with one step more."""
    path = folder / "procedures" / "e1" / "care.toml"
    path.write_text(path.read_text(encoding="utf-8") + STEP + keys, encoding="utf-8")
    return load(folder)


@pytest.mark.parametrize(
    ("facility", "by", "code"),
    [
        ("F-01-07", "chair", None),
        ("F-79-07", "chair", "acts-as"),
        ("F-79-07", "police", None),
        ("F-01-07", "police", "acts-as"),
    ],
)
def test_the_office_follows_from_where_the_facility_lies(copy, facility, by, code):
    desk = Desk(law(copy, SIGNED))
    desk.take("care:register", "2024-03-04", papers=["result"])
    found = desk.judge("care:place", "2024-03-05", by=by, facility=facility)
    assert [reason.code for reason in found.reasons] == ([code] if code else [])
    if code:
        assert found.reasons[0].law.at == "art 8"


def test_an_office_nobody_has_is_refused_at_load(copy):
    with pytest.raises(BookError, match="unknown office 'desc'"):
        law(copy, SIGNED.replace('office = "desk"', 'office = "desc"'))


@pytest.mark.parametrize(
    ("unit", "province"),
    [("01", "01"), ("F-01-07", "01"), ("C-79-01", "79"), ("00004", ""), ("vn", ""), ("F-0", "")],
)
def test_a_code_tells_its_province(unit, province):
    assert province_of(unit) == province


@pytest.mark.parametrize(
    ("born", "due"),
    [
        (date(2008, 5, 20), date(2026, 5, 20)),
        (date(2008, 2, 29), date(2026, 3, 2)),  # 1 March is a Sunday
        (date(2006, 3, 5), None),  # eighteen on the very day
        (None, None),
    ],
)
def test_a_clock_waits_for_a_birthday_still_to_come(copy, born, due):
    made = law(copy, BIRTHDAY)
    assert [fault.code for fault in health.check(made) if "C-18" in fault.text] == []
    desk = Desk(made, client=ClientFacts(date(1990, 5, 6)))
    desk.take("care:register", "2024-03-04", papers=["result"])
    desk.client = ClientFacts(born)
    found = desk.judge("care:place", "2024-03-05")
    dues = [row.due_at.date() for row in found.starts if row.clock == "C-18"]
    assert dues == ([due] if due else [])


def test_the_actors_of_these_tests_are_of_one_province():
    assert {actor.province for actor in ACTORS.values()} == {"01"}

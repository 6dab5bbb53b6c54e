"""A rule that begins inside an edition, an act bound to a limit told in the form."""

# ruff: noqa: E501 - a row of the law is read whole

import pytest

from app.law.reading.loader import BookError, load
from tests.law.engine.conftest import Desk

STEP = """
[[step]]
id = "A97"
name = "visit"
title = { vi = "Thăm gặp", en = "Visit" }
from = ["registered"]
by = ["desk"]
law = { act = "1/2024", at = "art 9" }
"""
RULE = """
asks = [{ field = "visitors", type = "count", title = { vi = "Số người", en = "Visitors" } }]
when = [{ guard = "field_between", field = "visitors", max = 3, unless = [{ guard = "since", day = 2024-03-08 }] }]
"""
OPENS = 'when = [{ guard = "since", day = 2024-03-08 }]'
LATE = """
asks = [
  { field = "happened_on", type = "date", required = false, title = { vi = "Ngày", en = "Day" } },
  { field = "over_at", type = "moment", required = false, title = { vi = "Hết", en = "Over" } },
  { field = "told_at", type = "moment", required = false, title = { vi = "Báo", en = "Told" } },
]
when = [
  { guard = "within_limit", field = "happened_on", limit = 3, unit = "working_days" },
  { guard = "within_limit", field = "over_at", until = "told_at", limit = 24, unit = "hours" },
]
"""


def desk(folder, keys):
    """Somebody registered, under the invented law with one step more."""
    path = folder / "procedures" / "e1" / "care.toml"
    path.write_text(path.read_text(encoding="utf-8") + STEP + keys, encoding="utf-8")
    found = Desk(load(folder))
    found.take("care:register", "2024-03-01", papers=["result"])
    return found


@pytest.mark.parametrize(("at", "codes"), [("2024-03-07", ["field-between"]), ("2024-03-08", [])])
def test_a_rule_holds_until_the_day_of_the_next(copy, at, codes):
    found = desk(copy, RULE).judge("care:visit", at, visitors=4)
    assert [reason.code for reason in found.reasons] == codes


@pytest.mark.parametrize(("at", "codes"), [("2024-03-07", ["since"]), ("2024-03-08", [])])
def test_an_act_is_not_to_be_had_before_its_day(copy, at, codes):
    found = desk(copy, OPENS).judge("care:visit", at)
    assert [reason.code for reason in found.reasons] == codes


def test_a_day_is_written_as_a_day(copy):
    with pytest.raises(BookError, match="day"):
        desk(copy, 'when = [{ guard = "since", day = "tomorrow" }]')


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"happened_on": "2024-03-06"}, []),  # Wednesday; Monday is the third working day
        ({"happened_on": "2024-03-05"}, ["within-limit"]),
        ({"happened_on": "2024-03-12"}, ["within-limit"]),  # not yet
        ({"over_at": "2024-03-08T08:00:00+07:00", "told_at": "2024-03-09T08:00:00+07:00"}, []),
        (
            {"over_at": "2024-03-08T08:00:00+07:00", "told_at": "2024-03-09T08:00:01+07:00"},
            ["within-limit"],
        ),
        (
            {"over_at": "2024-03-08T08:00:00+07:00", "told_at": "2024-03-08T07:00:00+07:00"},
            ["within-limit"],
        ),
        ({"over_at": "2024-03-08T08:00:00+07:00"}, []),
    ],
)
def test_what_is_done_too_late_or_too_early_is_refused(copy, said, codes):
    found = desk(copy, LATE).judge("care:visit", "2024-03-11", **said)
    assert [reason.code for reason in found.reasons] == codes

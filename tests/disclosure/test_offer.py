"""What may be asked from outside: one kind of period, one split, nothing chosen besides."""

from datetime import date

import pytest

from app.disclosure.block import Key
from app.disclosure.offer import Asked, Terms, grains, not_offered, over, settled_on

SPLITS = frozenset({"sex", "age_band"})
PEOPLE = Terms("year", additive=False, splits=SPLITS, settle_days=30)
EVENTS = Terms("quarter", additive=True, splits=SPLITS, settle_days=30)
LATER = date(2027, 6, 1)


@pytest.mark.parametrize("period", ["2026-H1", "2026-Q1", "2026-07", "2026-P"])
def test_people_are_told_by_the_year_alone(period):
    assert not_offered(Asked(period), PEOPLE, LATER) == ("period",)


@pytest.mark.parametrize(
    ("period", "parts"),
    [
        ("2026-Q2", ("2026-Q2",)),
        ("2026-H2", ("2026-Q3", "2026-Q4")),
        ("2026", ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")),
        ("2026-07", None),
        ("2026-P", None),
    ],
)
def test_events_add_up_to_longer_periods_of_whole_quarters(period, parts):
    assert grains(period, EVENTS) == parts


def test_the_police_year_is_never_offered_beside_months():
    months = Terms("month", additive=True, splits=SPLITS, settle_days=30)
    assert grains("2026-P", months) is None
    police = Terms("police_year", additive=True, splits=SPLITS, settle_days=30)
    assert [grains(code, police) for code in ("2026-P", "2026")] == [("2026-P",), None]


def test_a_year_is_withheld_if_a_quarter_of_it_is():
    first, second = frozenset({Key("a", "gap")}), frozenset({Key("b", "gap")})
    assert over([first, second]) == first | second


def test_a_period_is_told_once_it_has_settled():
    assert settled_on("2026", PEOPLE) == date(2027, 1, 30)
    assert not_offered(Asked("2026"), PEOPLE, date(2027, 1, 29)) == ("not_settled",)
    assert not_offered(Asked("2026"), PEOPLE, date(2027, 1, 30)) == ()


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (Asked("2026", split="commune_type"), "commune_type"),
        (Asked("2026", split="sex", filters={"age_band": "18-29"}), "two_splits"),
        (Asked("2026", filters={"sex": "male", "age_band": "18-29"}), "two_splits"),
        (Asked("2026", otherwise=frozenset({"as_of"})), "as_of"),
        (Asked(None), "period"),
    ],
)
def test_what_is_not_on_the_grid_is_not_offered(asked, why):
    assert not_offered(asked, PEOPLE, LATER) == (why,)


def test_one_split_or_one_filter_is_offered():
    assert not_offered(Asked("2026", split="sex"), PEOPLE, LATER) == ()
    assert not_offered(Asked("2026", filters={"sex": "female"}), PEOPLE, LATER) == ()

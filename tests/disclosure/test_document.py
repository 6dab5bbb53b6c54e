"""A figure from outside: what is withheld is gone, and nothing else says it."""

import pytest

from app.disclosure.withhold import withhold
from app.services.withheld import Outside, limits
from tests.disclosure.people import Person, counted, tree

PARENTS = tree((3, 3))


def people(commune, reached, gap, *, women=0, excluded=0):
    def some(times, **more):
        whole = {"reached": True, "soft": False, "sex": "male", "age_band": "14", **more}
        return [Person(commune, **whole)] * times

    return [
        *some(reached - women),
        *some(women, sex="female"),
        *some(gap, reached=False),
        *some(excluded, reason="error"),
    ]


ALL = [
    *people("01000", 40, 3),
    *people("01001", 30, 20),
    *people("01002", 25, 25),
    *people("02000", 40, 20, women=12),
    *people("02001", 40, 30, women=20, excluded=4),
    *people("02002", 50, 40, women=11),
]


def outside(only=None):
    block = counted(ALL, PARENTS)
    return Outside(block, withhold(block, limits()), only)


def document(unit, by=None, splits=()):
    block = counted(ALL, PARENTS)
    top, whole = block.count(unit, "numerator"), block.count(unit, "denominator")
    return {
        "unit": unit,
        "numerator": top,
        "denominator": whole,
        "value": top / whole,
        "percent": 100 * top / whole,
        "met": True,
        "excluded": [{"reason": "error", "count": block.count(unit, "excluded")}],
        "soft": 0,
        "soft_share": 0.0,
        "components": [{"key": "counselling"}],
        "newest_entry": "2026-11-02T08:00:00+07:00",
        "complete_share": 0.5,
        "by": by,
        "splits": list(splits),
    }


def test_a_small_gap_takes_the_numerator_and_the_percentage_and_whether_it_is_met():
    told = outside().figure(document("01000"))
    assert told["denominator"] == 43
    assert [told[name] for name in ("numerator", "value", "percent", "met")] == [None] * 4
    assert set(told["withheld"]) >= {"numerator", "gap", "value", "percent", "met"}


def test_what_stands_for_the_small_count_is_withheld_too():
    assert outside().figure(document("01001"))["numerator"] is None


def test_a_province_that_is_large_enough_is_told():
    told = outside().figure(document("01"))
    assert (told["numerator"], told["denominator"], told["met"]) == (95, 143, True)


def test_a_split_with_a_small_value_is_left_out_wholly():
    rows = [{"key": "male", "numerator": 95}]
    assert outside().figure(document("01000", "sex", rows))["splits"] == []


def test_a_withheld_unit_stands_in_the_split_even_where_it_had_no_row():
    told = outside().figure(document("vn", "commune"))
    assert [row["key"] for row in told["splits"]] == ["01000", "01001", "01002"]
    assert [row["numerator"] for row in told["splits"][:3]] == [None] * 3


def test_few_that_were_left_out_are_not_told_nor_why():
    told = outside().figure(document("02001"))
    assert told["excluded"] == []
    assert "excluded" in told["withheld"]


@pytest.mark.parametrize(("only", "numerator"), [(("sex", "female"), 43), (None, 130)])
def test_a_filter_is_withheld_like_the_row_of_its_split(only, numerator):
    told = outside(only).figure(document("02") | {"numerator": numerator})
    assert told["numerator"] == numerator
    few = outside(("sex", "female")).figure(document("01000"))
    assert few["numerator"] is few["denominator"] is None


def test_no_component_and_no_quality_of_the_entries_is_told_outside():
    told = outside().figure(document("02"))
    assert told["components"] == []
    assert told["newest_entry"] is told["complete_share"] is None

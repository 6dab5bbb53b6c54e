"""Facts and types of areas crossed (T2): mine with theirs, in paths and bodies."""

import pytest

from tests.access.calls import Call
from tests.access.plants.areas import YEAR
from tests.access.run import OFFICIAL, same
from tests.access.world import PLACES

MANAGER = "province_manager"


@pytest.mark.parametrize("theirs", ["sibling", "other"])
def test_a_fact_of_another_unit_is_like_none_to_correct(world, knocker, theirs):
    def correct(entry):
        body = {"fact": "resident_population", "year": YEAR, "value": 5, "source": "x",
                "corrects": entry}  # fmt: skip
        return Call("POST", f"/v1/units/{PLACES['own']}/facts", json=body)

    records = world.records
    assert knocker.send(correct(records["own"].more["area_fact"]), OFFICIAL).status == 201
    hidden, absent = records[theirs].more["area_fact"], records["random"].more["area_fact"]
    same(knocker, correct(hidden), correct(absent))


def test_a_fact_out_of_reach_is_confirmed_like_none(world, knocker):
    def confirm(entry):
        return Call("POST", "/v1/area-facts/confirmations", json={"ids": [entry]})

    hidden, absent = (world.records[place].more["area_fact"] for place in ("other", "random"))
    seen = [knocker.send(confirm(entry), MANAGER) for entry in (hidden, absent)]
    assert ['"outcome":"not_found"' in one.text for one in seen] == [True, True]


def test_a_unit_out_of_reach_and_one_that_is_not_are_refused_line_by_line(world, knocker):
    told = [{"unit": unit, "fact": "retail_points", "value": 1} for unit in PLACES.values()]
    body = {"year": YEAR, "source": "x", "lines": told}
    seen = knocker.send(Call("POST", "/v1/area-facts", json=body), OFFICIAL)
    assert seen.text.count('"outcome":"entered"') == 1
    assert seen.text.count('"outcome":"refused"') == 2


def test_only_areas_in_reach_are_approved_whatever_is_named(world, knocker):
    body = {"unit": "01", "year": YEAR, "units": [PLACES["own"], PLACES["other"], "79", "vn"]}
    seen = knocker.send(Call("POST", "/v1/typology/confirmations", json=body), MANAGER)
    assert seen.text.count('"outcome"') == 1

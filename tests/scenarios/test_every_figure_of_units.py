"""Every indicator that rests on no file, asked in every manner; and what the asking costs."""

import pytest

from app.law.reading.area_facts import area_facts
from app.law.reading.indicator import definitions
from tests.scenarios.story import ok
from tests.scenarios.units_told import HERE, MANAGER, NATION, THERE, tell, whole
from tests.scenarios.worklist.seen import counted

PARTS = ("numerator", "denominator", "gap", "excluded")
OF_UNITS = sorted(
    code
    for code, one in definitions().items()
    if one.source in {"units", "facts", "functions", "reviews", "staff", "models", "density",
                      "published"}
)  # fmt: skip
MANNERS = (
    {"as_of": "2026-11-19T00:00:00+07:00"}, {"geography": "then"}, {"by": "province"},
    {"by": "commune"}, {"by": "region"}, {"unit": "R2"}, {"unit": "01"}, {"unit": HERE},
)  # fmt: skip


@pytest.mark.parametrize("code", OF_UNITS)
def test_a_figure_is_the_length_of_its_list_however_it_is_asked(offices, code):
    nation = offices(NATION)
    for variant in definitions()[code].variant:
        for manner in ({}, *MANNERS):
            asked = {"variant": variant.code, **manner}
            found = whole(nation, code, **asked)
            if "by" in manner:
                keys = [part["key"] for part in found["splits"]]
                assert len(keys) == len(set(keys))
                continue
            lengths = {part: _length(nation, code, part, asked) for part in PARTS}
            assert lengths["numerator"] + lengths["gap"] == lengths["denominator"]
            assert sum(row["count"] for row in found["excluded"]) == lengths["excluded"]
            if definitions()[code].measure in {"share", "count"}:
                assert found["numerator"] == lengths["numerator"]


def _length(caller, code, part, asked):
    """How many a list holds; asked of the nation only as far as a page goes."""
    params = {"period": "2026-P", "part": part, "limit": 500, **asked}
    path, found = f"/v1/indicators/{code}/records", 0
    while True:
        page = ok(caller.get(path, params=params), 200)
        found += len(page["items"])
        if page["next"] is None:
            return found
        params["cursor"] = page["next"]


def test_every_fact_a_figure_asks_for_may_be_told_and_is_asked_for(offices):
    asked = set()
    for code in OF_UNITS:
        one = definitions()[code]
        for said in (one.with_, *(variant.with_ for variant in one.variant)):
            asked |= {str(said[name]) for name in ("amount", "over") if name in said}
            facts = said.get("facts", [])
            asked |= set(facts if isinstance(facts, list) else [])
    assert asked <= {fact.code for fact in area_facts().fact}


def test_a_province_is_judged_in_as_many_statements_as_a_commune(offices, app_engine):
    manager = offices(MANAGER)
    tell(manager, "2026-P", (HERE, "dens", 1), (THERE, "dens", 2))
    costs = []
    for unit in (HERE, "01"):
        with counted(app_engine) as seen:
            ok(manager.get("/v1/typology", params={"unit": unit, "year": "2026-P"}), 200)
        costs.append(len(seen))
    # A commune is looked up first: is it below the caller?
    assert costs[1] <= costs[0]

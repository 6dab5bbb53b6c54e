"""The dashboard, plain and from the kept figures: the same numbers."""

import pytest

from app.commands import tally
from app.periods import parse
from tests.scenarios.story import ok
from tests.services.population import BA_DINH, Population


@pytest.fixture
def population(offices, clock, as_nation):
    return Population(offices, clock, as_nation)


@pytest.fixture
def keep(population, offices, house):
    """Keep every rate of a period, as the nation's manager."""
    username = offices("nation_manager").username
    return lambda period="2026-H1": tally.keep(house, username, parse(period))


def page(population, unit="vn", **said):
    params = {"unit": unit, "period": "2026-H1", **said}
    return ok(population.offices("nation_manager").get("/v1/dashboard", params=params), 200)


def plain(shown):
    """The numbers of a page, whichever way they came."""
    kept = ("code", "variant", "base", "numerator", "denominator", "percent", "excluded", "soft")
    return [
        ({name: rate[name] for name in kept}, {p["unit"]: p["numerator"] for p in rate["parts"]})
        for rate in shown["rates"]
    ]


def test_the_kept_figures_are_those_of_the_definition(population, keep):
    assert keep() > 0
    for unit in ("vn", "01", "79"):
        kept, counted = page(population, unit), page(population, unit, fresh=True)
        assert plain(kept) == plain(counted)
        assert any(rate["kept"] for rate in kept["rates"])
        assert not any(rate["kept"] for rate in counted["rates"])


def test_what_came_since_is_in_the_next_keeping_and_not_before(population, keep):
    keep()
    before = plain(page(population))
    population.leave(population["Hai"], "2026-05-01", "error")
    assert plain(page(population)) == before
    assert plain(page(population, fresh=True)) != before
    keep()
    assert plain(page(population)) == plain(page(population, fresh=True))


def test_a_unit_that_nobody_is_left_in_holds_nought(population, keep):
    keep("2026-Q2")
    for name in ("Một", "Hai", "Ba"):
        population.leave(population[name], "2026-02-10", "completed")
    keep("2026-Q2")
    kept = page(population, "01", period="2026-Q2")
    assert plain(kept) == plain(page(population, "01", period="2026-Q2", fresh=True))
    assert BA_DINH not in {part["unit"] for part in kept["rates"][0]["parts"]}


def test_a_commune_is_counted_now(population):
    shown = page(population, BA_DINH)
    assert shown["rates"][0]["parts"] == []
    assert not shown["rates"][0]["kept"]

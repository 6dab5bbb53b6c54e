"""The lists a commune keeps follow from the book: who stands on one is who the figures count."""

from tests.scenarios.story import COMMUNE, ok

POLICE = "commune_police"


def counted(file, on):
    """The people on a list on a day, as the stock of the first indicator counts them."""
    params = {"unit": COMMUNE, "from": "2026-08-01", "to": on, "base": "stock"}
    found = ok(file.as_(POLICE).get("/v1/indicators/DA1393-1.1", params=params), 200)
    return found["denominator"]


def test_a_name_removed_from_the_list_of_addicts_is_counted_no_more(addict):
    """163/2026 has no form for it; the article is 120/2025/QH15, Điều 48 khoản 3."""
    file = addict("2026-08-03 08:00")
    assert counted(file, "2026-08-03") == 1
    file.open(POLICE, "addict-list", "enter", "2026-08-03 09:00")
    file.take(POLICE, "remove", "2026-08-20 09:00", reason="prison")
    assert counted(file, "2026-08-19") == 1
    assert counted(file, "2026-08-20") == 0


def test_whoever_is_entered_again_is_counted_again(addict):
    file = addict("2026-08-03 08:00")
    file.open(POLICE, "addict-list", "enter", "2026-08-03 09:00")
    file.take(POLICE, "remove", "2026-08-20 09:00", reason="prison")
    file.open(POLICE, "addict-list", "enter", "2026-09-01 09:00")
    assert counted(file, "2026-09-01") == 1

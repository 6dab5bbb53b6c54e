"""Small numbers through the door: who may open a figure has it whole, an analyst what is left."""

from uuid import uuid4

import pytest
import sqlalchemy as sa

from tests.scenarios.story import moment, ok
from tests.services.population import BA_DINH, CODE, HOAN_KIEM, SAI_GON, Population

YEAR = {"period": "2026"}
SETTLED = "2027-02-01 08:00"
TABLES = ("client", "custody", "management_record", "service")


@pytest.fixture
def crowd(offices, clock, as_nation):
    """Ba Đình: 2 of 3 reached; Hoàn Kiếm: 13 of 26; Sài Gòn: 12 of 24, all of them men."""
    population = Population(offices, clock, as_nation)
    with as_nation() as session:
        for name, times in (("Bốn", 12), ("Năm", 12), ("Sáu", 11), ("Bảy", 11)):
            twins(session, population[name].id, times)
    clock.set(moment(SETTLED))
    return population


def twins(session, like, times):
    """Put more people on file like one who is: the same commune, list and services."""
    new = [str(uuid4()) for _ in range(times)]
    for table in TABLES:
        key = "id" if table == "client" else "client_id"
        session.execute(
            sa.text(
                f"insert into {table} select (jsonb_populate_record(null::{table}, to_jsonb(t) ||"  # noqa: S608
                " jsonb_build_object('case_id', null, 'client_id', n.id,"
                f" 'id', {'n.id' if key == 'id' else 'gen_random_uuid()'}))).*"
                f" from {table} t, unnest(cast(:new as uuid[])) as n (id) where t.{key} = :like"
            ),
            {"new": new, "like": like},
        )


def asked(crowd, role="analyst", at="vn", **params):
    said = {name: value for name, value in {**YEAR, **params}.items() if value is not None}
    answer = crowd.offices(role, at).get(f"/v1/indicators/{CODE}", params=said)
    return ok(answer, 200)


def numbers(row):
    return row["numerator"], row["denominator"]


def gone(row):
    return all(row[name] is None for name in ("numerator", "denominator", "value", "percent"))


def test_who_may_open_a_figure_has_it_whole(crowd):
    rows = asked(crowd, "nation_manager", by="commune")["splits"]
    exact = {BA_DINH: (2, 3), HOAN_KIEM: (13, 26), SAI_GON: (12, 24)}
    assert {row["key"]: numbers(row) for row in rows} == exact
    assert not any(row["withheld"] for row in rows)
    assert numbers(asked(crowd, "commune_official", BA_DINH)) == (2, 3)


def test_an_analyst_gets_no_small_commune_and_nothing_that_gives_it_back(crowd):
    """Hanoi less the 26 of Hoàn Kiếm would give the 3 of Ba Đình back: both are withheld."""
    told = asked(crowd, by="commune")
    assert numbers(told) == (27, 53)
    rows = {row["key"]: row for row in told["splits"]}
    assert numbers(rows[SAI_GON]) == (12, 24)
    assert gone(rows[BA_DINH])
    assert gone(rows[HOAN_KIEM])
    assert set(rows) > {
        BA_DINH,
        HOAN_KIEM,
        SAI_GON,
    }  # neighbours where nobody is, told apart by none


def test_the_analyst_of_the_very_commune_gets_no_more(crowd):
    told = asked(crowd, at=BA_DINH)
    assert gone(told)
    assert told["met"] is None
    assert "percent" in told["withheld"]


def test_a_split_is_told_where_none_of_it_is_small(crowd):
    """Of the women of the whole nation Hai alone was reached."""
    whole, few = asked(crowd, by="ethnicity"), asked(crowd, by="sex")
    assert {row["key"]: numbers(row) for row in whole["splits"]} == {"unknown": (27, 53)}
    assert few["splits"] == []
    assert "splits" in few["withheld"]
    assert gone(asked(crowd, sex="male"))


NOT_OFFERED = (
    ({"period": "2026-H1"}, "period"),
    ({"period": None, "from": "2026-01-02", "to": "2026-12-31"}, "period"),
    ({"period": "2027"}, "not_settled"),
    ({"as_of": "2026-12-31T00:00:00+07:00"}, "as_of"),
    ({"geography": "then"}, "geography"),
    ({"variant": "step"}, "variant"),
    ({"base": "stock"}, "base"),
    ({"sex": "male", "by": "age_band"}, "two_splits"),
)


def test_what_is_not_offered_is_answered_without_a_number(crowd):
    for params, why in NOT_OFFERED:
        told = asked(crowd, **params)
        assert gone(told)
        assert (told["withheld"], told["not_offered"]) == (["all"], [why])


def test_a_period_is_told_one_way_for_ever(crowd):
    before = asked(crowd, at="79")
    crowd.clock.set(moment("2027-02-02 08:00"))
    crowd.serve(crowd["Bảy"], "counselling", "2026-06-30", now=moment("2027-02-02 08:00"))
    assert numbers(asked(crowd, "nation_manager", unit="79")) == (13, 24)
    assert numbers(asked(crowd, at="79")) == numbers(before) == (12, 24)


def test_the_page_of_a_unit_gives_an_analyst_no_more(crowd):
    analyst = crowd.offices("analyst", "vn")
    page = ok(analyst.get("/v1/dashboard", params={"period": "2026"}), 200)
    rates = [rate for rate in page["rates"] if rate["code"] == CODE]
    assert [rate["variant"] for rate in rates if numbers(rate) == (27, 53)] == ["any"]
    assert [rate["withheld"] for rate in rates if gone(rate)] == [["all"]]
    parts = {part["unit"]: numbers(part) for part in rates[0]["parts"]}
    assert parts == {"01": (15, 29), "79": (12, 24)}
    of_hanoi = ok(analyst.get("/v1/dashboard", params={"period": "2026", "unit": "01"}), 200)
    communes = {part["unit"]: part for part in of_hanoi["rates"][0]["parts"]}
    assert gone(communes[BA_DINH])
    assert gone(communes[HOAN_KIEM])


def test_both_maps_of_a_figure_are_for_whoever_may_open_it(crowd):
    path = f"/v1/indicators/{CODE}/geographies"
    assert crowd.offices("analyst", "vn").get(path, params=YEAR).status_code == 403

# ruff: noqa: S608 - the names in the SQL are those of this file
"""The wall of facts and types of areas alone, and what the database promises of them (T1, T2)."""

import pytest
from psycopg import errors

from app.ids import new_id
from tests.access.conftest import planted, world
from tests.access.plants.areas import FACTS
from tests.access.world import PLACES
from tests.services.hostile import NATION, PROVINCE, UNIT, hostile, mine, theirs

__all__ = ["hostile", "mine", "planted", "theirs", "world"]

CENTRE = {**UNIT, "units": "F-01-01"}
# Each way to stand before the wall → places whose facts, whose classes may be seen.
STANDS = {
    "commune": (UNIT, {"own"}, {"own", "sibling"}),
    "centre": (CENTRE, set(), {"own", "sibling"}),
    "province": (PROVINCE, {"own", "sibling"}, {"own", "sibling"}),
    "nation": (NATION, {"own", "sibling", "other"}, {"own", "sibling", "other"}),
    "no settings": ({"role": "hoanhap_unit"}, set(), set()),
    "wildcard": ({"role": "hoanhap_unit", "units": "%", "province": "%"}, set(), set()),
    "empty province": ({**PROVINCE, "province": ""}, set(), set()),
    "nation said in a unit": ({"role": "hoanhap_unit", "reach": "nation"}, set(), set()),
}
ENTER = """
insert into area_fact (id, unit, province, year_kind, year, fact, value, source, note, corrects,
    recorded_by, recorded_at)
values (%(id)s, %(unit)s, %(province)s, 'police', %(year)s, %(fact)s, %(value)s, 'x', %(note)s,
    %(corrects)s, %(id)s, now())
"""
APPROVE = """
insert into area_class (id, unit, province, level, year, class, rules, measures, recorded_by,
    recorded_at)
values (%(id)s, %(unit)s, %(province)s, %(level)s, 2020, %(class)s, 'x', '{}', %(id)s, now())
"""


def fact(**said):
    usual = {"id": new_id(), "unit": "00004", "province": "01", "year": 2020, "fact": "dens",
             "value": 1, "note": None, "corrects": None}  # fmt: skip
    return {**usual, **said}


def area(**said):
    usual = {"id": new_id(), "unit": "00004", "province": "01", "level": "commune", "class": "I"}
    return {**usual, **said}


@pytest.mark.parametrize("stand", STANDS)
def test_rows_out_of_scope_are_not_there(hostile, stand):
    settings, facts, classes = STANDS[stand]
    with hostile(settings) as say:
        seen = [row[0] for row in say("select unit from area_fact")]
        assert sorted(seen) == sorted(PLACES[place] for place in facts for _ in FACTS)
        typed = {row[0] for row in say("select unit from area_class")}
        assert typed == {PLACES[place] for place in classes}


@pytest.mark.parametrize("stand", STANDS)
def test_people_are_counted_of_the_lists_in_scope(hostile, stand):
    settings, places, _ = STANDS[stand]
    with hostile(settings) as say:
        rows = say("select unit from people_on_record('2026-11-20') where unit is not null")
        assert {row[0] for row in rows} == {PLACES[place] for place in places}


def test_the_bare_role_reads_nothing(hostile):
    for what in ("* from area_fact", "* from area_class", "people_on_record('2026-11-20')"):
        with hostile({"role": "none"}) as say, pytest.raises(errors.InsufficientPrivilege):
            say(f"select {what}")


@pytest.mark.parametrize(("stand", "unit", "province"), [(UNIT, "00008", "01"),
                                                         (UNIT, "01", "01"),
                                                         (PROVINCE, "26740", "79"),
                                                         (PROVINCE, "vn", None)])  # fmt: skip
def test_no_fact_is_entered_of_a_foreign_unit(hostile, stand, unit, province):
    with hostile(stand) as say, pytest.raises(errors.InsufficientPrivilege):
        say(ENTER, fact(unit=unit, province=province))


def test_a_fact_of_the_nation_is_of_no_province_and_no_other_is(hostile):
    with hostile(NATION) as say:
        say(ENTER, fact(unit="vn", province=None))
    for unit, province in (("vn", "01"), ("00004", None)):
        with hostile(NATION) as say, pytest.raises((errors.CheckViolation,
                                                    errors.ForeignKeyViolation)):  # fmt: skip
            say(ENTER, fact(unit=unit, province=province))


@pytest.mark.parametrize("stand", [UNIT, PROVINCE, NATION])
@pytest.mark.parametrize("change", ["value = 9", "source = 'y'", "fact = 'dens'", "year = 2021",
                                    "corrects = null"])  # fmt: skip
def test_a_fact_is_never_rewritten(hostile, stand, change):
    with hostile(stand) as say, pytest.raises(errors.InsufficientPrivilege):
        say(f"update area_fact set {change}, version = version + 1")


def test_a_unit_confirms_nothing_and_the_province_confirms_once(hostile, mine):
    confirm = (
        "update area_fact set confirmed_by = id, confirmed_at = now(), version = version + 1"
        " where id = %s"
    )
    with hostile(UNIT) as say, pytest.raises(errors.InsufficientPrivilege):
        say(confirm, (mine.more["area_fact"],))
    with hostile(PROVINCE) as say:
        say(confirm, (mine.more["area_fact"],))
        with pytest.raises(errors.CheckViolation, match="confirmed fact"):
            say(confirm, (mine.more["area_fact"],))


@pytest.mark.parametrize("stand", [UNIT, PROVINCE])
def test_what_is_confirmed_is_corrected_from_above(hostile, mine, stand):
    row = fact(year=2025, fact=list(FACTS)[1], corrects=mine.more["area_fact_confirmed"])
    with hostile(stand) as say:
        if stand is PROVINCE:
            say(ENTER, row)
            return
        with pytest.raises(errors.CheckViolation, match="confirmed fact"):
            say(ENTER, row)


def test_a_line_of_entries_has_one_beginning_and_never_forks(hostile, mine):
    first = mine.more["area_fact"]
    like = {"year": 2025, "fact": "resident_population"}
    with hostile() as say, pytest.raises(errors.UniqueViolation, match="one_area_fact_per_year"):
        say(ENTER, fact(**like))
    with hostile() as say:
        say(ENTER, fact(**like, corrects=first))
        with pytest.raises(errors.UniqueViolation, match="one_correction_per_area_fact"):
            say(ENTER, fact(**like, corrects=first))


@pytest.mark.parametrize("unlike", [{"year": 2024}, {"fact": "dens"}, {"unit": "00008"}])
def test_a_correction_is_of_the_same_line(hostile, mine, unlike):
    row = fact(**{"year": 2025, "fact": "resident_population", **unlike},
               corrects=mine.more["area_fact"])  # fmt: skip
    with hostile(PROVINCE) as say, pytest.raises(errors.ForeignKeyViolation):
        say(ENTER, row)


@pytest.mark.parametrize("said", [{"value": None}, {"value": -1}, {"year": 1999}])
def test_a_fact_that_cannot_be_is_refused(hostile, said):
    with hostile() as say, pytest.raises(errors.CheckViolation):
        say(ENTER, fact(**said))


def test_a_unit_approves_no_class_and_a_province_not_its_own(hostile):
    with hostile(UNIT) as say, pytest.raises(errors.InsufficientPrivilege):
        say(APPROVE, area())
    province = area(unit="01", level="province", **{"class": "hot_spot"})
    with hostile(PROVINCE) as say, pytest.raises(errors.InsufficientPrivilege):
        say(APPROVE, province)
    with hostile(NATION) as say:
        say(APPROVE, province)


@pytest.mark.parametrize("said", [{"class": "IV"}, {"class": "hot_spot"}, {"level": "ward"},
                                  {"level": "province"}])  # fmt: skip
def test_a_class_is_one_of_its_level(hostile, said):
    with hostile(NATION) as say, pytest.raises(errors.CheckViolation):
        say(APPROVE, area(**said))


@pytest.mark.parametrize("what", ["delete from area_fact", "delete from area_class",
                                  "update area_class set class = 'none'"])  # fmt: skip
@pytest.mark.parametrize("stand", [UNIT, PROVINCE, NATION])
def test_nothing_is_deleted_and_no_class_is_rewritten(hostile, what, stand):
    with hostile(stand) as say, pytest.raises(errors.InsufficientPrivilege):
        say(what)

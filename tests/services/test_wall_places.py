# ruff: noqa: S608 - the names in the SQL are those of this file
"""The wall of what hangs on no client: areas, rooms, capacity, and how many places are taken."""

import pytest
from psycopg import errors

from app.ids import new_id
from tests.access.conftest import planted, world
from tests.access.world import FACILITIES
from tests.services.hostile import NATION, PROVINCE, UNIT, hostile, mine, theirs

__all__ = ["hostile", "mine", "planted", "theirs", "world"]

CENTRE = {**UNIT, "units": "F-01-01"}
STANDS = {
    "commune": (UNIT, set()),
    "centre": (CENTRE, {"own"}),
    "province": (PROVINCE, {"own", "sibling"}),
    "nation": (NATION, {"own", "sibling", "other"}),
    "no settings": ({"role": "hoanhap_unit"}, set()),
    "wildcard": ({**UNIT, "units": "%"}, set()),
}
OPEN = """
insert into room (id, area_id, facility, province, code, places, valid_from, recorded_by,
    recorded_at) values (%s, %s, %s, %s, 'x', 1, '2026-01-01', %s, now())
"""


@pytest.mark.parametrize("stand", STANDS)
@pytest.mark.parametrize("table", ["facility_area", "room"])
def test_places_out_of_reach_are_not_there(hostile, stand, table):
    settings, places = STANDS[stand]
    with hostile(settings) as say:
        seen = {row[0] for row in say(f"select facility from {table}")}
    assert seen == {FACILITIES[place] for place in places}


@pytest.mark.parametrize("stand", STANDS)
def test_how_many_places_are_taken_is_told_within_reach(hostile, stand):
    settings, places = STANDS[stand]
    with hostile(settings) as say:
        for place, code in FACILITIES.items():
            rows = say("select taken from places_taken(%s, now())", (code,)).fetchall()
            assert rows == ([(1,)] if place in places else [])


@pytest.mark.parametrize("settings", [CENTRE, PROVINCE])
def test_no_room_is_opened_out_of_reach(hostile, theirs, settings):
    row = (new_id(), theirs.more["facility_area"], FACILITIES["other"], "79", new_id())
    with hostile(settings) as say, pytest.raises(errors.InsufficientPrivilege):
        say(OPEN, row)


def test_a_room_of_ones_own_is_not_hung_on_an_area_of_another(hostile, theirs):
    row = (new_id(), theirs.more["facility_area"], FACILITIES["own"], "01", new_id())
    with hostile(CENTRE) as say, pytest.raises(errors.ForeignKeyViolation):
        say(OPEN, row)


@pytest.mark.parametrize("change", ["sex = 'female'", "facility = 'F-01-02'", "code = 'z'"])
def test_a_place_stays_what_it_is(hostile, change):
    with hostile(CENTRE) as say, pytest.raises(errors.CheckViolation, match="stays what it is"):
        say(f"update facility_area set {change}, version = version + 1")


@pytest.mark.parametrize("change", ["room_code = 'z'", "since = now()", "disease = 'infectious'"])
def test_a_stay_is_never_rewritten(hostile, change):
    with hostile(CENTRE) as say, pytest.raises(errors.CheckViolation, match="never rewritten"):
        say(f"update stay set {change}, version = version + 1")


@pytest.mark.parametrize("what", ["delete from stay", "delete from room", "truncate stay",
                                  "select most_at_once('F-01-01', null, null, null, now(), null)",
                                  "delete from facility_area"])  # fmt: skip
def test_nothing_is_deleted(hostile, what):
    with hostile(CENTRE) as say, pytest.raises(errors.InsufficientPrivilege):
        say(what)

# ruff: noqa: S608 - the names in the SQL are those of this file
"""The wall of what hangs on no client: a session of a unit is seen where the unit is."""

import pytest
from psycopg import errors

from app.ids import new_id
from tests.access.conftest import planted, world
from tests.services.hostile import NATION, PROVINCE, UNIT, hostile

__all__ = ["hostile", "planted", "world"]

COLUMNS = (
    "kind, phase, title, held_on, starts_at, hours, led_by, unit, province, note, late_entry,"
    " recorded_by, recorded_at"
)
STANDS = {
    "unit": (UNIT, {"00004"}),
    "facility": ({**UNIT, "units": "F-01-01"}, {"F-01-01"}),
    "province": (PROVINCE, {"00004", "00008", "F-01-01", "F-01-02"}),
    "no settings": ({"role": "hoanhap_unit"}, set()),
    "empty scope": ({**UNIT, "units": ""}, set()),
    "wildcard scope": ({**UNIT, "units": "%"}, set()),
    "empty province": ({**PROVINCE, "province": ""}, set()),
    "nation said in a unit": ({**UNIT, "reach": "nation", "units": ""}, set()),
}


@pytest.mark.parametrize("stand", STANDS)
def test_sessions_out_of_scope_are_not_there(hostile, stand):
    settings, units = STANDS[stand]
    with hostile(settings) as say:
        assert {row[0] for row in say("select unit from activity_session")} == units


def test_the_nation_sees_every_session(hostile):
    with hostile(NATION) as say:
        seen = {row[0] for row in say("select unit from activity_session")}
    assert seen >= {"00004", "F-01-01", "F-79-01"}


def test_the_bare_role_reads_no_session(hostile):
    with hostile({"role": "none"}) as say, pytest.raises(errors.InsufficientPrivilege):
        say("select from activity_session")


@pytest.mark.parametrize(
    ("stand", "unit", "province"),
    [(UNIT, "00008", "01"), (UNIT, "F-01-01", "01"), (PROVINCE, "26740", "79")],
)
def test_no_session_is_held_in_the_name_of_another_unit(hostile, stand, unit, province):
    changed = COLUMNS.replace("unit, province", f"'{unit}', '{province}'")
    with hostile(stand) as say, pytest.raises(errors.InsufficientPrivilege):
        say(
            f"insert into activity_session (id, {COLUMNS})"
            f" select '{new_id()}', {changed} from activity_session limit 1"
        )


@pytest.mark.parametrize("stand", [UNIT, PROVINCE, NATION])
@pytest.mark.parametrize("table", ["activity_session", "health_entry", "substitution_dose"])
@pytest.mark.parametrize("what", ["update {} set unit = unit", "delete from {}"])
def test_what_is_only_ever_added_is_not_changed(hostile, stand, table, what):
    with hostile(stand) as say, pytest.raises(errors.InsufficientPrivilege):
        say(what.format(table))


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("attendance", "note = 'khác'"),
        ("certificate", "title = 'khác'"),
        ("health_record", "protocol = 'khác'"),
        ("substitution_period", "medicine = 'other'"),
    ],
)
def test_what_was_entered_is_not_rewritten(hostile, table, change):
    with hostile() as say, pytest.raises(errors.CheckViolation, match="never rewritten"):
        say(f"update {table} set {change}, version = version + 1")


def test_an_end_is_filled_in_once(hostile):
    end = "update substitution_period set ended_on = '2026-05-{}', end_reason = 'other',"
    with hostile() as say:
        assert say(f"{end.format('01')} version = version + 1").rowcount == 1
        with pytest.raises(errors.CheckViolation, match="never rewritten"):
            say(f"{end.format('02')} version = version + 1")

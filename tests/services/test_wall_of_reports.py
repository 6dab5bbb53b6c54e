# ruff: noqa: S608 - the names in the SQL are those of this file
"""The wall of reports, which hang on no client: a unit's own, and those of the units below."""

import pytest
from psycopg import errors

from app.ids import new_id
from tests.access.conftest import planted, world
from tests.access.world import PLACES
from tests.services.hostile import NATION, PROVINCE, UNIT, hostile, mine, theirs

__all__ = ["hostile", "mine", "planted", "theirs", "world"]

CENTRE = {**UNIT, "units": "F-01-01"}
STANDS = {
    "commune": (UNIT, {"own"}),
    "centre": (CENTRE, set()),
    "two units": ({**UNIT, "units": "00004,00008"}, {"own", "sibling"}),
    "province": (PROVINCE, {"own", "sibling"}),
    "nation": (NATION, {"own", "sibling", "other"}),
    "no settings": ({"role": "hoanhap_unit"}, set()),
    "empty scope": ({**UNIT, "units": ""}, set()),
    "wildcard": ({**UNIT, "units": "%"}, set()),
    "wildcard province": ({**PROVINCE, "province": "%"}, set()),
}
COPY = """
insert into report (id, kind, unit, province, period_from, period_to, cut_off, definitions,
    rule_set_hash, cohorts, cohort_hash, figures, content_hash, signature, key_id, made_by, made_at)
select %s, kind, %s, %s, period_from, period_to, cut_off, definitions, rule_set_hash, cohorts,
    cohort_hash, figures, content_hash, signature, key_id, made_by, made_at
from report where id = %s
"""


@pytest.mark.parametrize("stand", STANDS)
def test_reports_out_of_reach_are_not_there(hostile, stand):
    settings, places = STANDS[stand]
    with hostile(settings) as say:
        seen = {row[0] for row in say("select unit from report")}
    assert seen == {PLACES[place] for place in places}


@pytest.mark.parametrize("settings", [UNIT, PROVINCE])
def test_no_report_is_made_for_a_unit_out_of_reach(hostile, mine, settings):
    row = (new_id(), PLACES["other"], "79", mine.more["report"])
    with hostile(settings) as say, pytest.raises(errors.InsufficientPrivilege):
        say(COPY, row)


def test_no_report_is_made_approved(hostile, mine):
    said = COPY.replace("made_at)", "made_at, state, submitted_by, submitted_at, decided_by,"
                        " decided_at)").replace("made_at\nfrom", "made_at, 'approved', made_by,"
                        " made_at, gen_random_uuid(), made_at\nfrom")  # fmt: skip
    with hostile() as say, pytest.raises(errors.CheckViolation, match="no such move"):
        say(said, (new_id(), PLACES["own"], "01", mine.more["report"]))


@pytest.mark.parametrize(
    "change",
    ["figures = '{}'", "kind = 'x'", "cut_off = now()", "signature = ''", "cohorts = '{}'"],
)
@pytest.mark.parametrize("settings", [UNIT, PROVINCE, NATION])
def test_what_was_signed_is_never_rewritten_on_a_lawful_move(hostile, mine, settings, change):
    move = "state = 'submitted', submitted_by = made_by, submitted_at = now()"
    statement = f"update report set {change}, {move}, version = version + 1 where id = %s"
    with hostile(settings) as say, pytest.raises(errors.CheckViolation, match=r"^frozen"):
        say(statement, (mine.more["report"],))


@pytest.mark.parametrize("what", ["delete from report", "truncate report"])
@pytest.mark.parametrize("settings", [UNIT, PROVINCE, NATION])
def test_no_report_is_deleted(hostile, settings, what):
    with hostile(settings) as say, pytest.raises(errors.InsufficientPrivilege):
        say(what)


def test_a_change_meets_no_foreign_report(hostile, theirs):
    with hostile() as say:
        found = say(
            "update report set version = version + 1 where id = %s", (theirs.more["report"],)
        )
    assert found.rowcount == 0

# ruff: noqa: S608 - the names in the SQL are those of this file
"""The wall of staff and standards alone: rows are seen where their unit is (T1, T2)."""

import pytest
from psycopg import errors

from app.ids import new_id
from tests.access.conftest import planted, world
from tests.services.hostile import NATION, PROVINCE, UNIT, hostile

__all__ = ["hostile", "planted", "world"]

CENTRE = {**UNIT, "units": "F-01-01"}
# Table → which planted id it is, where a commune's and where a centre's row is.
OF_COMMUNES = {
    "staff_member": "staff", "credential": "credential", "training_course": "training",
    "training_attendance": "seat", "model_project": "model", "provider": "provider",
}  # fmt: skip
OF_CENTRES = {"facility_review": "review", "remedy": "remedy"}
OF_BOTH = {name for name in OF_COMMUNES if name not in {"model_project", "provider"}}
TABLES = (*OF_COMMUNES, *OF_CENTRES, "review_finding")
# Each way to stand before the wall → places whose rows of a commune, of a centre, may be seen.
STANDS = {
    "commune": (UNIT, {"own"}, set()),
    "centre": (CENTRE, set(), {"own"}),
    "province": (PROVINCE, {"own", "sibling"}, {"own", "sibling"}),
    "nation": (NATION, {"own", "sibling", "other"}, {"own", "sibling", "other"}),
    "no settings": ({"role": "hoanhap_unit"}, set(), set()),
    "wildcard scope": ({"role": "hoanhap_unit", "units": "%"}, set(), set()),
    "empty province": ({**PROVINCE, "province": ""}, set(), set()),
    "nation said in a unit": ({"role": "hoanhap_unit", "reach": "nation"}, set(), set()),
}


def planted_ids(world, table, communes, centres):
    wanted = set()
    if table in OF_COMMUNES:
        wanted |= {world.records[place].more[OF_COMMUNES[table]] for place in communes}
    if table in OF_BOTH:
        wanted |= {world.records[p].more[f"centre_{OF_COMMUNES[table]}"] for p in centres}
    if table in OF_CENTRES:
        wanted |= {world.records[place].more[OF_CENTRES[table]] for place in centres}
    return wanted


@pytest.mark.parametrize("stand", STANDS)
@pytest.mark.parametrize("table", [*OF_COMMUNES, *OF_CENTRES])
def test_rows_out_of_scope_are_not_there(hostile, world, table, stand):
    settings, communes, centres = STANDS[stand]
    if table == "provider" and settings.get("province"):
        communes = communes | {"own", "sibling"}  # published in the whole province
    with hostile(settings) as say:
        seen = {str(row[0]) for row in say(f"select id from {table}")}
    assert seen == planted_ids(world, table, communes, centres)


@pytest.mark.parametrize(("stand", "places"), [(CENTRE, {"own"}), (UNIT, set()),
                                               (PROVINCE, {"own", "sibling"})])  # fmt: skip
def test_findings_are_seen_with_their_review(hostile, world, stand, places):
    with hostile(stand) as say:
        seen = {str(row[0]) for row in say("select review_id from review_finding")}
    assert seen == {world.records[place].more["review"] for place in places}


def test_the_bare_role_reads_nothing(hostile):
    for table in TABLES:
        with hostile({"role": "none"}) as say, pytest.raises(errors.InsufficientPrivilege):
            say(f"select * from {table}")


@pytest.mark.parametrize("table", ["staff_member", "training_course"])
@pytest.mark.parametrize(("stand", "unit", "province"), [(UNIT, "00008", "01"),
                                                         (UNIT, "F-01-01", "01"),
                                                         (PROVINCE, "26740", "79")])  # fmt: skip
def test_no_row_is_entered_at_or_moved_to_a_foreign_unit(hostile, table, stand, unit, province):
    statement = f"update {table} set unit = %s, province = %s, version = version + 1"
    with hostile(stand) as say, pytest.raises(errors.InsufficientPrivilege):
        say(statement, (unit, province))


@pytest.mark.parametrize("table", ["credential", "training_attendance"])
def test_nothing_is_hung_on_foreign_staff(hostile, world, table):
    theirs = world.records["other"].more["staff"]
    statement = f"update {table} set staff_id = %s, version = version + 1"
    for stand in (UNIT, PROVINCE):
        with hostile(stand) as say, pytest.raises(errors.InsufficientPrivilege):
            say(statement, (theirs,))


@pytest.mark.parametrize("table", ["facility_review", "review_finding", "remedy", "model_project",
                                   "provider"])  # fmt: skip
@pytest.mark.parametrize("stand", [UNIT, CENTRE])
def test_a_unit_writes_no_review_model_or_provider(hostile, table, stand):
    with hostile(stand) as say, pytest.raises(errors.InsufficientPrivilege):
        say(f"update {table} set version = version + 1")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("stand", [UNIT, PROVINCE, NATION])
def test_nothing_is_deleted(hostile, table, stand):
    with hostile(stand) as say, pytest.raises(errors.InsufficientPrivilege):
        say(f"delete from {table}")


def test_a_review_with_a_gap_does_not_close_by_itself(hostile, world):
    """The promise without the service: what a race would meet."""
    review = world.records["own"].more["review"]
    close = (
        "update facility_review set state = 'closed', closed_at = now(), version = version + 1"
        " where id = %s"
    )
    gap = "update review_finding set result = %s, evidence = %s, version = version + 1 where id = ("
    gap += "select id from review_finding where review_id = %s and criterion <> %s limit 1)"
    remedied = world.records["own"].more["criterion"]
    for result, evidence in ((None, None), ("not_met", "x"), ("partly", "x")):
        with hostile(PROVINCE) as say:
            say(gap, (result, evidence, review, remedied))
            with pytest.raises(errors.CheckViolation, match="open findings"):
                say(close, (review,))
    with hostile(PROVINCE) as say:
        say(close, (review,))
        with pytest.raises(errors.CheckViolation, match="closed review"):
            say(gap, ("not_met", "x", review, remedied))


@pytest.mark.parametrize("what", ["held_on = held_on - 1", "edition = 'd116'", "state = 'draft'",
                                  "recheck_due_on = '2030-01-01'"])  # fmt: skip
def test_a_closed_review_is_not_rewritten(hostile, world, what):
    review = world.records["own"].more["review"]
    with hostile(PROVINCE) as say:
        say("update facility_review set state = 'closed', closed_at = now(),"
            " version = version + 1 where id = %s", (review,))  # fmt: skip
        with pytest.raises(errors.CheckViolation, match="closed review"):
            say(f"update facility_review set {what}, version = version + 1 where id = %s",
                (review,))  # fmt: skip


def test_a_licence_is_told_of_no_provider_out_of_reach(hostile, world):
    ask = "select * from licence_on(%s, '2026-11-20')"
    with hostile({**UNIT, "province": "79"}) as say:
        assert say(ask, (new_id(),)).fetchall() == []
        assert say(ask, (world.records["own"].more["provider"],)).fetchall() == []

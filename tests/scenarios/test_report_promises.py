# ruff: noqa: S608 - the statements are those of this file
"""What the database promises of a frozen report, and what one changed byte does to it."""

import psycopg
import pytest
from psycopg import errors

from tests.scenarios.reports_story import act, freeze, verify
from tests.scenarios.story import ok

# What only the owner of the database can do: take the promise away and write.
_TAMPER = """
alter table report disable trigger user;
update report set {change} where id = '{id}';
alter table report enable trigger user;
"""
CHANGES = {
    "a figure": "figures = jsonb_set(figures, '{sheets,0,rows,0,numerator}', '99')",
    "a title": "figures = jsonb_set(figures, '{title,vi}', '\"Báo cáo khác\"')",
    "the period": "period_to = period_to + 1",
    "the unit": "unit = '00008'",
    "the cut-off": "cut_off = cut_off - interval '1 microsecond'",
    "the rules": "rule_set_hash = 'x' || substr(rule_set_hash, 2)",
    "whom it counts": "cohorts = '{}'",
    "its maker": "made_by = gen_random_uuid()",
    "the hash": "content_hash = 'x' || substr(content_hash, 2)",
    "one bit of the signature": "signature = set_bit(signature, 7, 1 - get_bit(signature, 7))",
}


@pytest.fixture
def owner(fresh_database):
    """Statements of the owner of the database."""

    def say(statement):
        address = fresh_database.owner_url.replace("+psycopg", "")
        with psycopg.connect(address) as connection:
            connection.execute(statement)

    return say


@pytest.fixture
def commune(committing, sign_in):
    return sign_in("commune_official", "00004")


def test_whatever_is_changed_behind_the_program_breaks_the_signature(commune, owner, sign_in):
    reader = sign_in("province_manager", "01")
    for what, change in CHANGES.items():
        report = freeze(commune)
        assert verify(reader, report)["signature"] == "valid"
        owner(_TAMPER.format(change=change, id=report["id"]))
        assert verify(reader, report)["signature"] == "broken", what


def test_a_key_that_is_not_ours_is_told(commune, owner):
    report = freeze(commune)
    owner(_TAMPER.format(change="key_id = '0123456789abcdef'", id=report["id"]))
    assert verify(commune, report)["signature"] == "unknown_key"


def test_rules_and_definitions_of_another_day_are_told(commune, owner):
    report = freeze(commune)
    change = """definitions = definitions || '{"DA1393-1.1": "2020-01-01.1"}'"""
    owner(_TAMPER.format(change=change, id=report["id"]))
    (told,) = verify(commune, report)["definitions_changed"]
    assert (told["path"], told["frozen"]) == ("DA1393-1.1", "2020-01-01.1")


@pytest.mark.parametrize(
    "change", ["figures = '{}'", "content_hash = ''", "period_to = period_to + 1", "kind = 'x'",
               "signature = decode(repeat('00', 64), 'hex')"],
)  # fmt: skip
def test_not_even_the_owner_changes_what_was_frozen_on_a_lawful_move(commune, owner, change):
    freeze(commune)
    move = "state = 'submitted', submitted_by = made_by, submitted_at = now()"
    with pytest.raises(errors.CheckViolation, match=r"^frozen"):
        owner(f"update report set {change}, {move}, version = version + 1")


@pytest.mark.parametrize("what", ["delete from report", "truncate report"])
def test_not_even_the_owner_deletes_a_report(commune, owner, what):
    freeze(commune)
    with pytest.raises(errors.CheckViolation, match="kept"):
        owner(what)


def test_the_database_keeps_who_decides(commune, owner):
    """Four eyes, the unit above, one way only: also against what the service lets through."""
    report = freeze(commune)
    step = "update report set state = 'approved', decided_by = {by}, decided_at = now(),"
    step += " version = version + 1"
    with pytest.raises(errors.CheckViolation, match="no such move"):
        owner(step.format(by="gen_random_uuid()"))
    ok(act(commune, report, "submit"), 200)
    with pytest.raises(errors.CheckViolation, match="not the unit above"):
        owner(step.format(by="gen_random_uuid()"))
    above = "set local app.unit = '01'; "
    with pytest.raises(errors.CheckViolation, match="report_decided_by_another"):
        owner(above + step.format(by="made_by"))

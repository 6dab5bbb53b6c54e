"""Rows of the catalogues that are a bar, a maximum or a window: the condition that carries each.

Typed from decree-116.md and decree-163.md §11 and §3; what starts a clock too is in the tables.
"""

from __future__ import annotations

from typing import Final

import pytest

from app.law.shape.model import Guard
from tests.law.deadlines.row import EDITIONS
from tests.law.dossier import BOOK, POLICE, Dossier, codes
from tests.law.test_e_monitoring import MONITORING, fitted

OLD: Final = EDITIONS[:3]
NEW: Final = EDITIONS[3:]
FILES: Final = ("compulsory", "compulsory-minor")
# Id, editions, procedures, step, guard, and what it is told.
BARS: Final = (
    ("D-17", EDITIONS, FILES, "finish_reading", "clock_over", {"clock": "D-17"}),
    ("D-30", OLD, FILES, "send_relief", "clock_over", {"clock": "D-30"}),
    ("D-36", EDITIONS, FILES, "grant_leave", "field_between", {"field": "days", "max": 5}),
    ("D-37", EDITIONS, FILES, "arrange_burial", "clock_missed", {"clock": "D-37"}),
    ("D-11", OLD, ("substitution",), "record_violation", "clock_missed", {"clock": "D-11"}),
    ("D-11", EDITIONS, ("voluntary-home",), "record_violation", "clock_missed", {"clock": "D-11"}),
    ("D-11", NEW, ("voluntary-centre",), "record_violation", "clock_missed", {"clock": "D-11"}),
    ("D-50", NEW, (MONITORING,), "record_breach", "field_is_not", {"values": ("d", "e")}),
    ("D-51", NEW, (MONITORING,), "record_refusal", "clock_missed", {"clock": "D-51"}),
    ("D-55", NEW, ("voluntary-home",), "complete", "term_over", {"allow_hours": 24}),
    ("D-55", NEW, ("voluntary-centre",), "complete_at_home", "term_over", {"allow_hours": 24}),
    ("D-57", NEW, ("voluntary-centre",), "complete", "term_over", {"allow_hours": 24}),
    (
        "D-65",
        NEW,
        ("voluntary-home", "voluntary-centre"),
        "register",
        "determined_addicted",
        {"within_months": 6},
    ),
    ("D-66", NEW, FILES, "open_dossier", "ground_exists", {"within_months": 3}),
    ("D-68", NEW, ("post-rehab",), "complete", "term_over", {"allow_working_days": 3}),
    ("D-72", EDITIONS, ("private-licence",), "suspend", "clock_missed", {"clock": "D-72"}),
    ("D-72b", EDITIONS, ("private-licence",), "revoke", "clock_missed", {"clock": "D-72b"}),
    ("D-73", EDITIONS, ("provider-publication",), "suspend", "clock_missed", {"clock": "D-73"}),
    ("D-74", NEW, ("private-licence",), "suspend", "clock_missed", {"clock": "D-74"}),
    ("D-74", NEW, ("provider-publication",), "suspend", "clock_missed", {"clock": "D-74"}),
    # Decree 116 art. 58(2) asks for the same three months.
    ("D-77", EDITIONS, FILES, "resume", "term_left_at_least", {"months": 3}),
    ("D-77", NEW, ("voluntary-centre",), "resume", "term_left_at_least", {"months": 3}),
    ("D-78", NEW, FILES[1:], "transfer_at_18", "term_left_at_least", {"months": 3}),
    ("D-78", NEW, FILES[1:], "transfer_at_18", "age_at_least", {"years": 18}),
    ("D-79", NEW, FILES[1:], "place_legacy_minor", "term_left_at_least", {"months": 6}),
)
CASES: Final = [
    pytest.param(edition, procedure, step, guard, told, id=f"{code}-{procedure}-{edition}-{guard}")
    for code, editions, procedures, step, guard, told in BARS
    for edition in editions
    for procedure in procedures
]


def conditions(procedure: str, edition: str, step: str, name: str) -> list[Guard]:
    rule = BOOK.procedure(procedure, edition).steps[step]
    return [guard for guard in rule.when if guard.name == name]


@pytest.mark.parametrize(("edition", "procedure", "step", "guard", "told"), CASES)
def test_a_bar_is_asked_of_the_step_it_bars(edition, procedure, step, guard, told) -> None:
    found = [row.params.model_dump() for row in conditions(procedure, edition, step, guard)]
    assert any(told.items() <= row.items() for row in found), found


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("procedure", FILES)
def test_the_court_s_fifteen_days_become_thirty_at_most_03_2022_article_8(
    procedure, edition
) -> None:
    """D-23."""
    [row] = BOOK.procedure(procedure, edition).steps["court_extend"].extends
    assert (row.clock, row.by, row.cap, row.unit) == ("D-23", 15, 15, "calendar_days")


@pytest.mark.parametrize("procedure", FILES)
def test_a_full_centre_lengthens_the_five_days_of_decree_116_only(procedure: str) -> None:
    """D-27: article 54(3); under Decree 163 the file goes to C04 (article 106(2)a)."""
    for edition in OLD:
        assert BOOK.procedure(procedure, edition).steps["extend_intake"].cancels == ("D-26",)
    assert "extend_intake" not in BOOK.procedure(procedure, NEW[0]).steps


@pytest.mark.parametrize("edition", OLD)
def test_a_result_of_any_age_is_good_for_registration_under_decree_116(edition: str) -> None:
    """D-65 is of Law 120, article 31(1)b."""
    for procedure in ("voluntary-home", "voluntary-centre"):
        for row in conditions(procedure, edition, "register", "determined_addicted"):
            assert row.params.model_dump()["within_months"] is None


@pytest.mark.parametrize("edition", OLD)
def test_the_limitation_of_decree_116_is_not_verified_and_none_of_minors(edition: str) -> None:
    """D-66 is of Law 120, articles 35(4) and 36(3)."""
    [adult] = conditions("compulsory", edition, "open_dossier", "ground_exists")
    assert adult.law.unverified
    [minor] = conditions("compulsory-minor", edition, "open_dossier", "ground_exists")
    assert minor.params.model_dump()["within_months"] is None


@pytest.mark.parametrize("code", ["D-12", "D-13", "D-17", "D-30", "D-53", "D-66", "D-78"])
def test_what_is_a_time_to_wait_or_a_bar_is_nobody_s_breach(code: str) -> None:
    rules = [
        rule
        for procedure in BOOK.procedures.values()
        for step in procedure.steps.values()
        for rule in step.starts
        if rule.clock == code
    ]
    assert rules
    assert all(rule.advisory for rule in rules)


# --- D-50: the device is a breach after twenty-four hours, not before ----------------------------


def dead_battery() -> Dossier:
    dossier = fitted()
    said = {"fault": "battery", "found_at": "2026-09-07T09:00:00+07:00"}
    dossier.take(MONITORING, "note_fault", "2026-09-07 09:00", POLICE, **said)
    return dossier


@pytest.mark.parametrize("act", ["d", "e"])
def test_a_dead_battery_is_a_breach_after_24_hours_163_2026_article_24_1(act: str) -> None:
    dossier = dead_battery()
    said = {"act": act, "happened_on": "2026-09-07"}
    early = dossier.ask(MONITORING, "record_breach", "2026-09-08 09:00", POLICE, **said)
    assert codes(early) == {"field-is-not"}
    dossier.take(MONITORING, "record_breach", "2026-09-08 09:01", POLICE, **said)


def test_a_device_taken_off_is_a_breach_at_once_163_2026_article_24_1_c() -> None:
    said = {"act": "c", "happened_on": "2026-09-07"}
    dead_battery().take(MONITORING, "record_breach", "2026-09-07 10:00", POLICE, **said)

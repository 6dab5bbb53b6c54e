"""Which decree fixes the term, one minute before and after the cutover; ids are rows of §12."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.law.engine.finding import Finding
from tests.law.dossier import COURT, DIRECTOR, INTAKE, POLICE, Dossier, codes, phases, signed
from tests.law.transition.legacy import (
    COMPULSORY,
    FIRST,
    HOME,
    LAST,
    NEW,
    OLD,
    before,
    court,
    home,
    office,
)


def by_rows(found: Finding) -> tuple[str, str, str, str]:
    """The row on the term, the row on the act, and the decree of each."""
    return found.term_rule, found.act_rule, found.case_edition, found.edition


# --- TR-1: in cure on 2026-07-01 ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "rows"),
    [
        pytest.param(LAST, ("", "", OLD, OLD), id="the last minute of Law 73"),
        pytest.param(FIRST, ("TR-1", "TR-10", OLD, NEW), id="120/2025 Điều 56 khoản 1"),
    ],
)
def test_who_is_in_a_centre_keeps_the_term_of_the_court_tr_1(at, rows) -> None:
    dossier = court("2026-06-15", "2026-06-20 08:00", "2026-06-28 08:00", 18)
    found = dossier.take(COMPULSORY, "record_escape", at, DIRECTOR)
    assert (by_rows(found), found.months, found.asks) == (rows, 18, ())


@pytest.mark.parametrize(
    ("begun", "rule", "asks"),
    [
        pytest.param(LAST, "TR-1", (), id="begun in the last minute: in cure"),
        pytest.param(FIRST, "TR-13", ("TR-13",), id="begun in the first minute: not in cure"),
    ],
)
def test_in_cure_is_who_had_begun_before_the_first_minute_tr_1(begun, rule, asks) -> None:
    dossier = home("2026-06-29 09:00", "2026-06-29 10:00", begun, 8)
    found = dossier.ask(HOME, "complete", "2027-03-01 09:00", POLICE, phases=phases(*"abc"))
    assert (found.term_rule, found.asks) == (rule, asks)
    assert (found.months, found.case_edition, found.edition) == (8, OLD, NEW)


@pytest.mark.parametrize("months", [12, 24], ids=["73/2021 và 15/2012 Điều 95: 12", "24"])
def test_a_compulsory_term_of_12_to_24_months_runs_to_its_end_tr_1(months) -> None:
    dossier = court("2026-06-15", "2026-06-20 08:00", "2026-06-28 08:00", months)
    end = "2027-06-28" if months == 12 else "2028-06-28"
    too_soon = "2027-06-26" if months == 12 else "2028-06-26"
    told = {"phases": phases(*"abcde")}
    early = dossier.ask(COMPULSORY, "complete", f"{too_soon} 08:00", DIRECTOR, **told)
    assert "term-over" in codes(early)
    found = dossier.take(COMPULSORY, "complete", f"{end} 08:00", DIRECTOR, **told)
    assert by_rows(found) == ("TR-1", "TR-10", OLD, NEW)
    assert (found.months, found.term and found.term.end) == (months, date.fromisoformat(end))


@pytest.mark.parametrize("months", [6, 12], ids=["73/2021 Điều 30 khoản 2: 06", "12"])
def test_a_home_term_of_6_to_12_months_runs_to_its_end_tr_1(months) -> None:
    dossier = home("2026-06-22 08:00", "2026-06-22 09:00", "2026-06-22 10:00", months)
    end = "2026-12-22" if months == 6 else "2027-06-22"
    found = dossier.take(HOME, "complete", f"{end} 09:00", POLICE, phases=phases(*"abc"))
    assert by_rows(found) == ("TR-1", "TR-10", OLD, NEW)
    assert found.months == months


# --- TR-2: dossier opened before, decided after ------------------------------------------------


TWO = ("TR-2", "TR-16", NEW, NEW)


@pytest.mark.parametrize(
    ("opened", "decided", "months", "rows"),
    [
        pytest.param("2026-06-25", LAST, 18, ("", "", OLD, OLD), id="decided in the last minute"),
        pytest.param("2026-06-25", FIRST, 24, TWO, id="120/2025 Điều 56 khoản 2"),
        pytest.param("2026-06-25", "2026-07-15 08:00", 24, TWO, id="§12.4: court on 15 July"),
        pytest.param("2026-06-30", "2026-07-15 08:00", 24, TWO, id="opened on the last day"),
        pytest.param("2026-07-01", "2026-07-15 08:00", 24, ("", "", NEW, NEW), id="opened after"),
    ],
)
def test_the_day_of_the_court_fixes_the_term_of_a_dossier_tr_2(
    opened, decided, months, rows
) -> None:
    said: dict[str, object] = {"decision": signed(decided[:10]), "outcome": "apply"}
    said |= {"term_months": months} if before(decided) else {}
    found = court(opened).take(COMPULSORY, "court_decide", decided, COURT, **said)
    assert (by_rows(found), found.months, found.asks) == (rows, months, ())


@pytest.mark.parametrize(
    ("registered", "decided", "months", "rows"),
    [
        pytest.param("2026-06-30 09:00", LAST, 6, ("", "", OLD, OLD), id="the chair, Mẫu 24"),
        pytest.param("2026-06-30 09:00", FIRST, 24, TWO, id="the police, V-22"),
        pytest.param(LAST, "2026-07-03 09:00", 24, TWO, id="registered in the last minute"),
        pytest.param(FIRST, "2026-07-03 09:00", 24, ("", "", NEW, NEW), id="in the first minute"),
    ],
)
def test_a_registration_of_june_decided_in_july_is_under_the_new_law_tr_2(
    registered, decided, months, rows
) -> None:
    said: dict[str, object] = {"decision": signed(decided[:10])}
    said |= {"term_months": months} if before(decided) else {"hand": "reception-record"}
    found = home(registered).take(HOME, "decide", decided, office(decided), **said)
    assert (by_rows(found), found.months) == (rows, months)


# --- TR-13: decided before and not begun -------------------------------------------------------


def sentenced(decided: str) -> Dossier:
    """Decided by the court, a centre assigned, not yet taken in."""
    dossier = court("2026-06-15", decided)
    dossier.cases[COMPULSORY] = replace(dossier.cases[COMPULSORY], state="assigned")
    return dossier


@pytest.mark.parametrize(
    ("answers", "edition", "months"),
    [
        pytest.param({}, OLD, 18, id="by default the term of the decision"),
        pytest.param({"TR-13": "of_decision"}, OLD, 18, id="a human keeps the decision"),
        pytest.param({"TR-13": "of_act"}, NEW, 24, id="a human puts it under Law 120"),
        pytest.param({"TR-13": "of_start"}, NEW, 24, id="a human counts from the intake"),
    ],
)
def test_a_decision_not_begun_asks_a_human_tr_13(answers, edition, months) -> None:
    dossier = sentenced("2026-06-28 08:00")
    dossier.answers.update(answers)
    said = {"hand": "placement-decision"}
    found = dossier.take(COMPULSORY, "admit", "2026-07-05 09:00", INTAKE, **said)
    assert by_rows(found) == ("TR-13", "TR-16", edition, NEW)
    assert (found.months, found.asks, found.unverified) == (months, ("TR-13",), True)
    assert found.answers["TR-13"] == answers.get("TR-13", "of_decision")
    later = dossier.take(COMPULSORY, "record_escape", "2026-07-20 09:00", DIRECTOR)
    assert (later.term_rule, later.months) == ("TR-13", months)


@pytest.mark.parametrize(
    ("decided", "rule"),
    [pytest.param(LAST, "TR-13", id="last minute"), pytest.param(FIRST, "TR-2", id="first minute")],
)
def test_decided_before_is_until_the_last_minute_tr_13(decided, rule) -> None:
    said = {"hand": "placement-decision"}
    found = sentenced(decided).take(COMPULSORY, "admit", "2026-07-05 09:00", INTAKE, **said)
    assert found.term_rule == rule


def test_a_decision_of_the_chair_not_begun_asks_too_tr_13() -> None:
    dossier = home("2026-06-29 09:00", "2026-06-29 10:00", months=6)
    found = dossier.take(HOME, "begin", "2026-07-02 09:00", POLICE)
    assert by_rows(found) == ("TR-13", "TR-16", OLD, NEW)
    assert (found.months, found.asks) == (6, ("TR-13",))

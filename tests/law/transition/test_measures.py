"""Measures beside rehabilitation that were running on the cutover; ids are rows of §12."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.law.engine.facts import ClientFacts
from app.law.engine.judge import judge
from tests.law.dossier import (
    BOOK,
    CALENDAR,
    CHAIR,
    NOW,
    POLICE,
    Dossier,
    codes,
    due,
    moment,
    signed,
)
from tests.law.standing import ADULT, standing
from tests.law.transition.legacy import COMPULSORY, FIRST, HOME, LAST, NEW, OLD, before, home

AFTER, USERS, MONITORING = "post-rehab", "use-management", "e-monitoring"

# --- TR-14, TR-1b: post-rehab by the day rehabilitation was completed ---------------------------


def completed(at: str, procedure: str = COMPULSORY) -> Dossier:
    """Rehabilitation carried through at a moment; post-rehab proposed at once."""
    dossier = standing(procedure, "completed", "2024-12-02")
    done = replace(dossier.cases[procedure], closed_at=moment(at), outcome="completed")
    dossier.cases[procedure] = replace(done, papers=done.papers | {"certificate-compulsory"})
    dossier.take(AFTER, "propose", at, POLICE, origin=done.id)
    return dossier


def aftercare(completed_at: str, decided_at: str, procedure: str = COMPULSORY) -> Dossier:
    """Post-rehab decided upon."""
    dossier = completed(completed_at, procedure)
    said = {"decision": signed(decided_at[:10]), "from_on": completed_at[:10]}
    dossier.take(AFTER, "decide", decided_at, CHAIR, **said)
    return dossier


@pytest.mark.parametrize(
    ("done", "rule", "edition", "unverified"),
    [
        pytest.param(LAST, "TR-14", OLD, True, id="TR-14: completed in the last minute"),
        pytest.param(FIRST, "TR-1b", NEW, False, id="120/2025 Điều 56 khoản 1"),
    ],
)
@pytest.mark.parametrize(
    ("procedure", "months"),
    [
        pytest.param(COMPULSORY, 24, id="120/2025 Điều 42 khoản 2: 02 năm"),
        pytest.param(HOME, 12, id="120/2025 Điều 42 khoản 1: 01 năm"),
    ],
)
def test_post_rehab_is_by_the_day_of_completion(
    done, rule, edition, unverified, procedure, months
) -> None:
    dossier = completed(done, procedure)
    said = {"decision": signed("2026-07-02"), "from_on": done[:10]}
    found = dossier.take(AFTER, "decide", "2026-07-02 09:00", CHAIR, **said)
    assert (found.term_rule, found.case_edition, found.months) == (rule, edition, months)
    assert (found.edition, found.unverified) == (NEW, unverified)
    assert [paper.form for paper in found.papers_issued] == ["V-53"]


def test_post_rehab_of_march_ends_as_decided_under_the_new_law_tr_14() -> None:
    """§12.4: post-rehab decided 2026-03-01 for one year."""
    dossier = aftercare("2026-03-01 08:00", "2026-03-01 09:00", HOME)
    early = dossier.ask(AFTER, "complete", "2027-02-22 09:00", CHAIR)
    assert codes(early) == {"term-over"}
    found = dossier.take(AFTER, "complete", "2027-03-01 09:00", CHAIR)
    assert (found.term_rule, found.case_edition, found.edition) == ("TR-14", OLD, NEW)
    assert (found.act_rule, found.months) == ("TR-10", 12)
    assert [paper.form for paper in found.papers_issued] == ["V-56"]


@pytest.mark.parametrize(
    ("at", "rule", "act"),
    [
        pytest.param(LAST, "", "", id="the last minute of Law 73"),
        pytest.param(FIRST, "TR-14", "TR-10", id="the first minute of Law 120"),
    ],
)
def test_before_the_new_law_no_row_on_transition_touches_post_rehab_tr_14(at, rule, act) -> None:
    dossier = aftercare("2026-03-01 08:00", "2026-03-02 09:00")
    found = dossier.take(AFTER, "record_absence", at, POLICE)
    assert (found.term_rule, found.act_rule, found.case_edition) == (rule, act, OLD)


# --- TR-15: users managed since before ----------------------------------------------------------


def managed(verified: str, decided: str) -> Dossier:
    """A user upon whom is decided at a moment."""
    dossier = Dossier()
    hand = {"hand": "test-result"}
    dossier.take(USERS, "verify_residence", verified, POLICE, residence="stable", **hand)
    dossier.take(USERS, "notify", verified, POLICE, hand="use-statement")
    by = CHAIR if before(decided) else POLICE
    dossier.take(USERS, "decide", decided, by, decision=signed(decided[:10]))
    return dossier


@pytest.mark.parametrize(
    ("decided", "rule", "edition", "act"),
    [
        pytest.param(LAST, "TR-15", OLD, "TR-10", id="decided in the last minute"),
        pytest.param(FIRST, "", NEW, "TR-16", id="decided in the first minute"),
    ],
)
def test_user_management_of_before_keeps_its_year_tr_15(decided, rule, edition, act) -> None:
    dossier = managed("2026-06-30 09:00", decided)
    end = f"2027-{decided[5:10]} 09:00"
    found = dossier.take(USERS, "complete", end, POLICE)
    assert (found.term_rule, found.case_edition, found.act_rule) == (rule, edition, act)
    assert (found.months, found.edition, found.unverified) == (12, NEW, bool(rule))


@pytest.mark.parametrize(
    ("at", "rule", "by", "other"),
    [
        pytest.param(LAST, "", CHAIR, POLICE, id="73/2021 Điều 23: Chủ tịch"),
        pytest.param(FIRST, "TR-15", POLICE, CHAIR, id="120/2025 Điều 24: Trưởng Công an cấp xã"),
    ],
)
def test_later_decisions_on_users_pass_to_the_police_tr_15(at, rule, by, other) -> None:
    dossier = managed("2025-06-30 09:00", "2025-06-30 10:00")
    assert "wrong-authority" in codes(dossier.ask(USERS, "complete", at, other))
    found = dossier.take(USERS, "complete", at, by)
    assert found.term_rule == rule


# --- TR-5: monitored from the cutover on --------------------------------------------------------

MEASURES = [
    pytest.param("voluntary-home", "in_service", "home", id="điểm a: cai nghiện tại gia đình"),
    pytest.param("substitution", "in_treatment", "substitution", id="điều trị thay thế"),
    pytest.param("post-rehab", "under_management", "post_rehab", id="sau cai nghiện"),
]


def order(basis: str, at: str) -> dict[str, object]:
    """A decision I-02 that takes effect at once."""
    effective_at = f"{at.replace(' ', 'T')}:00+07:00"
    said = {"decision": signed(at[:10]), "basis": basis, "effective_at": effective_at}
    return {**said, "term_months": 24}


@pytest.mark.parametrize(("procedure", "state", "basis"), MEASURES)
def test_who_is_in_a_measure_since_before_is_monitored_163_2026_article_151_1(
    procedure, state, basis
) -> None:
    dossier = standing(procedure, state, "2026-03-02")
    facts = dossier.facts(MONITORING, POLICE, opening=True)
    last = judge(
        BOOK,
        CALENDAR,
        facts,
        procedure=MONITORING,
        step="decide",
        body={},
        at=moment(LAST),
        now=NOW,
    )
    assert codes(last) == {"wrong-edition"}
    found = dossier.take(MONITORING, "decide", FIRST, POLICE, **order(basis, FIRST))
    assert (found.edition, found.case_edition) == (NEW, NEW)
    assert due(found, "D-47") == "2026-07-02 00:00"


@pytest.mark.parametrize(
    ("at", "code"),
    [
        pytest.param("2026-07-02 23:59", "age-at-least", id="the last minute of 17"),
        pytest.param("2026-07-03 00:00", "", id="18 on the day of the decision"),
    ],
)
def test_age_is_that_of_the_day_of_the_decision_tr_5(at, code) -> None:
    client = ClientFacts(date(2008, 7, 3))
    dossier = standing("post-rehab", "under_management", "2026-03-02", client=client)
    found = dossier.ask(MONITORING, "decide", at, POLICE, **order("post_rehab", at))
    assert found.allowed if not code else codes(found) == {code}


def test_who_is_in_no_such_measure_is_not_monitored_tr_5() -> None:
    dossier = standing(COMPULSORY, "in_centre", "2026-03-02", client=ADULT)
    found = dossier.ask(MONITORING, "decide", FIRST, POLICE, **order("home", FIRST))
    assert "open-case" in codes(found)


def test_a_home_episode_of_june_is_monitored_and_keeps_its_term_tr_5_tr_1() -> None:
    dossier = home("2026-06-22 08:00", "2026-06-22 09:00", "2026-06-22 10:00")
    said = order("home", FIRST) | {"term_months": 6, "ends_on": "2026-12-22"}
    found = dossier.take(MONITORING, "decide", FIRST, POLICE, **said)
    assert found.term is not None
    assert found.term.end == date(2026, 12, 22)

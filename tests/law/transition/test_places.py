"""Where a person of before stays: minors, families, deferrals; ids are rows of §12."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.law.engine.finding import Finding
from app.law.engine.judge import judge
from tests.law.dossier import (
    BOOK,
    CALENDAR,
    CHAIR,
    COURT,
    DIRECTOR,
    INTAKE,
    NATION,
    NOW,
    POLICE,
    Dossier,
    codes,
    moment,
    signed,
)
from tests.law.standing import ADULT, MINOR, standing
from tests.law.transition.legacy import COMPULSORY, FIRST, LAST, MINORS, NEW, OLD, court

PENDING = "pending-management"


def law(found: Finding) -> set[str]:
    """The articles a finding rests on or is refused by."""
    return {f"{row.act} {row.at}" for row in found.legal_basis}


# --- TR-6, TR-24: minors in a public centre -----------------------------------------------------


def minor(begun: str, months: int) -> Dossier:
    """A minor taken in on a day for so many months."""
    day = date.fromisoformat(begun) - timedelta(days=1)
    return court(str(day), f"{day} 08:00", f"{begun} 08:00", months, MINORS, MINOR)


def place(dossier: Dossier, at: str = "2026-07-02 08:00") -> Finding:
    said = {"decision": signed(at[:10]), "facility": "F-02"}
    return dossier.ask(MINORS, "place_legacy_minor", at, NATION, **said)


@pytest.mark.parametrize(
    ("begun", "months", "stays"),
    [
        pytest.param("2026-05-31", 6, True, id="§12.4: 5 months left on the cutover"),
        pytest.param("2026-06-30", 6, True, id="six months less a day"),
        pytest.param("2026-01-01", 12, False, id="six months to the day"),
        pytest.param("2026-01-31", 12, False, id="§12.4: 7 months left on the cutover"),
    ],
)
def test_less_than_six_months_left_on_the_cutover_stays_tr_6_tr_24(begun, months, stays) -> None:
    found = place(minor(begun, months))
    assert found.allowed if not stays else codes(found) == {"term-left-at-least"}
    assert (found.act_rule, found.asks, found.unverified) == ("TR-10", ("TR-24",), True)
    assert "163/2026/NĐ-CP Điều 151 khoản 6" in law(found)
    assert found.answers["TR-24"] == "of_act"


def test_the_time_left_is_that_of_the_cutover_not_of_the_act_tr_24() -> None:
    """Seven months left on the cutover, under six when the place is found in September."""
    found = place(minor("2026-01-31", 12), "2026-09-07 08:00")
    assert found.allowed


@pytest.mark.parametrize(
    ("at", "code"),
    [pytest.param(LAST, "wrong-edition", id="last minute"), pytest.param(FIRST, "", id="first")],
)
def test_nobody_is_placed_anew_before_the_cutover_tr_24(at, code) -> None:
    found = place(minor("2026-01-31", 12), at)
    assert found.allowed if not code else codes(found) == {code}
    assert found.asks == (() if code else ("TR-24",))


def test_a_minor_taken_in_after_the_cutover_is_no_legacy_minor_tr_24() -> None:
    dossier = court(
        "2026-07-02", "2026-07-03 08:00", "2026-07-05 08:00", procedure=MINORS, client=MINOR
    )
    found = place(dossier, "2026-07-06 08:00")
    assert codes(found) == {"term-not-begun"}
    assert found.asks == ()


# --- TR-25: with the family while the dossier is compiled ---------------------------------------

SISTER = {"full_name": "Nguyễn Thị Bình", "relation": "chị"}


def with_family(handed_over: str = "2026-06-29 10:00") -> Dossier:
    """Given to the family on 29 June 2026."""
    dossier = standing(COMPULSORY, "dossier_open", "2026-06-29", papers=frozenset({"cv"}))
    said = {"decision": signed("2026-06-29"), "family": SISTER, "hand": "family-agreement"}
    dossier.take(PENDING, "decide_family", "2026-06-29 09:00", POLICE, **said)
    if handed_over:
        dossier.take(PENDING, "hand_over_to_family", handed_over, POLICE)
    return dossier


FACILITY = {"decision": signed("2026-07-01"), "facility": "F-01"}
REASON = {"reason": "Gia đình quản lý tốt; cơ sở gần nhất hết chỗ"}


@pytest.mark.parametrize("handed_over", ["", "2026-06-29 10:00"], ids=["decided", "with them"])
@pytest.mark.parametrize(
    ("step", "said", "state", "form"),
    [
        pytest.param("place_in_facility", FACILITY, "facility_decided", ["V-32"], id="V-32"),
        pytest.param("keep_at_family", REASON, "at_family", [], id="a reason on record"),
    ],
)
def test_a_person_with_the_family_goes_to_a_facility_or_a_human_says_why_not_tr_25(
    handed_over, step, said, state, form
) -> None:
    dossier = with_family(handed_over)
    assert codes(dossier.ask(PENDING, step, LAST, POLICE, **said)) == {"wrong-edition"}
    assert codes(dossier.ask(PENDING, step, FIRST, CHAIR, **said)) == {"wrong-authority"}
    found = dossier.take(PENDING, step, FIRST, POLICE, **said)
    assert (found.to_state, [paper.form for paper in found.papers_issued]) == (state, form)
    assert (found.asks, found.unverified, found.act_rule) == (("TR-25",), True, "TR-16")
    assert law(found) == {"120/2025/QH15 Điều 37"}


def test_no_family_is_given_anybody_from_the_first_minute_tr_25() -> None:
    dossier = standing(COMPULSORY, "dossier_open", "2026-06-29", papers=frozenset({"cv"}))
    said = {"decision": signed("2026-06-30"), "family": SISTER, "hand": "family-agreement"}
    assert dossier.ask(PENDING, "decide_family", LAST, POLICE, **said).allowed
    facts = dossier.facts(PENDING, POLICE, opening=True)
    told = {"procedure": PENDING, "step": "decide_family", "body": {}, "at": moment(FIRST)}
    assert codes(judge(BOOK, CALENDAR, facts, now=NOW, **told)) == {"wrong-edition"}


@pytest.mark.parametrize(
    ("opened", "code"),
    [
        pytest.param("2026-06-30", "", id="escaped from the family or a facility of June"),
        pytest.param("2026-07-01", "opened-before-cutover", id="never with a family"),
    ],
)
def test_only_who_was_managed_before_is_placed_from_the_family_tr_25(opened, code) -> None:
    dossier = standing(PENDING, "escaped", opened)
    found = dossier.ask(PENDING, "place_in_facility", "2026-07-06 08:00", POLICE, **FACILITY)
    assert found.allowed if not code else codes(found) == {code}


def test_days_with_the_family_are_not_deducted_and_those_in_a_facility_are_tr_25() -> None:
    dossier = with_family()
    dossier.take(PENDING, "place_in_facility", "2026-07-06 09:00", POLICE, **FACILITY)
    dossier.take(PENDING, "hand_over_to_facility", "2026-07-06 10:00", INTAKE, hand="cv")
    case = replace(dossier.cases[COMPULSORY], state="accepted")
    dossier.cases[COMPULSORY] = case
    said = {"decision": signed("2026-07-15"), "outcome": "apply"}
    dossier.take(COMPULSORY, "court_decide", "2026-07-15 08:00", COURT, **said)
    dossier.cases[COMPULSORY] = replace(dossier.cases[COMPULSORY], state="assigned")
    hand = {"hand": "placement-decision"}
    found = dossier.take(COMPULSORY, "admit", "2026-07-20 08:00", INTAKE, **hand)
    assert found.term is not None
    assert (found.months, found.term.end) == (24, date(2028, 7, 6))


# --- TR-26: deferred, suspended before ----------------------------------------------------------


def deferred() -> Dossier:
    """Deferred by the court on 22 June 2026."""
    dossier = court("2026-06-15", "2026-06-20 08:00")
    dossier.cases[COMPULSORY] = replace(dossier.cases[COMPULSORY], state="effective")
    hand = {"hand": "deferral-application medical-proof"}
    dossier.take(COMPULSORY, "apply_deferral", "2026-06-21 08:00", POLICE, asked="illness", **hand)
    said = {"decision": signed("2026-06-22"), "reason": "illness"}
    dossier.take(COMPULSORY, "defer", "2026-06-22 08:00", COURT, **said)
    return dossier


def suspended(procedure: str = COMPULSORY) -> Dossier:
    """Suspended on 22 June 2026, in the centre for twelve months since 2 March."""
    days = ("2026-02-27", "2026-02-28 08:00", "2026-03-02 08:00")
    dossier = court(*days, 12, procedure, ADULT if procedure == COMPULSORY else MINOR)
    said = {"decision": signed("2026-06-22"), "hand": "medical-proof"}
    dossier.take(procedure, "suspend", "2026-06-22 08:00", COURT, **said)
    return dossier


@pytest.mark.parametrize(
    ("at", "edition", "article"),
    [
        pytest.param(LAST, OLD, "116/2021/NĐ-CP Điều 57", id="under Decree 116"),
        pytest.param(FIRST, NEW, "120/2025/QH15 Điều 39", id="120/2025 Điều 39 khoản 1, khoản 6"),
    ],
)
def test_a_deferral_of_june_stands_and_ends_by_the_law_of_the_day_tr_26(
    at, edition, article
) -> None:
    dossier = deferred()
    assert dossier.cases[COMPULSORY].state == "deferred"
    found = dossier.take(COMPULSORY, "end_deferral", at, POLICE, reason="ground_gone")
    assert (found.edition, found.to_state) == (edition, "effective")
    assert any(row.startswith(article) for row in law(found))
    chain = {start.clock for start in found.starts}
    assert ("D-59" in chain) is (edition == NEW)


@pytest.mark.parametrize("procedure", [COMPULSORY, MINORS])
@pytest.mark.parametrize(
    ("step", "by", "state"),
    [
        pytest.param("resume", DIRECTOR, "in_centre", id="khoản 3: khỏi bệnh"),
        pytest.param("cancel_suspension", COURT, "escaped", id="khoản 6: bỏ trốn"),
        pytest.param("exempt", COURT, "exempted", id="khoản 3: miễn phần còn lại"),
    ],
)
def test_what_follows_a_suspension_of_june_is_under_article_39_tr_26(
    procedure, step, by, state
) -> None:
    dossier = suspended(procedure)
    said: dict[str, object] = {} if step == "resume" else {"decision": signed("2026-07-01")}
    said |= {"reason": "critical_illness", "hand": "medical-proof"} if step == "exempt" else {}
    found = dossier.take(procedure, step, FIRST, by, **said)
    assert (found.to_state, found.edition, found.case_edition) == (state, NEW, OLD)
    assert (found.term_rule, found.act_rule, found.months) == ("TR-1", "TR-10", 12)
    assert any(row.startswith("120/2025/QH15 Điều 39") for row in law(found))


@pytest.mark.parametrize(
    ("at", "code"),
    [
        pytest.param(LAST, "wrong-edition", id="unknown to Decree 116"),
        pytest.param(FIRST, "", id="120/2025 Điều 39 khoản 6"),
    ],
)
def test_only_the_new_law_cancels_a_suspension_tr_26(at, code) -> None:
    found = suspended().ask(COMPULSORY, "cancel_suspension", at, COURT, decision=signed(at[:10]))
    assert found.allowed if not code else codes(found) == {code}

"""Whose law judges an act of a case from before; ids are rows of §12 or articles."""

from __future__ import annotations

import pytest

from app.law.engine.facts import ActorFacts
from app.law.engine.finding import Finding
from tests.law.centre_stays import CENTRE, admitted
from tests.law.dossier import (
    CHAIR,
    COURT,
    DIRECTOR,
    INTAKE,
    POLICE,
    Dossier,
    codes,
    phases,
    signed,
)
from tests.law.standing import MINOR, standing
from tests.law.transition.legacy import COMPULSORY, FIRST, HOME, LAST, MINORS, NEW, OLD, court, home


def cited(found: Finding) -> set[tuple[str, str]]:
    """The articles a finding rests on or is refused by."""
    return {(law.act, law.at) for law in found.legal_basis}


def forms(found: Finding) -> list[str]:
    """The forms an act issues."""
    return [paper.form for paper in found.papers_issued]


# --- TR-10: daily procedures of who was taken in before -----------------------------------------


def in_centre() -> Dossier:
    """Taken in on 28 June 2026 for 18 months."""
    return court("2026-06-15", "2026-06-20 08:00", "2026-06-28 08:00")


@pytest.mark.parametrize(
    ("at", "form", "edition", "rule"),
    [
        pytest.param(LAST, "41", OLD, "", id="116/2021 Điều 56"),
        pytest.param(FIRST, "V-43", NEW, "TR-10", id="163/2026 Điều 109 khoản 2"),
    ],
)
def test_the_hunt_for_who_escapes_is_on_the_form_of_the_day_tr_10(at, form, edition, rule) -> None:
    found = in_centre().take(COMPULSORY, "record_escape", at, DIRECTOR)
    assert (forms(found), found.edition, found.act_rule) == ([form], edition, rule)
    assert found.case_edition == OLD


@pytest.mark.parametrize(
    ("at", "code"),
    [
        pytest.param(LAST, "days-since-step", id="QĐ 1567/QĐ-BCA: 15 ngày đầu"),
        pytest.param(FIRST, "", id="163/2026 Điều 120 khoản 1"),
    ],
)
def test_visits_are_by_the_rules_of_the_day_tr_10(at, code) -> None:
    found = in_centre().ask(COMPULSORY, "record_visit", at, INTAKE, visitors=2, minutes=45)
    assert found.allowed if not code else codes(found) == {code}


@pytest.mark.parametrize(
    ("at", "by", "code"),
    [
        pytest.param("2026-06-30 09:00", CHAIR, "", id="116/2021 Điều 33 khoản 1: Chủ tịch"),
        pytest.param("2026-07-01 09:00", CHAIR, "wrong-authority", id="120/2025 Điều 47"),
        pytest.param("2026-07-01 09:00", POLICE, "", id="120/2025 Điều 47: Công an cấp xã"),
    ],
)
def test_who_records_a_breach_of_a_legacy_episode_tr_10(at, by, code) -> None:
    dossier = home("2026-06-22 08:00", "2026-06-22 09:00", "2026-06-22 10:00")
    said = {"ground": "self_terminated", "happened_on": at[:10]}
    found = dossier.ask(HOME, "record_violation", at, by, **said)
    assert found.allowed if not code else codes(found) == {code}


# --- TR-12: a reduction of an old term ----------------------------------------------------------

REDUCE = {"decision": signed("2026-06-30"), "graded_well": True, "progress_months": 2}
BOTH = [pytest.param(COMPULSORY, id="adult"), pytest.param(MINORS, id="minor")]


def half_served(procedure: str) -> Dossier:
    """Half of the term is over on the cutover; whether minors have reductions is D116-Q17."""
    if procedure == COMPULSORY:
        return court("2025-02-28", "2025-03-02 08:00", "2025-03-03 08:00", 18)
    begun = ("2025-08-28", "2025-08-29 08:00", "2025-09-01 08:00")
    dossier = court(*begun, 12, procedure, MINOR)
    dossier.answers["D116-Q17"] = "yes"
    return dossier


@pytest.mark.parametrize("procedure", BOTH)
def test_a_reduction_is_blocked_from_the_first_minute_and_a_human_is_asked_tr_12(procedure) -> None:
    dossier = half_served(procedure)
    last = dossier.ask(procedure, "reduce", LAST, COURT, **REDUCE)
    assert (last.allowed, last.edition, last.act_rule, last.asks) == (True, OLD, "", ())
    first = dossier.ask(procedure, "reduce", FIRST, COURT, **REDUCE)
    assert codes(first) == {"wrong-edition"}
    assert (first.act_rule, first.asks, first.unverified) == ("TR-12", ("TR-12",), True)
    assert ("120/2025/QH15", "Điều 54 khoản 9") in cited(first)
    assert "reduce" not in dossier.offered(procedure, FIRST, COURT)


@pytest.mark.parametrize("procedure", BOTH)
def test_a_human_may_let_an_old_term_be_reduced_tr_12(procedure) -> None:
    dossier = half_served(procedure)
    dossier.answers["TR-12"] = "of_decision"
    before = dossier.ask(procedure, "reduce", LAST, COURT, **REDUCE)
    found = dossier.take(procedure, "reduce", FIRST, COURT, **REDUCE)
    assert (found.edition, found.act_rule, found.asks) == (OLD, "TR-12", ("TR-12",))
    assert (found.answers["TR-12"], found.unverified) == ("of_decision", True)
    assert before.term is not None
    assert found.term is not None
    assert found.term.end == before.term.end
    assert ("116/2021/NĐ-CP", "Điều 58 khoản 1") in cited(found)


def test_the_override_is_for_reductions_alone_tr_12() -> None:
    dossier = half_served(COMPULSORY)
    dossier.answers["TR-12"] = "of_decision"
    escape = dossier.ask(COMPULSORY, "record_escape", FIRST, DIRECTOR)
    assert (escape.act_rule, escape.edition, escape.asks) == ("TR-10", NEW, ())
    review = dossier.ask(COMPULSORY, "review_relief", FIRST, DIRECTOR)
    assert "wrong-edition" in codes(review)


def test_a_term_of_the_new_law_is_never_reduced_120_2025_article_54_9() -> None:
    dossier = court("2026-06-25", "2026-07-15 08:00", "2026-07-20 08:00")
    dossier.answers["TR-12"] = "of_decision"
    found = dossier.ask(COMPULSORY, "reduce", "2028-01-10 09:00", COURT, **REDUCE)
    assert codes(found) == {"wrong-edition"}
    assert found.asks == ()


# --- TR-16: actor, form and content by the day of the act ---------------------------------------


@pytest.mark.parametrize(
    ("at", "by", "other", "form", "rule"),
    [
        pytest.param(LAST, CHAIR, POLICE, "24", "", id="116/2021 Điều 30: Chủ tịch, Mẫu 24"),
        pytest.param(FIRST, POLICE, CHAIR, "V-22", "TR-16", id="163/2026 Điều 91: Trưởng CA, V-22"),
    ],
)
def test_a_registration_in_progress_passes_to_the_new_office_tr_16(
    at: str, by: ActorFacts, other: ActorFacts, form: str, rule: str
) -> None:
    dossier = home("2026-06-30 09:00")
    said: dict[str, object] = {"decision": signed(at[:10])}
    said |= {"term_months": 6} if at == LAST else {}
    assert codes(dossier.ask(HOME, "decide", at, other, **said)) == {"wrong-authority"}
    found = dossier.take(HOME, "decide", at, by, **said)
    assert (found.act_rule, forms(found)[0]) == (rule, form)


def test_papers_of_the_old_file_stay_and_what_the_new_law_asks_is_added_tr_16() -> None:
    """The reception record V-24 that a registration of June lacks comes with the decision."""
    dossier = home("2026-06-30 09:00")
    found = dossier.take(HOME, "decide", FIRST, POLICE, decision=signed("2026-07-01"))
    assert forms(found) == ["V-22", "V-24"]
    assert found.missing == ()
    assert {"registration", "determination-result"} <= dossier.cases[HOME].papers


@pytest.mark.parametrize(
    ("at", "by", "edition"),
    [
        pytest.param(LAST, POLICE, OLD, id="184/2025 Điều 20 khoản 14: Công an cấp xã kiểm tra"),
        pytest.param(FIRST, POLICE, NEW, id="163/2026 Điều 102 khoản 4: không còn bước kiểm tra"),
    ],
)
def test_the_check_before_the_court_falls_away_tr_16(at, by, edition) -> None:
    dossier = standing(COMPULSORY, "reading_done", "2026-06-29")
    found = dossier.ask(COMPULSORY, "send_for_check", at, by)
    assert (found.allowed, found.edition) == (at == LAST, edition)
    sent = {"court": "C-01"} | ({"receiving_facility": "F-01"} if at == LAST else {})
    sending = dossier.ask(COMPULSORY, "submit_to_court", at, by, **sent)
    assert sending.allowed
    assert forms(sending) == (["34"] if at == LAST else ["V-36"])


# --- TR-11: the phases of an old voluntary episode ----------------------------------------------

OLD_PHASES, NEW_PHASES = ("73/2021/QH14", "Điều 29 khoản 2"), ("120/2025/QH15", "Điều 29 khoản 3")


@pytest.mark.parametrize(
    ("at", "by", "done", "allowed"),
    [
        pytest.param("2026-06-30 09:00", CHAIR, "ab", False, id="73/2021 Điều 29 khoản 2: a, b"),
        pytest.param("2026-06-30 09:00", CHAIR, "abc", True, id="73/2021 Điều 29 khoản 2: a-c"),
        pytest.param("2026-07-01 09:00", POLICE, "ab", False, id="TR-11: a, b"),
        pytest.param("2026-07-01 09:00", POLICE, "abc", True, id="TR-11: a, b, c"),
    ],
)
def test_an_old_home_episode_needs_three_phases_tr_11(at, by, done, allowed) -> None:
    dossier = home("2025-12-29 08:00", "2025-12-29 09:00", "2025-12-29 10:00")
    found = dossier.ask(HOME, "complete", at, by, phases=phases(*done))
    assert found.allowed if allowed else codes(found) == {"phases-done"}
    if not allowed:
        assert OLD_PHASES in cited(found)
        assert NEW_PHASES not in cited(found)
        assert found.unverified is (at > LAST)


def test_an_old_stay_in_a_centre_needs_three_phases_tr_11() -> None:
    dossier = admitted("2026-01-05")
    said = {"phases": phases(*"ac")}
    found = dossier.ask(CENTRE, "complete", "2026-07-06 09:00", DIRECTOR, **said)
    assert (codes(found), found.unverified) == ({"phases-done"}, True)
    assert OLD_PHASES in cited(found)
    said = {"phases": phases(*"abc")}
    dossier.take(CENTRE, "complete", "2026-07-06 09:00", DIRECTOR, **said)


def test_an_episode_of_the_new_law_needs_five_phases_120_2025_article_29_3() -> None:
    dossier = home("2026-06-30 09:00", FIRST, "2026-07-02 09:00")
    found = dossier.ask(HOME, "complete", "2028-07-03 09:00", POLICE, phases=phases(*"abc"))
    assert (found.term_rule, codes(found)) == ("TR-2", {"phases-done"})
    assert NEW_PHASES in cited(found)

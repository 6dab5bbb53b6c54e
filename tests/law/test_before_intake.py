"""From the court's decision to the intake: deferral, exemption, hunt; ids are citations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.law.dossier import COURT, DIRECTOR, POLICE, PROVINCE, Dossier, codes, due, signed
from tests.law.standing import standing

CASE = "compulsory"


@pytest.mark.parametrize(
    ("day", "asked", "hand", "code"),
    [
        pytest.param("2024-03-04", "illness", "", "missing-paper", id="116/2021 Điều 57 khoản 1 a"),
        pytest.param("2024-03-04", "illness", "medical-proof", "", id="116/2021 Điều 57 khoản 4"),
        pytest.param(
            "2024-03-04", "hardship", "medical-proof", "missing-paper", id="116/2021 Điều 57 k1 b"
        ),
        pytest.param("2026-08-03", "hardship", "hardship-proof", "", id="120/2025 Điều 39 khoản 1"),
    ],
)
def test_a_deferral_is_asked_for_with_its_proof(day, asked, hand, code) -> None:
    dossier = standing(CASE, "effective", day)
    told = {"asked": asked, "hand": f"deferral-application {hand}"}
    found = dossier.ask(CASE, "apply_deferral", f"{day} 09:00", COURT, **told)
    assert found.allowed if not code else codes(found) == {code}


def test_two_working_days_to_ask_for_a_deferral_116_2021_article_57_5() -> None:
    dossier = standing(CASE, "effective", "2024-03-04")
    served = {"served_at": "2024-03-04T09:00:00+07:00"}
    found = dossier.take(CASE, "receive_decision", "2024-03-04 09:00", PROVINCE, **served)
    assert due(found, "D-28") == "2024-03-06 23:59"


def deferred(day: str) -> Dossier:
    """Deferred on the day the decision took effect."""
    dossier = standing(CASE, "effective", day)
    hand = "deferral-application medical-proof"
    dossier.take(CASE, "apply_deferral", f"{day} 09:00", COURT, asked="illness", hand=hand)
    said = {"decision": signed(day), "reason": "illness"}
    found = dossier.take(CASE, "defer", f"{day} 10:00", COURT, **said)
    assert found.to_state == "deferred"
    return dossier


def test_nothing_is_deferred_unasked_116_2021_article_57_4() -> None:
    said = {"decision": signed("2024-03-04"), "reason": "illness"}
    found = standing(CASE, "effective", "2024-03-04").ask(
        CASE, "defer", "2024-03-04 10:00", COURT, **said
    )
    assert codes(found) == {"step-taken"}


@pytest.mark.parametrize(
    ("day", "clock", "by"),
    [
        pytest.param("2024-03-04", "D-26", "2024-06-10 23:59", id="116/2021 Điều 57 khoản 2"),
        pytest.param("2026-08-03", "D-59", "2026-11-04 09:00", id="120/2025 Điều 39 khoản 1"),
    ],
)
def test_the_end_of_a_deferral_starts_the_execution_anew(day, clock, by) -> None:
    dossier = deferred(day)
    at = "2024-06-03 09:00" if day < "2026" else "2026-11-03 09:00"
    found = dossier.take(CASE, "end_deferral", at, COURT, reason="ground_gone")
    assert (found.to_state, due(found, clock)) == ("effective", by)


def test_no_longer_addicted_exempts_only_after_a_deferral_120_2025_article_39_2_b() -> None:
    dossier = standing(CASE, "effective", "2026-08-03")
    hand = "deferral-application"
    dossier.take(CASE, "apply_deferral", "2026-08-03 09:00", COURT, asked="not_addicted", hand=hand)
    said = {"decision": signed("2026-08-03"), "reason": "not_addicted"}
    found = dossier.ask(CASE, "exempt_before_intake", "2026-08-03 10:00", COURT, **said)
    assert found.missing == ("deferral-decision",)
    said = {"decision": signed("2026-10-01"), "reason": "not_addicted"}
    found = deferred("2026-08-03").take(
        CASE, "exempt_before_intake", "2026-10-01 10:00", COURT, **said
    )
    assert (found.closes, found.outcome) == (True, "exempted")


@pytest.mark.parametrize(
    ("day", "actor", "wrong"),
    [
        pytest.param("2026-03-02", POLICE, PROVINCE, id="184/2025 Điều 20 khoản 28"),
        pytest.param("2026-08-03", PROVINCE, POLICE, id="163/2026 Điều 109 khoản 1"),
    ],
)
def test_who_hunts_before_the_intake(day, actor, wrong) -> None:
    dossier = standing(CASE, "effective", day)
    said = {"decision": signed(day)}
    found = dossier.ask(CASE, "hunt_before_intake", f"{day} 09:00", wrong, **said)
    assert codes(found) == {"wrong-authority"}
    dossier.take(CASE, "hunt_before_intake", f"{day} 09:00", actor, **said)
    assert dossier.cases[CASE].state == "hunted"


def test_who_is_held_in_the_assigned_centre_begins_there_163_2026_article_107_1() -> None:
    dossier = standing(CASE, "accepted", "2026-08-03")
    said = {"decision": signed("2026-08-03"), "outcome": "apply"}
    dossier.take(CASE, "court_decide", "2026-08-03 08:00", COURT, **said)
    dossier.cases[CASE] = replace(dossier.cases[CASE], state="assigned")
    hand = {"hand": "placement-decision", "pending_days": 30}
    at = "2026-08-03 12:00"
    assert codes(dossier.ask(CASE, "begin_in_place", at, DIRECTOR, **hand)) == {"open-case"}
    held = standing("pending-management", "at_facility", "2026-07-04").cases["pending-management"]
    dossier.cases["pending-management"] = replace(held, id="00000000-0000-0000-0000-0000000000c2")
    found = dossier.take(CASE, "begin_in_place", at, DIRECTOR, **hand)
    assert (found.term and found.term.end) == date(2028, 7, 4)

"""The real book from the court to the end of post-rehab management, in each edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.law.engine.facts import CaseFacts, StepFact
from tests.law.dossier import (
    CHAIR,
    COURT,
    DIRECTOR,
    INTAKE,
    NATION,
    POLICE,
    PROVINCE,
    Dossier,
    codes,
    due,
    moment,
    phases,
    signed,
)

COMPULSORY, AFTER = "compulsory", "post-rehab"
EDITIONS = [
    (date(2026, 7, 1), "d163"),
    (date(2025, 7, 1), "d116-2025-07"),
    (date(2025, 3, 1), "d116-2025-03"),
    (date(2022, 1, 1), "d116"),
]


def standing(state: str, day: str, **more: object) -> Dossier:
    """A case that stands in a state since a day, its earlier steps not told."""
    edition = next(code for begins, code in EDITIONS if begins <= date.fromisoformat(day))
    dossier = Dossier().addicted(day)
    opened = moment(f"{day} 07:00")
    fact = StepFact("open_dossier", "CA1", edition, opened, state)
    dossier.cases[COMPULSORY] = CaseFacts(
        "00000000-0000-0000-0000-0000000000c1",
        COMPULSORY,
        edition,
        state,
        "00004",
        opened,
        province="01",
        court="C-01",
        facility="F-01",
        steps=(fact,),
        papers=frozenset({"cv"}),
    )
    dossier.cases[COMPULSORY] = replace(dossier.cases[COMPULSORY], **more)
    return dossier


def committed(day: str, months: int = 18) -> Dossier:
    """Decided by the court under Decree 116 on a day."""
    dossier = standing("accepted", day)
    said = {"decision": signed(day), "outcome": "apply", "term_months": months}
    dossier.take(COMPULSORY, "court_decide", f"{day} 08:00", COURT, **said)
    return dossier


def admitted(day: str, intake: str, months: int = 18, **said: object) -> Dossier:
    """Decided by the court on one day, admitted on another, under Decree 116."""
    dossier = committed(day, months)
    case = dossier.cases[COMPULSORY]
    dossier.cases[COMPULSORY] = replace(case, state="effective")
    dossier.take(COMPULSORY, "admit", f"{intake} 08:00", INTAKE, **said)
    return dossier


def test_the_labour_office_returns_a_dossier_116_2021_article_43() -> None:
    dossier = standing("reading_done", "2024-03-04")
    sent = dossier.take(COMPULSORY, "send_for_check", "2024-03-04 09:00", CHAIR)
    assert due(sent, "D-19") == "2024-03-06 23:59"
    back = dossier.take(
        COMPULSORY, "return_for_supplement", "2024-03-06 09:00", PROVINCE, reason="Thiếu lý lịch"
    )
    assert due(back, "D-20") == "2024-03-08 23:59"
    again = dossier.take(COMPULSORY, "supplement", "2024-03-07 09:00", CHAIR, added="Lý lịch")
    assert due(again, "D-21") == "2024-03-11 23:59"
    said = {"court": "C-01", "receiving_facility": "F-01"}
    found = dossier.take(COMPULSORY, "submit_to_court", "2024-03-08 09:00", PROVINCE, **said)
    assert "D-21" in found.meets


def test_the_commune_police_returns_a_dossier_itself_184_2025_article_20_14() -> None:
    dossier = standing("reading_done", "2026-03-02")
    step, at = "return_for_supplement", "2026-03-02 09:00"
    assert codes(dossier.ask(COMPULSORY, step, at, PROVINCE, reason="Thiếu")) == {"wrong-authority"}
    dossier.take(COMPULSORY, step, at, POLICE, reason="Thiếu")


@pytest.mark.parametrize(
    "step",
    ["send_for_check", "return_for_supplement", "supplement"],
    ids=lambda step: f"163/2026 Điều 102 bỏ bước {step}",
)
def test_decree_163_has_no_check_before_the_court(step: str) -> None:
    found = standing("reading_done", "2026-08-03").ask(COMPULSORY, step, "2026-08-03 09:00", POLICE)
    assert codes(found) == {"wrong-edition"}


@pytest.mark.parametrize("state", ["with_checker", "returned", "supplemented"])
def test_a_dossier_under_check_at_the_cutover_goes_to_the_court_tr_16(state: str) -> None:
    dossier = standing(state, "2026-06-29")
    found = dossier.take(COMPULSORY, "submit_to_court", "2026-07-02 09:00", POLICE, court="C-01")
    assert found.to_state == "at_court"


@pytest.mark.parametrize(
    ("day", "months", "allowed"),
    [
        pytest.param("2026-03-02", 11, False, id="15/2012 Điều 95 khoản 2: 11"),
        pytest.param("2026-03-02", 12, True, id="15/2012 Điều 95 khoản 2: 12"),
        pytest.param("2026-03-02", 24, True, id="15/2012 Điều 95 khoản 2: 24"),
        pytest.param("2026-03-02", 25, False, id="15/2012 Điều 95 khoản 2: 25"),
        pytest.param("2026-03-02", None, False, id="15/2012 Điều 95: thiếu thời hạn"),
        pytest.param("2026-08-03", None, True, id="120/2025 Điều 29 khoản 1"),
    ],
)
def test_the_court_fixes_the_term(day, months, allowed) -> None:
    said = {"decision": signed(day), "outcome": "apply"}
    said |= {} if months is None else {"term_months": months}
    found = standing("accepted", day).ask(COMPULSORY, "court_decide", f"{day} 08:00", COURT, **said)
    assert found.allowed is allowed
    if allowed:
        assert found.months == (months or 24)


def test_a_dossier_of_june_decided_in_july_gets_24_months_tr_2() -> None:
    dossier = standing("accepted", "2026-06-25")
    said = {"decision": signed("2026-07-15"), "outcome": "apply"}
    found = dossier.take(COMPULSORY, "court_decide", "2026-07-15 08:00", COURT, **said)
    assert (found.months, found.term_rule, found.case_edition) == (24, "TR-2", "d163")


def test_a_measure_not_applied_closes_the_case_03_2022_article_24() -> None:
    said = {"decision": signed("2026-03-02"), "outcome": "not_apply", "reason": "Không đủ căn cứ"}
    dossier = standing("accepted", "2026-03-02")
    found = dossier.take(COMPULSORY, "court_decide", "2026-03-02 08:00", COURT, **said)
    assert (found.closes, found.outcome, found.term) == (True, "not_applied", None)


def test_a_decision_takes_effect_when_the_time_to_complain_is_over_03_2022_article_32() -> None:
    dossier = committed("2026-03-02")
    early = dossier.ask(COMPULSORY, "take_effect", "2026-03-09 09:00", COURT, facility="F-01")
    assert codes(early) == {"clock-over"}
    found = dossier.take(COMPULSORY, "take_effect", "2026-03-10 09:00", COURT, facility="F-01")
    assert found.holds == (("facility", "F-01"),)
    assert due(found, "D-25") == "2026-03-13 23:59"
    received = dossier.take(COMPULSORY, "receive_decision", "2026-03-12 09:00", POLICE)
    assert due(received, "D-26") == "2026-03-17 23:59"


def test_the_term_runs_from_intake_less_pending_days_116_2021_article_44() -> None:
    dossier = committed("2026-03-02", 12)
    dossier.take(COMPULSORY, "take_effect", "2026-03-10 09:00", COURT, facility="F-01")
    found = dossier.take(COMPULSORY, "admit", "2026-03-12 09:00", INTAKE, pending_days=10)
    assert found.term is not None
    assert found.term.end == date(2027, 3, 2)
    assert due(found, "D-31") == "2027-02-15 23:59"
    assert found.unverified is False


def test_the_chain_of_24_hours_163_2026_articles_106_and_107() -> None:
    dossier = standing("effective", "2026-08-03")
    said = {"decision": signed("2026-08-03"), "outcome": "apply"}
    dossier.cases[COMPULSORY] = replace(dossier.cases[COMPULSORY], state="accepted", facility=None)
    dossier.take(COMPULSORY, "court_decide", "2026-08-03 08:00", COURT, **said)
    dossier.take(COMPULSORY, "take_effect", "2026-08-10 08:00", COURT)
    assigned = {"decision": signed("2026-08-11"), "facility": "F-79-01"}
    intake = replace(INTAKE, unit="F-79-01", province="79")
    chain = [
        ("receive_decision", "2026-08-10 09:00", POLICE, {}),
        ("request_placement", "2026-08-10 15:00", POLICE, {}),
        ("forward_placement", "2026-08-11 10:00", PROVINCE, {"reason": "Hết chỗ"}),
        ("assign_centre", "2026-08-11 20:00", NATION, assigned),
        ("send_assignment", "2026-08-12 08:00", POLICE, {}),
    ]
    for step, at, by, more in chain:
        found = dossier.take(COMPULSORY, step, at, by, **more)
        assert due(found, "D-59")[:13] == f"{at[:8]}{int(at[8:10]) + 1:02}{at[10:13]}"
    found = dossier.take(COMPULSORY, "admit", "2026-08-13 07:00", intake)
    assert found.term is not None
    assert (found.term.end, "D-59" in found.meets) == (date(2028, 8, 13), True)


@pytest.mark.parametrize(
    ("at", "said", "code"),
    [
        pytest.param(
            "2025-03-03 09:00",
            {"progress_months": 2, "graded_well": True},
            "part-served",
            id="116/2021 Điều 58 khoản 1: một nửa",
        ),
        pytest.param(
            "2026-01-05 09:00",
            {"progress_months": 4, "graded_well": True},
            "field-between",
            id="116/2021 Điều 58 khoản 1 điểm a: 01–03",
        ),
        pytest.param(
            "2026-01-05 09:00",
            {"merit_months": 2, "graded_well": True, "hand": "merit-proof"},
            "field-between",
            id="116/2021 Điều 58 khoản 1 điểm b: 03–06",
        ),
        pytest.param(
            "2026-01-05 09:00",
            {"merit_months": 3, "graded_well": False, "hand": "merit-proof"},
            "field-true",
            id="116/2021 Điều 58 khoản 1: xếp loại",
        ),
        pytest.param("2026-07-02 09:00", {}, "wrong-edition", id="TR-12; 120/2025 Điều 54 khoản 9"),
    ],
)
def test_a_term_is_not_reduced(at, said, code) -> None:
    dossier = admitted("2024-12-02", "2024-12-16", 24)
    told = {"decision": signed(at[:10]), **said} if code != "wrong-edition" else {}
    assert codes(dossier.ask(COMPULSORY, "reduce", at, COURT, **told)) == {code}


def test_a_reduction_and_an_escape_move_the_end_116_2021_articles_56_58() -> None:
    dossier = admitted("2024-12-02", "2024-12-16", 24)
    dossier.take(COMPULSORY, "record_escape", "2025-01-06 08:00", DIRECTOR)
    dossier.take(COMPULSORY, "record_return", "2025-01-16 08:00", INTAKE)
    said = {"decision": signed("2026-01-05"), "progress_months": 3, "graded_well": True}
    found = dossier.take(COMPULSORY, "reduce", "2026-01-05 08:00", COURT, **said)
    assert found.term is not None
    assert found.term.end == date(2026, 9, 26)
    assert [clock.clock for clock in found.moved] == ["D-31"]


@pytest.mark.parametrize(
    ("day", "said", "allowed"),
    [
        pytest.param("2024-06-03", {"inpatient_days": 10}, False, id="116/2021 Điều 58 khoản 2"),
        pytest.param("2024-06-03", {"inpatient_days": 11}, True, id="116/2021 Điều 58 khoản 2: 11"),
        pytest.param("2025-08-04", {}, True, id="184/2025 Điều 20 khoản 17"),
    ],
)
def test_a_suspension_asks_for_ten_days_in_hospital_until_2025_07(day, said, allowed) -> None:
    dossier = admitted("2024-03-04", "2024-03-18", 24)
    told = {"decision": signed(day), **said}
    found = dossier.ask(COMPULSORY, "suspend", f"{day} 08:00", COURT, hand="medical-proof", **told)
    assert found.allowed is allowed


def test_nobody_is_released_early_or_kept_for_missing_phases_116_2021_article_62() -> None:
    dossier = admitted("2024-03-04", "2024-03-18", 12)
    early = dossier.ask(COMPULSORY, "complete", "2025-03-17 08:00", DIRECTOR)
    assert codes(early) == {"term-over"}
    found = dossier.take(COMPULSORY, "complete", "2025-03-18 08:00", DIRECTOR)
    assert [issued.form for issued in found.papers_issued] == ["46"]
    assert due(found, "D-32") == "2025-03-25 23:59"


def test_post_rehab_is_two_years_after_a_compulsory_term_73_2021_article_40() -> None:
    dossier = admitted("2023-03-06", "2023-03-20", 12)
    dossier.take(COMPULSORY, "complete", "2024-03-20 08:00", DIRECTOR)
    reported = dossier.take(COMPULSORY, "self_report", "2024-03-22 08:00", CHAIR)
    assert due(reported, "D-33") == "2024-03-27 23:59"
    origin = dossier.cases[COMPULSORY].id
    found = dossier.take(AFTER, "propose", "2024-03-25 08:00", POLICE, origin=origin)
    assert due(found, "D-34") == "2024-03-27 23:59"
    assert {"D-32", "D-33"} & set(found.meets) == {"D-33"}
    said = {"decision": signed("2024-03-26"), "from_on": "2024-03-20"}
    decided = dossier.take(AFTER, "decide", "2024-03-26 08:00", CHAIR, **said)
    assert (decided.months, decided.term and decided.term.end) == (24, date(2026, 3, 20))
    assert codes(dossier.ask(AFTER, "complete", "2026-03-19 08:00", CHAIR)) == {"term-over"}
    dossier.take(AFTER, "complete", "2026-03-20 08:00", CHAIR)


def test_a_legacy_term_ends_on_v_50_and_post_rehab_follows_the_new_law_tr_1() -> None:
    dossier = admitted("2025-09-08", "2025-09-22", 12)
    dossier.take(COMPULSORY, "announce_end", "2026-08-20 08:00", DIRECTOR)
    said = {"phases": phases(*"abcde")}
    found = dossier.take(COMPULSORY, "complete", "2026-09-22 08:00", DIRECTOR, **said)
    assert [issued.form for issued in found.papers_issued] == ["V-50", "V-23"]
    origin = dossier.cases[COMPULSORY].id
    dossier.take(AFTER, "propose", "2026-09-22 09:00", POLICE, origin=origin)
    said = {"decision": signed("2026-09-22"), "from_on": "2026-09-22"}
    decided = dossier.take(AFTER, "decide", "2026-09-22 10:00", CHAIR, **said)
    assert (decided.months, decided.case_edition, decided.term_rule) == (24, "d163", "TR-1b")

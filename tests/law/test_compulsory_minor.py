"""Compulsory rehabilitation of minors in each edition; ids are citations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.law.engine.facts import ClientFacts
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
    signed,
)
from tests.law.standing import MINOR, standing

CASE = "compulsory-minor"
PAPERS = "cv violation-record determination-result statement parents-opinion proposal"
PARENT = {"full_name": "Trần Thị Bình", "relation": "mẹ"}


def opening(day: str, **said: object) -> dict[str, object]:
    """What the compiler tells on opening."""
    told: dict[str, object] = {
        "grounds": ["used_again"],
        "detected_at": f"{day}T08:00:00+07:00",
        "hand": "violation-record",
    }
    if day >= "2026-07-01":
        told["not_criminal"] = True
    return {**told, **said}


@pytest.mark.parametrize(
    ("day", "actor", "deadline"),
    [
        pytest.param("2024-03-04", CHAIR, "2024-03-11 23:59", id="73/2021 Điều 34 khoản 1"),
        pytest.param("2025-03-10", POLICE, "2025-03-17 23:59", id="03/2025/TTLT"),
        pytest.param("2026-03-02", POLICE, "2026-03-09 23:59", id="116/2021 Điều 50"),
        pytest.param("2026-08-03", POLICE, "2026-08-04 23:59", id="163/2026 Điều 103 khoản 1"),
    ],
)
def test_a_dossier_is_opened_in_time(day, actor, deadline) -> None:
    dossier = Dossier(MINOR).addicted(day)
    found = dossier.take(CASE, "open_dossier", f"{day} 09:00", actor, **opening(day))
    assert due(found, "D-16") == deadline


@pytest.mark.parametrize(
    ("born", "code"),
    [
        pytest.param(date(2014, 8, 4), "age-at-least", id="120/2025 Điều 36 khoản 1: dưới 12"),
        pytest.param(date(2008, 8, 3), "age-below", id="120/2025 Điều 36 khoản 1: đủ 18"),
        pytest.param(date(2008, 8, 4), "", id="120/2025 Điều 36 khoản 1: còn một ngày đủ 18"),
    ],
)
def test_a_dossier_is_for_12_to_under_18(born, code) -> None:
    day = "2026-08-03"
    dossier = Dossier(ClientFacts(born)).addicted(day)
    found = dossier.ask(CASE, "open_dossier", f"{day} 09:00", POLICE, **opening(day))
    assert found.allowed if not code else codes(found) == {code}


def test_relapse_after_rehabilitation_is_a_ground_only_since_2026_120_2025_article_36_1_d() -> None:
    for day, known in (("2026-03-02", False), ("2026-08-03", True)):
        dossier = Dossier(MINOR).addicted(day)
        said = opening(day, grounds=["relapse"])
        if known:
            dossier.take(CASE, "open_dossier", f"{day} 09:00", POLICE, **said)
        else:
            with pytest.raises(ValueError, match="grounds"):
                dossier.ask(CASE, "open_dossier", f"{day} 09:00", POLICE, **said)


@pytest.mark.parametrize(
    ("day", "drop", "missing"),
    [
        pytest.param(
            "2026-03-02", "parents-opinion", "parents-opinion", id="116/2021 Điều 51 khoản 1 điểm đ"
        ),
        pytest.param("2026-03-02", "statement", "statement", id="116/2021 Điều 51 khoản 1"),
        pytest.param(
            "2026-08-03",
            "parents-opinion",
            "parents-opinion|no-opinion-record",
            id="163/2026 Điều 104 khoản 1 điểm đ",
        ),
        pytest.param(
            "2026-08-03",
            "statement",
            "statement|statement-record|no-opinion-record",
            id="163/2026 Điều 104 khoản 1 điểm d",
        ),
    ],
)
def test_the_parents_and_the_minor_are_heard(day, drop, missing) -> None:
    dossier = standing(CASE, "dossier_open", day, client=MINOR)
    hand = PAPERS.replace(drop, "").strip()
    found = dossier.ask(CASE, "complete_dossier", f"{day} 09:00", POLICE, hand=hand)
    assert (codes(found), found.missing) == ({"missing-paper"}, (missing,))


def test_a_record_takes_the_place_of_a_refused_statement_163_2026_article_104_1_e() -> None:
    dossier = standing(CASE, "dossier_open", "2026-08-03", client=MINOR)
    hand = "violation-record determination-result no-opinion-record proposal"
    dossier.take(CASE, "complete_dossier", "2026-08-03 09:00", POLICE, hand=hand)


def test_a_refused_notice_is_recorded_163_2026_article_105_3() -> None:
    dossier = standing(CASE, "dossier_open", "2026-08-03", client=MINOR)
    at, told = "2026-08-03 09:00", {"hand": PAPERS}
    silent = dossier.ask(CASE, "notify", at, POLICE, **told)
    assert codes(silent) == {"exclusive-form"}
    found = dossier.take(CASE, "notify", at, POLICE, refused=True, **told)
    assert [paper.form for paper in found.papers_issued] == ["V-37", "V-41"]
    assert due(found, "D-17") == "2026-08-06 23:59"


def test_the_request_holds_a_plan_for_the_rights_of_the_child_116_2021_article_53_2_a() -> None:
    dossier = standing(CASE, "with_checker", "2024-03-04", client=MINOR)
    said = {"court": "C-01", "receiving_facility": "F-01", "family_situation": "Sống với mẹ"}
    with pytest.raises(ValueError, match="child_rights_plan"):
        dossier.ask(CASE, "submit_to_court", "2024-03-04 09:00", PROVINCE, **said)
    said["child_rights_plan"] = "Tiếp tục học lớp 8"
    found = dossier.take(CASE, "submit_to_court", "2024-03-04 09:00", PROVINCE, **said)
    assert [paper.form for paper in found.papers_issued] == ["39"]


def test_the_plan_is_gone_in_decree_163_article_104() -> None:
    dossier = standing(CASE, "reading_done", "2026-08-03", client=MINOR)
    found = dossier.take(CASE, "submit_to_court", "2026-08-03 09:00", POLICE, court="C-01")
    assert [paper.form for paper in found.papers_issued] == ["V-36"]


@pytest.mark.parametrize(
    ("day", "months", "allowed"),
    [
        pytest.param("2026-03-02", 5, False, id="73/2021 Điều 33 khoản 3: 5"),
        pytest.param("2026-03-02", 6, True, id="73/2021 Điều 33 khoản 3: 6"),
        pytest.param("2026-03-02", 12, True, id="73/2021 Điều 33 khoản 3: 12"),
        pytest.param("2026-03-02", 13, False, id="73/2021 Điều 33 khoản 3: 13"),
        pytest.param("2026-08-03", None, True, id="120/2025 Điều 29 khoản 1"),
    ],
)
def test_the_court_fixes_the_term_of_a_minor(day, months, allowed) -> None:
    said = {"decision": signed(day), "outcome": "apply"}
    said |= {} if months is None else {"term_months": months}
    dossier = standing(CASE, "accepted", day, client=MINOR)
    found = dossier.ask(CASE, "court_decide", f"{day} 08:00", COURT, **said)
    assert found.allowed is allowed
    if allowed:
        assert found.months == (months or 24)


def admitted(day: str, months: int | None = None, *, client: ClientFacts = MINOR) -> Dossier:
    """Decided and taken in on one day."""
    dossier = standing(CASE, "accepted", day, client=client)
    said: dict[str, object] = {"decision": signed(day), "outcome": "apply"}
    if months is not None:
        said["term_months"] = months
    dossier.take(CASE, "court_decide", f"{day} 08:00", COURT, **said)
    state = "effective" if day < "2026-07-01" else "assigned"
    dossier.cases[CASE] = replace(dossier.cases[CASE], state=state)
    told = {"suitable_place": True} if day < "2026-07-01" else {"hand": "placement-decision"}
    dossier.take(CASE, "admit", f"{day} 10:00", INTAKE, **told)
    return dossier


def test_a_minor_is_not_taken_in_without_a_fitting_place_116_2021_article_55_4() -> None:
    dossier = standing(CASE, "accepted", "2026-03-02", client=MINOR)
    said = {"decision": signed("2026-03-02"), "outcome": "apply", "term_months": 6}
    dossier.take(CASE, "court_decide", "2026-03-02 08:00", COURT, **said)
    dossier.cases[CASE] = replace(dossier.cases[CASE], state="effective")
    found = dossier.ask(CASE, "admit", "2026-03-02 10:00", INTAKE, suitable_place=False)
    assert codes(found) == {"field-true"}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param("no", "answer-is", id="01/2022/UBTVQH15; 116/2021 Điều 58: Q17"),
        pytest.param("yes", "", id="116/2021 Điều 58: Q17 trả lời có"),
    ],
)
def test_a_minor_s_term_is_reduced_only_where_the_question_is_answered_so(answer, code) -> None:
    dossier = admitted("2025-03-03", 12)
    dossier.answers["D116-Q17"] = answer
    said = {"decision": signed("2025-11-03"), "progress_months": 1, "graded_well": True}
    found = dossier.ask(CASE, "reduce", "2025-11-03 08:00", COURT, **said)
    assert found.allowed if not code else codes(found) == {code}


@pytest.mark.parametrize(
    ("born", "at", "code"),
    [
        pytest.param("2009-09-01", "2027-08-31", "age-at-least", id="120/2025 Điều 36 khoản 4"),
        pytest.param("2009-09-01", "2027-09-01", "", id="120/2025 Điều 36 khoản 4: đủ 18"),
        pytest.param(
            "2010-06-01",
            "2028-06-01",
            "term-left-at-least",
            id="120/2025 Điều 36 khoản 4: 03 tháng",
        ),
    ],
)
def test_at_18_the_person_goes_to_a_public_centre(born, at, code) -> None:
    dossier = admitted("2026-08-03", client=ClientFacts(date.fromisoformat(born)))
    said = {"decision": signed(at), "facility": "F-02"}
    found = dossier.ask(CASE, "transfer_at_18", f"{at} 08:00", NATION, **said)
    assert codes(found) == {code} if code else found.holds == (("facility", "F-02"),)


@pytest.mark.parametrize(
    ("months", "code"),
    [
        pytest.param(6, "term-left-at-least", id="163/2026 Điều 151 khoản 6; TR-6"),
        pytest.param(12, "", id="163/2026 Điều 151 khoản 6; TR-24"),
    ],
)
def test_a_legacy_minor_with_under_six_months_left_stays(months, code) -> None:
    dossier = admitted("2026-04-06", months)
    said = {"decision": signed("2026-07-02"), "facility": "F-02"}
    found = dossier.ask(CASE, "place_legacy_minor", "2026-07-02 08:00", NATION, **said)
    assert found.allowed if not code else codes(found) == {code}


def test_the_end_of_a_minor_s_term_and_the_hand_over_116_2021_article_62_3() -> None:
    dossier = admitted("2024-03-04", 6)
    dossier.take(CASE, "complete", "2024-09-04 08:00", DIRECTOR)
    found = dossier.take(CASE, "hand_over_minor", "2024-09-04 09:00", DIRECTOR, received_by=PARENT)
    assert [paper.form for paper in found.papers_issued] == ["47"]


def test_a_minor_has_one_year_of_post_rehab_120_2025_article_42_1() -> None:
    dossier = admitted("2024-03-04", 6)
    dossier.take(CASE, "complete", "2024-09-04 08:00", DIRECTOR)
    origin = dossier.cases[CASE].id
    dossier.take("post-rehab", "propose", "2024-09-05 08:00", POLICE, origin=origin)
    said = {"decision": signed("2024-09-06"), "from_on": "2024-09-04"}
    found = dossier.take("post-rehab", "decide", "2024-09-06 08:00", CHAIR, **said)
    assert (found.months, found.term and found.term.end) == (12, date(2025, 9, 4))

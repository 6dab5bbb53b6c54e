"""Management while the compulsory dossier is pending, in each edition; ids are citations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.law.engine.facts import ClientFacts
from tests.law.dossier import (
    CHAIR,
    CLINIC,
    COURT,
    DIRECTOR,
    INTAKE,
    POLICE,
    PROVINCE,
    Dossier,
    codes,
    due,
    signed,
)
from tests.law.standing import ADULT, standing

CASE, DOSSIER = "pending-management", "compulsory"
CENTRE = replace(CLINIC, unit="F-01")
HOMELESS = replace(ADULT, residence_stable=False)
SISTER = {"full_name": "Nguyễn Thị Bình", "relation": "chị"}


def compiling(day: str, client: ClientFacts = ADULT) -> Dossier:
    """A compulsory dossier is being compiled."""
    return standing(DOSSIER, "dossier_open", day, client=client, papers=frozenset())


@pytest.mark.parametrize(
    ("client", "hand", "code"),
    [
        pytest.param(ADULT, "family-agreement", "", id="116/2021 Điều 45 khoản 1"),
        pytest.param(ADULT, "", "missing-paper", id="116/2021 Điều 45 khoản 1: không đồng ý"),
        pytest.param(HOMELESS, "family-agreement", "stable-residence", id="116/2021 Điều 45 k1"),
    ],
)
def test_the_family_manages_if_it_agrees_and_there_is_a_home(client, hand, code) -> None:
    dossier = compiling("2024-03-04", client)
    said = {"decision": signed("2024-03-04"), "family": SISTER, "hand": hand}
    found = dossier.ask(CASE, "decide_family", "2024-03-04 09:00", CHAIR, **said)
    assert found.allowed if not code else codes(found) == {code}


@pytest.mark.parametrize(
    ("client", "hand", "code"),
    [
        pytest.param(HOMELESS, "", "", id="116/2021 Điều 45 khoản 2: không nơi cư trú"),
        pytest.param(ADULT, "", "missing-paper", id="116/2021 Điều 45 khoản 2: gia đình"),
        pytest.param(ADULT, "family-refusal", "", id="116/2021 Điều 45 khoản 2: từ chối"),
    ],
)
def test_a_facility_manages_without_home_or_family(client, hand, code) -> None:
    said = {"decision": signed("2024-03-04"), "facility": "F-01", "hand": hand}
    dossier = compiling("2024-03-04", client)
    found = dossier.ask(CASE, "decide_facility", "2024-03-04 09:00", CHAIR, **said)
    assert found.allowed if not code else codes(found) == {code}


def test_there_is_no_pending_management_without_a_dossier_116_2021_article_44() -> None:
    dossier = Dossier(HOMELESS).addicted("2024-03-04")
    said = {"decision": signed("2024-03-04"), "facility": "F-01"}
    found = dossier.ask(CASE, "decide_facility", "2024-03-04 09:00", CHAIR, **said)
    assert codes(found) == {"open-case"}


def test_who_escapes_from_the_family_goes_to_a_facility_116_2021_article_48_4() -> None:
    dossier = compiling("2024-03-04")
    said = {"decision": signed("2024-03-04"), "family": SISTER, "hand": "family-agreement"}
    dossier.take(CASE, "decide_family", "2024-03-04 09:00", CHAIR, **said)
    dossier.take(CASE, "hand_over_to_family", "2024-03-04 10:00", CHAIR)
    found = dossier.take(CASE, "record_escape", "2024-03-06 08:00", CHAIR)
    assert [paper.form for paper in found.papers_issued] == ["41"]
    said = {"decision": signed("2024-03-08"), "facility": "F-01"}
    back = dossier.take(CASE, "record_return", "2024-03-08 08:00", CHAIR, **said)
    assert (back.to_state, [paper.form for paper in back.papers_issued]) == (
        "facility_decided",
        ["36"],
    )


def test_decree_163_knows_no_family_management_article_98() -> None:
    dossier = standing(CASE, "at_family", "2026-06-29")
    found = dossier.ask(CASE, "decide_family", "2026-08-03 09:00", POLICE)
    assert codes(found) == {"wrong-edition"}


def at_facility(day: str) -> Dossier:
    """Given to a facility under Decree 163."""
    dossier = compiling(day)
    said = {"decision": signed(day), "facility": "F-01", "reason": "Đang lập hồ sơ"}
    found = dossier.take(CASE, "decide_facility", f"{day} 09:00", POLICE, **said)
    assert [paper.form for paper in found.papers_issued] == ["V-32"]
    bare = dossier.ask(CASE, "hand_over_to_facility", f"{day} 10:00", INTAKE)
    assert bare.missing == ("cv",)
    found = dossier.take(CASE, "hand_over_to_facility", f"{day} 10:00", INTAKE, hand="cv")
    assert [paper.form for paper in found.papers_issued] == ["V-31"]
    return dossier


def test_an_escape_is_told_within_24_hours_120_2025_article_46_2_i() -> None:
    dossier = at_facility("2026-08-03")
    found = dossier.take(CASE, "record_escape", "2026-08-05 08:00", DIRECTOR)
    assert due(found, "D-63") == "2026-08-06 08:00"
    told = dossier.take(CASE, "notify_escape", "2026-08-05 12:00", DIRECTOR)
    assert "D-63" in told.meets
    dossier.take(CASE, "record_return", "2026-08-10 08:00", INTAKE)


def test_it_ends_when_the_term_begins_163_2026_article_107_1() -> None:
    dossier = at_facility("2026-08-03")
    early = dossier.ask(CASE, "move_to_term", "2026-09-01 08:00", INTAKE)
    assert codes(early) == {"step-taken"}
    case = dossier.cases[DOSSIER]
    dossier.cases[DOSSIER] = replace(case, state="assigned")
    hand = "court-decision placement-decision cv"
    dossier.take(DOSSIER, "admit", "2026-09-01 09:00", INTAKE, hand=hand, pending_days=29)
    found = dossier.take(CASE, "move_to_term", "2026-09-01 10:00", INTAKE, facility_days=29)
    assert (found.closes, found.outcome) == (True, "moved_to_term")


@pytest.mark.parametrize(
    ("escaped", "told", "days"),
    [
        pytest.param(False, {}, 29, id="163/2026 Điều 98 khoản 3"),
        pytest.param(True, {}, 24, id="163/2026 Điều 109 khoản 3: trừ ngày bỏ trốn"),
        pytest.param(True, {"pending_days": 20}, 20, id="163/2026 Điều 98: số ngày được khai"),
        pytest.param(True, {"pending_days": 0}, 0, id="163/2026 Điều 98: khai là không"),
    ],
)
def test_days_in_the_facility_are_reckoned_where_they_are_not_told(escaped, told, days) -> None:
    dossier = at_facility("2026-08-03")
    if escaped:
        dossier.take(CASE, "record_escape", "2026-08-05 08:00", DIRECTOR)
        dossier.take(CASE, "record_return", "2026-08-10 08:00", INTAKE)
    dossier.cases[DOSSIER] = replace(dossier.cases[DOSSIER], state="accepted", court="C-01")
    said = {"decision": signed("2026-08-28"), "outcome": "apply"}
    dossier.take(DOSSIER, "court_decide", "2026-08-28 08:00", COURT, **said)
    dossier.cases[DOSSIER] = replace(dossier.cases[DOSSIER], state="assigned")
    hand = "court-decision placement-decision cv"
    found = dossier.take(DOSSIER, "admit", "2026-09-01 09:00", INTAKE, hand=hand, **told)
    assert found.term is not None
    assert found.term.end == date(2028, 9, 1) - timedelta(days=days)
    # What happens to the other case later changes nothing.
    dossier.take(CASE, "move_to_term", "2026-09-01 10:00", INTAKE)
    later = dossier.take(DOSSIER, "send_to_hospital", "2026-10-01 08:00", CENTRE, place="BV")
    assert later.term is not None
    assert later.term.end == found.term.end


def test_a_person_is_released_only_once_no_dossier_is_open_rs3_q3() -> None:
    dossier = at_facility("2026-08-03")
    told = {"reason": "Tòa án không áp dụng"}
    assert codes(dossier.ask(CASE, "release", "2026-08-05 08:00", POLICE, **told)) == {
        "no-open-case"
    }
    dossier.take(DOSSIER, "drop_dossier", "2026-08-05 09:00", POLICE, reason="Thiếu căn cứ")
    found = dossier.take(CASE, "release", "2026-08-05 10:00", POLICE, **told)
    assert found.outcome == "released"


def test_not_using_it_needs_a_reason_rs3_q32() -> None:
    found = compiling("2026-08-03").take(
        CASE, "decline", "2026-08-03 09:00", POLICE, reason="Đang điều trị nội trú"
    )
    assert (found.closes, found.unverified) == (True, True)


def test_who_is_with_the_family_at_the_cutover_goes_to_a_facility_tr_25() -> None:
    dossier = standing(CASE, "at_family", "2026-06-29")
    said = {"decision": signed("2026-07-02"), "facility": "F-01"}
    wrong = dossier.ask(CASE, "place_in_facility", "2026-07-02 08:00", PROVINCE, **said)
    assert codes(wrong) == {"wrong-authority"}
    found = dossier.take(CASE, "place_in_facility", "2026-07-02 08:00", POLICE, **said)
    assert (found.to_state, found.unverified) == ("facility_decided", True)

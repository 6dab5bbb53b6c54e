"""Steps beside and around a compulsory stay, in each edition; ids are citations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.law.dossier import (
    CLINIC,
    COURT,
    DIRECTOR,
    INTAKE,
    NATION,
    PROVINCE,
    Dossier,
    codes,
    due,
    signed,
)
from tests.law.standing import standing

CASE = "compulsory"
RELATIVE = {"full_name": "Nguyễn Văn Bình", "relation": "anh"}


def admitted(day: str, months: int | None = None) -> Dossier:
    """Decided by the court and taken in on one day."""
    dossier = standing(CASE, "accepted", day)
    said: dict[str, object] = {"decision": signed(day), "outcome": "apply"}
    if months is not None:
        said["term_months"] = months
    dossier.take(CASE, "court_decide", f"{day} 08:00", COURT, **said)
    state = "effective" if day < "2026-07-01" else "assigned"
    dossier.cases[CASE] = replace(dossier.cases[CASE], state=state)
    hand = "" if day < "2026-07-01" else "placement-decision"
    dossier.take(CASE, "admit", f"{day} 10:00", INTAKE, hand=hand)
    return dossier


# --- Mourning leave ---------------------------------------------------------------------------


def leave(day: str, **said: object) -> dict[str, object]:
    """A leave of five days at home."""
    told = {"decision": signed(day), "deceased": "parent", "days": 5, "arrives_on": day}
    return {**told, **said}


@pytest.mark.parametrize(
    ("day", "decide_by", "hand", "forms", "home_by"),
    [
        pytest.param(
            "2026-03-02",
            "2026-03-03 23:59",
            "leave-application",
            ["49"],
            "2026-03-09",
            id="116/2021 Điều 70",
        ),
        pytest.param(
            "2026-08-03",
            "2026-08-04 11:00",
            "leave-application death-certificate",
            ["V-49", "V-23"],
            "2026-08-10",
            id="163/2026 Điều 121",
        ),
    ],
)
def test_mourning_leave_counts_as_served(day, decide_by, hand, forms, home_by) -> None:
    dossier = admitted(day, 12 if day < "2026-07-01" else None)
    asked = dossier.take(CASE, "apply_leave", f"{day} 11:00", INTAKE, hand=hand)
    assert due(asked, "D-35") == decide_by
    found = dossier.take(CASE, "grant_leave", f"{day} 12:00", DIRECTOR, **leave(day))
    assert [paper.form for paper in found.papers_issued] == forms
    # The fifth day is a Saturday; a limit moves on to the Monday.
    assert (due(found, "D-36")[:10], "D-35" in found.meets) == (home_by, True)
    end = found.term and found.term.end
    back = dossier.take(CASE, "end_leave", f"{day[:8]}07 08:00", INTAKE, drug_test="negative")
    assert (back.term and back.term.end, "D-36" in back.meets) == (end, True)


@pytest.mark.parametrize(
    ("said", "hand", "code"),
    [
        pytest.param({"days": 6}, "leave-application", "field-between", id="116/2021 Điều 70: 06"),
        pytest.param({}, "", "missing-paper", id="116/2021 Điều 70 khoản 2 điểm a"),
    ],
)
def test_leave_is_not_granted(said, hand, code) -> None:
    dossier = admitted("2026-03-02", 12)
    told = leave("2026-03-03", **said)
    found = dossier.ask(CASE, "grant_leave", "2026-03-03 08:00", DIRECTOR, hand=hand, **told)
    assert codes(found) == {code}


def test_a_parent_in_law_counts_only_since_decree_163_article_121_1() -> None:
    told = leave("2026-03-03", deceased="in_law")
    with pytest.raises(ValueError, match="deceased"):
        admitted("2026-03-02", 12).ask(CASE, "grant_leave", "2026-03-03 08:00", DIRECTOR, **told)


def test_nobody_comes_back_from_a_leave_not_granted() -> None:
    found = admitted("2026-08-03").ask(
        CASE, "end_leave", "2026-08-04 08:00", INTAKE, drug_test="negative"
    )
    assert codes(found) == {"step-open"}


def test_late_from_leave_is_an_escape_163_2026_article_121_4() -> None:
    dossier = admitted("2026-08-03")
    hand = "leave-application funeral-confirmation"
    dossier.take(
        CASE, "grant_leave", "2026-08-03 12:00", DIRECTOR, hand=hand, **leave("2026-08-03")
    )
    gone = dossier.take(
        CASE, "record_escape", "2026-08-10 08:00", DIRECTOR, circumstance="from_leave"
    )
    assert "D-36" in gone.cancels
    assert due(gone, "D-63") == "2026-08-11 08:00"
    found = dossier.take(CASE, "record_return", "2026-08-20 08:00", INTAKE)
    assert found.term is not None
    assert found.term.end == date(2028, 8, 13)


# --- Visits, calls, health, removal -----------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "said", "hand", "code"),
    [
        pytest.param("2024-03-20", (3, 120), "", "", id="116/2021 Điều 69 khoản 1"),
        pytest.param("2024-03-20", (4, 60), "", "field-between", id="116/2021 Điều 69: 04 người"),
        pytest.param(
            "2024-03-20", (3, 200), "", "missing-paper", id="116/2021 Điều 69: quá 02 giờ"
        ),
        pytest.param("2024-03-20", (3, 240), "visit-consent", "", id="116/2021 Điều 69: 04 giờ"),
        pytest.param(
            "2024-03-20",
            (3, 241),
            "visit-consent",
            "field-between",
            id="116/2021 Điều 69: quá 04 giờ",
        ),
        pytest.param("2026-08-20", (3, 45), "", "", id="163/2026 Điều 120 khoản 1"),
        pytest.param("2026-08-20", (3, 46), "", "missing-paper", id="163/2026 Điều 120: 46 phút"),
        pytest.param(
            "2026-08-20", (3, 61), "visit-consent", "field-between", id="163/2026 Điều 120: 61 phút"
        ),
    ],
)
def test_a_visit_has_its_measure(day, said, hand, code) -> None:
    dossier = admitted(f"{day[:8]}01", 12 if day < "2026-07-01" else None)
    visitors, minutes = said
    told = {"visitors": visitors, "minutes": minutes, "hand": hand}
    found = dossier.ask(CASE, "record_visit", f"{day} 08:00", INTAKE, **told)
    assert found.allowed if not code else codes(found) == {code}


@pytest.mark.parametrize(
    ("at", "said", "code"),
    [
        pytest.param("2025-08-10", {"visitors": 1, "minutes": 30}, "days-since-step", id="15 ngày"),
        pytest.param(
            "2025-09-01",
            {"visitors": 1, "minutes": 30, "under_discipline": True},
            "field-false",
            id="đang bị kỷ luật",
        ),
        pytest.param("2025-09-01", {"visitors": 5, "minutes": 30}, "missing-paper", id="05 người"),
    ],
)
def test_the_internal_rules_of_2025_tighten_visits_1567_qd_bca(at, said, code) -> None:
    found = admitted("2025-08-04", 12).ask(CASE, "record_visit", f"{at} 08:00", INTAKE, **said)
    assert codes(found) == {code}


def test_a_spouse_room_is_gone_in_decree_163_article_120() -> None:
    found = admitted("2026-08-03").ask(
        CASE, "record_spouse_visit", "2026-12-01 08:00", DIRECTOR, hours=10
    )
    assert codes(found) == {"wrong-edition"}


@pytest.mark.parametrize(
    ("day", "next_check"),
    [
        pytest.param("2024-03-04", "2024-09-04", id="116/2021 Điều 67 khoản 1"),
        pytest.param("2026-08-03", "2027-08-03", id="163/2026 Điều 114 khoản 1"),
    ],
)
def test_health_is_checked_in_time(day, next_check) -> None:
    dossier = admitted(day, 24 if day < "2026-07-01" else None)
    clock = next(clock for clock in dossier.clocks if clock.clock == "D-44")
    assert clock.due_at.date() == date.fromisoformat(next_check)
    found = dossier.take(CASE, "check_health", f"{next_check} 08:00", replace(CLINIC, unit="F-01"))
    assert {"D-44"} == set(found.meets) == {start.clock for start in found.starts}


def test_days_out_for_proceedings_count_163_2026_article_111_4() -> None:
    dossier = admitted("2026-08-03")
    said = {
        "decision": signed("2026-09-01"),
        "agency": "Cơ quan điều tra",
        "until_on": "2026-09-10",
    }
    bare = dossier.ask(CASE, "remove_temporarily", "2026-09-01 08:00", DIRECTOR, **said)
    assert codes(bare) == {"missing-paper"}
    hand = "removal-request"
    dossier.take(CASE, "remove_temporarily", "2026-09-01 08:00", DIRECTOR, hand=hand, **said)
    found = dossier.take(CASE, "end_removal", "2026-09-10 08:00", INTAKE)
    assert (found.term and found.term.end) == date(2028, 8, 3)


def test_prison_stops_the_clock_and_the_rest_follows_120_2025_article_47_1() -> None:
    dossier = admitted("2026-08-03")
    dossier.take(CASE, "record_imprisonment", "2026-10-01 08:00", DIRECTOR, judgment="12/HS-ST")
    found = dossier.take(CASE, "resume_after_prison", "2027-10-01 08:00", INTAKE)
    assert (found.term and found.term.end) == date(2029, 8, 3)


@pytest.mark.parametrize(
    ("at", "code"),
    [
        pytest.param("2026-03-03", "wrong-edition", id="116/2021: không có điều chuyển"),
        pytest.param("2026-08-04", "", id="120/2025 Điều 38 khoản 2 điểm b"),
    ],
)
def test_a_transfer_exists_since_2026(at, code) -> None:
    months = 12 if at < "2026-07-01" else None
    dossier = admitted(f"{at[:8]}02" if months else "2026-08-03", months)
    said = {"decision": signed(at), "facility": "F-02"} if not code else {}
    found = dossier.ask(CASE, "transfer", f"{at} 12:00", PROVINCE, **said)
    assert codes(found) == {code} if code else found.holds == (("facility", "F-02"),)


def test_a_suspended_person_who_escapes_is_put_back_to_execution_120_2025_article_39_6() -> None:
    dossier = admitted("2026-08-03")
    said = {"decision": signed("2026-09-01"), "hand": "medical-proof"}
    dossier.take(CASE, "suspend", "2026-09-01 08:00", COURT, **said)
    dossier.take(
        CASE, "cancel_suspension", "2026-10-01 08:00", COURT, decision=signed("2026-10-01")
    )
    found = dossier.take(CASE, "record_return", "2026-10-31 08:00", INTAKE)
    assert (found.term and found.term.end) == date(2028, 9, 2)


# --- The end ----------------------------------------------------------------------------------


def test_a_file_for_social_protection_fifteen_days_before_the_end_163_2026_article_124() -> None:
    dossier = admitted("2026-08-03")
    early = dossier.ask(CASE, "propose_social_protection", "2028-06-01 08:00", DIRECTOR)
    assert codes(early) == {"step-taken"}
    said = {"reason": "unable_to_work"}
    found = dossier.take(CASE, "identify_social_protection", "2028-06-01 08:00", DIRECTOR, **said)
    assert due(found, "D-67").startswith("2028-07-1")
    found = dossier.take(CASE, "propose_social_protection", "2028-07-01 08:00", DIRECTOR)
    assert "D-67" in found.meets
    dossier.take(CASE, "complete", "2028-08-03 08:00", DIRECTOR)
    place = {"place": "Trung tâm bảo trợ xã hội"}
    dossier.take(CASE, "hand_over_to_social_protection", "2028-08-03 09:00", DIRECTOR, **place)


@pytest.mark.parametrize(
    ("day", "months"),
    [
        pytest.param("2024-03-04", 12, id="116/2021 Điều 61"),
        pytest.param("2026-08-03", None, id="163/2026 Điều 122"),
    ],
)
def test_the_centre_buries_when_nobody_comes_in_24_hours(day, months) -> None:
    dossier = admitted(day, months)
    died = f"{day[:8]}20"
    dossier.take(CASE, "record_death", f"{died} 08:00", DIRECTOR, died_on=died)
    found = dossier.take(CASE, "notify_relatives", f"{died} 09:00", DIRECTOR)
    over = due(found, "D-37")
    assert over == f"{day[:8]}21 09:00"
    early = dossier.ask(CASE, "arrange_burial", over, DIRECTOR, reason="not_come")
    assert codes(early) == {"clock-missed"}
    alone = dossier.ask(CASE, "arrange_burial", f"{died} 10:00", DIRECTOR, reason="no_relatives")
    assert alone.allowed
    dossier.take(CASE, "arrange_burial", f"{over[:10]} 09:01", DIRECTOR, reason="not_come")


def test_relatives_take_the_body_116_2021_article_61() -> None:
    dossier = admitted("2024-03-04", 12)
    dossier.take(CASE, "record_death", "2024-03-20 08:00", DIRECTOR, died_on="2024-03-20")
    dossier.take(CASE, "notify_relatives", "2024-03-20 09:00", DIRECTOR)
    found = dossier.take(CASE, "hand_over_body", "2024-03-20 15:00", DIRECTOR, received_by=RELATIVE)
    assert "D-37" in found.meets


@pytest.mark.parametrize("step", ["grade_month", "propose_compulsory_education", "review_relief"])
def test_decree_163_has_no_reduction_and_nothing_that_served_it(step: str) -> None:
    found = admitted("2026-08-03").ask(CASE, step, "2026-09-01 08:00", NATION)
    assert codes(found) == {"wrong-edition"}

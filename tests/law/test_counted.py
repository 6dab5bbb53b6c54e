"""What the book counts: times in a period, breaches, absences, the length of phases; ids cite."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.law.engine.facts import StepFact
from tests.law.dossier import (
    CHAIR,
    COURT,
    DIRECTOR,
    INTAKE,
    POLICE,
    Dossier,
    codes,
    moment,
    phases,
    signed,
)
from tests.law.standing import standing
from tests.law.test_centre_life import admitted, leave
from tests.law.test_e_monitoring import MONITORING, fitted, in_measure, order

CASE = "compulsory"
FILE = "registration determination-result identity-copy cv"
RELATIVE = {"full_name": "Nguyễn Văn Bình", "relation": "anh"}
AWAY = {
    "grant_leave": ("end_leave", DIRECTOR, "leave-application death-certificate"),
    "remove_temporarily": ("end_removal", DIRECTOR, "removal-request"),
}


def at_centre(day: str) -> Dossier:
    return admitted(day, 24 if day < "2026-07-01" else None)


def away(step: str, day: str) -> dict[str, object]:
    if step == "grant_leave":
        return leave(day)
    return {"decision": signed(day), "agency": "Cơ quan điều tra", "until_on": day}


@pytest.mark.parametrize("day", ["2024-03", "2026-08"])
@pytest.mark.parametrize("first", AWAY)
@pytest.mark.parametrize("second", AWAY)
def test_nobody_leaves_twice_at_once(day: str, first: str, second: str) -> None:
    dossier = at_centre(f"{day}-01")
    _, by, hand = AWAY[first]
    dossier.take(CASE, first, f"{day}-05 08:00", by, hand=hand, **away(first, f"{day}-05"))
    _, by, hand = AWAY[second]
    told = {"hand": hand, **away(second, f"{day}-06")}
    assert codes(dossier.ask(CASE, second, f"{day}-06 08:00", by, **told)) == {"step-not-open"}
    end = AWAY[first][0]
    said = {"drug_test": "negative"} if end == "end_leave" else {}
    dossier.take(CASE, end, f"{day}-07 08:00", INTAKE, **said)
    found = dossier.ask(CASE, end, f"{day}-08 08:00", INTAKE, **said)
    assert codes(found) == {"step-open"}
    told = {"hand": hand, **away(second, f"{day}-08")}
    assert dossier.ask(CASE, second, f"{day}-08 08:00", by, **told).allowed


def test_an_escape_ends_a_leave_163_2026_article_121_4() -> None:
    dossier = at_centre("2026-08-03")
    hand = AWAY["grant_leave"][2]
    dossier.take(
        CASE, "grant_leave", "2026-08-04 08:00", DIRECTOR, hand=hand, **leave("2026-08-04")
    )
    told = {"circumstance": "from_leave"}
    dossier.take(CASE, "record_escape", "2026-08-20 08:00", DIRECTOR, **told)
    dossier.take(CASE, "record_return", "2026-08-30 08:00", INTAKE)
    said = {"hand": hand, **leave("2026-09-01")}
    assert dossier.ask(CASE, "grant_leave", "2026-09-01 08:00", DIRECTOR, **said).allowed


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        pytest.param("2024-04-01", "2024-04-07", "not-more-than", id="116/2021 Điều 69: cùng tuần"),
        pytest.param("2024-04-01", "2024-04-08", "", id="116/2021 Điều 69: tuần sau"),
        pytest.param("2025-09-01", "2025-09-05", "not-more-than", id="1567/QĐ-BCA: cùng tuần"),
        pytest.param(
            "2026-09-07", "2026-09-13", "not-more-than", id="163/2026 Điều 120: cùng tuần"
        ),
        pytest.param("2026-09-07", "2026-09-14", "", id="163/2026 Điều 120: tuần sau"),
    ],
)
def test_one_visit_a_week(first: str, second: str, code: str) -> None:
    dossier = at_centre(f"{first[:4]}-03-04" if first < "2026-07-01" else "2026-08-03")
    said = {"visitors": 2, "minutes": 40}
    dossier.take(CASE, "record_visit", f"{first} 08:00", INTAKE, **said)
    found = dossier.ask(CASE, "record_visit", f"{second} 08:00", INTAKE, **said)
    assert codes(found) == {code} if code else found.allowed


def test_four_calls_a_month_and_two_more_with_consent_163_2026_article_120_2b() -> None:
    dossier = at_centre("2026-08-03")
    said = {"minutes": 10, "relative": RELATIVE}
    for day in ("01", "05", "10", "15"):
        dossier.take(CASE, "record_call", f"2026-09-{day} 08:00", INTAKE, **said)
    found = dossier.ask(CASE, "record_call", "2026-09-20 08:00", INTAKE, **said)
    assert codes(found) == {"not-more-than"}
    for day in ("20", "25"):
        told = {"hand": "visit-consent", **said}
        dossier.take(CASE, "record_call", f"2026-09-{day} 08:00", INTAKE, **told)
    found = dossier.ask(CASE, "record_call", "2026-09-30 08:00", INTAKE, **said)
    assert codes(found) == {"not-more-than"}
    assert dossier.ask(CASE, "record_call", "2026-10-01 08:00", INTAKE, **said).allowed


@pytest.mark.parametrize(
    ("grades", "code"),
    [
        pytest.param("good fair good", "", id="116/2021 Điều 58 khoản 1: 03 tháng khá trở lên"),
        pytest.param(
            "good fair average", "last-values", id="116/2021 Điều 58: một tháng trung bình"
        ),
        pytest.param("average good fair good", "", id="116/2021 Điều 58: 03 tháng gần nhất"),
        pytest.param("average", "", id="116/2021 Điều 58: chưa đủ 03 tháng trong hệ thống"),
    ],
)
def test_three_months_of_grades_bear_out_a_reduction(grades: str, code: str) -> None:
    dossier = at_centre("2023-03-06")
    for month, grade in enumerate(grades.split(), 1):
        told = {"month_on": f"2024-{month:02}-01", "grade": grade}
        dossier.take(CASE, "grade_month", f"2024-{month + 1:02}-01 08:00", DIRECTOR, **told)
    said = {"decision": signed("2024-07-01"), "graded_well": True, "progress_months": 2}
    found = dossier.ask(CASE, "reduce", "2024-07-01 08:00", COURT, **said)
    assert codes(found) == {code} if code else found.allowed


def test_a_month_is_graded_once() -> None:
    dossier = at_centre("2024-03-04")
    told = {"month_on": "2024-04-01", "grade": "good"}
    dossier.take(CASE, "grade_month", "2024-05-02 08:00", DIRECTOR, **told)
    found = dossier.ask(CASE, "grade_month", "2024-05-03 08:00", DIRECTOR, **told)
    assert codes(found) == {"not-more-than"}


@pytest.mark.parametrize(
    ("acts", "code"),
    [
        pytest.param("b", "times-taken", id="163/2026 Điều 25 khoản 3: lần đầu"),
        pytest.param("b c", "", id="163/2026 Điều 25 khoản 3: lần thứ hai"),
        pytest.param("d e", "times-taken", id="163/2026 Điều 25 khoản 4: lần thứ hai"),
        pytest.param("d e d", "", id="163/2026 Điều 25 khoản 4: lần thứ ba"),
        pytest.param("b d", "times-taken", id="163/2026 Điều 25: mỗi nhóm một lần"),
    ],
)
def test_breaches_of_monitoring_are_counted(acts: str, code: str) -> None:
    dossier = fitted()
    for day, act in enumerate(acts.split(), 7):
        said = {"act": act, "happened_on": f"2026-09-{day:02}"}
        dossier.take(MONITORING, "record_breach", f"2026-09-{day:02} 09:00", POLICE, **said)
        dossier.take(MONITORING, "fix_breach", f"2026-09-{day:02} 10:00", POLICE)
    told = {"threshold": "repeated"}
    found = dossier.ask(MONITORING, "record_refusal", "2026-09-20 08:00", POLICE, **told)
    assert codes(found) == {code} if code else found.allowed


@pytest.mark.parametrize(
    ("day", "code"),
    [
        pytest.param("2026-07-10", "", id="120/2025 Điều 47: kiểm điểm trong lần này"),
        pytest.param("2026-06-01", "step-taken", id="120/2025 Điều 47: của lần cai nghiện trước"),
    ],
)
def test_a_review_of_an_earlier_episode_does_not_count(day: str, code: str) -> None:
    dossier = standing("voluntary-home", "in_service", "2026-07-06")
    review = StepFact("review", "BR2-BR3", "d163", moment(f"{day} 08:00"), "in_service", {})
    other = replace(dossier.cases["voluntary-home"], id="earlier", steps=(review,))
    dossier.cases["earlier"] = replace(other, opened_at=moment("2026-05-01 08:00"))
    said = {"ground": "breach_ladder", "happened_on": "2026-08-03"}
    found = dossier.ask("voluntary-home", "record_violation", "2026-08-03 08:00", POLICE, **said)
    assert codes(found) == {code} if code else found.allowed


def test_one_monitoring_decision_for_one_measure_163_2026_article_16() -> None:
    dossier = in_measure("home")
    dossier.take(MONITORING, "decide", "2026-08-03 10:00", POLICE, **order("home", "2026-08-03"))
    said = order("home", "2026-08-04")
    found = dossier.ask(MONITORING, "decide", "2026-08-04 10:00", POLICE, **said)
    assert codes(found) == {"no-open-case"}
    # The decision for post-rehab may come before the measure it follows has ended.
    other = replace(dossier.cases["voluntary-home"], id="after", procedure="post-rehab")
    dossier.cases["post-rehab"] = replace(other, state="under_management")
    said = order("post_rehab", "2026-08-04")
    assert dossier.ask(MONITORING, "decide", "2026-08-04 10:00", POLICE, **said).allowed


@pytest.mark.parametrize(
    ("spans", "code"),
    [
        pytest.param({}, "", id="163/2026 Điều 85, Điều 86"),
        pytest.param({"b": ("2026-08-05", "2026-08-13")}, "phases-lasted", id="Điều 85: 09 ngày"),
        pytest.param({"b": ("2026-08-05", "2026-08-14")}, "", id="Điều 85: 10 ngày"),
        pytest.param({"c": ("2026-08-15", "2026-11-13")}, "phases-lasted", id="Điều 86: thiếu 01"),
        pytest.param({"c": ("2026-08-15", "2026-11-14")}, "", id="Điều 86: 03 tháng"),
    ],
)
def test_phases_have_their_least_length(spans: dict[str, tuple[str, str]], code: str) -> None:
    dossier = Dossier().addicted("2026-08-03")
    home = "voluntary-home"
    dossier.take(home, "register", "2026-08-03 09:00", POLICE, hand=FILE)
    dossier.take(home, "decide", "2026-08-03 15:00", POLICE, decision=signed("2026-08-03"))
    dossier.take(home, "begin", "2026-08-05 08:00", POLICE)
    told = phases(*"abcde")
    for row in told:
        row["start"], row["end"] = spans.get(row["phase"], (row["start"], row["end"]))
    found = dossier.ask(home, "complete", "2028-08-05 09:00", POLICE, phases=told)
    assert codes(found) == {code} if code else found.allowed


@pytest.mark.parametrize(
    ("at", "code"),
    [
        # The management ends on Monday 2 August 2027: three working days before is the Wednesday.
        pytest.param("2027-07-27 08:00", "term-over", id="163/2026 Điều 138: 04 ngày làm việc"),
        pytest.param("2027-07-28 08:00", "", id="163/2026 Điều 138: 03 ngày làm việc"),
    ],
)
def test_the_certificate_of_post_rehab_three_working_days_before(at: str, code: str) -> None:
    dossier = standing("post-rehab", "proposed", "2026-08-03")
    said = {"decision": signed("2026-08-03"), "from_on": "2026-08-02"}
    found = dossier.take("post-rehab", "decide", "2026-08-03 08:00", CHAIR, **said)
    assert (found.term and found.term.end) == date(2027, 8, 2)
    found = dossier.ask("post-rehab", "complete", at, CHAIR)
    assert codes(found) == {code} if code else found.allowed

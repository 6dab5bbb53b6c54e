"""Publication of home and community providers in each edition; ids are citations."""

from __future__ import annotations

from datetime import date

import pytest

from tests.law.appraisal import appraised
from tests.law.dossier import POLICE, PROVINCE, Dossier, codes, due, signed
from tests.law.standing import standing

CASE = "provider-publication"
FILE = "publication-request establishment-paper facility-proof staff-list head-cv"
TOLD = {"applicant": "organisation", "services": ["education"]}


@pytest.mark.parametrize(
    ("day", "more", "by", "idle"),
    [
        pytest.param(
            "2024-03-04",
            "judicial-record process-draft",
            "2024-03-18",
            "2024-09-04",
            id="116/2021 Đ17",
        ),
        pytest.param(
            "2026-03-02",
            "site-consent process-draft",
            "2026-03-16",
            "2026-09-03",
            id="184/2025 Đ20 k9",
        ),
        pytest.param(
            "2026-08-03", "", "2026-08-10", "2027-02-03", id="163/2026 Điều 80 khoản 3 điểm b"
        ),
    ],
)
def test_a_provider_is_published_in_time(day, more, by, idle) -> None:
    dossier = Dossier()
    bare = dossier.ask(CASE, "apply", f"{day} 09:00", PROVINCE, hand=FILE, **TOLD)
    assert set(bare.missing) == set(more.split())
    found = dossier.take(CASE, "apply", f"{day} 09:00", PROVINCE, hand=f"{FILE} {more}", **TOLD)
    assert due(found, "D-40")[:10] == by
    said = {"decision": signed(day), "appraisal": appraised("provider", day, "organisation")}
    done = dossier.take(CASE, "publish", f"{day} 15:00", PROVINCE, **said)
    assert ("D-40" in done.meets, due(done, "D-73")[:10]) == (True, idle)


@pytest.mark.parametrize(
    ("applicant", "hand"),
    [
        pytest.param(
            "individual",
            "publication-request head-cv provider-diplomas",
            id="163/2026 Điều 80 khoản 2",
        ),
        pytest.param("centre", "founding-decision", id="163/2026 Điều 80 khoản 4"),
    ],
)
def test_individuals_and_public_centres_hand_in_less(applicant, hand) -> None:
    said = {"applicant": applicant, "services": ["detox"]}
    bare = Dossier().ask(CASE, "apply", "2026-08-03 09:00", PROVINCE, **said)
    assert set(bare.missing) == set(hand.split())
    assert Dossier().ask(CASE, "apply", "2026-08-03 09:00", PROVINCE, hand=hand, **said).allowed


@pytest.mark.parametrize(
    ("day", "law"),
    [
        pytest.param("2024-03-04", "Điều 20", id="116/2021 Điều 20"),
        pytest.param("2026-03-02", "Điều 20 khoản 12", id="184/2025 Điều 20 khoản 12"),
    ],
)
def test_a_centre_asks_by_letter_to_be_published(day, law) -> None:
    said = {"applicant": "centre", "services": ["detox"]}
    bare = Dossier().ask(CASE, "apply", f"{day} 09:00", PROVINCE, **said)
    assert bare.missing == ("publication-letter",)
    assert law in {row.at for row in bare.legal_basis}
    Dossier().take(CASE, "apply", f"{day} 09:00", PROVINCE, hand="publication-letter", **said)


@pytest.mark.parametrize(
    ("day", "actor", "record_by", "decide_by"),
    [
        pytest.param("2024-03-04", PROVINCE, "2024-03-11", "2024-03-12", id="116/2021 Điều 18"),
        pytest.param("2026-03-02", POLICE, "2026-03-09", "2026-03-10", id="184/2025 Đ20 khoản 10"),
        pytest.param("2026-08-03", POLICE, "2026-08-06", "2026-08-07", id="163/2026 Điều 81 k2"),
    ],
)
def test_a_violation_is_recorded_and_decided_in_time(day, actor, record_by, decide_by) -> None:
    dossier = standing(CASE, "published", day)
    found_at = {"found_at": f"{day}T09:00:00+07:00"}
    found = dossier.take(CASE, "find_violation", f"{day} 09:00", actor, **found_at)
    assert due(found, "D-41b")[:10] == record_by
    next_day = f"{day[:8]}{int(day[8:]) + 1:02}"
    found = dossier.take(CASE, "record_violation", f"{next_day} 09:00", actor, acts="Thiếu nhân sự")
    assert ("D-41b" in found.meets, due(found, "D-42")[:10]) == (True, decide_by)
    said = {"decision": signed(next_day), "ground": "conditions"}
    if day < "2026-07-01":
        said["months"] = 3
    done = dossier.take(CASE, "suspend", f"{next_day} 15:00", PROVINCE, **said)
    assert (done.months, "D-42" in done.meets) == (3, True)


@pytest.mark.parametrize(
    ("months", "allowed"),
    [
        pytest.param(2, False, id="116/2021 Điều 18 khoản 2: 02"),
        pytest.param(6, True, id="116/2021 Điều 18 khoản 2: 06"),
        pytest.param(7, False, id="116/2021 Điều 18 khoản 2: 07"),
    ],
)
def test_a_suspension_of_decree_116_has_bounds(months, allowed) -> None:
    dossier = standing(CASE, "published", "2024-03-04")
    said = {"decision": signed("2024-03-04"), "ground": "conditions", "months": months}
    hand = "provider-violation-record"
    found = dossier.ask(CASE, "suspend", "2024-03-04 09:00", PROVINCE, hand=hand, **said)
    assert found.allowed is allowed


def test_the_remedy_report_comes_before_the_end_163_2026_article_81_5() -> None:
    dossier = standing(CASE, "published", "2026-08-03")
    said = {"decision": signed("2026-08-03"), "ground": "conditions"}
    hand = "provider-violation-record"
    found = dossier.take(CASE, "suspend", "2026-08-03 09:00", PROVINCE, hand=hand, **said)
    assert due(found, "D-70") == "2026-10-29 23:59"
    bare = dossier.ask(CASE, "resume", "2026-10-20 08:00", PROVINCE)
    assert codes(bare) == {"missing-paper"}
    report = dossier.take(CASE, "report_remedy", "2026-10-20 09:00", PROVINCE)
    assert (due(report, "D-71"), "D-70" in report.meets) == ("2026-10-23 23:59", True)
    found = dossier.take(CASE, "resume", "2026-10-21 09:00", PROVINCE)
    assert (found.to_state, due(found, "D-73")[:10]) == ("published", "2027-04-21")


def test_a_publication_withdrawn_while_suspended_is_not_suspended_any_longer() -> None:
    dossier = standing(CASE, "published", "2026-07-06")
    hand = "provider-violation-record"
    said = {"ground": "conditions", "decision": signed("2026-08-03")}
    running = dossier.take(CASE, "suspend", "2026-08-03 09:00", PROVINCE, hand=hand, **said)
    assert running.term is not None
    told = {"reason": "không khắc phục"}
    found = dossier.take(CASE, "withdraw", "2026-09-01 09:00", PROVINCE, **told)
    assert found.term is not None
    assert found.term.end == date(2026, 9, 1) < running.term.end


def test_six_months_without_service_suspend_163_2026_article_81_1_b() -> None:
    dossier = standing(CASE, "applied", "2026-08-03")
    dossier.take(CASE, "publish", "2026-08-03 09:00", PROVINCE, decision=signed("2026-08-03"))
    dossier.take(CASE, "record_service", "2026-10-05 09:00", PROVINCE)
    said = {"ground": "no_service", "hand": "provider-violation-record"}
    early = dossier.ask(
        CASE, "suspend", "2027-02-22 09:00", PROVINCE, decision=signed("2027-02-22"), **said
    )
    assert codes(early) == {"clock-missed"}
    found = dossier.ask(
        CASE, "suspend", "2027-04-07 09:00", PROVINCE, decision=signed("2027-04-07"), **said
    )
    assert found.allowed


@pytest.mark.parametrize(
    ("day", "by"),
    [
        pytest.param("2024-03-04", "2024-03-18", id="116/2021 Điều 19"),
        pytest.param("2026-08-03", "2026-08-10", id="163/2026 Điều 82 khoản 4"),
    ],
)
def test_a_provider_is_published_again_in_time(day, by) -> None:
    dossier = standing(CASE, "published", day)
    said = {"reason": "new_head", "hand": "publication-request head-cv"}
    found = dossier.take(CASE, "apply_republication", f"{day} 09:00", PROVINCE, **said)
    assert due(found, "D-40")[:10] == by
    again = {"decision": signed(day)}
    if day < "2026-07-01":
        again["appraisal"] = appraised("provider", day)
    dossier.take(CASE, "republish", f"{day} 15:00", PROVINCE, **again)


def test_an_old_publication_stays_valid_until_withdrawn_tr_19() -> None:
    dossier = standing(CASE, "published", "2025-08-04")
    found = dossier.take(CASE, "withdraw", "2026-09-01 09:00", PROVINCE, reason="Điều 79")
    assert found.outcome == "withdrawn"


def test_a_public_unit_is_assigned_163_2026_article_83() -> None:
    found = Dossier().take(
        CASE, "assign_unit", "2026-08-03 09:00", PROVINCE, decision=signed("2026-08-03")
    )
    assert [paper.form for paper in found.papers_issued] == ["V-16"]

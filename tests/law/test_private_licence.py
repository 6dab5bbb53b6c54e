"""Licences of private centres in each edition; ids are citations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.law.engine.judge import actions, judge
from tests.law.appraisal import appraised
from tests.law.dossier import (
    BOOK,
    CALENDAR,
    CHAIR,
    DIRECTOR,
    POLICE,
    PROVINCE,
    Dossier,
    codes,
    due,
    moment,
    signed,
)
from tests.law.standing import standing

CASE = "private-licence"
FILE = "licence-application establishment-paper facility-proof staff-list head-cv financial-plan"


@pytest.mark.parametrize(
    ("day", "hand", "by"),
    [
        pytest.param(
            "2024-03-04", f"{FILE} site-consent", "2024-03-25 23:59", id="116/2021 Điều 11"
        ),
        pytest.param(
            "2026-03-02", f"{FILE} site-consent", "2026-03-23 23:59", id="184/2025 Điều 20 khoản 5"
        ),
        pytest.param("2026-08-03", FILE, "2026-08-10 23:59", id="163/2026 Điều 73 khoản 2 điểm b"),
    ],
)
def test_a_licence_is_decided_in_time(day, hand, by) -> None:
    dossier = Dossier()
    found = dossier.take(CASE, "apply", f"{day} 09:00", PROVINCE, hand=hand)
    assert due(found, "D-38") == by
    said = {"decision": signed(day), "appraisal": appraised("private_centre", day)}
    granted = dossier.take(CASE, "grant", f"{day} 15:00", PROVINCE, **said)
    assert "D-38" in granted.meets
    assert {start.clock for start in granted.starts} == {"D-72", "D-72b"}


@pytest.mark.parametrize(
    ("day", "drop", "said"),
    [
        pytest.param("2024-03-04", "site-consent", {}, id="116/2021 Điều 11 khoản 1 điểm c"),
        pytest.param("2024-03-04", "financial-plan", {}, id="116/2021 Điều 11 khoản 1 điểm e"),
        pytest.param("2026-08-03", "establishment-paper", {}, id="163/2026 Điều 73 khoản 1"),
        pytest.param("2026-08-03", "staff-list", {}, id="163/2026 Điều 73 khoản 1 điểm d"),
    ],
)
def test_a_file_must_be_complete(day, drop, said) -> None:
    hand = f"{FILE} site-consent".replace(drop, "")
    found = Dossier().ask(CASE, "apply", f"{day} 09:00", PROVINCE, hand=hand, **said)
    assert found.missing == (drop,)


def test_an_enterprise_code_stands_for_the_paper_163_2026_article_73_1() -> None:
    hand = FILE.replace("establishment-paper", "")
    Dossier().take(CASE, "apply", "2026-08-03 09:00", PROVINCE, hand=hand, enterprise_code="0101")


def test_a_lease_needs_two_years_left_116_2021_article_9_2() -> None:
    hand = f"{FILE} site-consent"
    found = Dossier().ask(
        CASE, "apply", "2024-03-04 09:00", PROVINCE, hand=hand, lease_months_left=23
    )
    assert codes(found) == {"field-between"}


@pytest.mark.parametrize(
    ("day", "by"),
    [
        pytest.param("2024-03-04", "2024-03-18 23:59", id="116/2021 Điều 12"),
        pytest.param("2026-08-03", "2026-08-10 23:59", id="163/2026 Điều 74 khoản 3 điểm b"),
    ],
)
def test_a_licence_is_issued_again_in_time(day, by) -> None:
    dossier = standing(CASE, "licensed", day)
    hand = "licence-application facility-proof"
    found = dossier.take(CASE, "apply_reissue", f"{day} 09:00", PROVINCE, hand=hand, reason="moved")
    assert due(found, "D-39") == by
    again = dossier.take(CASE, "reissue", f"{day} 15:00", PROVINCE, decision=signed(day))
    assert "D-39" in again.meets


@pytest.mark.parametrize(
    ("months", "code"),
    [
        pytest.param(2, "term-out-of-bounds", id="163/2026 Điều 75 khoản 2: 02"),
        pytest.param(3, "", id="163/2026 Điều 75 khoản 2: 03"),
        pytest.param(6, "", id="163/2026 Điều 75 khoản 2: 06"),
        pytest.param(7, "term-out-of-bounds", id="163/2026 Điều 75 khoản 2: 07"),
    ],
)
def test_a_suspension_lasts_three_to_six_months(months, code) -> None:
    dossier = standing(CASE, "licensed", "2026-08-03")
    said = {"decision": signed("2026-08-03"), "ground": "conditions", "months": months}
    hand = "centre-violation-record"
    found = dossier.ask(CASE, "suspend", "2026-08-03 09:00", PROVINCE, hand=hand, **said)
    assert found.allowed if not code else codes(found) == {code}


# Saturday 2026-08-22 is worked for the day before National Day: it is the fifteenth.
@pytest.mark.parametrize(
    ("at", "code"),
    [
        pytest.param("2026-08-22 09:00", "clock-missed", id="163/2026 Điều 75: 15 ngày làm việc"),
        pytest.param("2026-08-24 09:00", "", id="163/2026 Điều 75 khoản 1 điểm c"),
    ],
)
def test_a_breach_must_first_be_demanded_to_be_fixed(at, code) -> None:
    dossier = standing(CASE, "licensed", "2026-08-03")
    dossier.take(CASE, "demand_remedy", "2026-08-03 09:00", PROVINCE, acts="Không niêm yết giá")
    said = {"decision": signed(at[:10]), "ground": "breach", "months": 3}
    hand = "centre-violation-record"
    found = dossier.ask(CASE, "suspend", at, PROVINCE, hand=hand, **said)
    assert found.allowed if not code else codes(found) == {code}


def test_three_months_without_service_suspend_163_2026_article_75_1_b() -> None:
    dossier = standing(CASE, "applied", "2026-08-03")
    granted = {
        "decision": signed("2026-08-03"),
        "appraisal": appraised("private_centre", "2026-08-03"),
    }
    dossier.take(CASE, "grant", "2026-08-03 09:00", PROVINCE, **granted)
    said = {"ground": "no_service", "months": 3, "hand": "centre-violation-record"}
    early = dossier.ask(
        CASE, "suspend", "2026-10-30 09:00", PROVINCE, decision=signed("2026-10-30"), **said
    )
    assert codes(early) == {"clock-missed"}
    found = dossier.ask(
        CASE, "suspend", "2026-11-05 09:00", PROVINCE, decision=signed("2026-11-05"), **said
    )
    assert found.allowed


def test_the_remedy_report_comes_after_the_suspension_163_2026_article_75_6() -> None:
    dossier = standing(CASE, "licensed", "2026-08-03")
    said = {"decision": signed("2026-08-03"), "ground": "conditions", "months": 3}
    hand = "centre-violation-record"
    found = dossier.take(CASE, "suspend", "2026-08-03 09:00", PROVINCE, hand=hand, **said)
    assert due(found, "D-69") == "2026-11-06 23:59"
    dossier.take(CASE, "record_refund", "2026-08-05 09:00", DIRECTOR, clients=12)
    report = dossier.take(CASE, "report_remedy", "2026-11-04 09:00", DIRECTOR)
    assert (due(report, "D-71"), "D-69" in report.meets) == ("2026-11-09 23:59", True)
    resumed = dossier.take(CASE, "resume", "2026-11-05 09:00", PROVINCE)
    assert (resumed.to_state, "D-71" in resumed.meets) == ("licensed", True)


@pytest.mark.parametrize(
    ("step", "said", "by"),
    [
        pytest.param("request_stop", {}, "2026-08-05 23:59", id="163/2026 Điều 76 khoản 2 điểm a"),
        pytest.param(
            "find_revocation_ground",
            {"found_at": "2026-08-03T09:00:00+07:00"},
            "2026-08-10 23:59",
            id="163/2026 Điều 76 khoản 2 điểm b",
        ),
    ],
)
def test_a_licence_is_revoked_in_time(step, said, by) -> None:
    dossier = standing(CASE, "licensed", "2026-08-03")
    hand = "stop-request centre-violation-record centre-suspension"
    found = dossier.take(CASE, step, "2026-08-03 09:00", PROVINCE, hand=hand, **said)
    assert due(found, "D-43") == by
    ground = "on_request" if step == "request_stop" else "no_remedy"
    told = {"decision": signed("2026-08-04"), "ground": ground}
    closed = dossier.take(CASE, "revoke", "2026-08-04 09:00", PROVINCE, **told)
    assert (closed.outcome, "D-43" in closed.meets) == ("revoked", True)
    dossier.take(CASE, "notify_revocation", "2026-08-04 10:00", PROVINCE)


def test_a_licence_is_no_matter_of_the_commune_120_2025_article_28_4() -> None:
    dossier = standing(CASE, "applied", "2026-08-03")
    said = {
        "decision": signed("2026-08-03"),
        "appraisal": appraised("private_centre", "2026-08-03"),
    }
    found = dossier.ask(CASE, "grant", "2026-08-03 09:00", POLICE, **said)
    assert codes(found) == {"wrong-authority"}


def test_an_old_licence_ends_by_hand_tr_3() -> None:
    dossier = standing(CASE, "licensed", "2025-08-04")
    found = dossier.take(CASE, "expire", "2026-12-01 09:00", PROVINCE, ended_on="2026-12-01")
    assert (found.outcome, found.answers["RS3-Q29"]) == ("expired", "human")


def test_a_clock_of_the_old_decree_keeps_its_length_tr_22() -> None:
    dossier = Dossier()
    hand = f"{FILE} site-consent"
    found = dossier.take(CASE, "apply", "2026-06-25 09:00", PROVINCE, hand=hand)
    assert due(found, "D-38") == "2026-07-16 23:59"


def received(day: str) -> Dossier:
    """A centre that has applied."""
    dossier = Dossier()
    hand = f"{FILE} site-consent"
    dossier.take(CASE, "apply", f"{day} 09:00", PROVINCE, hand=hand)
    return dossier


@pytest.mark.parametrize(
    ("day", "rules", "edition", "asks"),
    [
        pytest.param("2026-06-25", None, "d116-2025-07", ("TR-4",), id="163/2026 Điều 151 khoản 3"),
        pytest.param("2024-06-25", None, "d116-2025-07", ("TR-4",), id="TR-4: as it stood last"),
        pytest.param("2026-06-25", "d116", "d116-2025-07", (), id="TR-4: said in the file"),
        pytest.param("2026-06-25", "d163", "d163", (), id="TR-4: at the request of the centre"),
        pytest.param("2026-07-01", None, "d163", (), id="163/2026: nộp từ ngày 01/7/2026"),
    ],
)
def test_a_file_of_before_is_decided_by_the_rules_of_before_tr_4(day, rules, edition, asks) -> None:
    dossier = received(day)
    by = "2026-07-10" if edition == "d163" else "2026-06-30"
    said = {"decision": signed("2026-07-10"), "appraisal": appraised("private_centre", by)}
    said |= {"rules": rules} if rules else {}
    granted = dossier.take(CASE, "grant", "2026-07-10 09:00", PROVINCE, **said)
    assert (granted.edition, granted.asks) == (edition, asks)
    assert granted.legal_basis[0].edition == edition
    form = "V-05" if edition == "d163" else "06"
    assert [paper.form for paper in granted.papers_issued] == [form]
    later = dossier.take(CASE, "record_activity", "2026-08-10 09:00", PROVINCE)
    assert (later.edition, later.asks) == ("d163", ())


def test_a_human_may_put_every_old_file_under_decree_163_tr_4() -> None:
    dossier = received("2026-06-25")
    dossier.answers["TR-4"] = "of_act"
    found = dossier.ask(CASE, "grant", "2026-07-10 09:00", PROVINCE, decision=signed("2026-07-10"))
    assert (found.edition, found.answers["TR-4"]) == ("d163", "of_act")


def test_what_is_offered_is_by_the_rules_of_before_tr_4() -> None:
    dossier = received("2026-06-25")
    at = moment("2026-07-10 09:00")
    facts = dossier.facts(CASE, PROVINCE, opening=False)
    assert {row.edition for row in actions(BOOK, CALENDAR, facts, at=at, now=at)} == {
        "d116-2025-07"
    }


@pytest.mark.parametrize(
    ("day", "by", "other"),
    [
        pytest.param("2024-03-04", PROVINCE, CHAIR, id="116/2021 Điều 11 khoản 1 điểm c"),
        pytest.param("2026-03-02", CHAIR, PROVINCE, id="184/2025 Điều 20 khoản 5"),
    ],
)
def test_the_site_is_consented_to_before_the_file_is_handed_in(day, by, other) -> None:
    dossier = Dossier()
    hand = {"hand": "site-consent-request"}
    dossier.take(CASE, "ask_site_consent", f"{day} 08:00", by, place="Thôn Đoài", **hand)
    early = dossier.ask(CASE, "file_application", f"{day} 09:00", PROVINCE, hand=FILE)
    assert early.missing == ("site-consent",)
    assert "wrong-authority" in codes(dossier.ask(CASE, "consent_to_site", f"{day} 10:00", other))
    found = dossier.take(CASE, "consent_to_site", f"{day} 10:00", by)
    assert [paper.form for paper in found.papers_issued] == ["02b"]
    filed = dossier.take(CASE, "file_application", f"{day} 11:00", PROVINCE, hand=FILE)
    assert (filed.to_state, [start.clock for start in filed.starts]) == ("applied", ["D-38"])


def test_a_licence_is_not_opened_for_a_person() -> None:
    facts = replace(Dossier().facts(CASE, PROVINCE, opening=True), subject="client")
    at = moment("2026-08-03 09:00")
    found = judge(BOOK, CALENDAR, facts, procedure=CASE, step="apply", body=None, at=at, now=at)
    assert "wrong-subject" in codes(found)

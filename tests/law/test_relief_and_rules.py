"""Reduction of the term, the internal rules of March 2025, whom to tell; ids are citations."""

from __future__ import annotations

import pytest

from tests.law.dossier import BOOK, COURT, DIRECTOR, INTAKE, codes, due, signed
from tests.law.standing import MINOR
from tests.law.test_centre_life import admitted
from tests.law.test_compulsory_minor import admitted as minor_admitted

CASE = "compulsory"


def test_the_list_hangs_five_working_days_before_the_court_116_2021_article_58_5_b() -> None:
    dossier = admitted("2024-03-04", 12)
    hand = {"hand": "relief-proposal relief-list"}
    dossier.take(CASE, "review_relief", "2024-06-03 09:00", DIRECTOR, proposed="reduction", **hand)
    unposted = dossier.ask(CASE, "send_relief", "2024-06-17 09:00", DIRECTOR)
    assert codes(unposted) == {"clock-over"}
    posted = dossier.take(CASE, "post_relief", "2024-06-10 09:00", DIRECTOR)
    assert due(posted, "D-30") == "2024-06-17 23:59"
    early = dossier.ask(CASE, "send_relief", "2024-06-17 09:00", DIRECTOR)
    assert codes(early) == {"clock-over"}
    dossier.take(CASE, "send_relief", "2024-06-18 09:00", DIRECTOR)


@pytest.mark.parametrize(
    ("day", "at", "law"),
    [
        pytest.param("2023-03-06", "2023-11-06", "116/2021/NĐ-CP", id="116/2021 Điều 3 khoản 8"),
        pytest.param("2025-08-04", "2026-04-06", "184/2025/NĐ-CP", id="184/2025 Điều 20 khoản 1"),
    ],
)
def test_merit_is_proved(day, at, law) -> None:
    said = {"decision": signed(at), "graded_well": True, "merit_months": 3}
    found = admitted(day, 12).ask(CASE, "reduce", f"{at} 09:00", COURT, **said)
    assert (codes(found), found.missing) == ({"missing-paper"}, ("merit-proof",))
    assert {row.law.act for row in found.reasons if row.law} == {law}
    hand = "merit-proof"
    assert admitted(day, 12).ask(CASE, "reduce", f"{at} 09:00", COURT, hand=hand, **said).allowed


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param("no", "answer-is", id="01/2022: không có giảm thời hạn"),
        pytest.param("yes", "", id="116/2021 Điều 58"),
    ],
)
def test_the_term_of_a_minor_is_reduced_only_where_a_human_says_so(answer, code) -> None:
    dossier = minor_admitted("2024-03-04", 6, client=MINOR)
    dossier.answers["D116-Q17"] = answer
    said = {"decision": signed("2024-07-01"), "graded_well": True, "progress_months": 1}
    found = dossier.ask("compulsory-minor", "reduce", "2024-07-01 09:00", COURT, **said)
    assert found.allowed if not code else codes(found) == {code}


@pytest.mark.parametrize(
    ("at", "said", "code"),
    [
        pytest.param("2025-03-07", {}, "", id="116/2021 Điều 69: trước ngày 08/3/2025"),
        pytest.param("2025-03-10", {}, "days-since-step", id="1567/QĐ-BCA: 15 ngày đầu"),
        pytest.param("2025-03-07", {"visitors": 4}, "field-between", id="116/2021 Điều 69: 03"),
        pytest.param("2025-03-07", {"under_discipline": True}, "", id="116/2021: kỷ luật"),
        pytest.param(
            "2025-03-20", {"under_discipline": True}, "field-false", id="1567/QĐ-BCA: kỷ luật"
        ),
        pytest.param("2025-03-20", {"visitors": 4}, "", id="1567/QĐ-BCA: đến 05 người"),
    ],
)
def test_the_internal_rules_of_the_centres_begin_on_8_march_2025(at, said, code) -> None:
    told = {"visitors": 2, "minutes": 60, "hand": "visit-consent", **said}
    found = admitted("2025-03-03", 12).ask(CASE, "record_visit", f"{at} 15:00", INTAKE, **told)
    assert found.allowed if not code else codes(found) == {code}


@pytest.mark.parametrize(
    ("at", "hours", "code"),
    [
        pytest.param("2025-03-07", 48, "", id="116/2021 Điều 69 khoản 1: 48 giờ"),
        pytest.param("2025-03-20", 48, "field-between", id="1567/QĐ-BCA: 24 giờ"),
        pytest.param("2025-03-20", 24, "", id="1567/QĐ-BCA: đủ 03 tháng"),
    ],
)
def test_a_spouse_stays_for_two_days_until_the_internal_rules_begin(at, hours, code) -> None:
    said = {"hours": hours, "graded_good": True}
    dossier = admitted("2024-11-04", 12)
    found = dossier.ask(CASE, "record_spouse_visit", f"{at} 08:00", DIRECTOR, **said)
    assert found.allowed if not code else codes(found) == {code}


def test_the_end_is_told_to_the_commune_police_since_july_2025_184_2025_article_20_18() -> None:
    told = {
        edition: BOOK.procedure(CASE, edition).steps["announce_end"].note
        for edition in ("d116", "d116-2025-07")
    }
    assert "Ủy ban nhân dân cấp xã" in told["d116"].vi
    assert "Công an cấp xã" in told["d116-2025-07"].vi

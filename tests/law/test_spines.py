"""The real book, walked step by step: happy paths and key refusals of each edition.

Ids are the citations a row is about; people and dates are invented.
"""

from __future__ import annotations

from datetime import date

import pytest

from app.law.checks.health import check
from app.law.engine.facts import ActorFacts, CaseFacts, ClientFacts
from tests.law.dossier import (
    BOOK,
    CHAIR,
    POLICE,
    Dossier,
    codes,
    due,
    moment,
    phases,
    signed,
)

HOME, COMPULSORY = "voluntary-home", "compulsory"
FILE = "registration determination-result identity-copy cv"


def registered(day: str, by: ActorFacts = CHAIR) -> Dossier:
    dossier = Dossier().addicted(day)
    dossier.take(HOME, "register", f"{day} 09:00", by, hand=FILE)
    return dossier


def decided(day: str, months: int = 6) -> Dossier:
    dossier = registered(day)
    said = {"decision": signed(day), "term_months": months}
    dossier.take(HOME, "decide", f"{day} 15:00", CHAIR, **said)
    return dossier


def begun(day: str, months: int = 6) -> Dossier:
    dossier = decided(day, months)
    dossier.take(HOME, "begin", f"{day} 16:00", CHAIR)
    return dossier


def test_the_book_is_whole() -> None:
    assert check(BOOK) == []


# --- Voluntary rehabilitation at home ---------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "by", "clock"),
    [
        pytest.param("2024-03-04", CHAIR, "2024-03-07 23:59", id="116/2021 Điều 30 khoản 1"),
        pytest.param("2026-03-02", CHAIR, "2026-03-05 23:59", id="184/2025 giữ 03 ngày làm việc"),
        pytest.param("2026-08-03", POLICE, "2026-08-04 09:00", id="163/2026 Điều 91 khoản 1"),
    ],
)
def test_registration_starts_the_clock_of_the_decision(
    day: str, by: ActorFacts, clock: str
) -> None:
    found = Dossier().addicted(day).take(HOME, "register", f"{day} 09:00", by, hand=FILE)
    assert due(found, "D-10") == clock


@pytest.mark.parametrize(
    ("client", "by", "day", "hand", "code"),
    [
        pytest.param(
            ClientFacts(date(2015, 1, 1)),
            CHAIR,
            "2026-03-02",
            FILE,
            "age-at-least",
            id="116/2021 Điều 28 khoản 1: 12 tuổi",
        ),
        pytest.param(
            ClientFacts(date(1998, 3, 2), residence_stable=False),
            CHAIR,
            "2026-03-02",
            FILE,
            "stable-residence",
            id="116/2021 Điều 28 khoản 1: nơi cư trú",
        ),
        pytest.param(
            ClientFacts(date(2012, 1, 1)),
            CHAIR,
            "2026-03-02",
            FILE,
            "missing-paper",
            id="116/2021 Điều 28 khoản 1: người đại diện",
        ),
        pytest.param(
            ClientFacts(date(1998, 3, 2)),
            CHAIR,
            "2026-03-02",
            "registration",
            "missing-paper",
            id="116/2021 Điều 28 khoản 4",
        ),
        pytest.param(
            ClientFacts(date(1998, 3, 2)),
            POLICE,
            "2026-03-02",
            FILE,
            "wrong-authority",
            id="116/2021 Điều 28: UBND cấp xã",
        ),
        pytest.param(
            ClientFacts(date(1998, 3, 2)),
            CHAIR,
            "2026-08-03",
            FILE,
            "wrong-authority",
            id="163/2026 Điều 89: Công an cấp xã",
        ),
    ],
)
def test_a_registration_is_refused(client, by, day, hand, code) -> None:
    found = Dossier(client).addicted(day).ask(HOME, "register", f"{day} 09:00", by, hand=hand)
    assert code in codes(found)


def test_a_result_older_than_six_months_does_not_register_under_120_2025_article_31() -> None:
    dossier = Dossier().addicted("2026-01-05")
    assert dossier.ask(HOME, "register", "2026-03-05 09:00", CHAIR, hand=FILE).allowed
    late = dossier.ask(HOME, "register", "2026-08-05 09:00", POLICE, hand=FILE)
    assert codes(late) == {"determination-too-old"}


@pytest.mark.parametrize(
    ("months", "allowed"),
    [(5, False), (6, True), (12, True), (13, False)],
    ids=["73/2021 Điều 30 khoản 2: " + text for text in ("05", "06", "12", "13")],
)
def test_the_home_term_is_six_to_twelve_months(months: int, allowed: bool) -> None:
    said = {"decision": signed("2026-03-03"), "term_months": months}
    found = registered("2026-03-02").ask(HOME, "decide", "2026-03-03 09:00", CHAIR, **said)
    assert found.allowed is allowed
    if allowed:
        assert due(found, "D-11") == "2026-03-10 23:59"


@pytest.mark.parametrize(
    ("answer", "start"),
    [
        ("begin", date(2026, 3, 6)),
        ("decision", date(2026, 3, 4)),
        ("registration", date(2026, 3, 2)),
    ],
    ids=lambda value: f"D116-Q1 {value}" if isinstance(value, str) else "",
)
def test_the_answer_to_q1_says_from_when_the_home_term_runs(answer: str, start: date) -> None:
    dossier = registered("2026-03-02")
    dossier.answers["D116-Q1"] = answer
    said = {"decision": signed("2026-03-04"), "term_months": 6}
    dossier.take(HOME, "decide", "2026-03-04 09:00", CHAIR, **said)
    found = dossier.take(HOME, "begin", "2026-03-06 09:00", CHAIR)
    assert found.term is not None
    assert found.term.start == start


@pytest.mark.parametrize(
    ("at", "by", "done", "code"),
    [
        pytest.param("2026-06-30 09:00", CHAIR, "abc", "term-over", id="116/2021 Điều 32 khoản 3"),
        pytest.param("2026-09-02 09:00", POLICE, "ab", "phases-done", id="73/2021 Điều 29 khoản 2"),
        pytest.param("2026-09-02 09:00", CHAIR, "abc", "wrong-authority", id="TR-16"),
    ],
)
def test_a_home_case_is_not_completed(at, by, done, code) -> None:
    found = begun("2026-03-02").ask(HOME, "complete", at, by, phases=phases(*done))
    assert code in codes(found)


def test_a_home_case_of_2025_is_completed_by_the_chair_on_form_26a() -> None:
    found = begun("2025-08-04").take(
        HOME, "complete", "2026-02-04 09:00", CHAIR, phases=phases(*"abc")
    )
    assert (found.edition, found.outcome) == ("d116-2025-07", "completed")
    assert [issued.form for issued in found.papers_issued] == ["26a"]


def test_a_legacy_home_case_is_completed_under_decree_163_with_its_own_term_tr_1() -> None:
    found = begun("2026-03-02").take(
        HOME, "complete", "2026-09-02 09:00", POLICE, phases=phases(*"abc")
    )
    assert (found.edition, found.case_edition, found.term_rule) == ("d163", "d116-2025-07", "TR-1")
    assert [issued.form for issued in found.papers_issued] == ["V-28", "V-23"]


def test_a_case_decided_but_not_begun_at_the_cutover_asks_a_human_tr_13() -> None:
    found = decided("2026-06-29").take(HOME, "begin", "2026-07-02 09:00", POLICE)
    assert found.term is not None
    assert (found.term_rule, found.asks, found.term.months) == ("TR-13", ("TR-13",), 6)
    assert found.term.start == date(2026, 7, 2)


def test_a_registration_of_june_is_decided_by_the_police_for_24_months_tr_2() -> None:
    dossier = registered("2026-06-30")
    found = dossier.take(HOME, "decide", "2026-07-02 09:00", POLICE, decision=signed("2026-07-02"))
    assert (found.months, found.term_rule) == (24, "TR-2")
    assert {issued.form for issued in found.papers_issued} == {"V-22", "V-24"}


def test_the_term_of_120_2025_article_29_runs_from_the_reception_record() -> None:
    dossier = registered("2026-08-03", POLICE)
    found = dossier.take(HOME, "decide", "2026-08-04 08:00", POLICE, decision=signed("2026-08-04"))
    assert found.term is not None
    assert (found.months, found.term.start, found.term.end) == (
        24,
        date(2026, 8, 3),
        date(2028, 8, 3),
    )
    assert due(found, "D-11") == "2026-08-06 23:59"
    assert due(found, "D-54") == "2028-07-04 23:59"
    dossier.take(HOME, "begin", "2026-08-05 08:00", POLICE)
    early = dossier.ask(HOME, "complete", "2028-08-01 09:00", POLICE, phases=phases(*"abcde"))
    assert codes(early) == {"term-over"}
    partial = dossier.ask(HOME, "complete", "2028-08-02 09:00", POLICE, phases=phases(*"abc"))
    assert codes(partial) == {"phases-done"}
    dossier.take(HOME, "complete", "2028-08-02 09:00", POLICE, phases=phases(*"abcde"))


def test_the_second_time_is_36_months_120_2025_article_29() -> None:
    dossier = registered("2026-08-03", POLICE)
    dossier.cases[COMPULSORY] = CaseFacts(
        "earlier",
        COMPULSORY,
        "d116",
        "completed",
        "00004",
        moment("2023-01-05 09:00"),
        closed_at=moment("2024-06-01 09:00"),
        provenance="historic",
        outcome="completed",
    )
    found = dossier.take(HOME, "decide", "2026-08-03 15:00", POLICE, decision=signed("2026-08-03"))
    assert found.months == 36

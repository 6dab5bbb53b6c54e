"""Voluntary rehabilitation at a centre under Decree 116, and after it; ids are citations."""

from __future__ import annotations

from datetime import date

import pytest

from app.law.engine.facts import ActorFacts, ClientFacts
from tests.law.centre_stays import CENTRE, FILE, OTHER, admitted, contracted, registered
from tests.law.dossier import (
    CHAIR,
    DIRECTOR,
    INTAKE,
    POLICE,
    Dossier,
    codes,
    due,
    moment,
    phases,
    signed,
)

# --- Decree 116 -------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [INTAKE, CHAIR], ids=["116/2021 Điều 35", "116/2021 Điều 28"])
def test_the_centre_or_the_commune_takes_the_registration(by: ActorFacts) -> None:
    said = {"centre": "private", "facility": "F-01", "hand": "registration identity-copy"}
    found = Dossier().take(CENTRE, "register", "2026-03-02 09:00", by, **said)
    assert ("facility", "F-01") in found.holds


@pytest.mark.parametrize(
    ("born", "day", "by", "hand", "code"),
    [
        (2015, "2026-03-02", INTAKE, FILE, "age-at-least"),
        (2010, "2026-03-02", INTAKE, FILE, "missing-paper"),
        (1998, "2026-03-02", INTAKE, "registration", "missing-paper"),
        (1998, "2026-08-03", INTAKE, FILE, "wrong-authority"),
        (1998, "2026-08-03", POLICE, "registration identity-copy", "missing-paper"),
    ],
    ids=[
        "116/2021 Điều 35 khoản 1: 12 tuổi",
        "116/2021 Điều 35 khoản 1: người đại diện",
        "116/2021 Điều 35 khoản 2: hồ sơ",
        "163/2026 Điều 89, 91: qua Công an cấp xã",
        "163/2026 Điều 89 khoản 3: hồ sơ",
    ],
)
def test_a_registration_is_refused(born, day, by, hand, code) -> None:
    dossier = Dossier(ClientFacts(date(born, 3, 2))).addicted(day)
    said = {"centre": "private", "facility": "F-01", "hand": hand}
    assert code in codes(dossier.ask(CENTRE, "register", f"{day} 09:00", by, **said))


def test_the_answer_to_q6_asks_for_a_determination() -> None:
    dossier = Dossier()
    dossier.answers["D116-Q6"] = "required"
    said = {"centre": "private", "facility": "F-01", "hand": "registration identity-copy"}
    found = dossier.ask(CENTRE, "register", "2026-03-02 09:00", INTAKE, **said)
    assert codes(found) == {"missing-paper", "determined-addicted"}


@pytest.mark.parametrize(
    ("months", "allowed"),
    [(5, False), (6, True), (12, True), (13, False)],
    ids=["73/2021 Điều 31 khoản 1: " + text for text in ("05", "06", "12", "13")],
)
def test_a_contract_is_for_six_to_twelve_months(months: int, allowed: bool) -> None:
    dossier = registered("2026-03-02", "private")
    found = dossier.ask(CENTRE, "sign_contract", "2026-03-02 10:00", DIRECTOR, term_months=months)
    assert found.allowed is allowed


def test_another_centre_does_not_sign_116_2021_article_36() -> None:
    dossier = registered("2026-03-02", "private")
    found = dossier.ask(CENTRE, "sign_contract", "2026-03-02 10:00", OTHER, term_months=6)
    assert codes(found) == {"wrong-authority"}


def test_a_private_stay_of_2025_is_completed_on_form_26b() -> None:
    dossier = admitted("2025-08-04")
    told = dossier.take(CENTRE, "notify_commune", "2025-08-05 09:00", INTAKE, hand="centre-notice")
    assert "D-14" in told.meets
    early = dossier.ask(CENTRE, "complete", "2026-02-03 09:00", DIRECTOR, phases=phases(*"abc"))
    assert codes(early) == {"term-over"}
    partial = dossier.ask(CENTRE, "complete", "2026-02-04 09:00", DIRECTOR, phases=phases(*"ab"))
    assert codes(partial) == {"phases-done"}
    found = dossier.take(CENTRE, "complete", "2026-02-04 09:00", DIRECTOR, phases=phases(*"abc"))
    assert [issued.form for issued in found.papers_issued] == ["26b"]
    assert due(found, "D-14") == "2026-02-11 23:59"
    report = dossier.take(CENTRE, "self_report", "2026-02-05 09:00", POLICE)
    assert due(report, "D-33") == "2026-02-10 23:59"
    said = {"origin": dossier.cases[CENTRE].id, "hand": "cv"}
    assert dossier.ask("post-rehab", "propose", "2026-02-06 09:00", POLICE, **said).allowed


@pytest.mark.parametrize(
    ("day", "left", "clock"),
    [
        ("2026-03-02", "2026-03-09", "2026-03-16 23:59"),
        ("2026-08-03", "2026-08-10", "2026-08-12 23:59"),
    ],
    ids=["116/2021 Điều 3 khoản 5", "163/2026 Điều 4 khoản 9"],
)
def test_staying_away_becomes_self_termination(day: str, left: str, clock: str) -> None:
    dossier = admitted(day)
    said = {"left_at": f"{left}T08:00:00+07:00"}
    found = dossier.take(CENTRE, "record_absence", f"{left} 09:00", INTAKE, **said)
    assert due(found, "D-12") == clock
    assert [start.late for start in found.starts] == ["self_terminated"]
    back = dossier.take(CENTRE, "record_return", f"{left} 18:00", INTAKE)
    assert back.meets == ("D-12",)


@pytest.mark.parametrize(
    ("day", "on", "clock"),
    [
        ("2026-03-02", "2026-04-01", "2026-04-08 23:59"),
        ("2026-08-03", "2026-09-07", "2026-09-08 23:59"),
    ],
    ids=["116/2021 Điều 33, Điều 40", "163/2026 Điều 100 khoản 1"],
)
def test_use_in_the_centre_leads_to_the_dossier(day: str, on: str, clock: str) -> None:
    dossier = admitted(day)
    said = {"ground": "used_again", "happened_on": on}
    found = dossier.take(CENTRE, "record_violation", f"{on} 09:00", POLICE, **said)
    assert (found.outcome, due(found, "D-16")) == ("violation_recorded", clock)


def test_a_contract_may_end_early_without_an_outcome_116_2021_article_36() -> None:
    found = admitted("2026-03-02").take(
        CENTRE, "end_contract", "2026-04-01 09:00", DIRECTOR, reason="Theo hợp đồng"
    )
    assert (found.outcome, found.unverified) == ("contract_ended", True)


# --- From one law to the other ----------------------------------------------------------------


def test_a_contract_of_june_keeps_its_term_and_first_day_tr_13() -> None:
    dossier = contracted("2026-06-29", 8)
    found = dossier.take(CENTRE, "admit", "2026-07-02 09:00", INTAKE)
    assert found.term is not None
    assert (found.term_rule, found.term.start, found.term.months) == (
        "TR-13",
        date(2026, 6, 29),
        8,
    )


def test_a_stay_of_before_is_completed_under_decree_163_with_its_own_term_tr_1() -> None:
    found = admitted("2026-03-02").take(
        CENTRE, "complete", "2026-09-02 09:00", DIRECTOR, phases=phases(*"abc")
    )
    assert (found.edition, found.term_rule) == ("d163", "TR-1")
    assert [issued.form for issued in found.papers_issued] == ["V-30", "V-23"]


def test_a_registration_of_june_needs_the_decision_of_the_police_tr_2() -> None:
    dossier = registered("2026-06-30", "private")
    signing = dossier.ask(CENTRE, "sign_contract", "2026-07-02 09:00", DIRECTOR)
    assert "wrong-state" in codes(signing)
    found = dossier.take(
        CENTRE, "decide", "2026-07-02 09:00", POLICE, decision=signed("2026-07-02")
    )
    assert (found.months, found.term_rule) == (24, "TR-2")


def test_home_after_a_centre_is_a_second_time_120_2025_article_29() -> None:
    dossier = admitted("2025-08-04")
    dossier.take(CENTRE, "complete", "2026-02-04 09:00", DIRECTOR, phases=phases(*"abc"))
    dossier.addicted("2026-08-03")
    hand = "registration cv identity-copy"
    dossier.take(
        "voluntary-home",
        "register",
        "2026-08-03 10:00",
        POLICE,
        hand=hand + " determination-result",
    )
    said = {"decision": signed("2026-08-03")}
    found = dossier.take("voluntary-home", "decide", "2026-08-03 11:00", POLICE, **said)
    assert found.months == 36
    assert moment("2026-08-03 23:00") in [c.due_at for c in dossier.clocks if c.clock == "D-45"]

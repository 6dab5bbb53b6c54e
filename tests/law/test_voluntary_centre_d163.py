"""Voluntary rehabilitation at a private or a public centre under Decree 163; ids are citations."""

from __future__ import annotations

from datetime import date

from app.law.engine.facts import ActorFacts
from tests.law.centre_stays import CENTRE, OTHER, admitted, decided
from tests.law.dossier import (
    DIRECTOR,
    INTAKE,
    NATION,
    POLICE,
    PROVINCE,
    codes,
    due,
    phases,
    signed,
)

# --- Decree 163: private centre ---------------------------------------------------------------


def test_a_private_stay_runs_24_months_from_the_reception_record_120_2025_article_33() -> None:
    dossier = decided("2026-08-03", "private")
    assert [c.clock for c in dossier.clocks if c.open] == ["D-11"]
    placed = dossier.ask(CENTRE, "request_placement", "2026-08-03 16:00", POLICE)
    assert codes(placed) == {"case-field-is"}
    dossier.take(CENTRE, "sign_contract", "2026-08-04 09:00", DIRECTOR)
    found = dossier.take(CENTRE, "admit", "2026-08-05 09:00", INTAKE)
    assert found.term is not None
    assert (found.months, found.term.end) == (24, date(2028, 8, 5))
    assert {start.clock for start in found.starts} == {"D-64", "D-56", "D-57"}
    assert due(found, "D-64") == "2026-08-06 09:00"
    assert due(found, "D-56") == "2028-07-06 23:59"
    assert [issued.form for issued in found.papers_issued] == ["V-24", "V-17", "V-18"]
    told = dossier.take(CENTRE, "announce_end", "2028-07-03 09:00", DIRECTOR)
    assert "D-56" in told.meets
    assert due(told, "D-33") == "2028-07-05 23:59"
    early = dossier.ask(CENTRE, "complete", "2028-08-03 09:00", DIRECTOR, phases=phases(*"abcde"))
    assert codes(early) == {"term-over"}
    found = dossier.take(CENTRE, "complete", "2028-08-04 09:00", DIRECTOR, phases=phases(*"abcde"))
    assert [issued.form for issued in found.papers_issued] == ["V-30", "V-23"]
    assert due(found, "D-58") == "2028-08-07 23:59"
    shown = dossier.take(CENTRE, "present_certificate", "2028-08-05 09:00", POLICE)
    assert shown.meets == ("D-58",)


def test_path_b_goes_on_at_home_for_the_remainder_120_2025_article_33_4() -> None:
    dossier = admitted("2026-08-03")
    bare = dossier.ask(
        CENTRE, "certify_partial", "2027-01-04 09:00", DIRECTOR, phases=phases(*"ab")
    )
    assert codes(bare) == {"phases-done"}
    found = dossier.take(
        CENTRE, "certify_partial", "2027-01-04 09:00", DIRECTOR, phases=phases(*"abc")
    )
    assert due(found, "D-58") == "2027-01-06 23:59"
    assert "certificate-centre" not in {issued.paper for issued in found.papers_issued}
    home = dossier.take(CENTRE, "register_home", "2027-01-06 09:00", POLICE)
    assert home.term is not None
    assert (home.term.not_served, home.term.end) == (2, date(2028, 8, 5))
    assert {"D-58"} <= set(home.meets)
    assert {start.clock for start in home.starts} == {"D-54", "D-55"}
    said = {"decision": signed("2027-01-06")}
    found = dossier.take(CENTRE, "continue_decision", "2027-01-06 10:00", POLICE, **said)
    assert due(found, "D-45") == "2027-01-06 22:00"
    dossier.take(CENTRE, "announce_end", "2028-07-03 09:00", POLICE)
    done = dossier.take(
        CENTRE, "complete_at_home", "2028-08-04 09:00", POLICE, phases=phases(*"abcde")
    )
    assert [issued.form for issued in done.papers_issued] == ["V-28", "V-23"]


def test_a_suspended_centre_sends_its_clients_to_register_again_163_2026_article_75() -> None:
    dossier = admitted("2026-08-03")
    licence = "00000000-0000-0000-0000-0000000000f1"
    said = {"suspended_at": "2027-01-04T08:00:00+07:00", "facility_case": licence}
    found = dossier.take(CENTRE, "record_centre_suspension", "2027-01-04 09:00", POLICE, **said)
    assert due(found, "D-62") == "2027-01-07 23:59"
    again = dossier.take(CENTRE, "register_remainder", "2027-01-06 09:00", POLICE, facility="F-02")
    assert "D-62" in again.meets
    dossier.take(CENTRE, "sign_contract", "2027-01-07 09:00", OTHER)
    back = dossier.take(
        CENTRE,
        "admit",
        "2027-01-07 10:00",
        ActorFacts("centre_caseworker", "F-02", "facility", province="01"),
    )
    assert back.term is not None
    assert (back.term.start, back.term.end) == (date(2026, 8, 3), date(2028, 8, 6))


def test_not_performing_is_recorded_only_after_two_working_days_163_2026_article_4_8() -> None:
    dossier = decided("2026-08-03", "private")
    said = {"ground": "not_performed", "happened_on": "2026-08-05"}
    early = dossier.ask(CENTRE, "record_violation", "2026-08-05 09:00", POLICE, **said)
    assert codes(early) == {"clock-missed"}
    dossier.take(CENTRE, "record_violation", "2026-08-06 09:00", POLICE, **said)


# --- Decree 163: public centre ----------------------------------------------------------------


def test_a_public_stay_goes_through_the_chain_of_163_2026_article_95() -> None:
    dossier = decided("2026-08-03", "public")
    contract = dossier.ask(CENTRE, "sign_contract", "2026-08-03 16:00", DIRECTOR)
    assert codes(contract) == {"case-field-is"}
    found = dossier.take(CENTRE, "request_placement", "2026-08-03 16:00", POLICE)
    assert due(found, "D-60") == "2026-08-04 16:00"
    wrong = dossier.ask(
        CENTRE,
        "assign_centre",
        "2026-08-04 08:00",
        POLICE,
        decision=signed("2026-08-04"),
        facility="F-01",
    )
    assert codes(wrong) == {"wrong-authority"}
    dossier.take(CENTRE, "forward_placement", "2026-08-04 09:00", PROVINCE, reason="no_capacity")
    said = {"decision": signed("2026-08-05"), "facility": "F-01"}
    here = dossier.ask(CENTRE, "assign_centre", "2026-08-05 08:00", NATION, **said)
    assert codes(here) == {"acts-as"}
    found = dossier.take(CENTRE, "assign_centre", "2026-08-05 08:00", PROVINCE, **said)
    assert due(found, "D-60") == "2026-08-06 08:00"
    found = dossier.take(CENTRE, "admit", "2026-08-05 20:00", INTAKE)
    assert found.term is not None
    assert (found.months, found.term.end) == (24, date(2028, 8, 5))
    assert {start.clock for start in found.starts} == {"D-61", "D-61b"}
    assert [issued.form for issued in found.papers_issued] == ["V-31", "V-17", "V-18"]
    told = dossier.take(CENTRE, "announce_end", "2028-07-03 09:00", DIRECTOR)
    assert "D-61" in told.meets
    assert "D-61b" not in told.meets
    done = dossier.take(CENTRE, "complete", "2028-08-04 09:00", DIRECTOR, phases=phases(*"abcde"))
    assert "D-61b" in done.meets
    assert done.starts == ()


def test_an_escape_from_a_public_centre_does_not_count_120_2025_article_46() -> None:
    dossier = decided("2026-08-03", "public")
    dossier.take(CENTRE, "request_placement", "2026-08-03 16:00", POLICE)
    said = {"decision": signed("2026-08-04"), "facility": "F-01"}
    dossier.take(CENTRE, "assign_centre", "2026-08-04 08:00", PROVINCE, **said)
    dossier.take(CENTRE, "admit", "2026-08-04 20:00", INTAKE)
    told = {"escaped_at": "2026-09-07T08:00:00+07:00"}
    found = dossier.take(CENTRE, "record_escape", "2026-09-07 09:00", DIRECTOR, **told)
    assert (due(found, "D-63"), due(found, "D-12")) == ("2026-09-08 08:00", "2026-09-09 23:59")
    back = dossier.take(CENTRE, "record_return", "2026-09-17 09:00", INTAKE)
    assert back.term is not None
    assert back.term.end == date(2028, 8, 14)


def test_a_public_stay_is_deferred_by_the_province_163_2026_article_110() -> None:
    dossier = decided("2026-08-03", "public")
    dossier.take(CENTRE, "request_placement", "2026-08-03 16:00", POLICE)
    said = {"decision": signed("2026-08-04"), "reason": "seriously_ill"}
    said["hand"] = "medical-proof deferral-application"
    dossier.take(CENTRE, "defer", "2026-08-04 08:00", PROVINCE, **said)
    found = dossier.take(CENTRE, "end_deferral", "2026-09-07 09:00", POLICE)
    assert due(found, "D-60") == "2026-09-08 09:00"

"""The minute of the cutover itself, the earlier changes of office, and the cases of §12.4."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.law.engine.transition import act_edition
from tests.law.centre_stays import CENTRE, FILE, registered
from tests.law.dossier import (
    BOOK,
    CHAIR,
    COURT,
    DIRECTOR,
    INTAKE,
    POLICE,
    PROVINCE,
    Dossier,
    codes,
    moment,
    phases,
    signed,
)
from tests.law.standing import standing
from tests.law.transition.legacy import COMPULSORY, FIRST, HOME, LAST, NEW, OLD, court, home, office

AFTER, LICENCE = "post-rehab", "private-licence"

# --- TR-8, TR-20: from the first minute there is no old decree ----------------------------------

ONLY_BEFORE = [
    pytest.param("compulsory", "in_centre", "review_relief", DIRECTOR, id="116/2021 Điều 58"),
    pytest.param("compulsory", "in_centre", "grade_month", DIRECTOR, id="116/2021 Điều 64"),
    pytest.param("compulsory", "reading_done", "send_for_check", POLICE, id="184/2025 Đ20 k14"),
    pytest.param("compulsory", "completed", "self_report", CHAIR, id="116/2021 Điều 62 khoản 5"),
    pytest.param("voluntary-home", "completed", "self_report", CHAIR, id="116/2021 Điều 62, 77"),
]


@pytest.mark.parametrize(("procedure", "state", "step", "by"), ONLY_BEFORE)
def test_what_only_the_old_decree_knew_is_gone_in_the_first_minute_tr_8(
    procedure, state, step, by
) -> None:
    dossier = standing(procedure, state, "2026-06-01")
    assert step in dossier.offered(procedure, LAST, by)
    assert step not in dossier.offered(procedure, FIRST, by)
    rule = BOOK.procedures[procedure, OLD].steps[step]
    assert state in rule.from_
    refused = dossier.ask(procedure, step, FIRST, by)
    assert codes(refused) == {"wrong-edition"}
    assert refused.edition == NEW
    assert ("163/2026/NĐ-CP", "hiệu lực từ 01/07/2026") in {
        (law.act, law.at) for law in refused.legal_basis
    }


@pytest.mark.parametrize(
    ("at", "edition"),
    [
        pytest.param(LAST, OLD, id="30 June, 23:59"),
        pytest.param(FIRST, NEW, id="1 July, 00:00: >= T0"),
        pytest.param("2026-07-01 23:59", NEW, id="1 July itself"),
    ],
)
def test_the_first_of_july_itself_is_under_the_new_law_tr_20(at, edition) -> None:
    dossier = Dossier().addicted(at[:10])
    found = dossier.take(HOME, "register", at, office(at), hand=FILE)
    assert (found.edition, found.case_edition) == (edition, edition)
    assert (found.term_rule, found.act_rule) == ("", "")


# --- TR-23: the changes of 2025 have no clause --------------------------------------------------


@pytest.mark.parametrize(
    ("opened", "at", "edition", "by", "other"),
    [
        pytest.param(
            "2025-02-24", "2025-02-28 23:59", "d116", PROVINCE, POLICE, id="116/2021 Điều 43"
        ),
        pytest.param(
            "2025-02-24", "2025-03-01 00:00", "d116-2025-03", POLICE, PROVINCE, id="TTLT 03/2025"
        ),
        pytest.param(
            "2025-06-23", "2025-06-30 23:59", "d116-2025-03", POLICE, PROVINCE, id="until June 2025"
        ),
        pytest.param(
            "2025-06-23", "2025-07-01 00:00", OLD, POLICE, PROVINCE, id="184/2025 Điều 20 khoản 14"
        ),
    ],
)
def test_a_dossier_passes_to_the_office_of_the_day_tr_23(opened, at, edition, by, other) -> None:
    """The labour office checks and sends until 28 February 2025, the commune police from then."""
    dossier = standing(COMPULSORY, "with_checker", opened)
    said = {"court": "C-01", "receiving_facility": "F-01"}
    refused = dossier.ask(COMPULSORY, "submit_to_court", at, other, **said)
    assert codes(refused) == {"wrong-authority"}
    found = dossier.take(COMPULSORY, "submit_to_court", at, by, **said)
    assert (found.edition, found.act_rule, found.term_rule) == (edition, "", "")


@pytest.mark.parametrize(
    ("at", "title"),
    [
        pytest.param("2025-06-30 23:59", "Tòa án nhân dân cấp huyện", id="15/2012 Điều 105"),
        pytest.param("2025-07-01 00:00", "Tòa án nhân dân khu vực", id="08/2025/UBTVQH15"),
    ],
)
def test_the_court_is_that_of_the_day_tr_23(at, title) -> None:
    dossier = standing(COMPULSORY, "accepted", "2025-06-23")
    said = {"decision": signed(at[:10]), "outcome": "apply", "term_months": 18}
    found = dossier.take(COMPULSORY, "court_decide", at, COURT, **said)
    assert BOOK.authority(found.authority, found.edition).title.vi == title
    assert found.months == 18


@pytest.mark.parametrize("at", ["2025-02-28 23:59", "2025-03-01 00:00", "2025-07-01 00:00"])
def test_the_terms_of_law_73_run_through_the_changes_of_2025_tr_23(at) -> None:
    dossier = court("2025-02-17", "2025-02-20 08:00", "2025-02-24 08:00", 18)
    found = dossier.take(COMPULSORY, "record_escape", at, DIRECTOR)
    assert (found.case_edition, found.months, found.term_rule) == ("d116", 18, "")
    assert found.edition == act_edition(BOOK, moment(at)).code


# --- TR-18: a private centre under its old licence ----------------------------------------------


@pytest.mark.parametrize(
    ("day", "rows"),
    [
        pytest.param("2026-07-01", ("TR-2", "TR-16"), id="registered in June"),
        pytest.param("2026-08-01", ("TR-2", "TR-16"), id="§12.4: V-22 of 1 August"),
    ],
)
def test_the_client_is_under_the_new_law_and_the_centre_under_its_licence_tr_18(day, rows) -> None:
    dossier = registered("2026-06-30", "private")
    found = dossier.take(CENTRE, "decide", f"{day} 00:00", POLICE, decision=signed(day))
    assert (found.term_rule, found.act_rule, found.case_edition) == (*rows, NEW)
    dossier.take(CENTRE, "sign_contract", f"{day} 10:00", DIRECTOR)
    found = dossier.take(CENTRE, "admit", f"{day} 11:00", INTAKE)
    assert (found.months, found.edition) == (24, NEW)
    assert found.papers_issued[0].form == "V-24"
    centre = standing(LICENCE, "licensed", "2025-08-04")
    kept = centre.take(LICENCE, "record_activity", f"{day} 12:00", PROVINCE)
    assert (kept.case_edition, centre.cases[LICENCE].state) == (OLD, "licensed")


# --- §12.4: the worked cases that no row above tells ---------------------------------------------


def test_taken_in_in_june_old_term_new_procedures_new_post_rehab_tr_1_tr_10_tr_1b() -> None:
    """Court decision 2026-06-20, taken in 2026-06-28."""
    dossier = court("2026-06-15", "2026-06-20 08:00", "2026-06-28 08:00", 12)
    escape = dossier.ask(COMPULSORY, "record_escape", FIRST, DIRECTOR)
    assert (escape.term_rule, escape.act_rule, escape.edition) == ("TR-1", "TR-10", NEW)
    dossier.take(COMPULSORY, "announce_end", "2027-05-24 08:00", DIRECTOR)
    said = {"phases": phases(*"abcde")}
    done = dossier.take(COMPULSORY, "complete", "2027-06-28 08:00", DIRECTOR, **said)
    assert [paper.form for paper in done.papers_issued] == ["V-50", "V-23"]
    origin = dossier.cases[COMPULSORY].id
    dossier.take(AFTER, "propose", "2027-06-28 09:00", POLICE, origin=origin)
    told = {"decision": signed("2027-06-28"), "from_on": "2027-06-28"}
    found = dossier.take(AFTER, "decide", "2027-06-28 10:00", CHAIR, **told)
    assert (found.term_rule, found.case_edition, found.months) == ("TR-1b", NEW, 24)


def test_not_yet_taken_in_on_5_july_asks_tr_13() -> None:
    """Court decision 2026-06-28, not yet taken in on 2026-07-05."""
    dossier = court("2026-06-15", "2026-06-28 08:00")
    dossier.cases[COMPULSORY] = replace(dossier.cases[COMPULSORY], state="assigned")
    hand = {"hand": "placement-decision"}
    found = dossier.ask(COMPULSORY, "admit", "2026-07-05 08:00", INTAKE, **hand)
    assert (found.allowed, found.asks, found.unverified) == (True, ("TR-13",), True)


def test_registered_on_form_22_and_decided_on_v_22_tr_16_tr_22_tr_2() -> None:
    """Registered 2026-06-30 on Mẫu 22, decision due by 2026-07-03."""
    dossier = home("2026-06-30 09:00")
    assert [clock.due_at for clock in dossier.clocks if clock.clock == "D-10"] == [
        moment("2026-07-03 23:59").replace(second=59)
    ]
    said = {"decision": signed("2026-07-03"), "hand": "reception-record"}
    found = dossier.take(HOME, "decide", "2026-07-03 09:00", POLICE, **said)
    assert (found.act_rule, found.term_rule, found.months) == ("TR-16", "TR-2", 24)
    assert found.papers_issued[0].form == "V-22"
    assert "D-10" in found.meets

"""Electronic monitoring of Decree 163 through the real book; ids are citations."""

from __future__ import annotations

from datetime import date

import pytest

from app.law.engine.facts import CaseFacts, ClientFacts
from app.law.engine.judge import judge
from tests.law.dossier import (
    BOOK,
    CALENDAR,
    CHAIR,
    NOW,
    POLICE,
    Dossier,
    codes,
    due,
    moment,
    signed,
)

MONITORING = "e-monitoring"
IN = {"home": "voluntary-home", "substitution": "substitution", "post_rehab": "post-rehab"}
STATES = {"home": "in_service", "substitution": "in_treatment", "post_rehab": "under_management"}
MINOR = ClientFacts(date(2010, 3, 2))


def in_measure(basis: str, client: ClientFacts | None = None) -> Dossier:
    """A person in a measure since July 2026."""
    dossier = Dossier() if client is None else Dossier(client)
    dossier.addicted("2026-07-06")
    opened = moment("2026-07-06 08:00")
    dossier.cases[IN[basis]] = CaseFacts(
        "measure", IN[basis], "d163", STATES[basis], "00004", opened, province="01"
    )
    return dossier


def order(basis: str, day: str) -> dict[str, object]:
    effective_at = f"{day}T12:00:00+07:00"
    said = {"decision": signed(day), "basis": basis, "effective_at": effective_at}
    return {**said, "term_months": 24}


def fitted(basis: str = "home") -> Dossier:
    dossier = in_measure(basis)
    dossier.take(MONITORING, "decide", "2026-08-03 10:00", POLICE, **order(basis, "2026-08-03"))
    dossier.take(MONITORING, "fit", "2026-08-03 15:00", POLICE, device_number="GS-17")
    return dossier


@pytest.mark.parametrize(
    ("basis", "end"),
    [
        pytest.param("home", date(2028, 8, 3), id="163/2026 Điều 15 khoản 1 điểm a: tại nhà"),
        pytest.param("substitution", date(2028, 8, 3), id="163/2026 Điều 15 khoản 1 điểm b"),
        pytest.param("post_rehab", date(2028, 8, 3), id="163/2026 Điều 15 khoản 1: sau cai"),
    ],
)
def test_an_adult_is_monitored_and_the_device_is_fitted_in_24_hours(basis, end) -> None:
    dossier = in_measure(basis)
    said = order(basis, "2026-08-03")
    found = dossier.take(MONITORING, "decide", "2026-08-03 10:00", POLICE, **said)
    assert found.term is not None
    assert found.term.end == end
    assert due(found, "D-47") == "2026-08-04 12:00"
    assert [issued.form for issued in found.papers_issued] == ["I-02"]
    found = dossier.take(MONITORING, "fit", "2026-08-03 15:00", POLICE, device_number="GS-17")
    assert found.meets == ("D-47", "D-48")
    assert due(found, "D-53") == "2027-08-03 23:59"


def test_the_decision_on_home_rehabilitation_starts_the_12_hours_163_2026_article_16() -> None:
    dossier = Dossier().addicted("2026-08-03")
    hand = "registration determination-result identity-copy cv"
    dossier.take("voluntary-home", "register", "2026-08-03 09:00", POLICE, hand=hand)
    said = {"decision": signed("2026-08-03")}
    found = dossier.take("voluntary-home", "decide", "2026-08-03 10:00", POLICE, **said)
    assert due(found, "D-45") == "2026-08-03 22:00"
    said = order("home", "2026-08-03")
    found = dossier.take(MONITORING, "decide", "2026-08-03 11:00", POLICE, **said)
    assert "D-45" in found.meets


def test_the_receipt_of_the_post_rehab_decision_starts_the_12_hours() -> None:
    dossier = in_measure("post_rehab")
    found = dossier.take("post-rehab", "receive_decision", "2026-08-03 08:00", POLICE)
    assert due(found, "D-45") == "2026-08-03 20:00"


def test_the_chair_does_not_decide_163_2026_article_16_1() -> None:
    found = in_measure("home").ask(
        MONITORING, "decide", "2026-08-03 10:00", CHAIR, **order("home", "2026-08-03")
    )
    assert codes(found) == {"wrong-authority"}


def test_nobody_is_monitored_before_decree_163() -> None:
    at = moment("2026-03-02 10:00")
    facts = Dossier().facts(MONITORING, CHAIR, opening=True)
    found = judge(
        BOOK, CALENDAR, facts, procedure=MONITORING, step="decide", body={}, at=at, now=NOW
    )
    assert codes(found) == {"wrong-edition"}


def test_a_minor_is_monitored_for_a_year_on_request_163_2026_article_15_2_a() -> None:
    dossier = in_measure("home", MINOR)
    person = {"full_name": "Trần Văn Bình", "relation": "cha"}
    bare = dossier.ask(MONITORING, "request", "2026-08-03 10:00", POLICE, requester=person)
    assert codes(bare) == {"missing-paper"}
    said = {"requester": person, "hand": "monitoring-request"}
    found = dossier.take(MONITORING, "request", "2026-08-03 10:00", POLICE, **said)
    assert due(found, "D-46") == "2026-08-04 10:00"
    said = order("home", "2026-08-03")
    del said["term_months"]
    said["ends_on"] = "2027-02-01"
    found = dossier.take(MONITORING, "decide_on_request", "2026-08-03 11:00", POLICE, **said)
    assert found.term is not None
    assert found.term.end == date(2027, 2, 1)
    assert "D-46" in found.meets
    found = dossier.take(MONITORING, "fit", "2026-08-03 15:00", POLICE, device_number="GS-17")
    assert due(found, "D-53") == "2027-02-03 23:59"


def test_substitution_is_monitored_for_two_years_163_2026_article_15_1_b() -> None:
    said = {**order("substitution", "2026-08-03"), "term_months": 12}
    found = in_measure("substitution").ask(MONITORING, "decide", "2026-08-03 10:00", POLICE, **said)
    assert codes(found) == {"term-out-of-bounds"}


def test_nobody_outside_a_measure_is_monitored_163_2026_article_15() -> None:
    said = order("home", "2026-08-03")
    found = Dossier().ask(MONITORING, "decide", "2026-08-03 10:00", POLICE, **said)
    assert codes(found) == {"open-case"}


@pytest.mark.parametrize(
    ("stable", "step", "code"),
    [
        (True, "decide", "age-at-least"),
        (False, "decide", "age-at-least"),
        (True, "decide_minor", "no-stable-residence"),
        (False, "decide_minor", ""),
    ],
    ids=[
        "163/2026 Điều 15 khoản 1",
        "163/2026 Điều 15 khoản 2",
        "163/2026 Điều 15 khoản 2 điểm a",
        "163/2026 Điều 15 khoản 2 điểm b",
    ],
)
def test_a_minor_in_post_rehab_is_monitored_without_residence(stable, step, code) -> None:
    client = ClientFacts(date(2010, 3, 2), residence_stable=stable)
    said = order("post_rehab", "2026-08-03")
    found = in_measure("post_rehab", client).ask(
        MONITORING, step, "2026-08-03 10:00", POLICE, **said
    )
    assert found.allowed if not code else codes(found) == {code}


def test_no_adult_is_monitored_on_request() -> None:
    person = {"full_name": "Trần Văn Bình", "relation": "cha"}
    said = {"requester": person, "hand": "monitoring-request"}
    found = in_measure("home").ask(MONITORING, "request", "2026-08-03 10:00", POLICE, **said)
    assert codes(found) == {"age-below"}


@pytest.mark.parametrize(
    ("at", "breached", "clean", "code"),
    [
        ("2027-08-03 09:00", False, True, "clock-over"),
        ("2027-08-04 09:00", True, True, "step-not-taken"),
        ("2027-08-04 09:00", False, False, "field-true"),
        ("2027-08-04 09:00", False, True, ""),
    ],
    ids=["chưa đủ 01 năm", "có vi phạm Điều 24", "vi phạm khác", "163/2026 Điều 20 khoản 3"],
)
def test_the_rest_is_exempted_after_a_clean_year(at, breached, clean, code) -> None:
    dossier = fitted()
    if breached:
        said = {"act": "d", "happened_on": "2026-09-07"}
        dossier.take(MONITORING, "record_breach", "2026-09-07 09:00", POLICE, **said)
    said = {"decision": signed("2027-08-03"), "no_other_offence": clean}
    found = dossier.ask(MONITORING, "exempt", at, POLICE, **said)
    assert found.allowed if not code else codes(found) == {code}


def test_a_refusal_that_is_not_put_right_leads_to_the_dossier_163_2026_article_25_3() -> None:
    dossier = fitted()
    said = {"act": "b", "happened_on": "2026-09-07"}
    found = dossier.take(MONITORING, "record_breach", "2026-09-07 09:00", POLICE, **said)
    assert due(found, "D-51") == "2026-09-08 09:00"
    told = {"threshold": "not_fixed"}
    early = dossier.ask(MONITORING, "record_refusal", "2026-09-08 08:00", POLICE, **told)
    assert codes(early) == {"clock-missed"}
    found = dossier.take(MONITORING, "record_refusal", "2026-09-08 10:00", POLICE, **told)
    assert due(found, "D-16") == "2026-09-09 23:59"
    told = {"without_capacity": False, "pregnant": False, "raising_child": False}
    told |= {"not_criminal": True, "grounds": ["breach_ladder"]}
    told["detected_at"] = "2026-09-08T10:00:00+07:00"
    found = dossier.ask("compulsory", "open_dossier", "2026-09-08 11:00", POLICE, **told)
    assert found.allowed


def test_a_breach_put_right_is_no_refusal_163_2026_article_25_4() -> None:
    dossier = fitted()
    said = {"act": "c", "happened_on": "2026-09-07"}
    dossier.take(MONITORING, "record_breach", "2026-09-07 09:00", POLICE, **said)
    dossier.take(MONITORING, "fix_breach", "2026-09-07 15:00", POLICE)
    told = {"threshold": "not_fixed"}
    found = dossier.ask(MONITORING, "record_refusal", "2026-09-08 10:00", POLICE, **told)
    assert codes(found) == {"clock-missed"}


def test_in_post_rehab_a_refusal_is_only_fined_163_2026_article_25_5() -> None:
    dossier = fitted("post_rehab")
    said = {"act": "b", "happened_on": "2026-09-07"}
    dossier.take(MONITORING, "record_breach", "2026-09-07 09:00", POLICE, **said)
    told = {"threshold": "not_fixed"}
    found = dossier.ask(MONITORING, "record_refusal", "2026-09-08 10:00", POLICE, **told)
    assert codes(found) == {"case-field-is"}
    dossier.take(MONITORING, "record_fine", "2026-09-08 10:00", POLICE)


def test_a_breach_in_substitution_brings_a_new_two_year_decision_163_2026_article_25_6() -> None:
    dossier = fitted("substitution")
    said = {"act": "d", "happened_on": "2026-09-07"}
    found = dossier.take(MONITORING, "record_breach", "2026-09-07 09:00", POLICE, **said)
    assert due(found, "D-46") == "2026-09-08 09:00"
    dossier.take(MONITORING, "end", "2026-09-07 15:00", POLICE, reason="replaced")
    said = order("substitution", "2026-09-07")
    found = dossier.take(MONITORING, "decide", "2026-09-07 16:00", POLICE, **said)
    assert "D-46" in found.meets
    assert found.term is not None
    assert found.term.end == date(2028, 9, 7)


def test_force_majeure_is_no_breach_163_2026_article_24_2() -> None:
    said = {"act": "d", "happened_on": "2026-09-07", "excused": True}
    found = fitted().ask(MONITORING, "record_breach", "2026-09-07 09:00", POLICE, **said)
    assert codes(found) == {"field-false"}


def test_a_device_taken_off_for_a_time_is_fitted_again_in_24_hours_163_2026_article_19() -> None:
    dossier = fitted()
    bare = dossier.ask(
        MONITORING, "remove_temporarily", "2026-09-07 09:00", POLICE, reason="medical"
    )
    assert codes(bare) == {"missing-paper"}
    said = {"reason": "medical", "hand": "monitoring-removal-request"}
    dossier.take(MONITORING, "remove_temporarily", "2026-09-07 09:00", POLICE, **said)
    said = {"ended_at": "2026-09-14T08:00:00+07:00"}
    found = dossier.take(MONITORING, "end_removal", "2026-09-14 09:00", POLICE, **said)
    assert due(found, "D-50") == "2026-09-15 08:00"
    found = dossier.take(MONITORING, "refit", "2026-09-14 15:00", POLICE)
    assert "D-50" in found.meets


def test_a_move_is_handed_over_in_24_hours_163_2026_article_21_2() -> None:
    dossier = fitted()
    said = {"moved_at": "2026-09-07T08:00:00+07:00"}
    found = dossier.take(MONITORING, "report_move", "2026-09-07 09:00", POLICE, **said)
    assert due(found, "D-52") == "2026-09-08 08:00"
    found = dossier.take(MONITORING, "transfer", "2026-09-07 15:00", POLICE, to_unit="00007")
    assert (found.meets, found.holds) == (("D-52",), (("commune", "00007"),))


def test_prison_pauses_the_monitoring_163_2026_article_20_1() -> None:
    dossier = fitted()
    said = {"decision": signed("2026-09-07"), "reason": "prison"}
    found = dossier.take(MONITORING, "pause", "2026-09-07 09:00", POLICE, **said)
    assert [issued.form for issued in found.papers_issued] == ["I-11", "I-12"]
    late = dossier.ask(MONITORING, "refit", "2028-09-07 09:00", POLICE)
    assert codes(late) == {"term-running"}
    dossier.take(MONITORING, "refit", "2027-09-07 09:00", POLICE)

"""The session, the effect of the decision, complaints about conduct; ids are citations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.law.dossier import BOOK, COURT, INTAKE, POLICE, Dossier, codes, due, signed
from tests.law.standing import standing

CASE = "compulsory"
EDITIONS = ["d116", "d116-2025-03", "d116-2025-07", "d163"]


def accepted(day: str) -> Dossier:
    return standing(CASE, "accepted", day)


def test_a_session_is_postponed_when_somebody_is_away_03_2022_article_21_1() -> None:
    dossier = accepted("2024-03-04")
    early = dossier.ask(CASE, "postpone_session", "2024-03-04 08:00", COURT, absent="requester")
    assert codes(early) == {"step-open"}
    dossier.take(CASE, "court_open", "2024-03-04 09:00", COURT, session="online")
    put_off = dossier.take(CASE, "postpone_session", "2024-03-06 09:00", COURT, absent="procurator")
    assert "CT4" in put_off.cancels
    again = dossier.take(CASE, "court_open", "2024-03-11 09:00", COURT, session="in_person")
    assert due(again, "CT4") == "2024-03-20 23:59"


def test_only_the_requester_or_the_procurator_is_missed_03_2022_article_21_1() -> None:
    dossier = accepted("2024-03-04")
    dossier.take(CASE, "court_open", "2024-03-04 09:00", COURT)
    with pytest.raises(ValueError, match="absent"):
        dossier.ask(CASE, "postpone_session", "2024-03-06 09:00", COURT, absent="clerk")


def decided(day: str) -> Dossier:
    dossier = accepted(day)
    said = {"decision": signed(day), "outcome": "apply", "term_months": 12}
    dossier.take(CASE, "court_decide", f"{day} 08:00", COURT, **said)
    return dossier


def test_the_decision_is_sent_and_may_lapse_15_2012_articles_107_and_108() -> None:
    dossier = decided("2024-03-04")
    found = dossier.take(CASE, "take_effect", "2024-03-12 09:00", COURT, facility="F-01")
    assert due(found, "D-25") == "2024-03-15 23:59"
    lapse = next(row for row in found.starts if row.clock == "CT12")
    assert (due(found, "CT12"), lapse.advisory, lapse.unverified) == (
        "2025-03-12 23:59",
        True,
        True,
    )
    taken_in = dossier.take(CASE, "admit", "2024-03-15 09:00", INTAKE, hand="court-decision")
    assert "CT12" in taken_in.meets


def test_a_late_intake_is_not_barred_by_what_was_not_read_15_2012_article_108() -> None:
    dossier = decided("2024-03-04")
    dossier.take(CASE, "take_effect", "2024-03-12 09:00", COURT, facility="F-01")
    dossier.take(CASE, "admit", "2025-04-01 09:00", INTAKE, hand="court-decision")


def test_an_upheld_decision_is_sent_in_three_days_too_15_2012_article_107() -> None:
    for outcome, clocks in (("upheld", {"D-25", "CT12"}), ("cancelled", set())):
        dossier = decided("2024-03-04")
        dossier.take(CASE, "complain", "2024-03-05 09:00", COURT)
        said = {"decision": signed("2024-03-12"), "outcome": outcome, "facility": "F-01"}
        found = dossier.take(CASE, "decide_complaint", "2024-03-12 09:00", COURT, **said)
        assert {row.clock for row in found.starts} == clocks


def test_the_limitation_does_not_run_for_who_hides_15_2012_article_108() -> None:
    dossier = decided("2024-03-04")
    dossier.take(CASE, "take_effect", "2024-03-12 09:00", COURT, facility="F-01")
    district = replace(POLICE, role="province_manager", unit="01", unit_kind="province")
    said = {"decision": signed("2024-03-20")}
    hunted = dossier.take(CASE, "hunt_before_intake", "2024-03-20 09:00", district, **said)
    assert "CT12" in hunted.cancels
    found = dossier.take(CASE, "coerce", "2024-09-02 09:00", district, reason="Chống đối")
    assert due(found, "CT12") == "2025-09-03 23:59"  # the second is National Day


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        pytest.param("2024-03-08 16:00", True, id="03/2022 Điều 41: 03 ngày làm việc"),
        pytest.param("2024-03-11 08:00", False, id="03/2022 Điều 41: quá 03 ngày làm việc"),
    ],
)
def test_conduct_is_complained_about_in_three_working_days(at, allowed) -> None:
    said = {"about": "judge", "happened_on": "2024-03-05", "facts": "Không cho trình bày ý kiến"}
    found = accepted("2024-03-04").ask(CASE, "complain_conduct", at, COURT, **said)
    assert found.allowed if allowed else codes(found) == {"within-limit"}


def test_a_complaint_about_conduct_goes_up_once_03_2022_articles_41_and_42() -> None:
    dossier = accepted("2024-03-04")
    said = {"about": "clerk", "happened_on": "2024-03-05", "facts": "Không nhận đơn"}
    found = dossier.take(CASE, "complain_conduct", "2024-03-06 09:00", COURT, **said)
    assert due(found, "CT13a") == "2024-03-11 23:59"
    second = dossier.ask(CASE, "complain_conduct", "2024-03-06 10:00", COURT, **said)
    assert codes(second) == {"step-not-open"}
    told = {"result": "Không chấp nhận"}
    found = dossier.take(CASE, "decide_conduct", "2024-03-08 09:00", COURT, **told)
    assert (due(found, "CT13b"), "CT13a" in found.meets) == ("2024-03-13 23:59", True)
    late = dossier.ask(CASE, "appeal_conduct", "2024-03-14 08:00", COURT)
    assert codes(late) == {"clock-running"}
    found = dossier.take(CASE, "appeal_conduct", "2024-03-12 09:00", COURT)
    assert due(found, "CT13c") == "2024-03-19 23:59"
    found = dossier.take(CASE, "decide_conduct_appeal", "2024-03-15 09:00", COURT, **told)
    assert "CT13c" in found.meets


def test_a_complaint_about_conduct_is_finished_after_the_law_has_changed_03_2022_article_41() -> (
    None
):
    dossier = accepted("2026-06-22")
    said = {"about": "judge", "happened_on": "2026-06-29", "facts": "Không cho trình bày ý kiến"}
    dossier.take(CASE, "complain_conduct", "2026-06-30 09:00", COURT, **said)
    told = {"result": "Chấp nhận"}
    found = dossier.take(CASE, "decide_conduct", "2026-07-02 09:00", COURT, **told)
    assert (found.edition, "CT13a" in found.meets) == ("d163", True)
    assert found.legal_basis[0].unverified


def test_nothing_of_this_is_said_of_minors_whose_ordinance_was_not_read() -> None:
    read = {"postpone_session", "complain_conduct", "decide_conduct", "appeal_conduct"}
    for edition in EDITIONS:
        assert read <= set(BOOK.procedure(CASE, edition).steps)
        minors = BOOK.procedure("compulsory-minor", edition).steps.values()
        assert read.isdisjoint(rule.name for rule in minors)
        assert "CT12" not in {start.clock for rule in minors for start in rule.starts}


@pytest.mark.parametrize("day", ["2024-03-04", "2025-03-31", "2026-03-02", "2026-08-03"])
def test_a_suspended_consideration_leaves_the_court_s_time_standing_03_2022_article_24_1(
    day: str,
) -> None:
    dossier = standing(CASE, "at_court", day)
    dossier.take(CASE, "court_accept", f"{day} 08:00", COURT)
    said = {"decision": signed(day), "outcome": "suspend"}
    if day < "2026-07-01":
        said["reason"] = "Người bị đề nghị đang điều trị bệnh nặng"
    found = dossier.ask(CASE, "court_decide", f"{day} 10:00", COURT, **said)
    assert [row.clock for row in found.paused] == ["D-23"]
    assert found.paused[0].law.unverified
    assert "D-23" not in found.meets
    assert found.to_state == "accepted"


def test_a_term_that_is_fixed_meets_the_court_s_time_and_pauses_nothing() -> None:
    dossier = standing(CASE, "at_court", "2024-03-04")
    dossier.take(CASE, "court_accept", "2024-03-04 08:00", COURT)
    said = {"decision": signed("2024-03-05"), "outcome": "apply", "term_months": 12}
    found = dossier.take(CASE, "court_decide", "2024-03-05 08:00", COURT, **said)
    assert not found.paused
    assert "D-23" in found.meets

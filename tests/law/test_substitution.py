"""Substitution treatment through the real book, in each edition; ids are citations."""

from __future__ import annotations

from datetime import date

import pytest

from app.law.engine.facts import ActorFacts, ClientFacts, ClockFact
from app.times import VN
from tests.law.dossier import CHAIR, POLICE, Dossier, codes, due, moment, signed

TREATMENT, COMPULSORY = "substitution", "compulsory"
SITE = ActorFacts("centre_clinician", "F-01", "facility", province="01")
FILE = "substitution-application determination-result"


def registered(day: str) -> Dossier:
    dossier = Dossier().addicted(day)
    by, more = (POLICE, {}) if day >= "2026-07-01" else (CHAIR, {"opioid": True})
    said = {"facility": "F-01", "hand": FILE, **more}
    dossier.take(TREATMENT, "register", f"{day} 09:00", by, **said)
    return dossier


def treated(day: str) -> Dossier:
    dossier = registered(day)
    said: dict[str, object] = {"eligible_at": f"{day}T11:00:00+07:00"}
    if day < "2026-07-01":
        said = {}
        dossier.take(TREATMENT, "decide", f"{day} 10:00", CHAIR, decision=signed(day))
    dossier.take(TREATMENT, "start", f"{day} 12:00", SITE, **said)
    return dossier


def test_a_registration_meets_the_time_to_register_and_is_decided_116_2021_article_30() -> None:
    dossier = Dossier().addicted("2026-03-02")
    found_at, due_at = moment("2026-03-02 09:00"), moment("2026-03-09 23:59")
    met_by = ("voluntary-home:register", "substitution:register")
    dossier.clocks.append(ClockFact("D-09", due_at, "x", found_at, "not_registered", met_by=met_by))
    said = {"opioid": True, "hand": FILE}
    found = dossier.take(TREATMENT, "register", "2026-03-03 09:00", CHAIR, **said)
    assert found.meets == ("D-09",)
    assert due(found, "D-10") == "2026-03-06 23:59"
    said = {"decision": signed("2026-03-04")}
    found = dossier.take(TREATMENT, "decide", "2026-03-04 09:00", CHAIR, **said)
    assert due(found, "D-11") == "2026-03-11 23:59"


@pytest.mark.parametrize(
    ("born", "day", "by", "said", "code"),
    [
        (1998, "2026-03-02", CHAIR, {"opioid": False, "hand": FILE}, "field-true"),
        (1998, "2026-03-02", POLICE, {"opioid": True, "hand": FILE}, "wrong-authority"),
        (1998, "2026-08-03", CHAIR, {"hand": FILE}, "wrong-authority"),
        (2015, "2026-08-03", POLICE, {"hand": FILE}, "age-at-least"),
        (2010, "2026-08-03", POLICE, {"hand": FILE}, "missing-paper"),
        (1998, "2026-08-03", POLICE, {"hand": ""}, "missing-paper"),
    ],
    ids=[
        "73/2021 Điều 27 khoản 5: chất dạng thuốc phiện",
        "116/2021 Điều 28: UBND cấp xã",
        "163/2026 Điều 89: Công an cấp xã",
        "120/2025 Điều 28 khoản 1: 12 tuổi",
        "141/2024 Điều 29: người đại diện",
        "163/2026 Điều 89 khoản 2: hồ sơ",
    ],
)
def test_a_registration_is_refused(born, day, by, said, code) -> None:
    dossier = Dossier(ClientFacts(date(born, 3, 2))).addicted(day)
    assert code in codes(dossier.ask(TREATMENT, "register", f"{day} 09:00", by, **said))


@pytest.mark.parametrize(
    ("day", "clock"),
    [("2026-03-02", "2026-03-09 23:59"), ("2026-08-03", "2026-08-04 11:00")],
    ids=["116/2021 Điều 28 khoản 2", "163/2026 Điều 89 khoản 2"],
)
def test_the_site_tells_the_commune_of_the_start(day: str, clock: str) -> None:
    dossier = treated(day)
    told = [c.due_at for c in dossier.clocks if c.clock == "D-15"]
    assert [f"{at.astimezone(VN):%Y-%m-%d %H:%M}" for at in told] == [clock]
    found = dossier.take(
        TREATMENT, "notify_commune", f"{day} 15:00", SITE, hand="substitution-notice"
    )
    assert "D-15" in found.meets
    monitored = [start.clock for start in found.starts]
    assert monitored == (["D-45"] if day >= "2026-07-01" else [])


@pytest.mark.parametrize(
    ("day", "away", "clocks"),
    [
        ("2026-03-02", "2026-03-31", ("2026-04-07 23:59", "2026-04-10 23:59")),
        ("2026-08-03", "2026-09-07", ("2026-09-14 23:59", "2026-09-17 23:59")),
    ],
    ids=["116/2021 Điều 3 khoản 5", "163/2026 Điều 4 khoản 10 (ngưỡng cũ)"],
)
def test_missed_doses_become_a_ground(day: str, away: str, clocks: tuple[str, str]) -> None:
    dossier = treated(day)
    said = {"absent_from": f"{away}T08:00:00+07:00", "last_dose_on": away}
    found = dossier.take(TREATMENT, "record_missed_doses", f"{away} 08:00", SITE, **said)
    assert (due(found, "D-12"), due(found, "D-13")) == clocks
    assert {start.late for start in found.starts} == {"substitution"}
    back = dossier.take(TREATMENT, "record_return", f"{away} 18:00", SITE)
    assert {"D-12", "D-13"} <= set(back.meets)


@pytest.mark.parametrize(
    ("day", "on", "said", "clock"),
    [
        ("2026-03-02", "2026-04-01", {"kind": "removed"}, "2026-04-08 23:59"),
        ("2026-08-03", "2026-09-07", {"ground": "substitution"}, "2026-09-08 23:59"),
    ],
    ids=["116/2021 Điều 33 khoản 1 điểm d, Điều 40", "163/2026 Điều 100 khoản 1"],
)
def test_a_removal_leads_to_the_compulsory_dossier(day, on, said, clock) -> None:
    dossier = treated(day)
    stopped = dossier.take(TREATMENT, "stop", f"{on} 08:00", SITE, reason="removed")
    assert stopped.to_state == "terminated"
    told = {"happened_on": on, **said}
    found = dossier.take(TREATMENT, "record_violation", f"{on} 09:00", POLICE, **told)
    assert (found.outcome, due(found, "D-16")) == ("violation_recorded", clock)
    told = {"without_capacity": False, "pregnant": False, "raising_child": False}
    more = {"not_criminal": True} if day >= "2026-07-01" else {}
    told |= {"grounds": ["substitution"], "detected_at": f"{on}T09:00:00+07:00", **more}
    assert dossier.ask(COMPULSORY, "open_dossier", f"{on} 10:00", POLICE, **told).allowed


def test_not_starting_is_recorded_only_after_five_working_days_116_2021_article_3_4() -> None:
    dossier = registered("2026-03-02")
    said = {"decision": signed("2026-03-03")}
    dossier.take(TREATMENT, "decide", "2026-03-03 09:00", CHAIR, **said)
    told = {"kind": "not_performed", "happened_on": "2026-03-05"}
    early = dossier.ask(TREATMENT, "record_violation", "2026-03-05 09:00", POLICE, **told)
    assert codes(early) == {"clock-missed"}
    told["happened_on"] = "2026-03-11"
    dossier.take(TREATMENT, "record_violation", "2026-03-12 09:00", POLICE, **told)


def test_a_medical_stop_is_no_violation() -> None:
    found = treated("2026-08-03").take(
        TREATMENT, "stop", "2026-09-01 08:00", SITE, reason="medical"
    )
    assert found.outcome == "stopped"


@pytest.mark.parametrize(
    ("day", "clock"),
    [("2025-08-04", "2026-03-05 23:59"), ("2026-08-03", "2027-03-03 23:59")],
    ids=["116/2021 Điều 77 khoản 1", "163/2026 Điều 134 khoản 1 (RS3-Q7)"],
)
def test_a_completed_treatment_leads_to_post_rehab(day: str, clock: str) -> None:
    dossier = treated(day)
    on = "2026-03-02" if day < "2026-07-01" else "2027-03-01"
    hand = "substitution-completion"
    dossier.take(TREATMENT, "complete", f"{on} 08:00", SITE, hand=hand)
    found = dossier.take(TREATMENT, "self_report", f"{on} 09:00", POLICE)
    assert due(found, "D-33") == clock
    said = {"origin": dossier.cases[TREATMENT].id, "hand": "cv"}
    assert dossier.ask("post-rehab", "propose", f"{on} 10:00", POLICE, **said).allowed


def test_a_decision_of_june_is_carried_out_under_decree_163_tr_16() -> None:
    dossier = registered("2026-06-29")
    dossier.take(TREATMENT, "decide", "2026-06-29 10:00", CHAIR, decision=signed("2026-06-29"))
    said = {"eligible_at": "2026-07-02T08:00:00+07:00"}
    found = dossier.take(TREATMENT, "start", "2026-07-02 09:00", SITE, **said)
    assert "D-11" in found.meets


def test_a_second_breach_is_reviewed_only_after_the_reminder_120_2025_article_47_4() -> None:
    dossier = treated("2026-08-03")
    dossier.take(TREATMENT, "remind", "2026-08-10 09:00", POLICE, facts="Gây rối")
    again = dossier.ask(TREATMENT, "remind", "2026-08-20 09:00", POLICE, facts="Gây rối")
    assert codes(again) == {"step-not-taken"}
    said = {"breach": "other", "facts": "Gây rối lần hai"}
    dossier.take(TREATMENT, "review", "2026-08-20 09:00", POLICE, **said)

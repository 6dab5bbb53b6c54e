"""The real book from a determination to the court, in each edition; ids are citations."""

from __future__ import annotations

from datetime import date

import pytest

from app.law.engine.facts import ActorFacts, CaseFacts, ClientFacts
from tests.law.dossier import CHAIR, CLINIC, COURT, POLICE, PROVINCE, Dossier, codes, due, moment

COMPULSORY = "compulsory"
TOLD = {"without_capacity": False, "pregnant": False, "raising_child": False}
DOSSIER = "cv violation-record determination-result statement proposal"


# --- Determination ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "result", "clock"),
    [
        pytest.param("2026-03-02", "addicted", "2026-03-09 23:59", id="116/2021 Điều 3 khoản 3"),
        pytest.param("2026-08-03", "addicted", "2026-08-04 11:00", id="163/2026 Điều 4 khoản 7"),
        pytest.param("2026-08-03", "not_addicted", "", id="163/2026 Điều 89: không nghiện"),
    ],
)
def test_the_delivery_of_a_result_starts_the_time_to_register(day, result, clock) -> None:
    dossier = Dossier()
    dossier.take("determination", "apply", f"{day} 08:00", CLINIC, hand="determination-application")
    received = dossier.take("determination", "receive", f"{day} 08:30", CLINIC)
    assert [start.clock for start in received.starts] == ["D-07"]
    said = {"result": result, "concluded_on": day}
    dossier.take("determination", "conclude", f"{day} 10:00", CLINIC, **said)
    found = dossier.take("determination", "deliver", f"{day} 11:00", CLINIC)
    assert [due(found, start.clock) for start in found.starts] == ([clock] if clock else [])


# --- Compulsory rehabilitation ----------------------------------------------------------------


def opened(at: str, by: ActorFacts, **said: object) -> Dossier:
    day = at.split(maxsplit=1)[0]
    dossier = Dossier().addicted(day)
    more = {"not_criminal": True} if day >= "2026-07-01" else {}
    told = {
        **TOLD,
        **more,
        "grounds": ["used_again"],
        "detected_at": f"{day}T08:00:00+07:00",
        **said,
    }
    dossier.take(COMPULSORY, "open_dossier", at, by, hand="violation-record", **told)
    return dossier


@pytest.mark.parametrize(
    ("said", "born", "hand", "code"),
    [
        pytest.param(
            {"pregnant": True},
            1998,
            "violation-record",
            "exclusions",
            id="120/2025 Điều 35 khoản 2",
        ),
        pytest.param({}, 2010, "violation-record", "age-at-least", id="120/2025 Điều 35 khoản 1"),
        pytest.param({}, 1998, "", "ground-exists", id="120/2025 Điều 35 khoản 1: căn cứ"),
        pytest.param(
            {"not_criminal": False},
            1998,
            "violation-record",
            "field-true",
            id="120/2025 Điều 35 khoản 1: hình sự",
        ),
    ],
)
def test_a_dossier_is_not_opened(said, born, hand, code) -> None:
    dossier = Dossier(ClientFacts(date(born, 3, 2))).addicted("2026-08-03")
    told = {**TOLD, "not_criminal": True, "grounds": ["used_again"], **said}
    told["detected_at"] = "2026-08-03T08:00:00+07:00"
    found = dossier.ask(COMPULSORY, "open_dossier", "2026-08-03 09:00", POLICE, hand=hand, **told)
    assert code in codes(found)


@pytest.mark.parametrize(
    ("day", "compiler", "checker", "steps"),
    [
        pytest.param("2024-03-04", CHAIR, PROVINCE, "send_for_check", id="116/2021 Điều 42, 43"),
        pytest.param("2025-03-31", POLICE, POLICE, "", id="03/2025/TTLT"),
        pytest.param("2026-03-02", POLICE, POLICE, "", id="184/2025 Điều 20 khoản 14"),
        pytest.param("2026-08-03", POLICE, POLICE, "", id="163/2026 Điều 102"),
    ],
)
def test_a_dossier_goes_to_the_court_after_three_working_days_of_reading(
    day, compiler, checker, steps
) -> None:
    dossier = opened(f"{day} 09:00", compiler)
    bare = dossier.ask(COMPULSORY, "notify", f"{day} 10:00", compiler)
    assert {"cv", "proposal"} <= set(bare.missing)
    told = dossier.take(COMPULSORY, "notify", f"{day} 10:00", compiler, hand=DOSSIER)
    over = due(told, "D-17").split()[0]
    assert codes(dossier.ask(COMPULSORY, "finish_reading", f"{over} 17:00", compiler)) == {
        "clock-over"
    }
    after = date.fromisoformat(over).replace(day=date.fromisoformat(over).day + 1).isoformat()
    dossier.take(COMPULSORY, "finish_reading", f"{after} 08:00", compiler)
    for step in steps.split():
        dossier.take(COMPULSORY, step, f"{after} 09:00", compiler)
    named = {} if day >= "2026-07-01" else {"receiving_facility": "F-01"}
    found = dossier.take(
        COMPULSORY, "submit_to_court", f"{after} 10:00", checker, court="C-01", **named
    )
    assert ("court", "C-01") in found.holds
    dossier.take(COMPULSORY, "court_accept", f"{after} 11:00", COURT)


def test_a_relapse_in_post_rehab_opens_the_dossier_without_a_time_to_register_rs3_q5() -> None:
    """163/2026, Điều 89 and 120/2025, Điều 31, 35: the default reading of an open question."""
    dossier = Dossier()
    opened_at = moment("2026-07-06 08:00")
    dossier.cases["post-rehab"] = CaseFacts(
        "earlier", "post-rehab", "d163", "under_management", "00004", opened_at, province="01"
    )
    apply = "determination-application"
    dossier.take("determination", "apply", "2026-08-03 08:00", CLINIC, hand=apply)
    said = {"result": "addicted", "concluded_on": "2026-08-03"}
    dossier.take("determination", "conclude", "2026-08-03 10:00", CLINIC, **said)
    found = dossier.take("determination", "deliver", "2026-08-03 11:00", CLINIC)
    assert found.starts == ()
    relapse = dossier.take("post-rehab", "record_relapse", "2026-08-03 15:00", POLICE)
    assert due(relapse, "D-16") == "2026-08-04 23:59"
    told = {**TOLD, "not_criminal": True, "grounds": ["relapse"]}
    told["detected_at"] = "2026-08-03T15:00:00+07:00"
    opened_file = dossier.take(COMPULSORY, "open_dossier", "2026-08-04 09:00", POLICE, **told)
    assert opened_file.meets == ("D-16",)


@pytest.mark.parametrize(
    ("detected", "code"),
    [
        pytest.param("2026-05-03", "", id="120/2025 Điều 35 khoản 4: đủ 03 tháng"),
        pytest.param("2026-05-02", "limitation-over", id="120/2025 Điều 35 khoản 4: quá 03 tháng"),
    ],
)
def test_a_ground_on_paper_lapses_after_three_months_too(detected, code) -> None:
    dossier = Dossier().addicted("2026-07-01")
    told = {**TOLD, "not_criminal": True, "grounds": ["used_again"]}
    told["detected_at"] = f"{detected}T08:00:00+07:00"
    hand = "violation-record"
    found = dossier.ask(COMPULSORY, "open_dossier", "2026-08-03 09:00", POLICE, hand=hand, **told)
    assert codes(found) == {code} if code else found.allowed

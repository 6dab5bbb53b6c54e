"""Body tests and what a positive one sets going, in each edition; ids are citations."""

from __future__ import annotations

from datetime import date

import pytest

from app.law.engine.facts import CaseFacts, ClientFacts
from tests.law.dossier import POLICE, Dossier, codes, due, moment

TEST = "body-test"
GROUND = {"subject": "reasonable_ground", "ground": "caught"}


def running(dossier: Dossier, procedure: str, edition: str, state: str) -> Dossier:
    """The person is in a procedure since a while."""
    opened = moment("2026-01-05 08:00")
    dossier.cases[procedure] = CaseFacts(
        "earlier", procedure, edition, state, "00004", opened, province="01"
    )
    return dossier


@pytest.mark.parametrize(
    ("day", "remote", "clock"),
    [
        pytest.param("2026-03-02", False, "2026-03-05 23:59", id="105/2021 Điều 41: 03 ngày"),
        pytest.param("2026-03-02", True, "2026-03-16 23:59", id="105/2021 Điều 41: 10 ngày"),
        pytest.param("2026-08-03", False, "2026-08-04 10:00", id="163/2026 Điều 58: 24 giờ"),
        pytest.param("2026-08-03", True, "2026-08-05 09:00", id="163/2026 Điều 58: 48 giờ"),
    ],
)
def test_a_positive_result_starts_the_residence_check(day, remote, clock) -> None:
    dossier = Dossier()
    dossier.take(TEST, "order", f"{day} 09:00", POLICE, **GROUND)
    said = {"result": "positive", "sample": "urine", "remote": remote}
    found = dossier.take(TEST, "record_result", f"{day} 10:00", POLICE, **said)
    assert due(found, "D-01") == clock
    said = {"residence": "stable"}
    found = dossier.take("use-management", "verify_residence", f"{day} 11:00", POLICE, **said)
    assert "D-01" in found.meets


@pytest.mark.parametrize("day", ["2026-03-02", "2026-08-03"], ids=["105/2021", "163/2026"])
def test_a_negative_result_starts_nothing(day: str) -> None:
    dossier = Dossier()
    dossier.take(TEST, "order", f"{day} 09:00", POLICE, **GROUND)
    said = {"result": "negative", "sample": "urine"}
    found = dossier.take(TEST, "record_result", f"{day} 10:00", POLICE, **said)
    assert (found.outcome, found.starts) == ("negative", ())


def test_use_under_management_asks_for_a_new_decision_163_2026_article_59_1() -> None:
    dossier = running(Dossier(), "use-management", "d116-2025-07", "under_management")
    said = {"subject": "user_management", "ground": "caught"}
    dossier.take(TEST, "order", "2026-08-03 09:00", POLICE, **said)
    said = {"result": "positive", "sample": "urine"}
    found = dossier.take(TEST, "record_result", "2026-08-03 10:00", POLICE, **said)
    assert [(start.clock, start.limit) for start in found.starts] == [("D-03", 24)]


@pytest.mark.parametrize(
    ("state", "step", "refused"),
    [
        ("in_centre", "keep_result", "send_result"),
        ("", "send_result", "keep_result"),
    ],
    ids=["73/2021 Điều 22 khoản 2: trừ cai nghiện bắt buộc", "73/2021 Điều 22 khoản 2: gửi ngay"],
)
def test_a_positive_result_goes_to_the_commune(state: str, step: str, refused: str) -> None:
    dossier = Dossier()
    if state:
        running(dossier, "compulsory", "d116-2025-07", state)
    dossier.take(TEST, "order", "2026-03-02 09:00", POLICE, **GROUND)
    said = {"result": "positive", "sample": "urine"}
    dossier.take(TEST, "record_result", "2026-03-02 10:00", POLICE, **said)
    assert not dossier.ask(TEST, refused, "2026-03-02 10:05", POLICE).allowed
    assert dossier.take(TEST, step, "2026-03-02 10:05", POLICE).closes


def test_a_minor_is_not_bled_without_consent_105_2021_article_46() -> None:
    dossier = Dossier(ClientFacts(date(2010, 3, 2)))
    dossier.take(TEST, "order", "2026-03-02 09:00", POLICE, **GROUND)
    said = {"result": "positive", "sample": "blood"}
    found = dossier.ask(TEST, "record_result", "2026-03-02 10:00", POLICE, **said)
    assert found.missing == ("representative-consent",)
    said["sample"] = "urine"
    assert dossier.ask(TEST, "record_result", "2026-03-02 10:00", POLICE, **said).allowed


@pytest.mark.parametrize(
    "day", ["2026-03-02", "2026-08-03"], ids=["105/2021 Điều 46", "163/2026 Điều 56 khoản 5"]
)
def test_the_sampling_is_watched_by_the_same_sex(day: str) -> None:
    dossier = Dossier()
    dossier.take(TEST, "order", f"{day} 09:00", POLICE, **GROUND)
    said = {"result": "positive", "sample": "urine", "observer": "other_sex"}
    found = dossier.ask(TEST, "record_result", f"{day} 10:00", POLICE, **said)
    assert codes(found) == {"field-is-not"}

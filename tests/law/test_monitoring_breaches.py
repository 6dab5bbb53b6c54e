"""Electronic monitoring: ladder of breaches, custody, the centre that fits; ids are citations."""

from __future__ import annotations

from datetime import date

import pytest

from app.law.engine.facts import ClientFacts
from tests.law.dossier import INTAKE, POLICE, Dossier, codes, due, signed
from tests.law.test_e_monitoring import MONITORING, fitted, in_measure, order


def breached(*acts: str) -> Dossier:
    """Breaches a week apart from September 2026 on, each put right on the same day."""
    dossier = fitted()
    for week, act in enumerate(acts):
        day = f"2026-09-{7 + 7 * week:02}"
        said = {"act": act, "happened_on": day}
        found = dossier.take(MONITORING, "record_breach", f"{day} 09:00", POLICE, **said)
        assert [paper.form for paper in found.papers_issued] == ["I-18"]
        if act != "a":
            assert due(found, "D-51")[:10] == f"2026-09-{8 + 7 * week:02}"
            dossier.take(MONITORING, "fix_breach", f"{day} 15:00", POLICE)
    return dossier


@pytest.mark.parametrize(
    ("acts", "refused"),
    [
        pytest.param("b", False, id="163/2026 Điều 25 khoản 3: b lần 1"),
        pytest.param("bb", True, id="163/2026 Điều 25 khoản 3: b lần 2"),
        pytest.param("c", False, id="163/2026 Điều 25 khoản 3: c lần 1"),
        pytest.param("cc", True, id="163/2026 Điều 25 khoản 3: c lần 2"),
        pytest.param("d", False, id="163/2026 Điều 25 khoản 4: d lần 1"),
        pytest.param("dd", False, id="163/2026 Điều 25 khoản 4: d lần 2"),
        pytest.param("ddd", True, id="163/2026 Điều 25 khoản 4: d lần 3"),
        pytest.param("ee", False, id="163/2026 Điều 25 khoản 4: đ lần 2"),
        pytest.param("eee", True, id="163/2026 Điều 25 khoản 4: đ lần 3"),
        pytest.param("bd", False, id="163/2026 Điều 25: b và d, mỗi hành vi một lần"),
    ],
)
def test_a_breach_repeated_often_enough_is_a_refusal(acts, refused) -> None:
    told = {"threshold": "repeated"}
    found = breached(*acts).ask(MONITORING, "record_refusal", "2026-10-05 09:00", POLICE, **told)
    assert found.allowed if refused else codes(found) == {"times-taken"}


@pytest.mark.parametrize(
    ("acts", "told", "code"),
    [
        pytest.param("a", {"not_criminal": True}, "", id="163/2026 Điều 25 khoản 2"),
        pytest.param("ab", {"not_criminal": True}, "", id="163/2026 Điều 25 khoản 2: a rồi b"),
        pytest.param("a", {}, "field-true", id="163/2026 Điều 25 khoản 2: xử lý hình sự"),
        pytest.param("b", {"not_criminal": True}, "times-taken", id="163/2026 Điều 25: không có a"),
    ],
)
def test_a_device_destroyed_is_a_refusal_where_it_is_no_crime(acts, told, code) -> None:
    said = {"threshold": "destroyed", **told}
    found = breached(*acts).ask(MONITORING, "record_refusal", "2026-10-05 09:00", POLICE, **said)
    assert found.allowed if not code else codes(found) == {code}


@pytest.mark.parametrize(
    ("told_at", "excused"),
    [
        pytest.param("2026-09-08T08:00:00+07:00", True, id="163/2026 Điều 24 khoản 2: 24 giờ"),
        pytest.param("2026-09-08T08:01:00+07:00", False, id="163/2026 Điều 24 khoản 2: quá"),
    ],
)
def test_force_majeure_excuses_who_tells_of_it_in_24_hours(told_at, excused) -> None:
    said = {
        "act": "e",
        "happened_on": "2026-09-05",
        "excused": True,
        "hindrance_ended_at": "2026-09-07T08:00:00+07:00",
        "hindrance_told_at": told_at,
    }
    found = fitted().ask(MONITORING, "record_breach", "2026-09-09 09:00", POLICE, **said)
    assert codes(found) == {"field-false"} if excused else found.allowed


@pytest.mark.parametrize(
    ("reason", "paper"),
    [
        pytest.param("medical", "monitoring-removal-request", id="163/2026 Điều 19 khoản 1 điểm a"),
        pytest.param("custody", "monitoring-custody-request", id="163/2026 Điều 19 khoản 1 điểm d"),
    ],
)
def test_each_reason_to_take_the_device_off_has_its_request(reason, paper) -> None:
    at = "2026-09-07 09:00"
    bare = fitted().ask(MONITORING, "remove_temporarily", at, POLICE, reason=reason)
    assert bare.missing == (paper,)
    found = fitted().take(MONITORING, "remove_temporarily", at, POLICE, reason=reason, hand=paper)
    assert [issued.form for issued in found.papers_issued] == ["I-07"]


def test_after_prison_the_device_is_fitted_again_in_24_hours_163_2026_article_20_2() -> None:
    dossier = fitted()
    said = {"decision": signed("2026-09-07"), "reason": "prison"}
    dossier.take(MONITORING, "pause", "2026-09-07 09:00", POLICE, **said)
    back = {"ended_at": "2027-03-01T08:00:00+07:00"}
    found = dossier.take(MONITORING, "end_removal", "2027-03-01 09:00", POLICE, **back)
    assert due(found, "D-50") == "2027-03-02 08:00"
    late = dossier.ask(MONITORING, "refit", "2028-08-04 09:00", POLICE)
    assert codes(late) == {"term-running"}
    found = dossier.take(MONITORING, "refit", "2027-03-01 15:00", POLICE)
    assert ([paper.form for paper in found.papers_issued], "D-50" in found.meets) == (
        ["I-08"],
        True,
    )


@pytest.mark.parametrize(
    ("step", "client"),
    [
        pytest.param("decide", None, id="163/2026 Điều 16 khoản 3: từ đủ 18 tuổi"),
        pytest.param(
            "decide_minor",
            ClientFacts(date(2010, 3, 2), residence_stable=False),
            id="163/2026 Điều 16 khoản 3: dưới 18 tuổi",
        ),
    ],
)
def test_the_centre_fits_the_device_before_the_person_leaves(step, client) -> None:
    dossier = in_measure("post_rehab", client)
    said = order("post_rehab", "2026-08-03")
    said |= {"facility": "F-01", "leaves_at": "2026-08-04T08:00:00+07:00"}
    found = dossier.take(MONITORING, step, "2026-08-03 10:00", POLICE, **said)
    assert (due(found, "D-48"), found.holds) == ("2026-08-04 08:00", (("facility", "F-01"),))
    fit = dossier.take(MONITORING, "fit", "2026-08-04 07:00", INTAKE, device_number="GS-17")
    assert "D-48" in fit.meets
    dossier.take(MONITORING, "notify_fitting", "2026-08-04 07:30", INTAKE)

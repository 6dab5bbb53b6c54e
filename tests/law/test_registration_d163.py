"""Who may register for voluntary rehabilitation from 1 July 2026, and who hands what to whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.law.centre_stays import CENTRE, decided
from tests.law.dossier import (
    CLINIC,
    NATION,
    POLICE,
    PROVINCE,
    Dossier,
    codes,
    signed,
)
from tests.law.standing import ADULT, MINOR, standing
from tests.law.transition.legacy import office

HOME = "voluntary-home"
FILE = "registration cv determination-result identity-copy"
WITH_CERTIFICATE = "registration cv substitution-certificate identity-copy"


def test_a_result_over_six_months_old_is_too_old_unless_in_substitution_163_2026_article_89() -> (
    None
):
    dossier = Dossier(ADULT).addicted("2025-03-03")
    old = dossier.ask(HOME, "register", "2026-08-03 09:00", POLICE, hand=FILE)
    assert codes(old) == {"determination-too-old"}
    dossier.take(HOME, "register", "2026-08-03 09:00", POLICE, hand=WITH_CERTIFICATE)


def test_a_child_registers_with_a_representative_120_2025_article_32_4() -> None:
    dossier = Dossier(MINOR).addicted("2026-08-03")
    said = {"hand": f"{FILE} representative-consent"}
    alone = dossier.ask(HOME, "register", "2026-08-03 10:00", POLICE, **said)
    assert codes(alone) == {"representative-if-minor"}
    said["representative"] = {"full_name": "Nguyễn Thị Hoa", "relation": "mẹ"}
    dossier.take(HOME, "register", "2026-08-03 10:00", POLICE, **said)


@pytest.mark.parametrize(
    ("day", "law"),
    [
        pytest.param("2023-08-03", "73/2021/QH14", id="73/2021 Điều 37 khoản 2"),
        pytest.param("2026-08-03", "120/2025/QH15", id="120/2025 Điều 40 khoản 2"),
    ],
)
def test_a_foreigner_registers_at_a_centre_only(day, law) -> None:
    dossier = Dossier(replace(ADULT, citizenship="LA")).addicted(day)
    found = dossier.ask(HOME, "register", f"{day} 10:00", office(day), hand=FILE)
    assert [(reason.code, reason.law.act) for reason in found.reasons if reason.law] == [
        ("citizen", law)
    ]
    dossier.take(CENTRE, "register", f"{day} 10:00", office(day), hand=FILE, centre="private")


def test_a_centre_elsewhere_is_chosen_on_the_letter_of_the_province_163_2026_article_95_3() -> None:
    dossier = decided("2026-08-03", "public")
    dossier.take(CENTRE, "request_placement", "2026-08-03 16:00", POLICE)
    # A facility the ministry would choose: no letter has been sent on.
    said = {"decision": signed("2026-08-04"), "facility": "F-99"}
    assert "acts-as" in codes(
        dossier.ask(CENTRE, "assign_centre", "2026-08-04 08:00", NATION, **said)
    )
    dossier.take(CENTRE, "forward_placement", "2026-08-04 09:00", PROVINCE, reason="no_capacity")
    dossier.take(CENTRE, "assign_centre", "2026-08-04 16:00", NATION, **said)


@pytest.mark.parametrize(("opening", "allowed"), [("apply", False), ("request", True)])
def test_only_an_agency_that_asked_hands_over_120_2025_article_31_3(opening, allowed) -> None:
    dossier = standing("determination", "concluded", "2026-08-03")
    case = dossier.cases["determination"]
    first = replace(case.steps[0], name=opening)
    told = replace(first, name="conclude", body={"result": "addicted"})
    dossier.cases["determination"] = replace(case, steps=(first, told))
    dossier.take("determination", "deliver", "2026-08-04 09:00", CLINIC)
    found = dossier.ask("determination", "hand_over_addict", "2026-08-04 10:00", POLICE)
    assert found.allowed is allowed
    assert {reason.code for reason in found.reasons} == (set() if allowed else {"step-taken"})


def test_the_post_rehab_decision_is_handed_over_once_there_is_one_163_2026_article_93_4() -> None:
    dossier = standing(HOME, "in_service", "2026-08-03")
    found = dossier.ask(HOME, "serve_post_rehab", "2026-08-10 09:00", POLICE)
    assert {reason.title.en for reason in found.reasons} >= {
        "No decision on post-rehab management yet"
    }

"""Post-rehab management: file, list, team, a positive test; ids are citations."""

from __future__ import annotations

import pytest

from tests.law.dossier import CHAIR, POLICE, Dossier, codes, signed
from tests.law.standing import standing

CASE = "post-rehab"
CERTIFICATE = "post-rehab-decision certificate-home cv"
TEAM = {
    "proposed_by": {"full_name": "Phạm Văn Hùng"},
    "head": {"full_name": "Phạm Văn Hùng"},
    "members": "Trạm Y tế, Phòng Văn hóa - Xã hội, Đoàn Thanh niên",
}


def managed(day: str) -> Dossier:
    return standing(CASE, "under_management", day)


@pytest.mark.parametrize(
    ("day", "forms"),
    [
        pytest.param("2024-03-04", ["52"], id="116/2021 Điều 79 khoản 1 điểm a"),
        pytest.param("2026-08-03", [], id="120/2025 Điều 42 khoản 7 điểm a, Điều 48 khoản 1"),
    ],
)
def test_the_police_lists_who_is_managed_once(day, forms) -> None:
    dossier = managed(day)
    bare = dossier.ask(CASE, "enter_on_list", f"{day} 09:00", POLICE)
    assert bare.missing == ("post-rehab-decision",)
    hand = "post-rehab-decision"
    assert codes(dossier.ask(CASE, "enter_on_list", f"{day} 09:00", CHAIR, hand=hand)) == {
        "wrong-authority"
    }
    found = dossier.take(CASE, "enter_on_list", f"{day} 09:00", POLICE, hand=hand)
    assert [paper.form for paper in found.papers_issued] == forms
    again = dossier.ask(CASE, "enter_on_list", f"{day} 10:00", POLICE)
    assert codes(again) == {"step-not-taken"}


@pytest.mark.parametrize("drop", ["post-rehab-decision", "certificate-home"])
def test_the_file_holds_decision_and_certificate_163_2026_article_135(drop) -> None:
    hand = CERTIFICATE.replace(drop, "").strip()
    found = managed("2026-08-03").ask(CASE, "open_file", "2026-08-03 09:00", POLICE, hand=hand)
    assert codes(found) == {"missing-paper"}
    assert (
        managed("2026-08-03")
        .ask(CASE, "open_file", "2026-08-03 09:00", POLICE, hand=CERTIFICATE)
        .allowed
    )


def test_the_chair_sets_up_the_team_163_2026_article_136_3() -> None:
    said = {"decision": signed("2026-08-03"), **TEAM}
    dossier = managed("2026-08-03")
    assert codes(dossier.ask(CASE, "set_up_team", "2026-08-03 09:00", POLICE, **said)) == {
        "wrong-authority"
    }
    found = dossier.take(CASE, "set_up_team", "2026-08-03 09:00", CHAIR, **said)
    assert [paper.form for paper in found.papers_issued] == ["V-55"]
    with pytest.raises(ValueError, match="proposed_by"):
        dossier.ask(CASE, "set_up_team", "2026-08-03 10:00", CHAIR, **{**said, "proposed_by": None})


@pytest.mark.parametrize(
    ("not_criminal", "code"),
    [
        pytest.param(True, "", id="120/2025 Điều 31 khoản 1 điểm d"),
        pytest.param(False, "field-true", id="120/2025 Điều 31 khoản 1 điểm d: xử lý hình sự"),
    ],
)
def test_a_positive_test_leads_to_a_determination(not_criminal, code) -> None:
    said = {"tested_on": "2026-08-03", "not_criminal": not_criminal, "hand": "test-result"}
    found = managed("2026-08-03").ask(
        CASE, "record_positive_test", "2026-08-03 09:00", POLICE, **said
    )
    assert found.allowed if not code else codes(found) == {code}


def test_the_chair_assigns_who_helps_116_2021_article_79_3() -> None:
    said = {"supporter": {"full_name": "Trần Thị Bình"}}
    dossier = managed("2024-03-04")
    by_police = dossier.ask(CASE, "assign_supporter", "2024-03-04 09:00", POLICE, **said)
    assert codes(by_police) == {"wrong-authority"}
    dossier.take(CASE, "assign_supporter", "2024-03-04 09:00", CHAIR, **said)

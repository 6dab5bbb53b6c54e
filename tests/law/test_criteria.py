"""Licences and publications are refused criterion by criterion; ids are citations."""

from __future__ import annotations

import pytest

from app.law.engine.finding import Finding
from tests.law.appraisal import appraised
from tests.law.dossier import PROVINCE, Dossier, signed
from tests.law.standing import standing

LICENCE, PROVIDER = "private-licence", "provider-publication"
FILE = "licence-application establishment-paper facility-proof staff-list head-cv financial-plan"


def told(found: Finding) -> set[tuple[str, str]]:
    """The criteria refused with their articles."""
    assert not found.allowed
    assert {reason.code for reason in found.reasons} == {"criteria-met"}
    return {
        (reason.title.en.split()[0], f"{reason.law.act} {reason.law.at}")
        for reason in found.reasons
        if reason.law is not None
    }


def granted(day: str, **said: object) -> Finding:
    dossier = Dossier()
    dossier.take(LICENCE, "apply", f"{day} 09:00", PROVINCE, hand=f"{FILE} site-consent")
    return dossier.ask(LICENCE, "grant", f"{day} 15:00", PROVINCE, decision=signed(day), **said)


@pytest.mark.parametrize(
    ("day", "code", "article"),
    [
        pytest.param("2024-03-04", "C03", "116/2021/NĐ-CP Điều 6 khoản 2 điểm b", id="116 Đ6 k2 b"),
        pytest.param("2026-03-02", "C13", "73/2021/QH14 Điều 36 khoản 3 điểm e", id="Luật 73 Đ36"),
        pytest.param("2026-08-03", "C3-13", "163/2026/NĐ-CP Điều 71 khoản 1 điểm a", id="163 Đ71"),
    ],
)
def test_a_licence_is_refused_by_the_article_of_the_criterion(day, code, article) -> None:
    said = appraised("private_centre", day, failed=code)
    assert told(granted(day, appraisal=said)) == {(code, article)}
    assert granted(day, appraisal=appraised("private_centre", day)).allowed


def test_every_criterion_not_appraised_is_named_163_2026_article_73_2_b() -> None:
    found = granted("2026-08-03")
    assert {reason.pointer for reason in found.reasons} == {"/appraisal"}
    # Shown by the file itself: C3-18, C3-19, C3-20, C3-22.
    assert {code for code, _ in told(found)} == {
        "C3-04", "C3-05", "C3-07", "C3-13", "C3-14", "C3-15", "C3-16", "C3-17", "C3-21", "C3-23",
        "C3-25", "C3-26", "C3-27",
    }  # fmt: skip


def test_a_paper_shows_a_criterion_unless_the_appraisal_says_no() -> None:
    day = "2026-08-03"
    left = appraised("private_centre", day, left_out="C3-18 C3-19 C3-20 C3-22")
    assert granted(day, appraisal=left).allowed
    bad = [*left, {"criterion": "C3-20", "met": False, "evidence": "Bằng trung cấp"}]
    assert told(granted(day, appraisal=bad)) == {("C3-20", "163/2026/NĐ-CP Điều 72 khoản 1")}


def test_an_enterprise_code_leaves_the_establishment_to_the_appraisal() -> None:
    dossier, day = Dossier(), "2026-08-03"
    hand = FILE.replace("establishment-paper", "")
    dossier.take(LICENCE, "apply", f"{day} 09:00", PROVINCE, hand=hand, enterprise_code="0101")
    left = appraised("private_centre", day, left_out="C3-18")
    found = dossier.ask(
        LICENCE, "grant", f"{day} 15:00", PROVINCE, decision=signed(day), appraisal=left
    )
    assert told(found) == {("C3-18", "163/2026/NĐ-CP Điều 70 khoản 1")}


def test_a_centre_that_takes_minors_needs_a_schooling_zone_163_2026_article_71_1_c() -> None:
    day = "2026-08-03"
    said = appraised("private_centre", day)
    found = granted(day, appraisal=said, takes_minors=True)
    assert told(found) == {("C3-06", "163/2026/NĐ-CP Điều 71 khoản 1 điểm c")}
    with_minors = appraised("private_centre", day, "takes_minors")
    assert granted(day, appraisal=with_minors, takes_minors=True).allowed


@pytest.mark.parametrize(
    ("day", "article"),
    [
        pytest.param("2024-12-31", "116/2021/NĐ-CP Điều 8 khoản 1 điểm b", id="116 Đ8: trained"),
        pytest.param(
            "2025-01-02",
            "116/2021/NĐ-CP Điều 8 khoản 1 điểm b, Điều 87 khoản 2",
            id="116 Đ87 k2: a doctor",
        ),
    ],
)
def test_the_medical_head_is_a_doctor_since_2025(day, article) -> None:
    said = appraised("private_centre", day, failed="C17")
    assert told(granted(day, appraisal=said)) == {("C17", article)}


def test_an_old_file_is_appraised_by_the_criteria_of_before_tr_4() -> None:
    dossier = Dossier()
    dossier.take(LICENCE, "apply", "2026-06-25 09:00", PROVINCE, hand=f"{FILE} site-consent")
    said = {"decision": signed("2026-07-10"), "rules": "d116"}
    old = dossier.ask(
        LICENCE, "grant", "2026-07-10 09:00", PROVINCE, **said,
        appraisal=appraised("private_centre", "2026-06-25"),
    )  # fmt: skip
    new = dossier.ask(
        LICENCE, "grant", "2026-07-10 09:00", PROVINCE, **said,
        appraisal=appraised("private_centre", "2026-07-10"),
    )  # fmt: skip
    assert (old.allowed, old.edition) == (True, "d116-2025-07")
    assert {reason.code for reason in new.reasons} == {"criteria-met", "unknown-criterion"}


def published(day: str, applicant: str, services: str, **said: object) -> Finding:
    dossier = Dossier()
    hand = (
        "publication-request establishment-paper facility-proof staff-list head-cv"
        " judicial-record site-consent process-draft provider-diplomas founding-decision"
    )
    dossier.take(
        PROVIDER, "apply", f"{day} 09:00", PROVINCE, hand=hand, applicant=applicant,
        services=services.split(),
    )  # fmt: skip
    return dossier.ask(PROVIDER, "publish", f"{day} 15:00", PROVINCE, decision=signed(day), **said)


@pytest.mark.parametrize(
    ("day", "applicant", "services", "said", "asked"),
    [
        pytest.param(
            "2024-03-04", "organisation", "education", {},
            "PV1-premises PV1-equipment PV1-responsible", id="116/2021 Điều 16",
        ),
        pytest.param(
            "2024-03-04", "individual", "education", {"residential": True},
            "C03 C09 C10 C11 C12 PV1-person PV1-premises PV1-equipment PV1-responsible",
            id="116/2021 Điều 16: lưu trú",
        ),
        pytest.param(
            "2026-08-03", "organisation", "education", {}, "C3-17", id="163/2026 Điều 79 khoản 3",
        ),
        pytest.param(
            "2026-08-03", "individual", "education", {}, "C3-24", id="163/2026 Điều 79 khoản 2",
        ),
        pytest.param(
            "2026-08-03", "individual", "education detox", {}, "C3-17 C3-21 C3-24",
            id="163/2026 Điều 79 khoản 4, Điều 85 khoản 5",
        ),
    ],
)  # fmt: skip
def test_a_provider_is_asked_what_fits_it(day, applicant, services, said, asked) -> None:
    found = published(day, applicant, services, **said)
    assert {code for code, _ in told(found)} == set(asked.split())
    all_met = [{"criterion": code, "met": True} for code in asked.split()]
    assert published(day, applicant, services, appraisal=all_met, **said).allowed


def test_a_public_centre_is_published_on_its_founding_decision_163_2026_article_80_4() -> None:
    assert published("2026-08-03", "centre", "detox").allowed


def test_a_provider_is_appraised_again_before_it_is_published_again_116_2021_article_19() -> None:
    dossier = standing(PROVIDER, "published", "2024-03-04")
    said = {"reason": "moved", "hand": "publication-request facility-proof"}
    dossier.take(PROVIDER, "apply_republication", "2024-03-04 09:00", PROVINCE, **said)
    said = {"decision": signed("2024-03-04")}
    found = dossier.ask(PROVIDER, "republish", "2024-03-04 15:00", PROVINCE, **said)
    assert {code for code, _ in told(found)} == {"PV1-premises", "PV1-equipment", "PV1-responsible"}

"""Registering for rehabilitation at home: the papers, who may, and who may not."""

import pytest

from tests.scenarios.story import REGISTRATION, handed, ok
from tests.scenarios.voluntary_home_d116.acts import CHAIR


@pytest.mark.parametrize("missing", ["registration", "identity-copy"])
def test_a_missing_paper_is_named_with_its_article(addict, missing):
    papers = tuple(code for code in REGISTRATION if code != missing)
    file = addict("2026-02-26 09:00")
    refused = file.refused_opening(
        CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=papers
    )
    assert refused.answer.json()["missing"] == [missing]
    assert refused.law_of("missing-paper")[0] == "116/2021/NĐ-CP"


def test_a_result_already_on_file_need_not_be_handed_in_again(addict):
    file = addict("2026-02-26 09:00")
    papers = ("registration", "identity-copy")
    file.open(CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=papers)
    assert file.look(CHAIR, "/dossier")["complete"] is True


@pytest.fixture
def teenager(new_file):
    """Determined addicted, as a minor is, on an application the parents agreed to."""

    def make(birth_date):
        file = new_file().register("2026-02-26 09:00", birth_date=birth_date)
        papers = handed("determination-application", "representative-consent")
        return file.determined("2026-02-26 09:00", papers=papers)

    return make


def test_a_minor_needs_the_representatives_consent(teenager):
    file = teenager("2012-03-01")
    refused = file.refused_opening(
        CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION
    )
    assert refused.answer.json()["missing"] == ["representative-consent"]
    assert refused.law_of("missing-paper") == ("116/2021/NĐ-CP", "Điều 28 khoản 1")
    papers = (*REGISTRATION, "representative-consent")
    file.open(CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=papers)


def test_a_child_under_twelve_is_refused_until_the_birthday(teenager):
    child = teenager("2014-03-03")
    papers = (*REGISTRATION, "representative-consent")
    refused = child.refused_opening(
        CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=papers
    )
    assert refused.law_of("age-at-least") == ("116/2021/NĐ-CP", "Điều 28 khoản 1")
    child.open(CHAIR, "voluntary-home", "register", "2026-03-03 09:00", papers=papers)


def test_nobody_registers_before_being_determined_addicted(new_file):
    file = new_file().register("2026-03-02 08:00")
    refused = file.refused_opening(
        CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION
    )
    assert refused.law_of("determined-addicted") == ("73/2021/QH14", "Điều 27 khoản 5 điểm c")


def test_nobody_registers_without_a_stable_residence(addict):
    nowhere = {"unit": "00004", "stable": False}
    refused = addict("2026-02-26 09:00", residence=nowhere).refused_opening(
        CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION
    )
    assert refused.law_of("stable-residence") == ("116/2021/NĐ-CP", "Điều 28 khoản 1")


def test_a_second_case_is_refused_while_one_is_open(registered):
    refused = registered().refused_opening(
        CHAIR, "voluntary-home", "register", "2026-03-03 09:00", papers=REGISTRATION
    )
    assert "no-open-case" in refused.codes


def test_the_dossier_tells_what_is_still_missing(registered):
    file = registered()
    dossier = file.look(CHAIR, "/dossier")
    assert dossier["complete"] is True
    assert {item["paper"] for item in dossier["items"]} == {"registration", "determination-result"}
    path = f"/v1/cases/{file.case['id']}/papers"
    paper = {"code": "provider-notice", "number": "5/TB", "issued_on": "2026-03-02"}
    ok(file.as_(CHAIR).post(path, json=paper))
    listed = file.look(CHAIR, "/papers")["items"]
    assert {paper["code"] for paper in listed} >= {"provider-notice", "registration"}
    unknown = file.as_(CHAIR).post(path, json={"code": "khong-co"})
    assert unknown.status_code == 422

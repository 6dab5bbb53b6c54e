"""Voluntary rehabilitation at home under Decree 116 as amended on 2025-07-01: March 2026.

Register within five working days, the chair decides within three, six to twelve months.
"""

import pytest

from tests.scenarios.story import (
    REGISTRATION,
    handed,
    moment,
    ok,
    phases,
    signed,
)

CHAIR, POLICE = "commune_official", "commune_police"
DONE = phases("abc", "2026-03-09", "2026-08-30")


@pytest.fixture
def registered(addict):
    """Told on Thursday 26 February, registered on Monday 2 March 2026."""
    return lambda **person: addict("2026-02-26 09:00", **person).open(
        CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION
    )


@pytest.fixture
def decided(registered):
    """Decided on Wednesday, for six months."""
    return lambda months=6: registered().take(
        CHAIR, "decide", "2026-03-04 10:00", term_months=months, decision=signed("2026-03-04")
    )


@pytest.fixture
def in_service(decided):
    """Begun on Monday 9 March."""
    return lambda months=6: decided(months).take(CHAIR, "begin", "2026-03-09 08:00")


def test_the_file_from_registration_to_certificate(in_service):
    file = in_service()
    assert file.case["edition"] == "d116-2025-07"
    assert file.case["unit"] == "00004"
    assert (file.case["term"]["start"], file.case["term"]["end"]) == ("2026-03-09", "2026-09-09")
    assert "73/2021/QH14" in file.case["term"]["parts"][0]["law"]
    file.take(POLICE, "complete", "2026-09-09 09:00", phases=DONE)
    assert (file.case["state"], file.case["outcome"]) == ("completed", "completed")
    assert file.case["closed_at"] == "2026-09-09T09:00:00+07:00"
    names = [(step["name"], step["edition"], step["authority"]) for step in file.case["steps"]]
    assert names == [
        ("register", "d116-2025-07", "registration_desk"),
        ("decide", "d116-2025-07", "commune_chair"),
        ("begin", "d116-2025-07", "commune_supporter"),
        ("complete", "d163", "commune_police_head"),
    ]
    assert not any(step["late_entry"] for step in file.case["steps"])


def test_each_clock_is_the_one_the_decree_sets(registered):
    file = registered()
    told = file.deadline_of("determination", "D-09")
    assert (told["status"], told["due_at"]) == ("met", "2026-03-05T23:59:59+07:00")
    chair = file.deadline("D-10")
    assert (chair["status"], chair["due_at"]) == ("open", "2026-03-05T23:59:59+07:00")
    assert chair["legal_basis"][0]["at"] == "Điều 30 khoản 1"
    file.take(CHAIR, "decide", "2026-03-05 16:00", term_months=12, decision=signed("2026-03-05"))
    assert file.deadline("D-10")["status"] == "met"
    assert file.deadline("D-11")["due_at"] == "2026-03-12T23:59:59+07:00"


def test_completion_before_the_new_law_is_the_chairs(addict):
    """Begun in November 2025 and over in May 2026: wholly under the old law."""
    file = addict("2025-11-03 09:00")
    file.open(CHAIR, "voluntary-home", "register", "2025-11-04 09:00", papers=REGISTRATION)
    file.take(CHAIR, "decide", "2025-11-05 09:00", term_months=6, decision=signed("2025-11-05"))
    file.take(CHAIR, "begin", "2025-11-06 09:00")
    done = phases("abc", "2025-11-07", "2026-04-30")
    wrong = file.refused(POLICE, "complete", "2026-05-06 09:00", phases=done)
    assert wrong.law_of("wrong-authority") == ("73/2021/QH14", "Điều 30, Điều 40")
    early = file.refused(CHAIR, "complete", "2026-05-05 09:00", phases=done)
    assert early.law_of("term-over") == ("116/2021/NĐ-CP", "Điều 32 khoản 3")
    file.take(CHAIR, "complete", "2026-05-06 09:00", phases=done)
    assert file.case["steps"][-1]["edition"] == "d116-2025-07"
    assert file.case["steps"][-1]["legal_basis"][0]["at"] == "Điều 32 khoản 3"
    issued = {paper["code"]: paper for paper in file.look(CHAIR, "/papers")["items"]}
    assert issued["certificate-home"]["direction"] == "issued"


def test_after_the_cutover_the_police_head_certifies_the_old_term_and_phases(in_service):
    """TR-1 and TR-10: old term, phases a to c, new office."""
    file = in_service()
    wrong = file.refused(CHAIR, "complete", "2026-09-09 09:00", phases=DONE)
    assert wrong.law_of("wrong-authority") == ("120/2025/QH15", "Điều 32 khoản 5, Điều 35 khoản 3")
    partial = file.refused(
        POLICE, "complete", "2026-09-09 09:00", phases=phases("ab", "2026-03-09", "2026-05-30")
    )
    assert partial.law_of("phases-done") == ("120/2025/QH15", "Điều 29 khoản 3")
    early = file.refused(POLICE, "complete", "2026-09-07 09:00", phases=DONE)
    assert early.law_of("term-over") == ("163/2026/NĐ-CP", "Điều 93 khoản 4 điểm a")
    file.take(POLICE, "complete", "2026-09-08 09:00", phases=DONE)
    assert file.case["term"]["months"] == 6


@pytest.mark.parametrize("months", [5, 13])
def test_a_term_outside_six_to_twelve_months_is_refused(registered, months):
    refused = registered().refused(
        CHAIR, "decide", "2026-03-04 09:00", term_months=months, decision=signed("2026-03-04")
    )
    assert refused.codes == {"term-out-of-bounds"}
    assert refused.law_of("term-out-of-bounds")[0] == "73/2021/QH14"
    assert refused.answer.json()["errors"][0]["pointer"] == "/term_months"


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


@pytest.mark.parametrize(
    ("step", "fields", "law"),
    [
        ("begin", {}, ("116/2021/NĐ-CP", "Điều 3 khoản 4, Điều 31")),
        ("complete", {"phases": DONE}, ("116/2021/NĐ-CP", "Điều 32 khoản 3")),
        (
            "record_violation",
            {"ground": "used_again", "happened_on": "2026-03-03"},
            ("116/2021/NĐ-CP", "Điều 33 khoản 1"),
        ),
    ],
)
def test_a_step_out_of_its_order_is_refused(registered, step, fields, law):
    refused = registered().refused(CHAIR, step, "2026-03-04 09:00", **fields)
    assert refused.law_of("wrong-state") == law


def test_what_is_decided_is_not_decided_twice(decided):
    refused = decided().refused(
        CHAIR, "decide", "2026-03-05 09:00", term_months=6, decision=signed("2026-03-05")
    )
    assert "wrong-state" in refused.codes


def test_an_act_earlier_than_the_one_before_it_is_refused(registered):
    refused = registered().refused(
        CHAIR,
        "decide",
        "2026-02-28 09:00",
        recorded="2026-03-04 09:00",
        term_months=6,
        decision=signed("2026-02-28"),
    )
    assert "out-of-order" in refused.codes


def test_a_decision_signed_after_the_act_is_refused(registered):
    refused = registered().refused(
        CHAIR, "decide", "2026-03-04 09:00", term_months=6, decision=signed("2026-03-05")
    )
    assert refused.answer.json()["errors"][0]["pointer"] == "/decision/on"


def test_the_police_do_not_decide_and_the_chair_does(registered):
    refused = registered().refused(
        POLICE, "decide", "2026-03-04 09:00", term_months=6, decision=signed("2026-03-04")
    )
    assert refused.codes == {"wrong-authority"}


def test_a_step_of_the_other_edition_is_refused_with_the_one_in_force(in_service):
    """`announce_end` came with Decree 163; in May 2026 there is no such act."""
    file = in_service()
    refused = file.refused(CHAIR, "announce_end", "2026-05-04 09:00")
    assert refused.codes == {"wrong-edition"}
    act, at = refused.law_of("wrong-edition")
    assert (act, at) == ("184/2025/NĐ-CP", "hiệu lực từ 01/07/2025")


def test_the_future_is_a_wrong_form_not_a_refusal(registered):
    file = registered()
    answer = file.try_take(
        CHAIR,
        "decide",
        "2026-03-04 09:00",
        recorded="2026-03-04 08:59",
        term_months=6,
        decision=signed("2026-03-04"),
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.json()["errors"][0]["pointer"] == "/occurred_at"


def test_a_late_entry_is_judged_by_its_own_day_and_marked(registered):
    """Entered in August 2026, when the chair no longer decides: in March it was the chair's act."""
    file = registered()
    file.take(
        CHAIR,
        "decide",
        "2026-03-04 09:00",
        recorded="2026-08-10 09:00",
        term_months=6,
        decision=signed("2026-03-04"),
    )
    step = file.case["steps"][-1]
    assert (step["late_entry"], step["edition"]) == (True, "d116-2025-07")
    assert step["recorded_at"] == "2026-08-10T09:00:00+07:00"
    # The clock was met on the day of the act, however late it was told.
    assert file.deadline("D-10")["status"] == "met"


def test_a_violation_ends_the_case_and_the_police_must_open_a_dossier(in_service):
    file = in_service()
    file.take(
        POLICE, "record_violation", "2026-05-04 09:00", ground="used_again",
        happened_on="2026-05-03",
    )  # fmt: skip
    assert file.case["outcome"] == "violation_recorded"
    owed = file.deadline("D-16")
    assert (owed["status"], owed["due_at"]) == ("open", "2026-05-11T23:59:59+07:00")
    file.clock.set(moment("2026-05-12 09:00"))
    assert file.deadline("D-16")["status"] == "overdue"


def test_a_closed_case_takes_no_more_steps(in_service):
    file = in_service()
    file.take(POLICE, "complete", "2026-09-09 09:00", phases=DONE)
    refused = file.refused(POLICE, "complete", "2026-09-10 09:00", phases=DONE)
    assert "wrong-state" in refused.codes


def test_twelve_months_are_allowed(decided):
    file = decided(12).take(CHAIR, "begin", "2026-03-09 08:00")
    assert file.case["term"]["end"] == "2027-03-09"


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

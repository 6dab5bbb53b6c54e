"""Papers a dossier lacks for a step that something is owed on, and no others."""

from tests.scenarios.chain import (
    CHAIR,
    CLERK,
    DIRECTOR,
    INTAKE,
    POLICE,
    admitted_163,
    decided,
    opened,
    to_court_2026,
)
from tests.scenarios.story import CENTRE, REGISTRATION_163, ok, phases, signed
from tests.scenarios.worklist.seen import items, worklist


def lacked(caller, **asked):
    return {row["paper"]: row for row in items(caller, kind="missing_paper", **asked)}


def being_compiled(addict):
    return opened(addict("2026-07-20 09:00"), "2026-08-03 09:00", POLICE, not_criminal=True)


def test_a_paper_is_named_with_its_article_its_form_and_the_step_that_waits(addict):
    file = being_compiled(addict)
    row = lacked(file.as_(POLICE))["cv"]
    assert row["title"]["vi"] == "Bản tóm tắt lý lịch"
    assert row["reason"]["vi"] == "Thiếu giấy tờ: Bản tóm tắt lý lịch"
    [law] = row["legal_basis"]
    assert (law["act"], law["at"]) == ("163/2026/NĐ-CP", "Điều 101 khoản 1")
    assert {step["name"] for step in row["steps"]} == {"complete_dossier", "notify"}
    assert (row["clock"], row["due_at"]) == ("D-16", file.deadline("D-16", POLICE)["due_at"])
    assert row["case_id"] == file.case["id"]


def test_the_list_and_the_dossier_say_the_same(addict):
    file = being_compiled(addict)
    dossier = file.look(POLICE, "/dossier")["items"]
    wanted = {
        item["paper"]: (item["title"], item["form"], item["legal_basis"])
        for item in dossier
        if not item["present"] and {"complete_dossier", "notify"} & set(item["needed_for"])
    }
    rows = lacked(file.as_(POLICE))
    assert wanted.keys() == rows.keys() != set()
    for paper, row in rows.items():
        assert (row["title"], row["form"], row["legal_basis"]) == wanted[paper]


def test_a_paper_received_is_off_the_list(addict):
    file = being_compiled(addict)
    before = set(lacked(file.as_(POLICE)))
    path = f"/v1/cases/{file.case['id']}/papers"
    ok(file.as_(POLICE).post(path, json={"code": "cv"}))
    assert set(lacked(file.as_(POLICE))) == before - {"cv"} != set()
    for code in before - {"cv"}:
        ok(file.as_(POLICE).post(path, json={"code": code}))
    assert lacked(file.as_(POLICE)) == {}


def test_a_paper_is_lacked_before_its_clock_comes_near(addict):
    """The clock is beyond the days looked ahead, the paper is wanted all the same."""
    file = being_compiled(addict)
    page = worklist(file.as_(POLICE), days=0)
    assert (page["counts"]["due_soon"], page["counts"]["missing_paper"]) == (0, 2)


def test_no_paper_is_lacked_for_a_step_of_another_office(addict):
    """The dossier is the police's to compile: the centre and the court lack nothing."""
    file = being_compiled(addict)
    assert lacked(file.as_(INTAKE)) == {}
    assert lacked(file.as_(CLERK)) == {}
    assert set(lacked(file.as_(CHAIR))) == set(lacked(file.as_(POLICE)))  # one unit, one list


def test_papers_of_steps_that_nobody_owes_are_not_lacked(addict):
    """In the centre a removal, an exemption or a leave is possible, and none of them is due."""
    file = to_court_2026(addict("2026-07-20 09:00"))
    decided(file, "2026-08-11 09:00", "2026-08-20 09:00")
    admitted_163(file, "2026-08-31 08:00", "2026-09-03", "2026-09-04 09:00")
    dossier = file.look(INTAKE, "/dossier")["items"]
    assert any(not item["present"] for item in dossier)
    assert lacked(file.as_(INTAKE)) == {}


def in_private_centre(addict):
    file = addict("2026-08-03 08:00")
    said = {"centre": "private", "facility": CENTRE, "papers": REGISTRATION_163}
    file.open(POLICE, "voluntary-centre", "register", "2026-08-03 09:00", **said)
    file.take(POLICE, "decide", "2026-08-03 10:00", decision=signed("2026-08-03"))
    file.take(DIRECTOR, "sign_contract", "2026-08-03 14:00")
    return file.take(INTAKE, "admit", "2026-08-03 15:00")


def test_a_clock_that_two_units_may_meet_asks_each_for_its_own_papers(addict):
    """163/2026: what became of the service is told by the provider, or by the centre."""
    file = in_private_centre(addict)
    assert set(lacked(file.as_(INTAKE))) == {"centre-notice"}
    file.take(INTAKE, "notify_commune", "2026-08-04 09:00", papers=("centre-notice",))
    assert lacked(file.as_(INTAKE)) == {}
    done = phases("abc", "2026-08-03", "2026-12-30")
    file.take(DIRECTOR, "certify_partial", "2027-01-04 09:00", phases=done)
    file.take(POLICE, "register_home", "2027-01-06 09:00")
    said = {"event": "used", "happened_at": "2027-01-07T08:00:00+07:00"}
    file.take(CHAIR, "record_service_event", "2027-01-07 09:00", **said)
    assert set(lacked(file.as_(CHAIR))) == {"provider-notice"}


def test_the_dossier_of_a_closed_case_lacks_nothing_though_something_is_owed(addict):
    file = in_private_centre(addict)
    done = phases("abcde", "2026-08-03", "2028-08-01")
    file.take(DIRECTOR, "complete", "2028-08-03 09:00", phases=done)
    assert file.case["closed_at"] is not None
    assert "D-64" in {row["clock"] for row in items(file.as_(INTAKE))}
    assert lacked(file.as_(INTAKE)) == {}

"""Chores of a centre and of its province: notices, referrals, remedies and re-checks."""

from tests.scenarios.chain import CHAIR
from tests.scenarios.inside import DIRECTOR, INTAKE, under_163
from tests.scenarios.story import CENTRE, moment, ok
from tests.scenarios.test_incidents import give, tell, whom
from tests.scenarios.test_referrals import act, outside, refer
from tests.scenarios.test_reviews import LATER, answer, begun, close, closed_with_a_gap, manager
from tests.scenarios.worklist.seen import items

__all__ = ["manager"]


def found(caller, kind, **asked):
    return [(row["status"], row["record_id"]) for row in items(caller, kind=kind, **asked)]


def test_who_must_be_told_of_an_incident_is_on_the_list_with_its_article(addict):
    file = under_163(addict)
    made = ok(tell(file, "death", "2026-10-01 03:00", case_id=file.case["id"]))
    notice = whom(made)["relatives"]
    [row] = items(file.as_(DIRECTOR), kind="notice_due")
    assert (row["record_id"], row["due_at"]) == (notice["id"], "2026-10-01T05:00:00+07:00")
    assert (row["title"], row["legal_basis"]) == (notice["title"], notice["legal_basis"])
    assert (row["practice"], row["case_id"]) == (False, file.case["id"])
    assert items(file.as_(CHAIR), kind="notice_due") == []
    file.clock.set(moment("2026-10-01 06:00"))
    assert found(file.as_(INTAKE), "notice_due") == [("overdue", notice["id"])]
    ok(give(file, made, notice, "2026-10-01 06:30"), 200)
    assert found(file.as_(DIRECTOR), "notice_due") == []


def test_a_voided_incident_asks_nothing(addict):
    file = under_163(addict)
    made = ok(tell(file, "death", "2026-10-01 03:00", case_id=file.case["id"]))
    path = f"/v1/clients/{file.client['id']}/incidents/{made['id']}/void"
    ok(file.as_(INTAKE).post(path, json={"reason": "Nhầm người"}, version=made["version"]), 200)
    assert items(file.as_(DIRECTOR), kind="notice_due") == []


def test_a_referral_waits_at_the_centre_until_it_says_yes_or_no(new_file):
    file = new_file().register("2026-03-02 09:00")
    made = ok(refer(file))
    centre = file.as_(INTAKE)
    [row] = items(centre, kind="referral_due")
    assert (row["record_id"], row["due_at"]) == (made["id"], made["answer_due_at"])
    assert (row["status"], row["practice"], row["unit"]) == ("due_soon", True, CENTRE)
    assert items(file.as_(CHAIR), kind="referral_due") == []
    file.clock.set(moment("2026-03-20 09:00"))
    assert found(centre, "referral_due") == [("overdue", made["id"])]
    ok(act(centre, made, "accept"), 200)
    assert found(centre, "referral_due") == []


def test_what_somebody_outside_answers_is_written_down_by_the_sender(new_file):
    file = new_file().register("2026-03-02 09:00")
    made = ok(outside(file))
    [row] = items(file.as_(CHAIR), kind="referral_due")
    assert (row["record_id"], row["unit"]) == (made["id"], "00004")
    assert row["reason"]["vi"].endswith("; Trung tâm trợ giúp pháp lý")
    assert items(file.as_(INTAKE), kind="referral_due") == []


def test_a_remedy_is_the_centres_and_the_re_check_the_provinces(manager, offices):
    review, remedy = closed_with_a_gap(manager)
    director = offices(DIRECTOR)
    [row] = items(director, kind="remedy_due", days=31)
    assert (row["record_id"], row["due_at"][:10]) == (remedy["id"], "2026-11-30")
    [asked] = [one for one in review["findings"] if one["criterion"] == "C3-05"]
    assert row["legal_basis"] == asked["legal_basis"]
    assert asked["title"]["vi"] in row["title"]["vi"]
    assert items(director, kind="recheck_due", days=31) == []
    [row] = items(manager, kind="recheck_due", days=31)
    assert (row["record_id"], row["due_at"][:10]) == (review["id"], LATER)
    assert (row["client_id"], row["unit"], row["practice"]) == (None, CENTRE, True)
    assert items(manager, kind="remedy_due", days=31) == []
    assert items(offices("province_manager", "79"), kind="recheck_due", days=31) == []


def test_what_is_of_no_person_is_nobodys_own(manager, offices):
    closed_with_a_gap(manager)
    assert len(items(offices(DIRECTOR), kind="remedy_due", days=31)) == 1
    assert items(offices(DIRECTOR), days=31, mine="true") == []


def test_remedied_and_checked_again_there_is_nothing_to_do(manager, offices, clock):
    review, remedy = closed_with_a_gap(manager)
    clock.set(moment(f"{LATER} 09:00"))
    assert found(offices(DIRECTOR), "remedy_due") == [("overdue", remedy["id"])]
    assert found(manager, "recheck_due") == [("due_today", review["id"])]
    path = f"/v1/reviews/{review['id']}/remedies/{remedy['id']}/done"
    said = {"done_on": LATER, "evidence": "Biên bản"}
    ok(manager.post(path, json=said, version=remedy["version"]), 200)
    assert found(offices(DIRECTOR), "remedy_due") == []
    again = ok(answer(manager, begun(manager, held_on=LATER, follows=review["id"])), 200)
    assert found(manager, "recheck_due") == [("due_today", review["id"])]
    ok(close(manager, again), 200)
    assert found(manager, "recheck_due") == []

"""Rehabilitation at home from its beginning to the certificate, or to a violation."""

from tests.scenarios.story import REGISTRATION, moment, phases, signed
from tests.scenarios.voluntary_home_d116.acts import CHAIR, DONE, POLICE


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
    """TR-1, TR-10 and TR-11: old term, phases a to c, new office."""
    file = in_service()
    wrong = file.refused(CHAIR, "complete", "2026-09-09 09:00", phases=DONE)
    assert wrong.law_of("wrong-authority") == ("120/2025/QH15", "Điều 32 khoản 5, Điều 35 khoản 3")
    partial = file.refused(
        POLICE, "complete", "2026-09-09 09:00", phases=phases("ab", "2026-03-09", "2026-05-30")
    )
    assert partial.law_of("phases-done") == ("73/2021/QH14", "Điều 29 khoản 2")
    early = file.refused(POLICE, "complete", "2026-09-07 09:00", phases=DONE)
    assert early.law_of("term-over") == ("163/2026/NĐ-CP", "Điều 93 khoản 4 điểm a")
    file.take(POLICE, "complete", "2026-09-08 09:00", phases=DONE)
    assert file.case["term"]["months"] == 6


def test_a_step_of_the_other_edition_is_refused_with_the_one_in_force(in_service):
    """`announce_end` came with Decree 163; in May 2026 there is no such act."""
    file = in_service()
    refused = file.refused(CHAIR, "announce_end", "2026-05-04 09:00")
    assert refused.codes == {"wrong-edition"}
    act, at = refused.law_of("wrong-edition")
    assert (act, at) == ("184/2025/NĐ-CP", "hiệu lực từ 01/07/2025")


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

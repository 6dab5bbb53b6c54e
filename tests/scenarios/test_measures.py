"""User management, a private and a public stay, substitution and e-monitoring over HTTP."""

from __future__ import annotations

from tests.scenarios.story import CENTRE, REGISTRATION_163, phases, signed

MONITORED = {"basis": "home", "term_months": 24, "effective_at": "2026-08-03T12:00:00+07:00"}


def test_a_user_is_managed_for_a_year(new_file):
    file = new_file().register("2026-08-03 08:00")
    police = "commune_police"
    file.open(police, "body-test", "order", "2026-08-03 08:30", subject="reasonable_ground",
              ground="caught")  # fmt: skip
    file.take(police, "record_result", "2026-08-03 09:00", result="positive", sample="urine")
    file.take(police, "send_result", "2026-08-03 09:05")
    file.open(police, "use-management", "verify_residence", "2026-08-03 09:30", residence="stable")
    assert file.deadline_of("body-test", "D-01")["status"] == "met"
    file.take(police, "notify", "2026-08-03 10:00", papers=("use-statement",))
    file.take(police, "decide", "2026-08-03 11:00", decision=signed("2026-08-03"))
    assert file.case["term"]["end"] == "2027-08-03"
    file.take(police, "check_residence", "2026-09-01 09:00")
    assert file.deadline("D-06")["status"] == "open"
    file.take(police, "pause", "2026-10-01 09:00")
    file.take(police, "resume", "2026-10-08 09:00")
    early = file.refused(police, "complete", "2027-08-02 09:00")
    assert early.codes == {"term-over"}
    file.take(police, "complete", "2027-08-03 09:00")
    assert file.case["closed_at"]
    # The case is over, and the decision that ended it is still to be sent.
    assert file.deadline("D-04")["status"] == "open"
    file.take(police, "send_decision", "2027-08-03 15:00")
    assert file.deadline("D-04")["status"] == "met"


def test_a_private_stay_goes_on_at_home_under_monitoring(addict):
    file = addict("2026-08-03 08:00")
    police, head = "commune_police", "centre_director"
    file.open(police, "voluntary-centre", "register", "2026-08-03 09:00", centre="private",
              facility=CENTRE, papers=REGISTRATION_163)  # fmt: skip
    assert file.deadline_of("determination", "D-09")["status"] == "met"
    file.take(police, "decide", "2026-08-03 10:00", decision=signed("2026-08-03"))
    file.take(head, "sign_contract", "2026-08-03 14:00")
    file.take("centre_caseworker", "admit", "2026-08-03 15:00")
    assert file.case["term"]["end"] == "2028-08-03"
    file.take("centre_caseworker", "notify_commune", "2026-08-04 09:00", papers=("centre-notice",))
    done = phases("abc", "2026-08-03", "2026-12-30")
    file.take(head, "certify_partial", "2027-01-04 09:00", phases=done)
    # The term stands still from here, yet the clocks of the centre do not move with it: they end.
    assert {file.deadline(code)["status"] for code in ("D-56", "D-57")} == {"cancelled"}
    file.take(police, "register_home", "2027-01-06 09:00")
    assert file.case["term"]["end"] == "2028-08-05"
    file.take(police, "continue_decision", "2027-01-06 10:00", decision=signed("2027-01-06"))
    said = {**MONITORED, "effective_at": "2027-01-06T12:00:00+07:00"}
    file.open(police, "e-monitoring", "decide", "2027-01-06 11:00", **said,
              decision=signed("2027-01-06"))  # fmt: skip
    assert file.deadline_of("voluntary-centre", "D-45")["status"] == "met"
    file.take(police, "fit", "2027-01-06 15:00", device_number="GS-17")
    file.take(police, "record_breach", "2027-02-01 09:00", act="b", happened_on="2027-02-01")
    early = file.refused(police, "record_refusal", "2027-02-01 10:00", threshold="not_fixed")
    assert early.codes == {"clock-missed"}


def test_a_public_stay_is_assigned_by_the_province(addict):
    file = addict("2026-08-03 08:00")
    police = "commune_police"
    file.open(police, "voluntary-centre", "register", "2026-08-03 09:00", centre="public",
              papers=REGISTRATION_163)  # fmt: skip
    file.take(police, "decide", "2026-08-03 10:00", decision=signed("2026-08-03"))
    file.take(police, "request_placement", "2026-08-03 11:00")
    file.take("province_manager", "assign_centre", "2026-08-03 15:00", facility=CENTRE,
              decision=signed("2026-08-03"))  # fmt: skip
    file.take("centre_caseworker", "admit", "2026-08-04 09:00")
    assert file.deadline("D-61")["due_at"].startswith("2028-07-05")
    file.take("centre_director", "record_escape", "2026-08-05 09:00",
              escaped_at="2026-08-05T08:00:00+07:00")  # fmt: skip
    file.take("centre_caseworker", "record_return", "2026-08-06 09:00")


def test_substitution_of_june_is_started_under_the_new_law(addict):
    file = addict("2026-06-29 08:00")
    chair, site = "commune_official", "centre_clinician"
    file.open(chair, "substitution", "register", "2026-06-29 09:00", opioid=True, facility=CENTRE,
              papers=("substitution-application", "determination-result"))  # fmt: skip
    file.take(chair, "decide", "2026-06-29 10:00", decision=signed("2026-06-29"))
    file.take(site, "start", "2026-07-02 09:00", eligible_at="2026-07-02T08:00:00+07:00")
    file.take(site, "notify_commune", "2026-07-02 10:00", papers=("substitution-notice",))
    assert file.deadline("D-45", by="commune_police")["status"] == "open"


def test_a_centre_registers_a_client_itself_under_decree_116(addict):
    file = addict("2026-03-02 08:00")
    chair, head = "commune_official", "centre_director"
    file.open(chair, "voluntary-centre", "register", "2026-03-02 09:00", centre="private",
              facility=CENTRE, papers=("registration", "identity-copy"))  # fmt: skip
    file.take(head, "sign_contract", "2026-03-02 14:00", term_months=6)
    file.take("centre_caseworker", "admit", "2026-03-02 15:00")
    file.take(
        head, "complete", "2026-09-02 09:00", phases=phases("abc", "2026-03-02", "2026-08-30")
    )
    assert file.case["state"] == "completed"

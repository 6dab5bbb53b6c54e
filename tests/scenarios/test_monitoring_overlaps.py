"""Monitoring of two measures side by side: the next is decided before the first has ended."""

from tests.scenarios.story import REGISTRATION, signed

CHAIR, POLICE = "commune_official", "commune_police"


def test_post_rehab_monitoring_is_decided_while_home_monitoring_still_runs(addict):
    """163/2026 Điều 16 khoản 2: 12 hours from the decision, weeks before the home term is over."""
    file = addict("2026-03-02 09:00")
    file.open(CHAIR, "voluntary-home", "register", "2026-03-03 09:00", papers=REGISTRATION)
    file.take(CHAIR, "decide", "2026-03-04 09:00", term_months=6, decision=signed("2026-03-04"))
    file.take(CHAIR, "begin", "2026-03-05 09:00")
    home = dict(file.case)
    told = {"basis": "home", "term_months": 2, "effective_at": "2026-07-02T12:00:00+07:00"}
    file.open(POLICE, "e-monitoring", "decide", "2026-07-02 09:00", decision=signed("2026-07-02"),
              **told)  # fmt: skip
    first = dict(file.case)
    again = file.refused_opening(POLICE, "e-monitoring", "decide", "2026-07-03 09:00",
                                 decision=signed("2026-07-03"), **told)  # fmt: skip
    assert again.codes == {"no-open-case"}
    assert again.law_of("no-open-case") == ("163/2026/NĐ-CP", "Điều 16")
    file.case = home
    file.take(CHAIR, "announce_end", "2026-08-03 09:00")
    file.open(POLICE, "post-rehab", "propose", "2026-08-04 09:00", origin=home["id"])
    file.take(CHAIR, "decide", "2026-08-05 09:00", decision=signed("2026-08-05"),
              from_on="2026-09-05")  # fmt: skip
    file.take(POLICE, "receive_decision", "2026-08-05 10:00")
    later = {"basis": "post_rehab", "term_months": 12, "effective_at": "2026-09-05T00:00:00+07:00"}
    file.open(POLICE, "e-monitoring", "decide", "2026-08-05 14:00", decision=signed("2026-08-05"),
              **later)  # fmt: skip
    assert file.deadline_of("post-rehab", "D-45")["status"] == "met"
    open_now = (
        file.as_(POLICE)
        .get(
            "/v1/cases",
            params={"client_id": file.client["id"], "procedure": "e-monitoring", "open": "true"},
        )
        .json()["items"]
    )
    assert {row["id"] for row in open_now} == {first["id"], file.case["id"]}

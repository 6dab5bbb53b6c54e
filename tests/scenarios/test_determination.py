"""Determination of addiction: in one request or step by step, the person's wish or the police's."""

from tests.scenarios.story import handed, ok

CHAIR, POLICE, CLINIC = "commune_official", "commune_police", "centre_clinician"


def test_in_one_request_from_application_to_delivered_result(new_file):
    file = new_file().register("2026-02-23 08:00")
    made = ok(
        file.try_determine(
            "2026-02-26 09:00",
            requested_at="2026-02-23T08:00:00+07:00",
            received_at="2026-02-23T08:30:00+07:00",
            concluded_at="2026-02-25T10:00:00+07:00",
            concluded_on="2026-02-25",
        )
    )
    assert [step["name"] for step in made["case"]["steps"]] == [
        "apply", "receive", "conclude", "deliver",
    ]  # fmt: skip
    assert made["determination"]["notified_at"] == "2026-02-26T09:00:00+07:00"
    assert made["determination"]["criteria_met"] == 4
    path = f"/v1/clients/{file.client['id']}/determinations"
    assert [row["result"] for row in file.as_(CHAIR).get(path).json()["items"]] == ["addicted"]


def test_the_doctors_have_five_days(new_file):
    file = new_file().register("2026-02-23 08:00")
    made = ok(
        file.try_determine(
            "2026-03-02 09:00",
            requested_at="2026-02-23T08:00:00+07:00",
            received_at="2026-02-23T08:30:00+07:00",
        )
    )
    rows = file.as_(CHAIR).get(f"/v1/cases/{made['case']['id']}/deadlines").json()["items"]
    [late] = [row for row in rows if row["clock"] == "D-07"]
    assert (late["due_at"], late["status"]) == ("2026-03-02T23:59:59+07:00", "met")


def test_not_addicted_starts_no_clock_and_opens_no_list(new_file):
    file = new_file().register("2026-02-26 08:00")
    made = ok(file.try_determine("2026-02-26 09:00", result="not_addicted", criteria_met=1))
    rows = file.as_(CHAIR).get(f"/v1/cases/{made['case']['id']}/deadlines").json()["items"]
    assert "D-09" not in {row["clock"] for row in rows}
    asked = {"from": "2026-02-01", "to": "2026-02-28"}
    figure = file.as_(CHAIR).get("/v1/indicators/DA1393-1.1", params=asked).json()
    assert figure["denominator"] == 0


def test_what_has_not_happened_yet_is_left_out_and_added_later(new_file):
    file = new_file().register("2026-02-23 08:00")
    made = ok(
        file.try_determine(
            "2026-02-23 09:00", concluded_at=None, delivered_at=None, result=None,
            concluded_on=None, criteria_met=None,
        )
    )  # fmt: skip
    assert (made["case"]["state"], made["determination"]) == ("received", None)
    file.case = made["case"]
    said = {"result": "addicted", "concluded_on": "2026-02-25"}
    file.take(CHAIR, "conclude", "2026-02-25 09:00", **said)
    file.take(CHAIR, "deliver", "2026-02-26 09:00")
    assert file.case["outcome"] == "delivered"
    assert file.deadline("D-09")["due_at"] == "2026-03-05T23:59:59+07:00"


def test_the_police_ask_with_their_papers(new_file):
    file = new_file().register("2026-02-26 08:00")
    asked = {"requested_by": "authority", "group": "a", "held": "at_clinic"}
    answer = file.try_determine("2026-02-26 09:00", **asked)
    assert answer.json()["missing"] == ["determination-request", "test-result", "determination-cv"]
    papers = handed("determination-request", "test-result", "determination-cv")
    at = file.at("2026-02-26 09:00")
    path = f"/v1/clients/{file.client['id']}/determinations"
    body = {"requested_at": at, "papers": papers, **asked}
    assert file.as_(CHAIR).post(path, json=body).json()["reasons"][0]["code"] == "wrong-authority"
    assert ok(file.as_(POLICE).post(path, json=body))["case"]["state"] == "requested"


def test_all_of_it_or_nothing(new_file):
    """The third step is refused, so the case of the first two does not exist either."""
    file = new_file().register("2026-02-26 08:00")
    answer = file.try_determine("2026-02-26 09:00", delivered_at="2026-02-26T08:00:00+07:00")
    assert answer.json()["code"] == "step-refused"
    cases = file.as_(CHAIR).get(f"/v1/clients/{file.client['id']}/cases").json()["items"]
    assert cases == []


def test_a_clinician_of_a_centre_without_the_file_sees_nothing(new_file):
    file = new_file().register("2026-02-26 08:00")
    path = f"/v1/clients/{file.client['id']}/determinations"
    assert file.as_(CLINIC).get(path).status_code == 404

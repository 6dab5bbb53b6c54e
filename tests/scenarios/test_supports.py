"""Support from the need to its outcome: who tells, what it counts as, what is never rewritten."""

import pytest

from tests.scenarios.chain import to_court_2026
from tests.scenarios.story import ok

OFFICIAL, POLICE, INTAKE = "commune_official", "commune_police", "centre_caseworker"


@pytest.fixture
def file(new_file):
    return new_file().register("2026-03-02 09:00")


def opened(file, when="2026-03-05 09:00", role=OFFICIAL, **said):
    file.at(when)
    body = {"kind": "job", "need": "Cần việc làm", "opened_on": when[:10], "unit": "00004", **said}
    return file.as_(role).post(f"/v1/clients/{file.client['id']}/supports", json=body)


def done(file, item, when, state=None, role=OFFICIAL, version=None, **said):
    file.at(when)
    body = {"on": when[:10], "what": "Đã liên hệ", "unit": "00004", **said}
    if state is not None:
        body["state"] = state
    path = f"/v1/clients/{file.client['id']}/supports/{item['id']}/events"
    return file.as_(role).post(path, json=body, version=version or item["version"])


def read(file, path, role=OFFICIAL, **params):
    return ok(file.as_(role).get(path, params=params), 200)["items"]


def services(file):
    return read(file, f"/v1/clients/{file.client['id']}/services")


def listed(file, role=OFFICIAL, **params):
    return read(file, f"/v1/clients/{file.client['id']}/supports", role, **params)


def refused_at(answer):
    return answer.status_code, answer.json()["errors"][0]["pointer"]


# --- From the need to its outcome ---------------------------------------------------------------


def test_a_job_found_is_a_service_that_counts_from_that_day(file):
    item = ok(opened(file, follow_up_on="2026-03-20"))
    assert (item["state"], item["version"], item["service_id"]) == ("open", 1, None)
    item = ok(done(file, item, "2026-03-10 09:00", "offered", provider="Xưởng mộc Hòa Bình"), 200)
    item = ok(done(file, item, "2026-03-12 09:00", "in_progress"), 200)
    assert services(file) == []
    item = ok(done(file, item, "2026-04-01 09:00", "achieved"), 200)
    (service,) = services(file)
    assert (service["id"], service["kind"]) == (item["service_id"], "job_support")
    assert (service["on"], service["provider"]) == ("2026-04-01", "Xưởng mộc Hòa Bình")
    assert (item["outcome_on"], item["follow_up_on"], item["version"]) == ("2026-04-01", None, 4)


@pytest.mark.parametrize(
    ("kind", "counted"),
    [
        ("vocational_training", ["vocational_training"]),
        ("job", ["job_support"]),
        ("loan", ["loan"]),
        ("reintegration", ["reintegration"]),
        ("study", []),
        ("legal_aid", []),
        ("papers", []),
        ("health_insurance", []),
        ("other", []),
    ],
)
def test_only_what_the_indicators_count_is_a_service(file, kind, counted):
    item = ok(opened(file, kind=kind))
    ok(done(file, item, "2026-03-06 09:00", "achieved"), 200)
    assert [service["kind"] for service in services(file)] == counted


@pytest.mark.parametrize("state", ["refused_by_client", "not_available", "withdrawn"])
def test_what_was_not_achieved_is_no_service(file, state):
    item = ok(done(file, ok(opened(file)), "2026-03-06 09:00", state), 200)
    assert (item["state"], item["outcome_on"], services(file)) == (state, "2026-03-06", [])


def test_every_change_stands_with_its_day_and_who_told_it(file):
    item = ok(opened(file))
    item = ok(done(file, item, "2026-03-10 09:00", "offered"), 200)
    ok(done(file, item, "2026-03-12 09:00", role=POLICE, what="Gọi lại", on="2026-03-11"), 200)
    path = f"/v1/clients/{file.client['id']}/supports/{item['id']}/events"
    told = read(file, path)
    assert [(e["on"], e["state"], e["what"], e["late_entry"]) for e in told] == [
        ("2026-03-05", "open", "Cần việc làm", False),
        ("2026-03-10", "offered", "Đã liên hệ", False),
        ("2026-03-11", None, "Gọi lại", True),
    ]
    people = [str(file.as_(role).id) for role in (OFFICIAL, OFFICIAL, POLICE)]
    assert [e["recorded_by"] for e in told] == people
    first = ok(file.as_(OFFICIAL).get(path, params={"limit": "2"}), 200)
    rest = ok(file.as_(OFFICIAL).get(path, params={"limit": "2", "cursor": first["next"]}), 200)
    assert [*first["items"], *rest["items"]] == told


def test_an_outcome_is_final(file):
    item = ok(done(file, ok(opened(file)), "2026-03-06 09:00", "withdrawn"), 200)
    for state in (None, "offered", "achieved"):
        answer = done(file, item, "2026-03-07 09:00", state)
        assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict")


def test_a_support_does_not_go_back(file):
    item = ok(done(file, ok(opened(file)), "2026-03-06 09:00", "in_progress"), 200)
    assert done(file, item, "2026-03-07 09:00", "offered").status_code == 409
    assert done(file, item, "2026-03-07 09:00", "in_progress").status_code == 409


def test_two_who_read_the_same_version_do_not_both_change_it(file):
    item = ok(opened(file))
    ok(done(file, item, "2026-03-06 09:00", "achieved"), 200)
    assert done(file, item, "2026-03-06 09:00", "achieved", role=POLICE).status_code == 412
    assert len(services(file)) == 1


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"opened_on": "2026-03-06"}, "/opened_on"),
        ({"opened_on": "1998-03-01"}, "/opened_on"),
        ({"follow_up_on": "2026-03-04"}, "/follow_up_on"),
        ({"amount": 1}, "/amount"),
        ({"kind": "dream"}, "/kind"),
        ({"unit": "99999"}, "/unit"),
        ({"case_id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bc8"}, "/case_id"),
        ({"need": ""}, "/need"),
    ],
)
def test_what_cannot_be_needed_is_refused(file, said, pointer):
    assert refused_at(opened(file, **said)) == (422, pointer)
    assert listed(file) == []


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"on": "2026-03-04"}, "/on"),
        ({"on": "2026-03-07"}, "/on"),
        ({"follow_up_on": "2026-03-05"}, "/follow_up_on"),
        ({"state": "achieved", "follow_up_on": "2026-04-05"}, "/follow_up_on"),
        ({"amount": 1}, "/amount"),
        ({"state": "open"}, "/state"),
        ({"unit": "vn"}, "/unit"),
    ],
)
def test_what_cannot_have_been_done_is_refused(file, said, pointer):
    item = ok(opened(file))
    assert refused_at(done(file, item, "2026-03-06 09:00", **said)) == (422, pointer)
    assert listed(file) == [item]


def test_a_loan_has_an_amount(file):
    item = ok(opened(file, kind="loan", amount=30_000_000))
    item = ok(done(file, item, "2026-03-06 09:00", "offered", amount=20_000_000), 200)
    assert (item["kind"], item["amount"]) == ("loan", 20_000_000)


# --- By mistake ---------------------------------------------------------------------------------


def test_the_service_goes_with_the_support_and_not_alone(file):
    item = ok(done(file, ok(opened(file)), "2026-03-06 09:00", "achieved"), 200)
    client, why = f"/v1/clients/{file.client['id']}", {"reason": "Nhập nhầm người"}
    official = file.as_(OFFICIAL)
    alone = official.post(f"{client}/services/{item['service_id']}/void", json=why, version=1)
    assert (alone.status_code, alone.json()["code"]) == (409, "state-conflict")
    path = f"{client}/supports/{item['id']}/void"
    voided = ok(official.post(path, json=why, version=item["version"]), 200)
    assert (voided["void_reason"], voided["state"]) == ("Nhập nhầm người", "achieved")
    assert [s["void_reason"] for s in services(file)] == ["Nhập nhầm người"]
    assert official.post(path, json=why, version=voided["version"]).status_code == 409
    assert done(file, voided, "2026-03-07 09:00").status_code == 409
    assert listed(file) == [voided]
    assert listed(file, status="open") == listed(file, status="closed") == []


# --- Who tells, who reads -----------------------------------------------------------------------


def test_the_list_of_the_commune_begins_with_what_waits_longest(file, new_file):
    other = new_file().register("2026-03-02 09:00", full_name="Lê Thị Hoa", birth_date="1990-01-01")
    late = ok(opened(file, follow_up_on="2026-03-09"))
    later = ok(opened(other, follow_up_on="2026-03-20", kind="papers"))
    over = ok(done(file, ok(opened(file)), "2026-03-06 09:00", "withdrawn"), 200)
    file.at("2026-03-10 08:00")
    rows = read(file, "/v1/supports", status="open")
    assert [(row["id"], row["overdue"]) for row in rows] == [
        (late["id"], True), (later["id"], False),
    ]  # fmt: skip
    assert [r["id"] for r in read(file, "/v1/supports", overdue="true")] == [late["id"]]
    assert [r["id"] for r in read(file, "/v1/supports", kind="papers")] == [later["id"]]
    assert [r["id"] for r in read(file, "/v1/supports", status="closed")] == [over["id"]]
    assert read(file, "/v1/supports", unit="00008") == []
    page = ok(file.as_(OFFICIAL).get("/v1/supports", params={"status": "open", "limit": "1"}), 200)
    rest = {"status": "open", "limit": "1", "cursor": page["next"]}
    assert [r["id"] for r in read(file, "/v1/supports", **rest)] == [later["id"]]


def test_a_court_that_holds_the_file_reads_no_support(addict):
    file = to_court_2026(addict("2026-07-20 09:00"))
    ok(opened(file, "2026-08-11 09:00"))
    clerk, path = file.as_("court_clerk"), f"/v1/clients/{file.client['id']}"
    assert clerk.get(path).status_code == 200
    assert clerk.get(f"{path}/supports").status_code == 403
    assert clerk.get("/v1/supports").status_code == 403
    kinds = {event["kind"] for event in ok(clerk.get(f"{path}/timeline"), 200)["items"]}
    assert "support" not in kinds


def test_a_support_stands_in_the_life_of_the_file_and_its_service_not_beside_it(file):
    ok(done(file, ok(opened(file)), "2026-03-06 09:00", "achieved"), 200)
    path = f"/v1/clients/{file.client['id']}/timeline"
    events = ok(file.as_(OFFICIAL).get(path), 200)["items"]
    told = [(e["kind"], e["title"], e["ref"]) for e in events if e["kind"] != "custody"]
    assert told == [("support", "job", "achieved"), ("support", "job", "open")]


def test_what_counts_as_what_is_said_to_be_practice(file):
    body = ok(file.as_("analyst").get("/v1/supports/kinds"), 200)
    assert body["unverified"] is True
    counted = {row["code"]: row["counts_as"] for row in body["items"] if row["counts_as"]}
    assert counted == {
        "vocational_training": "vocational_training", "job": "job_support", "loan": "loan",
        "reintegration": "reintegration",
    }  # fmt: skip

"""Who may give services on a day, told by hand or by the case of a licence; model projects."""

import pytest

from tests.scenarios.story import ok
from tests.scenarios.test_licence import APPLY, CENTRE, GRANT

MANAGER, OFFICIAL = "province_manager", "commune_official"
BY_HAND = {
    "unit": "00004", "kind": "organisation", "name": "Trung tâm tư vấn Bình Minh",
    "services": ["plan_counselling", "education"], "licence_number": "12/TB",
    "valid_from": "2026-03-01", "valid_until": "2026-12-31",
}  # fmt: skip
MODEL = {
    "unit": "00004", "name": "Cai nghiện tại cộng đồng phường", "kind": "voluntary_community",
    "runs_from": "2026-01-01", "state": "running",
}  # fmt: skip


@pytest.fixture
def manager(offices):
    offices("centre_director", CENTRE)
    return offices(MANAGER)


def on(caller, day=None, path="/v1/providers", **params):
    asked = params if day is None else {**params, "on": day}
    return ok(caller.get(path, params=asked), 200)["items"]


def refused_at(answer):
    return answer.status_code, answer.json()["errors"][0]["pointer"]


def test_a_provider_is_valid_from_its_first_day_to_its_last(manager):
    ok(manager.post("/v1/providers", json=BY_HAND))
    for day, valid in (
        ("2026-02-28", False), ("2026-03-01", True), ("2026-12-31", True), ("2027-01-01", False),
    ):  # fmt: skip
        assert [row["valid"] for row in on(manager, day)] == [valid], day


def test_a_provider_withdrawn_may_serve_no_more(manager):
    made = ok(manager.post("/v1/providers", json=BY_HAND))
    path = f"/v1/providers/{made['id']}/withdraw"
    said = {"withdrawn_on": "2026-06-01", "reason": "Không hoạt động 06 tháng"}
    assert ok(manager.post(path, version=1, json=said), 200)["valid"] is False
    assert [row["valid"] for row in on(manager, "2026-05-31")] == [True]
    assert [row["valid"] for row in on(manager, "2026-06-01")] == [False]
    assert manager.post(path, version=2, json=said).status_code == 409


def test_every_commune_of_the_province_reads_the_list(manager, offices):
    """The list of providers is kept at the point of registration (116/2021, art. 32)."""
    made = ok(manager.post("/v1/providers", json=BY_HAND))
    assert [row["id"] for row in on(offices(OFFICIAL, "00008"))] == [made["id"]]
    assert on(offices(OFFICIAL, "26740")) == []
    assert offices(OFFICIAL).post("/v1/providers", json=BY_HAND).status_code == 403
    there = manager.post("/v1/providers", json={**BY_HAND, "unit": "26740"})
    assert there.status_code == 403


@pytest.fixture
def licensed(manager, offices):
    """A licence applied for on 16 November and granted on the 19th."""
    director = offices("centre_director", CENTRE)
    body = {"facility": CENTRE, "procedure": "private-licence", "step": APPLY}
    case = ok(director.post("/v1/cases", json=body))
    return ok(manager.post(f"/v1/cases/{case['id']}/steps", json=GRANT, version=case["version"]))


BY_CASE = {
    "unit": CENTRE, "kind": "private_centre", "name": "Cơ sở cai nghiện tư nhân",
    "services": ["detox", "education"],
}  # fmt: skip


def test_a_licence_granted_as_a_case_is_not_typed_again(manager, licensed):
    body = {**BY_CASE, "case_id": licensed["id"]}
    made = ok(manager.post("/v1/providers", json=body))
    assert (made["facility"], made["licence_number"], made["valid_from"], made["state"]) == (
        CENTRE, "3/GP-CAT", "2026-11-19", "licensed",
    )  # fmt: skip
    assert [row["valid"] for row in on(manager, "2026-11-18")] == [False]
    assert [row["valid"] for row in on(manager, "2026-11-19")] == [True]
    assert refused_at(manager.post("/v1/providers", json={**body, "licence_number": "1"})) == (
        422, "/licence_number",
    )  # fmt: skip
    assert manager.post("/v1/providers", json=body).status_code == 409
    withdrawn = {"withdrawn_on": "2026-11-20", "reason": "x"}
    path = f"/v1/providers/{made['id']}/withdraw"
    assert manager.post(path, version=1, json=withdrawn).status_code == 409


def test_a_commune_learns_whether_a_licence_stands_without_seeing_its_case(
    manager, licensed, offices
):
    ok(manager.post("/v1/providers", json={**BY_CASE, "case_id": licensed["id"]}))
    official = offices(OFFICIAL)
    assert official.get(f"/v1/cases/{licensed['id']}").status_code == 404
    assert [(row["valid"], row["state"]) for row in on(official)] == [(True, "licensed")]


def test_a_provider_without_a_case_has_a_number_and_a_day(manager):
    for name in ("licence_number", "valid_from"):
        body = {key: value for key, value in BY_HAND.items() if key != name}
        assert refused_at(manager.post("/v1/providers", json=body)) == (422, f"/{name}")


def test_a_provider_names_no_case_of_a_person(manager, new_file):
    file = new_file().register("2026-11-20 09:00").determined("2026-11-20 10:00")
    body = {**BY_CASE, "case_id": file.cases["determination"]["id"]}
    assert refused_at(manager.post("/v1/providers", json=body)) == (422, "/case_id")


# --- Models -------------------------------------------------------------------------------------


def test_a_model_lies_in_the_region_of_its_unit(manager, offices):
    made = ok(manager.post("/v1/model-projects", json=MODEL))
    region = str(made["region"])
    assert [row["id"] for row in on(manager, path="/v1/model-projects", region=region)] == [
        made["id"]
    ]
    other = "1" if region != "1" else "2"
    assert on(manager, path="/v1/model-projects", region=other) == []
    assert [r["id"] for r in on(offices(OFFICIAL), path="/v1/model-projects")] == [made["id"]]
    assert offices(OFFICIAL).post("/v1/model-projects", json=MODEL).status_code == 403


def test_a_model_that_works_says_by_what_result(manager):
    made = ok(manager.post("/v1/model-projects", json=MODEL))
    path = f"/v1/model-projects/{made['id']}"
    assert refused_at(manager.patch(path, version=1, json={"state": "effective"})) == (
        422, "/result",
    )  # fmt: skip
    said = {"state": "effective", "result": "18 trên 20 người hoàn thành"}
    assert ok(manager.patch(path, version=1, json=said), 200)["version"] == 2
    assert manager.patch(path, version=1, json=said).status_code == 412

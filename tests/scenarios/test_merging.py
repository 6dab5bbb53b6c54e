"""One person, one file: found twice, looked at, made one."""

from tests.scenarios.merging import (
    NATION,
    NUMBER,
    OFFICIAL,
    PROVINCE,
    contact,
    merge,
    preview,
    read,
    try_merge,
    twice,
)
from tests.scenarios.story import PERSON, REGISTRATION, ok, signed

__all__ = ["twice"]


# --- Who is like whom ---------------------------------------------------------------------------


def test_a_file_like_this_one_is_found_with_a_reason_for_each_field(twice):
    first, second = twice
    found = read(second, path="/duplicates")["candidates"]
    assert [one["client_id"] for one in found] == [first.client["id"]]
    assert found[0]["score"] >= 70
    assert {reason["field"] for reason in found[0]["reasons"]} >= {"birth_date", "full_name"}


def test_two_persons_are_remembered_and_not_proposed_again(twice):
    first, second = twice
    path = f"/v1/clients/{second.client['id']}/non-matches"
    said = {"other_id": first.client["id"], "reason": "Anh em sinh đôi, có giấy khai sinh"}
    word = ok(second.as_(OFFICIAL).post(path, json=said))
    for file in twice:
        assert read(file, path="/duplicates")["candidates"] == []
        assert len(read(file, path="/non-matches")["items"]) == 1
    refused = try_merge(first, second)
    assert (refused.status_code, refused.json()["code"]) == (409, "state-conflict")
    taken_back = second.as_(OFFICIAL).post(
        f"{path}/{first.client['id']}/withdraw", json={"reason": "Giấy khai sinh giả"},
        version=word["version"],
    )  # fmt: skip
    assert ok(taken_back, 200)["withdrawn_at"]
    assert len(read(first, path="/duplicates")["candidates"]) == 1
    ok(second.as_(OFFICIAL).post(path, json=said))
    assert read(first, path="/duplicates")["candidates"] == []


def test_a_number_found_in_two_files_waits_at_the_desk_until_it_is_settled(new_file, offices):
    """T32: the communes learn nothing of each other; the province that holds both files does."""
    here = new_file().register("2026-03-02 09:00", identity_number=NUMBER)
    there = new_file("00008").register("2026-03-03 09:00", identity_number=NUMBER)
    assert ok(here.as_(OFFICIAL).get("/v1/duplicate-reviews"), 200)["items"] == []
    desk = offices(PROVINCE)
    waiting = ok(desk.get("/v1/duplicate-reviews"), 200)["items"]
    assert [(w["client_id"], w["other_id"]) for w in waiting] == [
        (there.client["id"], here.client["id"])
    ]
    merge(here, there, by=PROVINCE)
    assert ok(desk.get("/v1/duplicate-reviews"), 200)["items"] == []


# --- Before -------------------------------------------------------------------------------------


def test_the_preview_tells_what_differs_and_what_goes_over_and_writes_nothing(twice):
    first, second = twice
    contact(second, "2026-03-03 09:00")
    seen = preview(first, second)
    fields = {one["field"]: one for one in seen["particulars"]}
    assert fields["full_name"]["differs"]
    assert (fields["identity_number"]["survivor"], fields["identity_number"]["taken"]) == (
        None,
        True,
    )
    assert seen["rows"]["contact"] == 1
    assert seen["rows"]["legal_case"] == 1
    assert seen["clashes"] == []
    assert preview(first, second) == seen
    assert read(second)["full_name"] == "Nguyễn Văn Án"


def test_a_merge_needs_both_files_as_they_were_seen(twice):
    first, second = twice
    seen = preview(first, second)
    changed = second.as_(OFFICIAL).patch(
        f"/v1/clients/{second.client['id']}", json={"ethnicity": "Tày"}, version=1
    )
    ok(changed, 200)
    body = {
        "survivor": first.client["id"], "survivor_version": seen["survivor"]["version"],
        "merged": second.client["id"], "merged_version": seen["merged"]["version"],
        "reason": "Cùng một người",
    }  # fmt: skip
    assert first.as_(OFFICIAL).post("/v1/merges", json=body).status_code == 412


def test_a_file_out_of_sight_cannot_be_merged(twice, new_file):
    first, _ = twice
    elsewhere = new_file("00008").register("2026-03-03 09:00", full_name="Trần Văn Khác")
    body = {"survivor": first.client["id"], "merged": elsewhere.client["id"]}
    assert first.as_(OFFICIAL).post("/v1/merges/preview", json=body).status_code == 404


# --- One file -----------------------------------------------------------------------------------


def test_everything_of_both_files_stands_in_one(twice):
    first, second = twice
    contact(first, "2026-03-03 09:00")
    contact(second, "2026-03-04 09:00")
    made = merge(first, second)
    assert made["moved"]["contact"] == 1
    assert set(made["taken"]) >= {"identity_number", "phone"}
    assert len(read(first, path="/contacts")["items"]) == 2
    assert len(read(first, path="/cases")["items"]) == 3
    assert len(read(first, path="/determinations")["items"]) == 2
    now = read(first)
    assert (now["full_name"], now["other_names"]) == ("Nguyễn Văn An", ["Nguyễn Văn Án"])
    assert (now["identity_number"], now["phone"]) == (NUMBER, "0912345678")
    kinds = [event["kind"] for event in read(first, path="/timeline")["items"]]
    assert "merge" in kinds


def test_the_old_id_leads_to_the_file_that_stayed(twice):
    first, second = twice
    merge(first, second)
    old = f"/v1/clients/{second.client['id']}"
    answer = first.as_(OFFICIAL).get(old)
    assert ok(answer, 200)["id"] == first.client["id"]
    assert answer.headers["link"] == (
        f'</v1/clients/{first.client["id"]}>; rel="successor-version"'
    )
    contact(second, "2026-03-05 09:00")
    assert len(read(first, path="/contacts")["items"]) == 1
    listed = ok(
        first.as_(OFFICIAL).get("/v1/cases", params={"client_id": second.client["id"]}), 200
    )
    assert {case["client_id"] for case in listed["items"]} == {first.client["id"]}
    assert ok(first.as_(NATION).get(old), 200)["id"] == first.client["id"]


def test_the_other_name_and_the_number_still_find_the_person(twice):
    first, second = twice
    merge(first, second)
    caller = first.as_(OFFICIAL)
    for by in (caller, first.as_(NATION)):
        listed = ok(by.get("/v1/clients", params={"search": "nguyen van an", "unit": "00004"}), 200)
        assert [one["id"] for one in listed["items"]] == [first.client["id"]]
    found = ok(caller.post("/v1/clients/search", json={"identity_number": NUMBER}), 200)
    assert [one["id"] for one in found["items"]] == [first.client["id"]]


def test_a_number_that_was_not_taken_finds_the_person_too(new_file):
    other = "001098000999"
    first = new_file().register("2026-03-02 09:00", identity_number=NUMBER)
    second = new_file().register(
        "2026-03-03 09:00", full_name="Nguyễn Văn Án", identity_number=other,
        acknowledged_matches=[first.client["id"]],
    )  # fmt: skip
    merge(first, second)
    caller = first.as_(OFFICIAL)
    for number in (NUMBER, other):
        found = ok(caller.post("/v1/clients/search", json={"identity_number": number}), 200)
        assert [one["id"] for one in found["items"]] == [first.client["id"]]
    again = {**PERSON, "full_name": "Lê Thị Hoa", "identity_number": other}
    refused = caller.post("/v1/clients", json=again)
    assert (refused.status_code, refused.json()["code"]) == (409, "possible-duplicate")
    assert refused.json()["candidates"][0]["client_id"] == first.client["id"]


def test_two_open_cases_of_one_procedure_clash_until_one_is_set_aside(twice):
    first, second = twice
    second.open(OFFICIAL, "voluntary-home", "register", "2026-03-03 09:00", papers=REGISTRATION)
    doubled = second.case["id"]
    clash = preview(first, second)["clashes"]
    assert [(c["why"], c["first"]["id"], c["second"]["id"]) for c in clash] == [
        ("one_open_case_per_procedure", first.case["id"], doubled)
    ]
    refused = try_merge(first, second)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/set_aside"
    made = merge(first, second, set_aside=[doubled])
    assert made["set_aside"] == [doubled]
    cases = {case["id"]: case for case in read(first, path="/cases")["items"]}
    assert cases[doubled]["outcome"] == "set_aside"
    assert cases[first.case["id"]]["closed_at"] is None
    # The case that stays goes on as if the other had never been told.
    first.take(OFFICIAL, "decide", "2026-03-05 09:00", term_months=6, decision=signed("2026-03-05"))
    clocks = ok(first.as_(OFFICIAL).get(f"/v1/cases/{doubled}/deadlines"), 200)["items"]
    assert all(clock["status"] == "cancelled" for clock in clocks), clocks
    assert ok(first.as_(OFFICIAL).get(f"/v1/cases/{doubled}"), 200)["state"] == "registered"


def test_a_case_that_clashes_with_none_is_not_set_aside(twice):
    first, second = twice
    refused = try_merge(first, second, set_aside=[first.case["id"]])
    assert refused.status_code == 422


def test_files_of_two_communes_become_one_where_the_survivor_is(new_file, offices):
    here = new_file().register("2026-03-02 09:00")
    there = new_file("00008").register("2026-03-03 09:00").determined("2026-03-03 10:00")
    there.open(OFFICIAL, "voluntary-home", "register", "2026-03-04 09:00", papers=REGISTRATION)
    merge(here, there, by=PROVINCE)
    assert there.as_(OFFICIAL).get(f"/v1/clients/{there.client['id']}").status_code == 404
    case = ok(here.as_(OFFICIAL).get(f"/v1/cases/{there.case['id']}"), 200)
    assert (case["client_id"], case["unit"]) == (here.client["id"], "00004")
    listed = ok(here.as_(OFFICIAL).get("/v1/deadlines", params={"unit": "00004"}), 200)["items"]
    assert {clock["case_id"] for clock in listed} == {there.case["id"]}
    area = ok(here.as_(OFFICIAL).get("/v1/areas/00004"), 200)
    assert [one["client_id"] for one in area["items"]] == [here.client["id"]]


def test_the_access_log_tells_who_opened_either_file(twice):
    first, second = twice
    read(second)
    merge(first, second)
    log = read(first, path="/access-log")["items"]
    opened = [entry["action"] for entry in log]
    assert opened.count("register_client") == 2

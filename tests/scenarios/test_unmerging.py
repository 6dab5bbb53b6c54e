"""Two files again: a merge that was a mistake is undone."""

from tests.scenarios.merging import NUMBER, OFFICIAL, contact, merge, read, twice, undo
from tests.scenarios.story import REGISTRATION, ok, signed

__all__ = ["twice"]


def test_an_undone_merge_leaves_both_files_as_they_were(twice):
    first, second = twice
    contact(second, "2026-03-03 09:00")
    # The custody of the second ended and began again: that is its history.
    unlike = {"version": 0, "updated_at": "", "custody": []}
    before = [read(file) | unlike for file in twice]
    made = merge(first, second)
    undone = ok(undo(first, made), 200)
    assert (undone["undo_reason"], undone["kept"]) == ("Là hai anh em", [])
    after = [read(file) | unlike for file in twice]
    assert after == before
    assert len(read(second, path="/contacts")["items"]) == 1
    assert read(first, path="/contacts")["items"] == []
    caller = first.as_(OFFICIAL)
    found = ok(caller.post("/v1/clients/search", json={"identity_number": NUMBER}), 200)
    assert [one["id"] for one in found["items"]] == [second.client["id"]]
    assert undo(first, undone).status_code == 409


def test_what_was_entered_since_goes_with_the_case_it_hangs_on(twice):
    first, second = twice
    second.open(OFFICIAL, "voluntary-home", "register", "2026-03-03 09:00", papers=REGISTRATION)
    made = merge(first, second, set_aside=[first.case["id"]])
    second.case = ok(first.as_(OFFICIAL).get(f"/v1/cases/{second.case['id']}"), 200)
    second.take(
        OFFICIAL, "decide", "2026-03-05 09:00", term_months=6, decision=signed("2026-03-05")
    )
    loose = contact(first, "2026-03-06 09:00")
    ok(undo(first, made), 200)
    case = ok(first.as_(OFFICIAL).get(f"/v1/cases/{second.case['id']}"), 200)
    assert (case["client_id"], case["state"]) == (second.client["id"], "decided")
    steps = ok(first.as_(OFFICIAL).get(f"/v1/cases/{second.case['id']}/steps"), 200)["items"]
    assert [step["name"] for step in steps] == ["register", "decide"]
    assert [one["id"] for one in read(first, path="/contacts")["items"]] == [loose["id"]]
    again = ok(first.as_(OFFICIAL).get(f"/v1/cases/{first.case['id']}"), 200)
    assert (again["closed_at"], again["outcome"]) == (None, None)
    first.case = again
    first.take(OFFICIAL, "withdraw", "2026-03-09 09:00", reason="Không tiếp tục")


def test_a_particular_changed_since_is_not_taken_back(twice):
    first, second = twice
    made = merge(first, second)
    version = read(first)["version"]
    changed = {"phone": "0987654321"}
    path = f"/v1/clients/{first.client['id']}"
    ok(first.as_(OFFICIAL).patch(path, json=changed, version=version), 200)
    undone = ok(undo(first, made), 200)
    assert undone["kept"] == ["phone_sealed"]
    assert read(first)["phone"] == "0987654321"
    assert read(second)["phone"] == "0912345678"


def test_a_later_merge_is_undone_first(twice, new_file):
    first, second = twice
    third = new_file().register(
        "2026-03-03 09:00", full_name="Trần Đình Khác", birth_date="1971-01-01"
    )
    made = merge(first, second)
    later = merge(third, first)
    assert read(second)["id"] == third.client["id"]
    refused = undo(third, made)
    assert refused.status_code in {404, 409}
    ok(undo(third, later), 200)
    ok(undo(first, made), 200)
    assert read(second)["id"] == second.client["id"]

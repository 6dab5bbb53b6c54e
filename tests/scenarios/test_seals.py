"""Holds and seals: what may not go, and what is as if it were absent."""

import pytest

from tests.scenarios.story import REGISTRATION, ok

OFFICIAL, PROVINCE, NATION = "commune_official", "province_manager", "nation_manager"
PERIOD = {"from": "2026-01-01", "to": "2026-12-31"}


@pytest.fixture
def file(addict):
    file = addict("2026-02-26 08:00")
    official = file.as_(OFFICIAL)
    file.open(OFFICIAL, "voluntary-home", "register", "2026-03-09 09:00", papers=REGISTRATION)
    met = {"kind": "visit", "happened_at": file.at("2026-03-10 09:00"), "outcome": "met"}
    ok(official.post(path(file, "/contacts"), json=met))
    file.client = ok(official.get(path(file)), 200)
    return file


def path(file, rest=""):
    return f"/v1/clients/{file.client['id']}{rest}"


def seal(file, role=PROVINCE, version=None, **said):
    body = {"ground": "no_longer_managed", "reason": "Hết quản lý", **said}
    return file.as_(role).post(
        path(file, "/seal"), json=body, version=version or file.client["version"]
    )


def lift(file, made, role=PROVINCE):
    return file.as_(role).post(
        f"/v1/seals/{made['id']}/lift", json={"reason": "Quản lý lại"}, version=made["version"]
    )


def opened(file, made, role=PROVINCE, purpose="inspection"):
    return file.as_(role).post(f"/v1/seals/{made['id']}/reading", json={"purpose": purpose})


def every_read(file):
    """Every way to the file, by id and by list."""
    case, clock = file.case["id"], file.deadline_of("determination", "D-09")["id"]
    parts = (
        "", "/timeline", "/access-log", "/cases", "/actions", "/services", "/contacts",
        "/contacts/standing", "/determinations", "/requests", "/corrections", "/holds",
        "/retention", "/screenings", "/circumstances",
    )  # fmt: skip
    of_case = ("", "/steps", "/papers", "/dossier", "/deadlines")
    by_id = [path(file, part) for part in parts]
    by_id += [f"/v1/cases/{case}{part}" for part in of_case]
    by_id.append(f"/v1/deadlines/{clock}/explanation")
    lists = ("clients", "cases", "deadlines", "worklist", "requests", "areas/00004")
    return by_id, [f"/v1/{name}" for name in lists]


READERS = (OFFICIAL, "commune_police", PROVINCE, NATION)


# --- The seal -----------------------------------------------------------------------------------


def test_a_sealed_file_is_as_if_absent_by_every_way_for_everybody(file):
    by_id, lists = every_read(file)
    # Every way is one: the nation's manager reads all parts.
    assert {way: file.as_(NATION).get(way).status_code for way in by_id} == dict.fromkeys(
        by_id, 200
    )
    before = {role: file.as_(role).get("/v1/clients").text for role in READERS}
    assert all(file.client["id"] in text for text in before.values())
    ok(seal(file))
    for role in READERS:
        reader = file.as_(role)
        statuses = {way: reader.get(way).status_code for way in by_id}
        assert {way for way, status in statuses.items() if status not in {403, 404}} == set(), role
        for way in lists:
            answer = reader.get(way)
            assert file.client["id"] not in answer.text, (role, way)
            assert file.case["id"] not in answer.text, (role, way)


def test_nothing_is_written_on_a_sealed_file(file):
    ok(seal(file))
    official = file.as_(OFFICIAL)
    met = {"kind": "visit", "happened_at": file.at("2026-03-11 09:00"), "outcome": "met"}
    assert official.post(path(file, "/contacts"), json=met).status_code == 404
    step = {"name": "decide", "occurred_at": file.at("2026-03-11 09:00")}
    answer = official.post(f"/v1/cases/{file.case['id']}/steps", json=step, version=1)
    assert answer.status_code == 404
    assert seal(file, NATION).status_code == 404


def test_a_search_by_number_or_likeness_does_not_find_it(new_file):
    file = new_file().register("2026-03-02 08:00", identity_number="001098012345")
    ok(seal(file))
    for role in READERS:
        found = file.as_(role).post("/v1/clients/search", json={"identity_number": "001098012345"})
        assert ok(found, 200)["items"] == []
    again = {
        "full_name": "Nguyễn Văn An", "sex": "male", "birth_date": "1998-03-02",
        "residence": {"unit": "00004", "stable": True},
    }  # fmt: skip
    matched = file.as_(OFFICIAL).post("/v1/clients/match", json=again)
    assert ok(matched, 200)["candidates"] == []


def test_figures_count_the_sealed_and_their_lists_do_not_show_them(file):
    def figure(role):
        answer = file.as_(role).get("/v1/indicators/DA1393-1.1", params=PERIOD)
        return ok(answer, 200)["denominator"]

    def names(role):
        said = {**PERIOD, "part": "denominator"}
        answer = file.as_(role).get("/v1/indicators/DA1393-1.1/records", params=said)
        return [row["client_id"] for row in ok(answer, 200)["items"]]

    before = [figure(role) for role in READERS]
    assert before == [1, 1, 1, 1]
    assert names(OFFICIAL) == [file.client["id"]]
    ok(seal(file))
    assert [figure(role) for role in READERS] == before
    assert [names(role) for role in READERS] == [[], [], [], []]


def test_a_manager_reads_it_with_a_purpose_and_the_reading_is_on_record(file):
    made = ok(seal(file))
    for role in (PROVINCE, NATION):
        assert opened(file, made, role, purpose=None).status_code == 422
        whole = ok(opened(file, made, role), 200)
        assert whole["client"]["full_name"] == "Nguyễn Văn An"
        assert whole["client"]["residence"]["address"] == "12 Hàng Bông"
        assert {"step", "contact", "seal", "custody"} <= {e["kind"] for e in whole["timeline"]}
        # Opened for that reading alone.
        assert file.as_(role).get(path(file)).status_code == 404
    ok(lift(file, made), 200)
    log = ok(file.as_(OFFICIAL).get(path(file, "/access-log")), 200)["items"]
    read = [row for row in log if row["action"] == "read_sealed_file"]
    assert sorted(row["role"] for row in read) == [NATION, PROVINCE]


def test_only_managers_seal_open_and_lift(file, sign_in):
    for role in (OFFICIAL, "commune_police"):
        assert seal(file, role).status_code == 403
    made = ok(seal(file))
    for role in (OFFICIAL, "commune_police", "auditor", "analyst"):
        assert opened(file, made, role).status_code == 403
        assert lift(file, made, role).status_code == 403
        assert file.as_(role).get("/v1/seals").status_code == 403
    system = sign_in(None, "vn", scopes=("client:read", "case:read"), username="truc-quoc-gia")
    assert system.get(path(file)).status_code == 404
    assert system.get("/v1/seals").status_code == 403


def test_a_province_neither_seals_nor_opens_a_file_of_another(file, sign_in):
    other = sign_in("province_manager", "79")
    body = {"ground": "other", "reason": "x"}
    assert other.post(path(file, "/seal"), json=body, version=1).status_code == 404
    made = ok(seal(file))
    assert other.post(
        f"/v1/seals/{made['id']}/reading", json={"purpose": "inspection"}
    ).status_code == 404  # fmt: skip
    assert ok(other.get("/v1/seals"), 200)["items"] == []
    mine = ok(file.as_(PROVINCE).get("/v1/seals"), 200)["items"]
    assert [row["client_id"] for row in mine] == [file.client["id"]]


def test_lifted_the_file_is_where_it_was(file):
    official = file.as_(OFFICIAL)
    before = official.get(path(file)).json()
    made = ok(seal(file))
    file.at("2026-03-20 09:00")
    lifted = ok(lift(file, made), 200)
    assert (lifted["version"], lifted["lift_reason"]) == (2, "Quản lý lại")
    assert official.get(path(file)).json() == before
    assert lift(file, lifted).status_code == 409
    assert opened(file, lifted).status_code == 409
    events = ok(official.get(path(file, "/timeline")), 200)["items"]
    assert [e["title"] for e in events if e["kind"] == "seal"] == ["lifted", "set"]
    ok(seal(file, NATION))
    assert official.get(path(file)).status_code == 404


def test_a_seal_is_set_on_the_version_that_was_read(file):
    assert seal(file, version=99).status_code == 412


# --- The hold -----------------------------------------------------------------------------------


def held(file, role=PROVINCE):
    body = {"reason": "Phục vụ điều tra", "basis": "Công văn 12/CV"}
    return file.as_(role).post(path(file, "/holds"), json=body)


def test_on_hold_no_deletion_is_granted(new_file):
    file = new_file().register("2026-03-02 08:00")
    asked = {"kind": "delete", "content": "Xin xóa", "received_at": file.at("2026-03-02 09:00")}
    made = ok(file.as_(OFFICIAL).post(path(file, "/requests"), json=asked))
    hold = ok(held(file))

    def grant():
        return file.as_(OFFICIAL).post(
            path(file, f"/requests/{made['id']}/answer"), json={"outcome": "granted"}, version=1
        )

    answer = grant()
    assert (answer.status_code, answer.json()["code"]) == (409, "legal-hold")
    assert [row["lifted_at"] for row in _holds(file)] == [None]
    lifted = file.as_(PROVINCE).post(
        path(file, f"/holds/{hold['id']}/lift"), json={"reason": "Đã xong"}, version=1
    )
    assert ok(lifted, 200)["lift_reason"] == "Đã xong"
    assert len(_holds(file)) == 1
    assert ok(grant(), 200)["outcome"] == "granted"


def test_two_holds_stand_each_for_itself(new_file):
    file = new_file().register("2026-03-02 08:00")
    first, second = ok(held(file)), ok(held(file, NATION))
    url = path(file, f"/holds/{first['id']}/lift")
    ok(file.as_(PROVINCE).post(url, json={"reason": "x"}, version=1), 200)
    again = file.as_(PROVINCE).post(url, json={"reason": "x"}, version=2)
    assert again.status_code == 409
    standing = [row["id"] for row in _holds(file) if row["lifted_at"] is None]
    assert standing == [second["id"]]


def test_only_managers_hold(file):
    assert held(file, OFFICIAL).status_code == 403


def test_a_hold_stands_in_the_life_of_the_file(file):
    ok(held(file))
    events = ok(file.as_(OFFICIAL).get(path(file, "/timeline")), 200)["items"]
    assert [e["title"] for e in events if e["kind"] == "hold"] == ["set"]


def _holds(file):
    return ok(file.as_(OFFICIAL).get(path(file, "/holds")), 200)["items"]


# --- Retention ----------------------------------------------------------------------------------


def test_each_kind_on_file_is_kept_for_its_reasons(file):
    ok(held(file))
    items = ok(file.as_(PROVINCE).get(path(file, "/retention")), 200)["items"]
    kinds = {row["kind"]: row["count"] for row in items}
    assert kinds["client"] == kinds["contact"] == kinds["hold"] == 1
    assert "screening" not in kinds
    for row in items:
        codes = [why["code"] for why in row["kept"]]
        assert codes == ["on_hold", "on_list", "open_case", "no_period_read"], row
        assert row["may_go_from"] is None


def test_retention_shows_the_kinds_of_the_parts_that_are_read(file, sign_in):
    system = sign_in(None, "00004", scopes=("client:read",), username="doc-ho-so")
    items = ok(system.get(path(file, "/retention")), 200)["items"]
    assert [row["kind"] for row in items] == ["client"]


def test_the_table_says_that_no_period_was_read(file):
    rows = ok(file.as_(OFFICIAL).get("/v1/law/retention"), 200)["items"]
    assert all(row["keep"] is None and row["unverified"] for row in rows)
    assert {row["legal_basis"][0]["at"] for row in rows} == {"Điều 3 khoản 3"}

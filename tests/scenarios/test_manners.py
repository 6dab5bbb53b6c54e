"""Versions, addresses, cursors, languages: how the API speaks, seen from one commune's desk."""

import pytest

from tests.scenarios.story import PERSON, REGISTRATION, ok, signed

CHAIR, POLICE = "commune_official", "commune_police"
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Đỗ")


@pytest.fixture
def registered(addict):
    return addict("2026-02-26 09:00").open(
        CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION
    )


@pytest.fixture
def seven(new_file):
    """Seven people with one given name."""
    file = new_file()
    for number, family in enumerate(FAMILY):
        file.register(
            "2026-03-02 09:00", full_name=f"{family} Văn Ân", birth_date=f"19{70 + number}-01-01"
        )
    return file


def test_what_is_made_has_an_address_and_a_version(new_file):
    file = new_file()
    file.at("2026-03-02 09:00")
    answer = file.as_(CHAIR).post("/v1/clients", json=PERSON)
    assert answer.headers["location"] == f"/v1/clients/{answer.json()['id']}"
    assert answer.headers["etag"] == '"v1"'
    read = file.as_(CHAIR).get(answer.headers["location"])
    assert (read.headers["etag"], read.json()["version"]) == ('"v1"', 1)


def test_a_step_needs_the_version_that_was_read(registered):
    body = {"name": "decide", "occurred_at": registered.at("2026-03-04 09:00")}
    body |= {"term_months": 6, "decision": signed("2026-03-04")}
    path = f"/v1/cases/{registered.case['id']}/steps"
    chair = registered.as_(CHAIR)
    none = chair.post(path, json=body)
    assert (none.status_code, none.json()["code"]) == (428, "version-required")
    stale = chair.post(path, json=body, version=9)
    assert (stale.status_code, stale.json()["code"]) == (412, "stale-version")
    assert stale.json()["current_version"] == 1
    for tag in ("1", 'W/"v1"', '"1"', "*", '"v1", "v2"'):
        assert chair.post(path, json=body, headers={"If-Match": tag}).status_code == 422
    taken = chair.post(path, json=body, version=1)
    assert (taken.status_code, taken.headers["etag"]) == (201, '"v2"')
    assert taken.headers["location"] == f"/v1/cases/{registered.case['id']}"


def test_an_edit_needs_the_version_that_was_read(new_file):
    file = new_file().register("2026-03-02 09:00")
    path = f"/v1/clients/{file.client['id']}"
    chair = file.as_(CHAIR)
    assert chair.patch(path, json={"ethnicity": "Kinh"}).status_code == 428
    assert chair.patch(path, json={"ethnicity": "Kinh"}, version=2).status_code == 412
    changed = chair.patch(path, json={"ethnicity": "Kinh"}, version=1)
    assert (changed.status_code, changed.headers["etag"]) == (200, '"v2"')


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_the_pages_of_a_list_join_without_gap_or_repetition(seven, limit):
    chair = seven.as_(CHAIR)
    whole = [row["full_name"] for row in ok(chair.get("/v1/clients"), 200)["items"]]
    read, cursor = [], None
    while True:
        params = {"limit": limit} | ({"cursor": cursor} if cursor else {})
        page = ok(chair.get("/v1/clients", params=params), 200)
        assert len(page["items"]) <= limit
        read += [row["full_name"] for row in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert read == whole
    assert whole == [
        f"{family} Văn Ân" for family in ("Đặng", "Đỗ", "Hoàng", "Lê", "Nguyễn", "Phạm", "Trần")
    ]


def test_a_cursor_holds_its_place_when_somebody_is_added(seven):
    chair = seven.as_(CHAIR)
    first = ok(chair.get("/v1/clients", params={"limit": 3}), 200)
    seven.register("2026-03-02 10:00", full_name="Bùi Văn Ân", birth_date="1960-01-01")
    rest = ok(chair.get("/v1/clients", params={"limit": 50, "cursor": first["next"]}), 200)
    names = [row["full_name"] for row in rest["items"]]
    assert names == [f"{family} Văn Ân" for family in ("Lê", "Nguyễn", "Phạm", "Trần")]


@pytest.mark.parametrize("other", [{"search": "an"}, {"unit": "00004"}])
def test_a_cursor_belongs_to_its_question(seven, other):
    chair = seven.as_(CHAIR)
    first = ok(chair.get("/v1/clients", params={"limit": 3}), 200)
    answer = chair.get("/v1/clients", params={"limit": 3, "cursor": first["next"], **other})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_cases_are_listed_by_state_and_openness(registered):
    chair = registered.as_(CHAIR)

    def found(**params):
        rows = ok(chair.get("/v1/cases", params=params), 200)["items"]
        return {row["procedure"] for row in rows}

    assert found() == {"determination", "voluntary-home"}
    assert found(open="true") == {"voluntary-home"}
    assert found(open="false") == {"determination"}
    assert found(state="registered") == {"voluntary-home"}
    assert found(procedure="voluntary-home", unit="00004") == {"voluntary-home"}
    assert found(client_id=registered.client["id"], state="decided") == set()


@pytest.mark.parametrize("path", ["/v1/clients", "/v1/cases", "/v1/deadlines", "/v1/units"])
def test_a_misspelt_filter_is_refused_not_ignored(registered, path):
    answer = registered.as_(CHAIR).get(path, params={"untit": "00004"})
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown-parameter")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        (None, "Pháp luật không cho phép bước này"),
        ("vi", "Pháp luật không cho phép bước này"),
        ("en", "The law does not allow this step"),
        ("en-GB, vi;q=0.5", "The law does not allow this step"),
        ("fr", "Pháp luật không cho phép bước này"),
    ],
)
def test_the_refusal_speaks_the_readers_language(registered, language, title):
    body = {"name": "begin", "occurred_at": registered.at("2026-03-04 09:00")}
    answer = registered.as_(CHAIR).post(
        f"/v1/cases/{registered.case['id']}/steps",
        json=body,
        version=1,
        headers={} if language is None else {"Accept-Language": language},
    )
    assert answer.json()["title"] == title


def test_the_same_key_takes_a_step_once(registered):
    body = {"name": "decide", "occurred_at": registered.at("2026-03-04 09:00")}
    body |= {"term_months": 6, "decision": signed("2026-03-04")}
    path = f"/v1/cases/{registered.case['id']}/steps"
    answers = [
        registered.as_(CHAIR).post(path, json=body, version=1, key="buoc-1") for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert len(registered.look(CHAIR, "/steps")["items"]) == 2
    other = registered.as_(CHAIR).post(
        path, json={**body, "term_months": 7}, version=1, key="buoc-1"
    )
    assert other.json()["code"] == "idempotency-key-reused"


def test_an_id_chosen_by_the_caller_is_kept_and_never_reused(new_file):
    file = new_file()
    file.at("2026-03-02 09:00")
    mine = "01a2015f-adb6-79aa-8a45-fd8b9fc69bc7"
    chair = file.as_(CHAIR)
    assert ok(chair.post("/v1/clients", json={**PERSON, "id": mine}))["id"] == mine
    other = {**PERSON, "id": mine, "full_name": "Trần Thị Bình", "birth_date": "1980-01-01"}
    again = chair.post("/v1/clients", json=other)
    assert (again.status_code, again.json()["code"]) == (409, "state-conflict")


def test_who_read_the_file_is_on_its_record(registered):
    registered.look(POLICE)
    path = f"/v1/clients/{registered.client['id']}/access-log"
    rows = ok(registered.as_(CHAIR).get(path), 200)["items"]
    assert ("read_case", "commune_police") in {(row["action"], row["role"]) for row in rows}
    assert rows == sorted(rows, key=lambda row: -row["seq"])


def test_the_timeline_tells_the_whole_life_newest_first(registered):
    path = f"/v1/clients/{registered.client['id']}"
    service = {"kind": "counselling", "on": "2026-03-01", "unit": "00004"}
    ok(registered.as_(CHAIR).post(f"{path}/services", json=service))
    rows = ok(registered.as_(CHAIR).get(f"{path}/timeline"), 200)["items"]
    assert next(row["ref"] for row in rows if row["kind"] == "step") == "VH1"
    assert {row["kind"] for row in rows} == {"step", "service", "custody"}
    assert [row["at"] for row in rows] == sorted((row["at"] for row in rows), reverse=True)


def test_a_fault_in_a_step_is_told_in_the_language_asked_for_and_names_no_program(registered):
    body = {"name": "decide", "occurred_at": registered.at("2026-03-04 09:00")}
    body |= {"term_months": "sáu", "decision": {"number": "", "on": "2026-02-31"}}
    path = f"/v1/cases/{registered.case['id']}/steps"
    chair = registered.as_(CHAIR)
    told = {}
    for language in ("vi", "en"):
        asked = chair.post(path, json=body, version=1, headers={"Accept-Language": language})
        assert asked.status_code == 422
        told[language] = {row["pointer"]: row["detail"] for row in asked.json()["errors"]}
    assert told["vi"] == {
        "/term_months": "Phải là số nguyên",
        "/decision/number": "Không được để trống",
        "/decision/on": "Phải là ngày dạng NNNN-TT-NN",
        "/decision/signed_by": "Bắt buộc phải có",
    }
    assert told["en"] == {
        "/term_months": "It must be a whole number",
        "/decision/number": "It may not be empty",
        "/decision/on": "It must be a date as YYYY-MM-DD",
        "/decision/signed_by": "It is required",
    }

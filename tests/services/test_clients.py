"""Clients: one person under eight spellings, hidden numbers, answers that tell nothing."""

import unicodedata

import psycopg
import pytest
import sqlalchemy as sa

from tests.scenarios.story import PERSON, ok

OFFICIAL = "commune_official"
NAME = "Đặng Văn Hòa"
NUMBER = "001098012345"
VARIANTS = {
    "composed": NAME,
    "decomposed": unicodedata.normalize("NFD", NAME),
    "Icelandic eth": NAME.replace("Đ", "\u00d0"),
    "tone on the last vowel": "Đặng Văn Hoà",
    "capitals": "ĐẶNG VĂN HÒA",
    "double spaces": "Đặng  Văn   Hòa",
    "swapped parts": "Hòa Đặng Văn",
    "no marks": "Dang Van Hoa",
}
DECEPTIVE = {
    "zero width": "Đặng\u200bVăn Hòa",
    "turned round": "Đặng \u202eVăn Hòa",
    "Cyrillic letter": "Đặng Văn H\u043ea",
    "soft hyphen": "Đặng Văn Hò\u00ada",
    "control": "Đặng Văn Hòa\u0007",
    "line break": "Đặng Văn\nHòa",
    "nothing but spaces": "   ",
    "empty": "",
    "heap of marks": "Hoa" + "\u0301" * 40,
    "too long": "Hòa " * 60,
    "private use": "Đặng \ue000 Hòa",
    "unassigned": "Đặng \ufffe Hòa",
}


@pytest.fixture
def here(offices):
    """The official of the commune the file is in."""
    return offices(OFFICIAL)


@pytest.fixture
def dang(here):
    """Đặng Văn Hòa's file, with an identity number."""
    return ok(here.post("/v1/clients", json=entry()))


def entry(name=NAME, **other):
    return {**PERSON, "full_name": name, "identity_number": NUMBER, **other}


@pytest.mark.parametrize("spelling", VARIANTS.values(), ids=VARIANTS)
def test_one_person_is_found_under_every_spelling(here, dang, spelling):
    body = entry(spelling)
    del body["identity_number"]
    [candidate] = ok(here.post("/v1/clients/match", json=body), 200)["candidates"]
    assert candidate["client_id"] == dang["id"]
    assert {reason["field"] for reason in candidate["reasons"]} >= {"full_name", "birth_date"}
    refused = here.post("/v1/clients", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "possible-duplicate")
    assert [c["client_id"] for c in refused.json()["candidates"]] == [dang["id"]]
    found = ok(here.get("/v1/clients", params={"search": spelling}), 200)["items"]
    assert [row["id"] for row in found] == [dang["id"]]


@pytest.mark.parametrize("spelling", VARIANTS.values(), ids=VARIANTS)
def test_every_spelling_is_stored_composed_and_clean(here, spelling):
    made = ok(here.post("/v1/clients", json=entry(spelling)))
    assert unicodedata.is_normalized("NFC", made["full_name"])
    assert "\u00d0" not in made["full_name"]
    assert "  " not in made["full_name"]
    found = ok(here.get("/v1/clients", params={"search": "hoa dang"}), 200)["items"]
    assert [row["id"] for row in found] == [made["id"]]


@pytest.mark.parametrize("name", DECEPTIVE.values(), ids=DECEPTIVE)
@pytest.mark.parametrize("path", ["/v1/clients", "/v1/clients/match"])
def test_a_deceptive_name_is_refused_and_not_repeated(here, path, name):
    answer = here.post(path, json=entry(name))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.json()["errors"][0]["pointer"] == "/full_name"
    assert "Đặng" not in answer.text


def test_exact_marks_come_first(here):
    for name, born in (("Trần Văn Hoa", "1970-01-01"), ("Trần Văn Hòa", "1971-01-01")):
        ok(here.post("/v1/clients", json={**PERSON, "full_name": name, "birth_date": born}))
    found = ok(here.get("/v1/clients", params={"search": "hòa"}), 200)["items"]
    assert [row["full_name"] for row in found] == ["Trần Văn Hòa", "Trần Văn Hoa"]


def test_a_likeness_looked_at_may_be_acknowledged_an_equal_number_may_not(here, dang):
    twin = entry("Đặng Văn Hoà")
    refused = here.post("/v1/clients", json={**twin, "acknowledged_matches": [dang["id"]]})
    assert refused.json()["candidates"][0]["certain"] is True
    del twin["identity_number"]
    ok(here.post("/v1/clients", json={**twin, "acknowledged_matches": [dang["id"]]}))


def test_the_number_is_whole_in_the_file_and_masked_in_lists(here, dang):
    path = f"/v1/clients/{dang['id']}"
    assert ok(here.get(path), 200)["identity_number"] == NUMBER
    for rows in (
        here.get("/v1/clients").json()["items"],
        here.get("/v1/clients", params={"search": "hoa"}).json()["items"],
        here.post("/v1/clients/search", json={"identity_number": NUMBER}).json()["items"],
    ):
        assert rows[0]["id"] == dang["id"]
        assert NUMBER not in str(rows)
        assert rows[0]["identity_number"].endswith(NUMBER[-3:])


def test_the_number_is_in_no_answer_no_log_and_no_row(here, dang, as_nation, capfd):
    twice = here.post("/v1/clients", json=entry())
    assert NUMBER not in twice.text
    assert NUMBER not in here.patch(
        f"/v1/clients/{dang['id']}", json={"identity_number": NUMBER + "9"}, version=1
    ).text  # fmt: skip
    assert here.get("/v1/clients", params={"identity_number": NUMBER}).status_code == 400
    here.post("/v1/clients/search", json={"identity_number": NUMBER})
    out = capfd.readouterr()
    assert NUMBER not in out.out + out.err
    with as_nation() as session:
        rows = session.execute(sa.text("select * from client")).all()
    assert NUMBER.encode() not in b"".join(
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        for row in rows
        for value in row
    )


@pytest.mark.usefixtures("dang")
def test_a_number_known_in_another_province_is_answered_like_an_unknown_one(offices):
    far = offices(OFFICIAL, "26740")
    away = {"unit": "26740", "stable": True}
    known = far.post("/v1/clients", json=entry("Phạm Thị Lan", residence=away))
    unknown = far.post(
        "/v1/clients",
        json=entry(
            "Vũ Thị Mai", residence=away, identity_number="079190000017", birth_date="1990-02-02"
        ),
    )
    assert (known.status_code, unknown.status_code) == (201, 201)
    assert known.json().keys() == unknown.json().keys()
    assert set(known.headers) == set(unknown.headers)
    assert known.json()["identity_number"] == NUMBER
    again = ok(far.get(f"/v1/clients/{known.json()['id']}"), 200)
    assert {name for name, value in again.items() if value} >= {"identity_number", "custody"}


def test_the_desk_learns_of_the_shared_number_and_nobody_else(committing, sign_in, fresh_database):
    official = sign_in(OFFICIAL, "00004")
    first = ok(official.post("/v1/clients", json=entry()))
    far = sign_in(OFFICIAL, "26740")
    away = entry("Phạm Thị Lan", residence={"unit": "26740", "stable": True})
    second = ok(far.post("/v1/clients", json=away))
    rows = "select client_id, other_client_id, reason, settled_at from duplicate_review"
    owner = fresh_database.owner_url.replace("+psycopg", "")
    with psycopg.connect(owner) as connection:
        desk = [tuple(map(str, row)) for row in connection.execute(rows)]
    assert desk == [(second["id"], first["id"], "identity-number", "None")]


def test_a_commune_registers_its_own_people_only(here):
    answer = here.post("/v1/clients", json=entry(residence={"unit": "00008", "stable": True}))
    assert answer.json()["errors"][0]["pointer"] == "/residence/unit"
    found = here.post("/v1/clients", json=entry(residence={"unit": "00008", "stable": False}))
    assert ok(found)["custody"][0]["unit"] == "00004"


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("00109801234", "eleven digits"),
        ("0010980123456", "thirteen"),
        ("٠٠١٠٩٨٠١٢٣٤٥", "Arabic digits"),
        ("００１０９８０１２３４５", "full width"),
        ("001 098 012 345", "spaces"),
        (1098012345, "a number"),
        ("", "empty"),
    ],
)
def test_an_impossible_number_is_refused(here, number, why):
    answer = here.post("/v1/clients", json=entry(identity_number=number))
    assert answer.status_code == 422, why
    assert answer.json()["errors"][0]["pointer"] == "/identity_number"


def test_a_number_that_disagrees_is_a_caution_not_a_block(here):
    made = ok(here.post("/v1/clients", json=entry(sex="female", birth_date="1999-01-01")))
    assert {caution["field"] for caution in made["cautions"]} == {"sex", "birth_date"}
    strange = {"identity_number": "999098012345", "full_name": "Lý Văn Tư", "sex": "male"}
    made = ok(here.post("/v1/clients", json=entry(**{"birth_date": "1998-05-05", **strange})))
    assert len(made["cautions"]) == 1


def test_a_changed_name_is_found_by_the_new_one_and_the_old(here, dang):
    path = f"/v1/clients/{dang['id']}"
    change = {"full_name": "Đặng Minh Hòa", "other_names": [NAME]}
    ok(here.patch(path, json=change, version=1), 200)
    for search in ("minh hoa", "van hoa"):
        found = here.get("/v1/clients", params={"search": search}).json()["items"]
        assert [row["id"] for row in found] == [dang["id"]]


@pytest.mark.parametrize(
    "change",
    [
        {"birth_precision": "unknown"},
        {"birth_date": None},
        {"birth_precision": "year", "birth_date": None},
        {"residence": {"unit": "00008"}},
        {"residence": {"stable": None}},
        {"residence": None},
        {"other_names": None},
        {"identity_number": None},
        {"birth_date": "2026-11-21"},
        {"version": 9},
        {"id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bc7"},
        {"unit": "00008"},
        {"full_name": None},
        {"sex": None},
        {"provenance": "historic"},
    ],
)
def test_a_change_that_makes_no_sense_or_was_not_offered_is_refused(here, dang, change):
    path = f"/v1/clients/{dang['id']}"
    answer = here.patch(path, json=change, version=1)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert ok(here.get(path), 200)["version"] == 1


@pytest.mark.parametrize(
    "born",
    [
        {"birth_date": "2026-11-21"},
        {"birth_date": None, "birth_precision": "year"},
        {"birth_date": "1998-01-01", "birth_precision": "unknown"},
        {"birth_date": "1899-12-31"},
        {"birth_date": "1998-02-29"},
        {"birth_date": "02/03/1998"},
        {"birth_date": 0},
        {"birth_date": "1998-03-02T00:00:00Z"},
    ],
)
def test_a_birth_that_cannot_be_is_refused(here, born):
    answer = here.post("/v1/clients", json=entry(**born))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] in {"/birth_date", "/birth_precision"}

"""The hostile corpus of reliability §4.2 against every write, query and path of the live routes.

Generated from the OpenAPI document: a new write without a body here fails the first test. What is
refused is refused without an echo; what is accepted leaves a file that everybody can still read.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import quote

import pytest

from app.main import shape
from tests.harness.api import Caller
from tests.scenarios.story import PERSON, REGISTRATION, File, Offices, handed, ok, signed

MARK = "canary7391"
DOCUMENT = shape().openapi()
OPERATIONS = {
    operation["operationId"]: (method.upper(), path, operation)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
}
# Written as they travel; no field of any request may take one of them.
NEVER = {
    "NUL": f'"{MARK}\\u0000"',
    "lone high surrogate": f'"{MARK}\\ud800"',
    "lone low surrogate": f'"\\udc00{MARK}"',
    "NaN": "NaN",
    "Infinity": "-Infinity",
    "1e400": "1e400",
    "int8 + 1": "9223372036854775808",
    "int4 + 1": "2147483648",
    "5,000 digits": "9" * 5000,
    "half": "0.5",
    "minus one": "-1",
    "zero-width": f'"{MARK}\u200b"',
    "bidi": f'"\u202e{MARK}"',
    "U+FFFE": f'"{MARK}\ufffe"',
    "BOM inside": f'"{MARK}\ufeff"',
    "heap of marks": '"a' + "\u0301" * 500 + '"',
    "escape": f'"{MARK}\\u001b[31m"',
    "object": f'{{"{MARK}": 1}}',
    "__proto__": f'{{"__proto__": {{"{MARK}": true}}}}',
    "list": f'["{MARK}"]',
    "list of lists": "[[[[]]]]",
    "blank": '"   "',
    "5,000 characters": '"' + "á" * 5000 + '"',
}
NO_TEXT = {
    "NUL", "lone high surrogate", "lone low surrogate", "NaN", "Infinity", "1e400", "object",
    "list",
}  # fmt: skip
# A line of text may say these; a number, a day, a code, an id may not.
PERHAPS = {
    "SQL": '"\' or 1=1; drop table client; --"',
    "format": '"%s %(x)s {0} {{7*7}} ${7*7}"',
    "formula": "\"=cmd|' /C calc'!A0\"",
    "emoji": '"\U0001f600"',
    "year 0": '"0000-01-01"',
    "year 9999": '"9999-12-31T23:59:59-14:00"',
    "year 1": '"0001-01-01T00:00:00+14:00"',
    "30 February": '"2026-02-30"',
    "epoch": "1767225600",
    "epoch in words": '"1767225600"',
    "spaced number": '" 5 "',
    "full width": '"\uff11\uff12"',
    "true": "true",
    "null": "null",
    "future": '"2099-12-31"',
    "future moment": '"2099-12-31T00:00:00Z"',
    "nil id": '"00000000-0000-0000-0000-000000000000"',
    "path": '"../../etc/passwd"',
}
# The same in an address: bytes as they travel.
QUERIES = {
    "NUL": "%00", "bad UTF-8": "%ff", "surrogate": "%ed%a0%80", "minus": "-1", "zero": "0",
    "huge": "9" * 30, "spaced": "%205%20", "Arabic digit": quote("٣"), "full width": quote("１"),
    "zero-width": quote(f"{MARK}\u200b"), "bidi": quote(f"{MARK}\u202e"), "empty": "",
    "long": "a" * 2000, "SQL": quote("' or 1=1 --"), "star": "*", "percent": "%25%25%5f",
    "NaN": "NaN", "list": "[]", "year 0": "0000-01-01", "year 9999": "9999-12-31",
    "not a day": "2026-02-30", "moment": "2026-01-01T00:00:00", "true": "True",
    "cursor": "eyJ2IjpbXX0", "marks": quote("a" + "\u0301" * 500), "backslash": "%5c",
}  # fmt: skip
PATHS = {
    "NUL": "%00", "bad UTF-8": "%ff", "dots": "..%2f..%2fetc", "dot": "%2e%2e", "long": "a" * 2000,
    "Arabic digit": quote("٣"), "SQL": quote("' or 1=1 --"), "minus": "-1", "zero": "0",
    "number": "9" * 40, "braces": "%7Bclient_id%7D", "nil": "00000000-0000-0000-0000-000000000000",
    "urn": "urn:uuid:01a2015f-adb6-79aa-8a45-fd8b9fc69bc7", "mark": f"{MARK}%E2%80%8B",
    "semicolon": "01;x=1", "space": "%20", "newline": "%0a", "year 9999": "9999-12-31",
}  # fmt: skip


class World:
    """One file with something of everything in it, and whoever may write to it."""

    def __init__(self, offices: Offices, clock: Any) -> None:
        file = File(offices, clock).register("2026-02-26 08:00")
        file.determined("2026-02-26 09:00")
        file.open(
            "commune_official", "voluntary-home", "register", "2026-03-09 09:00",
            papers=REGISTRATION,
        )  # fmt: skip
        official = file.as_("commune_official")
        client = f"/v1/clients/{file.client['id']}"
        said = {"kind": "counselling", "on": "2026-03-02", "unit": "00004"}
        service = ok(official.post(f"{client}/services", json=said))
        clock_id = file.deadline_of("determination", "D-09")["id"]
        file.clock.set(file.clock.now())
        self.file, self.offices = file, offices
        self.places = {
            "client_id": file.client["id"], "case_id": file.case["id"],
            "service_id": service["id"], "deadline_id": clock_id, "day": "2026-04-01",
            "account_id": str(official.id), "code": "00004",
        }  # fmt: skip
        self.official, self.nation = official, offices("nation_manager")
        self.admin = offices.desk("administrator", "vn")

    def path(self, template: str, **other: str) -> str:
        code = {"/v1/indicators/{code}": "DA1393-1.1", "/v1/law/procedures/{code}": "compulsory"}
        places = {**self.places, **other}
        if "code" not in other and template.removesuffix("/records") in code:
            places["code"] = code[template.removesuffix("/records")]
        return template.format(**places)

    def bodies(self) -> dict[str, tuple[Caller, Any]]:
        """A lawful body for every write with one, and who may send it."""
        at = "2026-03-09T09:00:00+07:00"
        why = {"reason": "Nhập nhầm"}
        paper = {
            "paper": "registration", "number": "1", "issued_on": "2026-03-01", "issuer": "UBND",
            "note": "bản sao",
        }  # fmt: skip
        return {
            "change_own_password": (
                self.admin, {"old": "một mật khẩu cũ", "new": "con thuyền qua bến sông"},
            ),
            "create_account": (
                self.admin,
                {
                    "username": "nguyen.van.an", "full_name": "Nguyễn Văn An", "unit": "00004",
                    "role": "commune_official", "password": "con thuyền qua bến sông",
                },
            ),
            "create_api_client": (
                self.admin, {"name": "Hệ thống tỉnh", "unit": "01", "scopes": ["client:read"]},
            ),
            "create_unit": (
                self.nation,
                {
                    "code": "F-01-77", "name": "Cơ sở mới", "kind": "facility",
                    "place_type": "cơ sở cai nghiện công lập", "valid_from": "2026-01-01",
                },
            ),
            "register_client": (self.official, _everything()),
            "match_client": (self.official, _everything()),
            "search_clients": (self.official, {"identity_number": "001098012345"}),
            "change_client": (
                self.official,
                {
                    "full_name": "Nguyễn Văn Ân", "other_names": ["Tư Ân"], "sex": "male",
                    "birth_date": "1998-03-03", "birth_precision": "day", "ethnicity": "Kinh",
                    "identity_number": "001098012346", "phone": "0912345678",
                    "residence": {"address": "13 Hàng Bông", "stable": True},
                },
            ),
            "move_client": (
                self.official,
                {
                    "to": "26740", "unit_as_of": "2026-01-01", "occurred_at": at, "stable": True,
                    "address": "1 Lê Lợi", "reason": "Chuyển đi",
                },
            ),
            "open_case": (
                self.offices("commune_police"),
                {
                    "client_id": self.places["client_id"], "procedure": "determination",
                    "step": {
                        "name": "request", "occurred_at": at, "group": "a", "held": "at_clinic",
                        "papers": [paper], "note": "ghi chú",
                    },
                },
            ),
            "take_step": (
                self.official,
                {
                    "name": "decide", "occurred_at": at, "term_months": 6, "papers": [paper],
                    "decision": signed("2026-03-09"), "note": "ghi chú",
                },
            ),
            "receive_paper": (
                self.official,
                {
                    "code": "provider-notice", "number": "1", "issued_on": "2026-03-01",
                    "issuer": "UBND", "note": "bản sao",
                },
            ),
            "record_service": (
                self.official,
                {
                    "kind": "counselling", "on": "2026-03-02", "unit": "00004", "note": "ghi chú",
                    "provider": "Trạm y tế", "case_id": self.places["case_id"],
                },
            ),
            "void_service": (self.official, why),
            "record_determination": (
                self.official,
                {
                    "requested_by": "self", "requested_at": at, "received_at": at,
                    "concluded_at": at, "delivered_at": at, "concluded_on": "2026-03-09",
                    "papers": handed("determination-application"), "result": "addicted",
                    "assessor": "BS. Bình", "facility_name": "Bệnh viện", "criteria_met": 4,
                },
            ),
            "explain_breach": (self.official, why),
            "edit_calendar_day": (
                self.nation,
                {"kind": "day_off", "title_vi": "Nghỉ", "title_en": "Off", "source": "QĐ 1"},
            ),
        }  # fmt: skip

    def send(self, operation: str, caller: Caller, raw: bytes) -> Any:
        method, template, said = OPERATIONS[operation]
        names = {parameter["name"] for parameter in said.get("parameters", ())}
        version = {"take_step": self.file.case.get("version", 1)}.get(operation, 1)
        if operation == "explain_breach":
            version = 2
        return caller.request(
            method,
            self.path(template),
            version=version if "If-Match" in names else None,
            content=raw,
            headers={"Content-Type": "application/json"},
        )

    def all_reads(self) -> None:
        """Every list and every read that needs no choice still answers."""
        for name, (method, template, said) in OPERATIONS.items():
            required = [
                p for p in said.get("parameters", ()) if p["in"] == "query" and p["required"]
            ]
            if method != "GET" or not template.startswith("/v1"):
                continue
            params = {
                "year": "2026",
                "from": "2026-01-01",
                "to": "2026-12-31",
                "part": "denominator",
            }
            asked = {p["name"]: params[p["name"]] for p in required}
            reader = self.reader(name)
            answer = reader.get(self.path(template), params=asked)
            assert answer.status_code == 200, (name, answer.text)

    def reader(self, operation: str) -> Caller:
        if "account" in operation:
            return self.admin
        return self.offices("auditor") if operation == "list_audit" else self.nation


def _everything() -> dict[str, Any]:
    return {
        **PERSON, "full_name": "Trần Thị Bình", "other_names": ["Bình Con"], "sex": "female",
        "birth_date": "1990-05-06", "birth_precision": "day", "identity_number": "001190012345",
        "ethnicity": "Kinh", "phone": "0912345678",
        "residence": {"unit": "00004", "address": "1 Hàng Gai", "stable": True},
        "acknowledged_matches": ["01a2015f-adb6-79aa-8a45-fd8b9fc69bc7"],
    }  # fmt: skip


def places_in(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a body that a value can be put."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in items:
        yield (*at, key)
        if isinstance(part, dict | list):
            yield from places_in(part, (*at, key))


def with_value(body: Any, place: tuple[Any, ...], raw: str) -> bytes:
    """The body with raw JSON put in one place."""
    changed = deepcopy(body)
    part = changed
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = "@@here@@"
    return json.dumps(changed, ensure_ascii=False).replace('"@@here@@"', raw).encode("utf-8")


@pytest.fixture
def world(sign_in, clock):
    everybody = Offices(sign_in)
    everybody("court_clerk")
    return World(everybody, clock)


WRITES = [
    name
    for name, (method, _, said) in OPERATIONS.items()
    if method in {"POST", "PATCH", "PUT"}
    and "application/json" in said.get("requestBody", {}).get("content", {})
]


def test_every_write_has_a_body_here(world):
    assert set(world.bodies()) == set(WRITES)


@pytest.mark.parametrize("operation", WRITES)
def test_the_body_it_starts_from_is_lawful(world, operation):
    """Otherwise a hostile value would be refused for another reason than its own."""
    caller, body = world.bodies()[operation]
    answer = world.send(operation, caller, json.dumps(body).encode())
    if operation == "change_own_password":
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/old")
    elif operation == "open_case":
        # The person has no papers of the police; the law says so, not the form.
        assert (answer.status_code, answer.json()["code"]) == (409, "step-refused")
    else:
        assert answer.is_success, answer.text


@pytest.mark.parametrize("operation", WRITES)
def test_no_field_takes_a_hostile_value(world, operation):
    caller, body = world.bodies()[operation]
    for place in places_in(body):
        for name, raw in NEVER.items():
            if _lawful(place, name):
                continue
            answer = world.send(operation, caller, with_value(body, place, raw))
            assert answer.status_code in {400, 422}, (place, name, answer.text)
            assert MARK not in answer.text, (place, name)
    world.all_reads()


def _lawful(place: tuple[Any, ...], name: str) -> bool:
    """A password may be any text; only what is no text at all is refused."""
    return place[-1] in {"password", "old", "new"} and name not in NO_TEXT


@pytest.mark.parametrize("operation", WRITES)
def test_what_a_field_perhaps_takes_poisons_nothing(world, operation):
    caller, body = world.bodies()[operation]
    for place in places_in(body):
        for name, raw in PERHAPS.items():
            answer = world.send(operation, caller, with_value(body, place, raw))
            assert answer.status_code < 500, (place, name, answer.text)
    if operation != "move_client":
        world.all_reads()


BROKEN = {
    "empty": b"", "null": b"null", "list": b"[]", "text": b'"a"', "number": b"1",
    "not JSON": b"{", "BOM": b"\xef\xbb\xbf{}", "UTF-16": '{"a": 1}'.encode("utf-16"),
    "bad UTF-8": b'{"full_name": "\xff\xfe"}', "depth 40": b"[" * 40 + b"]" * 40,
    "depth 20,000": b"[" * 20_000, "same key twice": b'{"reason": "a", "reason": "b"}',
    "unknown key": f'{{"{MARK}": 1}}'.encode(), "many items": b"[" + b"1," * 20_000 + b"1]",
    "__proto__": b'{"__proto__": {"a": 1}}', "two values": b"{}{}", "comment": b"{}//",
}  # fmt: skip


@pytest.mark.parametrize("operation", WRITES)
def test_a_broken_body_is_refused(world, operation):
    caller, body = world.bodies()[operation]
    for name, raw in BROKEN.items():
        answer = world.send(operation, caller, raw)
        if name == "unknown key":
            assert MARK not in answer.text, answer.text
        assert answer.status_code in {400, 422}, (name, answer.text)
    strange = json.dumps({**body, MARK: "x"}).encode()
    answer = world.send(operation, caller, strange)
    assert answer.status_code == 422, answer.text
    assert MARK not in answer.text
    huge = json.dumps({**body, "note": "a" * 2_000_000}).encode()
    assert world.send(operation, caller, huge).status_code == 413
    gzip = caller.request(
        "POST", "/v1/clients/match", content=b"\x1f\x8b", headers={"Content-Encoding": "gzip"}
    )
    assert 400 <= gzip.status_code < 500


READS = [name for name, (method, path, _) in OPERATIONS.items() if method == "GET"]


@pytest.mark.parametrize("operation", READS)
def test_no_query_is_too_strange_to_refuse(world, operation):
    method, template, said = OPERATIONS[operation]
    reader = world.reader(operation)
    needed = {"year": "2026", "from": "2026-01-01", "to": "2026-12-31", "part": "gap"}
    known = [p["name"] for p in said.get("parameters", ()) if p["in"] == "query"]
    base = [f"{name}={value}" for name, value in needed.items() if name in known]
    for name in [*known, MARK]:
        for label, raw in QUERIES.items():
            rest = [part for part in base if not part.startswith(f"{name}=")]
            query = "&".join([*rest, f"{name}={raw}"])
            answer = reader.request(method, f"{world.path(template)}?{query}")
            assert answer.status_code < 500, (name, label, answer.text)
            if name == MARK and template.startswith("/v1"):
                assert answer.status_code == 400, (label, answer.text)
            if answer.status_code >= 400:
                assert MARK not in answer.text, (name, label)
        twice = reader.request(method, f"{world.path(template)}?{name}=1&{name}=2")
        if template.startswith("/v1"):
            assert twice.status_code in {400, 422}, (name, twice.text)


WITH_PATH = [name for name, (_, path, _) in OPERATIONS.items() if "{" in path]


@pytest.mark.parametrize("operation", WITH_PATH)
def test_no_path_is_too_strange_to_refuse(world, operation):
    method, template, said = OPERATIONS[operation]
    names = [p["name"] for p in said["parameters"] if p["in"] == "path"]
    caller, body = world.bodies().get(operation, (world.reader(operation), None))
    for name in names:
        for label, raw in PATHS.items():
            if name == "day" and label == "year 9999":
                continue
            answer = caller.request(
                method, world.path(template, **{name: raw}), version=1, json=body
            )
            assert 400 <= answer.status_code < 500, (name, label, answer.status_code, answer.text)
            assert MARK not in answer.text, (name, label)
    world.all_reads()


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Authorization", "Bearer " + "a" * 7000),
        ("Authorization", "Bearer \xff\xfe"),
        ("Authorization", "Basic eA=="),
        ("Idempotency-Key", "a" * 201),
        ("Idempotency-Key", "a\tb"),
        ("Idempotency-Key", "\xe9"),
        ("Accept-Language", "a" * 4000),
        ("Accept-Language", "en;q=NaN, vi;q=1e400"),
        ("If-Match", '"v99999999999999999999"'),
        ("If-Match", '"v٣"'.encode().decode("latin-1")),
        ("Content-Type", "text/plain"),
        ("Content-Type", "application/json; charset=utf-16"),
        ("Host", "evil.example"),
        ("X-Forwarded-For", "a" * 3000),
        ("Accept", "image/png"),
    ],
)
def test_no_header_is_too_strange(world, header, value):
    caller, body = world.bodies()["change_client"]
    headers = {"If-Match": '"v1"', "Content-Type": "application/json", **caller.headers}
    headers[header] = value
    raw = [(name.encode(), said.encode("latin-1")) for name, said in headers.items()]
    path = world.path("/v1/clients/{client_id}/services")
    said = {"kind": "counselling", "on": "2026-03-02", "unit": "00004"}
    for method, address, sent in (
        ("PATCH", world.path("/v1/clients/{client_id}"), body),
        ("POST", path, said),
    ):
        answer = caller.client.request(method, address, headers=raw, content=json.dumps(sent))
        assert answer.status_code < 500, answer.text
    world.all_reads()

"""The hostile corpus against every query, path and header of the live routes."""

import json

import pytest

from tests.api.hostile_values import MARK, PATHS, QUERIES
from tests.api.hostile_world import OPERATIONS, in_groups

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


@in_groups(WITH_PATH)
def test_no_path_is_too_strange_to_refuse(world, operations):
    bodies = world.bodies()
    for operation in operations:
        caller, body = bodies.get(operation, (world.reader(operation), None))
        knock_at_strange_paths(world, operation, caller, body)
    world.all_reads()


def knock_at_strange_paths(world, operation, caller, body):
    method, template, said = OPERATIONS[operation]
    for name in [p["name"] for p in said["parameters"] if p["in"] == "path"]:
        for label, raw in PATHS.items():
            if name == "day" and label == "year 9999":
                continue
            path = world.path(template, **{name: raw})
            answer = caller.request(method, path, version=1, json=body)
            where = (operation, name, label)
            assert 400 <= answer.status_code < 500, (*where, answer.status_code, answer.text)
            assert MARK not in answer.text, where


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

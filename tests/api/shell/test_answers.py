"""What an answer carries, in which language, and what never leaves the house (RFC 9457, T29)."""

import json
import re
import time

import pytest

from app.problems import (
    FAMILY,
    PROMISES,
    Invalid,
    Malformed,
    Unexpected,
    catalogue,
    from_constraint,
)

MEMBERS = {
    "type", "title", "status", "detail", "code", "instance", "legal_basis", "missing", "errors",
}  # fmt: skip
MISSING = "/v1/nothing"


def test_a_problem_has_every_member(served):
    status, said, headers = served.ask("GET", MISSING)
    problem = json.loads(said)
    assert (status, problem["status"], problem["code"]) == (404, 404, "not-found")
    assert set(problem) == MEMBERS
    assert problem["instance"] == f"urn:hoanhap:request:{headers['x-request-id']}"
    assert problem["title"] == "Không tìm thấy"


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("", "vi"), ("vi", "vi"), ("en", "en"), ("en-GB,en;q=0.9", "en"), ("vi,en;q=0.9", "vi"),
        ("en;q=0.5, vi;q=0.8", "vi"), ("fr", "vi"), ("*", "vi"), ("en;q=x", "vi"), ("en;q=0", "vi"),
        ("en," * 500, "vi"), ("EN", "en"), ("en;q=nan", "vi"),
    ],
)  # fmt: skip
def test_the_language_follows_the_wish(served, wish, language):
    _, said, headers = served.ask("GET", MISSING, Accept_Language=wish)
    assert headers["content-language"] == language
    assert json.loads(said)["title"] == {"vi": "Không tìm thấy", "en": "Not found"}[language]


def test_a_fault_points_at_its_field(served):
    _, said, _ = served.ask("POST", "/v1/notes", b'{"tags": ["a", "\\n"], "count": -1, "x": 1}')
    problem = json.loads(said)
    assert problem["code"] == "invalid"
    assert {fault["pointer"] for fault in problem["errors"]} == {"/tags/1", "/count", ""}
    assert {"pointer": "/count", "detail": "Nhỏ nhất là 0"} in problem["errors"]


def test_a_problem_keeps_its_extra_members_and_its_text(served):
    status, said, _ = served.ask("GET", "/v1/stale", Accept_Language="en")
    problem = json.loads(said)
    assert (status, problem["current_version"], problem["detail"]) == (412, 4, "Changed")


def test_what_nobody_foresaw_is_500_without_detail_and_the_connection_kept(served, capfd):
    line = served.line()
    status, said, _ = served.ask("GET", "/v1/break", connection=line)
    assert (status, json.loads(said)["code"]) == (500, "unexpected")
    assert served.ask("GET", "/v1/notes", connection=line)[0] == 200
    logged = "".join(capfd.readouterr())
    for text in (said.decode(), logged):
        assert "Nguy" not in text
        assert "001098012345" not in text
    assert "RuntimeError" in logged
    assert "break_down" in logged


def test_the_log_holds_the_route_and_not_the_address(served, capfd):
    served.ask("GET", "/v1/notes/00000000-0000-0000-0000-000000000000?search=canary7391")
    logged = ""
    # The line is written after the answer has left: give it a moment.
    for _ in range(100):
        logged += "".join(capfd.readouterr())
        if "/v1/notes/{note_id}" in logged:
            break
        time.sleep(0.02)
    assert "/v1/notes/{note_id}" in logged
    assert "canary7391" not in logged
    assert "00000000-0000-0000-0000-000000000000" not in logged


@pytest.mark.parametrize("path", ["/v1/notes", MISSING, "/v1/break", "/v1/%00"])
def test_every_answer_is_dressed(served, path):
    _, _, headers = served.ask("GET", path, Origin="https://evil.example")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["strict-transport-security"].startswith("max-age=")
    assert re.fullmatch(r"[0-9a-f-]{36}", headers["x-request-id"])
    assert "server" not in headers
    assert not [name for name in headers if name.lower().startswith("access-control")]


def test_the_request_id_of_a_caller_is_not_taken(served):
    _, said, headers = served.ask("GET", MISSING, X_Request_Id="canary7391")
    assert "canary7391" not in headers["x-request-id"]
    assert b"canary7391" not in said


def test_codes_are_unique_and_those_of_the_contract():
    assert len(set(catalogue())) == len(catalogue())
    assert {
        "step-refused": 409, "state-conflict": 409, "possible-duplicate": 409,
        "stale-version": 412, "version-required": 428, "not-found": 404, "not-permitted": 403,
        "not-signed-in": 401, "invalid": 422, "unknown-parameter": 400,
        "idempotency-key-reused": 422, "too-large": 413, "too-many-requests": 429,
    }.items() <= {problem.code: problem.status for problem in FAMILY}.items()  # fmt: skip


@pytest.mark.parametrize("name", PROMISES)
def test_each_promise_of_the_database_is_a_refusal(name):
    problem = from_constraint(name)
    assert 400 <= problem.status < 500
    assert problem.document("vi", "urn:x")["detail"] != problem.document("en", "urn:x")["detail"]


def test_an_unknown_constraint_is_our_fault():
    assert isinstance(from_constraint("nobody_knows"), Unexpected)
    assert isinstance(from_constraint(None), Unexpected)
    assert isinstance(from_constraint("service_unit_fkey"), Invalid)


def test_a_problem_says_only_its_code_when_printed():
    assert str(Malformed()) == "malformed"

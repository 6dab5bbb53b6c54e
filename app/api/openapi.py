"""The OpenAPI 3.1 document: the product that other programs are written against.

FastAPI gives paths and schemas; here every operation gets its problems, the document its security
schemes and tags, and the law book's steps become schemas of their own (design §3.1, §6).
"""

import copy
import json
from collections.abc import Mapping
from typing import Final, Protocol

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.api.errors import PROBLEM_JSON
from app.api.steps import Json, inject_steps, operations
from app.problems import FAMILY, Problem, catalogue

__all__ = ["Asked", "Json", "build", "dump", "inject_steps", "operations", "problem_schema"]

SUMMARY: Final = "Hồ sơ cai nghiện ma túy và quản lý sau cai nghiện"
DESCRIPTION: Final = """\
Giao diện lập trình của Hòa Nhập. Mọi bước pháp lý đều do bản luật có hiệu lực vào ngày xảy ra
quyết định; lời từ chối nêu rõ điều khoản.

The programming interface of Hòa Nhập. Every legal step is judged by the edition of the law in
force on the day it happened; a refusal cites its article. Errors are `application/problem+json`
(RFC 9457) with a permanent `code`; `Accept-Language` chooses Vietnamese (default) or English.
"""
# Names of tags are those the routers carry; one that is not here has no description yet.
TAGS: Final[Mapping[str, str]] = {
    "auth": "Đăng nhập, đăng xuất, thẻ truy cập. Signing in and out.",
    "clients": "Người được quản lý: hồ sơ, tìm kiếm, trùng lặp. People whose files are kept.",
    "cases": "Vụ việc và các bước pháp lý. Legal cases and their steps.",
    "determinations": "Xác định tình trạng nghiện. Determinations of addiction.",
    "deadlines": "Thời hạn theo luật và giải trình cách tính. Statutory clocks and explanations.",
    "services": "Dịch vụ đã thực hiện cho người được quản lý. Services done for a client.",
    "rights": "Quyền của chủ thể dữ liệu. What a person asks about their own data.",
    "screenings": "Sàng lọc, bộ câu hỏi, theo dõi. Instruments, screenings, observations.",
    "indicators": "Chỉ tiêu, danh sách đã và chưa đạt. Indicators with their records and gaps.",
    "law": "Bản luật, thủ tục, tác động của thay đổi. Editions, procedures, impact of a change.",
    "units": "Đơn vị hành chính và đơn vị cũ. Administrative units, today's and former ones.",
    "accounts": "Tài khoản người dùng và hệ thống. Accounts of people and systems.",
    "audit": "Nhật ký truy cập và thay đổi. The record of access and change.",
    "calendar": "Ngày nghỉ và ngày làm bù. Holidays and make-up days.",
    "health": "Tình trạng hệ thống. Health of the service.",
}
SECURITY: Final[Json] = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "Thẻ truy cập từ `POST /v1/auth/token`. The access token.",
    },
    "oauth2": {
        "type": "oauth2",
        "description": "Người: password, refresh_token. Hệ thống: client_credentials.",
        "flows": {
            "password": {
                "tokenUrl": "/v1/auth/token",
                "refreshUrl": "/v1/auth/token",
                "scopes": {},
            },
            "clientCredentials": {"tokenUrl": "/v1/auth/token", "scopes": {}},
        },
    },
}
IF_MATCH: Final[Json] = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "Phiên bản đã đọc (ETag). The version that was read.",
    "schema": {"type": "string", "pattern": '^"v[0-9]{1,9}"$', "examples": ['"v3"']},
}
IDEMPOTENCY_KEY: Final[Json] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Khóa chống ghi lặp; hệ thống bắt buộc gửi. Required of systems.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}
_ALWAYS: Final = (400, 404, 405, 429, 500, 503)
_SIGNED_IN: Final = (401, 403)
_WITH_BODY: Final = (408, 409, 413, 415, 422)
_REPLACED: Final = ("HTTPValidationError", "ValidationError")


class Asked(Protocol):
    """What the door asks of a request: `door.Rule`, named here by its shape."""

    @property
    def may(self) -> str | None:
        """The permission; None before sign-in."""

    @property
    def versioned(self) -> bool:
        """True where If-Match is required."""

    @property
    def location(self) -> str | None:
        """The address of what is made."""


def build(app: FastAPI, rules: Mapping[str, Asked] | None = None) -> Json:
    """Return the whole document; `rules` are those of the door, by operation id.

    Raises ValueError when two operations bear one id.
    """
    document: Json = get_openapi(
        title=app.title if app.title != "FastAPI" else "Hòa Nhập",
        version=app.version,
        openapi_version="3.1.0",
        summary=SUMMARY,
        description=DESCRIPTION,
        routes=app.routes,
    )
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in _REPLACED:
        schemas.pop(name, None)
    schemas["Problem"] = problem_schema()
    components["responses"] = _problem_responses()
    components["securitySchemes"] = copy.deepcopy(SECURITY)
    document["security"] = [{"bearer": []}, {"oauth2": []}]
    seen: set[str] = set()
    tags: set[str] = set()
    for _, method, operation in operations(document):
        if operation["operationId"] in seen:
            message = f"two operations are called {operation['operationId']}"
            raise ValueError(message)
        seen.add(operation["operationId"])
        tags.update(operation.get("tags", ()))
        if rules is not None and operation["operationId"] in rules:
            _list_rule(operation, method, rules[operation["operationId"]])
        _list_problems(operation)
    named = [name for name in TAGS if name in tags] + sorted(tags - TAGS.keys())
    document["tags"] = [{"name": name, "description": TAGS.get(name, "")} for name in named]
    return document


def dump(document: Mapping[str, object]) -> str:
    """Return the document as text that is the same on every machine, for the committed copy."""
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def problem_schema() -> Json:
    """The schema of every problem: RFC 9457 and what the contract adds."""
    text = {"type": "string"}
    citation = {
        "type": "object",
        "required": ["act", "at", "edition", "unverified"],
        "properties": {"act": text, "at": text, "edition": text, "unverified": {"type": "boolean"}},
    }
    fault = {
        "type": "object",
        "required": ["pointer", "detail"],
        "properties": {"pointer": text, "detail": text},
    }
    members: Json = {
        "type": {"type": "string", "format": "uri"},
        "title": text,
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": text,
        "code": {"type": "string", "enum": list(catalogue())},
        "instance": {"type": "string", "format": "uri"},
        "legal_basis": {"type": "array", "items": citation},
        "missing": {"type": "array", "items": text},
        "errors": {"type": "array", "items": fault},
    }
    return {
        "title": "Problem",
        "description": "Lời từ chối (RFC 9457). A refusal; its code is permanent.",
        "type": "object",
        "required": list(members),
        "properties": members,
    }


def _problem_responses() -> Json:
    """One response a status; it names the codes that come with it, each with an example."""
    by_status: dict[int, list[type[Problem]]] = {}
    for problem in FAMILY:
        by_status.setdefault(problem.status, []).append(problem)
    return {f"Problem{status}": _response(family) for status, family in by_status.items()}


def _response(family: list[type[Problem]]) -> Json:
    examples = {
        problem.code: {
            "summary": problem.title.en,
            "value": {
                "type": f"urn:hoanhap:problem:{problem.code}",
                "title": problem.title.vi,
                "status": problem.status,
                "detail": problem.title.vi,
                "code": problem.code,
                "instance": "urn:hoanhap:request:0191d7a0-0000-7000-8000-000000000000",
                "legal_basis": [],
                "missing": [],
                "errors": [],
            },
        }
        for problem in family
    }
    said = "; ".join(f"`{p.code}`: {p.title.vi} ({p.title.en})" for p in family)
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": said,
        "content": {PROBLEM_JSON: {"schema": schema, "examples": examples}},
    }


def _list_rule(operation: Json, method: str, rule: Asked) -> None:
    """Say what the door asks: permission, version, key against repetition."""
    asked: list[Json] = []
    if rule.may is None:
        operation["security"] = []
    else:
        operation["x-permission"] = str(rule.may)
        if method == "post":
            asked.append(IDEMPOTENCY_KEY)
    if rule.versioned:
        asked.append(IF_MATCH)
    if asked:
        operation["parameters"] = [*operation.get("parameters", ()), *copy.deepcopy(asked)]
    made = {"Location": _header("Địa chỉ của bản ghi mới. Where the new record is.")}
    for status, response in operation["responses"].items():
        if status.startswith("2") and rule.location is not None:
            response.setdefault("headers", {}).update(made)


def _header(description: str) -> Json:
    return {"description": description, "schema": {"type": "string"}}


def _list_problems(operation: Json) -> None:
    """Say which problems an operation may answer, by what it takes."""
    statuses = set(_ALWAYS)
    if operation.get("security") != []:
        statuses.update(_SIGNED_IN)
    names = {parameter["name"].lower() for parameter in operation.get("parameters", ())}
    if names:
        statuses.add(422)
    if "requestBody" in operation:
        statuses.update(_WITH_BODY)
    if "if-match" in names:
        statuses.update((409, 412, 422, 428))
    known = operation["responses"]
    for status in sorted(statuses):
        described = known.get(str(status), {})
        if PROBLEM_JSON in described.get("content", {}):
            continue
        known[str(status)] = {"$ref": f"#/components/responses/Problem{status}"}

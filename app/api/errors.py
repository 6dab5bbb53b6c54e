"""Every answer that is not the one asked for, as `application/problem+json` (RFC 9457)."""

import json
import traceback
from collections.abc import Mapping
from typing import Final

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.problems import (
    Invalid,
    Language,
    Malformed,
    MethodNotAllowed,
    NotFound,
    NotPermitted,
    NotSignedIn,
    Problem,
    TooLarge,
    TooManyRequests,
    Unavailable,
    Unexpected,
    UnsupportedMediaType,
)
from app.problems.faults import from_validation

PROBLEM_JSON: Final = "application/problem+json"
_LONGEST_WISH = 200
_SERVER_FAULT = 500
_FRAMES = 12
_log = structlog.get_logger("hoanhap.api")

# What Starlette and FastAPI raise by number, as a member of the family.
_BY_STATUS: Mapping[int, type[Problem]] = {
    problem.status: problem
    for problem in (
        Malformed, NotSignedIn, NotPermitted, NotFound, MethodNotAllowed, TooLarge,
        UnsupportedMediaType, Invalid, TooManyRequests, Unexpected, Unavailable,
    )
}  # fmt: skip


def language_of(scope: Scope) -> Language:
    """The language the caller wishes for; Vietnamese when it does not say (RFC 9110 §12.5.4)."""
    wish = Headers(scope=scope).get("accept-language", "")
    if not wish or len(wish) > _LONGEST_WISH:
        return "vi"
    weights: dict[str, float] = {}
    for part in wish.lower().split(","):
        tag, _, parameter = part.strip().partition(";")
        name = tag.strip().split("-")[0]
        weights.setdefault(name, _weight(parameter))
    return "en" if weights.get("en", 0.0) > weights.get("vi", weights.get("*", 0.0)) else "vi"


def _weight(parameter: str) -> float:
    text = parameter.strip().removeprefix("q=")
    try:
        return min(max(float(text), 0.0), 1.0) if text else 1.0
    except ValueError:
        return 0.0


def answer(problem: Problem, scope: Scope) -> Response:
    """Write a problem in the caller's language, under the id of the request."""
    language = language_of(scope)
    state: Mapping[str, object] = scope.get("state", {})
    instance = f"urn:hoanhap:request:{state.get('request_id', 'unknown')}"
    state_of(scope)["problem"] = problem.code
    return Response(
        json.dumps(problem.document(language, instance), ensure_ascii=False),
        status_code=problem.status,
        media_type=PROBLEM_JSON,
        headers={
            **problem.headers,
            "Content-Language": language,
            "Vary": "Accept-Language",
        },
    )


def state_of(scope: Scope) -> dict[str, object]:
    """The request's own notes, the same that `request.state` shows."""
    state: dict[str, object] = scope.setdefault("state", {})
    return state


def install(app: FastAPI) -> None:
    """Replace FastAPI's and Starlette's answers by ours."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)


async def _on_problem(request: Request, error: Exception) -> Response:
    if not isinstance(error, Problem):
        raise error
    return answer(error, request.scope)


async def _on_validation(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    return answer(from_validation(error.errors()), request.scope)


async def _on_http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    usual = Unexpected if error.status_code >= _SERVER_FAULT else Malformed
    problem = _BY_STATUS.get(error.status_code, usual)()
    problem.headers = {**problem.headers, **(error.headers or {})}
    return answer(problem, request.scope)


class LastResort:
    """Answers what nobody foresaw, outside every handler, and keeps the connection.

    Starlette's own last handler raises again after its answer: uvicorn then logs the message,
    which may hold a whole row, and closes the connection.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the application; a failure becomes 500, unless an answer has begun."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def watch(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception as error:  # noqa: BLE001 -- the last resort takes whatever comes
            _log.error(
                "unexpected", error=type(error).__name__, where=where(error),
                request_id=str(state_of(scope).get("request_id", "")),
            )  # fmt: skip
            if begun:
                # Half an answer cannot be mended; without a message the server may log this.
                raise ConnectionAbortedError from None
            await answer(Unexpected(), scope)(scope, receive, send)


def where(error: BaseException) -> list[str]:
    """The frames an error came through, as `file:line:function`; no values, no message."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return [f"{'/'.join(f.filename.split('/')[-2:])}:{f.lineno}:{f.name}" for f in frames]

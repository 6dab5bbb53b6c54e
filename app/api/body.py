"""The gate before the handlers: path, query, headers and body are read strictly or refused.

Pure ASGI, so that a body is never buffered twice and a chunked one is counted as it comes.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import answer
from app.api.strict import refuse_parameters, refuse_path, refuse_unknown, refuse_unreadable
from app.problems import Malformed, Problem, Text, TooLarge, TooSlow, UnsupportedMediaType

__all__ = ["FORM", "JSON", "Gate", "Intake", "raw_body", "refuse_unknown"]

MOST_HEADERS: Final = 100
LARGEST_HEADERS: Final = 16_384
# Seconds a body may take to arrive whole; a socket held open longer is an attack (T25).
PATIENCE: Final = 15.0
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_HEADERS = Text("Phần đầu yêu cầu quá lớn", "The headers are too large")


@dataclass(frozen=True, slots=True)
class Intake:
    """The one kind of body an address takes, and its largest size in bytes."""

    kind: str
    limit: int


JSON: Final = Intake("application/json", 1_048_576)
FORM: Final = Intake("application/x-www-form-urlencoded", 16_384)

_CHECKS: Mapping[str, Callable[[bytes], None]] = {
    JSON.kind: refuse_unreadable,
    FORM.kind: lambda raw: refuse_parameters(raw, FORM.limit),
}


class Gate:
    """ASGI middleware; `intakes` names the addresses that take something else than JSON."""

    def __init__(
        self,
        app: ASGIApp,
        intakes: Mapping[str, Intake] | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self._app = app
        self._intakes = intakes or {}
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with a problem, or hand the same bytes on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            _refuse_head(scope)
            if scope["method"] not in _BODILESS:
                receive = await self._read(scope, receive)
        except Problem as problem:
            await answer(problem, scope)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    async def _read(self, scope: Scope, receive: Receive) -> Receive:
        """Read the whole body, check it, and return a receive that gives it again."""
        headers = Headers(scope=scope)
        intake = self._intakes.get(scope["path"], JSON)
        told = headers.get("content-length", "0")
        if not told.isdecimal() or int(told[:20]) > intake.limit:
            raise TooLarge
        try:
            async with asyncio.timeout(self._patience):
                raw, gone = await _collect(receive, intake.limit)
        except TimeoutError:
            raise TooSlow(headers={"Connection": "close"}) from None
        if raw and not gone:
            _refuse_kind(headers, intake)
            if check := _CHECKS.get(intake.kind):
                check(raw)
        scope.setdefault("state", {})["raw_body"] = raw
        return _again(raw, receive, gone=gone)


def raw_body(request: Request) -> bytes:
    """The bytes of the body as they came; empty where there was none."""
    raw = request.scope.get("state", {}).get("raw_body", b"")
    return raw if isinstance(raw, bytes) else b""


def _refuse_head(scope: Scope) -> None:
    headers = scope["headers"]
    if (
        len(headers) > MOST_HEADERS
        or sum(len(name) + len(value) for name, value in headers) > LARGEST_HEADERS
    ):
        raise Malformed(_HEADERS)
    refuse_path(scope.get("raw_path") or scope["path"].encode())
    refuse_parameters(scope["query_string"])


def _refuse_kind(headers: Headers, intake: Intake) -> None:
    """Refuse another media type, another character set, and a packed body."""
    kind, _, parameters = headers.get("content-type", "").partition(";")
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    plain = headers.get("content-encoding", "identity").lower() == "identity"
    known = charset in ("", "utf-8") or not parameters.strip().lower().startswith("charset=")
    if kind.strip().lower() != intake.kind or not known or not plain:
        raise UnsupportedMediaType(headers={"Accept": intake.kind})


async def _collect(receive: Receive, limit: int) -> tuple[bytes, bool]:
    """Return the body and whether the caller left while sending; counts streamed bytes."""
    message = await receive()
    body: bytes = message.get("body", b"")
    if len(body) > limit:
        raise TooLarge
    if not message.get("more_body", False):
        return body, message["type"] == "http.disconnect"
    parts, size = [body], len(body)
    while message.get("more_body", False):
        message = await receive()
        part: bytes = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise TooLarge
        parts.append(part)
    return b"".join(parts), message["type"] == "http.disconnect"


def _again(raw: bytes, receive: Receive, *, gone: bool) -> Receive:
    """Return a receive that gives the whole body once, then what the server still has to say."""
    first: Message = (
        {"type": "http.disconnect"}
        if gone
        else {"type": "http.request", "body": raw, "more_body": False}
    )
    given = False

    async def give() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return first

    return give

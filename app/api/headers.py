"""What every answer carries, and the one line that is logged about it."""

import time
from typing import Final
from uuid import uuid4

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# No CORS header is ever sent: the web client has the same origin, systems are not browsers.
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}
REQUEST_ID: Final = "X-Request-Id"
_log = structlog.get_logger("hoanhap.request")


class Manners:
    """ASGI middleware, the outermost: names the request, dresses the answer, logs one line."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The id is ours: one that a caller chose could carry anything into the log."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = uuid4()
        scope.setdefault("state", {})["request_id"] = request_id
        started = time.perf_counter()
        status = 0

        async def dress(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers[REQUEST_ID] = str(request_id)
                del headers["server"]
            await send(message)

        try:
            await self._app(scope, receive, dress)
        finally:
            _log.info(
                "request",
                request_id=str(request_id),
                method=scope["method"],
                route=getattr(scope.get("route"), "path", None),
                status=status,
                code=scope["state"].get("problem"),
                ms=round((time.perf_counter() - started) * 1000, 1),
            )

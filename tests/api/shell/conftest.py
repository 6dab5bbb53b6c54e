"""A small app inside the real shell, served by a real uvicorn on a real socket."""

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated

import pytest
import structlog
import uvicorn
from fastapi import FastAPI, Form, Query, Request
from starlette.types import ASGIApp

from app import logs
from app.api.body import Gate, raw_body, refuse_unknown
from app.api.shell import enclose
from app.problems import StaleVersion, Text
from app.schemas.base import (
    Count,
    Id,
    In,
    LegalDay,
    LongText,
    Moment,
    PageFilter,
    PersonName,
    Text1,
)


class NoteIn(In):
    """One field of each kind."""

    full_name: PersonName | None = None
    title: Text1 | None = None
    note: LongText | None = None
    on: LegalDay | None = None
    at: Moment | None = None
    count: Count | None = None
    done: bool | None = None
    other: Id | None = None
    tags: list[Text1] | None = None


class NoteFilter(PageFilter):
    """A filter with text and a day."""

    search: Text1 | None = None
    on: LegalDay | None = None


def small_app(stored: list[NoteIn]) -> FastAPI:
    app = FastAPI()

    @app.post("/v1/notes", status_code=201)
    def write_note(note: NoteIn, request: Request) -> dict[str, int]:
        stored.append(note)
        return {"size": len(raw_body(request))}

    @app.get("/v1/notes")
    def list_notes(request: Request, chosen: Annotated[NoteFilter, Query()]) -> dict[str, int]:
        refuse_unknown(request, frozenset({"search", "on", "limit", "cursor"}))
        return {"limit": chosen.limit}

    @app.get("/v1/notes/{note_id}")
    def read_note(note_id: Id) -> dict[str, str]:
        return {"id": str(note_id)}

    @app.post("/v1/auth/token")
    def token(username: Annotated[str, Form()]) -> dict[str, int]:
        return {"length": len(username)}

    @app.get("/v1/break")
    def break_down() -> None:
        message = "row (001098012345, Nguyễn Văn An)"
        raise RuntimeError(message)

    @app.get("/v1/stale")
    def stale() -> None:
        raise StaleVersion(Text("Đã đổi", "Changed"), extra={"current_version": 4})

    enclose(app)
    return app


@dataclass
class Served:
    """A running server, what it stored, and a way to speak to it."""

    port: int
    slow_port: int
    stored: list[NoteIn] = field(default_factory=list)
    lines: list[http.client.HTTPConnection] = field(default_factory=list)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        *,
        kind: str | None = "application/json",
        connection: http.client.HTTPConnection | None = None,
        **headers: str,
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        """One request; on a connection of its own unless one is given."""
        line = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None and kind is not None:
            sent["Content-Type"] = kind
        line.request(method, path, body, sent)
        response = line.getresponse()
        said = response.read()
        if connection is None:
            line.close()
        return response.status, said, response.headers

    def line(self) -> http.client.HTTPConnection:
        """A connection to be used several times; closed when the test ends."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        self.lines.append(line)
        return line

    def raw(self, data: bytes) -> bytes:
        """Send bytes as they are and return what comes before the first pause or the end."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as line:
            line.sendall(data)
            line.settimeout(1)
            said = b""
            try:
                while part := line.recv(65536):
                    said += part
                    if b"\r\n\r\n" in said and said.endswith((b"}", b"received.")):
                        break
            except TimeoutError:
                pass
            return said


@contextmanager
def serve(app: ASGIApp, http_parser: str) -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            app, log_config=None, access_log=False, server_header=False, http=http_parser
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session", params=["httptools", "h11"])
def _server(request: pytest.FixtureRequest) -> Iterator[Served]:
    stored: list[NoteIn] = []
    hasty = Gate(small_app([]), patience=0.2)
    with (
        serve(small_app(stored), request.param) as port,
        serve(hasty, request.param) as slow_port,
    ):
        yield Served(port, slow_port, stored)


@pytest.fixture
def served(_server: Served, capfd: pytest.CaptureFixture[str]) -> Iterator[Served]:
    """The server with an empty store, logging to where the test can read."""
    _server.stored.clear()
    logs.configure()
    yield _server
    while _server.lines:
        _server.lines.pop().close()
    structlog.reset_defaults()

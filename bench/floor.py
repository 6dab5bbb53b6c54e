"""The hand-written floor: the least code that answers six of our requests from the same database.

A bare ASGI application; one hop to a thread that owns a raw psycopg connection; the statements
the house runs for the same act, in the same order: token and narrowing, row security, audit,
commit. Missing on purpose: framework, ORM, validation, law engine, problem answers.
Run by `bench.servers` as `uvicorn bench.floor:app`.
"""

import asyncio
import hashlib
import json
import os
import threading
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import psycopg
from psycopg.types.json import set_json_dumps, set_json_loads

from app.vault import Vault
from bench import floor_area, floor_read, floor_worklist, floor_write

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

THREADS = 10
OPTIONS = "-c statement_timeout=5000 -c lock_timeout=1000 -c timezone=Asia/Ho_Chi_Minh"
_pool = ThreadPoolExecutor(THREADS)
_own = threading.local()
_vault = Vault(Path(os.environ["HOANHAP_DATA_DIR"]))
_address = os.environ["HOANHAP_APP_DATABASE_URL"].replace("+psycopg", "", 1)

set_json_loads(json.loads)
set_json_dumps(floor_read.dumps)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
        return
    body = b""
    if scope["method"] == "POST":
        more = True
        while more:
            part = await receive()
            body += part.get("body", b"")
            more = part.get("more_body", False)
    status, made = await asyncio.get_running_loop().run_in_executor(_pool, _act, scope, body)
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(made)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": made})


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def _act(scope: Scope, body: bytes) -> tuple[int, bytes]:
    """Run one request in one transaction on this thread's own connection."""
    connection = _connection()
    told = dict(scope["headers"])
    _, _, token = told[b"authorization"].partition(b" ")
    parts = scope["path"].split("/")
    with connection.transaction(), connection.cursor() as cursor:
        who = floor_read.enter(cursor, hashlib.sha256(token).digest(), datetime.now(UTC))
        if scope["method"] == "GET":
            return 200, _read(cursor, parts, parse_qs(scope["query_string"].decode()))
        given = json.loads(body)
        if parts[2] == "cases":
            version = int(told[b"if-match"].strip(b'"v'))
            return 201, floor_write.take_step(cursor, who, parts[3], version, given)
        return 201, floor_write.register(cursor, who, _vault, given)


def _read(cursor: floor_read.Cursor, parts: Sequence[str], asked: Mapping[str, list[str]]) -> bytes:
    now = datetime.now(UTC)
    if parts[2] == "worklist":
        unit, limit = asked["unit"][0], int(asked["limit"][0])
        return floor_worklist.read_worklist(cursor, unit, limit, now)
    if parts[2] == "areas":
        return floor_area.read_area(cursor, parts[3], int(asked["limit"][0]), now)
    if len(parts) > 3:  # noqa: PLR2004 - /v1/cases/{id}
        return floor_read.read_case(cursor, parts[3])
    return floor_read.list_cases(cursor, asked["unit"][0], int(asked["limit"][0]))


def _connection() -> psycopg.Connection:
    kept: psycopg.Connection | None = getattr(_own, "connection", None)
    if kept is None:
        kept = psycopg.connect(_address, options=OPTIONS, autocommit=True)
        _own.connection = kept
    return kept

"""One request behind the door: in, narrowed, acted, audited, committed, out."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
import sqlalchemy as sa
from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from app.access import Permission
from app.api.body import raw_body, refuse_unknown
from app.context import Context
from app.house import House
from app.problems import (
    IdempotencyKeyRequired,
    Invalid,
    NotFound,
    NotPermitted,
    NotSignedIn,
    PossibleDuplicate,
    Problem,
    Unavailable,
    VersionRequired,
    from_constraint,
)
from app.services import audit, ledger
from app.services.signin import token_hash

# Two that crossed seldom cross again.
_TRIES = 3
_SUCCESSOR = sa.text("select successor_of(cast(:client as uuid))")
ETAG = re.compile(r'"v(\d{1,9})"')
Handler = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the door asks of a request before the handler sees it."""

    operation: str
    may: Permission | None
    status_code: int
    versioned: bool
    location: str | None
    known: frozenset[str]


class Crossed(Unavailable):
    """Two requests waited for each other; the database undid this one."""


class Entrance:
    """What an act before sign-in gets: a session without reach, the request, the house."""

    def __init__(self, session: Session, house: House, request: Request) -> None:
        """Keep the three."""
        self.session, self.house, self.request = session, house, request


def act(request: Request, handler: Handler, rule: Rule, given: dict[str, object]) -> Response:
    """Run a signed-in handler in one transaction and return its answer, already committed.

    An id of a file that was merged into another leads to that one, and the answer says so; two
    requests that wait for each other are run one after the other.
    """
    _refuse_unknown(request, rule)
    for _ in range(_TRIES):
        try:
            return _act(request, handler, rule, given)
        except Crossed:
            continue
        except NotFound:
            living = _living(request, rule, given)
            if living is None:
                raise
            given, successor = living
            answer = _act(request, handler, rule, given)
            answer.headers["link"] = f'</v1/clients/{successor}>; rel="successor-version"'
            return answer
    raise Unavailable


def _act(request: Request, handler: Handler, rule: Rule, given: dict[str, object]) -> Response:
    version = _wanted_version(request) if rule.versioned else None
    token_hash = bearer(request)
    house: House = request.app.state.house
    with _session(house) as session:
        ctx = _enter(house, session, token_hash, rule.operation, request.state.request_id)
        if rule.may is None or rule.may not in ctx.actor.permissions:
            _record_refusal(ctx)
            raise NotPermitted
        twin = _twin(request, ctx, rule)
        if twin is not None and twin.answer is not None:
            return _replay(twin.answer)
        said = given if version is None else {**given, "version": version}
        try:
            answer = _answer(handler(ctx, **said), rule)
        except PossibleDuplicate:
            _record_showing(house, ctx, token_hash)
            raise
        if twin is not None:
            ledger.keep(ctx, twin, answer.status_code, dict(answer.headers), _text(answer))
        audit.write(ctx)
        session.commit()
    return answer


def _living(
    request: Request, rule: Rule, given: dict[str, object]
) -> tuple[dict[str, object], UUID] | None:
    """What was given, about the file that an old id leads to; None where it leads to none."""
    named = given.get("client_id")
    bodies = {name: value for name, value in given.items() if hasattr(value, "client_id")}
    old = named or next((body.client_id for body in bodies.values()), None)
    if old is None:
        return None
    house: House = request.app.state.house
    with _session(house) as session:
        _enter(house, session, bearer(request), rule.operation, request.state.request_id)
        successor: UUID | None = session.scalar(_SUCCESSOR, {"client": old})
    if successor is None:
        return None
    if named is not None:
        return {**given, "client_id": successor}, successor
    led = {n: b.model_copy(update={"client_id": successor}) for n, b in bodies.items()}  # type: ignore[attr-defined]
    return {**given, **led}, successor


def _record_refusal(ctx: Context) -> None:
    """Leave an entry of what somebody was not allowed to do (ASVS 16.3.2)."""
    ctx.trail.note(detail={"refused": "not-permitted"})
    audit.write(ctx)
    ctx.session.commit()


def act_publicly(
    request: Request, handler: Handler, rule: Rule, given: dict[str, object]
) -> Response:
    """Run a handler before sign-in; its session is the bare serving role."""
    _refuse_unknown(request, rule)
    house: House = request.app.state.house
    with _session(house) as session:
        answer = _answer(handler(Entrance(session, house, request), **given), rule)
        session.commit()
    return answer


@contextmanager
def _session(house: House) -> Iterator[Session]:
    """Open a session; turn what the database says into refusals; always give it back."""
    session = house.sessions()
    try:
        yield session
    except PoolTimeout as error:
        raise Unavailable from error
    except DBAPIError as error:
        raise _refusal(error) from error
    finally:
        session.close()


def _refusal(error: DBAPIError) -> Problem:
    """Return the refusal a database error stands for. An unknown outcome of COMMIT is a 503."""
    origin = error.orig
    if isinstance(origin, psycopg.errors.DeadlockDetected):
        return Crossed()
    if isinstance(origin, psycopg.errors.IntegrityError) and origin.diag.constraint_name:
        return from_constraint(origin.diag.constraint_name)
    if isinstance(origin, psycopg.errors.InsufficientPrivilege):
        return NotPermitted()
    if isinstance(origin, psycopg.OperationalError | psycopg.InterfaceError):
        return Unavailable()
    raise error


def _enter(
    house: House, session: Session, token_hash: bytes, operation: str, request_id: UUID
) -> Context:
    """Narrow the session; a connection that a restart of the server killed is replaced once."""
    try:
        return house.enter(session, token_hash=token_hash, action=operation, request=request_id)
    except OperationalError as error:
        if not error.connection_invalidated:
            raise
    session.rollback()
    return house.enter(session, token_hash=token_hash, action=operation, request=request_id)


def bearer(request: Request) -> bytes:
    """Return the SHA-256 of the bearer token; the token itself goes no further."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotSignedIn
    return token_hash(token)


def _record_showing(house: House, ctx: Context, token_hash: bytes) -> None:
    """Put on record whose files a refusal shows: the act is undone, the reading is not (T8)."""
    ctx.session.rollback()
    again = _enter(house, ctx.session, token_hash, ctx.trail.action, ctx.request_id)
    again.trail.note(ctx.trail.clients, object_type="client", detail={"refused": True})
    audit.write(again)
    ctx.session.commit()


def _wanted_version(request: Request) -> int:
    """Return the version named by If-Match; absent is 428, malformed is 422."""
    header = request.headers.get("if-match")
    if header is None:
        raise VersionRequired
    match = ETAG.fullmatch(header.strip())
    if match is None:
        raise Invalid.at("/headers/if-match", vi='phải có dạng "v3"', en='must look like "v3"')
    return int(match.group(1))


def _refuse_unknown(request: Request, rule: Rule) -> None:
    """Refuse a query parameter the route does not know: a misspelt filter never widens a list."""
    if request.url.query:
        refuse_unknown(request, rule.known)


def _twin(request: Request, ctx: Context, rule: Rule) -> ledger.Twin | None:
    """Find the earlier answer to this Idempotency-Key, or reserve the key for this request."""
    if request.method != "POST":
        return None
    key = request.headers.get("idempotency-key")
    if key is None:
        if ctx.actor.kind == "system":
            raise IdempotencyKeyRequired
        return None
    if not 1 <= len(key) <= ledger.KEY_LENGTH or not key.isprintable():
        raise Invalid.at(
            "/headers/idempotency-key", vi="từ 1 đến 200 ký tự", en="1 to 200 characters"
        )
    parts = (
        request.url.path.encode(),
        request.url.query.encode(),
        request.headers.get("if-match", "").encode(),
        raw_body(request),
    )
    fingerprint = hashlib.sha256(b"\n".join(parts)).digest()
    return ledger.find(ctx, key, rule.operation, fingerprint)


def _answer(result: object, rule: Rule) -> Response:
    """Write the answer while the transaction is still open: a failure here undoes the act."""
    if isinstance(result, Response):
        return result
    headers: dict[str, str] = {}
    if result is None:
        return Response(status_code=204)
    assert isinstance(result, BaseModel)  # noqa: S101 - every handler returns its Out model
    version = getattr(result, "version", None)
    if version is not None:
        headers["etag"] = f'"v{version}"'
    if rule.location is not None:
        headers["location"] = rule.location.format_map(result.model_dump(include={"id", "code"}))
    return Response(
        result.model_dump_json(by_alias=True),
        status_code=rule.status_code,
        headers=headers,
        media_type="application/json",
    )


def _replay(kept: ledger.Answer) -> Response:
    """Return the stored answer, marked as such."""
    return Response(
        kept.body,
        status_code=kept.status,
        headers={**kept.headers, "idempotency-replayed": "true"},
        media_type="application/json",
    )


def _text(answer: Response) -> str:
    return bytes(answer.body).decode()

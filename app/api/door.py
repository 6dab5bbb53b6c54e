"""The door: the only way from a route to a database session.

A route names its permission; without one there is no session. The handler is wrapped, so that
one threadpool hop authenticates, opens, narrows, acts, audits and commits; the answer is made
before the commit and leaves after it (reliability §0.1: a failed commit is never answered 2xx).
"""

import inspect
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, TypedDict, Unpack, get_args, get_origin

import anyio
import anyio.to_thread
from fastapi import APIRouter, Request
from fastapi.params import Query
from fastapi.responses import Response
from pydantic import BaseModel

from app.access import Permission
from app.api.entry import Entrance, Rule, act, act_publicly
from app.context import Context
from app.problems import Unavailable

Handler = Callable[..., Any]
Declare = Callable[[Handler], Handler]

# Requests waiting for the sign-in desk; whoever comes after is told to come again.
LONGEST_QUEUE = 200


class Options(TypedDict, total=False):
    """What else a route may say about itself."""

    status_code: int
    versioned: bool
    location: str | None
    summary: str
    description: str
    responses: dict[int | str, dict[str, Any]]
    openapi_extra: dict[str, Any]


# Every route of the program by operation id: the access matrix is made from this (alarm).
RULES: dict[str, Rule] = {}


class Door(APIRouter):
    """A router whose handlers take a Context and whose routes each name a Permission."""

    def get(self, path: str, *, may: Permission, **options: Unpack[Options]) -> Declare:  # type: ignore[override]
        """Declare a read."""
        return self._open(path, "GET", may, options)

    def post(self, path: str, *, may: Permission, **options: Unpack[Options]) -> Declare:  # type: ignore[override]
        """Declare an act. `versioned` asks for If-Match; `location` is the path of what is made."""
        return self._open(path, "POST", may, options)

    def patch(self, path: str, *, may: Permission, **options: Unpack[Options]) -> Declare:  # type: ignore[override]
        """Declare a change; always versioned."""
        return self._open(path, "PATCH", may, {**options, "versioned": True})

    def put(self, path: str, *, may: Permission, **options: Unpack[Options]) -> Declare:  # type: ignore[override]
        """Declare a replacement."""
        return self._open(path, "PUT", may, options)

    def public(self, path: str, **options: Unpack[Options]) -> Declare:
        """Declare an act before sign-in; its session has no right to any client's file."""
        return self._open(path, "POST", None, options)

    def _open(self, path: str, method: str, may: Permission | None, said: Options) -> Declare:
        status_code = said.get("status_code", 200)

        def declare(handler: Handler) -> Handler:
            signature = inspect.signature(handler)
            rule = Rule(
                operation=handler.__name__,
                may=may,
                status_code=status_code,
                versioned=said.get("versioned", False),
                location=said.get("location"),
                known=_known(signature, self.prefix + path),
            )
            if rule.operation in RULES:
                raise ValueError(f"two routes are called {rule.operation}")
            RULES[rule.operation] = rule
            answer = signature.return_annotation
            super(Door, self).add_api_route(
                path,
                _wrapped(handler, signature, rule),
                methods=[method],
                status_code=status_code,
                operation_id=rule.operation,
                response_model=None if _is_response(answer) else answer,
                name=rule.operation,
                summary=said.get("summary"),
                description=said.get("description"),
                responses=said.get("responses"),
                openapi_extra=said.get("openapi_extra"),
            )
            return handler

        return declare


def _wrapped(handler: Handler, signature: inspect.Signature, rule: Rule) -> Handler:
    """Return the endpoint FastAPI sees: the handler's own parameters, and the request."""

    def inside(request: Request, **given: object) -> Response:
        return act(request, handler, rule, given)

    async def before(request: Request, **given: object) -> Response:
        """Wait on the event loop, in a queue of its own: a crowd at the sign-in takes no thread."""
        room: anyio.CapacityLimiter = request.app.state.desk
        if room.statistics().tasks_waiting >= LONGEST_QUEUE:
            raise Unavailable(headers={"Retry-After": "5"})
        work = partial(act_publicly, request, handler, rule, given)
        return await anyio.to_thread.run_sync(work, limiter=room)

    endpoint: Handler = before if rule.may is None else inside
    own = [
        p.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for p in signature.parameters.values()
        if p.annotation not in {Context, Entrance} and p.name != "version"
    ]
    first = inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)
    endpoint.__signature__ = inspect.Signature([first, *own])  # type: ignore[attr-defined]
    endpoint.__name__ = handler.__name__
    endpoint.__doc__ = handler.__doc__
    return endpoint


def _is_response(answer: object) -> bool:
    """Tell whether a handler makes its whole answer itself: a file, a stream."""
    return inspect.isclass(answer) and issubclass(answer, Response)


def _known(signature: inspect.Signature, path: str) -> frozenset[str]:
    """Return the names of the query parameters a handler declares."""
    names: set[str] = set()
    for parameter in signature.parameters.values():
        base, *marks = (
            get_args(parameter.annotation)
            if get_origin(parameter.annotation) is Annotated
            else (parameter.annotation,)
        )
        if not (inspect.isclass(base) and issubclass(base, BaseModel)):
            if base not in {Context, Entrance} and parameter.name != "version":
                names.add(parameter.name)
        elif any(isinstance(mark, Query) for mark in marks):
            names.update(field.alias or name for name, field in base.model_fields.items())
    return frozenset(name for name in names if "{" + name + "}" not in path)

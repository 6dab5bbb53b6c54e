"""The door: the only way from a route to a database session.

A route names its permission; without one there is no session. The handler is wrapped, so that
one threadpool hop authenticates, opens, narrows, acts, audits and commits; the answer is made
before the commit and leaves after it (reliability §0.1: a failed commit is never answered 2xx).
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin

from fastapi import APIRouter, Request
from fastapi.params import Query
from fastapi.responses import Response
from pydantic import BaseModel

from app.access import Permission
from app.api.entry import act, act_publicly
from app.context import Context

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


# Every route of the program by operation id: the access matrix is made from this (alarm).
RULES: dict[str, Rule] = {}


class Door(APIRouter):
    """A router whose handlers take a Context and whose routes each name a Permission."""

    def get(self, path: str, *, may: Permission, **options: Any) -> Callable[[Handler], Handler]:  # type: ignore[override]
        """Declare a read."""
        return self._open(path, "GET", may, **options)

    def post(self, path: str, *, may: Permission, **options: Any) -> Callable[[Handler], Handler]:  # type: ignore[override]
        """Declare an act. `versioned` asks for If-Match; `location` is the path of what is made."""
        return self._open(path, "POST", may, **options)

    def patch(self, path: str, *, may: Permission, **options: Any) -> Callable[[Handler], Handler]:  # type: ignore[override]
        """Declare a change; always versioned."""
        return self._open(path, "PATCH", may, versioned=True, **options)

    def put(self, path: str, *, may: Permission, **options: Any) -> Callable[[Handler], Handler]:  # type: ignore[override]
        """Declare a replacement."""
        return self._open(path, "PUT", may, **options)

    def public(self, path: str, **options: Any) -> Callable[[Handler], Handler]:
        """Declare an act before sign-in; its session has no right to any client's file."""
        return self._open(path, "POST", None, **options)

    def _open(
        self,
        path: str,
        method: str,
        may: Permission | None,
        *,
        status_code: int = 200,
        versioned: bool = False,
        location: str | None = None,
        **options: Any,
    ) -> Callable[[Handler], Handler]:
        def declare(handler: Handler) -> Handler:
            signature = inspect.signature(handler)
            rule = Rule(
                operation=handler.__name__,
                may=may,
                status_code=status_code,
                versioned=versioned,
                location=location,
                known=_known(signature),
            )
            if rule.operation in RULES:
                message = f"two routes are called {rule.operation}"
                raise ValueError(message)
            RULES[rule.operation] = rule
            super(Door, self).add_api_route(
                path,
                _wrapped(handler, signature, rule),
                methods=[method],
                status_code=status_code,
                operation_id=rule.operation,
                response_model=signature.return_annotation,
                name=rule.operation,
                **options,
            )
            return handler

        return declare


def _wrapped(handler: Handler, signature: inspect.Signature, rule: Rule) -> Handler:
    """Return the endpoint FastAPI sees: the handler's own parameters, and the request."""

    def endpoint(request: Request, **given: Any) -> Response:
        if rule.may is None:
            return act_publicly(request, handler, rule, given)
        return act(request, handler, rule, given)

    own = [
        p.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for p in signature.parameters.values()
        if p.annotation is not Context and p.name != "version" and p.name != "entrance"
    ]
    first = inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)
    endpoint.__signature__ = inspect.Signature([first, *own])  # type: ignore[attr-defined]
    endpoint.__name__ = handler.__name__
    endpoint.__doc__ = handler.__doc__
    return endpoint


def _known(signature: inspect.Signature) -> frozenset[str]:
    """Return the names of the query parameters a handler declares."""
    names: set[str] = set()
    for parameter in signature.parameters.values():
        annotation = parameter.annotation
        if get_origin(annotation) is Annotated:
            base, *marks = get_args(annotation)
            if inspect.isclass(base) and issubclass(base, BaseModel):
                if any(isinstance(mark, Query) for mark in marks):
                    names.update(f.alias or n for n, f in base.model_fields.items())
                continue
        names.add(parameter.name)
    return frozenset(names)

"""Every door of the running application, found by walking its routing table."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fastapi import FastAPI

# Doors that are no operation of the API: the document itself and its viewer (never in production).
APART = {("GET", "/openapi.json"), ("GET", "/docs")}


class Door(NamedTuple):
    """One method of one path, and the operation it is called."""

    method: str
    path: str
    operation: str


def doors(application: FastAPI) -> set[Door]:
    """Return every door, hidden ones included, those set apart left out."""
    return {door for door in _walk(application.routes, "") if (door.method, door.path) not in APART}


def documented(application: FastAPI) -> set[Door]:
    """Return every door of the OpenAPI document."""
    return {
        Door(method.upper(), path, operation["operationId"])
        for path, item in application.openapi()["paths"].items()
        for method, operation in item.items()
        if isinstance(operation, dict) and "operationId" in operation
    }


def _walk(routes: Iterable[object], prefix: str) -> Iterator[Door]:
    """Go into mounts and included routers; a kind of route nobody knows here is an alarm."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from _walk(inner.routes, prefix + route.include_context.prefix)
            continue
        path = prefix + route.path
        if getattr(route, "routes", None):
            yield from _walk(route.routes, path)
            continue
        methods = getattr(route, "methods", None) or {"ANY"}
        for method in methods - {"HEAD", "OPTIONS"}:
            yield Door(method, path, getattr(route, "operation_id", None) or route.name)

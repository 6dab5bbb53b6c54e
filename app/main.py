"""The ASGI application: routers, the shell around them, and what lives as long as it does."""

import gc
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from functools import cache, partial
from pathlib import Path
from threading import Event, Thread

import anyio
import anyio.to_thread
from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse

from app import logs, passwords, runtime, settings
from app.api import openapi
from app.api.door import RULES
from app.api.health import Readiness
from app.api.routers import ROUTERS
from app.api.shell import enclose
from app.api.steps import inject_steps
from app.house import House
from app.law.reading.loader import lawbook
from app.law.shape.fields import body_schema
from app.services import anchor

API_VERSION = "1.0.0"

# The viewer of the document comes from another host, so the page that shows it may load from it.
_DOCS_POLICY = (
    "default-src 'none'; connect-src 'self'; img-src data: https://fastapi.tiangolo.com;"
    " style-src https://cdn.jsdelivr.net 'unsafe-inline';"
    " script-src https://cdn.jsdelivr.net 'unsafe-inline'"
)


def shape(*, docs: bool = False) -> FastAPI:
    """Return the application with every route and no house behind it: for the OpenAPI document."""
    application = FastAPI(
        title="Hòa Nhập",
        version=API_VERSION,
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    for router in ROUTERS:
        application.include_router(router)
    enclose(application)
    application.openapi = cache(partial(_document, application))  # type: ignore[method-assign]
    if docs:
        application.add_api_route("/docs", _docs, include_in_schema=False)
    return application


def _document(application: FastAPI) -> dict[str, object]:
    """Return the OpenAPI document: what the door asks, and every step of the law book."""
    bodies = {
        f"{procedure.code}.{procedure.edition}.{step.name}": {
            **body_schema(procedure, step),
            "x-opening": step.opening,
            "x-ref": step.id,
        }
        for procedure in lawbook().procedures.values()
        for step in procedure.steps.values()
    }
    return inject_steps(openapi.build(application, RULES), bodies)


def create_app(
    house: House,
    *,
    probe: Callable[[], str | None],
    docs: bool = False,
    threads: int | None = None,
    anchor_file: Path | None = None,
    close: Callable[[], None] | None = None,
) -> FastAPI:
    """Return the application serving this house.

    `threads` bounds the handlers at work, which each hold a connection; `anchor_file` is written
    while the application runs; `close` is called when it ends.
    """
    application = shape(docs=docs)
    application.state.house = house
    application.state.readiness = Readiness(probe)
    application.state.desk = anyio.CapacityLimiter(passwords.PLACES)
    application.state.threads = threads
    application.state.anchor_file = anchor_file
    application.state.close = close
    return application


def serve_app() -> FastAPI:
    """Open the house of the environment's settings and serve it: what uvicorn's workers call."""
    chosen = settings.load()
    logs.configure()
    with ExitStack() as stack:
        running = stack.enter_context(runtime.opened(chosen))
        application = create_app(
            running.house,
            probe=running.probe,
            docs=chosen.environment != "production",
            threads=chosen.pool_size,
            anchor_file=chosen.data_dir / anchor.FILE,
            close=stack.pop_all().close,
        )
    # The law book and the routes live as long as the process. Walking them all again and again
    # stopped a worker for a tenth of a second in every thirtieth worklist.
    gc.collect()
    gc.freeze()
    return application


@asynccontextmanager
async def _lifespan(application: FastAPI) -> AsyncIterator[None]:
    """Hold the threads to the pool, keep the anchor, and close the house at the end."""
    state = application.state
    if state.threads is not None:
        anyio.to_thread.current_default_thread_limiter().total_tokens = state.threads
    try:
        with _anchored(state.house, state.anchor_file):
            yield
    finally:
        if state.close is not None:
            state.close()


@contextmanager
def _anchored(house: House, path: Path | None) -> Iterator[None]:
    """Keep the audit's anchor in a thread meanwhile."""
    if path is None:
        yield
        return
    ending = Event()
    thread = Thread(
        target=anchor.keep, args=(house.sessions, house.clock, path, ending), name="anchor"
    )
    thread.start()
    try:
        yield
    finally:
        ending.set()
        thread.join()


def _docs() -> HTMLResponse:
    page = get_swagger_ui_html(openapi_url="/openapi.json", title="Hòa Nhập")
    page.headers["Content-Security-Policy"] = _DOCS_POLICY
    return page

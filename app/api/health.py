"""Is the process alive, and can it serve? For supervisors and proxies; nobody signs in here."""

from collections.abc import Callable
from functools import partial
from typing import Literal

import anyio
import anyio.to_thread
from fastapi import APIRouter, Request
from sqlalchemy.exc import SQLAlchemyError

from app import migrate
from app.problems import Unavailable
from app.schemas.base import Out

router = APIRouter(prefix="/health", tags=["health"])

# Seconds after which the database counts as out of reach.
PATIENCE = 0.9


class HealthOut(Out):
    """One word: what the process is."""

    status: Literal["live", "ready"]


class Readiness:
    """Looks at the database beside the pool, so that a busy house is not taken for a dead one."""

    def __init__(self, probe: Callable[[], str | None]) -> None:
        """Take a look that tells the revision of the database; make room for two at a time."""
        self._probe = probe
        self._head = migrate.head()
        self._room = anyio.CapacityLimiter(2)

    async def look(self) -> bool:
        """Tell whether the database answers in time and has our schema."""
        look = partial(
            anyio.to_thread.run_sync, self._probe, abandon_on_cancel=True, limiter=self._room
        )
        try:
            with anyio.fail_after(PATIENCE):
                return await look() == self._head
        except (TimeoutError, SQLAlchemyError):
            return False


# These two run on the event loop: they must answer while every thread waits for the database.
@router.get("/live", operation_id="read_liveness", openapi_extra={"security": []})
async def read_liveness() -> HealthOut:
    """Tell that the process takes requests."""
    return HealthOut(status="live")


@router.get("/ready", operation_id="read_readiness", openapi_extra={"security": []})
async def read_readiness(request: Request) -> HealthOut:
    """Tell that the database answers and has the schema of this version; else 503 within 1 s."""
    readiness: Readiness = request.app.state.readiness
    if not await readiness.look():
        raise Unavailable(headers={"Retry-After": "1"})
    return HealthOut(status="ready")

"""The two ways past a seal, each for as long as it is needed in this transaction (docs/adr, seals).

A seal shuts every table of a file to every reach; `sealed_now()` in the database reads what is set
here, and lets a file be opened only to the managers who may seal.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import sqlalchemy as sa

from app.context import Context

_SET = sa.text("select set_config('app.sealed', :value, true)")


@contextmanager
def counted(ctx: Context) -> Iterator[None]:
    """Count sealed files too: for figures and the reckoning of days, never for a list."""
    with _set(ctx, "counted"):
        yield


@contextmanager
def opened(ctx: Context, client_id: UUID) -> Iterator[None]:
    """Open one sealed file to a manager; the caller puts the reading and its purpose on record."""
    with _set(ctx, str(client_id)):
        yield


@contextmanager
def _set(ctx: Context, value: str) -> Iterator[None]:
    """Left as it is when something fails: the transaction is then undone, and the setting too."""
    ctx.session.execute(_SET, {"value": value})
    yield
    ctx.session.execute(_SET, {"value": ""})

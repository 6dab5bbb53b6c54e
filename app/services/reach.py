"""Counting beyond the files one holds today, for figures only (ADR 0025).

Whoever answers for a commune must get the figure of last year as it was, with the people who have
moved since; their names stay behind the wall. So the statement that counts is run with the
nation's sight, and a list is cut down to what the caller holds now. Used by `indicators` alone,
which has checked before that the unit asked of is the caller's own or below it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from app.context import Context
from app.models.client import Custody

_NATION = sa.text("select set_config('role', 'hoanhap_nation', true)")
_BACK = sa.text("select set_config('role', :role, true)")
_MINE = sa.text("select current_setting('role')")


@contextmanager
def counting(ctx: Context, *, wide: bool) -> Iterator[None]:
    """Count with the nation's sight when `wide`; when something fails all is rolled back."""
    if not wide:
        yield
        return
    mine = ctx.session.scalar(_MINE)
    ctx.session.execute(_NATION)
    yield
    ctx.session.execute(_BACK, {"role": mine})


def held(ctx: Context, client: sa.ColumnElement[object]) -> sa.ColumnElement[bool]:
    """Tell of a row whether the caller holds its file today; said again in words for `wide`."""
    actor = ctx.actor
    if actor.unit_kind == "nation":
        return sa.true()
    by = Custody.province if actor.unit_kind == "province" else Custody.unit
    mine = sa.exists().where(Custody.client_id == client, Custody.until.is_(None), by == actor.unit)
    return client.is_(None) | mine

"""The chores of a unit, of every kind the caller reads, in one statement."""

from collections.abc import Collection
from datetime import datetime
from functools import cache

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.base import PGDialect

from app.context import Context
from app.services.chores import (
    body_test,
    contact,
    notice,
    plan_review,
    referral,
    request,
    standards,
    support,
)
from app.services.chores.shape import Chore, Code, Kind, Telling
from app.services.owed import Place

Chores = sa.TextualSelect
_GIVEN = frozenset({"unit", "codes", "today"})
KINDS: dict[Code, Kind] = {
    kind.code: kind
    for kind in (
        contact.KIND,
        body_test.KIND,
        plan_review.KIND,
        support.KIND,
        notice.KIND,
        request.KIND,
        referral.KIND,
        standards.REMEDY,
        standards.RECHECK,
    )
}


def table(ctx: Context, place: Place, kinds: Collection[str] = tuple(KINDS)) -> Chores | None:
    """Return the chores of a unit as a table; None where the caller reads no such kind there.

    Whoever selects from it passes `given`.
    """
    read = frozenset(code for code, kind in KINDS.items() if code in kinds and kind.read_by(ctx))
    return _table(place.kind, read)


def given(ctx: Context, place: Place) -> dict[str, object]:
    """Return what the table of a unit is given when it is read."""
    return {"unit": place.unit, "codes": list(place.codes), "today": ctx.today}


def of(
    ctx: Context,
    place: Place,
    kinds: Collection[str] = tuple(KINDS),
    *,
    before: datetime | None = None,
) -> list[Chore]:
    """Return the chores of a unit, or those due before a moment, in no order."""
    rows = table(ctx, place, kinds)
    if rows is None:
        return []
    chore = rows.subquery("chore")
    statement = sa.select(chore)
    if before is not None:
        statement = statement.where(chore.c.due_at < before)
    return [Chore(*row) for row in ctx.session.execute(statement, given(ctx, place))]


@cache
def _table(unit_kind: str, codes: frozenset[Code]) -> Chores | None:
    """Put the statements of the kinds together, once: building them takes longer than their work.

    Kept as text, because a statement of this size is walked whole each time it is run.
    """
    selected = [kind.select(unit_kind) for code, kind in KINDS.items() if code in codes]
    found = [one for one in selected if one is not None]
    if not found:
        return None
    whole = sa.union_all(*found)
    # Each value under its name, as `text` reads them; a list as its members.
    dialect = PGDialect(paramstyle="named")  # type: ignore[no-untyped-call]
    written = whole.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    fixed = {name: value for name, value in written.params.items() if name not in _GIVEN}
    return sa.text(str(written)).bindparams(**fixed).columns(*whole.selected_columns)


def told(ctx: Context, chore: Chore) -> Telling:
    """Say a chore in words."""
    return KINDS[chore.kind].tell(ctx, chore)

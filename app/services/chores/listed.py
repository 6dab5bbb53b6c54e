"""The chores of a unit, of every kind the caller reads, in one statement."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

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


def rows(ctx: Context, place: Place, kinds: Collection[str] = tuple(KINDS)) -> sa.Subquery | None:
    """Return the chores of a unit as a table; None where the caller reads no such kind there."""
    asked = [kind for kind in KINDS.values() if kind.code in kinds and kind.read_by(ctx)]
    found = [one for one in (kind.select(ctx, place) for kind in asked) if one is not None]
    return sa.union_all(*found).subquery("chore") if found else None


def of(ctx: Context, place: Place, kinds: Collection[str], *, before: datetime) -> list[Chore]:
    """Return the chores of a unit that are due before a moment, in no order."""
    table = rows(ctx, place, kinds)
    if table is None:
        return []
    found = ctx.session.execute(sa.select(table).where(table.c.due_at < before))
    return [Chore(*row) for row in found]


def told(ctx: Context, chore: Chore) -> Telling:
    """Say a chore in words."""
    return KINDS[chore.kind].tell(ctx, chore)

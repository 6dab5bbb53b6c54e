"""By when the commune of arrival is told of a move, and by when it answers."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.law.days.clock import due
from app.law.reading.moving import moves
from app.law.shape.parts import Citation, ClockRule
from app.models.client import ManagementRecord
from app.services.cited import basis
from app.times import vn_day

_LISTS = (
    sa.select(ManagementRecord.kind)
    .where(ManagementRecord.client_id == sa.bindparam("client"), ManagementRecord.until.is_(None))
    .order_by(ManagementRecord.kind)
)


@dataclass(frozen=True, slots=True)
class Departure:
    """What is told of a departure; `ref` is the row of the step that sends, if a step does."""

    at: datetime
    reason: str
    ref: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Times:
    """When the notice was due (None: a step sends, its own clock says), when the answer is."""

    notice_due_at: datetime | None
    due_at: datetime
    legal_basis: list[dict[str, object]]


def times(ctx: Context, client_id: UUID, departure: Departure) -> Times:
    """Reckon both by the limit of the notice: the first is law, the second practice.

    Sources: Law 73/2021 art. 26(2), 43(2); Law 120/2025 art. 27(2), 48(2); no article sets a time
    for the answer, so its basis is unverified.
    """
    lists = tuple(ctx.session.scalars(_LISTS, {"client": client_id}))
    due_at, answer = _earliest(ctx, ctx.today, ctx.now, lists)
    told = {replace(answer, unverified=True): None}
    if departure.ref is not None:
        return Times(None, due_at, basis(told))
    notice_due_at, notice = _earliest(ctx, vn_day(departure.at), departure.at, lists)
    if notice.edition != answer.edition:
        told[notice] = None
    return Times(notice_due_at, due_at, basis(told))


def _earliest(
    ctx: Context, day: date, start: datetime, lists: tuple[str, ...]
) -> tuple[datetime, Citation]:
    """The strictest limit of the lists a person stands on, counted from a moment."""
    found = [
        (due(ctx.calendar, start, rule.limit, rule.unit).at, rule.law)
        for rule in _rules(ctx, day, lists)
    ]
    return min(found, key=lambda pair: pair[0])


def _rules(ctx: Context, day: date, lists: tuple[str, ...]) -> list[ClockRule]:
    edition = ctx.lawbook.edition_on(max(day, ctx.lawbook.editions[0].begins)).code
    practice = moves()
    found = practice.notices(ctx.lawbook, edition, lists)
    return found or practice.notices(ctx.lawbook, edition, ())

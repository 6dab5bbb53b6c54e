"""Yearly facts of units that no file holds: read, and confirmed by the province or the nation.

One unit, year and fact is a line of entries; the one that nothing corrects is the one that counts.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.context import Context
from app.models.area import AreaFact
from app.periods import parse
from app.services import standing

Confirmed = Literal["confirmed", "unchanged", "corrected_since", "not_found"]
_PROVINCE_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year, or the police year that ends in it (15 December – 14 December)."""

    kind: Literal["calendar", "police"]
    number: int

    @property
    def bounds(self) -> tuple[date, date]:
        """First and last day."""
        period = parse(self.code)
        return period.since, period.until

    @property
    def code(self) -> str:
        """As it is written: `2026`, `2026-P`."""
        return f"{self.number}-P" if self.kind == "police" else str(self.number)


def read_year(code: str) -> Year:
    """Read `2026` or `2026-P`."""
    return Year("police" if code.endswith("-P") else "calendar", int(code[:4]))


def running(day: date) -> Year:
    """Return the police year that runs on a day."""
    this = Year("police", day.year)
    return this if day <= this.bounds[1] else Year("police", day.year + 1)


def year_of(row: AreaFact) -> Year:
    """Return the year an entry is of."""
    return Year("police" if row.year_kind == "police" else "calendar", row.year)


def current() -> sa.ColumnElement[bool]:
    """Tell which entries nothing corrects."""
    later = aliased(AreaFact)
    return ~sa.exists().where(later.corrects == AreaFact.id)


def page(
    ctx: Context,
    *,
    unit: str,
    year: Year | None = None,
    fact: str | None = None,
    whole: bool = False,
    after: UUID | None = None,
    limit: int,
) -> list[AreaFact]:
    """Return the facts of a unit and what is below it, by id; `whole`: corrected entries too."""
    statement = sa.select(AreaFact).where(_within(standing.reached(ctx, unit)))
    if year is not None:
        statement = statement.where(AreaFact.year_kind == year.kind, AreaFact.year == year.number)
    if fact is not None:
        statement = statement.where(AreaFact.fact == fact)
    if not whole:
        statement = statement.where(current())
    if after is not None:
        statement = statement.where(AreaFact.id > after)
    return list(ctx.session.scalars(statement.order_by(AreaFact.id).limit(limit)))


def told(
    ctx: Context, year: Year, facts: Collection[str], *, unit: str
) -> Mapping[str, Mapping[str, AreaFact]]:
    """Return the entries that count, with a value, by unit and fact: one statement."""
    statement = sa.select(AreaFact).where(
        _within(unit),
        AreaFact.year_kind == year.kind,
        AreaFact.year == year.number,
        AreaFact.fact.in_(facts),
        AreaFact.value.is_not(None),
        current(),
    )
    found: dict[str, dict[str, AreaFact]] = {}
    for row in ctx.session.scalars(statement.order_by(AreaFact.unit, AreaFact.fact)):
        found.setdefault(row.unit, {})[row.fact] = row
    return found


def confirm(ctx: Context, keys: Sequence[UUID]) -> list[tuple[UUID, Confirmed]]:
    """Confirm entries as they stand; one that was corrected since, or before, is not."""
    # Locked against whoever is correcting one of them (`confirmed_fact_is_corrected_above`).
    locked = sa.select(AreaFact.id).where(AreaFact.id.in_(keys)).order_by(AreaFact.id)
    seen = set(ctx.session.scalars(locked.with_for_update()))
    rows = ctx.session.scalars(
        sa.select(AreaFact)
        .where(AreaFact.id.in_(seen), current())
        .execution_options(populate_existing=True)
    ).all()
    standing_rows = {row.id: row for row in rows}
    open_ones = [row for row in rows if row.confirmed_at is None]
    for row in open_ones:
        row.confirmed_by, row.confirmed_at = ctx.actor.id, ctx.now
        row.version += 1
    ctx.session.flush()
    ctx.trail.note(object_type="area_fact", detail={"confirmed": len(open_ones)})
    fresh = {row.id for row in open_ones}
    return [(key, _outcome(key, seen, set(standing_rows), fresh)) for key in dict.fromkeys(keys)]


def _outcome(key: UUID, seen: set[UUID], stand: set[UUID], fresh: set[UUID]) -> Confirmed:
    if key in fresh:
        return "confirmed"
    if key in stand:
        return "unchanged"
    return "corrected_since" if key in seen else "not_found"


def _within(unit: str) -> sa.ColumnElement[bool]:
    if unit == "vn":
        return sa.true()
    if len(unit) == _PROVINCE_DIGITS:
        return AreaFact.province == unit
    return AreaFact.unit == unit

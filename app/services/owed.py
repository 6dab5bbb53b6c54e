"""What a unit must do itself: the running clocks that a step of its own offices would meet.

A clock of a file that waits for somebody else (the court, the centre, the province) is not a
duty of the commune; one that stands still is nobody's until it runs on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from app.context import Context
from app.law.days.calendar import DAY
from app.law.engine.owed import Duties, duties
from app.models.case import LegalCase
from app.models.deadline import Deadline
from app.times import VN, vn_day

Due = Literal["overdue", "due_today", "due_soon", "later"]

_KINDS = {"F-": "facility", "C-": "court"}
_PROVINCE_DIGITS = 2
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose duties: a unit and the kind it is; a former commune stands for its successors."""

    unit: str
    kind: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Horizon:
    """Now, the end of today in Viet Nam, and the end of the days looked ahead."""

    now: datetime
    today: datetime
    soon: datetime

    def due(self, at: datetime) -> Due:
        """Tell how a moment stands to them."""
        if at < self.now:
            return "overdue"
        if at < self.today:
            return "due_today"
        return "due_soon" if at < self.soon else "later"


@dataclass(frozen=True, slots=True)
class Owed:
    """A running clock, and the marks of the steps that would meet it."""

    id: UUID
    due_at: datetime
    case_id: UUID
    client_id: UUID | None
    procedure: str
    in_open_case: bool
    marks: tuple[str, ...]


def kind_of(unit: str) -> str:
    """Return the kind of a unit by the shape of its code."""
    if unit == "vn":
        return "nation"
    if len(unit) == _PROVINCE_DIGITS:
        return "province"
    return _KINDS.get(unit[:2], "commune")


def horizon(ctx: Context, days: int) -> Horizon:
    """Return the moments that part overdue from today, today from soon, and soon from later."""
    # In UTC as the rows are: moments of one zone are compared without asking for their offsets.
    tomorrow = datetime.combine(ctx.today + DAY, time(), tzinfo=VN).astimezone(UTC)
    return Horizon(ctx.now, tomorrow, tomorrow + days * DAY)


def lateness(at: datetime, now: datetime) -> tuple[int, int]:
    """Return how late something is: days of Viet Nam, and whole hours; zeros when it is not."""
    if now <= at:
        return 0, 0
    return (vn_day(now) - vn_day(at)).days, int((now - at) // _HOUR)


def known(ctx: Context) -> Duties:
    """Return the steps of today by their marks."""
    return duties(ctx.lawbook, ctx.today)


def running(ctx: Context, place: Place) -> sa.Select[UUID, datetime]:
    """Select the clocks that a unit must meet; what is chosen of them is the caller's part."""
    found = known(ctx)
    mark = sa.func.unnest(Deadline.met_by).column_valued("mark")
    whole = sa.case(
        (sa.func.strpos(mark, ":") > 0, mark), else_=LegalCase.procedure.concat(":").concat(mark)
    )
    named = sa.exists().where(whole == _any(found.of(place.kind))).correlate(Deadline, LegalCase)
    told = LegalCase.procedure.concat(":").concat(Deadline.clock)
    return (
        sa.select(Deadline.id, Deadline.due_at)
        .join(LegalCase, LegalCase.id == Deadline.case_id)
        .where(
            at(place),
            Deadline.met_at.is_(None),
            Deadline.cancelled_at.is_(None),
            Deadline.paused_at.is_(None),
            sa.or_(named, told == _any(found.clocks_of(place.kind))),
        )
    )


def owed(
    ctx: Context, place: Place, *, procedure: str | None, before: datetime | None
) -> list[Owed]:
    """Return the clocks a unit must meet, those due first at the head."""
    statement = running(ctx, place).add_columns(
        Deadline.clock,
        Deadline.case_id,
        Deadline.client_id,
        Deadline.met_by,
        LegalCase.procedure,
        LegalCase.closed_at.is_(None).label("in_open_case"),
    )
    if procedure is not None:
        statement = statement.where(LegalCase.procedure == procedure)
    if before is not None:
        statement = statement.where(Deadline.due_at < before)
    found = known(ctx)
    return [
        Owed(
            row.id,
            row.due_at,
            row.case_id,
            row.client_id,
            row.procedure,
            row.in_open_case,
            found.answers(row.procedure, row.clock, row.met_by),
        )
        for row in ctx.session.execute(statement.order_by(Deadline.due_at, Deadline.id))
    ]


def at(place: Place) -> sa.ColumnElement[bool]:
    """Tell which clocks are kept at a unit, by its kind."""
    match place.kind:
        case "nation":
            return sa.true()
        case "province":
            return Deadline.province == place.unit
        case "facility" | "court":
            column = LegalCase.facility if place.kind == "facility" else LegalCase.court
            return column == place.unit
        case _:
            return Deadline.unit.in_(place.codes)


def _any(values: Sequence[str] | frozenset[str]) -> sa.ColumnElement[str]:
    return sa.any_(sa.literal(sorted(values), ARRAY(sa.Text)))  # type: ignore[return-value]

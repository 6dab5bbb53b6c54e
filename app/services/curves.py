"""The retention curve of an indicator, from the very rows of its figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from app.context import Context
from app.problems import NotFound
from app.services import reach, sealed
from app.services.indicators import is_wide, room, wanted
from app.services.question import Question
from app.services.spread import Spread
from app.services.survival import Followed, Point, curve, share_on

_DRAWN: Final = "retention"
_DAYS_A_MONTH: Final = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Milestone:
    """The share still in service after so many months; None where nobody was followed that long."""

    months: int
    day: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Curve:
    """The points, what they rest on, and the share at the months the definition asks for."""

    question: Question
    points: Sequence[Point]
    milestones: Sequence[Milestone]
    entered: int
    left: int
    computed_at: datetime


def of(ctx: Context, question: Question) -> Curve:
    """Draw the curve of a question. Raises NotFound for an indicator that has none."""
    if question.indicator.source != _DRAWN:
        raise NotFound
    room(ctx)
    with sealed.counted(ctx), reach.counting(ctx, wide=is_wide(question)):
        followed = _followed(ctx, question)
    points = curve(followed)
    longest = max((one.days for one in followed), default=-1)
    return Curve(
        question=question,
        points=points,
        milestones=[
            Milestone(months, day, share_on(points, day, longest))
            for months in _months(question)
            for day in (round(months * _DAYS_A_MONTH),)
        ],
        entered=sum(one.people for one in followed),
        left=sum(one.people for one in followed if one.left),
        computed_at=ctx.now,
    )


def _followed(ctx: Context, question: Question) -> list[Followed]:
    spread = Spread(question)
    row = spread.rows.c
    statement = (
        sa.select(row.amount, row.over, sa.func.count().label("people"))
        .where(*wanted(spread))
        .select_from(spread.source)
        .group_by(row.amount, row.over)
    )
    found = ctx.session.execute(statement)
    return [Followed(one.amount, bool(one.over), one.people) for one in found]


def _months(question: Question) -> list[int]:
    said = {variant.with_.get("months") for variant in question.indicator.variant}
    return sorted(months for months in said if isinstance(months, int))

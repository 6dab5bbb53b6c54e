"""Days and moments as the sources ask for them: Viet Nam's day, now or as of, what still counts."""

from datetime import date, datetime
from typing import Final

import sqlalchemy as sa

from app.services.known import Columns
from app.services.question import Question
from app.services.sources.days import vn

_MOMENT: Final = sa.DateTime(timezone=True)
# The program's own clock, which every session has told the database (`db.ENTER`).
_NOW: Final = sa.func.coalesce(
    sa.cast(sa.func.nullif(sa.func.current_setting("app.now", True), ""), _MOMENT),  # noqa: FBT003
    sa.func.clock_timestamp(),
)


def moment(question: Question) -> sa.ColumnElement[datetime]:
    """Return the moment at which it is known: the one asked for, else now."""
    return _NOW if question.as_of is None else sa.literal(question.as_of, _MOMENT)


def today(question: Question) -> sa.ColumnElement[date]:
    """Return the day of Viet Nam on which it is known."""
    return vn(moment(question))


def stands(question: Question, row: Columns) -> sa.ColumnElement[bool]:
    """Tell of an entry whether it counted at the question's moment: not voided by then."""
    voided: sa.ColumnElement[bool] = row.voided_at.is_(None)
    return voided if question.as_of is None else voided | (row.voided_at > question.as_of)


def happened(question: Question, at: sa.ColumnElement[datetime]) -> sa.ColumnElement[bool]:
    """Tell whether a moment lies in the period."""
    return (at >= question.first_moment) & (at < question.last_moment)

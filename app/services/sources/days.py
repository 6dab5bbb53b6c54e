"""Days in SQL: Viet Nam's day of a moment, and the same day so many months later."""

from typing import Any

import sqlalchemy as sa


def vn(moment: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Return the calendar day it was in Viet Nam."""
    return sa.cast(sa.func.timezone("Asia/Ho_Chi_Minh", moment), sa.Date)


def months_after(day: sa.ColumnElement[Any], months: int) -> sa.ColumnElement[Any]:
    """Return that day so many months later; of a shorter month its last day."""
    return sa.cast(day + sa.func.make_interval(0, months), sa.Date)

"""What an event of a file's life looks like, whoever tells it."""

from collections.abc import Callable
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from app.context import Context
from app.times import VN

# Events of one kind that are told at most, the newest.
MOST = 2000
# As `EventOut` has it: at, kind, title, and where they are known case_id, procedure, ref, unit.
Event = dict[str, object]
Teller = Callable[[Context, UUID], list[Event]]


def morning(day: InstrumentedAttribute[object]) -> sa.ColumnElement[object]:
    """The moment at which a day begins in Viet Nam: what is known by its day stands there."""
    return sa.func.timezone(str(VN), sa.cast(day, sa.DateTime)).label("at")

"""The working-day calendar."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from app.schemas.base import Filter, In, LongText, Out, Text1

DayKind = Literal["holiday", "day_off", "working", "plain"]


class CalendarDayOut(Out):
    """A day that is not what its weekday says."""

    day: date
    kind: DayKind
    title_vi: str
    title_en: str
    source: str
    unverified: bool
    version: int


class CalendarOut(Out):
    """The marked days of a year."""

    year: int
    items: list[CalendarDayOut]


class YearFilter(Filter):
    """Which year."""

    year: Annotated[int, Field(ge=2000, le=2100)]


class CalendarDayIn(In):
    """A holiday decision for one day; `plain` takes a mark back."""

    kind: DayKind
    title_vi: Text1
    title_en: Text1
    source: Annotated[LongText, Field(description="The decision, by number and date")]


class CalendarEditOut(Out):
    """The day as it now stands, and how many open clocks moved."""

    day: CalendarDayOut
    moved_deadlines: int

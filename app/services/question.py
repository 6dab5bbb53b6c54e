"""What is asked of an indicator: read how, of whom, in which days, known when, counted where."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from app.law.reading.indicator import Indicator
from app.times import VN

Geography = Literal["today", "then"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question, checked against its definition. Both days are in the period.

    `as_of`: as it was known at that moment (None: now). `geography`: where the file is held today,
    or where it was on the day that counts. `filters`: only these values of a dimension. `known_on`:
    the day up to which anything is known, which is how far a person can have been followed.
    """

    indicator: Indicator
    variant: str
    groups: tuple[tuple[str, ...], ...]
    base: str
    unit: str
    since: date
    until: date
    known_on: date
    as_of: datetime | None = None
    geography: Geography = "today"
    filters: Mapping[str, str] = field(default_factory=dict)

    def only(self, kind: str) -> "Question":
        """Return the same question about one service."""
        return replace(self, groups=((kind,),))

    @property
    def first_moment(self) -> datetime:
        """The first moment of the period."""
        return datetime.combine(self.since, time(), VN)

    @property
    def last_moment(self) -> datetime:
        """The first moment after the period."""
        return datetime.combine(self.until + timedelta(days=1), time(), VN)

    @property
    def said(self) -> Mapping[str, object]:
        """The parameters of the definition's source; those of the variant stand before them."""
        reading = self.indicator.reading(self.variant)
        return {**self.indicator.with_, **(reading.with_ if reading else {})}

"""Of whom and of when a report tells, and what filling one gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from app.sheets.book import Sheet, Title
from app.times import VN


@dataclass(frozen=True, slots=True)
class Scope:
    """A unit and a period, both days in; `as_of`: as it was known then, None for now."""

    unit: str
    unit_kind: str
    since: date
    until: date
    as_of: datetime | None = None

    @property
    def first_moment(self) -> datetime:
        """The first moment of the period."""
        return datetime.combine(self.since, time(), VN)

    @property
    def after(self) -> datetime:
        """The first moment after the period."""
        return datetime.combine(self.until + timedelta(days=1), time(), VN)


@dataclass(frozen=True, slots=True)
class Filled:
    """The tables of a report, whose people they count, and by which definitions.

    `cohorts`: path of a figure's part → SHA-256 of the sorted ids in it; no id is kept.
    `definitions`: code of an indicator → its version.
    """

    sheets: tuple[Sheet, ...]
    cohorts: Mapping[str, str] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Title, ...] = ()

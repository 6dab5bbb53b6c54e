"""An act of the year: when it is entered, what, about whom, by which office, in which words."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from app.times import VN

COMMUNE, NEXT, FAR, HOME = "00004", "00008", "26740", "00070"
CENTRE, PROVINCE, COURT = "F-01-01", "01", "C-01-01"
OFFICIAL, POLICE, CLERK = "commune_official", "commune_police", "court_clerk"
INTAKE, DOCTOR, DIRECTOR = "centre_caseworker", "centre_clinician", "centre_director"
MANAGER, NATION = "province_manager", "nation_manager"
LAST = datetime(2026, 12, 18, 16, 0, tzinfo=VN)


@dataclass
class Act:
    """One act; `key` names what it makes or goes on with."""

    at: datetime
    name: str
    who: int
    by: str
    said: dict[str, Any] = field(default_factory=dict)
    key: str = ""
    unit: str = ""

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def text(self) -> str:
        return self.at.isoformat()


def when(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of 2026 as Viet Nam's clocks show it."""
    return datetime(2026, month, day, hour, minute, tzinfo=VN)


def later(moment: datetime, days: int, hour: int | None = None) -> datetime:
    """So many days on, at the same minute of the day or of another hour."""
    found = moment + timedelta(days=days)
    return found if hour is None else found.replace(hour=hour)


def written(
    n: int, at: datetime, by: str, path: str, body: dict[str, Any], *, key: str = "",
    unit: str = "", **more: Any,
) -> Act:  # fmt: skip
    """An entry of a file: where it goes, what is in it, what the book counts it as."""
    return Act(at, "entry", n, by, {"path": path, "body": body, **more}, key, unit)


def followed(
    n: int, at: datetime, by: str, key: str, what: str, *, unit: str = "", body: Any = None,
    **more: Any,
) -> Act:  # fmt: skip
    """What is done with an entry afterwards."""
    return Act(at, "follow", n, by, {"what": what, "body": body or {}, **more}, key, unit)

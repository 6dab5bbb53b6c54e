"""Working days of the public sector of Viet Nam: weekends, holidays, swapped and make-up days.

Public holidays: 45/2019/QH14 (Labour Code), Điều 111 and 112. Five-day week of offices:
Quyết định 188/1999/QĐ-TTg. Swapped days: a yearly decision, cited on each row of the calendar.
"""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final, Literal, NoReturn, TypeGuard, cast

import tomli

MarkKind = Literal["holiday", "day_off", "working"]

DEFAULT_FOLDER: Final = Path(__file__).parent.parent / "book" / "calendar"
WEEKEND_LAW: Final = "188/1999/QĐ-TTg, Điều 1"
DAY: Final = timedelta(days=1)

_SATURDAY: Final = 5
_MONTHS_A_YEAR: Final = 12
_KINDS: Final = ("holiday", "day_off", "working")
_WEEKEND: Final = {5: ("thứ bảy", "Saturday"), 6: ("chủ nhật", "Sunday")}
_ROW_KEYS: Final = frozenset({"on", "kind", "title", "source", "unverified"})


class CalendarError(ValueError):
    """A calendar file that cannot be read as meant; the text names the file and the key."""


@dataclass(frozen=True, slots=True)
class DayMark:
    """What makes one day differ from its weekday.

    `holiday` and `day_off` (in lieu, or swapped away) are closed; `working` is a weekend day
    worked in exchange. `unverified` is true where the decision itself has not been read.
    """

    kind: MarkKind
    vi: str
    en: str
    source: str
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class DayNote:
    """One day of a reckoning: was it counted, and why; Vietnamese first, English beside.

    `code` is stable for programs; `unverified` marks a day whose calendar is not confirmed.
    """

    day: date
    counted: bool
    code: str
    vi: str
    en: str
    law: str = ""
    unverified: bool = False


class Calendar:
    """The days on which offices are open. Outside the marked years only weekends are known."""

    def __init__(self, days: Mapping[date, DayMark]) -> None:
        """Keep a copy of the marks, so that a calendar never changes under a running clock."""
        self._days = dict(days)
        self._years = frozenset(day.year for day in self._days)
        self._notes: dict[date, DayNote] = {}

    @classmethod
    def from_toml(cls, folder: Path = DEFAULT_FOLDER) -> Calendar:
        """Read every year of the folder; raises CalendarError with file and key."""
        return cls(read_days(folder))

    @property
    def days(self) -> Mapping[date, DayMark]:
        """A copy of the marks, for tables and reports."""
        return dict(self._days)

    @property
    def years(self) -> frozenset[int]:
        """The years whose holidays are on file."""
        return self._years

    def known(self, year: int) -> bool:
        """Tell whether the holidays of the year are on file."""
        return year in self._years

    def is_working(self, day: date) -> bool:
        """Tell whether offices are open on the day."""
        mark = self._days.get(day)
        if mark is None:
            return day.weekday() < _SATURDAY
        return mark.kind == "working"

    def why_off(self, day: date) -> str | None:
        """Say in Vietnamese why the day is closed; None for a working day. See `note` for both."""
        return None if self.is_working(day) else self.note(day).vi

    def note(self, day: date) -> DayNote:
        """Explain the day: `counted` is true on a working day, `law` cites the source."""
        found = self._notes.get(day)
        if found is None:
            found = self._notes[day] = self._explained(day)
        return found

    def _explained(self, day: date) -> DayNote:
        mark = self._days.get(day)
        if mark is not None:
            working = mark.kind == "working"
            return DayNote(
                day, working, mark.kind, mark.vi, mark.en, mark.source, unverified=mark.unverified
            )
        known = self.known(day.year)
        if day.weekday() >= _SATURDAY:
            vi, en = _WEEKEND[day.weekday()]
            code, law = "weekend", WEEKEND_LAW
            vi, en = f"Nghỉ hằng tuần ({vi})", f"Weekly rest ({en})"
        else:
            code, law, vi, en = "working_day", "", "Ngày làm việc", "Working day"
        if not known:
            vi += f"; chưa có lịch nghỉ lễ năm {day.year}"
            en += f"; no holiday calendar on file for {day.year}"
        return DayNote(day, code == "working_day", code, vi, en, law, unverified=not known)

    def on_or_after(self, day: date) -> date:
        """The first working day that is not before the day."""
        while not self.is_working(day):
            day += DAY
        return day

    def on_or_before(self, day: date) -> date:
        """The last working day that is not after the day."""
        while not self.is_working(day):
            day -= DAY
        return day


def add_months(day: date, months: int) -> date:
    """Move by calendar months; a missing day becomes the month's last (91/2015/QH13, 148(3))."""
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    last = gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def read_days(folder: Path) -> dict[date, DayMark]:
    """Read the marks of every `<year>.toml` of the folder, checking every key."""
    days: dict[date, DayMark] = {}
    for path in sorted(folder.glob("*.toml")):
        days.update(_read_year(path))
    if not days:
        message = f"{folder}: no calendar file"
        raise CalendarError(message)
    return days


def _read_year(path: Path) -> dict[date, DayMark]:
    try:
        raw: dict[str, object] = tomli.loads(path.read_text(encoding="utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path.name}: {error}"
        raise CalendarError(message) from error
    if set(raw) != {"year", "day"} or str(raw["year"]) != path.stem:
        _fail(path, "year", "expected exactly `year` (as in the file's name) and [[day]] rows")
    days: dict[date, DayMark] = {}
    rows = raw["day"]
    if not isinstance(rows, list):
        _fail(path, "day", "expected [[day]] rows")
    for number, row in enumerate(cast("list[object]", rows)):
        where = f"day[{number}]"
        if not _is_table(row) or not set(row) <= _ROW_KEYS:
            _fail(path, where, f"keys must be among {sorted(_ROW_KEYS)}")
        day = row.get("on")
        if not isinstance(day, date) or isinstance(day, datetime) or day.year != raw["year"]:
            _fail(path, f"{where}.on", "expected a date of the file's year")
        if day in days:
            _fail(path, f"{where}.on", f"{day} is marked twice")
        days[day] = _mark(path, where, row)
    return days


def _mark(path: Path, where: str, row: Mapping[str, object]) -> DayMark:
    kind, title, source = row.get("kind"), row.get("title"), row.get("source")
    unverified = row.get("unverified", False)
    if not _is_kind(kind):
        _fail(path, f"{where}.kind", f"expected one of {_KINDS}")
    if not _is_table(title) or set(title) != {"vi", "en"}:
        _fail(path, f"{where}.title", "expected { vi, en }")
    if not isinstance(source, str) or not source:
        _fail(path, f"{where}.source", "expected the decision or the article")
    if not isinstance(unverified, bool):
        _fail(path, f"{where}.unverified", "expected true or false")
    words = cast("Mapping[str, str]", title)
    return DayMark(kind, words["vi"], words["en"], source, unverified=unverified)


def _is_table(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, dict)


def _is_kind(value: object) -> TypeGuard[MarkKind]:
    return value in _KINDS


def _fail(path: Path, key: str, problem: str) -> NoReturn:
    message = f"{path.name}: {key}: {problem}"
    raise CalendarError(message)

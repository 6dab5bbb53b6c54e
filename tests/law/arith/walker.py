"""A slow second opinion: walks day by day, sharing nothing with app.law but the facts."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

BOOK = Path(__file__).parents[3] / "app" / "law" / "book" / "calendar"
FAR = 1600


def kinds_on_file() -> dict[date, str]:
    """Every marked day of the book with its kind, read without the program's reader."""
    kinds = {}
    for path in BOOK.glob("*.toml"):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["day"]:
            kinds[row["on"]] = row["kind"]
    return kinds


def is_open(kinds: dict[date, str], day: date) -> bool:
    kind = kinds.get(day)
    if kind == "working":
        return True
    return kind is None and day.strftime("%A") not in {"Saturday", "Sunday"}


def days_after(day: date, count: int = FAR) -> list[date]:
    return [day + timedelta(days=number) for number in range(1, count + 1)]


def nth_working(kinds: dict[date, str], start: date, limit: int, paused: set[date]) -> date:
    if limit == 0:
        return first_open(kinds, start, paused)
    return [d for d in days_after(start) if is_open(kinds, d) and d not in paused][limit - 1]


def nth_calendar(kinds: dict[date, str], start: date, limit: int, paused: set[date]) -> date:
    last = [start, *(d for d in days_after(start) if d not in paused)][limit]
    return first_open(kinds, last, paused)


def months_later(start: date, months: int) -> date:
    """The same day of the month so many months on, or that month's last day."""
    day, turned = start.replace(day=1), 0
    while turned < months:
        day += timedelta(days=1)
        turned += day.day == 1
    month = [day, *(d for d in days_after(day, 31) if d.month == day.month)]
    return max(d for d in month if d.day <= start.day)


def after_months(kinds: dict[date, str], start: date, months: int, paused: set[date]) -> date:
    return nth_calendar(kinds, start, (months_later(start, months) - start).days, paused)


def first_open(kinds: dict[date, str], day: date, paused: set[date]) -> date:
    return next(d for d in [day, *days_after(day)] if is_open(kinds, d) and d not in paused)


def last_open(kinds: dict[date, str], day: date) -> date:
    return next(d for d in (day - timedelta(days=n) for n in range(FAR)) if is_open(kinds, d))


def hours_later(start: datetime, hours: int, pauses: list[tuple[datetime, datetime]]) -> datetime:
    """Tick minute by minute; a paused minute does not tick the limit down."""
    at, left = start.astimezone(UTC), hours * 60
    while left:
        left -= not any(stop <= at < go for stop, go in pauses)
        at += timedelta(minutes=1)
    return at


def term_end(start: date, owed: int, lost: set[date]) -> date:
    """The day after the last day served."""
    day = start
    while owed:
        owed -= day not in lost
        day += timedelta(days=1)
    return day

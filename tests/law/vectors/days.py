"""Make conditions hold or fail that are about the day of the act and limits told in the form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from app.law.engine.transition import cutover
from app.times import VN, vn_day
from tests.law.vectors.situation import Draft, at_nine
from tests.law.vectors.wanted import CannotMend

LONG_AGO = timedelta(days=60)


def _since(draft: Draft, params: Any) -> None:
    draft.change(at=max(draft.at, at_nine(params.day)))


def _before(draft: Draft, params: Any, _end: bool) -> None:
    """The day before, where what is on file had happened by then."""
    at = min(draft.at, at_nine(params.day - timedelta(days=1)))
    taken = draft.file.case.steps if draft.file.case is not None else ()
    if taken and taken[-1].occurred_at > at:
        raise CannotMend(f"the file goes beyond {params.day} already")
    draft.change(at=at)


def _opened(draft: Draft, days: int) -> None:
    """Let the case have been opened so many days after the latest law began."""
    if draft.file.case is None:
        raise CannotMend("no case is open")
    day = cutover(draft.file.book) + timedelta(days=days)
    draft.change_case(opened_at=datetime.combine(day, time(), tzinfo=VN))


def _opened_before(draft: Draft, _params: Any) -> None:
    _opened(draft, -1)


def _opened_after(draft: Draft, _params: Any, _end: bool) -> None:
    _opened(draft, 0)


def _tell(draft: Draft, name: str, moment: datetime) -> None:
    ask = draft.field(name)
    told = vn_day(moment).isoformat() if ask.type == "date" else moment.isoformat()
    draft.body[name] = told


def _in_time(draft: Draft, params: Any) -> None:
    for name in filter(None, (params.field, params.until)):
        _tell(draft, name, draft.at)


def _too_late(draft: Draft, params: Any, _end: bool) -> None:
    _tell(draft, params.field, draft.at - LONG_AGO)
    if params.until:
        _tell(draft, params.until, draft.at)


DAY_MENDERS: dict[str, Callable[[Draft, Any], None]] = {
    "since": _since,
    "opened_before_cutover": _opened_before,
    "within_limit": _in_time,
}
DAY_SPOILERS: dict[str, Callable[[Draft, Any, bool], None]] = {
    "since": _before,
    "opened_before_cutover": _opened_after,
    "within_limit": _too_late,
}

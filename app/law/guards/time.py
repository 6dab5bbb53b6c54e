"""Guards about days: a rule that begins inside an edition, and what must be done within a limit."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from app.law.days.clock import Unit, due
from app.law.engine.casefile import day_of
from app.law.engine.scene import Scene
from app.law.guards.kind import Count, GuardKind, Name, Params
from app.law.shape.model import Refusal
from app.times import VN


class Since(Params):
    """The day from which a rule holds, where no edition begins on it."""

    day: date


class Limit(Params):
    """A limit from the moment in `field` to the one in `until`, or to the act itself."""

    field: Name
    limit: Count
    unit: Unit
    until: str = ""


def _since(scene: Scene, params: Since) -> Refusal | None:
    if scene.day >= params.day:
        return None
    vi = f"Quy định này áp dụng từ ngày {params.day:%d/%m/%Y}"
    return Refusal("since", vi, f"This rule holds from {params.day} on")


def _moment(value: object, at: time) -> datetime | None:
    """A moment as told; of a day told without an hour, the hour given."""
    if isinstance(value, str) and "T" in value:
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return value
    day = day_of(value)
    return None if day is None else datetime.combine(day, at, tzinfo=VN)


def _within_limit(scene: Scene, params: Limit) -> Refusal | None:
    start = _moment(scene.value(params.field), time())
    end = _moment(scene.value(params.until), time()) if params.until else scene.at
    if start is None or end is None:
        return None
    last = due(scene.calendar, start, params.limit, params.unit).at
    if start <= end <= last:
        return None
    vi = f"Đã quá thời hạn, hết vào {last:%d/%m/%Y %H:%M}"
    return Refusal("within-limit", vi, f"Too late: the limit ended {last}", f"/{params.field}")


TIME_GUARDS: Final[dict[str, GuardKind]] = {
    "since": GuardKind(Since, _since),
    "within_limit": GuardKind(Limit, _within_limit, reads_body=True),
}

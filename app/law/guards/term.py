"""Guards about the term of the case: how much has run, how much is left."""

from datetime import datetime, timedelta
from typing import Final

from app.law.days.calendar import add_months
from app.law.days.clock import before
from app.law.days.term import Term
from app.law.engine.scene import Scene
from app.law.engine.transition import cutover
from app.law.guards.kind import Count, GuardKind, NoParams, Params
from app.law.shape.model import Refusal
from app.times import VN


class Allowed(Params):
    """How long before the end of the term an act may already be taken."""

    allow_hours: Count = 0
    allow_days: Count = 0
    allow_working_days: Count = 0


class Share(Params):
    """A part of the term, as one in `of`."""

    of: Count = 2


class Left(Params):
    """Time that must be left of the term, on the day of the act or on that of the cutover.

    On the cutover the term must have been running: who begins it later has nothing left over.
    """

    months: Count = 0
    days: Count = 0
    on_cutover: bool = False


def _running(scene: Scene) -> Term | None:
    measure = scene.measure_before()
    return None if measure is None else measure.term


def _no_term() -> Refusal:
    return Refusal("term-not-begun", "Thời hạn chưa bắt đầu", "The term has not begun")


def _term_running(scene: Scene, _params: NoParams) -> Refusal | None:
    term = _running(scene)
    if term is None:
        return _no_term()
    if term.start <= scene.day < term.end:
        return None
    vi = f"Thời hạn đã hết ngày {term.end:%d/%m/%Y}"
    return Refusal("term-running", vi, f"The term was over on {term.end}")


def _term_over(scene: Scene, params: Allowed) -> Refusal | None:
    term = _running(scene)
    if term is None:
        return _no_term()
    end = term.end
    if params.allow_working_days:
        due = before(scene.calendar, end, params.allow_working_days, "working_days")
        end = due.day or end
    over = datetime(end.year, end.month, end.day, tzinfo=VN)
    if scene.at >= over - timedelta(days=params.allow_days, hours=params.allow_hours):
        return None
    vi = f"Chưa hết thời hạn: thời hạn kết thúc ngày {term.end:%d/%m/%Y}"
    return Refusal("term-over", vi, f"The term ends on {term.end}")


def _part_served(scene: Scene, params: Share) -> Refusal | None:
    term = _running(scene)
    if term is None:
        return _no_term()
    if term.served * params.of >= term.served + term.remaining:
        return None
    vi = f"Chưa chấp hành đủ 1/{params.of} thời hạn"
    return Refusal("part-served", vi, f"Less than 1/{params.of} of the term has been served")


def _term_left_at_least(scene: Scene, params: Left) -> Refusal | None:
    term = _running(scene)
    if term is None:
        return _no_term()
    day = cutover(scene.book) if params.on_cutover else scene.day
    if params.on_cutover and term.start >= day:
        vi = f"Thời hạn chưa bắt đầu trước ngày {day:%d/%m/%Y}"
        return Refusal("term-not-begun", vi, f"The term had not begun before {day}")
    if add_months(day, params.months) + timedelta(days=params.days) <= term.end:
        return None
    vi = f"Thời hạn còn lại ít hơn {params.months} tháng {params.days} ngày"
    return Refusal("term-left-at-least", vi, "Too little of the term is left")


TERM_GUARDS: Final[dict[str, GuardKind]] = {
    "term_running": GuardKind(NoParams, _term_running),
    "term_over": GuardKind(Allowed, _term_over),
    "part_served": GuardKind(Share, _part_served),
    "term_left_at_least": GuardKind(Left, _term_left_at_least),
}

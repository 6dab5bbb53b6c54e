"""Guards about the term of the case: phases done, how much has run, how much is left."""

from datetime import date, datetime, timedelta
from typing import Annotated, Final

from pydantic import Field

from app.law.calendar import DAY, add_months
from app.law.casefile import day_of, value_at
from app.law.clock import before
from app.law.guard_kind import AnyNames, Count, GuardKind, NoParams, Params
from app.law.model import Refusal
from app.law.rows import Phase
from app.law.scene import Scene
from app.law.term import Term
from app.times import VN

Length = Annotated[str, Field(pattern=r"^[1-9][0-9]* (days|months)$")]

_UNITS: Final = {"days": "ngày", "months": "tháng"}


class Phases(Params):
    """Phases to have been done; those of the term of the case unless named."""

    phases: AnyNames = ()
    field: str = "phases"


class Lasted(Params):
    """How long phases must have lasted at least; asked of terms of this law only."""

    least: dict[Phase, Length]
    field: str = "phases"


class Allowed(Params):
    """How long before the end of the term an act may already be taken."""

    allow_hours: Count = 0
    allow_days: Count = 0
    allow_working_days: Count = 0


class Share(Params):
    """A part of the term, as one in `of`."""

    of: Count = 2


class Left(Params):
    """Time that must be left of the term."""

    months: Count = 0
    days: Count = 0


def _phases_done(scene: Scene, params: Phases) -> Refusal | None:
    case, measure = scene.case, scene.measure_before()
    wanted = set(params.phases or (measure.law.phases if measure else ()))
    done = set() if case is None else set(case.phases)
    bodies = [scene.body, *([] if case is None else [step.body for step in case.steps])]
    for body in bodies:
        rows = value_at(body, params.field)
        for row in rows if isinstance(rows, list | tuple) else ():
            if isinstance(row, dict) and row.get("end"):
                done.add(str(row.get("phase")))
    left = sorted(wanted - done)
    if not left:
        return None
    shown = ", ".join("đ" if phase == "e" else phase for phase in left)
    vi = f"Chưa hoàn thành các giai đoạn: {shown}"
    return Refusal("phases-done", vi, f"Phases not done: {', '.join(left)}", f"/{params.field}")


def _phases_lasted(scene: Scene, params: Lasted) -> Refusal | None:
    measure, book = scene.measure_before(), scene.book
    if measure is None or book.root(measure.governing.edition) != book.root(
        scene.procedure.edition
    ):
        return None
    told = _told_phases(scene, params.field)
    for phase, least in params.least.items():
        spans = sorted(told.get(phase, ()))
        if spans and _days(spans) < _days_of(least, spans[0][0]):
            shown = "đ" if phase == "e" else phase
            number, unit = least.split()
            vi = f"Giai đoạn {shown} phải thực hiện ít nhất {number} {_UNITS[unit]}"
            en = f"Phase {shown} must last at least {least}"
            return Refusal("phases-lasted", vi, en, f"/{params.field}")
    return None


def _told_phases(scene: Scene, field: str) -> dict[str, set[tuple[date, date]]]:
    """The stretches of each phase, from this body and from earlier steps."""
    bodies = [scene.body, *([] if scene.case is None else [s.body for s in scene.case.steps])]
    found: dict[str, set[tuple[date, date]]] = {}
    for body in bodies:
        rows = value_at(body, field)
        for row in rows if isinstance(rows, list | tuple) else ():
            start, end = (day_of(value_at(row, key)) for key in ("start", "end"))
            if start is not None and end is not None:
                found.setdefault(str(value_at(row, "phase")), set()).add((start, end))
    return found


def _days(spans: list[tuple[date, date]]) -> int:
    """The days of some stretches in their order, first and last included, none of them twice."""
    found, seen = 0, date.min
    for start, end in spans:
        first = max(start, seen + DAY) if seen > date.min else start
        found += max(0, (end - first).days + 1)
        seen = max(seen, end)
    return found


def _days_of(length: str, start: date) -> int:
    """So many days, or as many as the months from a day on have."""
    number, unit = length.split()
    until = add_months(start, int(number)) if unit == "months" else start + int(number) * DAY
    return (until - start).days


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
    if add_months(scene.day, params.months) + timedelta(days=params.days) <= term.end:
        return None
    vi = f"Thời hạn còn lại ít hơn {params.months} tháng {params.days} ngày"
    return Refusal("term-left-at-least", vi, "Too little of the term is left")


TERM_GUARDS: Final[dict[str, GuardKind]] = {
    "phases_done": GuardKind(Phases, _phases_done, reads_body=True),
    "phases_lasted": GuardKind(Lasted, _phases_lasted, reads_body=True),
    "term_running": GuardKind(NoParams, _term_running),
    "term_over": GuardKind(Allowed, _term_over),
    "part_served": GuardKind(Share, _part_served),
    "term_left_at_least": GuardKind(Left, _term_left_at_least),
}

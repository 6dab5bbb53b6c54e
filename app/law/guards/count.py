"""Guards that count: how often a step was taken, what its last entries said, what is still open."""

from collections.abc import Callable
from datetime import date
from typing import Final, Literal

from app.law.engine.casefile import day_of, value_at
from app.law.engine.facts import StepFact
from app.law.engine.scene import Scene
from app.law.guards.kind import AnyNames, Count, GuardKind, Name, Names, Params
from app.law.shape import wording
from app.law.shape.model import Refusal
from app.times import vn_day

Period = Literal["day", "week", "month", "year"]


class Times(Params):
    """A step taken at least so often in this case; with `field`, only where it said one of."""

    step: Name
    at_least: Count
    field: str = ""
    values: AnyNames = ()


class Most(Params):
    """A step taken at most so often in a calendar period, this time among them.

    The day that counts is that of the act, or the one told in the field `on`.
    """

    step: Name
    times: Count
    per: Period
    on: str = ""


class Last(Params):
    """Of the last `of` times a step was taken, at least so many said one of `among`."""

    step: Name
    field: Name
    among: Names
    at_least: Count
    of: Count


class Span(Params):
    """Something that one of the steps `open` begins and one of `close` ends."""

    open: Names
    close: Names


_SAME: Final[dict[Period, Callable[[date], object]]] = {
    "day": lambda day: day,
    "week": lambda day: day.isocalendar()[:2],
    "month": lambda day: (day.year, day.month),
    "year": lambda day: day.year,
}
_PERIODS: Final[dict[Period, str]] = {
    "day": "ngày",
    "week": "tuần",
    "month": "tháng",
    "year": "năm",
}


def _taken(scene: Scene, names: tuple[str, ...]) -> list[StepFact]:
    """The steps of this case by these names, in their order, up to the act."""
    steps = () if scene.case is None else scene.case.steps
    return [step for step in steps if step.name in names and step.occurred_at <= scene.at]


def _title(scene: Scene, name: str) -> tuple[str, str]:
    """What a step is called in the edition of the day."""
    rule = scene.procedure.steps.get(name)
    return (name, name) if rule is None else (rule.title.vi, rule.title.en)


def _times_taken(scene: Scene, params: Times) -> Refusal | None:
    found = _taken(scene, (params.step,))
    if params.field:
        found = [step for step in found if value_at(step.body, params.field) in params.values]
    if len(found) >= params.at_least:
        return None
    vi, en = _title(scene, params.step)
    vi = f"“{vi}” mới có {len(found)} lần, phải có ít nhất {params.at_least} lần"
    en = f"“{en}” was taken {len(found)} times, {params.at_least} are needed"
    return Refusal("times-taken", vi, en)


def _not_more_than(scene: Scene, params: Most) -> Refusal | None:
    same = _SAME[params.per]
    own = day_of(scene.value(params.on)) if params.on else scene.day
    if own is None:
        return None
    days = (
        day_of(value_at(step.body, params.on)) if params.on else vn_day(step.occurred_at)
        for step in _taken(scene, (params.step,))
    )
    found = sum(1 for day in days if day is not None and same(day) == same(own))
    if found < params.times:
        return None
    vi, en = _title(scene, params.step)
    vi = f"“{vi}”: không quá {params.times} lần một {_PERIODS[params.per]}"
    en = f"“{en}”: at most {params.times} times a {params.per}"
    return Refusal("not-more-than", vi, en, f"/{params.on}" if params.on else "")


def _last_values(scene: Scene, params: Last) -> Refusal | None:
    last = _taken(scene, (params.step,))[-params.of :]
    good = sum(1 for step in last if value_at(step.body, params.field) in params.among)
    if good >= params.at_least:
        return None
    vi, en = _title(scene, params.step)
    told = (wording.of_value(scene.procedure, params.field, code) for code in params.among)
    wanted = wording.joined(told)
    vi = f"“{vi}”: {params.of} lần gần nhất phải có ít nhất {params.at_least} lần là {wanted.vi}"
    en = f"“{en}”: {params.at_least} of the last {params.of} must be {wanted.en}"
    return Refusal("last-values", vi, en)


def _opened(scene: Scene, params: Span) -> StepFact | None:
    """The step that began what still lasts; None when nothing does."""
    found = _taken(scene, (*params.open, *params.close))
    return found[-1] if found and found[-1].name in params.open else None


def _step_open(scene: Scene, params: Span) -> Refusal | None:
    if _opened(scene, params) is not None:
        return None
    titles = [_title(scene, name) for name in params.open]
    vi = "Hiện không có việc nào đang thực hiện: " + "; ".join(vi for vi, _ in titles)
    en = "Nothing of this is under way: " + "; ".join(en for _, en in titles)
    return Refusal("step-open", vi, en)


def _step_not_open(scene: Scene, params: Span) -> Refusal | None:
    opened = _opened(scene, params)
    if opened is None:
        return None
    vi, en = _title(scene, opened.name)
    return Refusal("step-not-open", f"Chưa kết thúc: {vi}", f"Not ended yet: {en}")


COUNT_GUARDS: Final[dict[str, GuardKind]] = {
    "times_taken": GuardKind(Times, _times_taken),
    "not_more_than": GuardKind(Most, _not_more_than),
    "last_values": GuardKind(Last, _last_values),
    "step_open": GuardKind(Span, _step_open),
    "step_not_open": GuardKind(Span, _step_not_open),
}

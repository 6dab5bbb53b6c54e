"""Make conditions that count hold, or fail: earlier entries of the steps they look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from app.law.days.calendar import add_months
from app.law.engine.facts import StepFact
from app.law.guards.phase import phases_of
from app.times import vn_day
from tests.law.vectors.situation import Draft, at_nine

_NEXT: dict[str, Callable[[datetime], datetime]] = {
    "day": lambda at: at_nine(vn_day(at) + timedelta(days=1)),
    "week": lambda at: at_nine(vn_day(at) + timedelta(days=7 - vn_day(at).weekday())),
    "month": lambda at: at_nine(add_months(vn_day(at).replace(day=1), 1)),
    "year": lambda at: at_nine(vn_day(at).replace(year=vn_day(at).year + 1, month=1, day=1)),
}


def _entry(draft: Draft, name: str, body: dict[str, Any]) -> StepFact:
    """A step of the case taken at the moment of the act, before it."""
    assert draft.file.case is not None
    rule = draft.procedure.steps[name]
    return StepFact(name, rule.id, draft.procedure.edition, draft.at, draft.file.case.state, body)


def add(draft: Draft, name: str, times: int = 1, **body: Any) -> None:
    """Let a step have been taken so many times more."""
    case = draft.file.case
    assert case is not None
    draft.change_case(steps=(*case.steps, *[_entry(draft, name, body)] * times))


def without(draft: Draft, names: tuple[str, ...]) -> None:
    """Let steps never have been taken."""
    case = draft.file.case
    assert case is not None
    draft.change_case(steps=tuple(step for step in case.steps if step.name not in names))


def times_taken(draft: Draft, params: Any) -> None:
    said = {params.field: params.values[0]} if params.field else {}
    add(draft, params.step, params.at_least, **said)


def too_few_times(draft: Draft, params: Any, _end: bool) -> None:
    without(draft, (params.step,))
    said = {params.field: params.values[0]} if params.field else {}
    add(draft, params.step, max(params.at_least - 1, 0), **said)


def not_more_than(draft: Draft, params: Any) -> None:
    """Wait for the next period."""
    if params.on:
        without(draft, (params.step,))
        return
    draft.change(at=_NEXT[params.per](draft.at))


def too_often(draft: Draft, params: Any, _end: bool) -> None:
    said = {params.on: draft.body[params.on]} if params.on else {}
    add(draft, params.step, params.times, **said)


def last_values(draft: Draft, params: Any) -> None:
    add(draft, params.step, params.at_least, **{params.field: params.among[0]})


def other_values(draft: Draft, params: Any, _end: bool) -> None:
    ask = next(a for a in draft.procedure.steps[params.step].asks if a.field == params.field)
    bad = next(value.code for value in ask.values if value.code not in params.among)
    add(draft, params.step, params.of, **{params.field: bad})


def step_open(draft: Draft, params: Any) -> None:
    """Let it have begun; a span is opened on the spot, since its end leaves the state as it is."""
    add(draft, params.open[0])


def nothing_open(draft: Draft, params: Any, _end: bool = False) -> None:
    without(draft, params.open)


def still_open(draft: Draft, params: Any, _end: bool) -> None:
    add(draft, params.open[-1])


def phases_lasted(draft: Draft, params: Any) -> None:
    """Every phase from half a year ago on."""
    day = vn_day(draft.at)
    spans = [
        {"phase": row["phase"], "start": add_months(day, -6).isoformat(), "end": day.isoformat()}
        for row in draft.body.get(params.field, ())
    ]
    draft.body[params.field] = spans


def phase_too_short(draft: Draft, params: Any, _end: bool) -> None:
    """The shortest phase by a day: one day in all, told nowhere else; a term of this law."""
    case = draft.file.case
    first = next(phase.code for phase in phases_of(draft.scene()) if phase.least)
    assert case is not None
    draft.change_case(
        steps=tuple(
            replace(step, body={k: v for k, v in step.body.items() if k != params.field})
            for step in case.steps
        )
    )
    draft.body[params.field] = [
        row | {"start": row["end"]} if row["phase"] == first else row
        for row in draft.body.get(params.field, ())
    ]


COUNT_MENDERS: dict[str, Callable[[Draft, Any], None]] = {
    "times_taken": times_taken,
    "not_more_than": not_more_than,
    "last_values": last_values,
    "step_open": step_open,
    "step_not_open": nothing_open,
    "phases_lasted": phases_lasted,
}
COUNT_SPOILERS: dict[str, Callable[[Draft, Any, bool], None]] = {
    "times_taken": too_few_times,
    "not_more_than": too_often,
    "last_values": other_values,
    "step_open": nothing_open,
    "step_not_open": still_open,
    "phases_lasted": phase_too_short,
}

"""Make a condition fail that is about the client's cases, their steps, clocks and papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.law.engine.facts import StepFact
from tests.law.vectors.edits import DAY, SECOND, lose, running
from tests.law.vectors.situation import Draft


def _no_open_case(draft: Draft, params: Any, _end: bool) -> None:
    made = running(draft, params.procedures[0])
    if params.field:
        told = {params.field: draft.scene().case_value(params.field)}
        step = StepFact("decide", "", made.edition, made.opened_at, made.state, told)
        draft.change(others=(*draft.file.others[:-1], replace(made, steps=(step,))))


def _no_such_case(draft: Draft, params: Any, _end: bool) -> None:
    others = tuple(c for c in draft.file.others if c.procedure not in params.procedures)
    draft.change(others=others)


def _step_taken(draft: Draft, params: Any, _end: bool) -> None:
    if params.procedures:
        _no_such_case(draft, params, False)
        return
    assert draft.file.case is not None
    kept = tuple(step for step in draft.file.case.steps if step.name not in params.steps)
    draft.change_case(steps=kept)


def _step_not_taken(draft: Draft, params: Any, _end: bool) -> None:
    assert draft.file.case is not None
    name = params.steps[0]
    rule = draft.procedure.steps[name]
    state, last = draft.file.case.state, draft.file.case.steps[-1].occurred_at
    fact = StepFact(name, rule.id, draft.procedure.edition, last, state)
    draft.change_case(steps=(*draft.file.case.steps, fact))


def _days_since(draft: Draft, params: Any, _end: bool) -> None:
    assert draft.file.case is not None
    moment = draft.at
    if params.at_least_days in {None, 0}:
        moment -= (params.at_most_days + 1) * DAY
    else:
        moment -= (params.at_least_days - 1) * DAY
    steps = tuple(
        replace(step, occurred_at=moment) if step.name == params.step else step
        for step in draft.file.case.steps
    )
    draft.change_case(steps=steps)


def _clock_due(draft: Draft, clock: str, at: datetime) -> None:
    own = "" if draft.file.case is None else draft.file.case.id
    clocks = tuple(
        replace(row, due_at=at) if row.clock == clock and row.case_id in {"", own} else row
        for row in draft.file.clocks
    )
    draft.change(clocks=clocks)


def _clock_over(draft: Draft, params: Any, _end: bool) -> None:
    _clock_due(draft, params.clock, draft.at)


def _clock_running(draft: Draft, params: Any, _end: bool) -> None:
    _clock_due(draft, params.clock, draft.at - SECOND)


def _clock_missed(draft: Draft, params: Any, _end: bool) -> None:
    if params.field:
        draft.body[params.field] = params.among[0]
    _clock_due(draft, params.clock, draft.at)


def _papers(draft: Draft, params: Any, _end: bool) -> None:
    lose(draft, *params.papers)


def _first_time(draft: Draft, params: Any, _end: bool) -> None:
    made = running(draft, params.procedures[0])
    others = draft.file.others[:-1]
    done = replace(made, provenance="historic", closed_at=draft.at - SECOND)
    draft.change(others=(*others, done))


CASE_SPOILERS: dict[str, Callable[[Draft, Any, bool], None]] = {
    "no_open_case": _no_open_case,
    "open_case": _no_such_case,
    "has_completed": _no_such_case,
    "case_completed": _no_such_case,
    "step_taken": _step_taken,
    "step_not_taken": _step_not_taken,
    "days_since_step": _days_since,
    "clock_over": _clock_over,
    "clock_running": _clock_running,
    "clock_missed": _clock_missed,
    "paper_held": _papers,
    "first_time": _first_time,
    "again": _no_such_case,
}

"""Make a condition hold that is about the client's cases, their steps, clocks and papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.law.engine.facts import ClockFact, StepFact
from app.law.shape.model import ClockRule, StepRule
from app.times import vn_day
from tests.law.vectors import forms
from tests.law.vectors.edits import DAY, MINUTE, other_case, running, wait_until
from tests.law.vectors.situation import Draft, at_nine
from tests.law.vectors.wanted import CannotMend, Wanted


def _no_open_case(draft: Draft, params: Any) -> None:
    others = tuple(
        replace(case, closed_at=draft.at)
        if case.procedure in params.procedures and case.open_at(draft.at)
        else case
        for case in draft.file.others
    )
    draft.change(others=others)


def _open_case(draft: Draft, params: Any) -> None:
    running(draft, params.procedures[0])


def _completed(draft: Draft, params: Any) -> None:
    done = {"closed_at": draft.at - MINUTE, "outcome": "completed"}
    made = other_case(draft, params.procedures[0], **done)
    if getattr(params, "field", ""):
        draft.body[params.field] = made.id


def _step_taken(draft: Draft, params: Any) -> None:
    if not params.procedures:
        raise Wanted(steps=frozenset(params.steps))
    book, edition = draft.file.book, draft.procedure.edition
    for code in params.procedures:
        known = book.procedures.get((code, edition))
        for name in params.steps:
            if known is not None and name in known.steps:
                rule = known.steps[name]
                fact = StepFact(name, rule.id, edition, draft.at - MINUTE, rule.to)
                other_case(draft, code, steps=(fact,))
                return
    raise CannotMend(f"no procedure has any of {params.steps}")


def _step_not_taken(draft: Draft, params: Any) -> None:
    if not params.procedures:
        raise Wanted(shun=frozenset(params.steps))
    others = tuple(c for c in draft.file.others if c.procedure not in params.procedures)
    draft.change(others=others)


def _days_since(draft: Draft, params: Any) -> None:
    steps = () if draft.file.case is None else draft.file.case.steps
    taken = [step.occurred_at for step in steps if step.name == params.step]
    if not taken:
        raise Wanted(steps=frozenset({params.step}))
    wait_until(draft, at_nine(vn_day(taken[-1]) + (params.at_least_days or 0) * DAY))


def _clocks(draft: Draft, code: str) -> list[ClockFact]:
    own = "" if draft.file.case is None else draft.file.case.id
    return [
        row
        for row in draft.file.clocks
        if row.clock == code and row.case_id in {"", own} and not row.cancelled
    ]


def _starting(draft: Draft, clock: str) -> Wanted:
    """What must have happened for a clock to run: a step, and what it must have been told."""
    starters, wishes = set(), {}
    for rule in draft.procedure.steps.values():
        for row in rule.starts:
            if row.clock == clock and rule.name != draft.rule.name:
                starters.add(rule.name)
                wishes = wishes or _telling(rule, row)
    if not starters:
        raise CannotMend(f"no step of the procedure starts {clock}")
    return Wanted(steps=frozenset(starters), wishes=wishes)


def _telling(rule: StepRule, row: ClockRule) -> dict[str, Any]:
    """What the fields must say for a clock to start."""
    told: dict[str, Any] = {}
    for guard in row.only.if_:
        if guard.name in {"field_is", "case_field_is"}:
            told[guard.params.field] = guard.params.values[0]
        if guard.name in {"field_set", "field_true"}:
            told[guard.params.field] = forms.GIVEN
    for guard in row.only.unless:
        if guard.name == "field_is":
            asked = next(ask for ask in rule.asks if ask.field == guard.params.field)
            free = [value.code for value in asked.values if value.code not in guard.params.values]
            told[asked.field] = free[0]
    if row.from_.startswith("field:"):
        told[row.from_.removeprefix("field:").partition(".")[0]] = forms.GIVEN
    return told


def _clock_over(draft: Draft, params: Any) -> None:
    found = _clocks(draft, params.clock)
    if not found:
        raise _starting(draft, params.clock)
    wait_until(draft, max(row.due_at for row in found) + timedelta(seconds=1))


def _clock_running(draft: Draft, params: Any) -> None:
    found = _clocks(draft, params.clock)
    if not found:
        raise _starting(draft, params.clock)
    raise CannotMend("the clock has run out before the step can be taken")


def _clock_missed(draft: Draft, params: Any) -> None:
    """Another answer where that is enough; else wait for the clock to run out, unmet."""
    ask = draft.field(params.field) if params.field else None
    free = [row.code for row in ask.values if row.code not in params.among] if ask else []
    if free and ask is not None and ask.field not in draft.pinned:
        draft.body[params.field] = free[0]
    else:
        _clock_over(draft, params)


def _papers(draft: Draft, params: Any) -> None:
    forms.hand(draft.body, *params.papers)


def _first_time(draft: Draft, params: Any) -> None:
    others = tuple(c for c in draft.file.others if c.procedure not in params.procedures)
    draft.change(others=others)


def _again(draft: Draft, params: Any) -> None:
    other_case(draft, params.procedures[0], provenance="historic", closed_at=draft.at - MINUTE)


CASE_MENDERS: dict[str, Callable[[Draft, Any], None]] = {
    "no_open_case": _no_open_case,
    "open_case": _open_case,
    "has_completed": _completed,
    "case_completed": _completed,
    "step_taken": _step_taken,
    "step_not_taken": _step_not_taken,
    "days_since_step": _days_since,
    "clock_over": _clock_over,
    "clock_running": _clock_running,
    "clock_missed": _clock_missed,
    "paper_held": _papers,
    "first_time": _first_time,
    "again": _again,
}

"""Make a condition fail that is about the term and its phases."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from app.times import vn_day
from tests.law.vectors.edits import DAY
from tests.law.vectors.situation import Draft, steps_under
from tests.law.vectors.wanted import CannotMend

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T|$)")


def _phases(draft: Draft, params: Any, _end: bool) -> None:
    measure = draft.scene().measure_before()
    wanted = sorted(params.phases or (measure.law.phases if measure else ()))
    if not wanted:
        raise CannotMend("no phase is asked for")
    if draft.file.case is not None:
        draft.change_case(phases=draft.file.case.phases - {wanted[0]})
    rows = draft.body.get(params.field, [])
    if rows:
        draft.body[params.field] = [row for row in rows if row["phase"] != wanted[0]]


def _term_moves(draft: Draft, days: int) -> None:
    """Let the term have begun so many days later (or earlier), never past now.

    The decision stays on its day, so the edition that fixes the term stays too.
    """
    case, shift = draft.file.case, days * DAY
    assert case is not None
    begins = _begins_with(draft)
    steps = []
    for step in case.steps:
        if step.name in begins:
            body = {key: _moved(value, shift) for key, value in step.body.items()}
            moment = min(step.occurred_at + shift, draft.at)
            step = replace(step, occurred_at=moment, body=body)  # noqa: PLW2901
        steps.append(step)
    draft.change_case(steps=tuple(steps))


def _begins_with(draft: Draft) -> set[str]:
    """The steps whose day is the first of the term."""
    names = set()
    for step, rule in steps_under(draft.file):
        for term in rule.term:
            if term.start and not (term.start.startswith("step:") and term.fixes):
                names.add(step.name)
            if term.start.startswith("step:"):
                names.add(term.start.removeprefix("step:"))
    return names


def _moved(value: Any, shift: timedelta) -> Any:
    """A day or moment of a body, and those inside a decision, so much later."""
    if isinstance(value, dict):
        return {key: _moved(inner, shift) for key, inner in value.items()}
    if not isinstance(value, str) or not _DAY.match(value):
        return value
    moment = datetime.fromisoformat(value) + shift
    return moment.isoformat() if "T" in value else moment.date().isoformat()


def _term_end(draft: Draft) -> Any:
    measure = draft.scene().measure_before()
    if measure is None or measure.term is None:
        raise CannotMend("no term has begun")
    return measure.term


def _term_running(draft: Draft, _params: Any, _end: bool) -> None:
    _term_moves(draft, (vn_day(draft.at) - _term_end(draft).end).days)


def _term_over(draft: Draft, params: Any, _end: bool) -> None:
    early = params.allow_days + (params.allow_hours + 23) // 24 + 2
    early += 10 if params.allow_working_days else 0
    _term_moves(draft, (vn_day(draft.at) - _term_end(draft).end).days + early)


def _part_served(draft: Draft, _params: Any, _end: bool) -> None:
    _term_moves(draft, _term_end(draft).served)


def _term_left(draft: Draft, _params: Any, _end: bool) -> None:
    _term_moves(draft, (vn_day(draft.at) - _term_end(draft).end).days + 1)


TERM_SPOILERS: dict[str, Callable[[Draft, Any, bool], None]] = {
    "phases_done": _phases,
    "term_running": _term_running,
    "term_over": _term_over,
    "part_served": _part_served,
    "term_left_at_least": _term_left,
}

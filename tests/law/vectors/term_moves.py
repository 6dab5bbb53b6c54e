"""Let a term begin on another day, its decision staying where it is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.law.vectors.edits import DAY
from tests.law.vectors.situation import Draft, steps_under

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T|$)")


def term_moves(draft: Draft, days: int) -> None:
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

"""Make a condition fail that is about what the form says and what is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.law.vectors import forms
from tests.law.vectors.situation import Draft
from tests.law.vectors.wanted import CannotMend


def _field_is(draft: Draft, params: Any, _end: bool) -> None:
    ask = draft.field(params.field)
    if ask is None:
        raise CannotMend(f"the step does not ask {params.field}")
    free = [row.code for row in ask.values if row.code not in params.values]
    if free:
        draft.body[params.field] = [free[0]] if ask.type == "grounds" else free[0]
    elif ask.required:
        raise CannotMend(f"every value of {params.field} is allowed")
    else:
        draft.body.pop(params.field, None)


def _field_is_not(draft: Draft, params: Any, _end: bool) -> None:
    ask = draft.field(params.field)
    told = params.values[0]
    draft.body[params.field] = [told] if ask and ask.type == "grounds" else told


def _case_field_is(draft: Draft, params: Any, _end: bool) -> None:
    if draft.field(params.field) is not None:
        _field_is(draft, params, False)
        return
    assert draft.file.case is not None
    steps = tuple(
        replace(step, body={k: v for k, v in step.body.items() if k != params.field})
        for step in draft.file.case.steps
    )
    draft.change_case(steps=steps)


def _field_true(draft: Draft, params: Any, _end: bool) -> None:
    draft.body[params.field] = False


def _field_false(draft: Draft, params: Any, _end: bool) -> None:
    draft.body[params.field] = True


def _field_set(draft: Draft, params: Any, _end: bool) -> None:
    draft.body.pop(params.field, None)


def _field_between(draft: Draft, params: Any, end: bool) -> None:
    low = params.min is not None and not end
    draft.body[params.field] = params.min - 1 if low else params.max + 1


def _exclusions(draft: Draft, params: Any, _end: bool) -> None:
    draft.body[params.fields[-1]] = True


def _exclusive(draft: Draft, params: Any, end: bool) -> None:
    """None of the fields; or, the second way, all of them."""
    for ask in draft.rule.asks:
        if ask.field in params.fields and not end:
            draft.body.pop(ask.field, None)
        elif ask.field in params.fields and not draft.body.get(ask.field):
            told = True if ask.type == "flag" else forms.value(ask, draft.at, draft.file)
            draft.body[ask.field] = told


def _answer(draft: Draft, params: Any, _end: bool) -> None:
    question = draft.file.book.questions[params.question]
    free = [row.code for row in question.options if row.code not in params.answers]
    if not free:
        raise CannotMend(f"every answer to {params.question} allows it")
    draft.change(answers={**draft.file.answers, params.question: free[0]})


FIELD_SPOILERS: dict[str, Callable[[Draft, Any, bool], None]] = {
    "field_is": _field_is,
    "field_is_not": _field_is_not,
    "case_field_is": _case_field_is,
    "field_true": _field_true,
    "field_false": _field_false,
    "not_pregnant": _field_false,
    "field_set": _field_set,
    "field_between": _field_between,
    "exclusions": _exclusions,
    "exclusive_form": _exclusive,
    "answer_is": _answer,
}

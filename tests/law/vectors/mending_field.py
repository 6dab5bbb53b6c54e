"""Make a condition hold that is about what the form says and what is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.law.vectors import forms
from tests.law.vectors.situation import Draft
from tests.law.vectors.wanted import CannotMend, Wanted


def _field_is(draft: Draft, params: Any) -> None:
    ask = draft.field(params.field)
    if ask is None:
        raise CannotMend(f"the step does not ask {params.field}")
    told = params.values[0]
    draft.body[params.field] = [told] if ask.type == "grounds" else told


def _field_is_not(draft: Draft, params: Any) -> None:
    ask = draft.field(params.field)
    free = [row.code for row in ask.values if row.code not in params.values]
    if ask.type == "grounds":
        draft.body[params.field] = free[:1]
    elif ask.required and free:
        draft.body[params.field] = free[0]
    else:
        draft.body.pop(params.field, None)


def _case_field_is(draft: Draft, params: Any) -> None:
    if draft.field(params.field) is not None:
        _field_is(draft, params)
        return
    tellers = frozenset(
        rule.name
        for rule in draft.procedure.steps.values()
        if any(ask.field == params.field for ask in rule.asks)
    )
    raise Wanted(steps=tellers, wishes={params.field: params.values[0]})


def _field_true(draft: Draft, params: Any) -> None:
    draft.body[params.field] = True


def _field_false(draft: Draft, params: Any) -> None:
    ask = draft.field(params.field)
    if ask is not None and ask.required:
        draft.body[params.field] = False
    else:
        draft.body.pop(params.field, None)


def _field_set(draft: Draft, params: Any) -> None:
    ask = draft.field(params.field)
    draft.body[params.field] = forms.value(ask, draft.at, draft.file)


def _field_between(draft: Draft, params: Any) -> None:
    draft.body[params.field] = params.max if params.min is None else params.min


def _exclusions(draft: Draft, params: Any) -> None:
    for name in params.fields:
        draft.body[name] = False


def _exclusive(draft: Draft, params: Any) -> None:
    """Exactly one of the fields: one the form asks for, one meant or told already, or the first."""
    asks = {ask.field: ask for ask in draft.rule.asks}
    required = [name for name in params.fields if asks[name].required]
    told = [name for name in params.fields if draft.body.get(name)]
    meant = [name for name in told if name in draft.pinned]
    kept = [*required, *meant, *told, *params.fields][0]
    for name in params.fields:
        draft.body.pop(name, None)
    ask = asks[kept]
    draft.body[kept] = True if ask.type == "flag" else forms.value(ask, draft.at, draft.file)


def _answer(draft: Draft, params: Any) -> None:
    draft.change(answers={**draft.file.answers, params.question: params.answers[0]})


FIELD_MENDERS: dict[str, Callable[[Draft, Any], None]] = {
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

"""A lawful act refused by one condition of its step: a paper, a guard, a term, a cap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.law.days.clock import Extension
from app.law.shape.model import Book, Guard, Need, Only, Procedure, StepRule
from tests.law.vectors import forms
from tests.law.vectors.aims import Aim, NoWay
from tests.law.vectors.appraising import against_criteria
from tests.law.vectors.builder import find
from tests.law.vectors.edits import lose
from tests.law.vectors.situation import Draft
from tests.law.vectors.spoiling import second_way, spoil
from tests.law.vectors.vector import Gap, Told, Vector, refused
from tests.law.vectors.wanted import CannotMend

SECOND_WAYS = {
    "determination-too-old": "too old",
    "limitation-over": "too late",
    "field-between": "over the most",
    "exclusive-form": "all at once",
}


def _elsewhere(
    procedure: Procedure, rule: StepRule, origins: list[str], aim: Aim, better: Callable[..., Any]
) -> Draft:
    """A lawful draft where more holds than in the first one found."""
    said = NoWay("no state to start from")
    for state in origins:
        for to in rule.targets or ("",):
            try:
                draft = find(procedure, rule, state, replace(aim, to=to))
            except NoWay as error:
                said = error
                continue
            if better(draft):
                return draft
    raise said


def without_paper(
    procedure: Procedure, base: Draft, origins: list[str], need: Need
) -> Vector | Gap:
    rule, condition = base.rule, "paper: " + "|".join(need.papers)
    condition += _when(need.only)
    draft = base
    if not base.scene().holds(need.only):
        try:
            draft = _elsewhere(
                procedure, rule, origins, Aim.of(need.only), lambda d: d.scene().holds(need.only)
            )
        except NoWay as error:
            return Gap(rule.name, condition, str(error))
    return refused(draft, condition, "missing-paper", need.law, lambda d: lose(d, *need.papers))


def _when(only: Only) -> str:
    """The circumstances a row holds in, for the table."""
    told = [_shown(guard) for guard in only.if_]
    told += [f"not {_shown(guard)}" for guard in only.unless]
    told += [f"{only.given.question}={only.given.answer}"] if only.given else []
    return f" if {', '.join(told)}" if told else ""


def _shown(guard: Guard) -> str:
    params = guard.params.model_dump(exclude_defaults=True)
    told = []
    for key, value in params.items():
        told.append(f"{key} {'/'.join(value) if isinstance(value, list | tuple) else value}")
    return " ".join([guard.name.replace("_", " "), *told])


def against_guard(procedure: Procedure, base: Draft, origins: list[str], guard: Guard) -> Told:
    if guard.name == "criteria_met":
        yield from against_criteria(base, guard)
        return
    rule, draft, condition = base.rule, base, _shown(guard) + _when(guard.only)
    if not base.scene().holds(guard.only):
        try:
            draft = _elsewhere(
                procedure, rule, origins, Aim.of(guard.only), lambda d: d.scene().holds(guard.only)
            )
        except NoWay as error:
            yield Gap(rule.name, condition, str(error))
            return
    if guard.name == "field_between" and guard.params.field not in base.body:
        try:
            draft = find(procedure, rule, origins[0], Aim(wishes={guard.params.field: forms.GIVEN}))
        except NoWay:
            draft = base
    ways = [guard.name.replace("_", "-"), second_way(guard)]
    for other_end, code in enumerate(ways):
        if code:
            told = condition + (f", {SECOND_WAYS[code]}" if other_end else "")
            try:
                yield refused(
                    draft,
                    told,
                    code,
                    guard.law,
                    lambda d, end=other_end: spoil(d, guard, other_end=bool(end)),
                )
            except CannotMend as error:
                yield Gap(rule.name, told, str(error))


def beyond_term(book: Book, procedure: Procedure, base: Draft, origins: list[str]) -> Told:
    rule = base.rule
    for term in rule.term:
        if not term.fixes or not term.months.startswith("field:"):
            continue
        name, draft = term.months.removeprefix("field:"), base
        if not base.scene().holds(term.only) or name not in base.body:
            aim = Aim.of(term.only, wishes={name: forms.GIVEN})
            try:
                draft = _elsewhere(
                    procedure, rule, origins, aim, lambda d: d.judged().months is not None
                )
            except NoWay as error:
                yield Gap(rule.name, f"term: {term.fixes}", str(error))
                continue
        found = draft.judged()
        law = book.term(term.fixes, found.case_edition)
        lengths = (law.min - 1, law.max + 1) if law.kind == "between" else ()
        for months in lengths or ((found.months or 0) + 1, (found.months or 2) - 1):
            if months < 1:  # the form refuses it before the law is asked
                continue
            yield refused(
                draft,
                f"term: {months} months of {term.fixes}",
                "term-out-of-bounds",
                law.law,
                lambda d, told={name: months}: d.body.update(told),
            )


def over_cap(base: Draft) -> Told:
    """As much as the law allows has been used up before."""
    for row in base.rule.extends:
        condition = f"extension: {row.clock} over {row.cap} {row.unit}"
        used = (Extension(row.cap, row.unit, row.cap),)
        running = [c for c in base.file.clocks if c.clock == row.clock and c.open]
        if not running:
            yield Gap(base.rule.name, condition, "the clock does not run when the step is taken")
            continue
        clocks = tuple(
            replace(c, extended_by=used) if c in running else c for c in base.file.clocks
        )
        yield refused(
            base,
            condition,
            "extension-over-cap",
            row.law,
            lambda draft, clocks=clocks: draft.change(clocks=clocks),
        )

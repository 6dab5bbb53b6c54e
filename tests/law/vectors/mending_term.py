"""Make a condition hold that is about the term and its phases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from app.law.days.calendar import add_months
from app.law.days.clock import before
from app.law.engine.transition import cutover
from app.times import VN, vn_day
from tests.law.vectors import forms
from tests.law.vectors.edits import DAY, wait_until
from tests.law.vectors.situation import Draft, at_nine
from tests.law.vectors.term_moves import term_moves
from tests.law.vectors.wanted import CannotMend, Wanted


def _phases(draft: Draft, params: Any) -> None:
    ask = draft.field(params.field)
    if ask is None:
        case = draft.file.case
        draft.change_case(phases=frozenset((*case.phases, *forms.PHASES)))
        return
    draft.body[params.field] = forms.value(ask, draft.at, draft.file)


def _term(draft: Draft) -> Any:
    measure = draft.scene().measure_before()
    if measure is None or measure.term is None:
        raise Wanted(steps=_begin(draft))
    return measure.term


def _begin(draft: Draft) -> frozenset[str]:
    """The steps that begin a term."""
    return frozenset(
        rule.name
        for rule in draft.procedure.steps.values()
        if any(term.start for term in rule.term) and rule.name != draft.rule.name
    )


def _term_running(draft: Draft, _params: Any) -> None:
    term = _term(draft)
    if vn_day(draft.at) >= term.end:
        raise CannotMend("the term is over before the step can be taken")
    wait_until(draft, at_nine(term.start))


def _term_over(draft: Draft, params: Any) -> None:
    end = _term(draft).end
    if params.allow_working_days:
        calendar = draft.file.calendar
        end = before(calendar, end, params.allow_working_days, "working_days").day or end
    over = datetime.combine(end, time(), tzinfo=VN)
    wait_until(draft, over - timedelta(days=params.allow_days, hours=params.allow_hours))


def _part_served(draft: Draft, params: Any) -> None:
    term = _term(draft)
    owed = term.served + term.remaining
    wait_until(draft, at_nine(vn_day(draft.at) + (owed // params.of + 1 - term.served) * DAY))


def _term_left(draft: Draft, params: Any) -> None:
    term = _term(draft)
    if params.on_cutover:
        term_moves(draft, (cutover(draft.file.book) - DAY - term.start).days)
        return
    if add_months(vn_day(draft.at), params.months) + params.days * DAY > term.end:
        raise CannotMend("too little of the term is left when the step can be taken")


TERM_MENDERS: dict[str, Callable[[Draft, Any], None]] = {
    "phases_done": _phases,
    "term_running": _term_running,
    "term_over": _term_over,
    "part_served": _part_served,
    "term_left_at_least": _term_left,
}

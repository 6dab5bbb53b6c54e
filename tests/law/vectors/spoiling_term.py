"""Make a condition fail that is about the term and its phases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.times import vn_day
from tests.law.vectors.situation import Draft
from tests.law.vectors.term_moves import term_moves
from tests.law.vectors.wanted import CannotMend


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


def _term_end(draft: Draft) -> Any:
    measure = draft.scene().measure_before()
    if measure is None or measure.term is None:
        raise CannotMend("no term has begun")
    return measure.term


def _term_running(draft: Draft, _params: Any, _end: bool) -> None:
    term_moves(draft, (vn_day(draft.at) - _term_end(draft).end).days)


def _term_over(draft: Draft, params: Any, _end: bool) -> None:
    early = params.allow_days + (params.allow_hours + 23) // 24 + 2
    early += 10 if params.allow_working_days else 0
    term_moves(draft, (vn_day(draft.at) - _term_end(draft).end).days + early)


def _part_served(draft: Draft, _params: Any, _end: bool) -> None:
    term_moves(draft, _term_end(draft).served)


def _term_left(draft: Draft, _params: Any, _end: bool) -> None:
    term_moves(draft, (vn_day(draft.at) - _term_end(draft).end).days + 1)


TERM_SPOILERS: dict[str, Callable[[Draft, Any, bool], None]] = {
    "phases_done": _phases,
    "term_running": _term_running,
    "term_over": _term_over,
    "part_served": _part_served,
    "term_left_at_least": _term_left,
}

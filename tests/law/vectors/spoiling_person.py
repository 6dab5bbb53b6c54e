"""Make a condition fail that is about who the client is and what is known of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.law.days.calendar import add_months
from app.law.engine.facts import DeterminationFact
from app.times import vn_day
from tests.law.vectors.edits import DAY, born, lose
from tests.law.vectors.situation import Draft, at_nine


def _age_at_least(draft: Draft, params: Any, _end: bool) -> None:
    born(draft, params.years, shift=-1)


def _age_below(draft: Draft, params: Any, _end: bool) -> None:
    born(draft, params.years)


def _representative(draft: Draft, params: Any, _end: bool) -> None:
    born(draft, params.years, shift=-1)
    draft.body.pop(params.field, None)


def _addicted(draft: Draft, params: Any, end: bool) -> None:
    if not end:
        draft.change(determinations=())
        return
    day = add_months(vn_day(draft.at), -params.within_months) - 4 * DAY
    draft.change(determinations=(DeterminationFact("addicted", day, at_nine(day)),))


def _not_addicted(draft: Draft, _params: Any, _end: bool) -> None:
    draft.change(determinations=(DeterminationFact("addicted", vn_day(draft.at), draft.at),))


def _notified(draft: Draft, _params: Any, _end: bool) -> None:
    known = tuple(replace(row, notified_at=None) for row in draft.file.determinations)
    draft.change(determinations=known)


def _stable(draft: Draft, _params: Any, _end: bool) -> None:
    draft.change(client=replace(draft.file.client, residence_stable=False))


def _unstable(draft: Draft, _params: Any, _end: bool) -> None:
    draft.change(client=replace(draft.file.client, residence_stable=True))


def _citizen(draft: Draft, _params: Any, _end: bool) -> None:
    draft.change(client=replace(draft.file.client, citizenship="LA"))


def _ground(draft: Draft, params: Any, _end: bool) -> None:
    if params.or_paper:
        lose(draft, params.or_paper)
    if params.relapse_in and not params.field:
        draft.change(determinations=())
    clocks = tuple(row for row in draft.file.clocks if row.late not in params.grounds)
    draft.change(clocks=clocks)


PERSON_SPOILERS: dict[str, Callable[[Draft, Any, bool], None]] = {
    "age_at_least": _age_at_least,
    "citizen": _citizen,
    "age_below": _age_below,
    "representative_if_minor": _representative,
    "determined_addicted": _addicted,
    "not_determined_addicted": _not_addicted,
    "notified": _notified,
    "stable_residence": _stable,
    "no_stable_residence": _unstable,
    "ground_exists": _ground,
}

"""Make a condition hold that is about who the client is and what is known of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.law.engine.facts import ClockFact, DeterminationFact
from app.times import vn_day
from tests.law.vectors import forms
from tests.law.vectors.edits import DAY, MINUTE, born, running
from tests.law.vectors.situation import Draft, case_id


def _age_at_least(draft: Draft, params: Any) -> None:
    born(draft, params.years)


def _age_below(draft: Draft, params: Any) -> None:
    born(draft, params.years, shift=-1)


def _representative(draft: Draft, params: Any) -> None:
    draft.body[params.field] = {"full_name": "Nguyễn Thị Hoa", "relation": "mẹ"}


def _addicted(draft: Draft, _params: Any) -> None:
    on = vn_day(draft.at)
    found = DeterminationFact("addicted", on, draft.at - MINUTE)
    draft.change(determinations=(*draft.file.determinations, found))


def _not_addicted(draft: Draft, _params: Any) -> None:
    draft.change(determinations=())


def _notified(draft: Draft, _params: Any) -> None:
    known = draft.file.determinations
    if not known:
        _addicted(draft, None)
        return
    draft.change(determinations=(*known[:-1], replace(known[-1], notified_at=draft.at - MINUTE)))


def _stable(draft: Draft, _params: Any) -> None:
    draft.change(client=replace(draft.file.client, residence_stable=True))


def _unstable(draft: Draft, _params: Any) -> None:
    draft.change(client=replace(draft.file.client, residence_stable=False))


def _citizen(draft: Draft, _params: Any) -> None:
    draft.change(client=replace(draft.file.client, citizenship="VN"))


def _late(draft: Draft) -> set[str]:
    """Grounds that are a missed time limit."""
    procedures = draft.file.book.procedures.values()
    steps = (rule for procedure in procedures for rule in procedure.steps.values())
    return {clock.late for rule in steps for clock in rule.starts if clock.late}


def _ground(draft: Draft, params: Any) -> None:
    if params.or_paper and params.field:
        ask = draft.field(params.field)
        known = [value for value in params.grounds if value in {v.code for v in ask.values}]
        # A missed time limit cannot be claimed while it runs; what was done can.
        code = next((value for value in known if value not in _late(draft)), known[0])
        draft.body[params.field] = [code] if ask.type == "grounds" else code
        forms.hand(draft.body, params.or_paper)
    elif params.relapse_in:
        case = draft.file.case
        if case is None or case.procedure not in params.relapse_in:
            running(draft, params.relapse_in[0])
        _addicted(draft, None)
    else:
        missed = ClockFact("missed-elsewhere", draft.at - DAY, case_id(98), late=params.grounds[0])
        draft.change(clocks=(*draft.file.clocks, missed))


PERSON_MENDERS: dict[str, Callable[[Draft, Any], None]] = {
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

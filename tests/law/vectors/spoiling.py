"""Make one condition of the law fail and leave the rest as it is, one way for each guard."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from app.law.calendar import add_months
from app.law.facts import DeterminationFact, StepFact
from app.law.model import Guard
from app.times import vn_day
from tests.law.vectors import counting, forms
from tests.law.vectors.mending import DAY, CannotMend, born, running
from tests.law.vectors.situation import Draft, at_nine, steps_under

SECOND = timedelta(seconds=1)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T|$)")


def spoil(draft: Draft, guard: Guard, *, other_end: bool = False) -> None:
    """Change the draft so that the guard fails; `other_end` the second way, where there is one."""
    make = _SPOILERS.get(guard.name)
    if make is None:
        raise CannotMend(f"no way known to break {guard.name}")
    make(draft, guard.params, other_end)


def second_way(guard: Guard) -> str:
    """The code of a second way in which the guard can fail, or nothing."""
    params = guard.params
    if guard.name == "determined_addicted" and params.within_months is not None:
        return "determination-too-old"
    if guard.name == "ground_exists" and params.within_months is not None and not params.or_paper:
        return "limitation-over"
    if guard.name == "field_between" and params.min is not None and params.max is not None:
        return "field-between"
    if guard.name == "exclusive_form":
        return "exclusive-form"
    return ""


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


def _ground(draft: Draft, params: Any, _end: bool) -> None:
    if params.or_paper:
        lose(draft, params.or_paper)
    if params.relapse_in and not params.field:
        draft.change(determinations=())
    clocks = tuple(row for row in draft.file.clocks if row.late not in params.grounds)
    draft.change(clocks=clocks)


def _no_open_case(draft: Draft, params: Any, _end: bool) -> None:
    made = running(draft, params.procedures[0])
    if params.field:
        told = {params.field: draft.scene().case_value(params.field)}
        step = StepFact("decide", "", made.edition, made.opened_at, made.state, told)
        draft.change(others=(*draft.file.others[:-1], replace(made, steps=(step,))))


def _no_such_case(draft: Draft, params: Any, _end: bool) -> None:
    others = tuple(c for c in draft.file.others if c.procedure not in params.procedures)
    draft.change(others=others)


def _step_taken(draft: Draft, params: Any, _end: bool) -> None:
    if params.procedures:
        _no_such_case(draft, params, False)
        return
    assert draft.file.case is not None
    kept = tuple(step for step in draft.file.case.steps if step.name not in params.steps)
    draft.change_case(steps=kept)


def _step_not_taken(draft: Draft, params: Any, _end: bool) -> None:
    assert draft.file.case is not None
    name = params.steps[0]
    rule = draft.procedure.steps[name]
    state, last = draft.file.case.state, draft.file.case.steps[-1].occurred_at
    fact = StepFact(name, rule.id, draft.procedure.edition, last, state)
    draft.change_case(steps=(*draft.file.case.steps, fact))


def _days_since(draft: Draft, params: Any, _end: bool) -> None:
    assert draft.file.case is not None
    moment = draft.at
    if params.at_least_days in {None, 0}:
        moment -= (params.at_most_days + 1) * DAY
    else:
        moment -= (params.at_least_days - 1) * DAY
    steps = tuple(
        replace(step, occurred_at=moment) if step.name == params.step else step
        for step in draft.file.case.steps
    )
    draft.change_case(steps=steps)


def _clock_due(draft: Draft, clock: str, at: datetime) -> None:
    own = "" if draft.file.case is None else draft.file.case.id
    clocks = tuple(
        replace(row, due_at=at) if row.clock == clock and row.case_id in {"", own} else row
        for row in draft.file.clocks
    )
    draft.change(clocks=clocks)


def _clock_over(draft: Draft, params: Any, _end: bool) -> None:
    _clock_due(draft, params.clock, draft.at)


def _clock_running(draft: Draft, params: Any, _end: bool) -> None:
    _clock_due(draft, params.clock, draft.at - SECOND)


def _clock_missed(draft: Draft, params: Any, _end: bool) -> None:
    if params.field:
        draft.body[params.field] = params.among[0]
    _clock_due(draft, params.clock, draft.at)


def lose(draft: Draft, *papers: str) -> None:
    """Take papers out of the dossier, out of every other case, and off the table."""
    gone = set(papers)
    draft.body["papers"] = [row for row in draft.body.get("papers", ()) if row["paper"] not in gone]
    others = tuple(replace(case, papers=case.papers - gone) for case in draft.file.others)
    draft.change(others=others)
    if draft.file.case is not None:
        draft.change_case(papers=draft.file.case.papers - gone)


def _papers(draft: Draft, params: Any, _end: bool) -> None:
    lose(draft, *params.papers)


def _first_time(draft: Draft, params: Any, _end: bool) -> None:
    made = running(draft, params.procedures[0])
    others = draft.file.others[:-1]
    done = replace(made, provenance="historic", closed_at=draft.at - SECOND)
    draft.change(others=(*others, done))


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


_SPOILERS: dict[str, Callable[[Draft, Any, bool], None]] = {
    "age_at_least": _age_at_least,
    "age_below": _age_below,
    "representative_if_minor": _representative,
    "determined_addicted": _addicted,
    "not_determined_addicted": _not_addicted,
    "notified": _notified,
    "stable_residence": _stable,
    "no_stable_residence": _unstable,
    "ground_exists": _ground,
    "no_open_case": _no_open_case,
    "open_case": _no_such_case,
    "has_completed": _no_such_case,
    "case_completed": _no_such_case,
    "step_taken": _step_taken,
    "step_not_taken": _step_not_taken,
    "days_since_step": _days_since,
    "clock_over": _clock_over,
    "clock_running": _clock_running,
    "clock_missed": _clock_missed,
    "paper_held": _papers,
    "first_time": _first_time,
    "again": _no_such_case,
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
    "times_taken": counting.too_few_times,
    "not_more_than": counting.too_often,
    "last_values": counting.other_values,
    "step_open": counting.nothing_open,
    "step_not_open": counting.still_open,
    "phases_done": _phases,
    "phases_lasted": counting.phase_too_short,
    "term_running": _term_running,
    "term_over": _term_over,
    "part_served": _part_served,
    "term_left_at_least": _term_left,
}

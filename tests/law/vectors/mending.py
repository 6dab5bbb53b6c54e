"""Make a condition of the law hold, one way for each kind of guard.

Raises `Wanted` where the history itself must have been another: a step that was never taken, one
that must not have been, a field that an earlier step must have told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from app.law.calendar import add_months
from app.law.clock import before
from app.law.facts import CaseFacts, ClockFact, DeterminationFact, StepFact
from app.law.model import ClockRule, Guard, StepRule
from app.times import VN, vn_day
from tests.law.vectors import counting, forms
from tests.law.vectors.situation import (
    COMMUNE,
    PROVINCE,
    Draft,
    at_nine,
    case_id,
    steps_under,
)

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@dataclass
class Wanted(Exception):
    """What the way to here must hold (one of `steps`), shun, or tell."""

    steps: frozenset[str] = frozenset()
    shun: frozenset[str] = frozenset()
    wishes: Mapping[str, Any] = field(default_factory=dict)
    by: str = ""


class CannotMend(Exception):
    """No history that the builder can think of makes the condition hold."""


def mend(draft: Draft, guard: Guard) -> None:
    """Change the draft so that the guard holds, or a little nearer to it."""
    make = _MENDERS.get(guard.name)
    if make is None:
        raise CannotMend(f"no way known to satisfy {guard.name}")
    make(draft, guard.params)


def born(draft: Draft, years: int, *, shift: int = 0) -> None:
    """Let the client turn `years` so many days before the act (after it when negative)."""
    day = vn_day(draft.at) - shift * DAY
    birth = date(day.year - years, 2, 28) if (day.month, day.day) == (2, 29) else None
    birth = birth or day.replace(year=day.year - years)
    draft.change(client=replace(draft.file.client, birth_date=birth))


def other_case(draft: Draft, procedure: str, **parts: Any) -> CaseFacts:
    """Another case of the client, of yesterday unless said otherwise."""
    file = draft.file
    edition = draft.procedure.edition
    opened = draft.at - DAY
    taken = {case.id for case in (*file.others, *([file.case] if file.case else []))}
    number = next(n for n in range(1, 99) if case_id(n) not in taken)
    made = CaseFacts(
        case_id(number), procedure, edition, "", COMMUNE, opened, province=PROVINCE, **parts
    )
    draft.change(others=(*file.others, made))
    return made


def running(draft: Draft, procedure: str) -> CaseFacts:
    """Another open case of the client, in a state that is not final."""
    known = draft.file.book.procedures.get((procedure, draft.procedure.edition))
    states = known.states.values() if known else ()
    state = next((row.code for row in states if not row.final), "running")
    made = other_case(draft, procedure)
    draft.change(others=(*draft.file.others[:-1], replace(made, state=state)))
    return made


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


def _ground(draft: Draft, params: Any) -> None:
    if params.or_paper and params.field:
        ask = draft.field(params.field)
        code = next(value for value in params.grounds if value in {v.code for v in ask.values})
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


def _no_open_case(draft: Draft, params: Any) -> None:
    others = tuple(
        replace(case, closed_at=draft.at)
        if case.procedure in params.procedures and case.open_at(draft.at)
        else case
        for case in draft.file.others
    )
    draft.change(others=others)


def _open_case(draft: Draft, params: Any) -> None:
    running(draft, params.procedures[0])


def _completed(draft: Draft, params: Any) -> None:
    done = {"closed_at": draft.at - MINUTE, "outcome": "completed"}
    made = other_case(draft, params.procedures[0], **done)
    if getattr(params, "field", ""):
        draft.body[params.field] = made.id


def _step_taken(draft: Draft, params: Any) -> None:
    if not params.procedures:
        raise Wanted(steps=frozenset(params.steps))
    book, edition = draft.file.book, draft.procedure.edition
    for code in params.procedures:
        known = book.procedures.get((code, edition))
        for name in params.steps:
            if known is not None and name in known.steps:
                rule = known.steps[name]
                fact = StepFact(name, rule.id, edition, draft.at - MINUTE, rule.to)
                other_case(draft, code, steps=(fact,))
                return
    raise CannotMend(f"no procedure has any of {params.steps}")


def _step_not_taken(draft: Draft, params: Any) -> None:
    if not params.procedures:
        raise Wanted(shun=frozenset(params.steps))
    others = tuple(c for c in draft.file.others if c.procedure not in params.procedures)
    draft.change(others=others)


def _days_since(draft: Draft, params: Any) -> None:
    steps = () if draft.file.case is None else draft.file.case.steps
    taken = [step.occurred_at for step in steps if step.name == params.step]
    if not taken:
        raise Wanted(steps=frozenset({params.step}))
    wait_until(draft, at_nine(vn_day(taken[-1]) + (params.at_least_days or 0) * DAY))


def _clocks(draft: Draft, code: str) -> list[ClockFact]:
    own = "" if draft.file.case is None else draft.file.case.id
    return [
        row
        for row in draft.file.clocks
        if row.clock == code and row.case_id in {"", own} and not row.cancelled
    ]


def _starting(draft: Draft, clock: str) -> Wanted:
    """What must have happened for a clock to run: a step, and what it must have been told."""
    starters, wishes = set(), {}
    for rule in draft.procedure.steps.values():
        for row in rule.starts:
            if row.clock == clock and rule.name != draft.rule.name:
                starters.add(rule.name)
                wishes = wishes or _telling(rule, row)
    if not starters:
        raise CannotMend(f"no step of the procedure starts {clock}")
    return Wanted(steps=frozenset(starters), wishes=wishes)


def _telling(rule: StepRule, row: ClockRule) -> dict[str, Any]:
    """What the fields must say for a clock to start."""
    told: dict[str, Any] = {}
    for guard in row.only.if_:
        if guard.name in {"field_is", "case_field_is"}:
            told[guard.params.field] = guard.params.values[0]
        if guard.name in {"field_set", "field_true"}:
            told[guard.params.field] = forms.GIVEN
    for guard in row.only.unless:
        if guard.name == "field_is":
            asked = next(ask for ask in rule.asks if ask.field == guard.params.field)
            free = [value.code for value in asked.values if value.code not in guard.params.values]
            told[asked.field] = free[0]
    if row.from_.startswith("field:"):
        told[row.from_.removeprefix("field:").partition(".")[0]] = forms.GIVEN
    return told


def _clock_over(draft: Draft, params: Any) -> None:
    found = _clocks(draft, params.clock)
    if not found:
        raise _starting(draft, params.clock)
    wait_until(draft, max(row.due_at for row in found) + timedelta(seconds=1))


def _clock_running(draft: Draft, params: Any) -> None:
    found = _clocks(draft, params.clock)
    if not found:
        raise _starting(draft, params.clock)
    raise CannotMend("the clock has run out before the step can be taken")


def _clock_missed(draft: Draft, params: Any) -> None:
    """Another answer where that is enough; else wait for the clock to run out, unmet."""
    ask = draft.field(params.field) if params.field else None
    free = [row.code for row in ask.values if row.code not in params.among] if ask else []
    if free and ask is not None and ask.field not in draft.pinned:
        draft.body[params.field] = free[0]
    else:
        _clock_over(draft, params)


def _papers(draft: Draft, params: Any) -> None:
    forms.hand(draft.body, *params.papers)


def _first_time(draft: Draft, params: Any) -> None:
    others = tuple(c for c in draft.file.others if c.procedure not in params.procedures)
    draft.change(others=others)


def _again(draft: Draft, params: Any) -> None:
    other_case(draft, params.procedures[0], provenance="historic", closed_at=draft.at - MINUTE)


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
    """Exactly one of the fields: one the form asks for, one that is told already, or the first."""
    asks = {ask.field: ask for ask in draft.rule.asks}
    required = [name for name in params.fields if asks[name].required]
    told = [name for name in params.fields if draft.body.get(name)]
    kept = [*required, *told, *params.fields][0]
    for name in params.fields:
        draft.body.pop(name, None)
    ask = asks[kept]
    draft.body[kept] = True if ask.type == "flag" else forms.value(ask, draft.at, draft.file)


def _answer(draft: Draft, params: Any) -> None:
    draft.change(answers={**draft.file.answers, params.question: params.answers[0]})


def _phases(draft: Draft, params: Any) -> None:
    ask = draft.field(params.field)
    if ask is None:
        case = draft.file.case
        draft.change_case(phases=frozenset((*case.phases, *forms.PHASES)))
        return
    draft.body[params.field] = forms.value(ask, draft.at, draft.file)


def wait_until(draft: Draft, moment: datetime) -> None:
    """Let time pass; what the body says of the day of the act goes with it."""
    if moment > draft.at:
        draft.change(at=moment)


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
    if add_months(vn_day(draft.at), params.months) + params.days * DAY > term.end:
        raise CannotMend("too little of the term is left when the step can be taken")


def has_taken(draft: Draft, names: frozenset[str]) -> bool:
    """Has one of these steps been taken in the case."""
    return any(step.name in names for step, _ in steps_under(draft.file))


_MENDERS: dict[str, Callable[[Draft, Any], None]] = {
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
    "open_case": _open_case,
    "has_completed": _completed,
    "case_completed": _completed,
    "step_taken": _step_taken,
    "step_not_taken": _step_not_taken,
    "days_since_step": _days_since,
    "clock_over": _clock_over,
    "clock_running": _clock_running,
    "clock_missed": _clock_missed,
    "paper_held": _papers,
    "first_time": _first_time,
    "again": _again,
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
    "times_taken": counting.times_taken,
    "not_more_than": counting.not_more_than,
    "last_values": counting.last_values,
    "step_open": counting.step_open,
    "step_not_open": counting.nothing_open,
    "phases_done": _phases,
    "phases_lasted": counting.phases_lasted,
    "term_running": _term_running,
    "term_over": _term_over,
    "part_served": _part_served,
    "term_left_at_least": _term_left,
}

"""Read a case's steps against the book: the days that matter, and the term as it stands.

Keys of a step's `term` table: `fixes` names the row of terms.toml; `months` the field with the
length a decider chose; `start` the first day; `end` the day the measure ended; `interrupt` and
`resume` the reason of an absence that begins or is over, `since` the day it began on if that is not
the day of the act; `reduce_months` and `deduct_days` the fields that shorten the term;
`deduct_from` the days another case stood in some states, where the field was left out. `law` is the
article that shortens the term or ends it: that of the step unless told. A new `start` begins a new
reckoning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final, cast

from app.law.days.term import PartKind, Span, days_in
from app.law.engine.facts import Body, CaseFacts, StepFact
from app.law.shape.model import Book, Citation, DaysIn, StepRule, TermRule
from app.times import vn_day

Act = tuple[StepFact, StepRule]
Applies = Callable[[Act, TermRule], bool]

ANY_ABSENCE: Final = "any"


@dataclass(slots=True)
class Reckoning:
    """What the acts so far say about the term of a case; `code` names the row of terms.toml.

    `days`: the day of each step, the last where it was taken more than once.
    """

    code: str = ""
    chosen: int | None = None
    decided: date | None = None
    start: date | None = None
    end: date | None = None
    reductions: int = 0
    deducted: int = 0
    owing: list[tuple[DaysIn, date]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    laws: dict[PartKind, list[Citation]] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)

    def copy(self) -> Reckoning:
        """The same, to be gone on with apart."""
        return replace(
            self,
            owing=[*self.owing],
            spans=[*self.spans],
            laws={kind: [*laws] for kind, laws in self.laws.items()},
            days=dict(self.days),
        )

    def cite(self, kind: PartKind, law: Citation | None) -> None:
        """Note the article that a line of the ledger rests on, once."""
        cited = self.laws.setdefault(kind, [])
        if law is not None and law not in cited:
            cited.append(law)


def value_at(body: Body, name: str) -> object:
    """A field by name; `decision.on` looks inside."""
    found: object = body
    for part in name.split(".") if "." in name else (name,):
        # A dict answers at once; asking the abstract class costs ten times that.
        if type(found) is not dict and not isinstance(found, Mapping):
            return None
        found = cast("Body", found).get(part)
    return found


def day_of(value: object) -> date | None:
    """A day given as a date, a moment or the text of either; None otherwise."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if isinstance(value, datetime):
        return vn_day(value)
    return value if isinstance(value, date) else None


def number_of(value: object) -> int:
    """A whole number, or nought for a field that was left out."""
    return value if isinstance(value, int) else 0


def acts_of(book: Book, case: CaseFacts) -> list[Act]:
    """The recorded steps with the rules they were taken under; unknown history is left out."""
    found = []
    for step in case.steps:
        procedure = book.procedures.get((case.procedure, step.edition))
        rule = None if procedure is None else procedure.steps.get(step.name)
        if rule is not None:
            found.append((step, rule))
    return found


def completed_on(book: Book, case: CaseFacts) -> date | None:
    """The day a case was completed well; None when it was not."""
    for step, rule in acts_of(book, case):
        if rule.records == "completed":
            return vn_day(step.occurred_at)
    if case.outcome == "completed" and case.closed_at is not None:
        return vn_day(case.closed_at)
    return None


def decided_in(acts: Sequence[Act]) -> date | None:
    """The day of the decision that fixed the length of the measure; the last, if there are more."""
    for step, rule in reversed(acts):
        if any(term.fixes for term in rule.term):
            return vn_day(step.occurred_at)
    return None


def started_in(acts: Iterable[Act]) -> date | None:
    """The day the measure itself began (intake, start of service); None when it has not."""
    for step, rule in acts:
        if rule.records == "started":
            return vn_day(step.occurred_at)
    return None


def started_on(book: Book, case: CaseFacts) -> date | None:
    """The day the measure of a case began; None when it has not."""
    return started_in(acts_of(book, case))


def reckon(acts: Iterable[Act], applies: Applies, so_far: Reckoning | None = None) -> Reckoning:
    """Gather what the acts, in their order, say about the term; `so_far` is gone on with."""
    found = Reckoning() if so_far is None else so_far
    for act in acts:
        step, rule = act
        found.days[step.name] = vn_day(step.occurred_at)
        for term in rule.term:
            if applies(act, term):
                _follow(found, step, term, found.days)
    return found


def _follow(found: Reckoning, step: StepFact, term: TermRule, days: Mapping[str, date]) -> None:
    """Let one act change the reckoning."""
    today = days[step.name]
    if term.fixes:
        found.code, found.decided, found.chosen = term.fixes, today, None
    if term.months:
        found.chosen = number_of(_value(step, term.months)) or None
    if term.start:
        found.start = _day(step, term.start, days)
        found.reductions, found.deducted, found.end = 0, 0, None
        found.spans.clear()
        found.owing.clear()
        found.laws.clear()
    if term.interrupt:
        since = _day(step, term.since, days) if term.since else None
        found.spans.append(Span(since or today, None, _reason(step, term.interrupt)))
    if term.resume:
        _close(found.spans, _reason(step, term.resume), today)
    _shorten(found, step, term, today)
    if term.end:
        found.end = _day(step, term.end, days)
        found.cite("ended", term.law)


def _shorten(found: Reckoning, step: StepFact, term: TermRule, today: date) -> None:
    """Take off the months reduced and the days that count from before."""
    if term.reduce_months:
        months = number_of(_value(step, term.reduce_months))
        found.reductions += months
        if months:
            found.cite("reduction", term.law)
    told = _value(step, term.deduct_days) if term.deduct_days else None
    found.deducted += number_of(told)
    if told is None and term.deduct_from is not None:
        found.owing.append((term.deduct_from, today))
    if term.deduct_days or term.deduct_from is not None:
        found.cite("deduction", term.law)


def days_in_states(cases: Iterable[CaseFacts], since: datetime, what: DaysIn, until: date) -> int:
    """The days before one on which cases opened since a moment stood in some states."""
    spans = []
    for case in cases:
        if case.procedure != what.procedure or case.opened_at < since:
            continue
        begun: date | None = None
        for step in case.steps:
            day = min(vn_day(step.occurred_at), until)
            if step.to_state in what.states:
                begun = day if begun is None else begun
            elif begun is not None:
                spans.append(Span(begun, day, ""))
                begun = None
        if begun is not None:
            end = until if case.closed_at is None else min(vn_day(case.closed_at), until)
            spans.append(Span(begun, end, ""))
    return days_in(spans, today=until)


def _close(spans: list[Span], reason: str, day: date) -> None:
    """End the latest absence of that reason which still lasts."""
    for place in range(len(spans) - 1, -1, -1):
        span = spans[place]
        if span.to is None and reason in {span.reason, ANY_ABSENCE}:
            spans[place] = Span(span.from_, max(day, span.from_), span.reason)
            return


def _value(step: StepFact, reference: str) -> object:
    return value_at(step.body, reference.removeprefix("field:"))


def _reason(step: StepFact, reference: str) -> str:
    """The reason as the row says it, or as the body does."""
    return str(_value(step, reference)) if reference.startswith("field:") else reference


def _day(step: StepFact, reference: str, days: Mapping[str, date]) -> date | None:
    """The day a reference means: of this act, of a field, or of an earlier step of the case."""
    if reference.startswith("field:"):
        return day_of(_value(step, reference))
    return days.get(reference.removeprefix("step:"), days[step.name])

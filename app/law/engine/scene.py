"""One act under judgement: the facts, the body, the moment, and what was asked along the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from app.law.days.calendar import Calendar
from app.law.engine.casefile import Act, Reckoning, acts_of, days_in_states, reckon, value_at
from app.law.engine.facts import Body, CaseFacts, DeterminationFact, Facts
from app.law.engine.measure import Measure, Record, measure
from app.law.shape.model import ALWAYS, Book, Given, Only, Procedure, StepRule, TermRule
from app.times import vn_day


@dataclass(slots=True)
class Scene:
    """What guards may look at. Only what was already so at `at` is shown.

    `asked` is false when no body has been given yet (the list of possible actions): guards that
    look into the body are then left open. `consulted` gathers the answers to open questions.
    """

    book: Book
    calendar: Calendar
    facts: Facts
    procedure: Procedure
    rule: StepRule
    body: Body
    at: datetime
    asked: bool = True
    consulted: dict[str, str] = field(default_factory=dict)
    _past: tuple[list[Act], Reckoning] | None = None
    _before: tuple[Measure | None] | None = None

    @property
    def day(self) -> date:
        """The day of the act in Viet Nam."""
        return vn_day(self.at)

    @property
    def case(self) -> CaseFacts | None:
        """The case the step belongs to; None for an opening step."""
        return self.facts.case

    def all_cases(self) -> Iterator[CaseFacts]:
        """Every case of the client that had been opened by then, this one first."""
        if self.case is not None:
            yield self.case
        yield from self.other_cases()

    def other_cases(self) -> Iterator[CaseFacts]:
        """Every case of the client but this one that had been opened by then."""
        return (case for case in self.facts.cases if case.opened_at <= self.at)

    def determination(self) -> DeterminationFact | None:
        """The latest determination concluded on or before the day of the act."""
        past = [found for found in self.facts.determinations if found.concluded_on <= self.day]
        # Of two results of one day the later entry holds.
        return max(reversed(past), key=lambda found: found.concluded_on) if past else None

    def value(self, name: str) -> object:
        """A field of the body; `decision.on` looks inside."""
        return value_at(self.body, name)

    def case_value(self, name: str) -> object:
        """A field of the body, or else of the latest step of the case that told it."""
        found = self.value(name)
        if found is not None or self.case is None:
            return found
        for step in reversed(self.case.steps):
            found = value_at(step.body, name)
            if found is not None:
                return found
        return None

    def papers(self) -> frozenset[str]:
        """Papers at hand: in the dossier, handed in now, or shared ones of any other case."""
        handed = self.body.get("papers")
        found = (
            {str(value_at(row, "paper")) for row in handed if isinstance(row, Mapping)}
            if (isinstance(handed, list | tuple))
            else set()
        )
        if self.case is not None:
            found |= self.case.papers
        for case in self.other_cases():
            found |= {code for code in case.papers if self._shared(code)}
        return frozenset(found)

    def _shared(self, code: str) -> bool:
        paper = self.book.papers.get(code)
        return paper is not None and paper.shared

    def answer(self, question: str) -> str:
        """The answer this installation gives to an open question; remembered as consulted."""
        answer = self.facts.answers.get(question, self.book.questions[question].default)
        self.consulted[question] = answer
        return answer

    def given(self, given: Given | None) -> bool:
        """Does a row hold under the answers given."""
        return given is None or self.answer(given.question) == given.answer

    def holds(self, only: Only) -> bool:
        """Does a row that is conditional hold here."""
        if only is ALWAYS:
            return True
        return (
            self.given(only.given)
            and all(guard.check(self, guard.params) is None for guard in only.if_)
            and not any(guard.check(self, guard.params) is None for guard in only.unless)
        )

    def measure_before(self) -> Measure | None:
        """The measure of the case before this act; reckoned once."""
        if self._before is None:
            acts, found = self._so_far()
            self._before = (None if self.case is None else self._measure(acts, found.copy()),)
        return self._before[0]

    def measure_after(self, act: Act) -> Measure | None:
        """The measure as it stands once this act is added."""
        acts, found = self._so_far()
        return self._measure([*acts, act], reckon([act], self._applied, found.copy()))

    def _so_far(self) -> tuple[list[Act], Reckoning]:
        """The acts of the case and what they say about its term; gathered once."""
        if self._past is None:
            acts = [] if self.case is None else acts_of(self.book, self.case)
            self._past = acts, reckon(acts, self._applied)
        return self._past

    def _measure(self, acts: Sequence[Act], found: Reckoning) -> Measure | None:
        if not found.code:
            return None
        case = self.case
        begun = [vn_day(step.occurred_at) for step, rule in acts if rule.records == "started"]
        opened = self.day if case is None else vn_day(case.opened_at)
        if case is not None and found.owing:
            others = tuple(self.other_cases())
            found.deducted += sum(
                days_in_states(others, case.opened_at, what, until) for what, until in found.owing
            )
        record = Record(
            self.book,
            self.procedure.code,
            opened,
            self.day,
            [step for step, _ in acts],
            begun[0] if begun else None,
            tuple(self.other_cases()),
            self.facts.answers,
        )
        return measure(record, found, self.answer)

    def _applied(self, act: Act, term: TermRule) -> bool:
        """Did a term row of a past act hold when it was taken."""
        only = term.only
        if not only.if_ and not only.unless and only.given is None:
            return True
        step, rule = act
        past = Scene(
            self.book, self.calendar, self.facts, self.procedure, rule, step.body,
            step.occurred_at, self.asked, self.consulted,
        )  # fmt: skip
        return past.holds(only)

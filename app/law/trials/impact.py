"""What changes for a case when the law does: an edition that begins, or a figure tried out.

Two books are asked about the same facts at the same moment, so that a birthday or a deadline that
runs out on the day an edition begins is not taken for its doing. Who looks does not matter: the
offices of a step are compared, not whether the reader holds one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path

from app.law.days.calendar import DAY, Calendar
from app.law.days.running import Run, reckon_run
from app.law.days.term import Term
from app.law.engine.deadlines import reckon_start
from app.law.engine.facts import CaseFacts, ClockFact, Facts
from app.law.engine.finding import Finding
from app.law.engine.judge import NO_BODY, actions
from app.law.engine.measure import Measure
from app.law.engine.office import offices
from app.law.engine.scene import Scene
from app.law.reading.loader import DEFAULT_FOLDER, load
from app.law.reading.patch import Patch, PatchError
from app.law.shape.model import Book, ClockRule, Edition, StepRule, Title
from app.law.trials.differences import (
    ClockDifference,
    ClockSide,
    Differences,
    StepDifference,
    StepSide,
    TermDifference,
)
from app.times import VN

_KEPT_BOOKS = 4  # a list read page by page asks for the same patched book again


def patched(book: Book, patch: Patch, folder: Path = DEFAULT_FOLDER) -> Book:
    """The book with figures changed, through every check of the loader; raises BookError."""
    if not patch:
        return book
    found = _loaded(folder, patch)
    if found.hash != book.hash:
        raise PatchError("the files of the law book are no longer those this program has read")
    return found


@lru_cache(maxsize=_KEPT_BOOKS)
def _loaded(folder: Path, patch: Patch) -> Book:
    return load(folder, patch=patch)


def beginning(book: Book, day: date) -> Edition | None:
    """The edition that begins on a day, if one does and it replaces another."""
    return next((edition for edition in book.editions[1:] if edition.begins == day), None)


def upto(book: Book, day: date) -> Book:
    """The book as it was known on a day: without the editions that begin after it."""
    return replace(book, editions=tuple(row for row in book.editions if row.begins <= day))


def of_edition(book: Book, calendar: Calendar, facts: Facts, edition: Edition) -> Differences:
    """What the beginning of an edition changes for a case, as it stood at that moment."""
    at = datetime.combine(edition.begins, time(), VN)
    then = as_of(facts, at)
    old, new = upto(book, edition.begins - DAY), upto(book, edition.begins)
    return compare(old, new, calendar, calendar, then, at=at, now=at)


def as_of(facts: Facts, at: datetime) -> Facts:
    """The facts without what happened since: steps, endings; papers bear no date and stay."""
    cases = tuple(_case_as_of(case, at) for case in facts.cases if case.opened_at <= at)
    case = None if facts.case is None else _case_as_of(facts.case, at)
    clocks = tuple(
        _clock_as_of(clock, at)
        for clock in facts.clocks
        if clock.started_at is None or clock.started_at <= at
    )
    return replace(facts, case=case, cases=cases, clocks=clocks)


def compare(
    book_a: Book,
    book_b: Book,
    calendar_a: Calendar,
    calendar_b: Calendar,
    facts: Facts,
    *,
    at: datetime,
    now: datetime,
) -> Differences:
    """What two books and calendars say differently about the case of the facts at a moment."""
    one, two = (book_a, calendar_a), (book_b, calendar_b)
    scenes = [_scene(book, calendar, facts, at) for book, calendar in (one, two)]
    measures = [None if scene is None else scene.measure_before() for scene in scenes]
    before, after = (_sides(book, calendar, facts, at, now) for book, calendar in (one, two))
    steps = (
        StepDifference(name, found[1] if found else before[name][1], *_pair(name, before, after))
        for name in dict.fromkeys((*before, *after))
        for found in (after.get(name),)
    )
    return Differences(
        tuple(row for row in steps if _verdict(row.before) != _verdict(row.after)),
        tuple(_clocks(scenes[0], scenes[1], measures[0], measures[1])),
        _terms(measures[0], measures[1]),
    )


Sides = dict[str, tuple[StepSide, Title]]


def _pair(name: str, before: Sides, after: Sides) -> tuple[StepSide | None, StepSide | None]:
    old, new = before.get(name), after.get(name)
    return (old[0] if old else None, new[0] if new else None)


def _verdict(side: StepSide | None) -> object:
    return None if side is None else side.verdict


def _sides(book: Book, calendar: Calendar, facts: Facts, at: datetime, now: datetime) -> Sides:
    found = actions(book, calendar, facts, at=at, now=now)
    return {finding.step: (_side(book, finding), finding.title) for finding in found}


def _side(book: Book, finding: Finding) -> StepSide:
    rule = book.procedure(finding.procedure, finding.edition).steps[finding.step]
    reasons = tuple(row for row in finding.reasons if row.code != "wrong-authority")
    due = {start.clock: start.due_at for start in finding.starts}
    return StepSide(
        allowed=not reasons,
        reasons=reasons,
        missing=finding.missing,
        by=tuple((row.code, row.title) for row in offices(book, rule, finding.edition)),
        clocks=tuple(
            ClockSide(row.clock, row.limit, row.unit, due.get(row.clock)) for row in rule.starts
        ),
        law=tuple(dict.fromkeys((*rule.law, *(row.law for row in reasons if row.law)))),
    )


def _scene(book: Book, calendar: Calendar, facts: Facts, at: datetime) -> Scene | None:
    """A scene to read a case by; which step it is about does not matter."""
    case = facts.case
    if case is None or not book.editions or book.editions[0].begins > at.astimezone(VN).date():
        return None
    edition = book.edition_on(at.astimezone(VN).date())
    procedure = book.procedures.get((case.procedure, edition.code))
    if procedure is None:
        return None
    rule = next(iter(procedure.steps.values()))
    return Scene(book, calendar, facts, procedure, rule, NO_BODY, at, asked=False)


def measure_of(book: Book, calendar: Calendar, facts: Facts, at: datetime) -> Measure | None:
    """The measure of a case as it stands at a moment; None when none has been fixed."""
    scene = _scene(book, calendar, facts, at)
    return None if scene is None else scene.measure_before()


def _terms(before: Measure | None, after: Measure | None) -> TermDifference | None:
    same = _measured(before) == _measured(after)
    return None if same else TermDifference(before, after)


def _measured(found: Measure | None) -> object:
    """What makes two terms differ: the ledger of days, or the months where it has not begun."""
    if found is None:
        return None
    return found.months, found.term.end if found.term else None, _bounds(found)


def _bounds(found: Measure) -> tuple[int, int]:
    return (found.law.min, found.law.max) if found.term is None else (0, 0)


def _clocks(
    one: Scene | None, two: Scene | None, before: Measure | None, after: Measure | None
) -> Iterator[ClockDifference]:
    """Running clocks that the two books would have had due at different moments."""
    if one is None or two is None or one.case is None:
        return
    for fact in one.facts.clocks:
        if not fact.open or fact.case_id not in {"", one.case.id}:
            continue
        found = _rule_of(one.book, one.case, fact)
        if found is None:
            continue
        step, place, rule = found
        other = _same_place(two.book, one.case, fact, step, place)
        old = _due(one, fact, rule, before.term if before else None)
        new = None if other is None else _due(two, fact, other, after.term if after else None)
        if old is not None and old != new:
            law = rule.law if other is None else other.law
            yield ClockDifference(fact.clock, rule.title, old, new, law)


def _rule_of(book: Book, case: CaseFacts, fact: ClockFact) -> tuple[str, int, ClockRule] | None:
    """The rule a clock on record was started by: its code and length in the edition of its day."""
    procedure = book.procedures.get((case.procedure, fact.edition))
    for step in () if procedure is None else procedure.steps.values():
        for place, rule in enumerate(step.starts):
            if (rule.clock, rule.limit, rule.unit) == (fact.clock, fact.limit, fact.unit):
                return step.name, place, rule
    return None


def _same_place(
    book: Book, case: CaseFacts, fact: ClockFact, step: str, place: int
) -> ClockRule | None:
    procedure = book.procedures.get((case.procedure, fact.edition))
    found: StepRule | None = None if procedure is None else procedure.steps.get(step)
    starts = () if found is None else found.starts[place : place + 1]
    return next((rule for rule in starts if rule.clock == fact.clock), None)


def _due(scene: Scene, fact: ClockFact, rule: ClockRule, term: Term | None) -> datetime | None:
    if fact.started_at is None:
        return None
    if rule.before_term_end or rule.from_ == "term_end":
        return None if term is None else reckon_start(scene, rule, fact.started_at, term).due_at
    run = Run(fact.started_at, rule.limit, rule.unit, fact.pauses, fact.extended_by)
    return reckon_run(scene.calendar, run, scene.at).at


def _case_as_of(case: CaseFacts, at: datetime) -> CaseFacts:
    steps = tuple(step for step in case.steps if step.occurred_at < at)
    closed = case.closed_at is not None and case.closed_at < at
    return replace(
        case,
        steps=steps,
        state=steps[-1].to_state if steps else case.state,
        closed_at=case.closed_at if closed else None,
        outcome=case.outcome if closed else None,
    )


def _clock_as_of(clock: ClockFact, at: datetime) -> ClockFact:
    met = clock.met_at if clock.met_at is None or clock.met_at < at else None
    stopped = clock.cancelled and (clock.cancelled_at is None or clock.cancelled_at < at)
    ended = clock.cancelled_at if stopped else None
    return replace(clock, met_at=met, cancelled=stopped, cancelled_at=ended)

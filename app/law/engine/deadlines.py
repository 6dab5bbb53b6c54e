"""The clocks an act starts, moves and closes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from app.law.days.calendar import Calendar
from app.law.days.clock import Due, before, due
from app.law.days.term import Term
from app.law.engine.facts import CaseFacts, ClockFact
from app.law.engine.finding import StartedClock
from app.law.engine.scene import Scene
from app.law.shape.model import ClockRule, Procedure, StepRule
from app.times import VN


def started(scene: Scene, term: Term | None) -> tuple[StartedClock, ...]:
    """The clocks this act starts; one whose starting field was left out does not start.

    `term` is the term after the act where the act touches it; else it stays as it was.
    """
    found = []
    for rule in scene.rule.starts:
        if not scene.holds(rule.only):
            continue
        clock = _start(scene, rule, term)
        if clock is not None:
            found.append(clock)
    return tuple(found)


def moved(scene: Scene, new: Term | None) -> tuple[StartedClock, ...]:
    """Open clocks of the case that hang on the end of the term, reckoned from its new end."""
    running = [] if new is None else list(_open_clocks(scene))
    if new is None or not running:
        return ()
    hanging = [
        (rule, fact)
        for rule in _bound_to_term(scene.procedure)
        for fact in running
        if fact.clock == rule.clock and all(rule.clock != now.clock for now in scene.rule.starts)
    ]
    standing = scene.measure_before() if hanging else None
    old = standing.term if standing else None
    if old is None or old.end == new.end:
        return ()
    found = {}
    for rule, fact in hanging:
        clock = reckon_start(scene, rule, fact.started_at or scene.at, new)
        if clock.due_at != fact.due_at:
            found[rule.clock] = clock
    return tuple(found.values())


def met(scene: Scene) -> tuple[str, ...]:
    """The clocks this act meets: those its row names, and open ones that wait for this step.

    One that the act pauses is not met by it: what stands still is still owed.
    """
    paused = {row.clock for row in scene.rule.pauses if scene.holds(row.only)}
    names = dict.fromkeys(scene.rule.meets)
    own = "" if scene.case is None else scene.case.id
    qualified = f"{scene.procedure.code}:{scene.rule.name}"
    for fact in scene.facts.clocks:
        here = fact.case_id in {"", own} and scene.rule.name in fact.met_by
        if fact.open and (here or qualified in fact.met_by):
            names[fact.clock] = None
    return tuple(name for name in names if name not in paused)


def _open_clocks(scene: Scene) -> Iterator[ClockFact]:
    own = "" if scene.case is None else scene.case.id
    return (fact for fact in scene.facts.clocks if fact.open and fact.case_id in {"", own})


def _bound_to_term(procedure: Procedure) -> Iterator[ClockRule]:
    for step in procedure.steps.values():
        for rule in step.starts:
            if rule.before_term_end or rule.from_ == "term_end":
                yield rule


def _start(scene: Scene, rule: ClockRule, term: Term | None) -> StartedClock | None:
    if rule.before_term_end or rule.from_ == "term_end":
        if term is None:
            standing = scene.measure_before()
            term = standing.term if standing else None
        return None if term is None else reckon_start(scene, rule, scene.at, term)
    moment = _moment(scene, rule)
    return None if moment is None else reckon_start(scene, rule, moment, None)


def reckon_start(
    scene: Scene, rule: ClockRule, moment: datetime, term: Term | None
) -> StartedClock:
    """A clock from a moment, or hung on the end of a term where its rule says so."""
    found = _due(scene.calendar, rule, moment, term)
    return StartedClock(
        clock=rule.clock,
        title=rule.title,
        due_at=found.at,
        started_at=moment,
        limit=rule.limit,
        unit=rule.unit,
        met_by=rule.met_by,
        late=rule.late,
        advisory=rule.advisory,
        law=rule.law,
        edition=scene.procedure.edition,
        explanation=found.steps,
        unverified=rule.law.unverified or found.unverified,
    )


def _due(calendar: Calendar, rule: ClockRule, moment: datetime, term: Term | None) -> Due:
    if term is None:
        return due(calendar, moment, rule.limit, rule.unit)
    if rule.before_term_end and rule.unit != "hours":
        return before(calendar, term.end, rule.limit, rule.unit)
    return due(calendar, datetime.combine(term.end, time(), tzinfo=VN), rule.limit, rule.unit)


def _moment(scene: Scene, rule: ClockRule) -> datetime | None:
    """The moment a clock runs from; a day without an hour begins at midnight in Viet Nam.

    A birthday that has been reached by then starts none: `age:18` is about one still to come.
    """
    kind, _, name = rule.from_.partition(":")
    if kind == "age":
        day = scene.facts.client.birthday(int(name))
        return None if day is None or day <= scene.day else datetime.combine(day, time(), tzinfo=VN)
    if kind == "step":
        return _last_taken(scene.case, scene.rule, name, scene.at)
    if kind != "field":
        return scene.at
    value = scene.value(name)
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if isinstance(value, datetime):
        return value
    return datetime.combine(value, time(), tzinfo=VN) if isinstance(value, date) else None


def _last_taken(case: CaseFacts | None, rule: StepRule, name: str, at: datetime) -> datetime | None:
    if rule.name == name:
        return at
    steps = () if case is None else case.steps
    return next((step.occurred_at for step in reversed(steps) if step.name == name), None)

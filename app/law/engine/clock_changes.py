"""The running clocks of a case that an act pauses, resumes or lengthens.

Only a step that the law names does so (design §3.4). A clock already missed stays missed: what
comes after its last day changes nothing in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.law.days.calendar import DayNote
from app.law.days.clock import Extension, Pause
from app.law.days.running import Run, reckon_run, used
from app.law.engine.casefile import number_of
from app.law.engine.facts import ClockFact
from app.law.engine.finding import ChangedClock, Reason
from app.law.engine.measure import written
from app.law.engine.scene import Scene
from app.law.shape.model import Citation, ExtendRule, Title


@dataclass(frozen=True, slots=True)
class Changed:
    """What an act does to the clocks of its case that run."""

    paused: tuple[ChangedClock, ...] = ()
    resumed: tuple[ChangedClock, ...] = ()
    extended: tuple[ChangedClock, ...] = ()
    reasons: tuple[Reason, ...] = ()


UNCHANGED = Changed()


def changed(scene: Scene) -> Changed:
    """Tell which clocks the act changes, and why it may not lengthen one beyond its cap."""
    rule = scene.rule
    if not (rule.pauses or rule.resumes or rule.extends):
        return UNCHANGED
    extends = [row for row in rule.extends if scene.holds(row.only)]
    return Changed(
        paused=tuple(_paused(scene)),
        resumed=tuple(_resumed(scene)),
        extended=tuple(found for row in extends for found in _extended(scene, row)),
        reasons=tuple(reason for row in extends for reason in _over_cap(scene, row)),
    )


def _paused(scene: Scene) -> Iterator[ChangedClock]:
    title = scene.rule.title
    for row in scene.rule.pauses:
        if not scene.holds(row.only):
            continue
        for fact in _running(scene, row.clock):
            if not fact.standing:
                pause = Pause(scene.at, None, title.vi, written(row.law), title.en)
                yield _changed(scene, replace(fact, pauses=(*fact.pauses, pause)), row.law)


def _resumed(scene: Scene) -> Iterator[ChangedClock]:
    for clock in scene.rule.resumes:
        for fact in _running(scene, clock):
            if fact.standing:
                pauses = tuple(pause.until(scene.at) for pause in fact.pauses)
                yield _changed(scene, replace(fact, pauses=pauses), scene.rule.law[0])


def _extended(scene: Scene, row: ExtendRule) -> Iterator[ChangedClock]:
    for fact in _running(scene, row.clock):
        before, by = used(fact.extended_by, row.unit), _by(scene, row)
        if by and before + by <= row.cap:
            longer = Extension(by, row.unit, row.cap, before, written(row.law))
            yield _changed(scene, replace(fact, extended_by=(*fact.extended_by, longer)), row.law)


def _over_cap(scene: Scene, row: ExtendRule) -> Iterator[Reason]:
    """A lengthening that with the earlier ones is longer than the law allows."""
    facts = list(_running(scene, row.clock))
    before = max((used(fact.extended_by, row.unit) for fact in facts), default=0)
    by = _by(scene, row)
    if before + by <= row.cap:
        return
    vi = f"Gia hạn quá mức luật cho phép: tối đa {row.cap}, đã gia hạn {before}, xin thêm {by}"
    en = f"Extended beyond what the law allows: at most {row.cap}, {before} so far, {by} asked"
    pointer = f"/{row.field}" if row.field else ""
    yield Reason("extension-over-cap", Title(vi, en), row.law, pointer)


def _by(scene: Scene, row: ExtendRule) -> int:
    return number_of(scene.value(row.field)) if row.field else row.by


def _running(scene: Scene, clock: str) -> Iterator[ClockFact]:
    """The open clocks of the case by that name that had not been missed by then."""
    case = scene.case
    for fact in scene.facts.clocks:
        if (
            fact.clock == clock
            and fact.open
            and case is not None
            and fact.case_id in {"", case.id}
            and (fact.standing or scene.at <= fact.due_at)
        ):
            yield fact


def _changed(scene: Scene, fact: ClockFact, law: Citation) -> ChangedClock:
    due_at, unverified = fact.due_at, law.unverified
    notes: tuple[DayNote, ...] = ()
    if fact.limit is not None and fact.started_at is not None:
        run = Run(fact.started_at, fact.limit, fact.unit, fact.pauses, fact.extended_by)
        found = reckon_run(scene.calendar, run, scene.at)
        due_at, notes, unverified = found.at, found.steps, unverified or found.unverified
    return ChangedClock(
        clock=fact.clock,
        due_at=due_at,
        pauses=fact.pauses,
        extended_by=fact.extended_by,
        law=law,
        explanation=notes,
        unverified=unverified,
    )

"""Every vector of a procedure: each step allowed from each state, and refused by each condition.

What is expected is read from the book (the guard's article, the office's, the edition's), never
from the finding.
"""

from __future__ import annotations

from app.law.shape.model import Book, Procedure, StepRule
from tests.law.vectors.aims import Aim, NoWay
from tests.law.vectors.builder import find
from tests.law.vectors.refused_acts import (
    by_other_offices,
    from_other_states,
    on_other_days,
    under_other_editions,
)
from tests.law.vectors.refused_conditions import against_guard, beyond_term, over_cap, without_paper
from tests.law.vectors.vector import Gap, Told, Vector


def vectors(book: Book, procedure: Procedure) -> Told:
    """Every vector of a procedure of an edition, in the order of the book."""
    for rule in procedure.steps.values():
        yield from _of_step(book, procedure, rule)


def _of_step(book: Book, procedure: Procedure, rule: StepRule) -> Told:
    base = None
    origins = [state for state in procedure.states if state in rule.from_] or [""]
    for number, state in enumerate(origins):
        for to in rule.targets or ("",) if number == 0 else rule.targets[:1] or ("",):
            here = f"allowed from {state}" if state else "allowed"
            try:
                draft = find(procedure, rule, state, Aim(to=to))
            except NoWay as error:
                yield Gap(rule.name, here, str(error))
                continue
            base = base or draft
            yield Vector(rule.name, here, "", rule.law[0], draft.judged())
    if base is None:
        return
    yield from from_other_states(procedure, base)
    yield from by_other_offices(book, procedure, base)
    yield from on_other_days(base)
    for need in rule.needs:
        yield without_paper(procedure, base, origins, need)
    for guard in rule.when:
        yield from against_guard(procedure, base, origins, guard)
    yield from beyond_term(book, procedure, base, origins)
    yield from over_cap(base)
    yield from under_other_editions(book, procedure, base)

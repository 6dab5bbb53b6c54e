"""Is the law book whole? What `hoanhap check-law` and the tests ask of it.

The loader has already refused unknown keys and names, and offices without power. Here stands what
only the whole can tell: dead ends, clocks nobody can meet, cases the next edition cannot take up.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from app.law.checks.fault import Fault
from app.law.checks.figure_health import figure_faults
from app.law.checks.instrument_health import instrument_faults
from app.law.engine.transition import carried
from app.law.shape.model import Book, Guard, Procedure, StepRule

__all__ = ["SINCE", "Fault", "check"]

# Rows that are tried one after the other; all others never compete.
_RIVALS: Final = {"term": "term", "post_rehab": "term", "act": "act"}
SINCE: Final = date(2022, 1, 1)  # the first day any file of this system can be about


def check(book: Book, *, roles: Collection[str] | None = None, since: date = SINCE) -> list[Fault]:
    """Every fault of the book, none when it is whole. `roles` are those accounts may have."""
    found: list[Fault] = [*_days(book, since), *_carried(book), *_terms(book), *_transition(book)]
    found += [*figure_faults(book), *instrument_faults(book)]
    for procedure in book.procedures.values():
        where = f"{procedure.edition}/{procedure.code}"
        for look in _OF_A_PROCEDURE:
            found += (
                Fault(code, where + place, text) for code, place, text in look(book, procedure)
            )
    if roles is not None:
        for office in book.authorities.values():
            found += (
                Fault("unknown-role", office.code, f"no role {role!r}")
                for role in sorted(office.roles - set(roles))
            )
    return list(dict.fromkeys(found))


Told = Iterator[tuple[str, str, str]]


def _days(book: Book, since: date) -> Iterator[Fault]:
    """Every day since the first has exactly one edition."""
    first = book.editions[0]
    if first.begins > since:
        yield Fault("day-without-edition", first.code, f"no edition from {since}")
    for one, two in pairwise(book.editions):
        if one.begins >= two.begins:
            yield Fault("day-with-two-editions", two.code, f"{one.code} and {two.code}")


def _reachable(book: Book, procedure: Procedure) -> Told:
    """Every state can be reached, by steps or from an older edition."""
    seen = set()
    for other in book.procedures.values():
        if other.code == procedure.code and other.edition != procedure.edition:
            seen |= {carried(procedure, state) for state in other.states} & set(
                procedure.carries.values()
            )
    todo = [state for step in procedure.steps.values() if step.opening for state in step.targets]
    if not todo:
        yield "no-opening-step", "", "no step opens a case"
    todo += [state for state in seen if state is not None]
    found = set(todo)
    while todo:
        state = todo.pop()
        for step in procedure.steps.values():
            new = set(step.targets) - found if state in step.from_ else set()
            found |= new
            todo += new
    for state in procedure.states:
        if state not in found:
            yield "unreachable-state", f":{state}", "no step leads there"


def _ways_out(_book: Book, procedure: Procedure) -> Told:
    """Every state that is not final has a way out."""
    for state in procedure.states.values():
        ways = (
            target
            for step in procedure.steps.values()
            if state.code in step.from_
            for target in step.targets
        )
        if not state.final and all(target == state.code for target in ways):
            yield "no-way-out", f":{state.code}", "no step leads on from there"


def _clocks(book: Book, procedure: Procedure) -> Told:
    """Every clock can be met by a step of this edition or a later one."""
    codes = [edition.code for edition in book.editions]
    later = set(codes[codes.index(procedure.edition) :])
    for step in procedure.steps.values():
        for clock in step.starts:
            if not any(
                _meets(other, rule, clock.clock, clock.met_by, procedure.code)
                for other in book.procedures.values()
                if other.edition in later
                for rule in other.steps.values()
            ):
                text = f"no step meets {clock.clock}"
                yield "clock-never-met", f":{step.name}", text


def _meets(
    procedure: Procedure, rule: StepRule, clock: str, met_by: Collection[str], home: str
) -> bool:
    if clock in rule.meets or f"{procedure.code}:{rule.name}" in met_by:
        return True
    return procedure.code == home and rule.name in met_by


def _changed_clocks(book: Book, procedure: Procedure) -> Told:
    """A clock that a step pauses, resumes or lengthens can run in that procedure, and on again."""
    codes = [edition.code for edition in book.editions]
    place = codes.index(procedure.edition)
    own = [row for row in book.procedures.values() if row.code == procedure.code]
    begun = [row for row in own if codes.index(row.edition) <= place]
    after = [row for row in own if codes.index(row.edition) >= place]
    rules = [rule for row in begun for step in row.steps.values() for rule in step.starts]
    started = {rule.clock for rule in rules}
    hanging = {rule.clock for rule in rules if rule.before_term_end or rule.from_ == "term_end"}
    resumed = {clock for row in after for step in row.steps.values() for clock in step.resumes}
    for step in procedure.steps.values():
        paused = [rule.clock for rule in step.pauses]
        for clock in (*paused, *step.resumes, *(rule.clock for rule in step.extends)):
            if clock not in started:
                yield "clock-never-started", f":{step.name}", f"no step starts {clock}"
            if clock in hanging:
                text = f"{clock} follows the end of the term and nothing else"
                yield "clock-follows-term", f":{step.name}", text
        for clock in paused:
            if clock not in resumed:
                yield "clock-never-resumed", f":{step.name}", f"no step resumes {clock}"


def _forms(book: Book, procedure: Procedure) -> Told:
    """A paper that has numbered forms has one in every edition that issues it."""
    for step in procedure.steps.values():
        for issue in step.papers:
            if book.papers[issue.paper].forms and not issue.form:
                yield "no-form", f":{step.name}", f"{issue.paper} has no form number"


def _measures(book: Book, procedure: Procedure) -> Told:
    """Terms and reasons of absence are known in the edition that uses them."""
    for step in procedure.steps.values():
        for term in step.term:
            if term.fixes and (term.fixes, procedure.edition) not in book.terms:
                yield "no-term", f":{step.name}", f"{term.fixes} is not in terms.toml"
            if term.deduct_from is not None:
                other = book.procedures.get((term.deduct_from.procedure, procedure.edition))
                for state in sorted(term.deduct_from.states - set(other.states if other else ())):
                    yield "no-state", f":{step.name}", f"{term.deduct_from.procedure}:{state}"
            reason = term.interrupt
            known = any(
                row.reason == reason and procedure.edition in row.editions for row in book.absences
            )
            if reason and not reason.startswith("field:") and not known:
                yield "no-reason", f":{step.name}", f"{reason} is not in terms.toml"


def _grounds(book: Book, procedure: Procedure) -> Told:
    """Every ground a guard looks for can arise."""
    arise = set(_arising(book))
    for step in procedure.steps.values():
        for guard in _guards(step):
            params = guard.params.model_dump()
            grounds = set(params.get("grounds", ()))
            if params.get("relapse_in"):
                grounds.discard(params["relapse"])
            for ground in sorted(grounds - arise):
                yield "ground-never-arises", f":{step.name}", ground


def _arising(book: Book) -> Iterator[str]:
    """Facts of missed clocks, and the violations steps can record."""
    for procedure in book.procedures.values():
        for step in procedure.steps.values():
            yield from (clock.late for clock in step.starts if clock.late)
            if step.records == "violation":
                yield step.ground
                yield from (value.code for ask in step.asks for value in ask.values)


def _guards(step: StepRule) -> Iterator[Guard]:
    yield from step.when
    rows = (step.when, step.needs, step.papers, step.starts, step.term, step.pauses, step.extends)
    for only in (row.only for found in rows for row in found):
        yield from only.if_
        yield from only.unless


def _carried(book: Book) -> Iterator[Fault]:
    """Every state of an edition has a place in the next."""
    for one, two in pairwise(book.editions):
        for old in book.procedures_of(one.code):
            where = f"{one.code}/{old.code}"
            new = book.procedures.get((old.code, two.code))
            if new is None:
                yield Fault("procedure-ends", where, f"{two.code} has no {old.code}")
                continue
            for state in old.states:
                if carried(new, state) is None:
                    yield Fault("state-not-carried", f"{where}:{state}", f"unknown in {two.code}")


def _terms(book: Book) -> Iterator[Fault]:
    """Procedures named beside the procedures exist."""
    known = {code for code, _ in book.procedures}
    for law in book.terms.values():
        named = set(law.counts).union(*(origin.procedures for origin in law.origins))
        for code in sorted(named - known):
            yield Fault("unknown-procedure", f"terms.toml:{law.code}", code)
        if law.question and law.question not in book.questions:
            yield Fault("unknown-question", f"terms.toml:{law.code}", law.question)


def _transition(book: Book) -> Iterator[Fault]:
    """Transition rules name procedures and steps that exist; a rule carried by steps names some."""
    known = {code for code, _ in book.procedures}
    steps = {f"{row.code}:{name}" for row in book.procedures.values() for name in row.steps}
    for rule in book.transition:
        where = f"transition.toml:{rule.id}"
        for code in sorted(rule.procedures - known):
            yield Fault("unknown-procedure", where, code)
        for step in sorted(set(rule.steps) - steps):
            yield Fault("unknown-step", where, step)
        if rule.decides == "steps" and not rule.steps:
            yield Fault("rule-without-steps", where, "no step carries it")
    yield from _shadowed(book)


def _shadowed(book: Book) -> Iterator[Fault]:
    """A rule that can never be the first to fit: an earlier one holds wherever it does."""
    for place, rule in enumerate(book.transition):
        for first in book.transition[:place]:
            rivals = _RIVALS.get(first.decides)
            if rivals is None or rivals != _RIVALS.get(rule.decides):
                continue
            same = set(first.when) <= set(rule.when) and (
                not first.procedures or (rule.procedures and rule.procedures <= first.procedures)
            )
            if same and (not first.steps or (rule.steps and {*rule.steps} <= {*first.steps})):
                yield Fault("rule-never-first", f"transition.toml:{rule.id}", first.id)


_OF_A_PROCEDURE: Final[tuple[Callable[[Book, Procedure], Told], ...]] = (
    _reachable,
    _ways_out,
    _clocks,
    _changed_clocks,
    _forms,
    _measures,
    _grounds,
)

"""One function judges (design §3.2): may this step be taken, and what follows if it is.

Pure: facts go in, a finding comes out. The same finding answers the list of possible actions,
guards the recording of a step and fills the refusal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from app.law.days.calendar import Calendar
from app.law.engine import clock_changes, deadlines, refusals
from app.law.engine.facts import Body, CaseFacts, Facts, StepFact
from app.law.engine.finding import Finding, IssuedPaper, Reason
from app.law.engine.measure import Measure
from app.law.engine.office import acting as office_of
from app.law.engine.office import offices
from app.law.engine.scene import Scene
from app.law.engine.transition import Governing, acting, carried, carrying
from app.law.shape.model import Book, Citation, Procedure, StepRule
from app.times import vn_day

NO_BODY: Body = MappingProxyType({})


class UnknownStep(LookupError):
    """No edition of the book has a procedure or a step of that name."""


def judge(
    book: Book,
    calendar: Calendar,
    facts: Facts,
    *,
    procedure: str,
    step: str,
    body: Body | None,
    at: datetime,
    now: datetime,
) -> Finding:
    """Judge one step at the moment it happened, by the law and the facts of that moment.

    `body` is the dumped body of the step; None when it is not known yet: then what can only be
    read there is left open. Raises UnknownStep for a name no edition has. Every reason is
    collected, not only the first.
    """
    acting = _acting(book, facts, body or NO_BODY, at, step)
    edition = book.edition(acting.edition) if acting else None
    found = book.procedures.get((procedure, edition.code)) if edition else None
    rule = found.steps.get(step) if found else None
    if acting is None or found is None or rule is None:
        return _wrong_edition(book, facts, procedure, step, acting, at, now)
    scene = Scene(book, calendar, facts, found, rule, body or NO_BODY, at, body is not None)
    return _judge(scene, acting, now)


def actions(
    book: Book, calendar: Calendar, facts: Facts, *, at: datetime, now: datetime
) -> list[Finding]:
    """Every step from where the case is, allowed or why not; opening steps when there is no case.

    Judged without a body, so only what stands on file can refuse.
    """
    acting = _acting(book, facts, NO_BODY, at)
    if acting is None:
        return []
    saved = list(_saved(book, calendar, facts, acting, at, now))
    apart = {finding.step for finding in saved}
    found = []
    for procedure in book.procedures_of(acting.edition):
        if facts.case is not None and procedure.code != facts.case.procedure:
            continue
        if facts.case is None and procedure.subject != facts.subject:
            continue
        state = state_in(procedure, facts.case)
        for rule in procedure.steps.values():
            if rule.name in apart:
                continue
            if rule.opening if facts.case is None else state in rule.from_:
                scene = Scene(book, calendar, facts, procedure, rule, NO_BODY, at, asked=False)
                found.append(_judge(scene, acting, now))
    return [*found, *saved]


def _saved(
    book: Book, calendar: Calendar, facts: Facts, today: Governing, at: datetime, now: datetime
) -> Iterator[Finding]:
    """Steps of an older edition that a row on transition lets a case still take (TR-4b, TR-12)."""
    case = facts.case
    for rule in book.transition if case is not None else ():
        for named in rule.steps if rule.decides == "act" else ():
            code, _, name = named.partition(":")
            acting = _acting(book, facts, NO_BODY, at, name)
            if case is None or case.procedure != code or acting is None:
                continue
            procedure = book.procedures.get((code, acting.edition))
            step = procedure.steps.get(name) if procedure else None
            if procedure is None or step is None or acting.edition == today.edition:
                continue
            if state_in(procedure, case) in step.from_:
                scene = Scene(book, calendar, facts, procedure, step, NO_BODY, at, asked=False)
                yield _judge(scene, acting, now)


def state_in(procedure: Procedure, case: CaseFacts | None) -> str | None:
    """The state of a case by the name this edition has for it; None when it has none."""
    if case is None:
        return None
    reached_under = case.steps[-1].edition if case.steps else case.edition
    if reached_under == procedure.edition:
        return case.state
    return carried(procedure, case.state)


def _judge(scene: Scene, acting: Governing, now: datetime) -> Finding:
    rule, procedure, facts = scene.rule, scene.procedure, scene.facts
    state = state_in(procedure, facts.case)
    to_state = _destination(scene, state)
    office = office_of(offices(scene.book, rule, procedure.edition), facts)
    after = _measure(scene, to_state) if rule.term and scene.asked else None
    papers, missing = refusals.papers(scene)
    changed = clock_changes.changed(scene)
    reasons = (
        *refusals.subject(scene),
        *refusals.state(scene, state),
        *(() if office else refusals.authority(scene)),
        *refusals.chronology(scene, now),
        *papers,
        *refusals.guards(scene),
        *(refusals.bounds(scene, after) if after else ()),
        *changed.reasons,
    )
    if rule.questions:
        for question in rule.questions:
            scene.answer(question)
    term = after.term if after else None
    final = to_state in procedure.states and procedure.states[to_state].final
    closes = final and (facts.case is None or facts.case.closed_at is None)
    rows = tuple(carrying(scene.book, scene.at, facts.case, facts.answers, rule.name))
    basis = _basis(scene, after, reasons, rows)
    asks = tuple(
        row for row in (acting, after.governing if after else None, *rows) if row and row.ask
    )
    return Finding(
        procedure=procedure.code,
        step=rule.name,
        ref=rule.id,
        title=rule.title,
        edition=procedure.edition,
        case_edition=_case_edition(facts.case, procedure, after),
        allowed=not reasons,
        reasons=reasons,
        legal_basis=basis,
        missing=(*missing, *(code for reason in reasons for code in reason.lacks)),
        to_state=to_state,
        late_entry=vn_day(scene.at) < vn_day(now),
        opening=rule.opening,
        authority=office.code if office else "",
        starts=deadlines.started(scene, term),
        moved=deadlines.moved(scene, term),
        paused=changed.paused,
        resumed=changed.resumed,
        extended=changed.extended,
        meets=deadlines.met(scene),
        cancels=rule.cancels,
        term=term,
        months=after.months if after else None,
        term_rule=after.governing.rule if after else "",
        act_rule=acting.rule,
        holds=_holds(scene),
        papers_issued=tuple(
            IssuedPaper(issue.paper, issue.form) for issue in rule.papers if scene.holds(issue.only)
        ),
        records=rule.records,
        closes=closes,
        outcome=to_state if closes else None,
        unverified=rule.unverified
        or any(law.unverified for law in basis)
        or bool(after and after.governing.unverified)
        or (acting.ask and acting.unverified),
        answers=_answers(scene, asks),
        asks=tuple(row.rule for row in asks),
    )


def _acting(book: Book, facts: Facts, body: Body, at: datetime, step: str = "") -> Governing | None:
    if at.tzinfo is None:
        raise ValueError("a moment needs its offset")
    try:
        return acting(book, at, facts.case, body, facts.answers, step)
    except LookupError:
        return None


def _destination(scene: Scene, state: str | None) -> str:
    rule = scene.rule
    if rule.to_by is not None:
        chosen = rule.to_by.states.get(str(scene.value(rule.to_by.field)))
        return chosen or state or ""
    return rule.to or state or ""


def _measure(scene: Scene, to_state: str) -> Measure | None:
    rule, procedure = scene.rule, scene.procedure
    fact = StepFact(rule.name, rule.id, procedure.edition, scene.at, to_state, scene.body)
    return scene.measure_after((fact, rule))


def _case_edition(case: CaseFacts | None, procedure: Procedure, after: Measure | None) -> str:
    if after is not None:
        return after.governing.edition
    return procedure.edition if case is None else case.edition


def _holds(scene: Scene) -> tuple[tuple[str, str], ...]:
    found = ((hold.kind, scene.value(hold.field)) for hold in scene.rule.holds)
    return tuple((kind, code) for kind, code in found if isinstance(code, str) and code)


def _basis(
    scene: Scene, after: Measure | None, reasons: Iterable[Reason], rows: Iterable[Governing]
) -> tuple[Citation, ...]:
    """The articles the act rests on, rows on transition included, and those it is refused by."""
    cited = list(scene.rule.law)
    if after is not None and any(term.fixes for term in scene.rule.term):
        cited.append(after.law.law)
    cited += [row.law for row in rows if row.law is not None]
    cited += [reason.law for reason in reasons if reason.law is not None]
    return tuple(dict.fromkeys(cited))


def _answers(scene: Scene, asks: Iterable[Governing]) -> Mapping[str, str]:
    for row in asks:
        scene.consulted[row.rule] = scene.facts.answers.get(row.rule, row.choice)
    return dict(scene.consulted)


def _wrong_edition(
    book: Book,
    facts: Facts,
    procedure: str,
    step: str,
    acting: Governing | None,
    at: datetime,
    now: datetime,
) -> Finding:
    """Refuse a step that the edition of the day does not have, citing what is in force.

    Where a human may answer otherwise, the row on transition that asks is told and cited (TR-12).
    """
    edition = book.edition(acting.edition) if acting else None
    asks = tuple(row for row in (acting,) if row and row.ask)
    rule, home = _elsewhere(book, procedure, step)
    reason = refusals.edition(book, edition, home)
    cited = (reason.law, *(row.law for row in asks))
    return Finding(
        procedure=procedure,
        step=step,
        ref=rule.id,
        title=rule.title,
        edition=edition.code if edition else "",
        case_edition=facts.case.edition if facts.case else "",
        allowed=False,
        reasons=(reason,),
        legal_basis=tuple(law for law in cited if law),
        missing=(),
        to_state=facts.case.state if facts.case else "",
        late_entry=vn_day(at) < vn_day(now),
        opening=rule.opening,
        act_rule=acting.rule if acting else "",
        unverified=any(row.unverified for row in asks),
        answers={row.rule: facts.answers.get(row.rule, row.choice) for row in asks},
        asks=tuple(row.rule for row in asks),
    )


def _elsewhere(book: Book, procedure: str, step: str) -> tuple[StepRule, str]:
    """The step in the latest edition that has it."""
    for edition in reversed(book.editions):
        found = book.procedures.get((procedure, edition.code))
        if found is not None and step in found.steps:
            return found.steps[step], edition.code
    raise UnknownStep(f"no edition has {procedure}:{step}")

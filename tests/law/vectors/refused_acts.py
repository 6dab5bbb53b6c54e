"""A lawful act refused: in another state, by another office, on another day or edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.law.engine.casefile import value_at
from app.law.engine.judge import judge
from app.law.engine.office import offices
from app.law.engine.transition import acting
from app.law.shape.model import Book, Citation, Edition, Procedure
from app.times import vn_day
from tests.law.vectors.edits import DAY, SECOND
from tests.law.vectors.situation import Draft, at_nine
from tests.law.vectors.vector import Told, Vector, copy, refused

ROLES = (
    "commune_official",
    "commune_police",
    "court_clerk",
    "centre_director",
    "province_manager",
    "analyst",
)
KIND_OF = {
    "commune_official": "commune",
    "commune_police": "commune",
    "court_clerk": "court",
    "centre_director": "facility",
    "province_manager": "province",
    "analyst": "commune",
}


def from_other_states(procedure: Procedure, base: Draft) -> Told:
    rule, law = base.rule, base.rule.law[0]
    if rule.opening:
        draft = copy(base)
        facts = draft.facts()
        case = base.file.case or (base.file.others[0] if base.file.others else None)
        if case is None:
            return
        found = draft.judged(facts=replace(facts, case=case))
        yield Vector(rule.name, "state: opened already", "wrong-state", law, found)
        return
    facts = replace(base.facts(), case=None)
    found = base.judged(facts=facts)
    yield Vector(rule.name, "state: no case", "wrong-state", law, found)
    other = next((state for state in procedure.states if state not in rule.from_), None)
    if other is not None:
        last = replace(base.file.case.steps[-1], edition=procedure.edition)
        steps = (*base.file.case.steps[:-1], last)
        yield refused(
            base,
            f"state: {other}",
            "wrong-state",
            law,
            lambda draft: draft.change_case(state=other, steps=steps),
        )


def by_other_offices(book: Book, procedure: Procedure, base: Draft) -> Told:
    rule, file = base.rule, base.file
    found = offices(book, rule, procedure.edition)
    law = found[0].law or rule.law[0]
    may = {role for office in found for role in office.roles}
    role = next(role for role in ROLES if role not in may)
    stranger = file.actor(role, KIND_OF[role])
    yield refused(
        base,
        f"office: {role}",
        "wrong-authority",
        law,
        lambda draft: setattr(draft, "actor", stranger),
    )
    actor = base.actor
    reaches = {office.reach for office in found if actor.role in office.roles}
    if "any" not in reaches and actor.unit_kind != "nation":
        away = file.actor(actor.role, actor.unit_kind, away=True)
        yield refused(
            base,
            f"office: {actor.role} of another {actor.unit_kind}",
            "wrong-authority",
            law,
            lambda draft: setattr(draft, "actor", away),
        )


def on_other_days(base: Draft) -> Told:
    rule, law, at = base.rule, base.rule.law[0], base.at
    yield refused(
        base, "day: in the future", "in-future", law, lambda d: setattr(d, "now", at - SECOND)
    )
    case = base.file.case
    if not rule.opening and case is not None:
        first = replace(case.steps[0], occurred_at=at + SECOND)
        steps = (first, *case.steps[1:])
        yield refused(
            base,
            "day: before a step of the case",
            "out-of-order",
            law,
            lambda draft: draft.change_case(steps=steps),
        )
    signed = value_at(base.body, "decision.on")
    if signed is not None:
        later = (vn_day(at) + DAY).isoformat()
        decision = {**base.body["decision"], "on": later}
        yield refused(
            base,
            "day: before its decision",
            "out-of-order",
            law,
            lambda draft: draft.body.update(decision=decision),
        )


def under_other_editions(book: Book, procedure: Procedure, base: Draft) -> Told:
    """The same step on a day of every edition that does not have it, and before them all.

    A file that is finished by the rules it was received under (TR-4) keeps the steps of these.
    """
    rule, first = base.rule, book.editions[0]
    yield _on(base, first.begins - DAY, first, f"edition: before {first.code}")
    for edition in book.editions:
        there = book.procedures.get((procedure.code, edition.code))
        if _kept(book, base, edition):
            continue
        if there is None or rule.name not in there.steps:
            yield _on(base, edition.begins, edition, f"edition: {edition.code}")


def _kept(book: Book, base: Draft, edition: Edition) -> bool:
    at, case = at_nine(edition.begins), base.facts().case
    return acting(book, at, case, base.loose(), base.file.answers).edition != edition.code


def _on(base: Draft, day: date, edition: Edition, condition: str) -> Vector:
    law = Citation(edition.acts[0].code, f"hiệu lực từ {edition.begins:%d/%m/%Y}", edition.code)
    found = judge(
        base.file.book,
        base.file.calendar,
        base.facts(),
        procedure=base.procedure.code,
        step=base.rule.name,
        body=base.loose(),
        at=at_nine(day),
        now=base.now,
    )
    return Vector(base.rule.name, condition, "wrong-edition", law, found)

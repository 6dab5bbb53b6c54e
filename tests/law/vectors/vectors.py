"""Every vector of a procedure: each step allowed from each state, and refused by each condition.

What is expected is read from the book (the guard's article, the office's, the edition's), never
from the finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from app.law.casefile import value_at
from app.law.clock import Extension
from app.law.finding import Finding
from app.law.judge import judge
from app.law.model import Book, Citation, Edition, Guard, Need, Only, Procedure, StepRule
from app.law.office import offices
from app.times import vn_day
from tests.law.vectors import forms
from tests.law.vectors.builder import Aim, NoWay, find
from tests.law.vectors.mending import CannotMend
from tests.law.vectors.situation import Draft, at_nine
from tests.law.vectors.spoiling import lose, second_way, spoil

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
SECOND_WAYS = {
    "determination-too-old": "too old",
    "limitation-over": "too late",
    "field-between": "over the most",
    "exclusive-form": "all at once",
}
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@dataclass(frozen=True)
class Vector:
    """One line of a table; `code` is empty where the step is allowed."""

    step: str
    condition: str
    code: str
    law: Citation
    found: Finding

    @property
    def holds(self) -> bool:
        """Does the engine say what the book does, with this article, and nothing besides?"""
        if not self.code:
            return self.found.allowed and self.law in self.found.legal_basis
        told = {(reason.code, reason.law) for reason in self.found.reasons}
        return not self.found.allowed and (self.code, self.law) in told

    @property
    def besides(self) -> list[str]:
        """Other reasons that the engine gives too."""
        return sorted({reason.code for reason in self.found.reasons} - {self.code})

    @property
    def outcome(self) -> str:
        if not self.code:
            return f"allowed -> {self.found.to_state}"
        return " + ".join([self.code, *self.besides])


@dataclass(frozen=True)
class Gap:
    """A vector the builder cannot make, and why."""

    step: str
    condition: str
    why: str


Told = Iterator[Vector | Gap]


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
    yield from _states(procedure, base)
    yield from _offices(book, procedure, base)
    yield from _days(base)
    for need in rule.needs:
        yield _need(procedure, base, origins, need)
    for guard in rule.when:
        yield from _guard(procedure, base, origins, guard)
    yield from _bounds(book, procedure, base, origins)
    yield from _caps(base)
    yield from _editions(book, procedure, base)


def _copy(draft: Draft) -> Draft:
    return replace(draft, body=dict(draft.body))


def _refused(
    base: Draft, condition: str, code: str, law: Citation, change: Callable[[Draft], Any]
) -> Vector:
    draft = _copy(base)
    change(draft)
    return Vector(base.rule.name, condition, code, law, draft.judged(strict=False))


def _states(procedure: Procedure, base: Draft) -> Told:
    rule, law = base.rule, base.rule.law[0]
    if rule.opening:
        draft = _copy(base)
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
        yield _refused(
            base,
            f"state: {other}",
            "wrong-state",
            law,
            lambda draft: draft.change_case(state=other, steps=steps),
        )


def _offices(book: Book, procedure: Procedure, base: Draft) -> Told:
    rule, file = base.rule, base.file
    found = offices(book, rule, procedure.edition)
    law = found[0].law or rule.law[0]
    may = {role for office in found for role in office.roles}
    role = next(role for role in ROLES if role not in may)
    stranger = file.actor(role, KIND_OF[role])
    yield _refused(
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
        yield _refused(
            base,
            f"office: {actor.role} of another {actor.unit_kind}",
            "wrong-authority",
            law,
            lambda draft: setattr(draft, "actor", away),
        )


def _days(base: Draft) -> Told:
    rule, law, at = base.rule, base.rule.law[0], base.at
    yield _refused(
        base, "day: in the future", "in-future", law, lambda d: setattr(d, "now", at - SECOND)
    )
    case = base.file.case
    if not rule.opening and case is not None:
        first = replace(case.steps[0], occurred_at=at + SECOND)
        steps = (first, *case.steps[1:])
        yield _refused(
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
        yield _refused(
            base,
            "day: before its decision",
            "out-of-order",
            law,
            lambda draft: draft.body.update(decision=decision),
        )


def _elsewhere(
    procedure: Procedure, rule: StepRule, origins: list[str], aim: Aim, better: Callable[..., Any]
) -> Draft:
    """A lawful draft where more holds than in the first one found."""
    said = NoWay("no state to start from")
    for state in origins:
        for to in rule.targets or ("",):
            try:
                draft = find(procedure, rule, state, replace(aim, to=to))
            except NoWay as error:
                said = error
                continue
            if better(draft):
                return draft
    raise said


def _need(procedure: Procedure, base: Draft, origins: list[str], need: Need) -> Vector | Gap:
    rule, condition = base.rule, "paper: " + "|".join(need.papers)
    condition += _when(need.only)
    draft = base
    if not base.scene().holds(need.only):
        try:
            draft = _elsewhere(
                procedure, rule, origins, Aim.of(need.only), lambda d: d.scene().holds(need.only)
            )
        except NoWay as error:
            return Gap(rule.name, condition, str(error))
    return _refused(draft, condition, "missing-paper", need.law, lambda d: lose(d, *need.papers))


def _when(only: Only) -> str:
    """The circumstances a row holds in, for the table."""
    told = [_shown(guard) for guard in only.if_]
    told += [f"not {_shown(guard)}" for guard in only.unless]
    told += [f"{only.given.question}={only.given.answer}"] if only.given else []
    return f" if {', '.join(told)}" if told else ""


def _shown(guard: Guard) -> str:
    params = guard.params.model_dump(exclude_defaults=True)
    told = []
    for key, value in params.items():
        told.append(f"{key} {'/'.join(value) if isinstance(value, list | tuple) else value}")
    return " ".join([guard.name.replace("_", " "), *told])


def _guard(procedure: Procedure, base: Draft, origins: list[str], guard: Guard) -> Told:
    rule, draft, condition = base.rule, base, _shown(guard) + _when(guard.only)
    if not base.scene().holds(guard.only):
        try:
            draft = _elsewhere(
                procedure, rule, origins, Aim.of(guard.only), lambda d: d.scene().holds(guard.only)
            )
        except NoWay as error:
            yield Gap(rule.name, condition, str(error))
            return
    if guard.name == "field_between" and guard.params.field not in base.body:
        try:
            draft = find(procedure, rule, origins[0], Aim(wishes={guard.params.field: forms.GIVEN}))
        except NoWay:
            draft = base
    ways = [guard.name.replace("_", "-"), second_way(guard)]
    for other_end, code in enumerate(ways):
        if code:
            told = condition + (f", {SECOND_WAYS[code]}" if other_end else "")
            try:
                yield _refused(
                    draft,
                    told,
                    code,
                    guard.law,
                    lambda d, end=other_end: spoil(d, guard, other_end=bool(end)),
                )
            except CannotMend as error:
                yield Gap(rule.name, told, str(error))


def _bounds(book: Book, procedure: Procedure, base: Draft, origins: list[str]) -> Told:
    rule = base.rule
    for term in rule.term:
        if not term.fixes or not term.months.startswith("field:"):
            continue
        name, draft = term.months.removeprefix("field:"), base
        if not base.scene().holds(term.only) or name not in base.body:
            aim = Aim.of(term.only, wishes={name: forms.GIVEN})
            try:
                draft = _elsewhere(
                    procedure, rule, origins, aim, lambda d: d.judged().months is not None
                )
            except NoWay as error:
                yield Gap(rule.name, f"term: {term.fixes}", str(error))
                continue
        found = draft.judged()
        law = book.term(term.fixes, found.case_edition)
        lengths = (law.min - 1, law.max + 1) if law.kind == "between" else ()
        for months in lengths or ((found.months or 0) + 1, (found.months or 2) - 1):
            if months < 1:  # the form refuses it before the law is asked
                continue
            yield _refused(
                draft,
                f"term: {months} months of {term.fixes}",
                "term-out-of-bounds",
                law.law,
                lambda d, told={name: months}: d.body.update(told),
            )


def _caps(base: Draft) -> Told:
    """As much as the law allows has been used up before."""
    for row in base.rule.extends:
        condition = f"extension: {row.clock} over {row.cap} {row.unit}"
        used = (Extension(row.cap, row.unit, row.cap),)
        running = [c for c in base.file.clocks if c.clock == row.clock and c.open]
        if not running:
            yield Gap(base.rule.name, condition, "the clock does not run when the step is taken")
            continue
        clocks = tuple(
            replace(c, extended_by=used) if c in running else c for c in base.file.clocks
        )
        yield _refused(
            base,
            condition,
            "extension-over-cap",
            row.law,
            lambda draft, clocks=clocks: draft.change(clocks=clocks),
        )


def _editions(book: Book, procedure: Procedure, base: Draft) -> Told:
    """The same step on a day of every edition that does not have it, and before them all."""
    rule, first = base.rule, book.editions[0]
    yield _on(base, first.begins - DAY, first, f"edition: before {first.code}")
    for edition in book.editions:
        there = book.procedures.get((procedure.code, edition.code))
        if there is None or rule.name not in there.steps:
            yield _on(base, edition.begins, edition, f"edition: {edition.code}")


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

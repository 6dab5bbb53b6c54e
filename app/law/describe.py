"""The law book as plain data, for `GET /v1/law/*`: texts in both languages, every row cited."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from app.law.fields import body_schema
from app.law.model import (
    Book,
    Citation,
    ClockRule,
    Edition,
    ExtendRule,
    Guard,
    Need,
    Only,
    Procedure,
    StepRule,
    TermLaw,
    Title,
)

Plain = dict[str, object]


def title(text: Title) -> Plain:
    """A text in both languages."""
    return {"vi": text.vi, "en": text.en}


def citation(law: Citation) -> Plain:
    """A citation as the contract has it."""
    return {"act": law.act, "at": law.at, "edition": law.edition, "unverified": law.unverified}


def editions(book: Book) -> list[Plain]:
    """Every edition, with the last day it is in force (None for the one that still is)."""
    ends = {one.code: two.begins - timedelta(days=1) for one, two in pairwise(book.editions)}
    return [
        {
            "code": row.code,
            "title": title(row.title),
            "begins": row.begins,
            "ends": ends.get(row.code),
            "base": row.base,
            "acts": [{"code": act.code, "title": title(act.title)} for act in row.acts],
            "procedures": [procedure.code for procedure in book.procedures_of(row.code)],
        }
        for row in book.editions
    ]


def procedures(book: Book, edition: Edition) -> list[Plain]:
    """The procedures of an edition, in short."""
    return [
        {
            "code": row.code,
            "edition": row.edition,
            "title": title(row.title),
            "subject": row.subject,
            "legal_basis": [citation(law) for law in row.law],
            "unverified": row.unverified,
            "steps": [step.name for step in row.steps.values()],
        }
        for row in book.procedures_of(edition.code)
    ]


def procedure(book: Book, row: Procedure) -> Plain:
    """One procedure of one edition in full, with its diagram and the body of every step."""
    return {
        "code": row.code,
        "edition": row.edition,
        "title": title(row.title),
        "subject": row.subject,
        "legal_basis": [citation(law) for law in row.law],
        "unverified": row.unverified,
        "states": [
            {"code": state.code, "title": title(state.title), "final": state.final}
            for state in row.states.values()
        ],
        "carries": dict(row.carries),
        "steps": [step(book, row, rule) for rule in row.steps.values()],
        "diagram": mermaid(row),
        "terms": [term(law) for law in _terms_of(book, row)],
    }


def step(book: Book, row: Procedure, rule: StepRule) -> Plain:
    """One step with everything that hangs on it."""
    return {
        "ref": rule.id,
        "name": rule.name,
        "title": title(rule.title),
        "note": title(rule.note) if rule.note else None,
        "opening": rule.opening,
        "from": [state for state in row.states if state in rule.from_],
        "to": list(rule.targets),
        "by": [_office(book, code, row.edition) for code in rule.by],
        "needs": [_need(book, need) for need in rule.needs],
        "papers": [
            {"paper": p.paper, "title": title(book.papers[p.paper].title), "form": p.form}
            for p in rule.papers
        ],
        "conditions": [_guard(guard) for guard in rule.when],
        "starts": [_clock(clock) for clock in rule.starts],
        "pauses": [{"clock": row.clock, "legal_basis": [citation(row.law)]} for row in rule.pauses],
        "resumes": list(rule.resumes),
        "extends": [_extension(row) for row in rule.extends],
        "meets": list(rule.meets),
        "records": rule.records or None,
        "questions": [_question(book, code) for code in rule.questions],
        "legal_basis": [citation(law) for law in rule.law],
        "unverified": rule.unverified,
        "body": body_schema(row, rule),
    }


def term(law: TermLaw) -> Plain:
    """The length of a measure."""
    return {
        "code": law.code,
        "edition": law.edition,
        "title": title(law.title) if law.title else None,
        "kind": law.kind,
        "min": law.min or None,
        "max": law.max or None,
        "months": law.months or None,
        "first": law.first or None,
        "again": law.again or None,
        "origins": [
            {"procedures": sorted(origin.procedures), "months": origin.months}
            for origin in law.origins
        ],
        "phases": sorted(law.phases),
        "legal_basis": [citation(law.law)],
        "unverified": law.unverified or law.law.unverified,
    }


def questions(book: Book) -> list[Plain]:
    """Every open question with its answers and the default."""
    return [_question(book, code) for code in book.questions]


def mermaid(row: Procedure) -> str:
    """The state diagram of a procedure as mermaid text, labelled in Vietnamese."""
    lines = ["stateDiagram-v2"]
    lines += [f'  state "{state.title.vi}" as {state.code}' for state in row.states.values()]
    for rule in row.steps.values():
        if rule.opening:
            lines += [f"  [*] --> {target}: {rule.title.vi}" for target in rule.targets]
        for state in row.states:
            if state in rule.from_:
                targets = rule.targets or (state,)
                lines += [f"  {state} --> {target}: {rule.title.vi}" for target in targets]
    lines += [f"  {state.code} --> [*]" for state in row.states.values() if state.final]
    return "\n".join(lines) + "\n"


def moves(book: Book) -> set[tuple[str, str, str]]:
    """Every move the law knows, as (procedure, from, to); an opening comes from the empty state.

    Moves between the state names of two editions (`carries`) are among them, and a step that
    stays is a move from a state to itself.
    """
    found = set()
    for row in book.procedures.values():
        backwards: dict[str, set[str]] = {state: {state} for state in row.states}
        for old, new in row.carries.items():
            backwards[new].add(old)
        for rule in row.steps.values():
            if rule.opening:
                found |= {(row.code, "", target) for target in rule.targets}
            for state in rule.from_:
                targets = set(rule.targets) if rule.targets else {state}
                if rule.to_by is not None:
                    targets.add(state)
                found |= {(row.code, old, new) for old in backwards[state] for new in targets}
    return found


def _terms_of(book: Book, row: Procedure) -> list[TermLaw]:
    codes = dict.fromkeys(
        rule.fixes for found in row.steps.values() for rule in found.term if rule.fixes
    )
    return [book.terms[code, row.edition] for code in codes if (code, row.edition) in book.terms]


def _office(book: Book, code: str, edition: str) -> Plain:
    office = book.authority(code, edition)
    return {
        "code": code,
        "title": title(office.title),
        "roles": sorted(office.roles),
        "legal_basis": [citation(office.law)] if office.law else [],
        "unverified": office.unverified,
    }


def _need(book: Book, need: Need) -> Plain:
    return {
        "any_of": [{"paper": p, "title": title(book.papers[p].title)} for p in need.papers],
        **_only(need.only),
        "legal_basis": [citation(need.law)],
    }


def _only(only: Only) -> Plain:
    given = only.given
    return {
        "only_if": [_condition(guard) for guard in only.if_],
        "unless": [_condition(guard) for guard in only.unless],
        "given": {"question": given.question, "answer": given.answer} if given else None,
    }


def _guard(guard: Guard) -> Plain:
    return _condition(guard) | _only(guard.only)


def _condition(guard: Guard) -> Plain:
    return {
        "guard": guard.name,
        "params": guard.params.model_dump(mode="json", exclude_none=True),
        "legal_basis": [citation(guard.law)],
    }


def _clock(clock: ClockRule) -> Plain:
    return {
        "clock": clock.clock,
        "title": title(clock.title),
        "limit": clock.limit,
        "unit": clock.unit,
        "from": clock.from_,
        "before_term_end": clock.before_term_end,
        "met_by": list(clock.met_by),
        "late": clock.late or None,
        "advisory": clock.advisory,
        "legal_basis": [citation(clock.law)],
        "unverified": clock.law.unverified,
    }


def _extension(row: ExtendRule) -> Plain:
    return {
        "clock": row.clock,
        "by": row.by or None,
        "field": row.field or None,
        "unit": row.unit,
        "cap": row.cap,
        "legal_basis": [citation(row.law)],
        "unverified": row.law.unverified,
    }


def _question(book: Book, code: str) -> Plain:
    row = book.questions[code]
    return {
        "code": code,
        "text": title(row.text),
        "options": [{"code": option.code, "text": title(option.text)} for option in row.options],
        "default": row.default,
        "legal_basis": [citation(row.law)] if row.law else [],
        "unverified": row.unverified,
    }

"""One procedure in full, step by step, as a lawyer reads it: conditions in words, parts cited."""

from __future__ import annotations

from app.law.pages.conditions import sentence
from app.law.pages.plain import Plain, cited, header, maybe_title, states, term, title
from app.law.shape.fields import body_schema
from app.law.shape.model import (
    Book,
    ClockRule,
    ExtendRule,
    Guard,
    Issue,
    Need,
    Only,
    PauseRule,
    Procedure,
    StepRule,
    TermLaw,
    TermRule,
)


def procedure(book: Book, row: Procedure) -> Plain:
    """One procedure of one edition in full, with its diagram and the body of every step."""
    return {
        **header(row),
        **states(row),
        "steps": [step(book, row, rule) for rule in row.steps.values()],
        "terms": [term(law) for law in _terms_of(book, row)],
    }


def step(book: Book, row: Procedure, rule: StepRule) -> Plain:
    """One step with everything that hangs on it."""
    part = _Part(book, row, rule)
    return {
        "ref": rule.id,
        "rows": list(rule.rows),
        "name": rule.name,
        "title": title(rule.title),
        "note": maybe_title(rule.note),
        "opening": rule.opening,
        "from": [state for state in row.states if state in rule.from_],
        "to": list(rule.targets),
        "to_by": None if rule.to_by is None else _destination(rule),
        "by": [part.office(code) for code in rule.by],
        "needs": [part.need(need) for need in rule.needs],
        "papers": [part.issue(issue) for issue in rule.papers],
        "conditions": [part.guard(guard) for guard in rule.when],
        "starts": [part.clock(clock) for clock in rule.starts],
        "pauses": [part.pause(pause) for pause in rule.pauses],
        "resumes": list(rule.resumes),
        "extends": [part.extension(extension) for extension in rule.extends],
        "meets": list(rule.meets),
        "cancels": list(rule.cancels),
        "term": [part.term(effect) for effect in rule.term],
        "holds": [{"field": hold.field, "kind": hold.kind} for hold in rule.holds],
        "records": rule.records or None,
        "ground": rule.ground or None,
        "questions": list(rule.questions),
        "legal_basis": cited(*rule.law),
        "unverified": rule.unverified,
        "body": body_schema(row, rule),
    }


def _destination(rule: StepRule) -> Plain | None:
    found = rule.to_by
    return None if found is None else {"field": found.field, "states": dict(found.states)}


def _terms_of(book: Book, row: Procedure) -> list[TermLaw]:
    codes = dict.fromkeys(
        rule.fixes for found in row.steps.values() for rule in found.term if rule.fixes
    )
    return [book.terms[code, row.edition] for code in codes if (code, row.edition) in book.terms]


class _Part:
    """Tells the parts of one step."""

    def __init__(self, book: Book, row: Procedure, rule: StepRule) -> None:
        self.book, self.row, self.rule = book, row, rule

    def office(self, code: str) -> Plain:
        office = self.book.authority(code, self.row.edition)
        return {
            "code": code,
            "title": title(office.title),
            "roles": sorted(office.roles),
            "legal_basis": cited(office.law),
            "unverified": office.unverified,
        }

    def need(self, need: Need) -> Plain:
        papers = ({"paper": p, "title": title(self.book.papers[p].title)} for p in need.papers)
        return {"any_of": list(papers), **self.only(need.only), "legal_basis": cited(need.law)}

    def issue(self, issue: Issue) -> Plain:
        words = title(self.book.papers[issue.paper].title)
        return {
            "paper": issue.paper,
            "title": words,
            "form": issue.form or None,
            **self.only(issue.only),
        }

    def only(self, only: Only) -> Plain:
        given = only.given
        return {
            "only_if": [self.condition(guard) for guard in only.if_],
            "unless": [self.condition(guard) for guard in only.unless],
            "given": {"question": given.question, "answer": given.answer} if given else None,
        }

    def guard(self, guard: Guard) -> Plain:
        return self.condition(guard) | self.only(guard.only)

    def condition(self, guard: Guard) -> Plain:
        return {
            "guard": guard.name,
            "text": title(sentence(self.book, self.row, self.rule, guard)),
            "refusal": maybe_title(guard.title),
            "params": guard.params.model_dump(mode="json", exclude_none=True),
            "legal_basis": cited(guard.law),
            "unverified": guard.law.unverified,
        }

    def clock(self, clock: ClockRule) -> Plain:
        return {**clock_rule(clock), **self.only(clock.only)}

    def pause(self, row: PauseRule) -> Plain:
        law = cited(row.law)
        return {
            "clock": row.clock,
            **self.only(row.only),
            "legal_basis": law,
            "unverified": row.law.unverified,
        }

    def extension(self, row: ExtendRule) -> Plain:
        return {
            "clock": row.clock,
            "by": row.by or None,
            "field": row.field or None,
            "unit": row.unit,
            "cap": row.cap,
            **self.only(row.only),
            "legal_basis": cited(row.law),
            "unverified": row.law.unverified,
        }

    def term(self, row: TermRule) -> Plain:
        effects = {
            key: getattr(row, key) or None
            for key in (
                "fixes", "months", "start", "end", "interrupt", "resume", "reduce_months",
                "deduct_days", "since",
            )
        }  # fmt: skip
        days = row.deduct_from
        found = {"procedure": days.procedure, "states": sorted(days.states)} if days else None
        return {**effects, "deduct_from": found, **self.only(row.only)}


def clock_rule(clock: ClockRule) -> Plain:
    """A deadline as a step starts it."""
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
        "legal_basis": cited(clock.law),
        "unverified": clock.law.unverified,
    }

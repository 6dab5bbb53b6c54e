"""How long a measure lasts for this person: the edition that fixes it, the months, the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.law.days.term import PartKind, Span, Term, compute_term, ended
from app.law.engine.casefile import Reckoning, completed_on, started_on
from app.law.engine.facts import CaseFacts, StepFact
from app.law.engine.transition import CaseDays, Governing, term_edition
from app.law.shape.model import Absence, Book, Citation, TermLaw

Answer = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Measure:
    """The term of a case. `term` is None until it has begun; `months` until they are fixed."""

    law: TermLaw
    governing: Governing
    months: int | None
    chosen: int | None
    term: Term | None
    decided: date | None


def written(law: Citation) -> str:
    """A citation in one line."""
    return f"{law.act}, {law.at}"


def _written(found: Reckoning) -> dict[PartKind, str]:
    """The articles of the lines that shorten the term, and of its end."""
    return {kind: "; ".join(written(law) for law in laws) for kind, laws in found.laws.items()}


@dataclass(frozen=True, slots=True)
class Record:
    """What one reckoning of a case looks at besides its steps."""

    book: Book
    procedure: str
    opened: date
    today: date
    steps: Sequence[StepFact]
    started: date | None
    others: Sequence[CaseFacts]
    answers: Mapping[str, str]


def measure(record: Record, found: Reckoning, answer: Answer) -> Measure | None:
    """The measure as the acts so far fix it; None when none has been fixed.

    `answer` gives the answer to an open question; that on what counts as an earlier time may be
    `completed` (only cases carried through); by any other answer every case that had begun counts.
    """
    if not found.code:
        return None
    book = record.book
    origin = _origin(record)
    done = completed_on(book, origin) if origin is not None else None
    days = CaseDays(record.today, record.opened, found.decided, record.started, done)
    governing = term_edition(book, record.procedure, days, record.answers)
    law = book.term(found.code, governing.edition)
    months = _months(record, law, found, origin, answer)
    laws = _written(found)
    term = None
    if found.start is not None and months is not None:
        term = compute_term(
            found.start,
            months,
            today=record.today,
            deducted_days=found.deducted,
            not_counted=[_known(book, span, governing.edition) for span in found.spans],
            reductions_months=found.reductions,
            laws={"term": written(law.law), **laws},
        )
        if found.end is not None:
            term = ended(term, found.end, laws.get("ended", ""))
    return Measure(law, governing, months, found.chosen, term, found.decided)


def counted_before(record: Record, law: TermLaw, counting: str, fixed: date) -> int:
    """How many cases count as an earlier time (120/2025/QH15, Điều 29 khoản 1).

    Earlier than the day on which the term was fixed: what follows never lengthens what was decided.
    """
    reached = completed_on if counting == "completed" else started_on
    found = 0
    for case in record.others:
        if case.procedure in law.counts:
            day = reached(record.book, case)
            found += case.provenance == "historic" if day is None else day <= fixed
    return found


def _months(
    record: Record, law: TermLaw, found: Reckoning, origin: CaseFacts | None, answer: Answer
) -> int | None:
    if law.kind == "between":
        return found.chosen
    if law.kind == "by_count":
        counting = answer(law.question) if law.question else ""
        earlier = counted_before(record, law, counting, found.decided or record.today)
        return law.again if earlier else law.first
    if law.kind == "by_origin" and origin is not None:
        for row in law.origins:
            if origin.procedure in row.procedures:
                return row.months
    return law.months


def _origin(record: Record) -> CaseFacts | None:
    """The case this one follows: named in a step, or else the latest that was carried through."""
    if not record.others:
        return None
    named = {
        value for step in record.steps for value in step.body.values() if isinstance(value, str)
    }
    for case in record.others:
        if case.id in named:
            return case
    done = [
        (day, case.id, case) for case in record.others if (day := completed_on(record.book, case))
    ]
    return max(done)[2] if done else None


def _known(book: Book, span: Span, edition: str) -> Span:
    """An absence with what the edition says of it; one the law is silent on counts as served.

    Where the law of the term does not know it, the law of the day it began on does (TR-10).
    """
    row = absence(book, span.reason, edition) or absence(
        book, span.reason, book.edition_on(span.from_).code
    )
    if row is None:
        return Span(span.from_, span.to, span.reason, counted=True)
    vi, en = (row.title.vi, row.title.en) if row.title else ("", "")
    return Span(span.from_, span.to, span.reason, written(row.law), row.counted, vi, en)


def absence(book: Book, reason: str, edition: str) -> Absence | None:
    """What an edition says about days away for a reason."""
    for row in book.absences:
        if row.reason == reason and edition in row.editions:
            return row
    return None

"""Findings of the law engine as JSON: citations, terms, clocks. What a step stores and shows."""

from collections.abc import Iterable
from dataclasses import asdict

from app.law.days.calendar import DayNote
from app.law.days.term import Term
from app.law.shape.model import Book, Citation


def basis(citations: Iterable[Citation]) -> list[dict[str, object]]:
    """Return citations as the contract shows them, each once."""
    return [
        {"act": c.act, "at": c.at, "edition": c.edition, "unverified": c.unverified}
        for c in dict.fromkeys(citations)
    ]


def term_document(term: Term) -> dict[str, object]:
    """Return a term with every part of its reckoning, cited."""
    return {
        "start": term.start.isoformat(),
        "end": term.end.isoformat(),
        "months": term.months,
        "not_served": term.not_served,
        "open": term.open,
        "parts": [
            {
                "kind": part.kind,
                "days": part.days,
                "vi": part.vi,
                "en": part.en,
                "law": part.law,
                "from": part.from_ and part.from_.isoformat(),
                "to": part.to and part.to.isoformat(),
            }
            for part in term.parts
        ],
    }


def note_document(note: DayNote) -> dict[str, object]:
    """Return one day of a reckoning: counted or not, and why."""
    return {**asdict(note), "day": note.day.isoformat()}


def form_of(book: Book, paper: str, edition: str) -> str | None:
    """Return the number of a paper's form in an edition or in those it builds on, if it has one."""
    known, code = book.papers.get(paper), edition
    while known is not None and code:
        if code in known.forms:
            return known.forms[code]
        code = book.edition(code).base or ""
    return None

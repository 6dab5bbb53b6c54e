"""The law book as plain data, for `GET /v1/law/*`: texts in both languages, every row cited."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from app.law.pages.diagram import mermaid
from app.law.shape.model import Book, Citation, Edition, Procedure, TermLaw, Title

Plain = dict[str, object]


def title(text: Title) -> Plain:
    """A text in both languages."""
    return {"vi": text.vi, "en": text.en}


def maybe_title(text: Title | None) -> Plain | None:
    """A text that may be absent."""
    return None if text is None else title(text)


def citation(law: Citation) -> Plain:
    """A citation as the contract has it."""
    return {"act": law.act, "at": law.at, "edition": law.edition, "unverified": law.unverified}


def cited(*laws: Citation | None) -> list[Plain]:
    """The citations that are there."""
    return [citation(law) for law in laws if law is not None]


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
        {**header(row), "steps": [step.name for step in row.steps.values()]}
        for row in book.procedures_of(edition.code)
    ]


def header(row: Procedure) -> Plain:
    """What stands at the head of a procedure."""
    return {
        "code": row.code,
        "edition": row.edition,
        "title": title(row.title),
        "subject": row.subject,
        "keeps": row.keeps or None,
        "clears": list(row.clears),
        "legal_basis": cited(*row.law),
        "unverified": row.unverified,
    }


def states(row: Procedure) -> Plain:
    """The states of a procedure, the names older editions had for them, and the drawing."""
    return {
        "states": [
            {"code": state.code, "title": title(state.title), "final": state.final}
            for state in row.states.values()
        ],
        "carries": dict(row.carries),
        "diagram": mermaid(row),
    }


def term(law: TermLaw) -> Plain:
    """The length of a measure."""
    return {
        "code": law.code,
        "edition": law.edition,
        "title": maybe_title(law.title),
        "kind": law.kind,
        "min": law.min or None,
        "max": law.max or None,
        "months": law.months or None,
        "first": law.first or None,
        "again": law.again or None,
        "counts": sorted(law.counts),
        "origins": [
            {"procedures": sorted(origin.procedures), "months": origin.months}
            for origin in law.origins
        ],
        "phases": sorted(law.phases),
        "question": law.question or None,
        "legal_basis": cited(law.law),
        "unverified": law.unverified or law.law.unverified,
    }

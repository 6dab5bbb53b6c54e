"""Criteria, phases and norms as plain data, for `GET /v1/law/criteria`, `/phases`, `/norms`."""

from __future__ import annotations

from datetime import date

from app.law.pages.plain import Plain, citation, title
from app.law.shape.figures import Criterion, Dated, FacilityKind, Norm, Phase, amount, in_force
from app.law.shape.model import Book


def criteria(book: Book, day: date, applies: FacilityKind | None) -> list[Plain]:
    """The criteria in force on a day; those of one kind of facility where one is named."""
    return [
        _criterion(book, row)
        for row in in_force(book.figures.criteria, day)
        if applies is None or any(one.to == applies for one in row.applies)
    ]


def phases(book: Book, day: date) -> list[Plain]:
    """The five phases as they are on a day."""
    return [_phase(book, row) for row in in_force(book.figures.phases, day)]


def norms(book: Book, day: date) -> list[Plain]:
    """The norms in force on a day, with what a share comes to in đồng on that day."""
    return [_norm(book, row, day) for row in in_force(book.figures.norms, day)]


def _dated(row: Dated) -> Plain:
    return {
        "code": row.code,
        "edition": row.edition,
        "begins": row.begins,
        "ends": row.ends,
        "title": title(row.title),
        "legal_basis": [citation(row.law)],
        "unverified": row.unverified,
    }


def _criterion(book: Book, row: Criterion) -> Plain:
    paper = book.papers.get(row.proved_by)
    return _dated(row) | {
        "applies": [
            {"to": one.to, "where": list(one.where), "legal_basis": [citation(one.law)]}
            for one in row.applies
        ],
        "how": row.how,
        "figures": [
            {"at_least": one.at_least, "unit": one.unit, "where": one.where or None}
            for one in row.figures
        ],
        "proved_by": None if paper is None else {"code": paper.code, "title": title(paper.title)},
    }


def _phase(book: Book, row: Phase) -> Plain:
    return _dated(row) | {
        "content": title(row.content),
        "records": [
            {"code": code, "title": title(book.papers[code].title)} for code in row.records
        ],
        "least": _length(row.least),
        "most": _length(row.most),
        "after": row.after or None,
        "last": _length(row.last),
        "to_term_end": row.to_term_end,
        "by": title(row.by) if row.by else None,
    }


def _length(text: str) -> Plain | None:
    number, _, unit = text.partition(" ")
    return {"number": int(number), "unit": unit} if text else None


def _norm(book: Book, row: Norm, day: date) -> Plain:
    return _dated(row) | {
        "group": row.group,
        "value": None if row.value is None else float(row.value),
        "bound": row.bound,
        "unit": row.unit,
        "per": row.per or None,
        "of": row.of or None,
        "who": row.who,
        "amount": amount(book.figures.norms, row, day),
    }

"""Substances and routes of use as plain data, for `GET /v1/law/substances`."""

from __future__ import annotations

from app.law.pages.plain import Plain
from app.law.reading.rows import LawRow
from app.law.reading.substances import RouteRow, SubstanceRow, Substances

# The edition whose intake sheet was read.
_EDITION = "d163"


def listed(book: Substances) -> Plain:
    """The codes of the form with what they map to; the classifications are told beside them."""
    return {
        "items": [_substance(book, row) for row in book.substance],
        "routes": [_route(row) for row in book.route],
        "dependence": {
            "icd10": f".{book.dependence.icd10}",
            "icd11": f".{book.dependence.icd11}",
            "legal_basis": [_cited(book.dependence.law)],
        },
        "unverified": book.unverified,
    }


def _substance(book: Substances, row: SubstanceRow) -> Plain:
    category = book.diagnosis(row.code, addicted=False)
    dependence = book.diagnosis(row.code, addicted=True)
    return {
        "code": row.code,
        "group": row.group,
        "title": row.title.model_dump(),
        "form": row.form and {"part": row.form.part, "number": row.form.number},
        "icd10": category.icd10,
        "icd11": category.icd11,
        "icd10_dependence": dependence.icd10,
        "icd11_dependence": dependence.icd11,
        "legal_basis": [_cited(row.form.law)] if row.form else [],
        "unverified": row.form is None,
    }


def _route(row: RouteRow) -> Plain:
    return {
        "code": row.code,
        "number": row.number,
        "title": row.title.model_dump(),
        "legal_basis": [_cited(row.law)],
    }


def _cited(law: LawRow) -> Plain:
    return {**law.model_dump(), "edition": _EDITION}

"""How much of the law the book holds, as plain data for `GET /v1/law/coverage`."""

from __future__ import annotations

from collections.abc import Sequence

from app.law.checks.coverage import DocumentCoverage, GroupCoverage, Standing
from app.law.pages.plain import Plain, citation, title
from app.law.shape.model import Book

_COUNTED: tuple[Standing, ...] = ("encoded", "absent", "blind_spot", "missing")


def coverage(book: Book, found: Sequence[DocumentCoverage]) -> Plain:
    """What the book holds of each reading row by row, and what it says it leaves out."""
    return {
        "documents": [_document(one) for one in found],
        "blind_spots": [
            {
                "code": spot.code,
                "text": title(spot.text),
                "rows": list(spot.rows),
                "legal_basis": [citation(spot.law)],
            }
            for spot in book.blind_spots
        ],
    }


def _document(one: DocumentCoverage) -> Plain:
    rows = one.count(*_COUNTED)
    return {
        "document": one.document.code,
        "title": title(one.document.title),
        "rows": rows,
        **{standing: one.count(standing) for standing in _COUNTED},
        "share": round(one.count("encoded", "absent") / rows, 4) if rows else 1.0,
        "groups": [_group(one, group) for group in one.groups],
    }


def _group(one: DocumentCoverage, group: GroupCoverage) -> Plain:
    absent = one.document.absent
    return {
        "group": group.group,
        "rows": len(group.rows),
        **{standing: len(group.of(standing)) for standing in _COUNTED},
        "items": [
            {
                "row": row.row,
                "standing": row.standing,
                "where": list(row.where),
                "text": title(absent[row.row].text) if row.standing == "absent" else None,
                "legal_basis": [citation(absent[row.row].law)] if row.standing == "absent" else [],
            }
            for row in group.rows
        ],
    }

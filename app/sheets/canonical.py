r"""The one spelling of a report as JSON, to be hashed and signed, and the way back.

After RFC 8785 (JSON Canonicalization Scheme): members sorted by name, no white space, UTF-8,
only `"`, `\` and control characters escaped. There are no floating numbers at all: whole numbers
are JSON numbers, decimals and percentages are strings with a point, days are `YYYY-MM-DD`,
moments are UTC with `Z` and microseconds only where there are any. Names are of the basic plane, so
their order by code point is that by UTF-16 unit. Texts are kept as they are, not normalised.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from app.sheets.book import Book, Cell, Chart, Column, Fact, Kind, Row, Sheet, Title


def canonical(value: object) -> bytes:
    """Return the one spelling of a plain value. Raises TypeError on a floating number."""
    text = json.dumps(
        _plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True
    )
    return text.encode()


def digest(value: object) -> str:
    """Return the SHA-256 of the one spelling, in hexadecimal."""
    return sha256(canonical(value)).hexdigest()


def to_json(book: Book) -> bytes:
    """Write a book in its one spelling."""
    return canonical(to_plain(book))


def to_plain(book: Book) -> dict[str, Any]:
    """Return a book as plain values: what is kept, and what the API shows."""
    return {
        "title": _title(book.title),
        "moment": _written(book.moment),
        "facts": [{"title": _title(fact.title), "value": fact.value} for fact in book.facts],
        "notes": [_title(note) for note in book.notes],
        "sheets": [_sheet(sheet) for sheet in book.sheets],
    }


def from_plain(kept: Mapping[str, Any]) -> Book:
    """Read a kept book back. Raises KeyError or ValueError where it is not one."""
    return Book(
        title=Title(**kept["title"]),
        moment=datetime.fromisoformat(kept["moment"]),
        facts=tuple(Fact(Title(**fact["title"]), fact["value"]) for fact in kept["facts"]),
        notes=tuple(Title(**note) for note in kept["notes"]),
        sheets=tuple(_read_sheet(sheet) for sheet in kept["sheets"]),
    )


def _sheet(sheet: Sheet) -> dict[str, Any]:
    chart = sheet.chart
    return {
        "code": sheet.code,
        "title": _title(sheet.title),
        "columns": [
            {"key": column.key, "title": _title(column.title), "kind": column.kind}
            for column in sheet.columns
        ],
        "rows": [_row(row) for row in sheet.rows],
        "totals": [_row(row) for row in sheet.totals],
        "notes": [_title(note) for note in sheet.notes],
        "named_by": list(sheet.named_by),
        "chart": chart
        and {
            "kind": chart.kind,
            "title": _title(chart.title),
            "label": chart.label,
            "series": list(chart.series),
        },
    }


def _read_sheet(kept: Mapping[str, Any]) -> Sheet:
    columns = tuple(
        Column(column["key"], Title(**column["title"]), column["kind"])
        for column in kept["columns"]
    )
    chart = kept["chart"]
    return Sheet(
        code=kept["code"],
        title=Title(**kept["title"]),
        columns=columns,
        rows=tuple(_read_row(row, columns) for row in kept["rows"]),
        totals=tuple(_read_row(row, columns) for row in kept["totals"]),
        notes=tuple(Title(**note) for note in kept["notes"]),
        named_by=tuple(kept["named_by"]),
        chart=chart
        and Chart(chart["kind"], Title(**chart["title"]), chart["label"], tuple(chart["series"])),
    )


def _title(title: Title) -> dict[str, str]:
    return {"vi": title.vi, "en": title.en}


def _row(row: Row) -> dict[str, str | int | None]:
    return {key: _written(cell) for key, cell in row.items()}


def _written(cell: Cell) -> str | int | None:
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return cell


def _read_row(kept: Mapping[str, Any], columns: tuple[Column, ...]) -> dict[str, Cell]:
    return {column.key: _read(kept[column.key], column.kind) for column in columns}


_READ: Mapping[Kind, Callable[[Any], Cell]] = {
    "decimal": Decimal,
    "percent": Decimal,
    "date": date.fromisoformat,
    "moment": datetime.fromisoformat,
}


def _read(kept: str | int | None, kind: Kind) -> Cell:
    if kept is None or kind not in _READ:
        return kept
    return _READ[kind](kept)


def _plain(value: object) -> object:
    """Return a value without floating numbers, which have more than one spelling."""
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, float):
        raise TypeError("a floating number has no place in what is signed")
    if isinstance(value, date | Decimal):
        return _written(value)
    return value

"""Rows as CSV (RFC 4180), safe to open in a spreadsheet: no formula comes from data."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from app.sheets.csv_file import safe


def written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The header and the rows; flags are `true` and `false`, lists are parted by `;`."""
    sheet = StringIO()
    writer = csv.writer(sheet)
    writer.writerow([_cell(name) for name in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return sheet.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        value = ";".join(str(part) for part in value)
    return safe(value) if isinstance(value, str) else str(value)

"""Rows as CSV (RFC 4180), safe to open in a spreadsheet: no formula comes from data."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection).
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


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
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text

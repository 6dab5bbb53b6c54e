"""One sheet as CSV, safe to open in a spreadsheet program.

RFC 4180, with a byte order mark so that Excel reads UTF-8. A text that a spreadsheet would take
for a formula gets an apostrophe before it (OWASP, CSV injection); numbers are left alone.
"""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import StringIO

from app.sheets.book import Cell, Sheet

_TAKEN_FOR_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARK = b"\xef\xbb\xbf"


def to_csv(sheet: Sheet) -> bytes:
    """Write one sheet: a line of titles, the rows, the totals."""
    file = StringIO(newline="")
    lines = csv.writer(file, lineterminator="\r\n")
    lines.writerow([safe(column.title.both) for column in sheet.columns])
    for row in (*sheet.rows, *sheet.totals):
        lines.writerow([_told(row[column.key]) for column in sheet.columns])
    return _MARK + file.getvalue().encode()


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return "'" + text if text.startswith(_TAKEN_FOR_FORMULA) else text


def _told(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return safe(cell) if isinstance(cell, str) else str(cell)

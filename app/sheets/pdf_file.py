"""A report as printed pages: PDF/A-2a, tagged, with the fonts that come with the typesetter.

The report goes to the page as data (`sys.inputs`), never as markup: no text of it can be read as
a command. Nothing is fetched: no packages, no fonts of the machine.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from importlib.resources import files
from json import dumps
from typing import Any, Final
from zoneinfo import ZoneInfo

import typst

from app.sheets.book import Book, Cell, Chart, Kind, Row, Sheet, Title

_PAGE: Final = files("app.sheets").joinpath("report.typ").read_bytes()
_VN: Final = ZoneInfo("Asia/Ho_Chi_Minh")
_STANDARD: Final = "a-2a"


def to_pdf(book: Book) -> bytes:
    """Set a whole report in pages; the same report gives the same bytes."""
    pages = typst.compile(
        _PAGE,
        ignore_system_fonts=True,
        sys_inputs={"report": dumps(_told(book), ensure_ascii=False)},
        pdf_standards=_STANDARD,
        timestamp=book.moment.replace(microsecond=0).astimezone(UTC),
    )
    if not isinstance(pages, bytes):
        raise TypeError("the typesetter gave no file")
    return pages


def _told(book: Book) -> dict[str, Any]:
    return {
        "title": _title(book.title),
        "moment": printed(book.moment, "moment"),
        "facts": [{"title": _title(fact.title), "value": fact.value} for fact in book.facts],
        "notes": [_title(note) for note in book.notes],
        "sheets": [_sheet(sheet) for sheet in book.sheets],
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "title": _title(sheet.title),
        "columns": [
            {"title": _title(column.title), "text": column.kind == "text"}
            for column in sheet.columns
        ],
        "rows": [_row(row, sheet) for row in sheet.rows],
        "totals": [_row(row, sheet) for row in sheet.totals],
        "notes": [_title(note) for note in sheet.notes],
        "chart": sheet.chart and _chart(sheet, sheet.chart),
    }


def _row(row: Row, sheet: Sheet) -> list[str]:
    return [printed(row[column.key], column.kind) for column in sheet.columns]


def _chart(sheet: Sheet, chart: Chart) -> dict[str, Any]:
    """Return what is drawn: a label and its figures a row, and what each series is called."""
    columns = {column.key: column for column in sheet.columns}
    marks = [
        {
            "label": printed(row[chart.label], columns[chart.label].kind),
            "values": [_number(row[key]) for key in chart.series],
            "printed": [printed(row[key], columns[key].kind) for key in chart.series],
        }
        for row in sheet.rows
    ]
    return {
        "kind": chart.kind,
        "title": _title(chart.title),
        "series": [_title(columns[key].title) for key in chart.series],
        "marks": marks,
    }


def printed(cell: Cell, kind: Kind) -> str:
    """Return a cell as a Vietnamese reader expects it: 1.234,5 and 31/12/2026."""
    if cell is None:
        return "–"
    if isinstance(cell, datetime):
        return cell.astimezone(_VN).strftime("%d/%m/%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, str):
        return cell
    number = f"{cell:,}".translate(str.maketrans(",.", ".,"))
    return f"{number}%" if kind == "percent" else number


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | Decimal) else 0.0


def _title(title: Title) -> dict[str, str]:
    return {"vi": title.vi, "en": title.en}

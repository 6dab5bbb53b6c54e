"""A report as a workbook: numbers are numbers, days are days, texts are never formulas."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Final
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.sheets.book import Book, Cell, Chart, Column, Kind, NotASheet, Row, Sheet, Title

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FORMATS: Final[dict[Kind, dict[str, Any]]] = {
    "text": {"num_format": "@", "text_wrap": True, "valign": "top"},
    "int": {"num_format": "#,##0", "valign": "top"},
    "decimal": {"num_format": "#,##0.00", "valign": "top"},
    "percent": {"num_format": "0.00%", "valign": "top"},
    "date": {"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"},
    "moment": {"num_format": "dd/mm/yyyy hh:mm", "valign": "top", "align": "left"},
}
_HEAD: Final = {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E8EEF4"}
_VN: Final = ZoneInfo("Asia/Ho_Chi_Minh")
# Excel's own bounds: characters in a cell and in the name of a sheet.
_LONGEST_CELL, _LONGEST_NAME = 32_767, 31
_FORBIDDEN: Final = str.maketrans("[]:*?/\\", "-------")
_NARROWEST, _WIDEST = 10, 60
_ABOVE_TABLE = 3  # both titles, and an empty row


class _Writer:
    """One workbook being written."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.taken: set[str] = set()
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.quiet = workbook.add_format({"italic": True, "font_color": "#555555"})
        self.head = workbook.add_format(_HEAD)
        self.cells = {kind: workbook.add_format(look) for kind, look in _FORMATS.items()}
        self.totals = {
            kind: workbook.add_format({**look, "bold": True, "top": 1})
            for kind, look in _FORMATS.items()
        }

    def page(self, code: str) -> Worksheet:
        """Add a page; two names that Excel would take for one are told apart by a number."""
        name = code.translate(_FORBIDDEN)[:_LONGEST_NAME]
        turn = 2
        while name.casefold() in self.taken:
            name = f"{name[: _LONGEST_NAME - 4]} ({turn})"
            turn += 1
        self.taken.add(name.casefold())
        return self.workbook.add_worksheet(name)

    def sheet(self, sheet: Sheet) -> None:
        """Write one table under its title, the titles of its columns standing still."""
        page = self.page(sheet.code)
        self.titles(page, sheet.title)
        for place, column in enumerate(sheet.columns):
            _put(page, _ABOVE_TABLE, place, f"{column.title.vi}\n{column.title.en}", self.head)
            page.set_column(place, place, _width(column, sheet))
        page.freeze_panes(_ABOVE_TABLE + 1, 1)
        page.repeat_rows(_ABOVE_TABLE)
        line = _ABOVE_TABLE + 1
        for row in sheet.rows:
            self.row(page, line, row, sheet.columns, self.cells)
            line += 1
        for row in sheet.totals:
            self.row(page, line, row, sheet.columns, self.totals)
            line += 1
        for note in sheet.notes:
            line += 1
            _put(page, line, 0, note.both, self.quiet)
        if sheet.chart is not None and sheet.rows:
            self.chart(page, sheet, sheet.chart)

    def titles(self, page: Worksheet, title: Title) -> None:
        """Write both titles at the top of a page, and make it print on paper of our size."""
        _put(page, 0, 0, title.vi, self.title)
        _put(page, 1, 0, title.en, self.quiet)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_footer("&LHòa Nhập&R&P / &N")

    def row(
        self,
        page: Worksheet,
        line: int,
        row: Row,
        columns: tuple[Column, ...],
        looks: dict[Kind, Format],
    ) -> None:
        """Write one row, each cell as what its column says it is."""
        for place, column in enumerate(columns):
            _put(page, line, place, row[column.key], looks[column.kind], column.kind)

    def chart(self, page: Worksheet, sheet: Sheet, chart: Chart) -> None:
        """Draw the program's own chart beside the table, from the cells of the table."""
        places = {column.key: place for place, column in enumerate(sheet.columns)}
        titles = {column.key: column.title for column in sheet.columns}
        first, last = _ABOVE_TABLE + 1, _ABOVE_TABLE + len(sheet.rows)
        drawn = self.workbook.add_chart({"type": chart.kind})
        for key in chart.series:
            label, place = places[chart.label], places[key]
            drawn.add_series(
                {
                    "name": titles[key].vi,
                    "categories": [page.get_name(), first, label, last, label],
                    "values": [page.get_name(), first, place, last, place],
                }
            )
        drawn.set_title({"name": chart.title.vi, "name_font": {"size": 11}})
        if chart.kind == "bar":
            drawn.set_y_axis({"reverse": True})
        page.insert_chart(_ABOVE_TABLE, len(sheet.columns) + 1, drawn)

    def notes(self, book: Book) -> None:
        """Write the facts and notes of the whole report on a sheet of their own."""
        page = self.page("Ghi chú")
        self.titles(page, book.title)
        page.set_column(0, 0, _WIDEST)
        page.set_column(1, 1, _WIDEST)
        line = _ABOVE_TABLE
        for fact in book.facts:
            _put(page, line, 0, fact.title.both, self.cells["text"])
            _put(page, line, 1, fact.value, self.cells["text"])
            line += 1
        for note in book.notes:
            line += 1
            _put(page, line, 0, note.vi, self.cells["text"])
            _put(page, line, 1, note.en, self.cells["text"])


def to_xlsx(book: Book) -> bytes:
    """Write a whole report; the same report gives the same bytes."""
    file = BytesIO()
    workbook = Workbook(file, _OPTIONS)
    workbook.set_properties(
        {
            "title": book.title.vi,
            "subject": book.title.en,
            "author": "Hòa Nhập",
            "created": book.moment.astimezone(_VN).replace(tzinfo=None),
        }
    )
    writer = _Writer(workbook)
    for sheet in book.sheets:
        writer.sheet(sheet)
    writer.notes(book)
    workbook.close()
    return file.getvalue()


def _put(
    page: Worksheet, line: int, place: int, cell: Cell, look: Format, kind: Kind = "text"
) -> None:
    """Write one cell by the method of its kind: nothing is guessed from what a text looks like."""
    if cell is None:
        page.write_blank(line, place, None, look)
    elif isinstance(cell, str):
        if len(cell) > _LONGEST_CELL:
            raise NotASheet("a text is longer than a cell may be")
        page.write_string(line, place, cell, look)
    elif isinstance(cell, datetime):
        page.write_datetime(line, place, cell.astimezone(_VN).replace(tzinfo=None), look)
    elif isinstance(cell, date):
        page.write_datetime(line, place, cell, look)
    elif kind == "percent":
        # Excel's percentage is a share of one.
        page.write_number(line, place, float(cell / Decimal(100)), look)
    else:
        page.write_number(line, place, float(cell) if isinstance(cell, Decimal) else cell, look)


def _width(column: Column, sheet: Sheet) -> int:
    """Return a width that shows the titles and most texts."""
    texts = [row[column.key] for row in sheet.rows[:200]]
    longest = max((len(text) for text in texts if isinstance(text, str)), default=0)
    return min(max(longest + 2, len(column.title.vi) // 2 + 2, _NARROWEST), _WIDEST)

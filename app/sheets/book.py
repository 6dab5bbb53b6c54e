"""A report as a document: sheets of typed columns, with titles, totals, notes and a chart."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Kind = Literal["text", "int", "decimal", "percent", "date", "moment"]
# A percentage is a Decimal in per cent, as it is printed: 76.19 is 76,19 %.
Cell = str | int | Decimal | date | datetime | None
Row = Mapping[str, Cell]

_TYPES: Mapping[Kind, type | tuple[type, ...]] = {
    "text": str,
    "int": int,
    "decimal": Decimal,
    "percent": Decimal,
    "date": date,
    "moment": datetime,
}


class NotASheet(ValueError):
    """A row does not hold what its columns promise."""


@dataclass(frozen=True, slots=True)
class Title:
    """A name in Vietnamese, with the English beside it."""

    vi: str
    en: str

    @property
    def both(self) -> str:
        """Both languages on one line."""
        return f"{self.vi} / {self.en}" if self.en else self.vi


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in the data, what people read above it, what its cells are."""

    key: str
    title: Title
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of some columns: one mark a row and series."""

    kind: Literal["bar", "line"]
    title: Title
    label: str
    series: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `named_by`: the columns that together tell a row from every other."""

    code: str
    title: Title
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...] = ()
    notes: tuple[Title, ...] = ()
    chart: Chart | None = None
    named_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a row that is not what the columns say. Raises NotASheet."""
        kinds = {column.key: column.kind for column in self.columns}
        for row in (*self.rows, *self.totals):
            if row.keys() != kinds.keys():
                raise NotASheet(f"{self.code}: a row and its columns differ")
            for key, cell in row.items():
                if cell is not None and not _is(cell, kinds[key]):
                    raise NotASheet(f"{self.code}: {key} is not of kind {kinds[key]}")
        wanted = {*self.named_by, *((self.chart.label, *self.chart.series) if self.chart else ())}
        if not wanted <= kinds.keys():
            raise NotASheet(f"{self.code}: named by or drawn from a column it has not")


@dataclass(frozen=True, slots=True)
class Fact:
    """A line under the title: of which unit, which period, known when."""

    title: Title
    value: str


@dataclass(frozen=True, slots=True)
class Book:
    """A whole report. `moment` is its own: every file of it carries this one and no other."""

    title: Title
    moment: datetime
    sheets: tuple[Sheet, ...]
    facts: tuple[Fact, ...] = ()
    notes: tuple[Title, ...] = ()

    def sheet(self, code: str) -> Sheet | None:
        """Return a sheet by its code."""
        return next((sheet for sheet in self.sheets if sheet.code == code), None)


def _is(cell: object, kind: Kind) -> bool:
    """Tell whether a cell is of a kind; a boolean is no number, a moment is no plain day."""
    if isinstance(cell, bool) or (kind == "date" and isinstance(cell, datetime)):
        return False
    if kind == "moment" and isinstance(cell, datetime):
        return cell.tzinfo is not None
    return isinstance(cell, _TYPES[kind])

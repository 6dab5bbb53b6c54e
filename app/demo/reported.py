"""The report of the demonstration: frozen, signed, and written as pages and as a workbook."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from app.demo.stage import Stage
from app.models.report import Report
from app.services.reports import frozen, shelf
from app.sheets.pdf_file import to_pdf
from app.sheets.xlsx_file import to_xlsx

KIND: Final = "coverage"
_WHO: Final = "trunguong"


def report(stage: Stage, since: date, until: date) -> tuple[Path, Path]:
    """Freeze the nation's report once, write it to DATA_DIR/reports, and say where it is."""
    with stage.acting(_WHO, "freeze_report") as ctx:
        row = _kept(shelf.page(ctx, unit="vn", kind=KIND, limit=50), since, until)
        if row is None:
            row = frozen.freeze(ctx, frozen.Asked(KIND, since, until))
        book, signature = frozen.book(row), frozen.verdict(ctx, row)
        folder = ctx.vault.folder / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    pages, workbook = folder / f"{KIND}.pdf", folder / f"{KIND}.xlsx"
    pages.write_bytes(to_pdf(book))
    workbook.write_bytes(to_xlsx(book))
    print(f"\nBáo cáo đã chốt và ký ({signature}) / report frozen and signed:")
    print(f"  {pages}\n  {workbook}")
    return pages, workbook


def _kept(rows: Sequence[Report], since: date, until: date) -> Report | None:
    """Return the report of these days that an earlier run froze."""
    return next((row for row in rows if (row.period_from, row.period_to) == (since, until)), None)

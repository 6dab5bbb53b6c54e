"""The figures of the demonstration: the nation's dashboard, and a signed report as files."""

from datetime import date
from pathlib import Path

from app.demo.stage import Stage
from app.periods import parse
from app.services import dashboard
from app.services.dashboard import Line
from app.services.reports import frozen
from app.sheets.pdf_file import to_pdf
from app.sheets.xlsx_file import to_xlsx

PERIOD = parse("2026")
_WIDTH = 72
# Provinces told beside a line; where each has something, the rest is only numbered.
_MOST = 4


def tell(stage: Stage) -> None:
    """Print every rate of the nation by province, then freeze the coverage report and write it."""
    with stage.acting("trunguong", "read_dashboard") as ctx:
        lines = dashboard.lines(ctx, PERIOD, unit="vn", fresh=True)
    print(
        f"Bảng điều hành năm 2026, cả nước / the nation's dashboard of 2026 ({len(lines)} dòng)\n"
    )
    print(
        f"{'':<{_WIDTH}}{'tử số':>8}{'mẫu số':>8}{'%':>8}  {'chỉ tiêu':<9}theo tỉnh / by province"
    )
    for line in lines:
        print(_row(line))
    print("\n(*) đề xuất, chưa có bộ chỉ số chính thức / proposed, no official set was found")
    for path in _write(stage):
        print(f"Báo cáo đã ký / signed report: {path}")
    print()


def _row(line: Line) -> str:
    one, figure = line.indicator, line.figure
    mark = "*" if one.proposal else ""
    name = f"{one.code}{mark} [{line.variant}] {one.title.vi}"
    target = one.target
    met = None if target is None else target.met_by(figure.numerator, figure.denominator)
    told = {None: "", True: "đạt", False: "chưa đạt"}[met]
    counted = [unit for unit, part in line.parts.items() if part.denominator]
    by = ", ".join(f"{unit}: {line.parts[unit].percent}" for unit in counted[:_MOST])
    by += f" … ({len(counted)})" if len(counted) > _MOST else ""
    name = name if len(name) < _WIDTH else name[: _WIDTH - 2] + "…"
    return (
        f"{name:<{_WIDTH}}{_whole(figure.numerator):>8}{_whole(figure.denominator):>8}"
        f"{figure.percent if figure.percent is not None else '–':>8}  {told:<9}{by}"
    )


def _whole(number: object) -> str:
    return f"{number:.4g}" if str(number).count(".") else str(number)


def _write(stage: Stage) -> list[Path]:
    """Freeze the year so far as the nation's manager and write the pages and the workbook."""
    with stage.acting("trunguong", "freeze_report") as ctx:
        until = min(ctx.today, date(2026, 12, 31))
        row = frozen.freeze(ctx, frozen.Asked("coverage", PERIOD.since, until))
        book = frozen.book(row)
        folder = Path(ctx.vault.folder) / "reports"
    folder.mkdir(exist_ok=True)
    written = []
    for name, content in (("pdf", to_pdf(book)), ("xlsx", to_xlsx(book))):
        path = folder / f"do-bao-phu-2026.{name}"
        path.write_bytes(content)
        written.append(path)
    return written

"""Fill a report by its definition, and bind its tables into a book."""

from collections.abc import Callable, Mapping
from datetime import datetime

from app.context import Context
from app.law.reading.report import Report, reports
from app.models.unit import Unit
from app.problems import Invalid
from app.services.reports import blocks, figures
from app.services.reports.scope import Filled, Scope
from app.sheets.book import Book, Fact, Title
from app.times import VN

BUILDERS: Mapping[str, Callable[[Context, Report, Scope], Filled]] = {
    "blocks": blocks.fill,
    "figures": figures.fill,
}


def definition(code: str) -> Report:
    """Return the definition of a report. Raises Invalid."""
    found = reports().get(code)
    if found is None:
        raise Invalid.at("/kind", vi="không có loại báo cáo này", en="there is no such report")
    return found


def fill(ctx: Context, report: Report, scope: Scope) -> Filled:
    """Fill the tables of a report."""
    return BUILDERS[report.builder](ctx, report, scope)


def bind(ctx: Context, report: Report, scope: Scope, filled: Filled, cut_off: datetime) -> Book:
    """Bind filled tables into a book: whose, of when, known when, by which rules."""
    unit = ctx.session.get(Unit, scope.unit)
    name = unit.name if unit is not None else scope.unit
    period = f"{scope.since:%d/%m/%Y} – {scope.until:%d/%m/%Y}"
    facts = (
        Fact(Title("Đơn vị báo cáo", "Reporting unit"), f"{name} ({scope.unit})"),
        Fact(Title("Kỳ báo cáo", "Period"), period),
        Fact(
            Title("Chốt số liệu lúc", "Figures as known at"),
            f"{cut_off.astimezone(VN):%d/%m/%Y %H:%M:%S}",
        ),
        Fact(Title("Bộ quy tắc (SHA-256)", "Rule set (SHA-256)"), ctx.lawbook.hash),
    )
    return Book(
        title=Title(report.title.vi, report.title.en),
        moment=cut_off,
        sheets=filled.sheets,
        facts=facts,
        notes=(*_notes(report), *filled.notes),
    )


def _notes(report: Report) -> list[Title]:
    law = report.law
    source = f"{law.act}, {law.at}"
    notes = [Title(f"Căn cứ: {source}", f"Basis: {source}")]
    if law.unverified:
        notes.append(Title("Căn cứ chưa kiểm chứng", "The legal basis is unverified"))
    if report.proposal:
        notes.append(Title("Mẫu đề xuất, chưa ban hành", "A proposed form, not issued"))
    notes.append(Title(f"Thời hạn: {report.deadline.vi}", f"Deadline: {report.deadline.en}"))
    return [*notes, *(Title(note.vi, note.en) for note in report.notes)]
